import type { Edit } from "../model/diagnostic.js";
import type { Span } from "./problem.js";

/** A change of a text: what is to stand in the place of a span. */
export interface TextEdit extends Span {
  readonly replacement: string;
}

/** A text after some edits, and where in it what they wrote stands. */
export interface EditedText {
  readonly text: string;
  /** A span for each edit, by where it stands. */
  readonly spans: readonly Span[];
}

/**
 * Applies edits to a text. Whatever they don't cover stays as it is, to the last white space.
 *
 * @param edits in any order, no two in conflict, all within the text
 * @throws RangeError where that is not so
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): EditedText {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces: string[] = [];
  const spans: Span[] = [];
  let at = 0;
  let length = 0;
  for (const [index, { start, end, replacement }] of sorted.entries()) {
    const isTwice = index > 0 && sorted[index - 1]!.start === start;
    if (start < at || end < start || end > text.length || isTwice) {
      throw new RangeError(`an edit of ${start} to ${end} overlaps another, or the text's end`);
    }
    pieces.push(text.slice(at, start), replacement);
    length += start - at;
    spans.push({ start: length, end: length + replacement.length });
    length += replacement.length;
    at = end;
  }
  pieces.push(text.slice(at));
  return { text: pieces.join(""), spans };
}

/**
 * Chooses what can be applied at once. Of two changes that are in conflict the earlier in the list is
 * chosen, and the other left for another time. A change of several edits is chosen whole or not at all.
 *
 * @param editsOf gives the edits of a change, which may be in several files
 */
export function withoutConflicts<T>(
  changes: readonly T[],
  editsOf: (change: T) => readonly Edit[],
): T[] {
  const taken = new Map<string, TakenSpans>();
  const spansIn = (file: string): TakenSpans => {
    const known = taken.get(file) ?? new TakenSpans();
    taken.set(file, known);
    return known;
  };
  return changes.filter((change) => {
    const edits = editsOf(change);
    if (edits.some((edit) => spansIn(edit.location.file).conflicts(edit))) return false;
    for (const edit of edits) spansIn(edit.location.file).add(edit);
    return true;
  });
}

/** Spans of one text, in their order, no two in conflict. */
class TakenSpans {
  readonly #spans: Span[] = [];

  /** Tells whether a span covers some of what is taken, or starts where another does. */
  conflicts(span: Span): boolean {
    const index = this.#indexOf(span.start);
    const [ahead, next] = [this.#spans[index - 1], this.#spans[index]];
    return (
      (ahead !== undefined && ahead.end > span.start) ||
      (next !== undefined && (next.start < span.end || next.start === span.start))
    );
  }

  add(span: Span): void {
    this.#spans.splice(this.#indexOf(span.start), 0, span);
  }

  /** How many start ahead of an offset. */
  #indexOf(start: number): number {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#spans[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const MARK = "\uFEFF";

/** A file's text as an edit needs it: nothing is replaced, and the byte order mark is kept apart. */
export interface RawText {
  readonly text: string;
  readonly mark: "" | typeof MARK;
}

/** Reads bytes as UTF-8, to the letter; `undefined` where they are none. */
export function readRaw(bytes: Uint8Array): RawText | undefined {
  try {
    const all = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return all.startsWith(MARK) ? { text: all.slice(1), mark: MARK } : { text: all, mark: "" };
  } catch {
    return undefined;
  }
}

/** Gives the bytes of a text, with its byte order mark where it had one. */
export function toBytes({ text, mark }: RawText): Uint8Array {
  return new TextEncoder().encode(mark + text);
}
