// What `claims export` takes in each format: `node bench/export.js [SIZES] [RUNS]`, after `npm run build`.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { markdownTable } from "markdown-table";
import { generate } from "./generate.js";
import { environment, memoryOf, timeOf } from "./measure.js";
import { count, median, megabytes, milliseconds } from "./report.js";

const CLAIMS = [process.execPath, join(import.meta.dirname, "../bin/claims.js")];

/** The floor: it reads the same store and measures as much. */
const FLOOR = ["list", "--format", "csv"];

/** Each format as it is asked for. */
const EXPORTS = [
  FLOOR,
  ["export", "json"],
  ["export", "jsonl"],
  ["export", "csv"],
  ["export", "csv", "--rows", "hops"],
  ["export", "tsv"],
  ["export", "schema-org"],
  ["export", "prov"],
  ["export", "prov-json"],
  ["export", "nanopub"],
  ["export", "graphml"],
  ["export", "dot"],
  ["export", "mermaid"],
  ["export", "sql"],
  ...["claims", "hops", "agents", "documents"].map((table) => [
    "export",
    "parquet",
    "--table",
    table,
  ]),
];

const sizes = (process.argv[2] ?? "10000,100000").split(",").map(Number);
const runs = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), "claims-bench-"));
const env = environment(join(folder, "cache"));
const rows = new Map(EXPORTS.map((argv) => [argv.join(" "), []]));
try {
  for (const size of sizes) {
    const cwd = join(folder, String(size));
    generate(cwd, size);
    timeOf([...CLAIMS, "validate"], { cwd, env, codes: [0, 1] });
    let floor = 0;
    for (const argv of EXPORTS) {
      const out = join(folder, "out");
      const command = [...CLAIMS, ...argv, ...(argv[0] === "export" ? ["-o", out] : [])];
      const times = Array.from({ length: runs }, () => timeOf(command, { cwd, env }));
      const memory = await memoryOf(command, { cwd, env });
      const bytes = argv[0] === "export" ? megabytes(statSync(out).size) : "";
      const time = median(times);
      if (argv === FLOOR) floor = time;
      const ratio = (time / floor).toFixed(1);
      rows.get(argv.join(" ")).push(milliseconds(time), ratio, megabytes(memory), bytes);
      console.error(`${count(size)}: ${argv.join(" ")}: ${milliseconds(time)}`);
    }
    rmSync(cwd, { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const heads = sizes.flatMap((size) => [
  `${count(size)} claims`,
  "over `list`",
  "most memory",
  "written",
]);
const table = [["", ...heads], ...[...rows].map(([name, cells]) => [`\`${name}\``, ...cells])];
const align = ["l", ...heads.map(() => "r")];
console.log(
  `Medians of ${runs} runs on ${availableParallelism()} cores, Node ${process.version}.\n`,
);
console.log(markdownTable(table, { align }));
