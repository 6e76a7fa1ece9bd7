import { compareText } from "../model/diagnostic.js";
import type { Chain } from "./chain.js";
import { handoversOf } from "./handovers.js";
import { STATUSES } from "./measures.js";
import type { Provenance, Traced } from "./provenance.js";
import { nameOfId } from "./ways.js";

/** How often something stands in the store. */
export interface Tally {
  /** An id, a status, a year or a tag. */
  readonly key: string;
  /** What a person calls it. */
  readonly name: string;
  readonly count: number;
}

/** What a store holds, in numbers. */
export interface Stats {
  readonly claims: number;
  /** How many claims have an original speaker who is named: a person or an organization. */
  readonly named: number;
  /** Claims by status, in the order of the statuses; the rest by count. */
  readonly statuses: readonly Tally[];
  readonly speakers: readonly Tally[];
  /** Claims by the outlets that relayed or made them. */
  readonly outlets: readonly Tally[];
  readonly forums: readonly Tally[];
  /** Claims by year, undated ones left out, in the order of time. */
  readonly years: readonly Tally[];
  readonly tags: readonly Tally[];
  /** The voices that every report of a claim passes, by how many claims. */
  readonly bottlenecks: readonly Tally[];
  /** Who has it from whom: voices, forums passed through. */
  readonly relays: readonly (Tally & { readonly from: string; readonly to: string })[];
  /** The claims that went through the most hands. */
  readonly longest: readonly Tally[];
}

/** Counts what a store holds. Each claim counts once a row. */
export function statsOf(traces: readonly Traced[], { store }: Provenance): Stats {
  const name = (id: string) => nameOfId(store, id);
  const kindOf = (id: string) => store.agents.get(id)?.value.kind;
  const count = (keysOf: (traced: Traced) => string | readonly string[]) =>
    tally(traces, keysOf, name);
  const byStatus = new Map(count(({ status }) => [status]).map((each) => [each.key, each]));
  return {
    claims: traces.length,
    named: traces.filter(({ chain }) => hasNamedSpeaker(chain)).length,
    statuses: STATUSES.map((key) => ({ key, name: key, count: byStatus.get(key)?.count ?? 0 })),
    speakers: count(({ chain }) => [chain.claim.value.speaker]),
    outlets: count((traced) => agentsOf(traced).filter((id) => kindOf(id) === "outlet")),
    forums: count((traced) => agentsOf(traced).filter((id) => kindOf(id) === "forum")),
    years: count(({ chain }) => chain.claim.value.date?.slice(0, 4) ?? []).toSorted((a, b) =>
      compareText(a.key, b.key),
    ),
    tags: count(({ chain }) => chain.claim.value.tags ?? []),
    bottlenecks: count(({ bottlenecks }) => bottlenecks),
    relays: relaysOf(traces.map(({ chain }) => chain)).map(({ from, to, count }) => {
      return { key: `${from} > ${to}`, name: `${name(from)} › ${name(to)}`, count, from, to };
    }),
    longest: traces
      .filter(({ hands }) => hands > 0)
      .map(({ chain, hands }) => ({ key: chain.claim.id, name: chain.claim.id, count: hands }))
      .sort((a, b) => b.count - a.count || compareText(a.key, b.key)),
  };
}

function hasNamedSpeaker({ speaker }: Chain): boolean {
  return speaker?.kind === "agent" && ["person", "organization"].includes(speaker.value.kind);
}

function tally(
  traces: readonly Traced[],
  keysOf: (traced: Traced) => string | readonly string[],
  nameOf: (key: string) => string,
): Tally[] {
  const counts = new Map<string, number>();
  for (const traced of traces) {
    for (const key of new Set([keysOf(traced)].flat())) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([key, count]) => ({ key, name: nameOf(key), count }))
    .sort((a, b) => b.count - a.count || compareText(a.key, b.key));
}

/** The agents of a claim: its speaker, and whoever relays or hosts it. */
function agentsOf({ chain }: Traced): string[] {
  return [chain.claim.value.speaker, ...chain.hops.flatMap(({ agent }) => agent?.id ?? [])];
}

/** Who has it from whom, in how many claims. */
export interface Relaying {
  /** The voice that it was had from, as an id. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Counts who has it from whom: voices, forums passed through, each pair once a claim; the most first. */
export function relaysOf(chains: Iterable<Chain>): Relaying[] {
  const counts = new Map<string, number>();
  for (const chain of chains) {
    for (const [from, to] of handoversOf(chain)) {
      // No id holds a space.
      const pair = `${from} ${to}`;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([a, some], [b, others]) => others - some || compareText(a, b))
    .map(([pair, count]) => {
      const [from, to] = pair.split(" ") as [string, string];
      return { from, to, count };
    });
}
