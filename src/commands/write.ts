import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { reasonOf } from "../store/disk.js";
import { UsageError } from "./io.js";

/**
 * Writes an output file whole or not at all: beside it first, then in its place. What is no regular
 * file (`/dev/stdout`, a pipe) is written to as it is.
 *
 * @throws UsageError that says why it can't be written
 */
export function writeWhole(path: string, text: string): void {
  const isSpecial = statSync(path, { throwIfNoEntry: false })?.isFile() === false;
  const scratch = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(isSpecial ? path : scratch, text);
    if (!isSpecial) renameSync(scratch, path);
  } catch (error) {
    rmSync(scratch, { force: true });
    throw new UsageError(`\`${path}\` can't be written: ${reasonOf(error)}`);
  }
}
