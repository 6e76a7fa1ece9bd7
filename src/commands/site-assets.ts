import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the build puts what each site comes with. As far from the sources as from the bundle. */
const FOLDER = join(import.meta.dirname, "../../dist/site");

/** Gives the scripts and styles that each site comes with, by their paths in it. */
export function readAssets(): ReadonlyMap<string, string> {
  const names = readdirSync(FOLDER).sort();
  return new Map(names.map((name) => [`assets/${name}`, readFileSync(join(FOLDER, name), "utf8")]));
}
