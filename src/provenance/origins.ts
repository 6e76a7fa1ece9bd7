import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import { voiceOf } from "./chain.js";
import { Components } from "./graph.js";
import { compareSources } from "./order.js";

/**
 * Finds the speakers that a claim goes back to. Entries that rest on each other in a circle go back
 * to the same, so it is found once for each strongly connected component, from the ends of all ways
 * backward; entries that rest on one thing share its list.
 *
 * @returns gives the speakers of a claim by id, in the order of the file, and keeps what it found
 */
export function originsOf(store: Store): (claim: Entry<"claim">) => readonly string[] {
  const below = (source: Source): Source[] =>
    (restsOn(source) ?? []).flatMap((id) => store.claims.get(id) ?? store.documents.get(id) ?? []);
  // An entry is known by its id: a store may read it anew each time that it is asked for.
  const components = new Components<string, readonly string[]>(
    (id) => below(sourceOf(store, id)!).map((source) => source.id),
    ({ members: ids, of }) => {
      const lists = new Set<readonly string[]>();
      for (const source of ids.map((id) => sourceOf(store, id)!).sort(compareSources)) {
        if (!restsOn(source)) lists.add([ownOrigin(source, store)]);
        for (const { id } of below(source)) {
          const origins = of(id);
          if (origins) lists.add(origins);
        }
      }
      const [first = [], ...rest] = lists;
      return rest.length === 0 ? first : [...new Set([first, ...rest].flat())];
    },
  );
  return (claim) => {
    if (!restsOn(claim)) return [ownOrigin(claim, store)];
    const sources = below(claim);
    // Most of what a claim is based on rests on nothing: there the search would end before it began.
    if (!sources.some(restsOn)) {
      return [...new Set(sources.map((source) => ownOrigin(source, store)))];
    }
    return store.claims.has(claim.id) ? components.of(claim.id) : [];
  };
}

type Source = Entry<"claim"> | Entry<"document">;

function sourceOf(store: Store, id: string): Source | undefined {
  return store.claims.get(id) ?? store.documents.get(id);
}

function restsOn(entry: Source): readonly string[] | undefined {
  return entry.kind === "claim" ? entry.value["based-on"] : entry.value.cites;
}

function ownOrigin(entry: Source, store: Store): string {
  return entry.kind === "claim" ? entry.value.speaker : voiceOf(entry, store);
}
