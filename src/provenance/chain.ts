import type { Hop } from "../model/claim.js";
import { SPEAKER, UNKNOWN } from "../model/ids.js";
import type { Path } from "../model/references.js";
import { hopsOf } from "../model/relations.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import { circles } from "./graph.js";

/** In a hop's `from`, the claim's speaker. */
export const FROM_SPEAKER = -1;

/** One hand through which a claim went. */
export interface ChainHop {
  /** Its position in the claim's `relay`, from 0. */
  readonly index: number;
  /** What it is called within the claim: its `id`, else its `via`. */
  readonly name: string;
  readonly hop: Hop;
  /** Who relays, or the place where it was relayed: the agent that `via` names, or its document's publisher. */
  readonly agent: Entry<"agent"> | undefined;
  /** The document it was relayed in. */
  readonly document: Entry<"document"> | undefined;
  /** Whether nobody is named, or nothing in the store has the id. */
  readonly gap: "unknown" | "missing" | undefined;
  /** Whose voice it is, as an id; `undefined` where it is passed through: a forum, the speaker. */
  readonly voice: string | undefined;
  /** What it draws on: positions of hops, or {@link FROM_SPEAKER}. */
  readonly from: readonly number[];
  /** The names in its `from` that no hop of the claim has. */
  readonly danglingFrom: readonly string[];
  /** Where its reference stands, from the claim down. */
  readonly path: Path;
}

/** A claim's hops as a graph rooted in its speaker. */
export interface Chain {
  readonly claim: Entry<"claim">;
  /** The speaker, where the store has it. */
  readonly speaker: Entry<"agent"> | Entry<"document"> | undefined;
  /** The primary record of the utterance, where the store has it. */
  readonly record: Entry<"document"> | undefined;
  /** The speaker's voice, as an id: an agent, a document's publisher, or the document itself. */
  readonly speakerVoice: string;
  readonly hops: readonly ChainHop[];
  /** Sets of hops that draw on each other in a circle. */
  readonly loops: readonly (readonly number[])[];
  /** Whether a way from the speaker leads to each hop. */
  readonly reached: readonly boolean[];
  /** For the speaker (first) and each hop, the hops that draw on it. */
  readonly drawnOnBy: readonly (readonly number[])[];
}

/** Builds the graph of a claim's hops. Works on any relay: gaps and loops are part of the result. */
export function buildChain(claim: Entry<"claim">, store: Store): Chain {
  const speaker = store.agents.get(claim.value.speaker) ?? store.documents.get(claim.value.speaker);
  const speakerVoice = speaker ? voiceOf(speaker, store) : claim.value.speaker;
  const relay = hopsOf(claim.value);
  const names = firstByName(relay);
  const hops = relay.map((hop, index): ChainHop => {
    const resolved = resolveHop(hop, store);
    const { from, danglingFrom } = resolveFrom(hop, index, names);
    const path = typeof claim.value.relay?.[index] === "string" ? [] : ["via"];
    const passed =
      resolved.agent?.value.kind === "forum" ||
      (resolved.gap !== "unknown" && resolved.voice === speakerVoice);
    return {
      index,
      name: hop.id ?? hop.via,
      hop,
      ...resolved,
      voice: passed ? undefined : resolved.voice,
      from,
      danglingFrom,
      path: ["relay", index, ...path],
    };
  });
  const drawnOnBy: number[][] = Array.from({ length: hops.length + 1 }, () => []);
  for (const { index, from } of hops) for (const source of from) drawnOnBy[source + 1]!.push(index);
  const successors = (node: number) => drawnOnBy[node + 1]!;
  return {
    claim,
    speaker,
    record: claim.value.in === undefined ? undefined : store.documents.get(claim.value.in),
    speakerVoice,
    hops,
    loops: circles({ size: hops.length, successors }),
    reached: reachedFrom(FROM_SPEAKER, hops.length, successors),
    drawnOnBy,
  };
}

/** Gives a source's voice: a document's is its publisher, or the document itself where it has none. */
export function voiceOf(source: Entry<"agent"> | Entry<"document">, store: Store): string {
  if (source.kind === "agent") return source.id;
  const publisher = source.value.by;
  if (publisher === undefined) return source.id;
  return store.agents.get(publisher)?.value.kind === "forum" ? source.id : publisher;
}

/** Tells which nodes a way from one node leads to, the node itself left out unless it is a hop. */
export function reachedFrom(
  start: number,
  size: number,
  successors: (node: number) => readonly number[],
): boolean[] {
  const reached = new Array<boolean>(size).fill(false);
  const pending = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const target of successors(node)) {
      if (reached[target]) continue;
      reached[target] = true;
      pending.push(target);
    }
  }
  return reached;
}

function firstByName(relay: readonly Hop[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const [index, hop] of relay.entries()) {
    const name = hop.id ?? hop.via;
    if (!names.has(name)) names.set(name, index);
  }
  return names;
}

type Resolved = Pick<ChainHop, "agent" | "document" | "gap" | "voice">;

function resolveHop({ via, in: inside }: Hop, store: Store): Resolved {
  const container = inside === undefined ? undefined : store.documents.get(inside);
  if (via === UNKNOWN) {
    return { agent: undefined, document: container, gap: "unknown", voice: UNKNOWN };
  }
  const agent = store.agents.get(via);
  if (agent) return { agent, document: container, gap: undefined, voice: via };
  const document = store.documents.get(via);
  if (!document) return { agent: undefined, document: container, gap: "missing", voice: via };
  const voice = voiceOf(document, store);
  return { agent: store.agents.get(voice), document, gap: undefined, voice };
}

function resolveFrom(
  hop: Hop,
  index: number,
  names: ReadonlyMap<string, number>,
): Pick<ChainHop, "from" | "danglingFrom"> {
  if (hop.from === undefined) return { from: [index - 1], danglingFrom: [] };
  const from = new Set<number>();
  const danglingFrom: string[] = [];
  for (const name of typeof hop.from === "string" ? [hop.from] : hop.from) {
    const source = name === SPEAKER ? FROM_SPEAKER : names.get(name);
    if (source === undefined) danglingFrom.push(name);
    else from.add(source);
  }
  return { from: [...from].sort((a, b) => a - b), danglingFrom };
}
