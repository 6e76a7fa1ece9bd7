import type { Problem, Span } from "../../src/store/problem.js";
import { readStoreFile } from "../../src/store/read.js";
import type { FileReading } from "../../src/store/reading.js";

/** Reads a text, or bytes, as a store file. */
export function read(content: string | Uint8Array, path = "claims/store.yaml"): FileReading {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return readStoreFile(path, bytes);
}

/** A problem as a test states it: its rule, what it marks, its message, its help. */
export interface Told {
  readonly rule: string;
  readonly marked: string;
  readonly message: string;
  readonly help?: string | undefined;
}

/** What a span covers. */
export function marked(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/** Gives problems as a test states them. */
export function told(text: string, problems: readonly Problem[]): Told[] {
  return problems.map(({ rule, message, help, ...span }) => ({
    rule,
    marked: marked(text, span),
    message,
    ...(help === undefined ? {} : { help }),
  }));
}

/** Gives what is wrong with a file: each problem's rule and what it marks. */
export function faults({ file, problems }: FileReading): [string, string][] {
  return problems.map((problem) => [problem.rule, marked(file.text, problem)]);
}

/** The ids of a file's entries: those that are sound and those that are damaged. */
export function ids({ entries, damaged }: FileReading): { sound: string[]; damaged: string[] } {
  return { sound: entries.map(({ id }) => id), damaged: damaged.map(({ id }) => id) };
}
