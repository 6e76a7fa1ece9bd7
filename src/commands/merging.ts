import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "../store/disk.js";
import { configure } from "./git.js";
import { UsageError } from "./io.js";
import { writeWhole } from "./write.js";

/** What `.gitattributes` says so that git merges store files by entries. */
const ATTRIBUTES = ["*.yaml merge=claims", "*.yml merge=claims"];

/** What a repository's configuration says of the driver; where it can't be run, git reports a conflict. */
const SETTINGS = {
  "merge.claims.name": "claims, entry by entry",
  "merge.claims.driver": "claims merge %O %A %B %P",
};

/**
 * Has git merge the store files of a repository entry by entry: names the driver in the repository's
 * configuration, of which each clone has its own, and in `.gitattributes`, which is committed. What
 * stands there already stays.
 *
 * @param root the folder of the repository in which `.gitattributes` is to stand
 * @returns whether anything had to be changed
 * @throws UsageError where there is no git or no repository, or it can't be written
 */
export function setUpMerging(root: string): boolean {
  const changes = Object.entries(SETTINGS).map(([key, value]) => configure(root, key, value));
  return addAttributes(join(root, ".gitattributes")) || changes.includes(true);
}

function addAttributes(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) {
    throw new UsageError(`\`${path}\` is a symbolic link, and git reads it only where it stands`);
  }
  const text = stats ? readText(path) : "";
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const missing = ATTRIBUTES.filter((line) => !lines.includes(line));
  if (missing.length === 0) return false;
  const start = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  writeWhole(path, `${start}${missing.join("\n")}\n`);
  return true;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`\`${path}\` can't be read: ${reasonOf(error)}`);
  }
}
