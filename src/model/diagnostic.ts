/** How bad a finding is, worst first. */
export const SEVERITIES = ["error", "warning", "info"] as const;

/** One of {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/** A span of a file. Lines and columns count from 1; columns count UTF-16 units; the end is exclusive. */
export interface Location {
  /** Path relative to the repository's root, with `/` on every system. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A second place that a finding is about. */
export interface Related {
  readonly message: string;
  readonly location: Location;
}

/** A change of a file's text. Offsets count UTF-16 units from 0, without a byte order mark. */
export interface Edit {
  readonly location: Location;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** What is to stand there instead. */
  readonly replacement: string;
}

/** Changes that mend what was found: all of them, or none. */
export interface Fix {
  /** What it does, in a few words. May hold text from the store, so escape it. */
  readonly description: string;
  /** Whether what is meant is certain; if not, it is a guess that a person should look at. */
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** Something wrong, or worth knowing, at a place in the store. */
export interface Diagnostic {
  /** The name of the rule that found it. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong: one line, without its place. May hold text from the store, so escape it. */
  readonly message: string;
  readonly location: Location;
  /** What the marked span is, in a few words. */
  readonly label?: string;
  readonly related: readonly Related[];
  /** The id of the claim it is about. */
  readonly claim?: string;
  /** Facts that explain it, a line each. */
  readonly notes?: readonly string[];
  /** What to do. */
  readonly help?: string;
  readonly fix?: Fix;
}

/** Compares two texts by code unit, so that an order is the same on every system and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares two places: file, line, column, end. */
export function compareLocations(a: Location, b: Location): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    a.endLine - b.endLine ||
    a.endColumn - b.endColumn
  );
}

/** The total order in which findings are printed: file, line, column, rule, and then the message. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.location.file, b.location.file) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    compareText(a.rule, b.rule) ||
    compareLocations(a.location, b.location) ||
    compareText(a.message, b.message)
  );
}

/** Gives a finding a name that holds when lines move: its file, rule, claim and message. */
export function findingKey({
  rule,
  location,
  claim,
  message,
}: Pick<Diagnostic, "rule" | "claim" | "message"> & {
  readonly location: Pick<Location, "file">;
}): string {
  return JSON.stringify([location.file, rule, claim ?? null, message]);
}
