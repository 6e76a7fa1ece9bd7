import { createHash } from "node:crypto";
import * as nodeFs from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { reasonOf } from "./disk.js";
import { quotationsOf } from "./quotations.js";
import { readText, type SnapshotText } from "./snapshot-text.js";
import type { Entry } from "./source.js";
import { isSettled, numbersOf } from "./states.js";
import type { Store } from "./store.js";

/** The largest snapshot, in bytes: a web page or a paper with its pictures, but no film. */
export const MAX_SNAPSHOT_BYTES = 64 * 1024 * 1024;

/** The calls of `node:fs` that reading a snapshot needs; tests stand in for a disk that fails. */
export type SnapshotDisk = Pick<
  typeof nodeFs,
  "closeSync" | "fstatSync" | "lstatSync" | "openSync" | "readSync" | "realpathSync"
>;

/** Why a snapshot can't be used. */
export type SnapshotFault =
  | "missing"
  | "outside"
  | "link"
  | "irregular"
  | "too-large"
  | "unreadable";

/** What is at the `file` of a document. */
export type Snapshot =
  | {
      readonly state: "read";
      /** 64 lower-case hexadecimal digits. */
      readonly sha256: string;
      /** Its text; only where a quotation is to be found in it, and it is what was recorded. */
      readonly text?: SnapshotText;
      /** It is what was recorded, but that some program has changed its line ends. */
      readonly hasOtherLineEnds?: true;
    }
  | {
      readonly state: SnapshotFault;
      /** Why, in words that follow `it`. */
      readonly reason: string;
    };

/** The snapshots of a store, by the id of the document. Each document with a `file` has one. */
export type Snapshots = ReadonlyMap<string, Snapshot>;

/** Where snapshots are read. */
export interface SnapshotOptions {
  /** The folder that the paths of the store's files are told from. */
  readonly base: string;
  /** The folders that hold the store: what is outside of all of them is not read. */
  readonly roots: readonly string[];
  readonly disk?: SnapshotDisk;
  /** The entries that are to be checked; all where absent. */
  readonly scope?: SnapshotScope;
}

/** Entries whose snapshots are wanted: those of the documents, and of what the claims quote. */
export interface SnapshotScope {
  readonly documents: { values(): Iterable<Entry<"document">> };
  readonly claims: { values(): Iterable<Entry<"claim">> };
}

/**
 * Reads the snapshot of each document that names a `file`. Never throws on what it finds. No path
 * leads out of the store: neither by `..`, which is worked out first, nor by links, which the disk
 * itself is asked about; and no device is opened.
 */
export async function loadSnapshots(store: Store, options: SnapshotOptions): Promise<Snapshots> {
  const { scope = store } = options;
  const quoted = new Set<Entry<"document">>();
  for (const claim of scope.claims.values()) {
    for (const { document } of quotationsOf(claim, store)) if (document) quoted.add(document);
  }
  const snapshots = new Map<string, Snapshot>();
  for (const document of new Set([...scope.documents.values(), ...quoted])) {
    const { file, sha256 } = document.value;
    if (file === undefined) continue;
    const path = snapshotPath(document, file, options.base);
    const { snapshot, bytes } = readSnapshot(path, quoted.has(document), options);
    const isChanged =
      snapshot.state === "read" && sha256 !== undefined && snapshot.sha256 !== sha256;
    if (isChanged) {
      const whole = bytes ?? readSnapshot(path, true, options).bytes;
      const isSame = whole !== undefined && hashWithOtherLineEnds(whole) === sha256;
      snapshots.set(document.id, { ...snapshot, ...(isSame ? { hasOtherLineEnds: true } : {}) });
    } else {
      snapshots.set(document.id, {
        ...snapshot,
        ...(bytes ? { text: await readText(path, bytes) } : {}),
      });
    }
  }
  return snapshots;
}

/** The checksum of what a version control system would have made of it on another system. */
function hashWithOtherLineEnds(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const other = text.includes("\r\n")
    ? text.replaceAll("\r\n", "\n")
    : text.replaceAll("\n", "\r\n");
  return createHash("sha256").update(other, "latin1").digest("hex");
}

/** Gives the full path of a document's snapshot. @param file relative to the document's YAML file */
export function snapshotPath(document: Entry<"document">, file: string, base: string): string {
  return resolve(base, dirname(document.file.path), file);
}

/** By what it can be told that a snapshot is what it was; `null` where it can't be told. */
export type SnapshotState = readonly (number | string)[] | null;

/**
 * Gives the state of what is at a snapshot's path, and of the way there.
 *
 * @param settled what has changed since this moment, in milliseconds since 1970, may change again unseen
 */
export function snapshotState(path: string, settled = Number.POSITIVE_INFINITY): SnapshotState {
  try {
    const stats = nodeFs.lstatSync(path, { throwIfNoEntry: false });
    if (stats && !isSettled(stats, settled)) return null;
    // The folder may have become a link, whether or not the file is in it.
    return [...(stats ? numbersOf(stats) : []), realPathOf(dirname(path))];
  } catch {
    return null;
  }
}

function realPathOf(folder: string): string {
  const isThere = nodeFs.statSync(folder, { throwIfNoEntry: false }) !== undefined;
  return isThere ? nodeFs.realpathSync.native(folder) : "";
}

/**
 * Tells whether snapshots that have not changed would be read as they were read once more: what the disk
 * refused, or took too long, may come out another way.
 */
export function areLasting(snapshots: Snapshots): boolean {
  return [...snapshots.values()].every(
    (each) =>
      each.state !== "unreadable" &&
      !(each.state === "read" && each.text && "reason" in each.text && each.text.isPassing),
  );
}

/** Tells whether a path is in a folder, or is the folder; both as they stand, links not followed. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

interface Reading {
  readonly snapshot: Snapshot;
  readonly bytes?: Uint8Array;
}

const FAULTS: Readonly<Record<SnapshotFault, string>> = {
  missing: "is not there",
  outside: "is outside of the store",
  link: "is a symbolic link",
  irregular: "is no regular file",
  "too-large": `has more than ${MAX_SNAPSHOT_BYTES / 1024 / 1024} MiB`,
  unreadable: "can't be read",
};

function fault(state: SnapshotFault, reason = FAULTS[state]): Reading {
  return { snapshot: { state, reason } };
}

function readSnapshot(path: string, isQuoted: boolean, options: SnapshotOptions): Reading {
  const { roots, disk = nodeFs } = options;
  if (!roots.some((root) => isInside(path, resolve(root)))) return fault("outside");
  try {
    const real = disk.realpathSync(dirname(path));
    if (!roots.some((root) => isInside(real, disk.realpathSync(root)))) return fault("outside");
    const stats = disk.lstatSync(path);
    if (stats.isSymbolicLink()) return fault("link");
    if (!stats.isFile()) return fault("irregular");
    return readBytes(path, isQuoted, disk);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return fault("missing");
    return fault("unreadable", `can't be read: ${reasonOf(error)}`);
  }
}

const CHUNK = 1024 * 1024;

/** What was a file when it was looked at may be a link or a pipe when it is opened. */
const OPEN =
  nodeFs.constants.O_RDONLY |
  (nodeFs.constants.O_NOFOLLOW ?? 0) |
  (nodeFs.constants.O_NONBLOCK ?? 0);

function readBytes(path: string, isKept: boolean, disk: SnapshotDisk): Reading {
  const file = disk.openSync(path, OPEN);
  try {
    const stats = disk.fstatSync(file);
    if (!stats.isFile()) return fault("irregular");
    if (stats.size > MAX_SNAPSHOT_BYTES) return fault("too-large");
    const hash = createHash("sha256");
    const kept: Uint8Array[] = [];
    let total = 0;
    for (;;) {
      // Most snapshots are small, and a store can have thousands; one byte more than is left shows the end.
      const left = total > stats.size ? CHUNK : stats.size - total + 1;
      const chunk = new Uint8Array(Math.min(CHUNK, left));
      const read = disk.readSync(file, chunk, 0, chunk.length, null);
      if (read === 0) break;
      total += read;
      if (total > MAX_SNAPSHOT_BYTES) return fault("too-large");
      hash.update(chunk.subarray(0, read));
      if (isKept) kept.push(chunk.subarray(0, read));
    }
    const snapshot: Snapshot = { state: "read", sha256: hash.digest("hex") };
    return isKept ? { snapshot, bytes: Buffer.concat(kept) } : { snapshot };
  } finally {
    disk.closeSync(file);
  }
}
