import { CHECKS } from "../model/checks.js";
import { ID_PATTERN, isId } from "../model/ids.js";
import type { Shape } from "../model/shape.js";
import { DOUBT, scalarAt } from "./plain-values.js";
import { NODE, type Tape } from "./tape.js";

/**
 * Builds the value of a node, in the order of the schema's keys.
 *
 * @returns {@link DOUBT} where the value is not certainly what the schema takes
 */
export type Builder = (text: string, tape: Tape, node: number) => unknown;

/** Makes the builder of a shape. */
export function builderOf(shape: Shape): Builder {
  switch (shape.type) {
    case "text":
      return textBuilder(shape);
    case "word":
      return wordBuilder(shape);
    case "truth":
      return scalarBuilder((value) => typeof value === "boolean");
    case "number":
      return numberBuilder(shape);
    case "date":
      return dateBuilder();
    case "list":
      return listBuilder(shape);
    case "either":
      return eitherBuilder(shape.shapes.map(builderOf));
    case "record":
      return recordBuilder(shape);
    case "object":
      return objectBuilder(shape);
  }
}

type ShapeOf<T extends Shape["type"]> = Extract<Shape, { readonly type: T }>;

function scalarBuilder(isRight: (value: unknown) => boolean): Builder {
  return (text, tape, node) => {
    const value = scalarAt(text, tape, node);
    return isRight(value) ? value : DOUBT;
  };
}

function wordBuilder({ words }: ShapeOf<"word">): Builder {
  const known = new Map<unknown, unknown>(words.map((word) => [word, word]));
  return (text, tape, node) => known.get(scalarAt(text, tape, node)) ?? DOUBT;
}

function textBuilder({ patterns = [], check }: ShapeOf<"text">): Builder {
  const [first, ...more] = patterns.map((pattern) => new RegExp(pattern));
  const isChecked = check && (CHECKS[check] as (text: string) => boolean);
  const isRight = (value: string): boolean =>
    first?.test(value) !== false &&
    more.every((pattern) => pattern.test(value)) &&
    (!isChecked || isChecked(value));
  const take = takerOf(isRight, patterns, check);
  return (text, tape, node) => {
    const value = scalarAt(text, tape, node);
    return typeof value === "string" ? (take(value) ?? DOUBT) : DOUBT;
  };
}

function takerOf(
  isRight: (text: string) => boolean,
  patterns: readonly string[],
  check: string | undefined,
): (text: string) => string | undefined {
  if (check !== undefined) return remembering(isRight);
  const isAnId = patterns.length === 1 && patterns[0] === ID_PATTERN.source;
  return isAnId ? idOf : (text) => (isRight(text) ? text : undefined);
}

/** How many texts are remembered: as many as the entries of a very large store. */
const MOST_REMEMBERED = 1_000_000;

/**
 * Takes texts that stand in a store again and again, such as ids and dates. What was right is right again, and
 * one text serves for all that are the same: that spares the memory, and what looks it up later.
 *
 * @returns gives the text where it is right, else `undefined`
 */
function remembering(isRight: (text: string) => boolean): (text: string) => string | undefined {
  const known = new Map<string, string>();
  return (text) => {
    const same = known.get(text);
    if (same !== undefined || !isRight(text)) return same;
    if (known.size === MOST_REMEMBERED) known.clear();
    known.set(text, text);
    return text;
  };
}

function numberBuilder({ whole, min, max }: ShapeOf<"number">): Builder {
  return scalarBuilder(
    (value) =>
      typeof value === "number" &&
      (!whole || Number.isSafeInteger(value)) &&
      (min === undefined || value >= min) &&
      (max === undefined || value <= max),
  );
}

/** YAML reads a bare year as a number: it is taken for the year that it spells. */
function dateBuilder(): Builder {
  return (text, tape, node) => {
    const value = scalarAt(text, tape, node);
    if (typeof value !== "string" && !Number.isSafeInteger(value)) return DOUBT;
    return dateOf(String(value)) ?? DOUBT;
  };
}

const dateOf = remembering(CHECKS.date);

/** One for all places where an id may stand: most stand at several. */
const idOf = remembering(isId);

function isList(kind: number): boolean {
  return kind === NODE.list || kind === NODE.flowList;
}

function isMap(kind: number): boolean {
  return kind === NODE.map || kind === NODE.flowMap;
}

function listBuilder({ items, least = 0 }: ShapeOf<"list">): Builder {
  const build = builderOf(items);
  return (text, tape, node) => {
    if (!isList(tape.kind(node))) return DOUBT;
    const list: unknown[] = [];
    const end = tape.next(node);
    for (let item = node + 1; item < end; item = tape.next(item)) {
      const value = build(text, tape, item);
      if (value === DOUBT) return DOUBT;
      list.push(value);
    }
    return list.length < least ? DOUBT : list;
  };
}

function eitherBuilder(builders: readonly Builder[]): Builder {
  return (text, tape, node) => {
    for (const build of builders) {
      const value = build(text, tape, node);
      if (value !== DOUBT) return value;
    }
    return DOUBT;
  };
}

function recordBuilder({ pattern, values }: ShapeOf<"record">): Builder {
  const isKey = new RegExp(pattern ?? "");
  const build = builderOf(values);
  return (text, tape, node) => {
    if (!isMap(tape.kind(node))) return DOUBT;
    const record: Record<string, unknown> = {};
    const end = tape.next(node);
    for (let key = node + 1; key < end; key = tape.next(key + 1)) {
      const name = text.slice(tape.start(key), tape.end(key));
      const value = build(text, tape, key + 1);
      if (value === DOUBT || !isKey.test(name) || Object.hasOwn(record, name)) return DOUBT;
      record[name] = value;
    }
    return record;
  };
}

function objectBuilder({ keys, required = [], check }: ShapeOf<"object">): Builder {
  const names = Object.keys(keys);
  const positions = new Map(names.map((name, index) => [name, index]));
  const builders = names.map((name) => builderOf(keys[name]!));
  const needed = required.map((name) => names.indexOf(name));
  // One for all objects of the shape, which never hold each other.
  const found: unknown[] = names.map(() => undefined);
  const isChecked = check && (CHECKS[check] as (value: unknown) => boolean);
  const collect = (text: string, tape: Tape, node: number): boolean => {
    const end = tape.next(node);
    for (let key = node + 1; key < end; key = tape.next(key + 1)) {
      const position = positions.get(text.slice(tape.start(key), tape.end(key)));
      if (position === undefined || found[position] !== undefined) return false;
      const value = builders[position]!(text, tape, key + 1);
      if (value === DOUBT) return false;
      found[position] = value;
    }
    return needed.every((position) => found[position] !== undefined);
  };
  return (text, tape, node) => {
    if (!isMap(tape.kind(node))) return DOUBT;
    found.fill(undefined);
    if (!collect(text, tape, node)) return DOUBT;
    const value: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index++) {
      if (found[index] !== undefined) value[names[index]!] = found[index];
    }
    return isChecked && !isChecked(value) ? DOUBT : value;
  };
}
