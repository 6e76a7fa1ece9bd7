import type { Diagnostic, Edit, Fix, Location } from "../model/diagnostic.js";
import type { EntryKind, EntryValues } from "../model/entry.js";
import type { Path } from "../model/references.js";
import type { Problem, Span, SpanFix } from "./problem.js";
import { rewrite } from "./scalar.js";
import { LineIndex } from "./text.js";

/** How a file's text is read again, when places in it are asked for. */
export interface Syntax {
  /**
   * Reads a text so that places in it can be found: gives, for the offset of an entry's key, a path
   * down from the entry's value, and whether a value or its key is meant, the span; `undefined`
   * where no entry's key is.
   */
  readonly placesIn: (
    text: string,
  ) => (start: number, path: Path, on: "key" | "value") => Span | undefined;
  /** Gives the spans of the comments in a text, without the white space behind them. */
  readonly commentsIn: (text: string) => readonly Span[];
}

/**
 * One file of the store. Entries name paths, the file knows positions: they are worked out when
 * something must be shown, by parsing the text again, so that a sound store never pays for them.
 */
export class SourceFile {
  /** Path relative to the repository's root, with `/` on every system. */
  readonly path: string;
  #text: string | (() => string);
  /** How it was read. */
  readonly syntax: Syntax;
  #find: ReturnType<Syntax["placesIn"]> | undefined;
  #lines: LineIndex | undefined;

  /**
   * @param text the text, or what gives it when it is first asked for
   * @param syntax reads the text again as it was read before
   */
  constructor(path: string, text: string | (() => string), syntax: Syntax) {
    this.path = path;
    this.#text = text;
    this.syntax = syntax;
  }

  /** The file's text, line ends as they are, without a byte order mark. */
  get text(): string {
    if (typeof this.#text === "function") this.#text = this.#text();
    return this.#text;
  }

  /** Gives the text of a line, counted from 1. */
  line(line: number): string {
    return this.#index().line(line);
  }

  /** Gives the place of a span. */
  at({ start, end }: Span): Location {
    const from = this.#index().position(start);
    const to = this.#index().position(Math.max(start, end));
    return {
      file: this.path,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
    };
  }

  /**
   * Gives the span of a value inside an entry, or of its key.
   *
   * @param start the offset of the entry's key
   * @param path from the entry's value down; where it leads nowhere, the last node on the way
   */
  find(start: number, path: Path, on: "key" | "value"): Span {
    this.#find ??= this.syntax.placesIn(this.text);
    return this.#find(start, path, on) ?? { start, end: start };
  }

  /** Gives the spans of its comments, in the order of the text. */
  comments(): readonly Span[] {
    return this.syntax.commentsIn(this.text);
  }

  /** Gives the edit that puts a text, as it is written in the file, in the place of a span. */
  edit({ start, end }: Span, replacement: string): Edit {
    return { location: this.at({ start, end }), start, end, replacement };
  }

  #index(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }
}

/** An agent, a document or a claim, as it stands in a file. */
export type Entry<K extends EntryKind = EntryKind> = { [Kind in K]: EntryOf<Kind> }[K];

interface EntryOf<K extends EntryKind> {
  readonly kind: K;
  readonly id: string;
  readonly value: EntryValues[K];
  readonly file: SourceFile;
  /** The offset of its key in the file's text. */
  readonly start: number;
  /** The offset at which its value ends. */
  readonly end: number;
}

/**
 * Gives the edit that writes another text in the place of a key or of a value that is one, in the same
 * quotes; `undefined` where it stands over several lines.
 *
 * @param path where the value stands, from the entry down; empty for the entry's own key
 */
export function rewriteAt(
  { file, start }: Entry,
  path: Path,
  on: "key" | "value",
  text: string,
): Edit | undefined {
  const span = file.find(start, path, on);
  const replacement = rewrite(file.text.slice(span.start, span.end), text);
  return replacement === undefined ? undefined : file.edit(span, replacement);
}

/** Gives the finding that a problem in a file is. */
export function toDiagnostic(file: SourceFile, problem: Problem): Diagnostic {
  const { start, end, fix, meant: _, related = [], ...said } = problem;
  return {
    ...said,
    severity: "error",
    location: file.at({ start, end }),
    related: related.map(({ message, ...span }) => ({ message, location: file.at(span) })),
    ...(fix ? { fix: toFix(file, problem, fix) } : {}),
  };
}

function toFix(file: SourceFile, span: Span, { description, safe, replacement }: SpanFix): Fix {
  return { description, safe, edits: [file.edit(span, replacement)] };
}

/**
 * Gives the place of a value in an entry.
 *
 * @param path from the entry down; empty for the entry's own key
 * @param on whether to mark the value or its key
 */
export function locate(entry: Entry, path: Path = [], on: "key" | "value" = "value"): Location {
  if (path.length > 0) return entry.file.at(entry.file.find(entry.start, path, on));
  const { file, start, id } = entry;
  const quotes = /["']/.test(file.text[start] ?? "") ? 2 : 0;
  return file.at({ start, end: start + id.length + quotes });
}
