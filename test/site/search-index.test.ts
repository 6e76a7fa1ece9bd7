import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Findable, packIndex, SearchIndex } from "../../src/site/search-index.js";
import { tokensOf } from "../../src/site/tokens.js";

const BLANK: Findable = { text: "", names: "", more: "" };

/** Makes an index of claims, hands it on as a file does, and gives what is found in it. */
async function indexOf(...claims: Partial<Findable>[]) {
  const packed = packIndex(claims.map((claim) => ({ ...BLANK, ...claim })));
  const index = await SearchIndex.open(JSON.parse(JSON.stringify(packed)));
  return (words: string) => index.search(words);
}

const textIndexOf = (...texts: string[]) => indexOf(...texts.map((text) => ({ text })));

const TEXTS = [
  "The minister will raise taxes next year.",
  "Hossein Amir-Abdollahian spoke of 6,000 prisoners.",
  "伊朗与六国达成核协议。",
  "政府は来年の税金を上げると発表した。",
  "รัฐบาลจะขึ้นภาษีในปีหน้า",
  "قال الوزير إنّ الضرائب سترتفع.",
  "정부는 내년에 세금을 올릴 것이다.",
  "Die Straße nach Görlitz ist gesperrt.",
  "__proto__ and constructor are words as any.",
];

describe("a search", async () => {
  const search = await textIndexOf(...TEXTS);

  it.each([
    ["a word", "taxes", [0]],
    ["a beginning", "minis", [0]],
    ["several words in any order", "year minister", [0]],
    ["a name however it is typed", "ABDOLLAHIAN amir", [1]],
    ["a number", "6,000", [1]],
    ["a part of Chinese", "核协", [2]],
    ["one letter of Chinese", "国", [2]],
    ["the last letter of a run", "议", [2]],
    ["letters without their accents", "gorlitz", [7]],
    ["a part of Japanese", "税金", [3]],
    ["a part of Thai", "ภาษี", [4]],
    ["Arabic without its signs", "ان الضرائب", [5]],
    ["a Korean word without its particle", "정부", [6]],
    ["a name of every object", "__proto__", [8]],
    ["another", "constructor", [8]],
  ])("finds %s", (_, words, rows) => {
    const found = search(words);
    expect(found).toEqual({ rows, near: false });
  });

  it.each([
    ["a letter too few", "ministr", [0]],
    ["two in a long word", "abdolahiam", [1]],
    ["two that changed places", "mniister", [0]],
    ["a slip in a beginning", "priosn", [1]],
  ])("forgives %s", (_, words, rows) => {
    expect(search(words)).toEqual({ rows, near: true });
  });

  it.each([
    ["6,001"],
    ["taxi"],
    ["核战"],
    ["minister nowhere"],
    ["Wissenschaft".repeat(30)],
  ])("finds nothing for %s", (words) => {
    expect(search(words)).toEqual({ rows: [], near: false });
  });

  it("looks for nothing as long as nothing is told", () => {
    for (const words of ["", " ", "t", "!?", "😀"]) expect(search(words)).toBeUndefined();
    expect(search("taxes n")).toEqual({ rows: [0], near: false });
  });

  it("gives the best match first, and equals in the order of the store", async () => {
    const find = await indexOf(
      { more: "budget" },
      { text: "budgets" },
      { text: "budget" },
      { names: "budget" },
    );
    expect(find("budget")?.rows).toEqual([2, 3, 1, 0]);
  });

  it("of nothing finds nothing", async () => {
    const find = await indexOf();
    expect(find("taxes")).toEqual({ rows: [], near: false });
  });

  it("takes a book for its first words", () => {
    const book = Array.from({ length: 5000 }, (_, at) => `word${at}`).join(" ");
    expect(search(book)).toEqual({ rows: [], near: false });
  });

  it("finds each text by any part of its words", async () => {
    const unit = fc.constantFrom(..."abcé ßßΣ核协议税金ภาษีقال한국 \u{20bb7}12-", " ");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit, maxLength: 30 }), { maxLength: 8 }),
        async (texts) => {
          const find = await textIndexOf(...texts);
          for (const [row, text] of texts.entries()) {
            for (const token of tokensOf(text)) {
              const found = find(token);
              if (found) expect(found.rows).toContain(row);
            }
            const run = /[核协议税金]+/u.exec(text)?.[0] ?? "";
            for (let at = 0; at < run.length; at++) {
              expect(find(run.slice(at, at + 3))?.rows).toContain(row);
            }
          }
        },
      ),
    );
  });
});
