import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";

/**
 * Gives one name for each set of agents that `part-of` ties, at any distance, up or down.
 *
 * @returns gives the name by the id of one of them, and keeps what it found
 */
export function ownersOf(store: Store): (voice: string) => string {
  const owners = new Map<string, string>();
  return (voice) => {
    const known = owners.get(voice);
    if (known !== undefined) return known;
    // Ids, not agents: what nothing defines can be the owner of two.
    const tied = new Set([voice]);
    for (const id of tied) {
      const agent = store.agents.get(id);
      for (const owner of agent ? partOf(agent) : []) tied.add(owner);
      for (const part of partsOf(id, store)) tied.add(part);
    }
    for (const id of tied) owners.set(id, voice);
    return voice;
  };
}

function* partsOf(id: string, store: Store): Generator<string> {
  for (const { id: part } of store.referrersOf(id, ["part-of"])) yield part;
}

/** Gives the owners that an agent names. */
export function partOf({ value }: Entry<"agent">): readonly string[] {
  const owners = value["part-of"];
  return owners === undefined ? [] : typeof owners === "string" ? [owners] : owners;
}
