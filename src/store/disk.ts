import * as nodeFs from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { CONFIG_FILE } from "../model/config-file.js";

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

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "it is no longer there",
  EISDIR: "it is a folder",
  ENOTDIR: "what stands above it is no folder",
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
