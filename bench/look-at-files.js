// Looks at the size and times of all store files in a folder, as whoever keeps a cache must: the floor of any
// command that answers from one.
import { lstatSync } from "node:fs";
import { storeFiles } from "./read-bytes.js";

for (const path of storeFiles(process.argv[2])) lstatSync(path);
