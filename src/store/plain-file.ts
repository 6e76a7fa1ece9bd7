import { type EntryKind, SECTIONS, type Section } from "../model/entry.js";
import { isId, UNKNOWN } from "../model/ids.js";
import type { Path } from "../model/references.js";
import type { Shape } from "../model/shape.js";
import { scanPlain, scanPlainPart } from "./plain.js";
import { DOUBT } from "./plain-values.js";
import type { Span } from "./problem.js";
import type { FileReading } from "./reading.js";
import { type Builder, builderOf } from "./shapes.js";
import shapes from "./shapes.json" with { type: "json" };
import { type Entry, SourceFile, type Syntax } from "./source.js";
import { NODE, Tape } from "./tape.js";

const BUILDERS: Readonly<Record<EntryKind, Builder>> = {
  agent: builderOf(shapes.agent as Shape),
  document: builderOf(shapes.document as Shape),
  claim: builderOf(shapes.claim as Shape),
};

const tape = new Tape();

/**
 * Reads a store file that consists of plain YAML and of nothing but sound entries.
 *
 * @returns `undefined` where it doesn't, or may not: the library then tells what it is
 */
export function readPlainFile(path: string, text: string): FileReading | undefined {
  const file = new SourceFile(path, text, PLAIN);
  const entries = plainEntries(file, text);
  return entries && { file, entries, damaged: [], problems: [], torn: false, unread: false };
}

/** Reads the entries of a plain file; see {@link readPlainFile}. */
export function plainEntries(file: SourceFile, text: string): Entry[] | undefined {
  if (!scanPlain(text, tape)) return undefined;
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (let section = 1; section < tape.length; section = tape.next(section + 1)) {
    const name = text.slice(tape.start(section), tape.end(section));
    if (!Object.hasOwn(SECTIONS, name) || seen.has(name)) return undefined;
    seen.add(name);
    if (tape.kind(section + 1) === NODE.nothing) continue;
    const kind = SECTIONS[name as Section];
    if (!readSection(kind, section + 1, file, text, entries)) return undefined;
  }
  return entries;
}

function readSection(
  kind: EntryKind,
  section: number,
  file: SourceFile,
  text: string,
  entries: Entry[],
): boolean {
  if (tape.kind(section) !== NODE.map) return false;
  const end = tape.next(section);
  for (let key = section + 1; key < end; key = tape.next(key + 1)) {
    const start = tape.start(key);
    const id = text.slice(start, tape.end(key));
    const value = BUILDERS[kind](text, tape, key + 1);
    if (value === DOUBT || !isId(id) || id === UNKNOWN) return false;
    entries.push({ kind, id, value, file, start, end: tape.end(key + 1) } as Entry);
  }
  return true;
}

/**
 * Reads one entry of a plain file that was read whole before.
 *
 * @param start the offset of its key
 * @param end the offset of the key of the next entry, or the end of the text
 * @returns `undefined` where it isn't what it was
 */
export function plainEntry(
  kind: EntryKind,
  id: string,
  file: SourceFile,
  start: number,
  end: number,
): Entry | undefined {
  const { text } = file;
  const line = lineAt(start, text);
  // Up to the line of what follows: what stands ahead of its key would be half a line.
  const part = text.slice(line, end === text.length ? end : lineAt(end, text));
  if (!scanPlainPart(part, tape) || tape.start(1) !== start - line) return undefined;
  const value = BUILDERS[kind](part, tape, 2);
  if (value === DOUBT || part.slice(tape.start(1), tape.end(1)) !== id) return undefined;
  return { kind, id, value, file, start, end: line + tape.end(2) } as Entry;
}

/** Gives the offset at which the line begins that a place is in. */
function lineAt(place: number, text: string): number {
  return text.lastIndexOf("\n", place - 1) + 1;
}

/** How the fast reader reads a text again; see {@link SourceFile}. */
export const PLAIN: Syntax = { placesIn, commentsIn };

function placesIn(text: string): ReturnType<Syntax["placesIn"]> {
  const own = new Tape();
  scanPlain(text, own);
  const keys = new Map<number, number>();
  for (let section = 1; section < own.length; section = own.next(section + 1)) {
    const end = own.next(section + 1);
    for (let key = section + 2; key < end; key = own.next(key + 1)) keys.set(own.start(key), key);
  }
  return (start, path, on) => {
    const entry = keys.get(start);
    if (entry === undefined) return undefined;
    const keySpan = { start, end: own.end(entry) };
    if (path.length === 0) return keySpan;
    const found = follow({ keySpan, node: entry + 1 }, path, text, own);
    return on === "key" ? found.keySpan : markOf(found, own);
  };
}

function commentsIn(text: string): Span[] {
  const comments: Span[] = [];
  scanPlain(text, tape, (start) => {
    const newline = text.indexOf("\n", start);
    const line = text.slice(start, newline === -1 ? text.length : newline);
    comments.push({ start, end: start + line.trimEnd().length });
  });
  return comments;
}

interface Found {
  readonly keySpan: Span;
  readonly node: number;
}

function spanAt(node: number, on: Tape): Span {
  return { start: on.start(node), end: on.end(node) };
}

/** Follows a path down from an entry; stops at the last node that exists. */
function follow(from: Found, path: Path, text: string, on: Tape): Found {
  let found = from;
  for (const step of path) {
    const next = childAt(found, step, text, on);
    if (!next) return found;
    found = next;
  }
  return found;
}

function childAt(
  { node, keySpan }: Found,
  step: string | number,
  text: string,
  on: Tape,
): Found | undefined {
  const kind = on.kind(node);
  const end = on.next(node);
  if (kind === NODE.map || kind === NODE.flowMap) {
    for (let key = node + 1; key < end; key = on.next(key + 1)) {
      const span = spanAt(key, on);
      if (text.slice(span.start, span.end) === step) return { keySpan: span, node: key + 1 };
    }
  } else if (kind === NODE.list || kind === NODE.flowList) {
    let item = node + 1;
    for (let left = Number(step); left > 0 && item < end; left--) item = on.next(item);
    if (item < end) return { keySpan: headOf(item, keySpan, on), node: item };
  }
  return undefined;
}

/** The span that stands for an item of a list, which has no key: its first pair, or the item. */
function headOf(item: number, list: Span, on: Tape): Span {
  if (on.kind(item) !== NODE.map) return on.start(item) < on.end(item) ? spanAt(item, on) : list;
  const key = spanAt(item + 1, on);
  return isBlock(item + 2, on) ? key : { start: key.start, end: on.end(item + 2) };
}

/** The span to mark for a value: the value where it is short, the key where it is a block. */
function markOf({ node, keySpan }: Found, on: Tape): Span {
  const span = spanAt(node, on);
  return isBlock(node, on) || span.start === span.end ? keySpan : span;
}

function isBlock(node: number, on: Tape): boolean {
  return on.kind(node) === NODE.map || on.kind(node) === NODE.list;
}
