import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markDiff, Passages, type TextOptions } from "../../src/provenance/passage.js";

const SPEECH =
  "The minister rose. “We might cut taxes — if all goes well — next year,” she said, adding that the well-known plan costs $1,000.50 a head. Nobody clapped.";

/** How a quotation stands to a text: what it is, or how the nearest passage differs. */
function look(text: string, quote: string, options?: TextOptions): string {
  const match = new Passages(text, options).match(quote);
  if (match.kind !== "absent") return match.kind;
  return match.nearest ? markDiff(match.nearest) : `nothing like: ${match.part}`;
}

describe("a quotation is found whatever its", () => {
  it.each([
    ["quotation marks", "“We might cut taxes"],
    ["dashes", "taxes - if all goes well -- next year"],
    ["white space", "if\n  all\u00a0goes\twell"],
    ["capitals", "WE MIGHT CUT TAXES"],
    ["first letter, in brackets", "[w]e might cut taxes"],
    ["punctuation at its ends", "(We might cut taxes.)"],
    ["soft hyphens", "the well-known pl\u00adan"],
    ["characters without width", "Nobody\u200b clapped"],
  ])("%s", (_, quote) => {
    expect(look(SPEECH, quote)).toBe("found");
  });

  it("composition of characters", () => {
    expect(look("Un caf\u00e9 noir", "cafe\u0301 noir")).toBe("found");
  });

  it("lack of anything to find", () => {
    expect(look(SPEECH, "“…”")).toBe("found");
  });
});

describe("in a quotation words may be left out", () => {
  it.each([
    "We might […] next year",
    "We might [...] next year",
    "We might (…) next year",
    "We might … next year",
    "We might... next year",
    "… might cut taxes . . . next year …",
    "We might [under some conditions] cut taxes",
    "We might [sic] cut taxes",
  ])("%s", (quote) => {
    expect(look(SPEECH, quote)).toBe("found");
  });

  it("but what is left keeps its order", () => {
    expect(look(SPEECH, "Nobody clapped … We might cut taxes")).toBe("order");
    expect(look(SPEECH, "We might cut taxes … We might cut taxes")).toBe("order");
  });

  it("and all of it must be there: the part that isn't is told", () => {
    expect(look(SPEECH, "We might cut taxes … and raise pensions in spring")).toBe(
      "nothing like: and raise pensions in spring",
    );
  });
});

describe("a quotation is not found when it differs in", () => {
  it.each([
    ["a word", "We will cut taxes", "We [-might-]{+will+} cut taxes"],
    ["its first word", "They might cut taxes", "[-We-]{+They+} might cut taxes"],
    ["its last word", "We might cut tariffs", "We might cut [-taxes-]{+tariffs+}"],
    ["half a word", "We might cut tax", "We might cut [-taxes-]{+tax+}"],
    ["a word more", "We might also cut taxes", "We might {+also+} cut taxes"],
    ["a word less", "We cut taxes", "We [-might-] cut taxes"],
    ["a number", "costs $1,000.55 a head", "costs $[-1,000.50-]{+1,000.55+} a head"],
    ["a currency", "costs €1,000.50 a head", "costs [-$-]{+€+}1,000.50 a head"],
    ["a mark within it", "cut taxes, if all goes well", "cut taxes [-–-]{+,+} if all goes well"],
    ["a hyphen", "the well known plan", "the well[-–-]known plan"],
  ])("%s", (_, quote, expected) => {
    expect(look(SPEECH, quote)).toBe(expected);
  });

  it("everything: then nothing is shown as near", () => {
    expect(look(SPEECH, "Pensions rise in spring")).toBe("nothing like: Pensions rise in spring");
    expect(look("", "Pensions rise")).toBe("nothing like: Pensions rise");
  });

  it("one word of many: what is about it is shown, and no more", () => {
    const words = Array.from({ length: 500 }, (_, index) => `word${index}`);
    const changed = words.with(250, "slip").join(" ");
    const shown = look(words.join(" "), changed);
    expect(shown).toContain("word249 [-word250-]{+slip+} word251");
    expect(shown.split(" ").length).toBeLessThan(70);
  });
});

describe("scripts that put no spaces between words", () => {
  it.each([
    ["大臣は来年減税すると述べた。", "来年減税する"],
    ["รัฐมนตรีกล่าวว่าจะลดภาษี", "จะลดภาษี"],
  ])("%s holds %s", (text, quote) => {
    expect(look(text, quote)).toBe("found");
  });

  it("show the character that differs", () => {
    expect(look("大臣は来年減税すると述べた。", "来年増税する")).toBe("来年[-減-]{+増+}税する");
  });

  it("can stand beside others", () => {
    expect(look("The 大臣 said: 減税 now", "大臣 said: 減税")).toBe("found");
  });
});

describe("what was typeset", () => {
  const typeset = { isTypeset: true };

  it.each([
    ["breaks words at the ends of lines", "a demo-\ncracy that pays", "a democracy that pays"],
    ["ends lines within words that have a hyphen", "the well-\nknown plan", "the well-known plan"],
    ["joins letters", "the ﬁrst oﬃce", "the first office"],
    [
      "ends pages within sentences",
      "we might\n7\n\f\nThe Gazette\ncut taxes",
      "we might cut taxes",
    ],
    ["sets its own dots", "we might… cut taxes", "we might cut taxes"],
  ])("%s", (_, text, quote) => {
    expect(look(text, quote, typeset)).toBe("found");
  });

  it.each([
    ["a demo-\ncracy", "a democracy"],
    ["we might\n7\n\f\nThe Gazette\ncut taxes", "we might cut taxes"],
  ])("which nothing else does: %j", (text, quote) => {
    expect(look(text, quote)).not.toBe("found");
  });

  it("leaves out no more than the foot and the head of a page", () => {
    const page = `we might\n${"word ".repeat(200)}\n\f\ncut taxes`;
    expect(look(page, "we might cut taxes", typeset)).not.toBe("found");
  });
});

describe("of any text", () => {
  const word = fc.stringMatching(/^[a-z]{1,4}$/);
  const words = fc.array(word, { minLength: 1, maxLength: 60 });

  it("any run of words is found, and so is one with words left out", () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), fc.nat(), (text, a, b, c) => {
        const [start, middle, end] = [a, b, c]
          .map((number) => number % (text.length + 1))
          .sort((x, y) => x - y) as [number, number, number];
        const passages = new Passages(text.join(" "));
        expect(passages.match(text.slice(start, end).join(" ")).kind).toBe("found");
        const cut = `${text.slice(0, start).join(" ")} […] ${text.slice(middle, end).join(" ")}`;
        expect(passages.match(cut).kind).toBe("found");
      }),
    );
  });

  it("a quotation is found exactly when its words stand in it together", () => {
    fc.assert(
      fc.property(words, fc.array(word, { minLength: 1, maxLength: 4 }), (text, quote) => {
        const isIn = text.some((_, at) => quote.every((each, index) => text[at + index] === each));
        const { kind } = new Passages(text.join(" ")).match(quote.join(" "));
        expect(kind).toBe(isIn ? "found" : "absent");
      }),
    );
  });

  it("the difference shown starts from words of the text and ends at the quotation", () => {
    fc.assert(
      fc.property(words, words, (text, quote) => {
        const match = new Passages(text.join(" ")).match(quote.join(" "));
        if (match.kind !== "absent" || !match.nearest) return;
        const side = (left: string) =>
          match
            .nearest!.filter(({ kind }) => kind !== left)
            .map((part) => part.text.trim())
            .filter((part) => part !== "")
            .join(" ");
        expect(` ${text.join(" ")} `).toContain(` ${side("added")} `.replace(/^ {2}$/, " "));
        expect(side("removed")).toBe(quote.join(" "));
      }),
    );
  });
});

describe("ten megabytes of text", () => {
  /** The same words every time, in no order. */
  const words = Array.from({ length: 1_600_000 }, (_, index) =>
    (((index * 2_654_435_761) % 4_294_967_296) % 50_021).toString(36),
  );
  const text = words.join(" ");
  const quote = words.slice(900_000, 900_040);

  it("are searched for a quotation and its nearest passage in seconds", { timeout: 30_000 }, () => {
    const started = performance.now();
    const passages = new Passages(text);
    expect(passages.match(quote.join(" ")).kind).toBe("found");
    const slipped = passages.match(quote.with(20, "slip").join(" "));
    expect(slipped).toMatchObject({ kind: "absent" });
    expect(JSON.stringify(slipped)).toContain(quote[20]);
    // Far more than it takes, and far less than anything but a linear search would.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
