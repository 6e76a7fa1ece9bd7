import fc from "fast-check";
import type { Traced } from "../../src/provenance/provenance.js";
import type { Store } from "../../src/store/store.js";
import { storeOf, traceOf } from "./store.js";

/** A store with one claim whose hops were drawn at random. */
export interface RandomRelay {
  readonly speaker: string;
  readonly hops: readonly RandomHop[];
  /** Ties between agents. */
  readonly partOf: Readonly<Record<string, readonly string[]>>;
}

interface RandomHop {
  readonly via: string;
  /** Positions of other hops; -1 is the speaker. */
  readonly from: readonly number[];
}

const OUTLETS = ["alpha", "beta", "gamma", "delta"];
const FORUM = "forum";
/** Documents, each with its publisher; `leaflet` has none. */
const DOCUMENTS: Readonly<Record<string, string | undefined>> = {
  "alpha-article": "alpha",
  "speaker-post": "speaker-person",
  leaflet: undefined,
};
const MISSING = "nobody-defined-this";
const VIAS = [...OUTLETS, ...OUTLETS, ...Object.keys(DOCUMENTS), FORUM, "unknown", MISSING];
const SPEAKERS = ["speaker-person", "speaker-person", "alpha", "alpha-article", "unknown"];

/** Draws relays of up to eight hops; with `loops`, hops may draw on later ones. */
export function relays({ loops }: { loops: boolean }): fc.Arbitrary<RandomRelay> {
  const hops = fc.integer({ min: 0, max: 8 }).chain((length) =>
    fc.tuple(
      ...Array.from({ length }, (_, index) =>
        fc.record({
          via: fc.constantFrom(...VIAS, "speaker-person"),
          from: fc.uniqueArray(fc.integer({ min: -1, max: (loops ? length : index) - 1 }), {
            minLength: 1,
            maxLength: 3,
          }),
        }),
      ),
    ),
  );
  const owners = fc.uniqueArray(fc.constantFrom(...OUTLETS, "group", "speaker-person"), {
    maxLength: 2,
  });
  return fc.record({
    speaker: fc.constantFrom(...SPEAKERS),
    hops,
    partOf: fc.dictionary(fc.constantFrom(...OUTLETS, "group"), owners, { maxKeys: 3 }),
  });
}

/** Traces the claim of a random relay. */
export function traceRelay(relay: RandomRelay): Traced {
  return traceOf(storeOfRelay(relay), "said");
}

/** Makes a store with a random relay's claim, `said`; no two of its hops stand on one line. */
export function storeOfRelay({ speaker, hops, partOf }: RandomRelay): Store {
  const agent = (id: string, kind: string) => {
    const owners = partOf[id] ?? [];
    return { name: id, kind, ...(owners.length > 0 ? { "part-of": owners } : {}) };
  };
  const store = {
    agents: {
      "speaker-person": agent("speaker-person", "person"),
      group: agent("group", "organization"),
      forum: agent("forum", "forum"),
      ...Object.fromEntries(OUTLETS.map((id) => [id, agent(id, "outlet")])),
    },
    documents: Object.fromEntries(
      Object.entries(DOCUMENTS).map(([id, by]) => [id, by === undefined ? {} : { by }]),
    ),
    claims: {
      said: {
        text: "It is so.",
        speaker,
        ...(hops.length > 0 ? { relay: hops.map(hopOf) } : {}),
      },
    },
  };
  return storeOf(JSON.stringify(store, null, 1));
}

function hopOf({ via, from }: RandomHop, index: number) {
  return {
    via,
    id: `hop-${index}`,
    from: from.map((source) => (source === -1 ? "speaker" : `hop-${source}`)),
  };
}

/** What a claim's chain is worth, by the words of the format and by trying all ways. */
export interface Counted {
  readonly hands: number;
  readonly reports: number;
  readonly independent: { readonly min: number; readonly max: number };
  readonly bottlenecks: readonly string[];
  /** The most ways in the graph of the hops themselves that share no voice, and that share no owner. */
  readonly apart: { readonly min: number; readonly max: number };
}

/** Measures a random relay by enumerating all its ways. */
export function countByHand(relay: RandomRelay): Counted {
  const next = withoutCircles(relay);
  const voices = relay.hops.map((hop, index) => voiceOf(relay, hop.via, index));
  const isHeard = (node: number): boolean =>
    next(node).some((target) => voices[target] !== undefined || isHeard(target));
  const ways: number[][] = [];
  const walk = (way: readonly number[]): void => {
    const node = way.at(-1) ?? -1;
    if (voices[node] !== undefined && !isHeard(node)) ways.push([...way]);
    for (const target of next(node)) walk([...way, target]);
  };
  walk([]);
  const ends = new Set(ways.map((way) => way.at(-1)!));
  const voicesOn = (way: readonly number[]) => way.flatMap((node) => voices[node] ?? []);
  const ahead = ways.map((way) => voicesOn(way.slice(0, -1)));
  const speakerTies = tiedTo(relay, publisherOf(relay.speaker));
  const ownerOf = (node: number): string | undefined => {
    const voice = voices[node];
    if (voice === undefined) return undefined;
    if (voice.startsWith("unknown") || speakerTies.includes(voice)) return "";
    return [...tiedTo(relay, voice)].sort()[0]!;
  };
  const quotient = (nameOf: (node: number) => string | undefined) =>
    mostApart(quotientWays(next, relay.hops.length, ends, nameOf));
  const max = quotient((node) => voices[node]);
  const min = ways.length === 0 ? 0 : Math.max(1, quotient(ownerOf));
  return {
    hands: Math.max(0, ...ways.map((way) => voicesOn(way).length)),
    reports: ends.size,
    independent: { min: Math.min(min, max), max },
    bottlenecks: [...new Set(ahead[0])].filter((voice) => ahead.every((on) => on.includes(voice))),
    apart: {
      max: mostApart(ways.map(voicesOn)),
      min: mostApart(
        ways
          .map((way) => way.flatMap((node) => ownerOf(node) ?? []))
          .filter((owners) => !owners.includes("")),
      ),
    },
  };
}

/** The hops that draw on one, but for those that it draws on itself, at any distance. */
function withoutCircles({ hops }: RandomRelay): (node: number) => number[] {
  const drawOn = (node: number) =>
    hops.flatMap(({ from }, hop) => (from.includes(node) ? hop : []));
  const leads = (from: number, to: number): boolean => {
    const seen = new Set<number>();
    const search = (node: number): boolean =>
      drawOn(node).some((target) => {
        if (target === to) return true;
        if (seen.has(target)) return false;
        seen.add(target);
        return search(target);
      });
    return search(from);
  };
  const next = new Map<number, number[]>();
  for (let node = -1; node < hops.length; node++) {
    next.set(
      node,
      drawOn(node).filter((target) => target !== node && !leads(target, node)),
    );
  }
  return (node) => next.get(node)!;
}

function publisherOf(id: string): string {
  return DOCUMENTS[id] ?? id;
}

/** A hop's voice; each unknown one is its own. None at a forum or at the speaker's own voice. */
function voiceOf(relay: RandomRelay, via: string, index: number): string | undefined {
  if (via === "unknown") return `unknown ${index}`;
  if (via === FORUM || publisherOf(via) === publisherOf(relay.speaker)) return undefined;
  return publisherOf(via);
}

/** All agents that `part-of` ties to one, at any distance, itself included. */
function tiedTo({ partOf }: RandomRelay, id: string): string[] {
  const tied = [id];
  for (const agent of tied) {
    for (const [part, owners] of Object.entries(partOf)) {
      for (const owner of owners) {
        if (part === agent && !tied.includes(owner)) tied.push(owner);
        if (owner === agent && !tied.includes(part)) tied.push(part);
      }
    }
  }
  return tied;
}

/**
 * The names on each way in the graph where hops of one name are one node: what a voice heard at one
 * hop it can pass on at another. A hop without a name is passed through; one with an empty name is
 * closed.
 */
function quotientWays(
  next: (node: number) => number[],
  size: number,
  ends: ReadonlySet<number>,
  nameOf: (node: number) => string | undefined,
): string[][] {
  const ways: string[][] = [];
  const sameName = (node: number) =>
    nameOf(node) === undefined
      ? [node]
      : Array.from({ length: size }, (_, other) => other).filter(
          (other) => nameOf(other) === nameOf(node) && (ends.has(other) || isReached(other)),
        );
  const reached = new Set<number>();
  const reach = (node: number): void => {
    for (const target of next(node)) {
      if (reached.has(target)) continue;
      reached.add(target);
      reach(target);
    }
  };
  reach(-1);
  const isReached = (node: number) => reached.has(node);
  const walk = (nodes: readonly number[], names: readonly string[]): void => {
    if (nodes.some((node) => ends.has(node))) ways.push([...names]);
    for (const target of nodes.flatMap(next)) {
      const name = nameOf(target);
      if (name === "" || (name !== undefined && names.includes(name))) continue;
      walk(sameName(target), name === undefined ? names : [...names, name]);
    }
  };
  walk([-1], []);
  return ways;
}

/** The most of some sets that can be taken so that no two have a member in common. */
function mostApart(sets: readonly (readonly string[])[]): number {
  const unique = [...new Map(sets.map((set) => [[...set].sort().join("|"), set])).values()];
  // A set that holds another whole can always be exchanged for it.
  const least = unique.filter(
    (set) => !unique.some((other) => other !== set && other.every((name) => set.includes(name))),
  );
  const most = (from: number, taken: readonly string[]): number => {
    let best = 0;
    for (let index = from; index < least.length; index++) {
      if (least[index]!.some((name) => taken.includes(name))) continue;
      best = Math.max(best, 1 + most(index + 1, [...taken, ...least[index]!]));
    }
    return best;
  };
  return most(0, []);
}
