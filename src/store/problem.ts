/** A span of a file's text, in UTF-16 units from 0; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The rules of the two tiers ahead of meaning: what reading a file can find. */
export const READING_RULES = [
  "unreadable-file",
  "file-too-large",
  "not-utf8",
  "control-character",
  "yaml-syntax",
  "yaml-feature",
  "nested-too-deep",
  "duplicate-key",
  "duplicate-id",
  "unknown-key",
  "missing-key",
  "wrong-type",
  "invalid-id",
  "invalid-date",
  "invalid-value",
] as const;

/** One of {@link READING_RULES}. */
export type ReadingRule = (typeof READING_RULES)[number];

/** Something wrong in the text of one file. */
export interface Problem extends Span {
  readonly rule: ReadingRule;
  readonly message: string;
  readonly label?: string;
  readonly help?: string;
  readonly related?: readonly (Span & { readonly message: string })[];
  /** The id of the claim it is in. */
  readonly claim?: string;
}
