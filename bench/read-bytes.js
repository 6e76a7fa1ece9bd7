// Reads the bytes of all store files in a folder and does nothing with them: the floor of any reader.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Gives the paths of the store files below a folder, in no particular order. */
export function* storeFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* storeFiles(path);
    else if (path.endsWith(".yaml")) yield path;
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const path of storeFiles(process.argv[2])) readFileSync(path);
}
