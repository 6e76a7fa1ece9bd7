import { UNKNOWN } from "../model/ids.js";
import { nameOf } from "../provenance/ways.js";
import { entryOf, type Store } from "../store/store.js";

/** Whoever speaks or passes on, as plain data: all that a link to it needs, in Node and in a browser. */
export interface Party {
  readonly id: string;
  /** What it is called; absent where the id stands for nothing. */
  readonly name?: string;
  readonly kind: "agent" | "forum" | "document" | "claim" | "unknown" | "missing" | "unreadable";
}

/** Tells who an id of a store stands for. */
export function partyOf(store: Store, id: string): Party {
  const entry = entryOf(store, id);
  if (entry) {
    const isForum = entry.kind === "agent" && entry.value.kind === "forum";
    return { id, name: nameOf(entry), kind: isForum ? "forum" : entry.kind };
  }
  if (id === UNKNOWN) return { id, kind: "unknown" };
  return { id, kind: store.damaged.has(id) ? "unreadable" : "missing" };
}
