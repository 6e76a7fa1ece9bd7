import { isCollection, isMap, isSeq } from "yaml";
import type * as z from "zod";
import { Agent, Role } from "../model/agent.js";
import { Claim, DetailedHop, Review } from "../model/claim.js";
import { Amendment, Document } from "../model/document.js";
import { type EntryKind, type EntryValues, KIND_WORDS } from "../model/entry.js";
import { InformationGrade, SourceGrade } from "../model/fields.js";
import { ENTRY_SCHEMAS } from "../model/file.js";
import { toId } from "../model/ids.js";
import { nearest } from "../model/nearest.js";
import { type Path, type ReferenceField, referenceAt } from "../model/references.js";
import { invalidId, missingKey, type Owner, unknownKey, valueProblem } from "./faults.js";
import type { Problem, Span } from "./problem.js";
import { pairsOf, spanOf, type YamlNode, type YamlPair } from "./yaml.js";

type Issue = z.core.$ZodIssue;

/** An entry's checked value, or what is wrong with its shape. */
export type Shape<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/**
 * Checks an entry's plain data against the schema of its kind.
 *
 * @param pair where the entry stands, so that each problem names its key or value
 * @param text the file's text
 */
export function checkShape<K extends EntryKind>(
  kind: K,
  data: unknown,
  pair: YamlPair,
  text: string,
): Shape<EntryValues[K]> {
  const owner = (path: Path) => ownerOf(kind, path);
  return checkData(ENTRY_SCHEMAS[kind], data, { owner, meant: referenceAt, pair, text, data });
}

/** Checks plain data against any schema; see {@link checkShape}. */
export function checkData<T>(schema: z.ZodType<T>, data: unknown, place: Place): Shape<T> {
  const result = schema.safeParse(data);
  if (result.success) return { value: result.data };
  const issues = result.error.issues.flatMap(flatten);
  return { problems: issues.flatMap((issue) => problemsOf(issue, place)) };
}

/** What an issue is in. */
export interface Place {
  /** Gives the mapping at a path. */
  readonly owner: (path: Path) => Owner;
  /** Gives what a reference at a path may name. */
  readonly meant?: (path: Path) => ReferenceField | undefined;
  /** Where the data stands. */
  readonly pair: { readonly key: string; readonly keySpan: Span; readonly value: YamlNode };
  /** The file's text. */
  readonly text: string;
  readonly data: unknown;
}

/** What stands at the end of a path: the pair whose value it is, or an item of a list. */
interface Found {
  readonly keySpan: Span;
  readonly value: YamlNode;
}

/** Follows a path down from an entry; stops at the last node that exists. */
export function follow(pair: Found, path: Path): Found {
  let found: Found = pair;
  for (const step of path) {
    const { value } = found;
    if (isMap(value)) {
      const next = pairsOf(value).find(({ key }) => key === step);
      if (!next) return found;
      found = next;
    } else if (isSeq(value) && typeof step === "number" && step < value.items.length) {
      const item = value.items[step] as YamlNode;
      found = { keySpan: headOf(item, found.keySpan), value: item };
    } else {
      return found;
    }
  }
  return found;
}

/** The span that stands for an item of a list, which has no key: its first pair, the item, or its dash. */
function headOf(item: YamlNode, list: Span): Span {
  const first = isMap(item) && !item.flow ? pairsOf(item)[0] : undefined;
  if (first) {
    const isBlock = isCollection(first.value) && !first.value.flow;
    return isBlock ? first.keySpan : first.span;
  }
  const { start, end } = spanOf(item, list);
  return start === end ? { start: start - 1, end } : { start, end };
}

/** The span to mark for a value: the value where it is short, the key where it is a block. */
export function markOf(found: Found): Span {
  const { value, keySpan } = found;
  const block = isCollection(value) && !value.flow;
  const span = spanOf(value, keySpan);
  return block || span.start === span.end ? keySpan : span;
}

/** A union fails with the issues of all its branches: takes those of the branch of the right type. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = issue.errors.find(
    ([first]) => first && !(first.code === "invalid_type" && first.path.length === 0),
  );
  if (!meant) return [{ ...issue, code: "invalid_type", expected: "union" } as unknown as Issue];
  return meant.flatMap((inner) =>
    flatten({ ...inner, path: [...issue.path, ...inner.path] } as Issue),
  );
}

function problemsOf(issue: Issue, place: Place): Problem[] {
  const path = issue.path as (string | number)[];
  const found = follow(place.pair, path);
  if (issue.code === "unrecognized_keys") {
    const has = (other: string) => Object.hasOwn(valueAt(place.data, path) as object, other);
    return issue.keys.map((key) => {
      const { keySpan } = follow(place.pair, [...path, key]);
      const source = place.text.slice(keySpan.start, keySpan.end);
      return { ...unknownKey(key, place.owner(path), source, has), ...keySpan };
    });
  }
  if (issue.code === "invalid_key") {
    const { keySpan } = found;
    const source = place.text.slice(keySpan.start, keySpan.end);
    return [{ ...invalidId(String(path.at(-1)), source), ...keySpan }];
  }
  if (isMissing(place.data, path)) {
    const parent = path.slice(0, -1);
    const key = String(path.at(-1));
    const owner = place.owner(parent);
    if (isMisspelt(key, owner, valueAt(place.data, parent))) return [];
    const fault = missingKey(key, owner, place.pair.key);
    return [{ ...fault, ...follow(place.pair, parent).keySpan }];
  }
  const fault = valueProblem(issue, path, found.value, place.text);
  const field = fault.rule === "invalid-id" ? place.meant?.(path) : undefined;
  const problem = { ...fault, ...markOf(found) };
  if (!field) return [problem];
  return [{ ...problem, meant: { id: toId(String(valueAt(place.data, path))), field } }];
}

function isMissing(data: unknown, path: Path): boolean {
  const key = path.at(-1);
  if (typeof key !== "string") return false;
  const parent = valueAt(data, path.slice(0, -1));
  return typeof parent === "object" && parent !== null && !Object.hasOwn(parent, key);
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) value = (value as Record<string | number, unknown>)?.[step];
  return value;
}

/** Tells whether a missing key stands there under a near name, which is reported as unknown. */
function isMisspelt(key: string, { keys }: Owner, parent: unknown): boolean {
  return Object.keys(parent as object).some(
    (other) => !keys.includes(other) && nearest(other, keys) === key,
  );
}

/** Gives the mapping at a path in an entry: the entry itself, or one of those inside it. */
export function ownerOf(kind: EntryKind, path: Path): Owner {
  const inner = path[0] === "grade" ? GRADES[kind] : INNER[String(path[0])];
  const [noun, schema] = inner ?? [kind, { agent: Agent, document: Document, claim: Claim }[kind]];
  const name = inner ? `a ${noun}` : KIND_WORDS[kind];
  return { name, noun, keys: Object.keys(schema.shape), isEntry: !inner };
}

type Inner = readonly [noun: string, schema: { readonly shape: object }];

const INNER: Readonly<Record<string, Inner>> = {
  relay: ["hop", DetailedHop],
  roles: ["role", Role],
  reviews: ["review", Review],
  corrected: ["correction", Amendment],
  retracted: ["retraction", Amendment],
};

const GRADES: Readonly<Partial<Record<EntryKind, Inner>>> = {
  agent: ["grade", SourceGrade],
  claim: ["grade", InformationGrade],
};
