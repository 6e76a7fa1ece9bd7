import type { TraceReport } from "../model/output.js";
import { FROM_SPEAKER } from "../provenance/chain.js";
import type { Provenance, Traced } from "../provenance/provenance.js";
import { nameOfHop, nameOfId, waysOf } from "../provenance/ways.js";
import { locate } from "../store/source.js";
import type { Store } from "../store/store.js";
import { toJson } from "../terminal/json.js";
import type { Style } from "../terminal/style.js";
import { oneLine } from "../terminal/text.js";
import type { TieOptions } from "./ties.js";
import { drawTrace } from "./tree.js";

/** The forms of a trace. */
export const TRACE_FORMATS = ["tree", "flat", "json", "jsonl"] as const;

/** One of {@link TRACE_FORMATS}. */
export type TraceFormat = (typeof TRACE_FORMATS)[number];

/** Prints the chains of some claims, piece by piece; each piece ends with a line end. */
export function* printTraces(
  format: TraceFormat,
  traces: readonly Traced[],
  provenance: Provenance,
  options: TieOptions,
  style: Style,
): Generator<string> {
  const { store } = provenance;
  switch (format) {
    case "tree":
      for (const [index, traced] of traces.entries()) {
        if (index > 0) yield "\n\n";
        yield* drawTrace(traced, provenance, options, style);
      }
      return;
    case "flat":
      for (const traced of traces) {
        // One claim's chains stand alone; those of several are told apart by its id.
        const lead = traces.length > 1 ? `${traced.chain.claim.id}: ` : "";
        for (const chain of flatChains(traced, store, style)) yield `${lead}${chain}\n`;
      }
      return;
    case "json": {
      const claims = traces.map((traced) => traceData(traced));
      const report: TraceReport = { formatVersion: 1, complete: store.complete, claims };
      yield `${toJson(report, 2)}\n`;
      return;
    }
    case "jsonl":
      for (const traced of traces) yield `${toJson(traceData(traced))}\n`;
  }
}

/** Gives a claim's chains, a line each: the speaker, then every hop to the end. */
export function flatChains({ chain }: Traced, store: Store, style: Style): string[] {
  const { ways, more } = waysOf(chain);
  const speaker = nameOfId(store, chain.claim.value.speaker);
  const arrow = style.ascii ? " > " : " › ";
  const lines = ways.map((way) =>
    [speaker, ...way.map((hop) => nameOfHop(store, chain.hops[hop]!))].map(oneLine).join(arrow),
  );
  return more ? [...lines, "… and more chains"] : lines;
}

function traceData(traced: Traced): TraceReport["claims"][number] {
  const { chain, status, hands, reports, independent, bottlenecks, origins } = traced;
  const { id, value } = chain.claim;
  const { ways, more } = waysOf(chain);
  const nameOf = (node: number) => (node === FROM_SPEAKER ? "speaker" : chain.hops[node]!.name);
  return {
    id,
    text: value.text,
    status,
    hands,
    reports,
    independent: { min: independent.min, max: independent.max },
    bottlenecks: [...bottlenecks],
    origins: [...origins],
    chains: ways.map((way) => [value.speaker, ...way.map(nameOf)]),
    moreChains: more,
    hops: chain.hops.map((hop) => {
      const { file, line, column } = locate(chain.claim, hop.path);
      return {
        id: hop.name,
        via: hop.hop.via,
        in: hop.hop.in ?? null,
        from: [...hop.from.map(nameOf), ...hop.danglingFrom],
        how: hop.hop.how ?? null,
        date: hop.hop.date ?? hop.document?.value.date ?? null,
        location: { file, line, column },
      };
    }),
    restsOn: [...(value["based-on"] ?? [])],
  };
}
