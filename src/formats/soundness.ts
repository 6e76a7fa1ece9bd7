import type * as z from "zod";
import type { EntryKind } from "../model/entry.js";
import { ENTRY_SCHEMAS } from "../model/file.js";
import type { Data } from "./sameness.js";

/** What is wrong with an entry's value. */
export interface Fault {
  /** The key, or the way to it, as `relay.0.via`; empty for the whole value. */
  readonly key: string;
  /** What is wrong with it, as the rest of a sentence. */
  readonly expected: string;
}

/** An entry's value as far as it is sound, and what is wrong with the rest. */
export interface Soundness {
  /** Absent where it can't be used. */
  readonly value?: Data;
  readonly faults: readonly Fault[];
}

/**
 * Holds an entry's value against the format.
 *
 * @param dropsOptional whether a key that is not needed is left out where it is wrong, and the rest taken
 */
export function checkEntry(kind: EntryKind, data: unknown, dropsOptional: boolean): Soundness {
  const first = ENTRY_SCHEMAS[kind].safeParse(data);
  if (first.success) return { value: first.data as unknown as Data, faults: [] };
  const faults = first.error.issues.flatMap((issue) => faultsOf(issue, data));
  if (!dropsOptional) return { faults };
  const wrong = first.error.issues.map(({ path }) => String(path[0]));
  const rest = Object.fromEntries(
    Object.entries(data as Data).filter(([key]) => !wrong.includes(key)),
  );
  const second = ENTRY_SCHEMAS[kind].safeParse(rest);
  return second.success ? { value: second.data as unknown as Data, faults } : { faults };
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, data: unknown): Fault[] {
  const key = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((each) => ({
      key: [key, each].filter(Boolean).join("."),
      expected: "is no key of the format",
    }));
  }
  if (issue.code === "invalid_value") {
    return [{ key, expected: `must be one of ${issue.values.join(", ")}` }];
  }
  if ("params" in issue && (issue.params as { readonly rule?: string } | undefined)?.rule) {
    const isDate = issue.params!["rule"] === "invalid-date";
    const found = `\`${String(valueAt(data, issue.path))}\``;
    return [
      {
        key,
        expected: isDate ? `is no date that can be read in one way only: ${found}` : "is missing",
      },
    ];
  }
  if (key !== "" && valueAt(data, issue.path) === undefined)
    return [{ key, expected: "is missing" }];
  return [{ key, expected: wordsOf(issue) }];
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const step of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[step];
  return value;
}

/** The format's own messages are nouns: `an id`, `text that is not blank`. */
function wordsOf({ message, code }: Issue): string {
  if (code === "invalid_format" && /^Invalid/.test(message)) return "must be an id";
  if (/^Too small/.test(message)) return "is empty";
  const type = /expected (\w+)/.exec(message)?.[1];
  if (type !== undefined) return `must be ${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
  return `must be ${message}`;
}
