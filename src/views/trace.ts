import type { TraceReport } from "../model/output.js";
import { FROM_SPEAKER } from "../provenance/chain.js";
import type { Comparison } from "../provenance/compare.js";
import type { Provenance, Traced } from "../provenance/provenance.js";
import { nameOf, nameOfHop, nameOfId, waysOf } from "../provenance/ways.js";
import { type Entry, locate } from "../store/source.js";
import type { Store } from "../store/store.js";
import { toJson } from "../terminal/json.js";
import type { Style } from "../terminal/style.js";
import { oneLine } from "../terminal/text.js";
import { drawComparison } from "./compare.js";
import { printDot } from "./dot.js";
import { drawDrift, driftData } from "./drift.js";
import { printMermaid } from "./mermaid.js";
import { pictureOf } from "./picture.js";
import { dependantsIn, type TieOptions, type TiesOf } from "./ties.js";
import { traceMarkdown } from "./trace-markdown.js";
import { drawDocument, drawTrace } from "./tree.js";

/** The forms of a trace. */
export const TRACE_FORMATS = [
  "tree",
  "flat",
  "json",
  "jsonl",
  "mermaid",
  "dot",
  "svg",
  "markdown",
] as const;

/** One of {@link TRACE_FORMATS}. */
export type TraceFormat = (typeof TRACE_FORMATS)[number];

/** What is to be traced, and what is wanted of it. */
export interface TraceRequest extends TieOptions {
  readonly claims: readonly Traced[];
  /** Documents of which only what rests on them is told. */
  readonly documents: readonly Entry<"document">[];
  /** Whether one of the claims corroborates another. */
  readonly comparisons: readonly Comparison[];
  /** Whether to tell what changed on the way. */
  readonly drift: boolean;
}

/**
 * Prints the chains of some claims, piece by piece; each piece ends with a line end. `svg` gives the
 * DOT that it is laid out from.
 */
export function* printTraces(
  format: TraceFormat,
  request: TraceRequest,
  provenance: Provenance,
  style: Style,
): Generator<string> {
  const { store } = provenance;
  const { claims: traces, depth, comparisons } = request;
  switch (format) {
    case "tree":
      yield* drawAll(request, provenance, style);
      return;
    case "flat":
      for (const traced of traces) {
        // One claim's chains stand alone; those of several are told apart by its id.
        const lead = traces.length > 1 ? `${traced.chain.claim.id}: ` : "";
        for (const chain of flatChains(traced, store, style)) yield `${lead}${chain}\n`;
      }
      return;
    case "json": {
      const dependants = dependantsIn(store);
      const claims = traces.map((traced) => traceData(traced, dependants));
      const report: TraceReport = {
        formatVersion: 1,
        complete: store.complete,
        claims,
        comparisons: comparisons.map(comparisonData),
      };
      yield `${toJson(report, 2)}\n`;
      return;
    }
    case "jsonl":
      yield* traceLines(traces, dependantsIn(store));
      return;
    case "mermaid":
      yield printMermaid(pictureOf(traces, provenance, depth));
      return;
    case "dot":
    case "svg":
      yield printDot(pictureOf(traces, provenance, depth));
      return;
    case "markdown":
      for (const [index, traced] of traces.entries()) {
        if (index > 0) yield "\n";
        yield* traceMarkdown(traced, provenance, depth);
      }
  }
}

function* drawAll(request: TraceRequest, provenance: Provenance, style: Style): Generator<string> {
  const { claims, documents, comparisons, drift } = request;
  let isFirst = true;
  const gap = (): string => {
    const text = isFirst ? "" : "\n\n";
    isFirst = false;
    return text;
  };
  for (const traced of claims) {
    yield gap();
    yield* drawTrace(traced, provenance, request, style);
    if (drift) yield `\n${[...drawDrift(traced, style)].join("\n")}\n`;
  }
  for (const document of documents) {
    yield gap();
    yield* drawDocument(document, provenance, request, style);
  }
  for (const comparison of comparisons) {
    yield `\n${[...drawComparison(comparison, provenance.store, style)].join("\n")}\n`;
  }
}

/** Gives a claim's chains, a line each: the speaker, then every hop to the end. */
export function flatChains({ chain }: Traced, store: Store, style: Style, name = nameOf): string[] {
  const { ways, more } = waysOf(chain);
  const speaker = nameOfId(store, chain.claim.value.speaker, name);
  const arrow = style.ascii ? " > " : " › ";
  const lines = ways.map((way) =>
    [speaker, ...way.map((hop) => nameOfHop(store, chain.hops[hop]!, name))]
      .map(oneLine)
      .join(arrow),
  );
  return more ? [...lines, "… and more chains"] : lines;
}

function* traceLines(traces: readonly Traced[], dependants: TiesOf): Generator<string> {
  for (const traced of traces) yield `${toJson(traceData(traced, dependants))}\n`;
}

function traceData(traced: Traced, restedOnBy: TiesOf): TraceReport["claims"][number] {
  const { chain, status, hands, reports, independent, bottlenecks, origins } = traced;
  const { id, value } = chain.claim;
  const { ways, more } = waysOf(chain);
  const hopId = (node: number) => (node === FROM_SPEAKER ? "speaker" : chain.hops[node]!.name);
  return {
    id,
    text: value.text,
    status,
    hands,
    reports,
    independent: { min: independent.min, max: independent.max },
    bottlenecks: [...bottlenecks],
    origins: [...origins],
    chains: ways.map((way) => [value.speaker, ...way.map(hopId)]),
    moreChains: more,
    hops: chain.hops.map((hop) => {
      const { file, line, column } = locate(chain.claim, hop.path);
      return {
        id: hop.name,
        via: hop.hop.via,
        in: hop.hop.in ?? null,
        from: [...hop.from.map(hopId), ...hop.danglingFrom],
        how: hop.hop.how ?? null,
        date: hop.hop.date ?? hop.document?.value.date ?? null,
        location: { file, line, column },
      };
    }),
    restsOn: [...(value["based-on"] ?? [])],
    restedOnBy: [...restedOnBy(id)],
    drift: driftData(traced),
  };
}

function comparisonData(comparison: Comparison): TraceReport["comparisons"][number] {
  const { claims, origins, bottlenecks, owners, corroborates } = comparison;
  return {
    claims: [...claims],
    corroborates,
    sharedOrigins: [...origins],
    sharedBottlenecks: [...bottlenecks],
    sharedOwners: owners.map((pair) => [...pair]),
  };
}
