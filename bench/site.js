// What `claims site` takes beside `claims validate`: `node bench/site.js [SIZES] [RUNS]`, after `npm run build`.
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { markdownTable } from "markdown-table";
import { generate } from "./generate.js";
import { costOf, environment } from "./measure.js";
import { count, median, megabytes, milliseconds } from "./report.js";

const CLAIMS = [process.execPath, join(import.meta.dirname, "../bin/claims.js")];

const sizes = (process.argv[2] ?? "1000,10000,100000").split(",").map(Number);
const runs = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), "claims-bench-"));
const env = environment(join(folder, "cache"));
const rows = [];
try {
  for (const size of sizes) {
    const cwd = join(folder, String(size));
    const output = join(folder, "site");
    generate(cwd, size);
    const validate = [...CLAIMS, "validate", "--no-cache"];
    const site = [...CLAIMS, "site", "-o", output];
    const [checks, fresh, again] = [[], [], []];
    for (let run = 0; run < runs; run++) {
      checks.push(await costOf(validate, { cwd, env, codes: [0, 1] }));
      rmSync(output, { recursive: true, force: true });
      fresh.push(await costOf(site, { cwd, env }));
      again.push(await costOf(site, { cwd, env }));
      console.error(`${count(size)}: ${milliseconds(fresh.at(-1).processor)} of a processor`);
    }
    rows.push(rowOf(size, { checks, fresh, again }, sizeOf(output)));
    rmSync(output, { recursive: true });
    rmSync(cwd, { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** All that is told of a size: the processor's time is what a busy machine changes least. */
function rowOf(size, { checks, fresh, again }, { files, bytes }) {
  const of = (costs, what) => median(costs.map((cost) => cost[what]));
  const processor = of(fresh, "processor");
  return [
    count(size),
    count(files),
    megabytes(bytes),
    milliseconds(of(fresh, "taken")),
    milliseconds(processor),
    `${((1000 * processor) / size).toFixed(0)} µs`,
    `${(processor / of(checks, "processor")).toFixed(1)} ×`,
    megabytes(Math.max(...fresh.map(({ memory }) => memory))),
    milliseconds(of(again, "processor")),
  ];
}

function sizeOf(output) {
  let [files, bytes] = [0, 0];
  for (const path of readdirSync(output, { recursive: true })) {
    const stats = statSync(join(output, path));
    if (!stats.isFile()) continue;
    files++;
    bytes += stats.size;
  }
  return { files, bytes };
}

const heads = [
  ...["claims", "files", "written", "time", "processor", "a claim", "of `validate`"],
  ...["most memory", "again, nothing changed"],
];
console.log(
  `Medians of ${runs} runs on ${availableParallelism()} cores, Node ${process.version}.\n`,
);
console.log(markdownTable([heads, ...rows], { align: heads.map(() => "r") }));
