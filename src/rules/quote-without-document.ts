import { isOtherLanguage, type Quotation, quotationsOf } from "../store/quotations.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A quotation that nobody can look up is hearsay in quotation marks. */
export const quoteWithoutDocument: Rule = {
  name: "quote-without-document",
  tier: "meaning",
  severity: "warning",
  summary: "a quotation with nothing to check it against: no document, or no snapshot of it",
  why: "Whoever quotes must be able to show where the words stand. Without the document the quotation rests on the recorder's word; without a snapshot, on a page that can change or go: more than a third of the pages of 2013 were gone in 2023 (Pew Research Center, 2024).",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
documents:
  the-story: { by: the-gazette }
claims:
  tax-cut:
    text: Taxes may fall next year.
    speaker: jane-doe
    quote: We might cut taxes next year.
    relay: [the-story]
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
documents:
  the-story: { by: the-gazette }
  the-speech: { by: jane-doe, kind: transcript, file: snapshots/the-speech.txt }
claims:
  tax-cut:
    text: Taxes may fall next year.
    speaker: jane-doe
    quote: We might cut taxes next year.
    in: the-speech
    relay: [the-story]
`,
  },
  check: findUncheckable,
};

function* findUncheckable(context: RuleContext): Generator<Finding> {
  for (const claim of context.scope.claims) {
    for (const quotation of quotationsOf(claim, context.store)) {
      const finding = reasonOf(quotation, context);
      if (finding) yield { at: claim, path: quotation.path, ...finding };
    }
  }
}

type Reason = Pick<Finding, "message" | "help" | "related">;

function reasonOf(quotation: Quotation, { snapshots }: RuleContext): Reason | undefined {
  const { named, document, path, lang } = quotation;
  if (named === undefined) {
    return {
      message: "nothing says in which document this quotation stands",
      help: `name it in ${path.length === 1 ? "the claim's" : "the hop's"} \`in\``,
    };
  }
  // What names a document that isn't to be had is reported where it stands.
  if (!document) return undefined;
  const { id, value } = document;
  const related = [{ at: document, message: "the document" }];
  if (value.file === undefined) {
    return {
      message: `there is no snapshot of \`${id}\` to check this quotation against`,
      related,
      help: `\`claims snapshot ${id} FILE\` takes a copy into the store`,
    };
  }
  if (isOtherLanguage(quotation)) {
    return {
      message: `this quotation can't be checked: it is in \`${lang}\`, and \`${id}\` in \`${value.lang}\``,
      related,
      help: "name the document that holds the words themselves, or correct the `lang` of one of the two",
    };
  }
  const snapshot = snapshots?.get(id);
  if (snapshot?.state !== "read" || !snapshot.text || !("reason" in snapshot.text))
    return undefined;
  return {
    message: `this quotation can't be checked against \`${value.file}\`: ${snapshot.text.reason}`,
    related,
    help: "compare it by eye; a copy as text, HTML or a PDF with text in it can be checked",
  };
}
