import fc from "fast-check";
import stringWidth from "string-width";
import { beforeAll, describe, expect, it } from "vitest";
import {
  count,
  keepEnd,
  laidOut,
  loadWidths,
  oneLine,
  pad,
  safe,
  truncate,
  visible,
  width,
  wrap,
} from "../../src/terminal/text.js";

/** What a terminal acts on, or shows other than it is. */
const OBEYED = /[\x00-\x1F\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]/;

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({
    unit: fc.constantFrom(
      "a",
      " ",
      "日",
      "e\u0301",
      "👩‍👩‍👧",
      "🇮🇷",
      "\u202e",
      "\x1b[31m",
      "\n",
      "\ud83d",
      "ﷺ",
    ),
  }),
);

const graphemes = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map(
    ({ segment }) => segment,
  );

describe("visible shows what no page may hold", () => {
  it.each([
    ["one line\nand\tanother", "one line\nand\tanother"],
    ["NUL \0, ESC \x1b[31m, C1 \x85, CR \r\n", "NUL \\x00, ESC \\x1b[31m, C1 \\x85, CR \\r\n"],
    ["photo \u202egnp.exe", "photo \\u202egnp.exe"],
    ["half \ud83d, whole 🙂, שלום \u200f", "half \\ud83d, whole 🙂, שלום \u200f"],
  ])("%j as %j", (text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it("and nothing else", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(visible(text.replace(/[\n\t]/g, ""))).toBe(safe(text.replace(/[\n\t]/g, "")));
      }),
    );
  });
});

describe("safe shows what a terminal would obey", () => {
  it.each([
    ["\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"],
    ["a\nb\rc\td", "a\\nb\\rc\\td"],
    ["\x00\x07\x7f\x9b", "\\x00\\x07\\x7f\\x9b"],
    ["abc\u202ecba", "abc\\u202ecba"],
    ["a\u2066b\u2069", "a\\u2066b\\u2069"],
    ["\u2028", "\\u2028"],
    ["half \ud83d of a pair", "half \\ud83d of a pair"],
    ["👍 日本 é \u200f", "👍 日本 é \u200f"],
  ])("%j as %j", (text, expected) => {
    expect(safe(text)).toBe(expected);
  });

  it("whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(safe(text)).not.toMatch(OBEYED);
        expect(oneLine(text)).not.toMatch(OBEYED);
        expect(safe(text)).not.toMatch(/\p{Surrogate}/u);
        expect(safe(safe(text))).toBe(safe(text));
      }),
    );
  });
});

describe("oneLine", () => {
  it("folds line breaks and what is around into spaces", () => {
    expect(oneLine("\n one\r\n\ttwo\nthree \n")).toBe("one two three");
  });

  it("shows other control characters", () => {
    expect(oneLine("a\x1b[2Jb")).toBe("a\\x1b[2Jb");
  });
});

describe("what is laid out in columns", () => {
  it("is made again once the widths are known that it asks for", async () => {
    let rounds = 0;
    const print = (text: string) => () => {
      rounds++;
      return [String(width(text))];
    };
    expect([await laidOut(print("Zoë › “Łódź”")), rounds]).toEqual([["12"], 1]);
    expect([await laidOut(print("日本")), rounds]).toEqual([["4"], 3]);
    expect([await laidOut(print("日本")), rounds]).toEqual([["4"], 4]);
  });
});

describe("width counts the columns of a terminal", () => {
  beforeAll(loadWidths);

  it.each([
    ["", 0],
    ["abc", 3],
    ["日本", 4],
    ["e\u0301", 1],
    ["👩‍👩‍👧", 2],
    ["🇮🇷", 2],
    ["a\u200db", 2],
  ])("%j: %d", (text, columns) => {
    expect(width(text)).toBe(columns);
  });

  it("of Latin, Greek, Cyrillic and signs as the library does", () => {
    for (let code = 0x20; code < 0x2800; code++) {
      const text = `${String.fromCharCode(code)}a`;
      expect([text, width(text)]).toEqual([text, stringWidth(text)]);
    }
  });
});

describe("pad", () => {
  it.each([
    ["ab", 4, "ab  "],
    ["日", 4, "日  "],
    ["abcde", 4, "abcde"],
    ["", 2, "  "],
  ])("%j to %d: %j", (text, columns, expected) => {
    expect(pad(text, columns)).toBe(expected);
  });
});

describe("truncate", () => {
  it.each([
    ["abcdef", 6, "abcdef"],
    ["abcdef", 5, "abcd…"],
    ["日本語", 5, "日本…"],
    ["日本語", 4, "日…"],
    ["one two", 5, "one…"],
    ["abc", 1, "…"],
    ["abc", 0, ""],
    ["", 0, ""],
    ["👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"],
  ])("%j to %d: %j", (text, columns, expected) => {
    expect(truncate(text, columns)).toBe(expected);
  });

  it("cuts with another mark where one is given", () => {
    expect(truncate("abcdef", 5, "...")).toBe("ab...");
    expect(truncate("abcdef", 2, "...")).toBe("");
  });
});

describe("keepEnd", () => {
  it.each([
    ["abcdef", 6, "abcdef"],
    ["abcdef", 4, "…def"],
    ["日本語", 4, "…語"],
    ["e\u0301e\u0301e\u0301", 2, "…e\u0301"],
  ])("%j to %d: %j", (text, columns, expected) => {
    expect(keepEnd(text, columns)).toBe(expected);
  });
});

describe("a text that is cut", () => {
  const columns = fc.integer({ min: 1, max: 12 });

  it("takes no more columns than there are", () => {
    fc.assert(
      fc.property(anyText.map(safe), columns, (text, room) => {
        expect(width(truncate(text, room))).toBeLessThanOrEqual(room);
        expect(width(keepEnd(text, room))).toBeLessThanOrEqual(room);
        expect(width(pad(truncate(text, room), room))).toBe(room);
      }),
    );
  });

  it("is never cut inside a character", () => {
    const unit = fc.constantFrom("a", "日", "e\u0301", "👩‍👩‍👧", "👍🏽", "x");
    fc.assert(
      fc.property(fc.string({ unit }), columns, (text, room) => {
        const whole = graphemes(text);
        const head = graphemes(truncate(text, room).replace(/…$/, ""));
        const tail = graphemes(keepEnd(text, room).replace(/^…/, ""));
        expect(whole.slice(0, head.length)).toEqual(head);
        expect(whole.slice(whole.length - tail.length)).toEqual(tail);
      }),
    );
  });
});

describe("wrap breaks between words", () => {
  it.each([
    ["one two three", 8, ["one two", "three"]],
    ["one two", 7, ["one two"]],
    ["averylongword x", 5, ["averylongword", "x"]],
    ["日本 語", 5, ["日本", "語"]],
    ["", 5, [""]],
  ])("%j to %d: %j", (text, columns, expected) => {
    expect(wrap(text, columns)).toEqual(expected);
  });

  it("loses no word, and overflows for no two", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 20 }), (texts, columns) => {
        const lines = wrap(texts.join(" "), columns);
        expect(lines.join(" ")).toBe(texts.join(" "));
        for (const line of lines) {
          if (line.includes(" ")) expect(line.length).toBeLessThanOrEqual(columns);
        }
      }),
    );
  });
});

describe("count", () => {
  it.each([
    [0, "0 claims"],
    [1, "1 claim"],
    [2, "2 claims"],
  ])("%d", (number, expected) => {
    expect(count(number, "claim")).toBe(expected);
  });

  it("takes a plural that isn't made with s", () => {
    expect(count(2, "entry", "entries")).toBe("2 entries");
  });
});
