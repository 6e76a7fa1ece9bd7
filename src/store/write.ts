import { randomUUID } from "node:crypto";
import * as nodeFs from "node:fs";
import { basename, dirname, join } from "node:path";
import { reasonOf } from "./disk.js";

/** The calls of `node:fs` that writing a store needs; tests stand in for a disk that fails. */
export type WritableDisk = Pick<
  typeof nodeFs,
  | "accessSync"
  | "closeSync"
  | "fchmodSync"
  | "fchownSync"
  | "fsyncSync"
  | "lstatSync"
  | "openSync"
  | "readFileSync"
  | "renameSync"
  | "rmSync"
  | "writeFileSync"
>;

/** A file that is to be written anew. */
export interface FileChange {
  /** The file's full path. */
  readonly path: string;
  /** What was read of it: where something else stands there now, somebody else has written it. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** A file that can't be written, and why. */
export class WriteError extends Error {
  override readonly name = "WriteError";
  /** The full path of the file that failed. */
  readonly path: string;
  /** Why, in a few words. */
  readonly reason: string;
  /** How many of the files were written before it, in the order they were given. */
  readonly written: number;

  constructor(path: string, reason: string, written: number) {
    super(`\`${path}\` can't be written: ${reason}`);
    this.path = path;
    this.reason = reason;
    this.written = written;
  }
}

/**
 * Writes files anew, each whole or not at all. All of them are written beside the old ones first, so
 * that a full disk is found out before anything has changed, and then put in their places. A file keeps
 * its mode. Nothing that was written beside is left.
 *
 * @throws WriteError where a file is no longer what was read, is a symbolic link, is read-only, or the
 *   disk fails; what is not written by then stays as it was
 */
export function replaceFiles(changes: readonly FileChange[], disk: WritableDisk = nodeFs): void {
  const staged: string[] = [];
  let written = 0;
  let path = "";
  try {
    for (const change of changes) {
      path = change.path;
      staged.push(scratchName(path));
      stage(change, staged.at(-1)!, disk);
    }
    for (const [index, change] of changes.entries()) {
      path = change.path;
      refuseChanged(change, disk);
      disk.renameSync(staged[index]!, path);
      written++;
    }
  } catch (error) {
    throw new WriteError(path, error instanceof Refusal ? error.message : reasonOf(error), written);
  } finally {
    for (const scratch of staged.slice(written)) removeScratch(scratch, disk);
    const folders = changes.slice(0, written).map((change) => dirname(change.path));
    for (const folder of new Set(folders)) settleFolder(folder, disk);
  }
}

/** A file that can't be written, after others that were and can't be put back. */
export class PartlyWrittenError extends WriteError {
  /** The full paths of the files that stay written. */
  readonly stuck: readonly string[];

  constructor({ path, reason }: WriteError, stuck: readonly string[]) {
    super(path, reason, stuck.length);
    this.stuck = stuck;
  }
}

/**
 * Writes files anew as {@link replaceFiles} does, but all of them or none: where one fails, those that
 * were written are put back.
 *
 * @throws WriteError where one can't be written; nothing has changed
 * @throws PartlyWrittenError where some of those written could not be put back either
 */
export function replaceTogether(changes: readonly FileChange[], disk: WritableDisk = nodeFs): void {
  try {
    replaceFiles(changes, disk);
  } catch (error) {
    if (!(error instanceof WriteError) || error.written === 0) throw error;
    const written = changes.slice(0, error.written);
    const stuck = written.filter((change) => !isPutBack(change, disk));
    if (stuck.length === 0) throw new WriteError(error.path, error.reason, 0);
    throw new PartlyWrittenError(
      error,
      stuck.map(({ path }) => path),
    );
  }
}

/** Each by itself, so that one that fails keeps no other from being put back. */
function isPutBack({ path, before, after }: FileChange, disk: WritableDisk): boolean {
  try {
    replaceFiles([{ path, before: after, after: before }], disk);
    return true;
  } catch {
    return false;
  }
}

/** Why a file is left alone, though the disk would let it be written. */
class Refusal extends Error {}

/** Hidden, so that what a killed process leaves is no part of a store. */
function scratchName(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 60)}.${randomUUID()}.tmp`);
}

function stage(change: FileChange, scratch: string, disk: WritableDisk): void {
  const stats = disk.lstatSync(change.path);
  if (stats.isSymbolicLink()) {
    throw new Refusal(
      "it is a symbolic link, and a store's files are written only where they stand",
    );
  }
  if (!stats.isFile()) throw new Refusal("it is no regular file");
  // The owner may replace a read-only file, and root write to it; its mode says not to.
  if ((stats.mode & 0o222) === 0) throw new Refusal("it is read-only");
  disk.accessSync(change.path, nodeFs.constants.W_OK);
  refuseChanged(change, disk);
  const file = disk.openSync(scratch, "wx", 0o600);
  try {
    disk.writeFileSync(file, change.after);
    keepOwner(file, stats, disk);
    disk.fchmodSync(file, stats.mode & 0o7777);
    disk.fsyncSync(file);
  } finally {
    disk.closeSync(file);
  }
}

/** Root may write another's file, which stays theirs; whom the disk won't let do so owns it anyway. */
function keepOwner(file: number, { uid, gid }: nodeFs.Stats, disk: WritableDisk): void {
  try {
    disk.fchownSync(file, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
  }
}

function refuseChanged({ path, before }: FileChange, disk: WritableDisk): void {
  if (Buffer.compare(disk.readFileSync(path), before) !== 0) {
    throw new Refusal("it has changed since it was read; nothing was written to it");
  }
}

function removeScratch(scratch: string, disk: WritableDisk): void {
  try {
    disk.rmSync(scratch, { force: true });
  } catch {
    // The disk that failed the write fails this too: what went wrong first is told.
  }
}

/** Makes sure that the new names outlast a power cut, where the system has a way to. */
function settleFolder(folder: string, disk: WritableDisk): void {
  try {
    const handle = disk.openSync(folder, "r");
    try {
      disk.fsyncSync(handle);
    } finally {
      disk.closeSync(handle);
    }
  } catch {
    // Some systems can't open folders; the files themselves are safe.
  }
}

/**
 * Writes a new file whole or not at all, never over another, and makes the folders that it needs.
 *
 * @returns what takes all of that away again
 * @throws WriteError where something has the name already, or the disk fails; nothing is left then
 */
export function createFile(path: string, bytes: Uint8Array): () => void {
  const scratch = scratchName(path);
  const made: string[] = [];
  const removeFolders = (): void => {
    for (const folder of made.reverse()) nodeFs.rmdirSync(folder);
  };
  try {
    makeFolders(dirname(path), made);
    fill(scratch, bytes);
    giveName(scratch, path);
  } catch (error) {
    nodeFs.rmSync(scratch, { force: true });
    removeFolders();
    const isThere = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new WriteError(path, isThere ? "it is there already" : reasonOf(error), 0);
  }
  nodeFs.rmSync(scratch, { force: true });
  settleFolder(dirname(path), nodeFs);
  return () => {
    nodeFs.rmSync(path, { force: true });
    removeFolders();
  };
}

/** One by one, so that it is known which of them were made. */
function makeFolders(folder: string, made: string[]): void {
  if (nodeFs.existsSync(folder)) return;
  makeFolders(dirname(folder), made);
  nodeFs.mkdirSync(folder);
  made.push(folder);
}

function fill(path: string, bytes: Uint8Array): void {
  const file = nodeFs.openSync(path, "wx");
  try {
    nodeFs.writeFileSync(file, bytes);
    nodeFs.fsyncSync(file);
  } finally {
    nodeFs.closeSync(file);
  }
}

/** Gives a file its name only where nothing has it, whoever else writes at the same time. */
function giveName(scratch: string, path: string): void {
  try {
    nodeFs.linkSync(scratch, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
    // Some disks know no second name for a file.
    nodeFs.copyFileSync(scratch, path, nodeFs.constants.COPYFILE_EXCL);
  }
}
