import { UNKNOWN } from "../model/ids.js";
import { buildChain, type Chain } from "../provenance/chain.js";
import { relaysOf } from "../provenance/stats.js";
import type { Store } from "../store/store.js";
import type { NodeKind } from "../views/picture.js";
import { pageOf } from "./links.js";
import { personOf } from "./words.js";

/** A voice: somebody who says something, or who passes on what others say. */
export interface Voice {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** The path of its page in the site; absent where it has none. */
  readonly page?: string;
  /** How many claims it is the speaker of. */
  readonly said: number;
  /** How many claims it passed on. */
  readonly passed: number;
  /** In how many claims it stands at all. */
  readonly claims: number;
}

/** Who has it from whom, by the positions of the voices, and in how many claims. */
export type Tie = readonly [from: number, to: number, claims: number];

/** All voices of a store that have something from somebody, or that somebody has something from. */
export interface Network {
  /** The busiest first. */
  readonly voices: readonly Voice[];
  /** The strongest first. */
  readonly ties: readonly Tie[];
  /** How many speakers are left out, since nobody passed on what they said. */
  readonly unheard: number;
}

interface Work {
  said: number;
  passed: number;
  claims: number;
}

/** Works out who has it from whom: voices, forums passed through. One pass over the claims. */
export function networkOf(store: Store): Network {
  const work = new Map<string, Work>();
  const relays = relaysOf(chainsOf(store, work));
  const heard = new Set(relays.flatMap(({ from, to }) => [from, to]));
  const voices = [...heard]
    .map((id) => voiceOf(id, work.get(id)!, store))
    .sort((a, b) => b.claims - a.claims || (a.id < b.id ? -1 : 1));
  const at = new Map(voices.map(({ id }, index) => [id, index]));
  const ties = relays.map(({ from, to, count }): Tie => [at.get(from)!, at.get(to)!, count]);
  return { voices, ties, unheard: work.size - voices.length };
}

/** Builds each chain once, and counts what its voices do while it passes by. */
function* chainsOf(store: Store, work: Map<string, Work>): Generator<Chain> {
  for (const claim of store.claims.values()) {
    const chain = buildChain(claim, store);
    const passing = new Set(chain.hops.flatMap(({ voice }) => voice ?? []));
    workOf(work, chain.speakerVoice).said++;
    for (const id of passing) workOf(work, id).passed++;
    for (const id of passing.add(chain.speakerVoice)) workOf(work, id).claims++;
    yield chain;
  }
}

function workOf(work: Map<string, Work>, id: string): Work {
  const known = work.get(id);
  if (known) return known;
  const none = { said: 0, passed: 0, claims: 0 };
  work.set(id, none);
  return none;
}

function voiceOf(id: string, work: Work, store: Store): Voice {
  const entry = store.agents.get(id) ?? store.documents.get(id);
  return {
    id,
    name: personOf(store, id),
    kind: kindOf(id, store),
    ...(entry ? { page: pageOf(entry.kind, id) } : {}),
    ...work,
  };
}

function kindOf(id: string, store: Store): NodeKind {
  const kind = store.agents.get(id)?.value.kind;
  if (kind !== undefined) return kind === "person" || kind === "organization" ? "agent" : kind;
  if (store.documents.has(id)) return "document";
  return id === UNKNOWN ? "unknown" : "missing";
}
