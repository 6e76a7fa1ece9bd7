import { describe, expect, it } from "vitest";
import { isOtherLanguage, quotationsOf } from "../../src/store/quotations.js";
import { storeOf } from "../support/store.js";

/** The quotations of a claim called `a`: where each stands, and the document that it is to be found in. */
function quotations(claim: string): string[] {
  const store = storeOf(`
agents:
  jane: { name: Jane, kind: person }
  gazette: { name: The Gazette, kind: outlet }
documents:
  speech: { by: jane }
  story: { by: gazette }
claims:
  a: { text: A., ${claim} }
`);
  return quotationsOf(store.claims.get("a")!, store).map(
    ({ path, document, named }) => `${path.join(".")}: ${document?.id ?? `${named} (not there)`}`,
  );
}

describe("quotationsOf finds where the words of a claim are to be found", () => {
  it.each([
    [
      "the speaker's own in the claim's record",
      "speaker: jane, quote: A, in: speech",
      ["quote: speech"],
    ],
    ["a document's own in itself", "speaker: story, quote: A", ["quote: story"]],
    ["unless another is named", "speaker: story, quote: A, in: speech", ["quote: speech"]],
    [
      "a hop's in the document that it is",
      "speaker: jane, relay: [{ via: story, quote: A }]",
      ["relay.0.quote: story"],
    ],
    [
      "a hop's in the document that it names",
      "speaker: jane, relay: [gazette, { via: gazette, id: again, in: story, quote: A }]",
      ["relay.1.quote: story"],
    ],
    ["nowhere, where none is named", "speaker: jane, quote: A", ["quote: undefined (not there)"]],
    [
      "nor one that isn't there",
      "speaker: jane, quote: A, in: diary",
      ["quote: diary (not there)"],
    ],
    ["no paraphrase at all", "speaker: jane, in: speech, relay: [{ via: story, says: A }]", []],
  ])("%s", (_, claim, expected) => {
    expect(quotations(claim)).toEqual(expected);
  });
});

describe("isOtherLanguage compares a quotation's language with its document's", () => {
  it.each([
    ["en", "fr", true],
    ["en", "en", false],
    ["en-GB", "en-US", false],
    ["EN", "en", false],
    [undefined, "en", false],
    ["en", undefined, false],
  ])("%s and %s: %s", (quoted, spoken, expected) => {
    const lang = (tag: string | undefined) => (tag === undefined ? "" : `, lang: ${tag}`);
    const store = storeOf(`
documents: { speech: { title: S${lang(spoken)} } }
claims: { a: { text: A., speaker: speech, quote: A${lang(quoted)} } }
`);
    const [quotation] = quotationsOf(store.claims.get("a")!, store);
    expect(isOtherLanguage(quotation!)).toBe(expected);
  });
});
