import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Provenance } from "../provenance/provenance.js";
import { reasonOf } from "../store/disk.js";
import { PLAIN } from "../terminal/style.js";
import { count } from "../terminal/text.js";
import { printTraces, TRACE_FORMATS } from "../views/trace.js";
import { EXIT, type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { wholeNumber } from "./list.js";
import { openStore, tellIfPartial, workingFolder } from "./open.js";
import { oneOf, resolveEntry } from "./resolve.js";

/** The flags of `claims trace`. */
export interface TraceOptions extends GlobalOptions {
  readonly up?: boolean;
  readonly down?: boolean;
  readonly depth?: string;
  readonly all?: boolean;
  readonly check?: boolean;
  readonly format: string;
  readonly output?: string;
}

/** The statuses in which every chain reaches a named speaker. */
const REACHED = new Set(["original", "traced"]);

/** `claims trace`: prints the chain of each claim back to its original speaker. */
export function trace(ids: readonly string[], options: TraceOptions, io: Io): number {
  const format = oneOf("trace format", options.format, TRACE_FORMATS);
  const depth = wholeNumber("--depth", options.depth) ?? Number.POSITIVE_INFINITY;
  if (options.all && ids.length > 0) throw new UsageError("give ids or --all, not both");
  if (!options.all && ids.length === 0) {
    throw new UsageError("name a claim to trace, or --all\n  = help: `claims list` shows the ids");
  }
  if (options.up && options.down) throw new UsageError("give --up or --down, not both");
  const { store } = openStore(io, options);
  const provenance = new Provenance(store);
  const claims = options.all
    ? [...store.claims.values()]
    : ids.map((id) => resolveEntry(store, id, ["claim"]));
  const traces = claims.map((claim) => provenance.trace(claim));
  const direction = options.down ? "down" : "up";
  const style = options.output === undefined ? styleFor(io.stdout, io, options) : PLAIN;
  const texts = printTraces(format, traces, provenance, { direction, depth }, style);
  if (options.output === undefined) for (const text of texts) io.stdout.write(text);
  else writeOut(resolve(workingFolder(io, options), options.output), [...texts].join(""));
  const failed = options.check ? traces.filter(({ status }) => !REACHED.has(status)) : [];
  if (failed.length > 0 && !options.quiet) {
    const names = failed.map(({ chain, status }) => `  ${chain.claim.id} (${status})\n`);
    io.stderr.write(
      `${failed.length} of ${count(claims.length, "claim")} can't be traced to a named speaker:\n${names.join("")}`,
    );
  }
  const partial = tellIfPartial(store, io, options);
  return partial || failed.length > 0 ? EXIT.problems : EXIT.clean;
}

function writeOut(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`\`${path}\` can't be written: ${reasonOf(error)}`);
  }
}
