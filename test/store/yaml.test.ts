import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseYaml } from "../../src/store/parse.js";
import type { Problem } from "../../src/store/problem.js";
import { MAX_DEPTH, toData } from "../../src/store/yaml.js";
import { marked, told } from "./reading.js";

/** Reads a text as plain data, with all that is wrong with it. */
function load(text: string): { data: unknown; problems: Problem[] } {
  const { roots, problems } = parseYaml(text);
  const found = [...problems];
  const data = toData(roots[0], { text, report: (problem) => found.push(problem) });
  return { data, problems: found };
}

const faults = (text: string) =>
  load(text).problems.map((problem) => [problem.rule, marked(text, problem)]);

describe("toData gives plain data", () => {
  it.each([
    ["texts", "a: x\nb: 'y'\nc: \"z\\n\"\n"],
    ["numbers, booleans and nulls of the core schema", "[1, 2.5, 0x10, true, null, ~, .inf]"],
    ["what YAML 1.1 took for booleans, as texts", "[no, yes, on, off, y, n]"],
    ["what YAML 1.1 took for dates and sexagesimals, as texts", "[2023-10-26, 12:30:45]"],
    ["block texts", "a: |\n  one\n  two\nb: >-\n  one\n  two\n"],
    ["lists and mappings", "a: [x, {b: c}]\nd:\n  - e\n  - f: g\n"],
    ["keys that are numbers, as texts", "2023: x\n1.5: y\ntrue: z\n"],
  ])("%s", (_, text) => {
    expect(load(text).problems).toEqual([]);
    expect(JSON.stringify(load(text).data)).toBe(JSON.stringify(parse(text)));
  });

  it("keeps a key as it is written", () => {
    const { data } = load("0x10: a\n0700: b\n'quoted': c\n");
    expect(Object.keys(data as object)).toEqual(["0x10", "0700", "quoted"]);
  });

  it("gives null for nothing", () => {
    expect(load("").data).toBeNull();
    expect(load("a:\n").data).toEqual({ a: null });
  });

  it("keeps `constructor`, `toString` and their like as keys", () => {
    const { data, problems } = load("constructor: a\ntoString: b\nhasOwnProperty: c\n");
    expect(problems).toEqual([]);
    expect(Object.entries(data as object)).toEqual([
      ["constructor", "a"],
      ["toString", "b"],
      ["hasOwnProperty", "c"],
    ]);
  });

  it("lets no key reach a prototype", () => {
    const text = "__proto__: {polluted: true}\n";
    expect(faults(text)).toEqual([["yaml-feature", "__proto__"]]);
    expect(load(text).data).toEqual({});
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("reads what JSON writes as JSON reads it", () => {
    const noProto = (value: unknown) => !JSON.stringify(value).includes("__proto__");
    const key = fc.string({ minLength: 1 }).filter((name) => name !== "<<");
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (json) => {
        fc.pre(noProto(json) && !/"(<<)?":/.test(JSON.stringify(json)));
        const { data, problems } = load(JSON.stringify(json));
        expect(problems).toEqual([]);
        expect(JSON.parse(JSON.stringify(data))).toEqual(JSON.parse(JSON.stringify(json)));
      }),
    );
  });
});

describe("what the format keeps out of YAML is reported where it stands", () => {
  it.each([
    ["a tag", "a: !date 2023\n", "!date", "delete it"],
    ["a tag", "a: !!str 2023\n", "!!str", "delete it"],
    ["a tag", "a: [x, !y z]\n", "!y", "delete it"],
    ["a tag", "a: !!set\n  b:\n", "!!set", "delete it"],
    ["a tag", "a: !<tag:example.org,2000:x> y\n", "!<tag:example.org", "delete it"],
    ["an anchor", "a: &home x\n", "&home", "delete `&home`"],
    ["an anchor", "a: &home\n  b: c\n", "&home", "delete `&home`"],
    ["an alias", "a: *home\n", "*home", "write out what `*home` stands for"],
    ["a merge key", "a:\n  <<: {b: c}\n", "<<", "write out the keys that it brings in"],
    ["the key `__proto__`", "a:\n  __proto__: x\n", "__proto__", "delete it"],
    ["a key that is no text", "a:\n  ? [b]\n  : c\n", "[b]", "write the key as a plain word"],
    ["a key that is no text", "a:\n  '': c\n", "''", "write the key as a plain word"],
    ["a directive", "%YAML 1.2\n---\na: b\n", "%YAML 1.2", "delete the line"],
    ["a directive", "%TAG ! tag:x,2000:\n---\na: b\n", "%TAG ! tag:x,2000:", "delete the line"],
    ["a directive", "%FOO bar\n---\na: b\n", "%FOO bar", "delete the line"],
  ])("%s: %j", (what, text, mark, help) => {
    expect(told(text, load(text).problems)).toEqual([
      { rule: "yaml-feature", marked: mark, message: `${what} can't stand in a store file`, help },
    ]);
  });

  it("marks a tag and an anchor that stand together", () => {
    expect(faults("a: !x &y z\n")).toEqual([
      ["yaml-feature", "!x"],
      ["yaml-feature", "&y"],
    ]);
  });

  it("an alias bomb goes off nowhere", () => {
    const levels = Array.from({ length: 30 }, (_, level) =>
      level === 0 ? "a0: &a0 [x, x]" : `a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`,
    );
    const { problems } = load(levels.join("\n"));
    expect(problems).toHaveLength(30 + 29 * 2);
  });

  it.each([
    ["---", "a: b\n--- # again\nc: d\n"],
    ["...", "a: b\n...\nc: d\n"],
    ["---", "a: b\n---\n"],
    ["---", "a: x --- y\n---\nc: d\n"],
    ["---", "a: b\n...\n---\nc: d\n"],
  ])("a second document is marked at its `%s`: %j", (mark, text) => {
    expect(told(text, parseYaml(text).problems)).toEqual([
      {
        rule: "yaml-feature",
        marked: mark,
        message: "a second YAML document starts here",
        help: `delete the \`${mark}\`, or put what follows in a file of its own`,
      },
    ]);
  });

  it.each([
    "---\na: b\n",
    "---\na: b\n...\n",
    "# c\n---\na: b\n",
    "a: b\n...\n",
  ])("one document may be marked off: %j", (text) => {
    expect(parseYaml(text).problems).toEqual([]);
  });
});

describe("a key that stands twice", () => {
  it("is reported at the second place, shows the first, and the first counts", () => {
    const text = "a: 1\n'a': 2\nb: 3\n";
    const { data, problems } = load(text);
    expect(data).toEqual({ a: 1, b: 3 });
    expect(told(text, problems)).toEqual([
      {
        rule: "duplicate-key",
        marked: "'a'",
        message: "the key `a` stands twice",
        help: "keep one of the two",
      },
    ]);
    expect(problems[0]?.related).toEqual([{ message: "it stands here already", start: 0, end: 1 }]);
  });

  it("is reported once for each place after the first", () => {
    expect(faults("{a: 1, a: 2, a: 3}")).toEqual([
      ["duplicate-key", "a"],
      ["duplicate-key", "a"],
    ]);
  });
});

describe("nesting", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

  it(`may be ${MAX_DEPTH} deep`, () => {
    expect(faults(nested(MAX_DEPTH))).toEqual([]);
  });

  it("is reported at the first mark that is too deep, once", () => {
    const { problems } = load(nested(MAX_DEPTH + 5));
    expect(problems.map(({ rule, start, end }) => [rule, start, end])).toEqual([
      ["nested-too-deep", MAX_DEPTH, MAX_DEPTH + 1],
    ]);
  });

  it.each([
    ["flow lists", nested(20_000)],
    ["flow lists never closed", "[".repeat(20_000)],
    ["flow mappings", `${"{a: ".repeat(20_000)}b${"}".repeat(20_000)}`],
    ["block lists on one line", `a:\n  ${"- ".repeat(50_000)}x\n`],
    ["explicit keys", `a:\n  ${"? ".repeat(50_000)}x\n`],
  ])("of thousands of %s is survived", (_, text) => {
    expect(load(text).problems.length).toBeGreaterThan(0);
  });

  it("that is too deep for the parser is marked where it starts", () => {
    const text = `a: b\nc:\n  ${"- ".repeat(50_000)}x\n`;
    const [problem] = parseYaml(text).problems;
    expect([problem?.rule, problem?.start]).toEqual(["nested-too-deep", text.indexOf("- ")]);
  });
});

describe("a slip in the syntax is told in the words of the one who made it", () => {
  it.each([
    ['a: "never closed\n', '"', "a quotation mark opens here and is never closed"],
    ["a: 'never closed\n", "'", "a quotation mark opens here and is never closed"],
    ['a: x\n"b: y\n', '"', "a quotation mark opens here and is never closed"],
    ["a: [x, 'y]\n", "'", "a quotation mark opens here and is never closed"],
    ['a: {b: "x}\n', '"', "a quotation mark opens here and is never closed"],
    ["a:\n  - x\n  - 'y\n", "'", "a quotation mark opens here and is never closed"],
    ["a: [x, y\nb: z\n", "[", "a `[` opens here and is never closed"],
    ["a: {x: y\nb: z\n", "{", "a `{` opens here and is never closed"],
    ["a: {b: [x, y}\n", "[", "a `[` opens here and is never closed"],
    ["a: b: c\n", "b", "a colon and a space stand in this value, so that it reads as a key"],
    ["a:\n  b: c\n d: e\n", " ", "this line isn't in line with the keys above it"],
    ["a: b\nc\n", "c", "this is no `key: value`"],
    ["a: b\nc:d\n", "c:d", "this is no `key: value`"],
    ["a: - b\n", "-", "a list can't start on the line of its key"],
    ['a: "b" c\n', "c", "text stands here after the end of the value"],
    ["a: |b\n  c\n", "b", "text stands here on the line of the `|` or `>`"],
    ["a: @b\n", "@", "plain value cannot start with reserved character @"],
    ["a:\n\tb: c\n", "\t", "tabs are not allowed as indentation"],
    ['a: "\\q"\n', "\\", "invalid escape sequence \\q"],
  ])("%j", (text, mark, message) => {
    const [first] = told(text, parseYaml(text).problems);
    expect(first).toMatchObject({ rule: "yaml-syntax", marked: mark, message });
    expect(first?.help).toMatch(/\S/);
  });

  it("marks the quotation mark where it opens, not the end of the file", () => {
    const text = 'a: x\nb: "never closed\nc: d\n';
    const [problem] = parseYaml(text).problems;
    expect(problem?.start).toBe(text.indexOf('"'));
  });

  it("never throws, and marks what is in the text, whatever the text", () => {
    const unit = fc.constantFrom(
      ..."abc:-?!&*|>'\"%@`[]{},# \n\t".split(""),
      "a: ",
      "  ",
      "\n  - ",
      "---\n",
      "...\n",
      "%YAML 1.2\n",
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        for (const { start, end } of load(text).problems) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(start).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
