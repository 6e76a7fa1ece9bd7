import type { Traced } from "../provenance/provenance.js";
import { nameOfHop, nameOfId, waysOf } from "../provenance/ways.js";
import type { Store } from "../store/store.js";

type Lose = (what: string) => void;

/** Writes a claim's chains: `Speaker › A › B`, with ` | ` between them. */
export function chainText({ chain }: Traced, store: Store, lose: Lose): string {
  const clean = (name: string) => {
    const plain = name.replaceAll("›", ">").replaceAll("|", "/");
    if (plain !== name) lose("a name with › or | in it, which separate the names of a chain");
    return plain;
  };
  const { ways, more } = waysOf(chain);
  if (more) lose(`a claim's chains beyond the first ${ways.length}`);
  const speaker = clean(nameOfId(store, chain.claim.value.speaker));
  const names = chain.hops.map((hop) => clean(nameOfHop(store, hop)));
  return ways.map((way) => [speaker, ...way.map((hop) => names[hop]!)].join(" › ")).join(" | ");
}

/** What chains written as names can't tell. */
const LOOPING = "a chain that goes in a circle: it ends where that closes";
const MEETING = "a hop in which chains meet: each chain has it by itself";
const TWINS = "hops that look alike in a claim's chains: they are one there";
const UNREACHED = "a hop to which no chain leads from the speaker";

/** Counts what the text of a claim's chains doesn't tell of the ways between its hops. */
export function loseWays({ chain }: Traced, store: Store, lose: Lose): void {
  const hopOf = new Map<string, number>();
  const pathOf = new Map<number, string>();
  const lost = new Set<string>();
  for (const way of waysOf(chain).ways) {
    let path = "";
    for (const hop of way) {
      path += ` › ${nameOfHop(store, chain.hops[hop]!)}`;
      if ((hopOf.get(path) ?? hop) !== hop) lost.add(TWINS);
      if ((pathOf.get(hop) ?? path) !== path) lost.add(MEETING);
      hopOf.set(path, hop);
      pathOf.set(hop, path);
    }
    const last = way.at(-1);
    if (last !== undefined && chain.drawnOnBy[last + 1]!.length > 0) lost.add(LOOPING);
  }
  if (pathOf.size < chain.hops.length) lost.add(UNREACHED);
  for (const what of lost) lose(what);
}
