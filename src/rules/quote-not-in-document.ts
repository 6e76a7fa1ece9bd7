import { markDiff, Passages } from "../provenance/passage.js";
import { isOtherLanguage, type Quotation, quotationsOf } from "../store/quotations.js";
import type { SnapshotText } from "../store/snapshot-text.js";
import type { Snapshots } from "../store/snapshots.js";
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

/** Goes from document to document, so that no text is made ready twice for the claims at hand. */
function* findAbsent(context: RuleContext): Generator<Finding> {
  for (const quotations of byDocument(context).values()) {
    const document = quotations[0]!.document!;
    const passages = passagesOf(document, context);
    if (!passages) continue;
    for (const quotation of quotations) yield* compare(quotation, document, passages);
  }
}

function byDocument({ scope, store }: RuleContext): Map<string, Quotation[]> {
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

function passagesOf(document: Entry<"document">, context: RuleContext): Passages | undefined {
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
