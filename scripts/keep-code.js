// Keeps the code that V8 makes of the bundled command line, so that it starts sooner: a part of `npm run build`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepCode, load } from "../bin/load.js";

/** What is kept is what these have run: what a person asks for again and again, and the check before it. */
const COMMANDS = [
  ["validate", "--quiet"],
  ["list", "--quiet"],
  ["show", "civilians-ready-for-release"],
  ["trace", "civilians-ready-for-release"],
];

const cache = mkdtempSync(join(tmpdir(), "claims-code-"));
process.env.XDG_CACHE_HOME = cache;
process.chdir(join(import.meta.dirname, ".."));
const write = process.stdout.write;
process.stdout.write = () => true;
try {
  for (const command of COMMANDS) {
    process.argv = [process.argv[0], "claims", ...command];
    await load("main.cjs").main();
    if (process.exitCode) throw new Error(`claims ${command.join(" ")} fails`);
  }
} finally {
  process.stdout.write = write;
  rmSync(cache, { recursive: true, force: true });
}
keepCode();
