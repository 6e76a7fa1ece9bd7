import type { Entry } from "../store/source.js";
import { entryOf, type Store } from "../store/store.js";
import { type Chain, type ChainHop, FROM_SPEAKER } from "./chain.js";

/** The most chains that are told of one claim: branches that merge again and again double them. */
export const MOST_CHAINS = 1000;

/** A claim's chains: the ways from the speaker to each hop that nothing draws on. */
export interface Ways {
  /** Positions of hops, nearest the speaker first; one empty way where there is no hop to reach. */
  readonly ways: readonly (readonly number[])[];
  /** Whether there are more than {@link MOST_CHAINS}. */
  readonly more: boolean;
}

/** Gives a claim's chains in the order of the file. A way that would enter a loop ends before it closes. */
export function waysOf(chain: Chain): Ways {
  const ways: number[][] = [];
  const way: number[] = [];
  const onWay = new Set<number>();
  const choice = [0];
  // Walks depth first without recursion: `choice` holds, for each node on the way, what is tried next.
  while (choice.length > 0) {
    const node = way.at(-1) ?? FROM_SPEAKER;
    const targets = chain.drawnOnBy[node + 1]!;
    const tried = choice.at(-1)!;
    const open = targets.findIndex((target, index) => index >= tried && !onWay.has(target));
    if (open !== -1) {
      choice[choice.length - 1] = open + 1;
      choice.push(0);
      way.push(targets[open]!);
      onWay.add(targets[open]!);
      continue;
    }
    if (tried === 0) {
      if (ways.length === MOST_CHAINS) return { ways, more: true };
      ways.push([...way]);
    }
    choice.pop();
    onWay.delete(way.pop() ?? FROM_SPEAKER);
  }
  return { ways, more: false };
}

/** Gives a claim's first chain in the order of the file, without looking for the others. */
export function firstWay(chain: Chain): ChainHop[] {
  const way = new Set<number>();
  let node: number | undefined = FROM_SPEAKER;
  while (true) {
    node = chain.drawnOnBy[node + 1]!.find((target) => !way.has(target));
    if (node === undefined) return [...way].map((hop) => chain.hops[hop]!);
    way.add(node);
  }
}

/** Gives a shortest way from the speaker to a hop, the hop included; the hop alone where there is none. */
export function wayTo(chain: Chain, hop: ChainHop): ChainHop[] {
  const next = new Map<number, number>();
  const queue = [hop.index];
  for (const node of queue) {
    for (const source of chain.hops[node]!.from) {
      if (source === FROM_SPEAKER) return follow(chain, next, node);
      if (next.has(source) || source === hop.index) continue;
      next.set(source, node);
      queue.push(source);
    }
  }
  return [hop];
}

function follow(chain: Chain, next: ReadonlyMap<number, number>, start: number): ChainHop[] {
  const way: ChainHop[] = [];
  for (let node: number | undefined = start; node !== undefined; node = next.get(node)) {
    way.push(chain.hops[node]!);
  }
  return way;
}

/** Gives what an entry is called: its name or title, what stands in for one, else its id. */
export function nameOf(entry: Entry): string {
  if (entry.kind === "agent") return entry.value.name ?? entry.value["described-as"] ?? entry.id;
  return (entry.kind === "document" ? entry.value.title : undefined) ?? entry.id;
}

/**
 * Gives what an entry is called in what is shown to others: of a confidential agent no more than how
 * it is described.
 */
export function publicNameOf(entry: Entry): string {
  if (entry.kind !== "agent" || !entry.value.confidential) return nameOf(entry);
  return entry.value["described-as"] ?? "a confidential source";
}

/**
 * Gives what an id stands for: the entry's name, or the id itself where there is no entry.
 *
 * @param name names an entry
 */
export function nameOfId(store: Store, id: string, name = nameOf): string {
  const entry = entryOf(store, id);
  return entry ? name(entry) : id;
}

/** Gives what a hop is called, with a word where it is a gap. */
export function nameOfHop(store: Store, { hop, gap }: ChainHop, name = nameOf): string {
  if (gap === "unknown") return "unknown";
  if (gap === undefined) return nameOfId(store, hop.via, name);
  return `${hop.via} (${store.damaged.has(hop.via) ? "unreadable" : "missing"})`;
}
