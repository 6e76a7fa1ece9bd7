import { describe, expect, it } from "vitest";
import {
  countryName,
  languageName,
  sameAsAddress,
  workSentences,
} from "../../src/site/agent-words.js";

describe("what is known of an agent, in a sentence", () => {
  it.each([
    [0, 0, 0, "No claim in the store was made or passed on by them."],
    [1, 0, 0, "They made 1 claim, and passed on none that others made."],
    [0, 1, 0, "They passed on 1 claim that somebody else made, and made none themselves."],
    [4, 1, 0, "They made 4 claims, and passed on 1 that somebody else made."],
    [
      4,
      3,
      2,
      "They made 4 claims, and passed on 3 that others made. Of what they passed on, 2 are known to us only through them.",
    ],
    [
      0,
      1200,
      1,
      "They passed on 1,200 claims that others made, and made none themselves. Of what they passed on, 1 is known to us only through them.",
    ],
    [
      1,
      2,
      2,
      "They made 1 claim, and passed on 2 that others made. What they passed on is known to us only through them.",
    ],
  ])("made %i, passed on %i, %i of them alone", (made, relayed, alone, sentence) => {
    expect(workSentences("person", { made, relayed, alone })).toBe(sentence);
  });

  it("speaks of an outlet as of a thing", () => {
    expect(workSentences("outlet", { made: 0, relayed: 2, alone: 2 })).toBe(
      "It passed on 2 claims that others made, and made none itself. What it passed on is known to us only through it.",
    );
  });

  it.each([
    [0, /The store has no claim that was made there\.$/],
    [1, /1 claim was made or passed on there\.$/],
    [2, /2 claims were made or passed on there\.$/],
  ])("says of a forum that it is a place, with %i claims", (relayed, end) => {
    const sentences = workSentences("forum", { made: 0, relayed, alone: 0 });
    expect(sentences).toMatch(/^A place where things are said, and not a voice/);
    expect(sentences).toMatch(end);
  });
});

it("names countries and languages, and gives the code of those that have no name", () => {
  expect([countryName("LB"), countryName("QX"), countryName("ZZ")]).toEqual([
    "Lebanon",
    "QX",
    "ZZ",
  ]);
  expect([languageName("fa"), languageName("qqq")]).toEqual(["Persian", "qqq"]);
});

it("finds what is the same elsewhere, on Wikidata by its number", () => {
  expect(sameAsAddress("Q794")).toBe("https://www.wikidata.org/wiki/Q794");
  expect(sameAsAddress("https://example.org/Q794")).toBe("https://example.org/Q794");
});
