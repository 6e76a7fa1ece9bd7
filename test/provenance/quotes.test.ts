import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { isExcerpt, normalizeQuote, piecesOf, wordDiff } from "../../src/provenance/quotes.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const SPEECH = "We will not leave. The bridge is safe, I am told, and it will stay open.";

describe("what doesn't change the words of a quotation", () => {
  it.each([
    ["composed letters", "Tu\u0308rkiye", "T\u00FCrkiye"],
    ["the shape of double quotation marks", "“a” „b‟ «c» ″", '"a" "b" "c" "'],
    ["the shape of single ones", "‘a’ ‚b‛ ‹c› ′", "'a' 'b' 'c' '"],
    ["the length of dashes", "a – b — c ‑ d − e", "a - b - c - d - e"],
    ["white space", "  a\n\tb\u00A0 c  ", "a b c"],
  ])("%s", (_, text, normalized) => {
    expect(normalizeQuote(text)).toBe(normalized);
  });

  it("is folded once and for all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const once = normalizeQuote(text);
        expect(normalizeQuote(once)).toBe(once);
      }),
    );
  });
});

describe("the pieces of a quotation", () => {
  it.each([
    ["one of each kind of cut", "a … b ... c […] d [...] e (…) f (...) g", [..."abcdefg"]],
    ["white space in a mark", "a [ … ] b ( ... ) c", ["a", "b", "c"]],
    ["cuts at the ends", "… a […]", ["a"]],
    ["more dots than three", "a..... b", ["a", "b"]],
    ["no cut", "One sentence. Another.", ["One sentence. Another."]],
    ["the quotation's own marks", "“a … b”", ["a", "b"]],
    ["nothing but a cut", "[…]", []],
    ["nothing at all", "", []],
  ])("%s", (_, quote, pieces) => {
    expect(piecesOf(quote)).toEqual(pieces);
  });
});

describe("an excerpt", () => {
  it.each([
    ["the whole", SPEECH],
    ["a part", "The bridge is safe"],
    ["a part in marks, with the sentence's stop", "“The bridge is safe.”"],
    ["a capital where a sentence now begins", "It will stay open"],
    ["no capital where one did", "we will not leave"],
    ["parts with a cut between them", "We will not leave […] it will stay open."],
    ["parts that touch", "The bridge … is safe"],
    ["a part that ends in more stops than the text has", "We will not leave!!! […] the bridge"],
    ["nothing but a cut", "[…]"],
  ])("may be %s", (_, quote) => {
    expect(isExcerpt(quote, SPEECH)).toBe(true);
  });

  it.each([
    ["other words", "The bridge is closed"],
    ["words left out without a mark", "The bridge is safe and it will stay open"],
    ["parts in another order", "it will stay open […] We will not leave"],
    ["one part used twice", "The bridge … The bridge"],
    ["a word cut off at its end", "The bridge is saf"],
    ["a word cut off at its start", "ridge is safe"],
    ["more than the text", `${SPEECH} Trust me.`],
  ])("is not %s", (_, quote) => {
    expect(isExcerpt(quote, SPEECH)).toBe(false);
  });

  it("is found where the same letters stand within a word before", () => {
    expect(isExcerpt("art", "Heart, part and art")).toBe(true);
    expect(isExcerpt("art", "Heart, part and party")).toBe(false);
    expect(isExcerpt("a b", "a bb a b")).toBe(true);
  });

  it("keeps to whole words in every script that parts them", () => {
    const persian = "ما پل را باز نگه می‌داریم";
    expect(isExcerpt("پل را باز", persian)).toBe(true);
    expect(isExcerpt("پل را با", persian)).toBe(false);
    expect(isExcerpt("«پل را … می‌داریم»", persian)).toBe(true);
    expect(isExcerpt("הגשר בטוח", "אמרו כי הגשר בטוח לגמרי")).toBe(true);
    expect(isExcerpt("𐐀𐐁", "𐐀𐐁𐐂")).toBe(false);
  });

  it("may begin anywhere in scripts without spaces between words", () => {
    expect(isExcerpt("銀行は安全だ", "大臣は銀行は安全だと述べた")).toBe(true);
    expect(isExcerpt("สะพาน", "เขาว่าสะพานปลอดภัย")).toBe(true);
    expect(isExcerpt("桥不安全", "部长说桥安全")).toBe(false);
  });

  it("is any part of a text by words, with any cuts, in any case", () => {
    const words = fc.array(fc.stringMatching(/^[a-zé]{1,4}[,.]?$/), {
      minLength: 1,
      maxLength: 12,
    });
    const keeps = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
    const cuts = fc.constantFrom(" […] ", " … ", " ... ", " (...) ", "…");
    fc.assert(
      fc.property(words, keeps, cuts, (text, kept, cut) => {
        const runs: string[][] = [[]];
        for (const [index, word] of text.entries()) {
          if (kept[index]) runs.at(-1)!.push(word);
          else runs.push([]);
        }
        const pieces = runs.filter((run) => run.length > 0).map((run) => run.join(" "));
        // Without its marks a stop before a cut reads as a longer mark.
        const quote = pieces.map((piece) => piece.replace(/[.,]+$/, "")).join(cut);
        expect(isExcerpt(quote, text.join(" "))).toBe(true);
        expect(isExcerpt(`“${quote.toUpperCase()}”`, text.join("\n"))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    "a",
    "a ",
    "ab ",
    ".",
    "!x",
    " ",
    "…",
    "“",
    "[",
    "( ",
  ])("is looked for in a time that grows with the text: %j over and over", (piece) => {
    const text = piece.repeat(100_000);
    const started = performance.now();
    isExcerpt(`${text}b`, `${text}c`);
    isExcerpt(text, `${text}${text}x`);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("the difference of two wordings", () => {
  const marked = (from: string, to: string) =>
    wordDiff(from, to)
      .map(({ kind, text }) => ({ same: text, added: `{+${text}+}`, removed: `[-${text}-]` })[kind])
      .join("");

  it("marks the words that went and those that came", () => {
    expect(marked("The repair might cost 50.", "The repair will cost 50.")).toBe(
      "The repair [-might-]{+will+} cost 50",
    );
    expect(marked("It may be safe", "It may not be safe")).toBe("It may {+not +}be safe");
  });

  it("leaves the quotation's marks, its last stop and its case alone", () => {
    expect(wordDiff("“We agree.”", "we agree!")).toEqual([{ kind: "same", text: "we agree" }]);
  });

  it("puts both wordings together again from its pieces", () => {
    const words = fc.array(
      fc.constantFrom(..."the bridge is not safe at all 5 über پل".split(" ")),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(words, words, (from, to) => {
        const parts = wordDiff(from.join(" "), to.join(" "));
        const without = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map(({ text }) => text)
            .join("")
            .trim();
        // Where words that stay stand beside words that went, the space may be either's.
        const spaced = (text: string) => text.replace(/\s+/g, "");
        expect(spaced(without("added"))).toBe(spaced(from.join(" ")));
        expect(spaced(without("removed"))).toBe(spaced(to.join(" ")));
      }),
      { numRuns: 1000 },
    );
  });

  it("is all of one for all of the other where too much changed to tell words apart", () => {
    const wording = (letter: string) =>
      Array.from({ length: 20_000 }, (_, index) => letter + index).join(" ");
    const started = performance.now();
    const parts = wordDiff(wording("a"), wording("b"));
    expect(parts.map(({ kind }) => kind)).toEqual(["removed", "added"]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
