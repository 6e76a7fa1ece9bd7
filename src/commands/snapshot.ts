import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { displayPath, reasonOf } from "../store/disk.js";
import { readRaw, toBytes } from "../store/edit.js";
import { MAX_SNAPSHOT_BYTES, snapshotPath } from "../store/snapshots.js";
import type { Entry } from "../store/source.js";
import { spliceEntry } from "../store/splice.js";
import { createFile, type FileChange, replaceFiles, WriteError } from "../store/write.js";
import { oneLine } from "../terminal/text.js";
import { EXIT, type GlobalOptions, type Io, UsageError } from "./io.js";
import { type OpenedStore, openStore, workingFolder } from "./open.js";
import { resolveEntry } from "./resolve.js";

/** The flags of `claims snapshot`. */
export interface SnapshotCommandOptions extends GlobalOptions {
  readonly dryRun?: boolean;
}

/** The folder for snapshots, beside the YAML file that defines the document. */
const FOLDER = "snapshots";

/**
 * `claims snapshot`: takes a copy of a file into the store, as what a document said on the day it was
 * retrieved, and records in the document's entry where it is and what its checksum is. Either both
 * are done or nothing is.
 */
export async function snapshot(
  word: string,
  file: string,
  options: SnapshotCommandOptions,
  io: Io,
): Promise<number> {
  const opened = await openStore(io, options);
  const document = resolveEntry(opened.store, word, ["document"]);
  const source = resolve(workingFolder(io, options), file);
  const bytes = readSource(source, file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const place = findPlace(document, { source, bytes, sha256 }, opened);
  const values = {
    file: place.file,
    sha256,
    // A copy that differs from the recorded one was not retrieved when that one was.
    ...(document.value.retrieved === undefined ||
    (document.value.sha256 !== undefined && document.value.sha256 !== sha256)
      ? { retrieved: io.today }
      : {}),
  };
  const change = recordIn(document, values, opened);
  const shown = displayPath(place.path, opened.base);
  const yaml = document.file.path;
  if (!options.dryRun) carryOut(place, bytes, change);
  const size = `${bytes.length} ${bytes.length === 1 ? "byte" : "bytes"}`;
  const lines: string[] = [];
  if (place.isTaken) lines.push(`${place.isTaken} holds another copy, and stays as it is`);
  if (!place.isThere)
    lines.push(`${options.dryRun ? "would copy" : "copied"} ${file} to ${shown} (${size})`);
  if (change) {
    lines.push(
      `${options.dryRun ? "would record" : "recorded"} in ${yaml}, in the document ${document.id}:`,
    );
    for (const [key, value] of Object.entries(values)) lines.push(`  ${key}: ${value}`);
  }
  if (place.isThere && !change) lines.push(`${document.id} has this snapshot already: ${shown}`);
  for (const line of lines)
    io.stdout.write(`${line.startsWith("  ") ? "  " : ""}${oneLine(line)}\n`);
  return EXIT.clean;
}

/** Reads the file to copy, which may be a link; what never ends is not opened. */
function readSource(path: string, named: string): Uint8Array {
  const refuse = (reason: string) => new UsageError(`\`${named}\` can't be a snapshot: ${reason}`);
  try {
    const stats = fs.statSync(path);
    if (!stats.isFile()) throw refuse("it is no regular file");
    const limit = `it has more than ${MAX_SNAPSHOT_BYTES / 1024 / 1024} MiB`;
    if (stats.size > MAX_SNAPSHOT_BYTES) throw refuse(limit);
    const bytes = fs.readFileSync(path);
    if (bytes.length > MAX_SNAPSHOT_BYTES) throw refuse(limit);
    return bytes;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw code === "ENOENT"
      ? new UsageError(`there is no file \`${named}\``)
      : refuse(reasonOf(error));
  }
}

interface Copy {
  readonly source: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Where a copy goes. */
interface Place {
  /** Its full path. */
  readonly path: string;
  /** As it is written in the document's entry. */
  readonly file: string;
  /** Whether the very same content is there already. */
  readonly isThere: boolean;
  /** The name that would have been taken first, and holds something else. */
  readonly isTaken?: string;
}

/** A name is only used where nothing has it, or something that is the same to the last byte. */
function findPlace(document: Entry<"document">, copy: Copy, { base }: OpenedStore): Place {
  const { file } = document.value;
  if (file !== undefined) {
    const path = snapshotPath(document, file, base);
    if (isSameFile(path, copy.source)) return { path, file, isThere: true };
  }
  const folder = join(dirname(resolve(base, document.file.path)), FOLDER);
  const shown = displayPath(folder, base);
  const stats = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (stats && !stats.isDirectory()) throw new UsageError(`\`${shown}\` is no folder`);
  const ending = endingOf(copy.source);
  const names = [`${document.id}${ending}`, `${document.id}-${copy.sha256.slice(0, 8)}${ending}`];
  for (const [index, name] of names.entries()) {
    const path = join(folder, name);
    const state = stateOf(path, copy.bytes);
    if (state === "other") continue;
    const taken = index > 0 ? { isTaken: `${shown}/${names[0]}` } : {};
    return { path, file: `${FOLDER}/${name}`, isThere: state === "same", ...taken };
  }
  throw new UsageError(`\`${shown}\` holds other files under the names ${names.join(" and ")}`);
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => fs.lstatSync(path, { throwIfNoEntry: false }));
  return a?.isFile() === true && a.ino === b?.ino && a.dev === b.dev;
}

function stateOf(path: string, bytes: Uint8Array): "free" | "same" | "other" {
  const stats = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return "free";
  if (!stats.isFile() || stats.size !== bytes.length) return "other";
  return Buffer.compare(fs.readFileSync(path), bytes) === 0 ? "same" : "other";
}

/** Keeps the ending of a name, by which its kind is known; what would make it a store file gets another. */
function endingOf(source: string): string {
  const ending = extname(basename(source)).toLowerCase();
  if (!/^\.[a-z0-9]{1,10}$/.test(ending)) return "";
  return ending === ".yaml" || ending === ".yml" ? `${ending}.txt` : ending;
}

/** Works out the new text of the YAML file; `undefined` where it says all of that already. */
function recordIn(
  document: Entry<"document">,
  values: Readonly<Record<string, string>>,
  { base }: OpenedStore,
): FileChange | undefined {
  const { file, id, value } = document;
  const known: Readonly<Record<string, unknown>> = value;
  if (Object.entries(values).every(([key, text]) => known[key] === text)) return undefined;
  const path = resolve(base, file.path);
  const before = readYaml(path, file.path);
  const raw = readRaw(before);
  if (raw?.text !== file.text) {
    throw new UsageError(`\`${file.path}\` has changed since it was read; nothing was written`);
  }
  const text = spliceEntry(raw.text, { section: "documents", id }, values);
  if (text === undefined) {
    const lines = Object.entries(values).map(([key, text]) => `  ${key}: ${text}`);
    throw new UsageError(
      `\`${file.path}\` is written in a way that can't be added to; nothing was written\n` +
        `  = help: mend what \`claims validate\` finds, or copy the file and write in \`${id}\` yourself:\n${lines.join("\n")}`,
    );
  }
  return { path, before, after: toBytes({ ...raw, text }) };
}

function readYaml(path: string, shown: string): Uint8Array {
  try {
    return fs.readFileSync(path);
  } catch (error) {
    throw new UsageError(`\`${shown}\` can't be read: ${reasonOf(error)}`);
  }
}

/** Writes the copy, then the record of it; a copy of which nothing could be recorded is taken away again. */
function carryOut(place: Place, bytes: Uint8Array, change: FileChange | undefined): void {
  let undo = (): void => {};
  try {
    if (!place.isThere) undo = createFile(place.path, bytes);
    if (change) replaceFiles([change]);
  } catch (error) {
    undo();
    if (error instanceof WriteError) throw new UsageError(`${error.message}; nothing was written`);
    throw error;
  }
}
