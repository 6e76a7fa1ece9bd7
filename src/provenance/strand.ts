import { type Chain, type ChainHop, FROM_SPEAKER, reachedFrom } from "./chain.js";

/** Gives the hops that are a chain's reports: its ends, in the order of the file. */
export function reportHops(chain: Chain): ChainHop[] {
  const reports = reportsOf(withoutLoops(chain)).sort((a, b) => a - b);
  return reports.map((node) => chain.hops[node]!);
}

/** The part of a chain that counts: acyclic, and reached from the speaker. */
export interface Flow {
  readonly hops: readonly ChainHop[];
  /** The hops that draw on the speaker (first) and on each hop. */
  readonly next: readonly (readonly number[])[];
  /** The hops in an order in which each comes after what it draws on. */
  readonly order: readonly number[];
}

/** Gives the part of a chain that counts. */
export function withoutLoops(chain: Chain): Flow {
  if (chain.loops.length === 0 && drawsBackOnly(chain)) {
    return { hops: chain.hops, next: chain.drawnOnBy, order: [...chain.hops.keys()] };
  }
  const loopOf = new Map<number, number>();
  for (const [loop, members] of chain.loops.entries()) {
    for (const member of members) loopOf.set(member, loop);
  }
  const inOneLoop = (a: number, b: number) => loopOf.has(a) && loopOf.get(a) === loopOf.get(b);
  const next = chain.drawnOnBy.map((targets, node) =>
    targets.filter((target) => !inOneLoop(node - 1, target)),
  );
  const reached = reachedFrom(FROM_SPEAKER, chain.hops.length, (node) => next[node + 1]!);
  const waiting = new Int32Array(chain.hops.length);
  for (const [node, targets] of next.entries()) {
    if (node === 0 || reached[node - 1]) for (const target of targets) waiting[target]! += 1;
  }
  const order: number[] = [];
  const free = [FROM_SPEAKER];
  for (const node of free) {
    if (node !== FROM_SPEAKER) order.push(node);
    for (const target of next[node + 1]!) {
      waiting[target]! -= 1;
      if (waiting[target] === 0) free.push(target);
    }
  }
  return { hops: chain.hops, next, order };
}

/** Tells whether each hop is reached and draws on earlier ones alone: the file's order will do. */
function drawsBackOnly({ hops, reached }: Chain): boolean {
  return hops.every(({ index, from }) => reached[index] && from.every((source) => source < index));
}

/** The voiced hops that no other voiced hop draws on, straight or through hops that are passed. */
export function reportsOf({ hops, next, order }: Flow): number[] {
  const heard = new Array<boolean>(hops.length).fill(false);
  for (const node of order.toReversed()) {
    heard[node] = next[node + 1]!.some(
      (target) => hops[target]!.voice !== undefined || heard[target],
    );
  }
  return order.filter((node) => hops[node]!.voice !== undefined && !heard[node]);
}
