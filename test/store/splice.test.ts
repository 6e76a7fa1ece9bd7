import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { spliceEntry } from "../../src/store/splice.js";

const SHA = "0123456789abcdef".repeat(4);

/** Sets keys of the document `story`. */
function splice(text: string, values: Record<string, string>): string | undefined {
  return spliceEntry(text, { section: "documents", id: "story" }, values);
}

const FILE = { file: "snapshots/story.html" };

describe("a new key goes where the format's order has it", () => {
  it.each([
    [
      "behind the last key that comes before it",
      "documents:\n  story:\n    title: A\n    url: https://example.org # here\n    lang: en\n",
      "documents:\n  story:\n    title: A\n    url: https://example.org # here\n    file: snapshots/story.html\n    lang: en\n",
    ],
    [
      "ahead of all, where none comes before it",
      "documents:\n  story:\n    # spoken\n    lang: en\n",
      "documents:\n  story:\n    # spoken\n    file: snapshots/story.html\n    lang: en\n",
    ],
    [
      "behind a list, and ahead of the comment below it",
      "documents:\n  story:\n    authors:\n      - jane\n      - joe\n    # end\n  other: { title: B }\n",
      "documents:\n  story:\n    authors:\n      - jane\n      - joe\n    file: snapshots/story.html\n    # end\n  other: { title: B }\n",
    ],
    [
      "behind a text of several lines",
      "documents:\n  story:\n    title: |\n      A\n\n      B\n\n  other: { title: B }\n",
      "documents:\n  story:\n    title: |\n      A\n\n      B\n    file: snapshots/story.html\n\n  other: { title: B }\n",
    ],
    [
      "behind a text of several lines with which the file ends",
      "documents:\n  story:\n    title: |\n      A",
      "documents:\n  story:\n    title: |\n      A\n    file: snapshots/story.html",
    ],
    [
      "at the end of a file without a last line end",
      "documents:\n  story:\n    title: A",
      "documents:\n  story:\n    title: A\n    file: snapshots/story.html",
    ],
    [
      "with the line ends of its neighbours",
      "documents:\r\n  story:\r\n    title: A\r\n",
      "documents:\r\n  story:\r\n    title: A\r\n    file: snapshots/story.html\r\n",
    ],
    [
      "with the indentation of its neighbours",
      "documents:\n story:\n       title: A\n",
      "documents:\n story:\n       title: A\n       file: snapshots/story.html\n",
    ],
    [
      "in braces",
      "documents:\n  story: { title: A, lang: en } # short\n",
      "documents:\n  story: { title: A, file: snapshots/story.html, lang: en } # short\n",
    ],
    [
      "in braces, ahead of all",
      "documents: { story: { lang: en } }\n",
      "documents: { story: { file: snapshots/story.html, lang: en } }\n",
    ],
    [
      "in empty braces",
      "documents:\n  story: {}\n",
      "documents:\n  story: { file: snapshots/story.html }\n",
    ],
    [
      "in braces over several lines",
      "documents:\n  story: {\n    title: A, # a\n    lang: en,\n  }\n",
      "documents:\n  story: {\n    title: A, file: snapshots/story.html, # a\n    lang: en,\n  }\n",
    ],
    [
      "in JSON, in quotes",
      '{"documents":{"story":{"title":"A"}}}',
      '{"documents":{"story":{"title":"A", "file": "snapshots/story.html"}}}',
    ],
  ])("%s", (_, before, after) => {
    expect(splice(before, FILE)).toBe(after);
  });

  it("and several go in their order, each to its place", () => {
    const text = "documents:\n  story:\n    title: A\n    file: old.txt\n    note: N\n";
    expect(splice(text, { retrieved: "2026-01-01", sha256: SHA, url: "https://example.org" })).toBe(
      `documents:\n  story:\n    title: A\n    url: "https://example.org"\n    file: old.txt\n    sha256: ${SHA}\n    retrieved: 2026-01-01\n    note: N\n`,
    );
  });
});

describe("a key that is there keeps its place", () => {
  it.each([
    ["plain", "file: old.txt # the copy", "file: snapshots/story.html # the copy"],
    ["in single quotes", "file: 'old.txt'", "file: 'snapshots/story.html'"],
    ["in double quotes", '"file": "old.txt"', '"file": "snapshots/story.html"'],
    ["over several lines", "file: >-\n      old.txt", "file: snapshots/story.html"],
    ["on the next line", "file:\n      old.txt", "file:\n      snapshots/story.html"],
  ])("%s", (_, before, after) => {
    const around = (line: string) => `documents:\n  story:\n    ${line}\n    lang: en\n`;
    expect(splice(around(before), FILE)).toBe(around(after));
  });

  it("and nothing changes where it says so already", () => {
    const text = "documents:\n  story:\n    file:   snapshots/story.html\n";
    expect(splice(text, FILE)).toBe(text);
  });
});

it("a checksum that would read as a number is put in quotes", () => {
  const digits = "1".repeat(64);
  const spliced = splice("documents:\n  story:\n    title: A\n", { sha256: digits });
  expect(spliced).toBe(`documents:\n  story:\n    title: A\n    sha256: "${digits}"\n`);
});

describe("nothing is written where it can't be done so that it reads as meant", () => {
  it.each([
    ["no such entry", "documents:\n  other: { title: A }\n"],
    ["no such section", "agents:\n  story: { name: A }\n"],
    ["an entry that is no mapping", "documents:\n  story: A\n"],
    ["an empty file", ""],
    ["a file that is no mapping", "- story\n"],
    ["a syntax error elsewhere", "documents:\n  story: { title: A }\nclaims: [\n"],
    ["two documents in one file", "documents:\n  story: { title: A }\n---\n"],
    ["a key written with a question mark", "documents:\n  story:\n    ? title\n    : A\n"],
  ])("%s", (_, text) => {
    expect(splice(text, FILE)).toBeUndefined();
  });
});

describe("of any entry", () => {
  const indent = fc.constantFrom(" ", "  ", "    ");
  const lineEnd = fc.constantFrom("\n", "\r\n");
  const comment = fc.constantFrom("", " # c", " #: { a, 'b'");
  const scalar = fc.constantFrom("A", "'it''s'", '"a: b"', "a # no: comment", "héllo wörld", "-1");
  const block = fc
    .constantFrom("|", ">-", "|+")
    .map(
      (head) => (inner: string, end: string) => `${head}${end}${inner}one${end}${inner}  two: x`,
    );
  const value = fc.oneof(
    scalar.map((text) => (_inner: string, _end: string) => text),
    block,
    fc.constant((inner: string, end: string) => `${end}${inner}- a # b${end}${inner}- c`),
    fc.constant((inner: string, end: string) => `[a, # b${end}${inner} c]`),
  );
  const keys = ["title", "by", "authors", "kind", "url", "file", "sha256", "lang", "note"] as const;
  const entry = fc
    .subarray([...keys], { minLength: 1 })
    .chain((chosen) =>
      fc.tuple(
        fc.shuffledSubarray(chosen, { minLength: chosen.length }),
        fc.array(fc.tuple(value, comment, fc.boolean()), { minLength: 9, maxLength: 9 }),
      ),
    );
  const file = fc.record({ entry, indent, lineEnd, tail: fc.boolean(), last: fc.boolean() });

  /** Writes a block entry between two others, with comments and empty lines. */
  function write({ entry: [names, values], indent, lineEnd, tail, last }: Written): string {
    const inner = indent.repeat(2);
    const lines = names.map((name, index) => {
      const [write, comment, gap] = values[index]!;
      const text = write(`${inner}  `, lineEnd);
      const isOpen = /^[|>]/.test(text);
      return `${gap && index > 0 ? `${lineEnd}${inner}# gap${lineEnd}` : ""}${inner}${name}: ${text}${isOpen ? "" : comment}`;
    });
    const head = [`# head`, `documents:`, `${indent}first: { title: 'F' }`, `${indent}story:`];
    const foot = tail ? [`${indent}# foot`, `${indent}after:`, `${inner}title:  "T"`] : [];
    return [...head, ...lines, ...foot].join(lineEnd) + (last ? lineEnd : "");
  }
  type Written = typeof file extends fc.Arbitrary<infer T> ? T : never;

  const added = fc.record(
    {
      file: fc.stringMatching(/^snapshots\/[a-z0-9-]{1,8}\.[a-z]{1,4}$/),
      sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
      retrieved: fc.constantFrom("2026-01-01", "2026"),
    },
    { requiredKeys: ["file"] },
  );

  it("the result reads as before but for the keys that were set", () => {
    fc.assert(
      fc.property(file, added, (written, values) => {
        const before = write(written);
        const after = splice(before, values);
        const [was, is] = [parse(before), parse(after!)];
        expect(is).toEqual({
          documents: { ...was.documents, story: { ...was.documents.story, ...values } },
        });
      }),
    );
  });

  it("every line that held none of those keys stays as it is", () => {
    const held = /^ +(?:file|sha256|retrieved):/;
    fc.assert(
      fc.property(file, added, (written, values) => {
        const plain = (_inner: string, _end: string) => "'it''s'";
        const [names, pairs] = written.entry;
        const simple = pairs.map(([write, ...rest], index) =>
          held.test(` ${names[index]}:`)
            ? ([plain, ...rest] as const)
            : ([write, ...rest] as const),
        );
        const before = write({ ...written, entry: [names, simple as typeof pairs] });
        const after = splice(before, values);
        const others = (text: string) =>
          text
            .split(/(?<=\n)/)
            .map((line) => (line.endsWith("\n") ? line : `${line}${written.lineEnd}`))
            .filter((line) => !held.test(line));
        expect(others(after!)).toEqual(others(before));
        if (written.lineEnd === "\r\n") expect(after).not.toMatch(/[^\r]\n/);
      }),
    );
  });

  it("in braces too, nothing outside of what was written is touched", () => {
    const flow = fc
      .subarray(["title", "kind", "lang", "note"])
      .chain((names) =>
        fc.tuple(fc.constant(names), fc.array(scalar, { minLength: 4, maxLength: 4 })),
      );
    fc.assert(
      fc.property(flow, fc.constantFrom(", ", ",\n   ", " ,"), ([names, values], comma) => {
        const inside = names.map((name, index) => `${name}: ${values[index]!.replace(/ #.*/, "")}`);
        const before = `documents:\n  story: {${inside.join(comma)}} # end\n`;
        const after = splice(before, { sha256: SHA });
        const written = [`, sha256: ${SHA}`, `sha256: ${SHA}, `, ` sha256: ${SHA} `];
        expect(written.map((text) => after!.replace(text, ""))).toContain(before);
      }),
    );
  });
});
