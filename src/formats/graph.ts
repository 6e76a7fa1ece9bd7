import type { EntryKind } from "../model/entry.js";
import { UNKNOWN } from "../model/ids.js";
import { type Path, referencesOf } from "../model/references.js";
import { FROM_SPEAKER } from "../provenance/chain.js";
import type { Traced } from "../provenance/provenance.js";
import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { entriesOf, entryOf } from "../store/store.js";
import { type HopRow, type Lose, tracesOf } from "./columns.js";
import type { ExportRequest } from "./format.js";

/** A node of the whole graph. */
export interface GraphNode {
  /** The entry's id; for a gap that nobody is named in, an id with a colon, which no entry has. */
  readonly id: string;
  readonly kind: EntryKind | typeof UNKNOWN | "missing";
  readonly label: string;
  readonly entry?: Entry;
}

/** An edge of the whole graph. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** The key that refers, such as `speaker`; `relay` where an assertion went from one hand to another. */
  readonly kind: string;
  /** The hop that a relay is, and the position of what it draws on: 0 is the speaker. */
  readonly relay?: HopRow & { readonly source: number };
}

/** Gives every node: entries, ids that nothing has, and a node of its own for each hand nobody names. */
export function* nodesOf(request: ExportRequest): Generator<GraphNode> {
  const { store } = request;
  const missing = new Set<string>();
  for (const entry of entriesOf(store)) {
    const label = entry.kind === "claim" ? entry.value.text : nameOf(entry);
    yield { id: entry.id, kind: entry.kind, label, entry };
    for (const { id } of referencesOf(entry.kind, entry.value as never)) {
      if (!entryOf(store, id)) missing.add(id);
    }
  }
  for (const id of missing) yield { id, kind: "missing", label: id };
  for (const { chain } of tracesOf(request)) {
    const { id, value } = chain.claim;
    const gaps = chain.hops.flatMap(({ hop, index }) => (hop.via === UNKNOWN ? [index] : []));
    if (value.speaker === UNKNOWN) gaps.unshift(FROM_SPEAKER);
    for (const index of gaps) yield { id: gapId(id, index), kind: UNKNOWN, label: UNKNOWN };
  }
}

/** Gives every edge: references, from who refers, and relays, in the direction of the assertion. */
export function* edgesOf(request: ExportRequest, lose: Lose): Generator<GraphEdge> {
  for (const { kind, id, value } of entriesOf(request.store)) {
    for (const { path, id: to } of referencesOf(kind, value as never)) {
      if (path[0] !== "relay") yield { from: id, to, kind: kindOfEdge(path) };
    }
  }
  for (const traced of tracesOf(request)) yield* relaysOf(traced, lose);
}

function* relaysOf(traced: Traced, lose: Lose): Generator<GraphEdge> {
  const { claim, hops } = traced.chain;
  const nodeOf = (index: number): string => {
    const id = index === FROM_SPEAKER ? claim.value.speaker : hops[index]!.hop.via;
    return id === UNKNOWN ? gapId(claim.id, index) : id;
  };
  if (claim.value.speaker === UNKNOWN) {
    yield { from: claim.id, to: nodeOf(FROM_SPEAKER), kind: "speaker" };
  }
  for (const hop of hops) {
    if (hop.danglingFrom.length > 0) lose("a hop's `from` that names no hop of its claim");
    for (const source of hop.from) {
      const relay = { traced, hop, source: source + 1 };
      yield { from: nodeOf(source), to: nodeOf(hop.index), kind: "relay", relay };
    }
  }
}

function gapId(claim: string, index: number): string {
  return `${claim}:${index + 1}`;
}

function kindOfEdge([first]: Path): string {
  const verbs = { roles: "role-of", grade: "graded-by", reviews: "reviewed-by" };
  return verbs[first as keyof typeof verbs] ?? String(first);
}
