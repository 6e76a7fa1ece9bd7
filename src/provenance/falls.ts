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

/** Tells whether a claim or a document was retracted or corrected: a retraction counts before a correction. */
export function fallOf(id: string, store: Store): Fall | undefined {
  const claim = store.claims.get(id);
  if (claim) return takenBack(claim, "retracted", store) ?? takenBack(claim, "corrected", store);
  const document = store.documents.get(id);
  return document && (amended(document, "retracted") ?? amended(document, "corrected"));
}

function amended(document: Entry<"document">, word: Fall["word"]): Fall | undefined {
  const amendment = document.value[word];
  return amendment && { word, at: document, path: [word], date: amendment.date };
}

/** A claim falls by another's word: the last in the store that takes it back. */
function takenBack(target: Entry<"claim">, word: Fall["word"], store: Store): Fall | undefined {
  const relation = word === "corrected" ? "corrects" : "retracts";
  const claim = store.referrersOf(target.id, [relation]).findLast(
    (entry): entry is Entry<"claim"> =>
      entry.kind === "claim" &&
      (entry.value[relation] ?? []).includes(target.id) &&
      // What is dated before its target takes nothing back: `stale-relation` says so.
      !isEarlier(entry.value.date, target.value.date),
  );
  if (!claim) return undefined;
  const index = claim.value[relation]!.lastIndexOf(target.id);
  return { word, at: claim, path: [relation, index], date: claim.value.date };
}

function isEarlier(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return isBefore(parseEdtf(a)!, parseEdtf(b)!);
}
