import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import { voiceOf } from "./chain.js";
import { components } from "./graph.js";

/**
 * Finds the speakers that each claim and document goes back to. Entries that rest on each other in
 * a circle go back to the same, so it is found once for each strongly connected component, from
 * the ends of all ways backward; entries that rest on one thing share its list.
 *
 * @returns gives the speakers by the entry's id, in the order of the file; empty for other ids
 */
export function originsOf(store: Store): (id: string) => readonly string[] {
  const entries = [...store.claims.values(), ...store.documents.values()];
  const position = new Map(entries.map(({ id }, node) => [id, node]));
  const below = entries.map((entry) => restsOn(entry)?.flatMap((id) => position.get(id) ?? []));
  const component = components({ size: entries.length, successors: (node) => below[node] ?? [] });
  const members: number[][] = [];
  for (const node of entries.keys()) {
    members[component[node]!] ??= [];
    members[component[node]!]!.push(node);
  }
  const found: (readonly string[])[] = [];
  for (const [current, nodes] of members.entries()) {
    const lists = new Set<readonly string[]>();
    for (const node of nodes) {
      const deeper = below[node];
      if (!deeper) lists.add([ownOrigin(entries[node]!, store)]);
      for (const next of deeper ?? []) {
        if (component[next] !== current) lists.add(found[component[next]!]!);
      }
    }
    const [first = [], ...rest] = lists;
    found.push(rest.length === 0 ? first : [...new Set([first, ...rest].flat())]);
  }
  return (id) => {
    const node = position.get(id);
    return node === undefined ? [] : found[component[node]!]!;
  };
}

function restsOn(entry: Entry<"claim"> | Entry<"document">): readonly string[] | undefined {
  return entry.kind === "claim" ? entry.value["based-on"] : entry.value.cites;
}

function ownOrigin(entry: Entry<"claim"> | Entry<"document">, store: Store): string {
  return entry.kind === "claim" ? entry.value.speaker : voiceOf(entry, store);
}
