import type { Position, Range } from "vscode-languageserver/node.js";
import type { Location } from "../model/diagnostic.js";
import { type Path, referencesOf } from "../model/references.js";
import { hopsOf } from "../model/relations.js";
import type { Span } from "../store/problem.js";
import type { FileReading } from "../store/reading.js";
import type { Entry, SourceFile } from "../store/source.js";
import { entryOf, type Store } from "../store/store.js";

/** Gives the range of a place: the protocol counts lines and columns from 0. */
export function rangeOf({ line, column, endLine, endColumn }: Omit<Location, "file">): Range {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** Gives the offset of a position in a text; a position past a line's end is its end. */
export function offsetAt(text: string, { line, character }: Position): number {
  let start = 0;
  for (let passed = 0; passed < line; passed++) {
    const newline = text.indexOf("\n", start);
    if (newline === -1) return text.length;
    start = newline + 1;
  }
  const newline = text.indexOf("\n", start);
  return Math.min(start + character, newline === -1 ? text.length : newline);
}

/** An id that is written at a place. */
export interface Mention {
  readonly id: string;
  /** Without its quotes. */
  readonly span: Span;
}

/**
 * Gives the id at an offset of a file: an entry's own, or one that refers to an entry. In an entry that
 * can't be read each word that is some entry's id counts.
 */
export function mentionAt(
  store: Store,
  { file, entries }: FileReading,
  offset: number,
): Mention | undefined {
  const entry = entries.find(({ start, end }) => start <= offset && offset <= end);
  if (!entry) return wordAt(store, file, offset);
  const own = spanOf(file, file.find(entry.start, [], "key"));
  if (covers(own, offset)) return { id: entry.id, span: own };
  for (const { id, path } of idsIn(entry)) {
    const span = spanOf(file, file.find(entry.start, path, "value"));
    if (covers(span, offset)) return { id, span };
  }
  return undefined;
}

/** Gives every id that an entry refers to, the names of its hops with the ids that they mean. */
function* idsIn(entry: Entry): Generator<{ readonly id: string; readonly path: Path }> {
  yield* referencesOf(entry.kind, entry.value as never);
  if (entry.kind !== "claim") return;
  const hops = hopsOf(entry.value);
  for (const [index, { from }] of hops.entries()) {
    for (const [at, name] of [from ?? []].flat().entries()) {
      const hop = hops.find(({ id, via }) => (id ?? via) === name);
      const path = ["relay", index, "from", ...(typeof from === "string" ? [] : [at])];
      if (hop) yield { id: hop.via, path };
    }
  }
}

/** Gives the span of a key or value without its quotes. */
export function spanOf({ text }: SourceFile, { start, end }: Span): Span {
  const isQuoted = /["']/.test(text[start] ?? "") && end - start >= 2;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function wordAt(store: Store, { text }: SourceFile, offset: number): Mention | undefined {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  if (/(^|\s)#/.test(line)) return undefined;
  const span = wordSpan(text, offset);
  const id = text.slice(span.start, span.end);
  return entryOf(store, id) ? { id, span } : undefined;
}

/** Gives the span of the letters, digits and hyphens around an offset; it may be empty. */
export function wordSpan(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (/[\w-]/.test(text[start - 1] ?? "")) start--;
  while (/[\w-]/.test(text[end] ?? "")) end++;
  return { start, end };
}
