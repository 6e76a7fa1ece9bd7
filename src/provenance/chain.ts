import type { Hop } from "../model/claim.js";
import { SPEAKER, UNKNOWN } from "../model/ids.js";
import { type Path, placeInRelay } from "../model/references.js";
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
  const { value } = claim;
  const speaker = store.agents.get(value.speaker) ?? store.documents.get(value.speaker);
  const speakerVoice = speaker ? voiceOf(speaker, store) : value.speaker;
  const hops = hopsAlong(value.relay ?? NO_RELAY, speakerVoice, store);
  const { loops, reached, drawnOnBy } = isLinear(hops) ? linearShape(hops.length) : shapeOf(hops);
  return {
    claim,
    speaker,
    record: value.in === undefined ? undefined : store.documents.get(value.in),
    speakerVoice,
    hops,
    loops,
    reached,
    drawnOnBy,
  };
}

/** Tells whether each hop draws on the one before it, as most relays do: one strand. */
export function isLinear(hops: readonly ChainHop[]): boolean {
  for (const { index, from } of hops) if (from.length !== 1 || from[0] !== index - 1) return false;
  return true;
}

type Relay = NonNullable<Entry<"claim">["value"]["relay"]>;

const NO_RELAY: Relay = [];

function hopsAlong(relay: Relay, speakerVoice: string, store: Store): ChainHop[] {
  const hops: ChainHop[] = [];
  let names: ReadonlyMap<string, number> | undefined;
  // Counted, as is all that every claim passes: `entries` would make a pair of each hop.
  for (let index = 0; index < relay.length; index++) {
    const written = relay[index]!;
    const hop = typeof written === "string" ? { via: written } : written;
    const { agent, document, gap, voice } = resolveHop(hop, store);
    const isPassed = agent?.value.kind === "forum" || (gap !== "unknown" && voice === speakerVoice);
    if (hop.from !== undefined) names ??= firstByName(relay);
    const { from, danglingFrom } = names ? resolveFrom(hop, index, names) : drawsOnPrevious(index);
    hops.push({
      index,
      name: hop.id ?? hop.via,
      hop,
      agent,
      document,
      gap,
      voice: isPassed ? undefined : voice,
      from,
      danglingFrom,
      path: placeInRelay(index, hop === written ? "via" : "bare"),
    });
  }
  return hops;
}

type Shape = Pick<Chain, "loops" | "reached" | "drawnOnBy">;

function shapeOf(hops: readonly ChainHop[]): Shape {
  const drawnOnBy: number[][] = Array.from({ length: hops.length + 1 }, () => []);
  let mayLoop = false;
  for (const { index, from } of hops) {
    for (const source of from) {
      drawnOnBy[source + 1]!.push(index);
      mayLoop ||= source >= index;
    }
  }
  const successors = (node: number) => drawnOnBy[node + 1]!;
  return {
    loops: mayLoop ? circles({ size: hops.length, successors }) : [],
    reached: reachedFrom(FROM_SPEAKER, hops.length, successors),
    drawnOnBy,
  };
}

/** The shapes of short strands, by length: most claims have one of them, and share it. */
const STRANDS: Shape[] = Array.from({ length: 16 }, (_, length) => strand(length));

function linearShape(length: number): Shape {
  return STRANDS[length] ?? strand(length);
}

function strand(length: number): Shape {
  return {
    loops: [],
    reached: new Array<boolean>(length).fill(true),
    drawnOnBy: Array.from({ length: length + 1 }, (_, node) => (node < length ? [node] : [])),
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

function firstByName(relay: Relay): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const [index, hop] of relay.entries()) {
    const name = typeof hop === "string" ? hop : (hop.id ?? hop.via);
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

type Drawn = Pick<ChainHop, "from" | "danglingFrom">;

const NONE: readonly string[] = [];

/** What the first hops of most relays have in common, made once. */
const PREVIOUS = Array.from({ length: 16 }, (_, index): Drawn => onPrevious(index));

function drawsOnPrevious(index: number): Drawn {
  return PREVIOUS[index] ?? onPrevious(index);
}

function onPrevious(index: number): Drawn {
  return { from: [index - 1], danglingFrom: NONE };
}

function resolveFrom(hop: Hop, index: number, names: ReadonlyMap<string, number>): Drawn {
  if (hop.from === undefined) return drawsOnPrevious(index);
  const sourceOf = (name: string) => (name === SPEAKER ? FROM_SPEAKER : names.get(name));
  if (typeof hop.from === "string") {
    const source = sourceOf(hop.from);
    if (source === undefined) return { from: [], danglingFrom: [hop.from] };
    return { from: [source], danglingFrom: NONE };
  }
  const from = new Set<number>();
  const danglingFrom: string[] = [];
  for (const name of hop.from) {
    const source = sourceOf(name);
    if (source === undefined) danglingFrom.push(name);
    else from.add(source);
  }
  return { from: [...from].sort((a, b) => a - b), danglingFrom };
}
