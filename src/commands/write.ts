import { randomUUID } from "node:crypto";
import {
  closeSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { displayPath, reasonOf } from "../store/disk.js";
import { type FileChange, replaceFiles, WriteError } from "../store/write.js";
import { count } from "../terminal/text.js";
import { UsageError } from "./io.js";

/**
 * Writes an output file whole or not at all: beside it first, then in its place, with the mode that
 * it had. What is no regular file (`/dev/stdout`, a pipe) is written to as it is.
 *
 * @throws UsageError that says why it can't be written
 */
export function writeWhole(path: string, text: string): void {
  const file = new WholeFile(path);
  try {
    file.write(text);
    file.keep();
  } finally {
    file.close();
  }
}

/**
 * An output file that is written piece by piece, as {@link writeWhole} writes one at once. It stands in
 * its place when it is kept; closed before that, it leaves nothing.
 */
export class WholeFile {
  readonly #path: string;
  /** Where its pieces go meanwhile; `undefined` where they go straight to their place. */
  readonly #scratch: string | undefined;
  readonly #target: string;
  #open: number | undefined;

  /** @throws UsageError that says why it can't be written */
  constructor(path: string) {
    this.#path = path;
    if (/\.ya?ml$/i.test(path)) {
      throw new UsageError(
        `\`${path}\` would be read as a part of a store: give it another ending`,
      );
    }
    const folder = dirname(path);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(`\`${path}\` can't be written: there is no folder \`${folder}\``);
    }
    const stats = this.#try((): Stats | undefined => statSync(path, { throwIfNoEntry: false }));
    const isSpecial = stats?.isFile() === false;
    this.#target = stats && !isSpecial ? this.#try(() => realpathSync(path)) : path;
    this.#scratch = isSpecial ? undefined : scratchFor(this.#target);
    this.#open = this.#try(() =>
      this.#scratch === undefined
        ? openSync(path, "w")
        : openSync(this.#scratch, "wx", stats?.mode),
    );
  }

  /** @throws UsageError that says why it can't be written */
  write(piece: string | Uint8Array): void {
    this.#try(() => writeFileSync(this.#open!, piece));
  }

  /** Puts the file in its place. @throws UsageError that says why it can't be written */
  keep(): void {
    this.#try(() => {
      this.#closeOnly();
      if (this.#scratch !== undefined) renameSync(this.#scratch, this.#target);
    });
  }

  /** Ends the writing; what was not kept is taken away. */
  close(): void {
    this.#closeOnly();
    if (this.#scratch !== undefined) rmSync(this.#scratch, { force: true });
  }

  #closeOnly(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) closeSync(open);
  }

  #try<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw new UsageError(`\`${this.#path}\` can't be written: ${reasonOf(error)}`);
    }
  }
}

function scratchFor(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 60)}.${randomUUID()}.tmp`);
}

/**
 * Writes files of a store anew, each whole or not at all.
 *
 * @param base the folder that paths are told from
 * @param done what is done to them, as in "nothing was fixed"
 * @throws UsageError that says which file can't be written, why, and what was written before it
 */
export function rewriteFiles(changes: readonly FileChange[], base: string, done: string): void {
  try {
    replaceFiles(changes);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    const { path, reason, written } = error;
    const told =
      written === 0 ? `nothing was ${done}` : `${done} ${count(written, "file")} before it`;
    throw new UsageError(`\`${displayPath(path, base)}\` can't be written: ${reason}\n  = ${told}`);
  }
}
