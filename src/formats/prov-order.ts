import { components } from "../provenance/graph.js";

/** What is derived from what, with neither a circle nor a time that runs backwards. */
export interface Order {
  /** Gives what a node is derived from, without what would close a circle. */
  readonly sources: (node: number) => readonly number[];
  /** Gives when a node came to be, unless that is before something that it is derived from. */
  readonly moment: (node: number) => number | undefined;
  /** Gives the moment before which a node can't have come to be: its own, or a source's at any distance. */
  readonly earliest: (node: number) => number;
}

/** What may have to give way for {@link orderOf}. */
export interface Unordered {
  readonly size: number;
  /** Gives what a node is derived from. */
  readonly sources: (node: number) => readonly number[];
  /** Gives when it came to be, in milliseconds, where that is known to the moment. */
  readonly moment: (node: number) => number | undefined;
  /** Gives the moment before which it can't have come to be, whatever its sources here. */
  readonly earliest?: (node: number) => number;
}

/** What is lost in a circle, and where a time runs backwards. */
export const CIRCLE = "a derivation that is part of a circle: left out";
export const BACKWARDS = "a time before that of what it draws on: kept as a date, not as PROV time";

/**
 * Orders what is derived from each other as PROV-CONSTRAINTS wants it (constraint 42: what is derived comes
 * strictly later): between the members of one circle no derivation stays, since none of them is the wrong
 * one more than another.
 */
export function orderOf(
  { size, sources, moment, earliest = () => Number.NEGATIVE_INFINITY }: Unordered,
  lose: (what: string) => void,
): Order {
  const circle = components({ size, successors: sources });
  // A component's number is greater than those of what it leads to: sources come first.
  const nodes = Array.from({ length: size }, (_, node) => node).sort(
    (a, b) => circle[a]! - circle[b]!,
  );
  const floors = new Float64Array(size);
  const late = new Set<number>();
  const kept = (node: number) => sources(node).filter((from) => circle[from] !== circle[node]);
  for (const node of nodes) {
    const all = sources(node);
    const from = kept(node);
    for (let cut = from.length; cut < all.length; cut++) lose(CIRCLE);
    const floor = from.reduce((most, each) => Math.max(most, floors[each]!), earliest(node));
    const own = moment(node);
    if (own !== undefined && own < floor) {
      late.add(node);
      lose(BACKWARDS);
    }
    floors[node] = Math.max(floor, own ?? floor);
  }
  return {
    sources: kept,
    moment: (node) => (late.has(node) ? undefined : moment(node)),
    earliest: (node) => floors[node]!,
  };
}
