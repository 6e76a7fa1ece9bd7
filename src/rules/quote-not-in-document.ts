import { markDiff } from "../provenance/passage.js";
import { type LookedUp, lookUp } from "./look-up.js";
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

function* findAbsent(context: RuleContext): Generator<Finding> {
  for (const looked of lookUp(context)) yield* findingOf(looked);
}

function* findingOf({ quotation: { claim, path }, document, match }: LookedUp): Generator<Finding> {
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
