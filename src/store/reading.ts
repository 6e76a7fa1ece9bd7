import type { EntryKind } from "../model/entry.js";
import type { Problem, Span } from "./problem.js";
import { type Entry, SourceFile, type Syntax } from "./source.js";

/** The largest store file, in bytes: some 30,000 claims, which a person would not want in one file. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** An entry that can't be used: its id, where it can be told, and where it stands. */
export interface DamagedEntry extends Span {
  readonly kind: EntryKind;
  readonly id: string;
}

/** What one file holds: the sound entries, and what is wrong with the rest. */
export interface FileReading {
  readonly file: SourceFile;
  readonly entries: readonly Entry[];
  readonly damaged: readonly DamagedEntry[];
  readonly problems: readonly Problem[];
  /** Whether its outline is broken, so that entries may be missing that nobody can name. */
  readonly torn: boolean;
  /** Whether its text is not to be had, so that it may hold anything. */
  readonly unread: boolean;
}

/** What was not read holds nothing that could be found. */
const NO_SYNTAX: Syntax = { placesIn: () => () => undefined, commentsIn: () => [] };

/** Gives the reading of a file that was not read, with the one problem that says why. */
export function unreadFile(path: string, problem: Omit<Problem, "start" | "end">): FileReading {
  const file = new SourceFile(path, "", NO_SYNTAX);
  const problems = [{ ...problem, start: 0, end: 0 }];
  return { file, entries: [], damaged: [], problems, torn: true, unread: true };
}

/** Gives the reading of a file that is refused for its size, in bytes. */
export function tooLargeFile(path: string, bytes: number): FileReading {
  const limit = MAX_FILE_BYTES / 1024 / 1024;
  return unreadFile(path, {
    rule: "file-too-large",
    message: `the file has ${Math.ceil(bytes / 1024 / 1024)} MiB; a store file has at most ${limit}`,
    help: "split it: any layout of files is the same store",
  });
}
