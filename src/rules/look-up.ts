import { Passages, type QuoteMatch } from "../provenance/passage.js";
import { isOtherLanguage, type Quotation, quotationsOf } from "../store/quotations.js";
import type { SnapshotText } from "../store/snapshot-text.js";
import type { Snapshots } from "../store/snapshots.js";
import type { Entry } from "../store/source.js";
import type { RuleContext } from "./rule.js";

/** What looking quotations up needs: the claims, and what the snapshots hold. */
export type LookUpContext = Pick<RuleContext, "store" | "snapshots"> & {
  readonly scope: { readonly claims: Iterable<Entry<"claim">> };
};

/** A quotation that was looked up in the snapshot of its document. */
export interface LookedUp {
  readonly quotation: Quotation;
  readonly document: Entry<"document">;
  readonly match: QuoteMatch;
}

/**
 * Looks up the quotations of some claims, as far as there is a snapshot in their language that can be
 * searched. Goes from document to document, so that no text is made ready twice for the claims at hand.
 */
export function* lookUp(context: LookUpContext): Generator<LookedUp> {
  for (const quotations of byDocument(context).values()) {
    const document = quotations[0]!.document!;
    const passages = passagesOf(document, context);
    if (!passages) continue;
    for (const quotation of quotations) {
      yield { quotation, document, match: passages.match(quotation.quote) };
    }
  }
}

function byDocument({ scope, store }: LookUpContext): Map<string, Quotation[]> {
  const found = new Map<string, Quotation[]>();
  for (const claim of scope.claims) {
    for (const quotation of quotationsOf(claim, store)) {
      const { document } = quotation;
      if (!document || isOtherLanguage(quotation)) continue;
      const known = found.get(document.id);
      if (known) known.push(quotation);
      else found.set(document.id, [quotation]);
    }
  }
  return found;
}

/** The texts of some documents, made ready; the claims that quote one may be checked far apart. */
interface Shelf {
  readonly ready: Map<string, Passages>;
  /** How many characters they have together. */
  size: number;
}

const SHELVES = new WeakMap<Snapshots, Shelf>();

/** The most characters that are held ready; a longer text is held alone. */
const MOST_READY = 4_000_000;

function passagesOf(document: Entry<"document">, context: LookUpContext): Passages | undefined {
  const { snapshots } = context;
  const text = textOf(document, context);
  if (!snapshots || !text) return undefined;
  const shelf = SHELVES.get(snapshots) ?? { ready: new Map(), size: 0 };
  SHELVES.set(snapshots, shelf);
  const known = shelf.ready.get(document.id);
  if (known) return known;
  if (shelf.size + text.content.length > MOST_READY) {
    shelf.ready.clear();
    shelf.size = 0;
  }
  const passages = new Passages(text.content, { isTypeset: text.kind === "pdf" });
  shelf.ready.set(document.id, passages);
  shelf.size += text.content.length;
  return passages;
}

type Text = Extract<SnapshotText, { readonly content: string }>;

/** The text of a snapshot that has changed isn't read: that it has is reported as such. */
function textOf({ id }: Entry<"document">, { snapshots }: LookUpContext): Text | undefined {
  const snapshot = snapshots?.get(id);
  if (snapshot?.state !== "read" || !snapshot.text || "reason" in snapshot.text) return undefined;
  return snapshot.text;
}
