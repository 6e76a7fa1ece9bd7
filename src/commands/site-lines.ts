import type { SourceLine } from "../site/desk.js";
import type { Span } from "../store/problem.js";
import type { Entry, SourceFile } from "../store/source.js";

/**
 * Makes what gives an entry's lines in its file, without its comments: those are for whoever keeps the
 * store. Each file is looked through for comments once, however many entries it holds.
 */
export function lineReader(): (entry: Entry) => SourceLine[] {
  const known = new WeakMap<SourceFile, readonly Span[]>();
  const commentsOf = (file: SourceFile): readonly Span[] => {
    const comments = known.get(file) ?? file.comments();
    known.set(file, comments);
    return comments;
  };
  return (entry) => {
    const { file, start } = entry;
    const first = file.at({ start, end: start });
    return `${indentOf(file, first)}${withoutComments(entry, commentsOf(file))}`
      .trimEnd()
      .split(/\r\n?|\n/)
      .map((line, index) => ({ number: first.line + index, text: line.trimEnd() }));
  };
}

/** What stands ahead of an entry on its line: nothing that is another entry's. */
function indentOf(file: SourceFile, { line, column }: { line: number; column: number }): string {
  const ahead = file.line(line).slice(0, column - 1);
  return ahead.trim() === "" ? ahead : "";
}

function withoutComments({ file, start, end }: Entry, comments: readonly Span[]): string {
  const pieces: string[] = [];
  let at = start;
  for (let index = firstFrom(start, comments); ; index++) {
    const comment = comments[index];
    if (!comment || comment.start >= end) break;
    pieces.push(file.text.slice(at, comment.start));
    at = Math.min(comment.end, end);
  }
  return pieces.join("") + file.text.slice(at, end);
}

/** Gives the index of the first span that starts at an offset or behind it. */
function firstFrom(offset: number, spans: readonly Span[]): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
