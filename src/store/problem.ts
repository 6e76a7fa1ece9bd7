import type { ReferenceField } from "../model/references.js";

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

/** What would mend a problem: what is to stand in the place of its span. */
export interface SpanFix {
  readonly description: string;
  /** Whether what is meant is certain. */
  readonly safe: boolean;
  /** As it is written in the file, quotes included. */
  readonly replacement: string;
}

/** Something wrong in the text of one file. */
export interface Problem extends Span {
  readonly rule: ReadingRule;
  readonly message: string;
  readonly label?: string;
  readonly help?: string;
  readonly related?: readonly (Span & { readonly message: string })[];
  /** The id of the claim it is in. */
  readonly claim?: string;
  readonly fix?: SpanFix;
  /** The id that a reference is like, and what may stand there: the store knows which entry it names. */
  readonly meant?: { readonly id: string; readonly field: ReferenceField };
}
