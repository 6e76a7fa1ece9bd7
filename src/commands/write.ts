import { randomUUID } from "node:crypto";
import { realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from "node:fs";
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
  if (/\.ya?ml$/i.test(path)) {
    throw new UsageError(`\`${path}\` would be read as a part of a store: give it another ending`);
  }
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`\`${path}\` can't be written: there is no folder \`${folder}\``);
  }
  try {
    const stats: Stats | undefined = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() === false) writeFileSync(path, text);
    else replace(stats ? realpathSync(path) : path, text, stats?.mode);
  } catch (error) {
    throw new UsageError(`\`${path}\` can't be written: ${reasonOf(error)}`);
  }
}

function replace(path: string, text: string, mode: number | undefined): void {
  const scratch = join(dirname(path), `.${basename(path).slice(0, 60)}.${randomUUID()}.tmp`);
  try {
    writeFileSync(scratch, text, { flag: "wx", ...(mode === undefined ? {} : { mode }) });
    renameSync(scratch, path);
  } finally {
    rmSync(scratch, { force: true });
  }
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
