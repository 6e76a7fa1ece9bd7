import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { displayPath, isFolder, projectAt, reasonOf } from "../store/disk.js";
import { uniteStore } from "../store/store.js";
import { type GlobalOptions, type Io, UsageError } from "./io.js";
import {
  type OpenedStore,
  openPaths,
  openProject,
  openStore,
  openStoreAtHand,
  workingFolder,
} from "./open.js";

/** Asks about every file. */
export const ALL_FILES = (): boolean => true;

/** A store to check, and which of its files were asked about. */
export interface Scope {
  readonly opened: OpenedStore;
  readonly isWanted: (file: string) => boolean;
}

/**
 * Opens what is to be checked. Paths within the store at hand are checked as parts of it, so that
 * references to other files hold; other paths are a store of their own, and so is standard input.
 */
export async function openScope(
  paths: readonly string[],
  options: GlobalOptions,
  io: Io,
): Promise<Scope> {
  if (paths.length === 0) return { opened: await openStore(io, options), isWanted: ALL_FILES };
  if (paths.includes("-")) {
    if (paths.length > 1) throw new UsageError("`-` is standard input, and stands alone");
    const { readStoreFile } = await import("../store/read.js");
    const store = uniteStore([readStoreFile("<stdin>", await readInput(io))]);
    return {
      opened: { store, paths: [], root: io.cwd, base: io.cwd, config: {} },
      isWanted: ALL_FILES,
    };
  }
  const disk = io.disk ?? nodeFs;
  const folder = workingFolder(io, options);
  const full = paths.map((path) => resolve(folder, path));
  for (const [index, path] of full.entries()) {
    if (!disk.existsSync(path))
      throw new UsageError(`there is no file or folder \`${paths[index]}\``);
  }
  const [only] = full;
  const project = isFolder(only!, disk) ? projectAt(only!, disk) : undefined;
  if (project && full.length === 1) {
    return { opened: await openProject(project, io, options), isWanted: ALL_FILES };
  }
  const atHand = await openStoreAtHand(io, options);
  if (atHand) {
    const shown = full.map((path) => displayPath(path, atHand.base));
    const covers = (path: string, file: string) => file === path || file.startsWith(`${path}/`);
    if (shown.every((path) => atHand.store.files.some((file) => covers(path, file.path)))) {
      refuseUnread(shown, atHand);
      return { opened: atHand, isWanted: (file) => shown.some((path) => covers(path, file)) };
    }
  }
  const opened = await openPaths(full, io, options);
  refuseUnread(
    full.map((path) => displayPath(path, opened.base)),
    opened,
  );
  return { opened, isWanted: ALL_FILES };
}

/** Reads standard input. @throws UsageError where that is no file or pipe */
export async function readInput(io: Io): Promise<Uint8Array> {
  try {
    return await io.stdin();
  } catch (error) {
    throw new UsageError(`standard input can't be read: ${reasonOf(error)}`);
  }
}

/** A file that was named and can't be read is no finding but a failure. */
function refuseUnread(named: readonly string[], { store }: OpenedStore): void {
  for (const { rule, location, message } of store.findings) {
    if (rule !== "unreadable-file" || !named.includes(location.file)) continue;
    throw new UsageError(`${location.file}: ${message}`);
  }
}
