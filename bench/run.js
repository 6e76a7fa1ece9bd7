// Runs `claims` and its peers in turn on stores of several sizes: `npm run bench`; see bench/README.md.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { claimId, generate, storyOf } from "./generate.js";
import { environment, memoryOf, timeOf, versionOf } from "./measure.js";
import { database, journal } from "./peers.js";
import {
  count,
  megabytes,
  milliseconds,
  NAMES,
  Results,
  sizeTable,
  targetTable,
} from "./report.js";

const ROOT = join(import.meta.dirname, "..");
const CLAIMS = [process.execPath, join(ROOT, "bin/claims.js")];
/** A cache need not trust a file that changed in the last moments, so it is left to settle. */
const SETTLE = 3_000;
/** Starts are short and vary more, so they are run so many times as often. */
const STARTS = 4;

/** The largest size at which a peer still ends in a time that one waits for. */
const UP_TO = { hledger: 100_000, ajv: 10_000, yamllint: 10_000, recfix: 1_000 };

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    only: { type: "string", default: "" },
    runs: { type: "string", default: "5" },
    out: { type: "string", default: join(import.meta.dirname, "results.md") },
  },
});
const sizes = options.sizes.split(",").map(Number);
const runs = Number(options.runs);
if (![...sizes, runs].every((number) => Number.isInteger(number) && number > 0)) {
  throw new Error("--sizes takes numbers with commas between them, --runs a number");
}
if (!existsSync(join(ROOT, "dist/cli/main.cjs"))) throw new Error("run `npm run build` first");

const isWanted = ({ name }) => name.includes(options.only) || name === NAMES.node;

/** What starting costs, with no store or a very small one. */
function starts(env) {
  const cwd = ROOT;
  return [
    { name: NAMES.node, command: [process.execPath, "-e", "0"], cwd, env },
    { name: NAMES.version, command: [...CLAIMS, "--version"], cwd, env },
    { name: NAMES.own, command: [...CLAIMS, "list"], cwd, env },
  ];
}

/** What is measured on a store of a size, in the order in which a round runs it. */
function trials(folder, size, env) {
  const cwd = join(folder, "store");
  const id = claimId(Math.floor(size / 2));
  const ours = (name, argv, more) => ({ name, command: [...CLAIMS, ...argv], cwd, env, ...more });
  const peer = (name, command, more) => ({ name, command, cwd: folder, env, ...more });
  const script = (file) => [process.execPath, join(import.meta.dirname, file), join(cwd, "claims")];
  // A store with findings makes `validate` exit with 1.
  const validate = { codes: [0, 1] };
  const emptyCache = () => rmSync(env.XDG_CACHE_HOME, { recursive: true, force: true });
  return [
    ours(NAMES.cold, ["validate"], { ...validate, prepare: emptyCache, memory: true }),
    peer(NAMES.hledger, ["hledger", "check", "-f", "all.journal"], {
      upTo: UP_TO.hledger,
      memory: true,
    }),
    ours(NAMES.warm, ["validate"], { ...validate, memory: true }),
    peer(NAMES.node, [process.execPath, "-e", "0"]),
    ours(NAMES.trace, ["trace", id]),
    ours(NAMES.show, ["show", id]),
    ours(NAMES.list, ["list", "--limit", "20"]),
    peer("looking at the times of all files", script("look-at-files.js")),
    peer("reading the bytes of all files", script("read-bytes.js")),
    peer("`yaml` and `ajv`, the same files", script("validate-ajv.js"), { upTo: UP_TO.ajv }),
    peer("`yamllint -d relaxed`, the same files", ["yamllint", "-d", "relaxed", "store"], {
      upTo: UP_TO.yamllint,
    }),
    peer("`recfix --check`, as many records", ["recfix", "--check", "all.rec"], {
      upTo: UP_TO.recfix,
    }),
    ours(NAMES.changed, ["validate"], { ...validate, prepare: () => edit(cwd, size) }),
  ];
}

/** Changes one value in one file: the text of a claim in the middle of the store. */
function edit(store, size) {
  const path = join(store, storyOf(Math.floor(size / 2)));
  const text = readFileSync(path, "utf8");
  const version = `    text: The figures were put right at ${process.hrtime.bigint()}.`;
  writeFileSync(path, text.replace(/^ {4}text: .*$/m, version));
}

/** Measures all in turn, round by round, so that whatever else the machine does hits all alike. */
async function measure(trials, { rounds, size, results }) {
  const able = trials.filter((trial) => isWanted(trial) && isAble(trial, size, results));
  for (let round = 0; round < rounds; round++) {
    console.error(
      `${size === undefined ? "starts" : count(size)}: round ${round + 1} of ${rounds}`,
    );
    for (const { name, command, prepare, ...how } of able) {
      prepare?.();
      results.addTime(name, size, timeOf(command, how));
    }
    if (size !== undefined) await sleep(SETTLE);
  }
  for (const { name, command, prepare, memory, ...how } of able) {
    if (!memory) continue;
    prepare?.();
    results.setMemory(name, size, await memoryOf(command, how));
  }
}

/** Tells whether a peer is here and fast enough for a size; what it lacks stands in the table. */
function isAble({ name, command: [program], upTo = Number.POSITIVE_INFINITY }, size, results) {
  const isHere = program === process.execPath || versionOf(program) !== undefined;
  if (!isHere) results.setMissing(name, size, `no ${program} here`);
  else if (size > upTo) results.setMissing(name, size, "too slow");
  return isHere && !(size > upTo);
}

/** Makes the store of a size and its peers' files, measures, and takes all away again. */
async function measureSize(folder, size, env, results) {
  mkdirSync(folder);
  const stored = generate(join(folder, "store"), size);
  if (size <= UP_TO.hledger) journal(join(folder, "all.journal"), size);
  if (size <= UP_TO.recfix) database(join(folder, "all.rec"), size);
  await sleep(SETTLE);
  // Run once ahead of all: whatever is measured finds the files in memory and a cache that is filled.
  timeOf([...CLAIMS, "validate"], { cwd: join(folder, "store"), env, codes: [0, 1] });
  await measure(trials(folder, size, env), { rounds: runs, size, results });
  rmSync(folder, { recursive: true });
  return `${count(size)} claims: ${count(stored.files)} files, ${(stored.bytes / 1e6).toFixed(1)} MB`;
}

/** All that was measured, as a page. */
function page(results, stores) {
  const peers = ["hledger", "recfix", "yamllint"].map(versionOf).filter(Boolean).join("; ");
  const row = ({ name }) => name;
  const all = trials("", sizes[0], env).filter(isWanted);
  const held = all.filter(({ memory }) => memory);
  const time = (name, size) =>
    milliseconds(results.time(name, size)) ?? results.missing(name, size);
  const memory = (name, size) =>
    megabytes(results.memory(name, size)) ?? results.missing(name, size);
  return [
    "# Results",
    `Medians of ${runs} rounds (starts: ${runs * STARTS}) on ${availableParallelism()} cores, ${process.platform}, Node ${process.version}. ${peers}.`,
    `Stores: ${stores.join("; ")}.`,
    targetTable(results, sizes),
    sizeTable("starting", starts(env).filter(isWanted).map(row), [undefined], time),
    sizeTable("time", all.map(row), sizes, time),
    ...(held.length > 0 ? [sizeTable("most memory", held.map(row), sizes, memory)] : []),
  ].join("\n\n");
}

const folder = mkdtempSync(join(tmpdir(), "claims-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
process.once("SIGINT", () => process.exit(130));
const results = new Results();
const env = environment(join(folder, "cache"));
for (const { command, ...how } of starts(env)) timeOf(command, how);
await measure(starts(env), { rounds: runs * STARTS, results });
const stores = [];
for (const size of sizes) {
  stores.push(await measureSize(join(folder, String(size)), size, env, results));
}
const text = `${page(results, stores)}\n`;
console.log(text);
writeFileSync(options.out, text);
