import type { Agent } from "./agent.js";
import { parseEdtf } from "./edtf.js";

/** What an entry must satisfy beyond what types and patterns say. */
export const CHECKS = {
  /** Whether a text is an EDTF date. */
  date: (text: string) => parseEdtf(text) !== undefined,
  /** Whether a text is a BCP 47 language tag. */
  language: isLanguageTag,
  /** Whether an agent has a name, or needs none. */
  named: ({ kind, name }: Agent) => name !== undefined || kind === "anonymous",
} as const;

/** The name of one of {@link CHECKS}. */
export type CheckName = keyof typeof CHECKS;

function isLanguageTag(text: string): boolean {
  try {
    Intl.getCanonicalLocales(text);
    return true;
  } catch {
    return false;
  }
}
