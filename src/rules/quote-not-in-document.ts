import { markDiff, Passages } from "../provenance/passage.js";
import { isOtherLanguage, type Quotation, quotationsOf } from "../store/quotations.js";
import type { SnapshotText } from "../store/snapshot-text.js";
import type { Entry } from "../store/source.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** What is quoted must be there. */
export const quoteNotInDocument: Rule = {
  name: "quote-not-in-document",
  tier: "meaning",
  severity: "error",
  summary: "a quotation whose words don't stand in the snapshot of its document",
  why: "Quotation marks promise that the document says so. A quotation that isn't there was invented, misremembered, taken from somewhere else, or taken from a page that was changed since; the first thing a fact-checker does is to look it up.",
  check: findAbsent,
};

type Text = Extract<SnapshotText, { readonly content: string }>;

/** Goes from document to document, so that no more than one text is held ready at a time. */
function* findAbsent(context: RuleContext): Generator<Finding> {
  for (const [document, quotations] of byDocument(context)) {
    const text = textOf(document, context);
    if (!text) continue;
    const passages = new Passages(text.content, { isTypeset: text.kind === "pdf" });
    for (const quotation of quotations) yield* compare(quotation, document, passages);
  }
}

function byDocument({ scope, store }: RuleContext): Map<Entry<"document">, Quotation[]> {
  const found = new Map<Entry<"document">, Quotation[]>();
  for (const claim of scope.claims) {
    for (const quotation of quotationsOf(claim, store)) {
      const { document } = quotation;
      if (!document || isOtherLanguage(quotation)) continue;
      const known = found.get(document);
      if (known) known.push(quotation);
      else found.set(document, [quotation]);
    }
  }
  return found;
}

/** The text of a snapshot that has changed isn't read: that it has is reported as such. */
function textOf({ id }: Entry<"document">, { snapshots }: RuleContext): Text | undefined {
  const snapshot = snapshots?.get(id);
  if (snapshot?.state !== "read" || !snapshot.text || "reason" in snapshot.text) return undefined;
  return snapshot.text;
}

function* compare(
  { claim, path, quote }: Quotation,
  document: Entry<"document">,
  passages: Passages,
): Generator<Finding> {
  const match = passages.match(quote);
  if (match.kind === "found") return;
  const finding = {
    at: claim,
    path,
    related: [{ at: document, path: ["file"], message: "looked up here" }],
  };
  if (match.kind === "order") {
    yield {
      ...finding,
      message: `the parts of this quotation stand in \`${document.id}\` in another order`,
      help: "quote them in the order in which they were said, or as quotations of their own",
    };
    return;
  }
  yield {
    ...finding,
    message: `this quotation isn't in \`${document.id}\``,
    notes: [
      match.nearest
        ? `nearest passage: ${markDiff(match.nearest)}`
        : `nothing like it stands there: ${match.part}`,
    ],
    help: "quote the very words, with `[…]` where some are left out; a paraphrase belongs in `says` or `text`",
  };
}
