import { type ChainHop, FROM_SPEAKER } from "./chain.js";
import type { Flow } from "./strand.js";

/**
 * The voices that dominate all reports. Where a voice stands at one hop, that hop is a dominator of
 * them all; where it stands at several, it is one when, with its hops closed, no report can be heard.
 * Only voices on one way at all can stand on every way.
 */
export function bottlenecksOf(flow: Flow, reports: readonly number[]): string[] {
  const ends = new Set(reports);
  const dominators = dominatorsOf(flow, reports);
  const hopsOf = new Map<string, number>();
  for (const { voice, gap } of flow.hops) {
    if (voice !== undefined && gap !== "unknown") hopsOf.set(voice, (hopsOf.get(voice) ?? 0) + 1);
  }
  const found: string[] = [];
  const tried = new Set<string>();
  for (const node of anyWay(flow, ends)) {
    const { voice, gap } = flow.hops[node]!;
    if (voice === undefined || (gap !== "unknown" && tried.has(voice))) continue;
    tried.add(voice);
    const isAlone = gap === "unknown" || hopsOf.get(voice) === 1;
    const isClosed = (hop: ChainHop) => hop.voice === voice && hop.gap !== "unknown";
    if (isAlone ? dominators.has(node) : !reachesEnd(flow, ends, isClosed)) found.push(voice);
  }
  return found;
}

/**
 * The hops on every way from the speaker to every report: each node's nearest dominator is where the
 * dominators of all that it draws on meet (Cooper, Harvey & Kennedy 2001; one pass, since the graph
 * has no circles).
 */
function dominatorsOf({ hops, next, order }: Flow, reports: readonly number[]): Set<number> {
  const nearest = new Int32Array(hops.length).fill(FROM_SPEAKER);
  const depth = new Int32Array(hops.length);
  const isSeen = new Array<boolean>(hops.length).fill(false);
  const meet = (one: number, other: number): number => {
    let [a, b] = [one, other];
    while (a !== b) {
      if (b === FROM_SPEAKER || (a !== FROM_SPEAKER && depth[a]! >= depth[b]!)) a = nearest[a]!;
      else b = nearest[b]!;
    }
    return a;
  };
  for (const node of [FROM_SPEAKER, ...order]) {
    if (node !== FROM_SPEAKER) {
      const above = nearest[node]!;
      depth[node] = above === FROM_SPEAKER ? 0 : depth[above]! + 1;
    }
    for (const target of next[node + 1]!) {
      nearest[target] = isSeen[target] ? meet(nearest[target]!, node) : node;
      isSeen[target] = true;
    }
  }
  const found = new Set<number>();
  for (let node = reports.reduce(meet); node !== FROM_SPEAKER; node = nearest[node]!)
    found.add(node);
  return found;
}

/** The hops on some way from the speaker to a report, the report left out. */
function anyWay({ next }: Flow, ends: ReadonlySet<number>): number[] {
  const cameFrom = new Map<number, number>();
  const queue = [FROM_SPEAKER];
  for (const node of queue) {
    for (const target of next[node + 1]!) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
      if (!ends.has(target)) continue;
      const way: number[] = [];
      for (let at = node; at !== FROM_SPEAKER; at = cameFrom.get(at)!) way.push(at);
      return way.reverse();
    }
  }
  return [];
}

function reachesEnd(
  { hops, next }: Flow,
  ends: ReadonlySet<number>,
  isClosed: (hop: ChainHop) => boolean,
): boolean {
  const seen = new Set<number>();
  const queue = [FROM_SPEAKER];
  for (const node of queue) {
    for (const target of next[node + 1]!) {
      if (ends.has(target)) return true;
      if (seen.has(target) || isClosed(hops[target]!)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return false;
}
