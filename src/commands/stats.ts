import { Provenance } from "../provenance/provenance.js";
import { statsOf } from "../provenance/stats.js";
import { laidOut } from "../terminal/text.js";
import { printStats, STATS_FORMATS } from "../views/stats.js";
import { EXIT, type GlobalOptions, type Io, styleFor } from "./io.js";
import { wholeNumber } from "./list.js";
import { openStore, tellIfPartial } from "./open.js";
import { oneOf } from "./resolve.js";

/** The flags of `claims stats`. */
export interface StatsOptions extends GlobalOptions {
  readonly format: string;
  readonly limit?: string;
}

/** `claims stats`: counts what the store holds. */
export async function stats(options: StatsOptions, io: Io): Promise<number> {
  const format = oneOf("stats format", options.format, STATS_FORMATS);
  const limit = wholeNumber("--limit", options.limit) ?? 10;
  const { store } = await openStore(io, options);
  const provenance = new Provenance(store);
  const traces = [...store.claims.values()].map((claim) => provenance.trace(claim));
  const style = styleFor(io.stdout, io, options);
  const counted = statsOf(traces, provenance);
  const pieces = await laidOut(() => printStats(format, counted, store.complete, limit, style));
  for (const text of pieces) io.stdout.write(text);
  return tellIfPartial(store, io, options) ? EXIT.problems : EXIT.clean;
}
