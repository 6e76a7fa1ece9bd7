import type { EntryKind } from "../model/entry.js";
import { eachReference, type Reference } from "../model/references.js";
import type { Entry } from "../store/source.js";
import { entryOf, type Store } from "../store/store.js";
import { type Batch, entriesIn } from "./scope.js";

/** A reference that doesn't lead to what may stand there. */
export interface Stray extends Reference {
  /** The entry that makes it. */
  readonly at: Entry;
  /** What has the id, where something sound has. */
  readonly target: Entry | undefined;
}

/**
 * Finds the references to what is missing, of another kind, or a forum where somebody is to speak.
 * Several rules are about these, and nearly all references are none of them: they are looked up once.
 */
export function straysIn(batch: Batch, store: Store): Stray[] {
  const strays: Stray[] = [];
  for (const at of entriesIn(batch)) {
    eachReference(at.kind, at.value as never, (id, field, path) => {
      const target = lookUp(store, id, field.kinds) ?? entryOf(store, id);
      const isMeant = target !== undefined && field.kinds.includes(target.kind);
      if (!isMeant || (field.speaks && isForum(target))) {
        strays.push({ at, id, field, path, target });
      }
    });
  }
  return strays;
}

function lookUp(store: Store, id: string, kinds: readonly EntryKind[]): Entry | undefined {
  for (const kind of kinds) {
    const found = store[SECTION_OF[kind]].get(id);
    if (found) return found;
  }
  return undefined;
}

const SECTION_OF = { agent: "agents", document: "documents", claim: "claims" } as const;

/** Tells whether an entry is a place where things are said, and never a voice. */
export function isForum(entry: Entry): boolean {
  return entry.kind === "agent" && entry.value.kind === "forum";
}
