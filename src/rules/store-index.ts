import type { Entry } from "../store/source.js";
import { entriesOf, type Store } from "../store/store.js";
import { hasSuppressions } from "../store/suppress.js";
import { Twins } from "./twins.js";

/**
 * What rules look up that a store has no map for. A caller that keeps such lists can give its own, so
 * that checking a part of a store needs nothing of the rest.
 */
export interface StoreIndex {
  /** Gives the sound entries of a file. */
  readonly entriesIn: (path: string) => readonly Entry[];
  /**
   * Gives the claims that say what a claim says, itself among them, in the order of the store; none
   * where there is no other.
   */
  readonly twinsOf: (claim: Pick<Entry<"claim">, "id" | "value">) => readonly Entry<"claim">[];
  /** Gives the paths of the files that may hold comments that silence rules. */
  readonly silencing: () => readonly string[];
  /** Gives the agents that are confidential. */
  readonly confidential: () => readonly Entry<"agent">[];
}

/** Makes an index of a store. Each list is made when something of it is first asked for. */
export function indexOf(store: Store): StoreIndex {
  let byFile: ReadonlyMap<string, readonly Entry[]> | undefined;
  let twins: Twins | undefined;
  let silencing: readonly string[] | undefined;
  let secret: readonly Entry<"agent">[] | undefined;
  return {
    entriesIn(path) {
      byFile ??= groupByFile(store);
      return byFile.get(path) ?? [];
    },
    twinsOf(claim) {
      twins ??= new Twins(store);
      return twins.of(claim);
    },
    silencing() {
      silencing ??= store.files.filter(({ text }) => hasSuppressions(text)).map(({ path }) => path);
      return silencing;
    },
    confidential() {
      secret ??= [...store.agents.values()].filter(({ value }) => value.confidential);
      return secret;
    },
  };
}

function groupByFile(store: Store): ReadonlyMap<string, readonly Entry[]> {
  const byFile = new Map<string, Entry[]>();
  for (const entry of entriesOf(store)) {
    const known = byFile.get(entry.file.path);
    if (known) known.push(entry);
    else byFile.set(entry.file.path, [entry]);
  }
  return byFile;
}
