// What the measures of all claims cost, beside `JSON.parse` of the same claims: `node bench/measures.js [CLAIMS]`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkStore, Provenance, parseEdtf, readFolders, uniteStore } from "../dist/lib/index.js";
import { generate } from "./generate.js";
import { median } from "./report.js";

/**
 * The most that all measures may take, as a multiple of `JSON.parse`. The parser of the engine does not change
 * with this program and is bound by the processor as the measures are: twice the work breaks the bound.
 */
const BOUND = 12;
const ROUNDS = 7;

/** The time that the processor spent on it, which other programs don't add to. */
function millisecondsOf(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const claims = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), "claims-bench-"));
try {
  generate(folder, claims);
  const where = { base: folder, root: folder, exclude: [] };
  const store = uniteStore(await readFolders([join(folder, "claims")], where));
  const texts = [...store.claims.values()].map(({ value }) => JSON.stringify(value));
  const rounds = Array.from({ length: ROUNDS }, () => ({
    // Side by side, so that a machine that is busy for a while slows down both.
    parse: millisecondsOf(() => {
      for (const text of texts) JSON.parse(text);
    }),
    measures: millisecondsOf(() => {
      const provenance = new Provenance(store);
      for (const claim of store.claims.values()) provenance.traceOnce(claim);
    }),
    checks: millisecondsOf(() => checkStore(store, { today: parseEdtf("2026-01-01") })),
  }));
  const of = (value) => median(rounds.map(value));
  const ratio = of(({ measures, parse }) => measures / parse);
  console.log(
    `${claims} claims: JSON.parse ${Math.round(of(({ parse }) => parse))} ms, all measures ${Math.round(of(({ measures }) => measures))} ms`,
  );
  console.log(
    `all rules, with the places of what they find: ${Math.round(of(({ checks }) => checks))} ms`,
  );
  console.log(`measures / JSON.parse: ${ratio.toFixed(2)} (at most ${BOUND})`);
  process.exitCode = ratio <= BOUND ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
