import { randomUUID } from "node:crypto";
import { realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { reasonOf } from "../store/disk.js";
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
