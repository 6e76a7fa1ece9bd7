import * as nodeFs from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { CONFIG_FILE } from "../model/config-file.js";
import { compareText } from "../model/diagnostic.js";
import { readStoreFile } from "./read.js";
import { type FileReading, MAX_FILE_BYTES, tooLargeFile, unreadFile } from "./reading.js";

/** The calls of `node:fs` that reading a store needs; tests stand in for a disk that fails. */
export type Disk = Pick<
  typeof nodeFs,
  "existsSync" | "readdirSync" | "readFileSync" | "realpathSync" | "statSync"
>;

/** The folder that holds the store where no configuration names another. */
export const STORE_FOLDER = "claims";

/** Where a store is: the folder of its configuration, and the folder that paths are told from. */
export interface Project {
  /** The folder that holds `claims.config.yaml` or `claims/`. */
  readonly root: string;
  /** The repository's root, or the project's where there is no repository. */
  readonly base: string;
  /** The configuration's path, where there is one. */
  readonly config: string | undefined;
}

/**
 * Finds the project that a folder is in: the nearest one upward that holds a `claims.config.yaml`
 * or a `claims/` folder, not past a repository's root.
 */
export function findProject(from: string, disk: Disk = nodeFs): Project | undefined {
  for (const folder of upward(from)) {
    const project = projectAt(folder, disk);
    if (project) return project;
    if (disk.existsSync(join(folder, ".git"))) return undefined;
  }
  return undefined;
}

/** Gives the project whose root a folder is. */
export function projectAt(folder: string, disk: Disk = nodeFs): Project | undefined {
  const config = join(folder, CONFIG_FILE);
  const hasConfig = disk.existsSync(config);
  if (!hasConfig && !isFolder(join(folder, STORE_FOLDER), disk)) return undefined;
  const base = findRepository(folder, disk) ?? folder;
  return { root: folder, base, config: hasConfig ? config : undefined };
}

/** Gives the root of the git repository that a path is in. */
export function findRepository(from: string, disk: Disk = nodeFs): string | undefined {
  for (const folder of upward(from)) if (disk.existsSync(join(folder, ".git"))) return folder;
  return undefined;
}

function* upward(from: string): Generator<string> {
  let folder = resolve(from);
  for (;;) {
    yield folder;
    const parent = dirname(folder);
    if (parent === folder) return;
    folder = parent;
  }
}

/** Tells whether a path is a folder; what can't be looked at is none. */
export function isFolder(path: string, disk: Disk = nodeFs): boolean {
  try {
    return disk.statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Gives a path as it is told to a person: relative to `base`, with `/` on every system. */
export function displayPath(path: string, base: string): string {
  return relative(base, path).split(sep).join("/") || ".";
}

/** What {@link readFolders} needs to know. */
export interface ReadOptions {
  /** The folder that paths are told from. */
  readonly base: string;
  /** The folder that globs are relative to. */
  readonly root: string;
  /** Globs of files to leave out. */
  readonly exclude: readonly string[];
  /** Called before each file with how many were read and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly disk?: Disk;
  /** Readings of earlier times: a file that has not changed since is not read again. */
  readonly memory?: ReadMemory;
}

/** What was read of each file, by its path, and how it could be told that it has not changed. */
export type ReadMemory = Map<string, { readonly state: string; readonly reading: FileReading }>;

/**
 * Reads all store files under some folders, or the files themselves. Symbolic links are not
 * followed: they are reported, as is whatever can't be read.
 */
export function readFolders(paths: readonly string[], options: ReadOptions): FileReading[] {
  const { base, root, exclude, onProgress, disk = nodeFs } = options;
  const excluded = exclude.length > 0 ? picomatch([...exclude], { dot: true }) : () => false;
  const found = new Map<string, FoundFile>();
  for (const path of paths) {
    for (const file of walk(path, disk)) {
      if (!excluded(displayPath(file.path, root))) found.set(file.path, file);
    }
  }
  const files = [...found.values()];
  return files.map((file, index) => {
    onProgress?.(index, files.length);
    const shown = displayPath(file.path, base);
    if (file.fault) return unreadable(shown, file.fault);
    return recall(file.path, shown, disk, options.memory);
  });
}

/** Gives the earlier reading of a file that has not changed since, or reads it. */
function recall(path: string, shown: string, disk: Disk, memory?: ReadMemory): FileReading {
  if (!memory) return readFile(path, shown, disk);
  const state = stateOf(path, disk);
  const known = memory.get(path);
  if (known && state !== "" && known.state === state) return known.reading;
  const reading = readFile(path, shown, disk);
  memory.set(path, { state, reading });
  return reading;
}

function stateOf(path: string, disk: Disk): string {
  try {
    const { size, mtimeMs, ctimeMs, ino } = disk.statSync(path);
    return [size, mtimeMs, ctimeMs, ino].join(" ");
  } catch {
    return "";
  }
}

/** Reads one store file; what can't be read is a finding. */
export function readFile(path: string, shown: string, disk: Disk = nodeFs): FileReading {
  try {
    const stats = disk.statSync(path);
    if (!stats.isFile()) return unreadable(shown, "it is no regular file");
    // Ask for the size first: a file that is refused for its size must not be held in memory.
    if (stats.size > MAX_FILE_BYTES) return tooLargeFile(shown, stats.size);
    return readStoreFile(shown, disk.readFileSync(path));
  } catch (error) {
    return unreadable(shown, reasonOf(error));
  }
}

interface FoundFile {
  readonly path: string;
  /** Why it can't be read. */
  readonly fault?: string;
}

const YAML_NAME = /\.ya?ml$/i;

/** Folders that hold no part of a store: hidden ones, and what package managers install. */
const SKIPPED = /^\.|^node_modules$/;

function* walk(start: string, disk: Disk): Generator<FoundFile> {
  const pending = [start];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (path === start && !isFolder(path, disk)) {
      yield { path };
      continue;
    }
    let entries: nodeFs.Dirent[];
    try {
      entries = disk.readdirSync(path, { withFileTypes: true });
    } catch (error) {
      yield { path, fault: reasonOf(error) };
      continue;
    }
    entries.sort((a, b) => compareText(a.name, b.name));
    for (const entry of entries) {
      const child = join(path, entry.name);
      const named = YAML_NAME.test(entry.name) && entry.name !== CONFIG_FILE;
      if (SKIPPED.test(entry.name)) continue;
      if (entry.isDirectory()) pending.push(child);
      else if (entry.isSymbolicLink()) {
        if (named || isLinkToFolder(child, disk)) yield { path: child, fault: LINK };
      } else if (named) yield { path: child };
    }
  }
}

const LINK = "it is a symbolic link, and a store's files are read only where they stand";

/** A link that leads nowhere, or round in a circle, counts: what it should bring is missing. */
function isLinkToFolder(path: string, disk: Disk): boolean {
  try {
    return disk.statSync(path).isDirectory();
  } catch {
    return true;
  }
}

function unreadable(shown: string, reason: string): FileReading {
  return unreadFile(shown, {
    rule: "unreadable-file",
    message: `\`${basename(shown)}\` can't be read: ${reason}`,
    help: "make it a regular file that can be read, or keep it out of the store (`exclude` in claims.config.yaml)",
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "it is no longer there",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links go round in a circle",
  EIO: "the disk failed",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk's quota is used up",
  EROFS: "the disk is read-only",
};

/** Says why the disk refused, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ""] ?? code ?? message;
}
