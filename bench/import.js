// What `claims import csv` takes: `node bench/import.js [ROWS] [RUNS]`, after `npm run build`.
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { markdownTable } from "markdown-table";
import { environment, memoryOf, timeOf } from "./measure.js";
import { count, median, megabytes, milliseconds } from "./report.js";

const CLAIMS = [process.execPath, join(import.meta.dirname, "../bin/claims.js")];
const MAP =
  "text=Claim,speaker=Speaker,date=Date,chain=Route,document-title=Title,document-url=Url,document-publisher=Publisher";

/** Writes a table of so many claims, with quotation marks, by speakers and in documents that come again. */
async function writeTable(path, rows) {
  const out = createWriteStream(path);
  out.write("Claim,Speaker,Date,Route,Title,Url,Publisher\r\n");
  for (let row = 0; row < rows; row++) {
    const story = row % Math.ceil(rows / 5);
    const day = `2023-${String(1 + (row % 12)).padStart(2, "0")}-${String(1 + (row % 28)).padStart(2, "0")}`;
    const text = `"Claim ${row} says that ""things"" of kind ${row % 977} will change, and cost ${row} euros."`;
    const line = `${text},Person ${row % 4999},${day},Agency ${row % 7} > Outlet ${row % 101},Story ${story},https://example.org/story/${story},Outlet ${row % 101}\r\n`;
    if (!out.write(line)) await new Promise((resolve) => out.once("drain", resolve));
  }
  out.end();
  await finished(out);
}

const sizes = (process.argv[2] ?? "10000,20000,50000,100000").split(",").map(Number);
const runs = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), "claims-bench-"));
const env = environment(join(folder, "cache"));
const lines = [];
try {
  for (const size of sizes) {
    const table = join(folder, `${size}.csv`);
    const cwd = join(folder, "store");
    await writeTable(table, size);
    const start = () => {
      rmSync(cwd, { recursive: true, force: true });
      mkdirSync(join(cwd, "claims"), { recursive: true });
      writeFileSync(join(cwd, "claims/agents.yaml"), "agents: {}\n");
    };
    const command = [...CLAIMS, "import", "csv", table, "--map", MAP];
    const times = Array.from({ length: runs }, () => {
      start();
      return timeOf(command, { cwd, env });
    });
    const again = timeOf(command, { cwd, env });
    start();
    const memory = await memoryOf(command, { cwd, env });
    const time = median(times);
    const each = `${((time / size) * 1000).toFixed(0)} µs`;
    lines.push([
      count(size),
      megabytes(statSync(table).size),
      milliseconds(time),
      each,
      megabytes(memory),
      milliseconds(again),
    ]);
    console.error(lines.at(-1).join(", "));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  `Medians of ${runs} runs on ${availableParallelism()} cores, Node ${process.version}.\n`,
);
const heads = ["rows", "table", "import", "a row", "most memory", "again, nothing new"];
console.log(markdownTable([heads, ...lines], { align: heads.map(() => "r") }));
