// What the measures of all claims cost beside reading the store: `node bench/measures.js [CLAIMS]`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { checkStore, Provenance, parseEdtf, readFolders, uniteStore } from "../dist/lib/index.js";
import { generate } from "./generate.js";

const claims = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), "claims-bench-"));
try {
  generate(folder, claims);
  const rounds = [];
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    const store = uniteStore(
      await readFolders([join(folder, "claims")], { base: folder, root: folder, exclude: [] }),
    );
    const read = performance.now();
    const provenance = new Provenance(store);
    for (const claim of store.claims.values()) provenance.trace(claim);
    const measured = performance.now();
    checkStore(store, { today: parseEdtf("2026-01-01") });
    const checks = performance.now() - measured;
    rounds.push({ read: read - start, measures: measured - read, checks });
  }
  rounds.sort((a, b) => a.measures / a.read - b.measures / b.read);
  const { read, measures, checks } = rounds[1];
  console.log(
    `${claims} claims: reading ${Math.round(read)} ms, all measures ${Math.round(measures)} ms`,
  );
  console.log(`all rules, with the places of what they find: ${Math.round(checks)} ms`);
  console.log(`measures / reading: ${(measures / read).toFixed(3)} (at most 0.2)`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
