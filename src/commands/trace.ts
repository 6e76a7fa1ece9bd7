import { resolve } from "node:path";
import { type Comparison, compareClaims } from "../provenance/compare.js";
import { Provenance, type Traced } from "../provenance/provenance.js";
import type { Store } from "../store/store.js";
import { PLAIN } from "../terminal/style.js";
import { count, laidOut } from "../terminal/text.js";
import { printTraces, TRACE_FORMATS, type TraceFormat } from "../views/trace.js";
import { EXIT, type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { wholeNumber } from "./list.js";
import { openStore, tellIfPartial, workingFolder } from "./open.js";
import { oneOf, resolveEntry } from "./resolve.js";
import { writeWhole } from "./write.js";

/** The flags of `claims trace`. */
export interface TraceOptions extends GlobalOptions {
  readonly up?: boolean;
  readonly down?: boolean;
  readonly depth?: string;
  readonly all?: boolean;
  readonly check?: boolean;
  readonly drift?: boolean;
  readonly format: string;
  readonly output?: string;
}

/** The statuses in which every chain reaches a named speaker. */
const REACHED = new Set(["original", "traced"]);

/** `claims trace`: prints the chain of each claim back to its original speaker. */
export async function trace(
  ids: readonly string[],
  options: TraceOptions,
  io: Io,
): Promise<number> {
  const format = oneOf("trace format", options.format, TRACE_FORMATS);
  const depth = wholeNumber("--depth", options.depth) ?? Number.POSITIVE_INFINITY;
  checkUsage(ids, options, format);
  const { store } = await openStore(io, options);
  const provenance = new Provenance(store);
  const entries = options.all ? [...store.claims.values()] : entriesFor(ids, options, store);
  const claims = entries
    .filter((entry) => entry.kind === "claim")
    .map((claim) => provenance.trace(claim));
  const request = {
    claims,
    documents: entries.filter((entry) => entry.kind === "document"),
    comparisons: options.all ? [] : compareAll(claims, provenance),
    direction: options.down ? ("down" as const) : ("up" as const),
    depth,
    drift: options.drift ?? false,
  };
  const style = options.output === undefined ? styleFor(io.stdout, io, options) : PLAIN;
  const texts = await laidOut(() => printTraces(format, request, provenance, style));
  write(format === "svg" ? [await toSvg(texts)] : texts, options, io);
  const failed = options.check ? claims.filter(({ status }) => !REACHED.has(status)) : [];
  if (failed.length > 0 && !options.quiet) {
    const names = failed.map(({ chain, status }) => `  ${chain.claim.id} (${status})\n`);
    io.stderr.write(
      `${failed.length} of ${count(claims.length, "claim")} can't be traced to a named speaker:\n${names.join("")}`,
    );
  }
  const partial = tellIfPartial(store, io, options);
  return partial || failed.length > 0 ? EXIT.problems : EXIT.clean;
}

/** The formats that tell what rests on a claim. */
const DOWN_FORMATS: readonly TraceFormat[] = ["tree", "json", "jsonl"];

/** The formats that tell what changed on the way. */
const DRIFT_FORMATS: readonly TraceFormat[] = ["tree", "json", "jsonl"];

function checkUsage(ids: readonly string[], options: TraceOptions, format: TraceFormat): void {
  if (options.all && ids.length > 0) throw new UsageError("give ids or --all, not both");
  if (!options.all && ids.length === 0) {
    throw new UsageError("name a claim to trace, or --all\n  = help: `claims list` shows the ids");
  }
  if (options.up && options.down) throw new UsageError("give --up or --down, not both");
  if (options.down && !DOWN_FORMATS.includes(format)) {
    throw new UsageError(
      `--down can't be had as ${format}\n  = help: one of ${DOWN_FORMATS.join(", ")}`,
    );
  }
  if (options.drift && !DRIFT_FORMATS.includes(format)) {
    throw new UsageError(
      `--drift can't be had as ${format}\n  = help: one of ${DRIFT_FORMATS.join(", ")}`,
    );
  }
}

/** A document has no chain, but what rests on it can be drawn: `--down`. */
function entriesFor(ids: readonly string[], { down, format }: TraceOptions, store: Store) {
  return ids.map((id) =>
    down && format === "tree"
      ? resolveEntry(store, id, ["claim", "document"])
      : resolveEntry(store, id, ["claim"]),
  );
}

/** Compares each claim with each that was named after it. */
function compareAll(claims: readonly Traced[], provenance: Provenance): Comparison[] {
  return claims.flatMap((one, index) =>
    claims.slice(index + 1).map((other) => compareClaims(one, other, provenance)),
  );
}

async function toSvg(texts: Iterable<string>): Promise<string> {
  const { renderSvg } = await import("../views/svg.js");
  return renderSvg([...texts].join(""));
}

function write(texts: Iterable<string>, options: TraceOptions, io: Io): void {
  if (options.output === undefined) for (const text of texts) io.stdout.write(text);
  else writeWhole(resolve(workingFolder(io, options), options.output), [...texts].join(""));
}
