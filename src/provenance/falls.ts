import { isBefore, parseEdtf } from "../model/edtf.js";
import type { Path } from "../model/references.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";

/** Why a claim or a document no longer stands as it was, and where that is written. */
export interface Fall {
  readonly word: "retracted" | "corrected";
  readonly at: Entry;
  readonly path: Path;
  /** When, where it is said. */
  readonly date: string | undefined;
}

/** Gives what was retracted or corrected, by id: a retraction counts before a correction. */
export function fallsOf(store: Store): ReadonlyMap<string, Fall> {
  const falls = new Map<string, Fall>();
  for (const word of ["corrected", "retracted"] as const) {
    for (const document of store.documents.values()) {
      const amendment = document.value[word];
      if (amendment)
        falls.set(document.id, { word, at: document, path: [word], date: amendment.date });
    }
    const relation = word === "corrected" ? "corrects" : "retracts";
    for (const claim of store.claims.values()) {
      for (const [index, id] of (claim.value[relation] ?? []).entries()) {
        const target = store.claims.get(id);
        // What is dated before its target takes nothing back: `stale-relation` says so.
        if (!target || isEarlier(claim.value.date, target.value.date)) continue;
        falls.set(id, { word, at: claim, path: [relation, index], date: claim.value.date });
      }
    }
  }
  return falls;
}

function isEarlier(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return isBefore(parseEdtf(a)!, parseEdtf(b)!);
}
