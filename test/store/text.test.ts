import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codePointName, decodeText, LineIndex } from "../../src/store/text.js";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...utf8(part)] : part)));

/** What is wrong with some bytes: each rule, and the text that it marks. */
function faults(content: Uint8Array): [string, string][] {
  const { text, problems } = decodeText(content);
  return problems.map(({ rule, start, end }) => [rule, text.slice(start, end)]);
}

describe("decodeText reads UTF-8", () => {
  it.each([
    "",
    "claims:\n",
    "é 日本 👩‍👩‍👧 \u{10FFFF}",
    "tab\tand\r\nline ends\n",
    "\u00a0\u2028",
  ])("%j", (text) => {
    expect(decodeText(utf8(text))).toEqual({ text, problems: [] });
  });

  it("drops a byte order mark", () => {
    expect(decodeText(bytes([0xef, 0xbb, 0xbf], "claims:"))).toEqual({
      text: "claims:",
      problems: [],
    });
  });

  it("leaves a U+FFFD that somebody wrote", () => {
    expect(decodeText(utf8("a\ufffdb"))).toEqual({ text: "a\ufffdb", problems: [] });
  });
});

describe("what is no UTF-8", () => {
  it("is reported at the first bad byte, and the rest is kept", () => {
    expect(decodeText(bytes("é: x", [0xe9], "y"))).toEqual({
      text: "é: x\ufffdy",
      problems: [
        {
          rule: "not-utf8",
          message: "the file is not UTF-8: a byte here belongs to no character",
          help: "save the file as UTF-8",
          start: 4,
          end: 5,
        },
      ],
    });
  });

  it.each([
    ["after a byte order mark", bytes([0xef, 0xbb, 0xbf], "ab", [0xff], "c"), 2],
    ["after a U+FFFD that somebody wrote", bytes("a\ufffdb", [0xc3], "c"), 3],
    ["after a character of two units", bytes("👍", [0x80], "c"), 2],
    ["at the end", bytes("ab", [0xf0, 0x9f]), 2],
    ["an encoded surrogate", bytes("a", [0xed, 0xa0, 0x80]), 1],
    ["a byte that is too long a way to write a slash", bytes("a", [0xc0, 0xaf]), 1],
  ])("%s", (_, content, start) => {
    const { problems } = decodeText(content);
    expect(problems.map((problem) => [problem.rule, problem.start])).toEqual([["not-utf8", start]]);
  });

  it.each([
    ["little endian", bytes([0xff, 0xfe, 0x63, 0, 0x6c, 0])],
    ["big endian", bytes([0xfe, 0xff, 0, 0x63, 0, 0x6c])],
  ])("UTF-16, %s, is named as such", (_, content) => {
    const { text, problems } = decodeText(content);
    expect(text).toBe("");
    expect(problems.map(({ message }) => message)).toEqual(["the file is UTF-16, not UTF-8"]);
  });
});

describe("control characters", () => {
  it("are reported one by one, and replaced so that offsets hold", () => {
    const { text, problems } = decodeText(utf8("a\x1b[31mb\x00c\x85d\x7f"));
    expect(text).toBe("a\ufffd[31mb\ufffdc\x85d\ufffd");
    expect(problems.map(({ message, start }) => [message, start])).toEqual([
      ["the control character U+001B can't stand in YAML", 1],
      ["the control character U+0000 can't stand in YAML", 7],
      ["the control character U+007F can't stand in YAML", 11],
    ]);
  });

  it("are those that YAML 1.2 keeps out, and no others", () => {
    const allowed = new Set(["\t", "\n", "\r", "\x85"]);
    for (let code = 0; code < 0x100; code++) {
      const character = String.fromCharCode(code);
      const isControl = code < 0x20 || (code >= 0x7f && code <= 0x9f);
      const isRefused = decodeText(utf8(character)).problems.length > 0;
      expect([code, isRefused]).toEqual([code, isControl && !allowed.has(character)]);
    }
  });

  it("up to a hundred are slips, more are no text", () => {
    expect(faults(utf8("\x01".repeat(100)))).toHaveLength(100);
    const { text, problems } = decodeText(utf8(`claims:\n${"\x01".repeat(101)}`));
    expect(text).toBe("");
    expect(problems.map(({ rule, message }) => [rule, message])).toEqual([
      ["not-utf8", "the file is not text"],
    ]);
  });

  it("never outlast decoding, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (content) => {
        const { text, problems } = decodeText(content);
        expect(text).not.toMatch(/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F]/);
        for (const { start, end } of problems) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(Math.max(text.length, 1));
        }
      }),
    );
  });
});

describe("codePointName", () => {
  it.each([
    ["\x1b", "U+001B"],
    ["\u202e", "U+202E"],
    ["👍", "U+1F44D"],
  ])("%j is %s", (character, name) => {
    expect(codePointName(character)).toBe(name);
  });
});

describe("LineIndex", () => {
  it("counts lines and columns from 1", () => {
    const lines = new LineIndex("ab\ncd\r\n\nx");
    expect(lines.position(0)).toEqual({ line: 1, column: 1 });
    expect(lines.position(2)).toEqual({ line: 1, column: 3 });
    expect(lines.position(3)).toEqual({ line: 2, column: 1 });
    expect(lines.position(8)).toEqual({ line: 4, column: 1 });
    expect(lines.position(9)).toEqual({ line: 4, column: 2 });
  });

  it("gives a line without its end, and nothing for a line that isn't", () => {
    const lines = new LineIndex("ab\ncd\r\n\nx");
    expect([0, 1, 2, 3, 4, 5].map((line) => lines.line(line))).toEqual([
      "",
      "ab",
      "cd",
      "",
      "x",
      "",
    ]);
  });

  it("agrees with counting by hand", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "日", "👍", "\n", "\r\n", "\t") });
    fc.assert(
      fc.property(text, (source) => {
        const index = new LineIndex(source);
        for (let offset = 0; offset <= source.length; offset++) {
          const ahead = source.slice(0, offset).split("\n");
          expect(index.position(offset)).toEqual({
            line: ahead.length,
            column: ahead.at(-1)!.length + 1,
          });
        }
        source.split("\n").forEach((line, number) => {
          expect(index.line(number + 1)).toBe(line.replace(/\r$/, ""));
        });
      }),
    );
  });
});
