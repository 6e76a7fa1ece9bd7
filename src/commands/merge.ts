import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Conflict, conflictsIn, takeSide } from "../store/conflict.js";
import { findRepository, reasonOf } from "../store/disk.js";
import { type RawText, readRaw, toBytes } from "../store/edit.js";
import { type Merged, mergeEntries } from "../store/merge.js";
import { count, oneLine } from "../terminal/text.js";
import { baseOfConflict } from "./git.js";
import { EXIT, type GlobalOptions, type Io, UsageError } from "./io.js";
import { workingFolder } from "./open.js";
import { rewriteFiles } from "./write.js";

/**
 * `claims merge`: merges store files entry by entry. With one file, it resolves what it can of the conflicts
 * that git left in it; with three or four it is git's merge driver, and writes the second.
 *
 * @param files a file with conflict markers, or base, ours, theirs and the path that git names
 * @throws UsageError where a file can't be read or written, or has no conflict
 */
export function merge(files: readonly string[], options: GlobalOptions, io: Io): number {
  const folder = workingFolder(io, options);
  const [first, ours, theirs, path] = files;
  if (files.length === 1) return mergeFile(first!, folder, options, io);
  if (files.length === 3 || files.length === 4) {
    const names = { base: first!, ours: ours!, theirs: theirs! };
    return mergeThree(names, path ?? ours!, folder, options, io);
  }
  throw new UsageError(
    "`claims merge` takes one file with conflicts, or three: base, ours and theirs",
  );
}

interface Names {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

function mergeThree(
  names: Names,
  path: string,
  folder: string,
  options: GlobalOptions,
  io: Io,
): number {
  const bytes = {
    base: readBytes(names.base, folder),
    ours: readBytes(names.ours, folder),
    theirs: readBytes(names.theirs, folder),
  };
  const [base, ours, theirs] = [bytes.base, bytes.ours, bytes.theirs].map(readRaw);
  const merged =
    base && ours && theirs
      ? mergeEntries({ base: base.text, ours: ours.text, theirs: theirs.text })
      : undefined;
  const { after, conflicts } = merged
    ? { after: toBytes({ ...ours!, text: merged.text }), conflicts: merged.conflicts.length }
    : mergeLines(names, folder);
  const change = { path: resolve(folder, names.ours), before: bytes.ours, after };
  rewriteFiles([change], folder, "merged");
  if (conflicts === 0) return EXIT.clean;
  if (!options.quiet) io.stderr.write(toldConflicts(path, merged?.conflicts ?? []));
  return EXIT.problems;
}

/** Does what git does where no driver is set up. */
function mergeLines(
  { base, ours, theirs }: Names,
  folder: string,
): { readonly after: Uint8Array; readonly conflicts: number } {
  const labels = ["-L", "ours", "-L", "base", "-L", "theirs"];
  const argv = ["merge-file", "-p", ...labels, "--", ours, base, theirs];
  try {
    const after = execFileSync("git", argv, { cwd: folder, stdio: "pipe", maxBuffer: 1 << 30 });
    return { after, conflicts: 0 };
  } catch (error) {
    const { status, stdout, stderr, code } = error as GitFailure;
    // Up to 127 it is the number of conflicts.
    if (status && status > 0 && status < 128) return { after: stdout, conflicts: status };
    const reason = code === "ENOENT" ? "git is not installed" : String(stderr).trim();
    throw new UsageError(`the files can't be merged: ${reason}`);
  }
}

interface GitFailure {
  readonly status?: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly code?: string;
}

function mergeFile(name: string, folder: string, options: GlobalOptions, io: Io): number {
  const path = resolve(folder, name);
  const bytes = readBytes(name, folder);
  const raw = readRaw(bytes);
  if (!raw) throw new UsageError(`\`${name}\` is not UTF-8`);
  const conflicts = conflictsIn(raw.text);
  if (conflicts.length === 0) throw new UsageError(`\`${name}\` holds no merge conflict`);
  const merged = mergeConflicts(raw, conflicts, path);
  if (!merged) {
    throw new UsageError(
      `the conflicts in \`${name}\` can't be resolved, as one side is no sound store file, or its entries are indented in another way\n` +
        "  = help: choose between the sides by hand; nothing was written",
    );
  }
  const after = toBytes({ ...raw, text: merged.text });
  rewriteFiles([{ path, before: bytes, after }], folder, "merged");
  const left = merged.conflicts.length;
  if (left > 0) io.stderr.write(toldConflicts(name, merged.conflicts));
  else if (!options.quiet) {
    const done = `resolved ${count(conflicts.length, "conflict")} in ${name}`;
    io.stderr.write(`${done}; \`git add\` it when \`claims validate\` is content\n`);
  }
  return left > 0 ? EXIT.problems : EXIT.clean;
}

/** What was done by hand stands on both sides, and is kept. */
function mergeConflicts(
  { text }: RawText,
  conflicts: readonly Conflict[],
  path: string,
): Merged | undefined {
  const repository = findRepository(dirname(path));
  const base = repository === undefined ? undefined : baseOfConflict(repository, path);
  const sides = {
    ours: takeSide(text, conflicts, "ours"),
    theirs: takeSide(text, conflicts, "theirs"),
  };
  return mergeEntries({ ...sides, base: (base && readRaw(base)?.text) ?? "" });
}

function readBytes(name: string, folder: string): Uint8Array {
  try {
    return readFileSync(resolve(folder, name));
  } catch (error) {
    throw new UsageError(`\`${name}\` can't be read: ${reasonOf(error)}`);
  }
}

function toldConflicts(path: string, ids: readonly string[]): string {
  const name = oneLine(path);
  if (ids.length === 0) return `conflicts are left in ${name}\n`;
  const listed = ids.map((id) => `\`${oneLine(id)}\``).join(", ");
  return `${count(ids.length, "conflict is", "conflicts are")} left in ${name}: ${listed}\n`;
}
