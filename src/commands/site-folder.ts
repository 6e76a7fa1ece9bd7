import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { reasonOf } from "../store/disk.js";
import { UsageError } from "./io.js";
import { type Manifest, readManifest } from "./site-manifest.js";

/** A folder that a site may be written to. */
export interface SiteFolder {
  /** Its full path, free of symbolic links. */
  readonly path: string;
  /** What it is called in messages. */
  readonly shown: string;
  /** The site that stands there; `undefined` where none does. */
  readonly earlier: Manifest | undefined;
}

/**
 * Looks at the folder that a site is to be written to. What is hidden in it doesn't count: a new branch
 * of a repository holds `.git`, and nothing hidden is ever written over.
 *
 * @param shown what it is called in messages
 * @throws UsageError where it holds something else, or can't be read
 */
export function openSiteFolder(named: string, shown: string): SiteFolder {
  const path = realPathOf(named, shown);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return { path, shown, earlier: undefined };
  if (!stats.isDirectory()) throw new UsageError(`\`${shown}\` is no folder`);
  const earlier = readManifest(path, shown);
  if (!earlier && namesIn(path, shown).some((name) => !name.startsWith("."))) {
    throw new UsageError(
      `\`${shown}\` is not empty, and what is in it is no site\n` +
        "  = help: name a new folder, or an empty one: nothing of anybody else's is overwritten",
    );
  }
  return { path, shown, earlier };
}

/**
 * Refuses a folder that holds the store, or that the store holds.
 *
 * @param paths the folders and files of the store
 * @throws UsageError
 */
export function keepOutOfStore({ path, shown }: SiteFolder, paths: readonly string[]): void {
  for (const store of paths.map((each) => realPathOf(each, each))) {
    if (isWithin(store, path) || isWithin(path, store)) {
      throw new UsageError(
        `\`${shown}\` holds the store, or is a part of it\n` +
          "  = help: name a folder beside the store",
      );
    }
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || resolve(way) === way);
}

/** Gives a path free of symbolic links, whether all of it is there already or not. */
function realPathOf(path: string, shown: string): string {
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    try {
      return join(realpathSync(at), ...missing);
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
      // What is there and yet not found is a link that leads nowhere.
      if (!isMissing || lstatSync(at, { throwIfNoEntry: false })) {
        throw new UsageError(`\`${shown}\` can't be used: ${reasonOf(error)}`);
      }
      missing.unshift(basename(at));
    }
  }
}

function namesIn(folder: string, shown: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new UsageError(`\`${shown}\` can't be read: ${reasonOf(error)}`);
  }
}
