import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Gives the paths of all files in a folder, hidden ones too, with `/` between folders, in order. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => relative(".", path).split(sep).join("/"))
    .sort();
}

/** Gives the text of a file in a folder. */
export function textIn(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}
