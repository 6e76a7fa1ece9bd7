import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the build puts what each site comes with. As far from the sources as from the bundle. */
const FOLDER = join(import.meta.dirname, "../../dist/site");

/** The script by which a served page loads itself again; a page in a folder has nobody to ask. */
export const RELOAD = "assets/reload.js";

/**
 * Gives the scripts and styles that each site comes with, by their paths in it.
 *
 * @param isServed whether pages are to load themselves again
 */
export function readAssets(isServed = false): ReadonlyMap<string, string> {
  const names = readdirSync(FOLDER)
    .map((name) => [name, `assets/${name}`] as const)
    .filter(([, path]) => isServed || path !== RELOAD)
    .sort();
  return new Map(names.map(([name, path]) => [path, readFileSync(join(FOLDER, name), "utf8")]));
}
