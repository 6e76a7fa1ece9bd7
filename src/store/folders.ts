import * as nodeFs from "node:fs";
import { basename, sep } from "node:path";
import { CONFIG_FILE } from "../model/config-file.js";
import { compareText } from "../model/diagnostic.js";
import { type Disk, displayPath, isFolder, reasonOf } from "./disk.js";
import { readPlainFile } from "./plain-file.js";
import { type FileReading, MAX_FILE_BYTES, tooLargeFile, unreadFile } from "./reading.js";
import { type DecodedText, decodeText } from "./text.js";

/** Where a store's files are looked for. */
export interface Folders {
  /** The folder that paths are told from. */
  readonly base: string;
  /** The folder that globs are relative to. */
  readonly root: string;
  /** Globs of files to leave out. */
  readonly exclude: readonly string[];
  readonly disk?: Disk;
}

/** A file of a store, as its folder shows it. */
export interface FoundFile {
  /** Its full path. */
  readonly path: string;
  /** Its path as it is told, relative to the base. */
  readonly shown: string;
  /** Why it can't be read. */
  readonly fault?: string;
}

/**
 * Finds all store files under some folders, or the files themselves. Symbolic links are not followed:
 * they are found as files that can't be read, as is whatever can't be looked at.
 */
export async function findFiles(paths: readonly string[], where: Folders): Promise<FoundFile[]> {
  const { base, root, exclude, disk = nodeFs } = where;
  const isExcluded = await matcherOf(exclude);
  const all: FoundFile[] = [];
  for (const path of paths) {
    const start = { path, shown: displayPath(path, base) };
    if (isFolder(path, disk)) walk(start, disk, all);
    else all.push(start);
  }
  const found = isExcluded ? all.filter(({ path }) => !isExcluded(displayPath(path, root))) : all;
  // Of folders that lie in each other each file counts once.
  return paths.length > 1 ? [...new Map(found.map((file) => [file.path, file])).values()] : found;
}

async function matcherOf(
  globs: readonly string[],
): Promise<((path: string) => boolean) | undefined> {
  if (globs.length === 0) return undefined;
  const { default: picomatch } = await import("picomatch");
  return picomatch([...globs], { dot: true });
}

/** What {@link readFolders} needs to know. */
export interface ReadOptions extends Folders {
  /** Called before each file with how many were read and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Readings of earlier times: a file that has not changed since is not read again. */
  readonly memory?: ReadMemory;
}

/** What was read of each file, by its path, and how it could be told that it has not changed. */
export type ReadMemory = Map<string, { readonly state: string; readonly reading: FileReading }>;

/** Finds and reads all store files under some folders; see {@link findFiles} and {@link readFiles}. */
export async function readFolders(
  paths: readonly string[],
  options: ReadOptions,
): Promise<FileReading[]> {
  return readFiles(await findFiles(paths, options), options);
}

/** Reads store files; what can't be read is a finding. The YAML library is loaded where it is needed. */
export async function readFiles(
  files: readonly FoundFile[],
  { onProgress, memory, disk = nodeFs }: Pick<ReadOptions, "onProgress" | "memory" | "disk">,
): Promise<FileReading[]> {
  const readings: FileReading[] = [];
  let library: typeof import("./read.js") | undefined;
  for (const [index, file] of files.entries()) {
    onProgress?.(index, files.length);
    const state = memory ? stateOf(file.path, disk) : "";
    const known = state === "" ? undefined : memory?.get(file.path);
    if (known?.state === state) {
      readings.push(known.reading);
      continue;
    }
    let reading = readPlainly(file, disk);
    if ("text" in reading) {
      library ??= await import("./read.js");
      reading = library.readByLibrary(file.shown, reading);
    }
    memory?.set(file.path, { state, reading });
    readings.push(reading);
  }
  return readings;
}

function stateOf(path: string, disk: Disk): string {
  try {
    const { size, mtimeMs, ctimeMs, ino } = disk.statSync(path);
    return [size, mtimeMs, ctimeMs, ino].join(" ");
  } catch {
    return "";
  }
}

/** Reads a file as far as the fast reader goes: gives its reading, or the text that it leaves over. */
function readPlainly({ path, shown, fault }: FoundFile, disk: Disk): FileReading | DecodedText {
  if (fault !== undefined) return unreadable(shown, fault);
  try {
    const stats = disk.statSync(path);
    if (!stats.isFile()) return unreadable(shown, "it is no regular file");
    // Ask for the size first: a file that is refused for its size must not be held in memory.
    if (stats.size > MAX_FILE_BYTES) return tooLargeFile(shown, stats.size);
    const bytes = disk.readFileSync(path);
    if (bytes.length > MAX_FILE_BYTES) return tooLargeFile(shown, bytes.length);
    const decoded = decodeText(bytes);
    const plain = decoded.problems.length === 0 ? readPlainFile(shown, decoded.text) : undefined;
    return plain ?? decoded;
  } catch (error) {
    return unreadable(shown, reasonOf(error));
  }
}

const YAML_NAME = /\.ya?ml$/i;

/** Folders that hold no part of a store: hidden ones, and what package managers install. */
const SKIPPED = /^\.|^node_modules$/;

/** Finds the store files in a folder and below it, in the order of their paths. */
function walk(folder: FoundFile, disk: Disk, found: FoundFile[]): void {
  let entries: nodeFs.Dirent[];
  try {
    entries = disk.readdirSync(folder.path, { withFileTypes: true });
  } catch (error) {
    found.push({ ...folder, fault: reasonOf(error) });
    return;
  }
  entries.sort((a, b) => compareText(pathPart(a), pathPart(b)));
  for (const entry of entries) {
    if (SKIPPED.test(entry.name)) continue;
    const named = YAML_NAME.test(entry.name) && entry.name !== CONFIG_FILE;
    if (!named && entry.isFile()) continue;
    const child = below(folder, entry.name);
    if (entry.isDirectory()) walk(child, disk, found);
    else if (entry.isSymbolicLink()) {
      if (named || isLinkToFolder(child.path, disk)) found.push({ ...child, fault: LINK });
    } else if (named) found.push(child);
  }
}

/** What stands in the paths of all that is below an entry of a folder. */
function pathPart(entry: nodeFs.Dirent): string {
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}

/** Gives what stands in a folder by its name; made of the folder's paths, as stores have many files. */
function below({ path, shown }: FoundFile, name: string): FoundFile {
  const isRoot = path.endsWith(sep);
  return {
    path: isRoot ? path + name : path + sep + name,
    shown: shown === "." ? name : `${shown}/${name}`,
  };
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
