import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_FILE_BYTES } from "../../src/store/reading.js";
import { faults, ids, read, told } from "./reading.js";

/** A sound claim, to stand around a broken one. */
const sound = (id: string) => `  ${id}:\n    text: T\n    speaker: s\n`;

/** A file with a broken claim `b` between two sound ones. */
const around = (broken: string) => `claims:\n${sound("a")}${broken}${sound("z")}`;

describe("a sound file", () => {
  it("gives its entries in the order of the file", () => {
    const reading = read(
      "claims:\n  c: { text: T, speaker: a }\nagents:\n  a: { name: A, kind: person }\n",
    );
    expect(reading.entries.map(({ kind, id }) => [kind, id])).toEqual([
      ["claim", "c"],
      ["agent", "a"],
    ]);
    expect(reading).toMatchObject({ problems: [], damaged: [], torn: false, unread: false });
  });

  it.each([
    "{}",
    "claims:\n",
    "agents: {}\nclaims: ~\n",
    "---\nclaims:\n",
  ])("may hold no entry: %j", (text) => {
    expect(read(text)).toMatchObject({ problems: [], entries: [], torn: false });
  });

  it("may be written in any of YAML's ways", () => {
    const { entries, problems } = read(
      '{"claims": {"c": {"text": "T", "speaker": "s"}},\r\n agents: {a: {name: A, kind: person}}}',
    );
    expect(problems).toEqual([]);
    expect(entries.map(({ id }) => id)).toEqual(["c", "a"]);
  });

  it("may hold ids that YAML reads as numbers or booleans", () => {
    expect(ids(read(`claims:\n${sound("2023")}${sound("true")}${sound("null")}`))).toEqual({
      sound: ["2023", "true", "null"],
      damaged: [],
    });
  });
});

describe("one slip in the syntax is one finding, and costs the entry that it is in", () => {
  it.each([
    ["a colon in a text", "  b:\n    text: a: b\n    speaker: s\n", "a"],
    ["two of them", "  b:\n    text: a: b\n    speaker: c: d\n", "a"],
    ["text after a quotation", '  b:\n    text: "a" b\n    speaker: s\n', "b"],
    ["a reserved character", "  b:\n    text: @a\n    speaker: s\n", "@"],
    ["a bad escape", '  b:\n    text: "\\q"\n    speaker: s\n', "\\"],
    ["no colon", "  b:\n    text: T\n    speaker s\n", "speaker s"],
    ["no space after the colon", "  b:\n    text: T\n    speaker:s\n", "speaker:s"],
    ["no colon after the id", "  b\n    text: T\n    speaker: s\n", "b"],
    ["a key too far in", "  b:\n    text: T\n      speaker: s\n", "T"],
    ["a key too far out", "  b:\n    text: T\n   speaker: s\n", "speaker:"],
    ["a key farther out than the one above", "  b:\n     text: T\n    speaker: s\n", "speaker:"],
    ["a list on the line of its key", "  b:\n    relay: - x\n    speaker: s\n", "-"],
    ["no comma", "  b: { text: T speaker: s }\n", "T speaker: s "],
    ["a brace never closed", "  b: { text: T, speaker: s\n", "{"],
    ["a bracket never closed", "  b:\n    text: T\n    about: [x, y\n", "["],
    ["a block text out of line", "  b:\n    text: |\n   bad\n    speaker: s\n", "bad"],
  ])("%s", (_, broken, mark) => {
    const reading = read(around(broken));
    expect(faults(reading)).toEqual([["yaml-syntax", mark]]);
    expect(ids(reading).sound).toEqual(["a", "z"]);
    expect(reading.torn).toBe(true);
  });

  it.each([
    ["a quotation mark never closed", '  b:\n    text: "T\n    speaker: s\n', '"'],
    ["a tab", "  b:\n\ttext: T\n\tspeaker: s\n", "\t"],
    ["an item out of line", "  b:\n    about:\n    - x\n   - y\n", "-"],
    ["a bracket never closed, ahead of a key", "  b:\n    about: [x\n    speaker: s\n", "["],
  ])("%s swallows what follows, and says nothing about that", (_, broken, mark) => {
    const reading = read(around(broken));
    expect(faults(reading)).toEqual([["yaml-syntax", mark]]);
    expect(ids(reading).sound).toEqual(["a"]);
    expect(reading.torn).toBe(true);
  });

  it("a slip outside of all entries silences what follows from it", () => {
    const reading = read(`claims:\n${sound("a")}oops\nmore\n`);
    expect(faults(reading)).toEqual([["yaml-syntax", "oops\nmore"]]);
    expect(ids(reading).sound).toEqual(["a"]);
  });

  it("two entries with a slip each are two findings", () => {
    const slip = (id: string) => `  ${id}:\n    text: T\n   speaker: s\n`;
    const reading = read(`claims:\n${slip("b")}${sound("m")}${slip("c")}${sound("z")}`);
    expect(faults(reading)).toEqual([
      ["yaml-syntax", "speaker:"],
      ["yaml-syntax", "speaker:"],
    ]);
    expect(ids(reading)).toEqual({ sound: ["m", "z"], damaged: ["b", "c"] });
  });
});

describe("faults that need nothing of each other are all told", () => {
  it("in one run, each at its own entry", () => {
    const reading = read(`claims:
${sound("a")}  bad-date:
    text: T
    speaker: s
    date: 2023-99
  bad-type:
    text: 5
    speaker: s
  bad-yaml:
    text: a: b
    speaker: s
  bad-key:
    text: T
    speaker: s
    tesxt: x
  bad-feature: &x
    text: T
    speaker: s
agents:
  Bad Id: { name: A, kind: person }
  bad-kind: { name: A, kind: bot }
documents:
  bad-nesting:
    title: ${"[".repeat(40)}${"]".repeat(40)}
  d: { title: T }
`);
    expect(reading.problems.map(({ rule }) => rule).sort()).toEqual([
      "invalid-date",
      "invalid-id",
      "invalid-value",
      "nested-too-deep",
      "unknown-key",
      "wrong-type",
      "yaml-feature",
      "yaml-syntax",
    ]);
    expect(ids(reading).sound).toEqual(["a", "d"]);
  });

  it("a fault of the syntax silences those of the shape in its entry", () => {
    const reading = read(around("  b:\n    text: 5\n    speaker: A\n    how: a: b\n"));
    expect(faults(reading)).toEqual([["yaml-syntax", "a"]]);
  });

  it("a bad byte or a control character costs the entry it is in, and no other", () => {
    const content = new TextEncoder().encode(around("  b:\n    text: ?x\x07\n    speaker: s\n"));
    content[content.indexOf(0x3f)] = 0xff;
    const reading = read(content);
    expect(faults(reading)).toEqual([
      ["not-utf8", "\ufffd"],
      ["control-character", "\ufffd"],
    ]);
    expect(ids(reading)).toEqual({ sound: ["a", "z"], damaged: ["b"] });
  });

  it("a control character between entries costs none", () => {
    const reading = read(around("  # \x07\n"));
    expect(faults(reading)).toEqual([["control-character", "\ufffd"]]);
    expect(ids(reading)).toEqual({ sound: ["a", "z"], damaged: [] });
  });
});

describe("what holds the entries", () => {
  it.each([
    ["", "the file is empty"],
    ["\n  \n", "the file is empty"],
    ["# nothing yet\n", "the file holds nothing but comments"],
    ["---\n", "the file holds nothing but comments"],
  ])("is missing: %j", (text, message) => {
    const reading = read(text);
    expect(told(text, reading.problems)).toEqual([
      {
        rule: "wrong-type",
        marked: "",
        message,
        help: "give it `agents:`, `documents:` or `claims:`, or delete it",
      },
    ]);
  });

  it.each([
    ["- a\n- b\n", "- a"],
    ["hello\n", "hello"],
    ["5\n", "5"],
    ["[a, b]\n", "[a, b]"],
  ])("is no mapping: %j", (text, mark) => {
    expect(told(text, read(text).problems)).toEqual([
      {
        rule: "wrong-type",
        marked: mark,
        message: "a store file is a mapping with `agents`, `documents` and `claims`",
        help: "put what stands here under one of the three keys",
      },
    ]);
  });

  it.each([
    ["claim:\n  c: {}\n", "claim", "did you mean `claims`?"],
    ["people:\n  c: {}\n", "people", "its keys are agents, documents, claims"],
  ])("has another name: %j", (text, mark, help) => {
    const reading = read(text);
    expect(told(text, reading.problems)).toEqual([
      { rule: "unknown-key", marked: mark, message: `a store file has no key \`${mark}\``, help },
    ]);
    expect(reading.torn).toBe(true);
  });

  it("is a list where ids should be", () => {
    const text = "claims:\n  - text: T\n";
    const reading = read(text);
    expect(told(text, reading.problems)).toEqual([
      {
        rule: "wrong-type",
        marked: "claims",
        message: "`claims` must be a mapping from ids to entries",
        help: "write each entry's id, a colon, and its keys below it, indented",
      },
    ]);
    expect(reading.torn).toBe(true);
  });

  it("stands twice: both are read", () => {
    const text = `claims:\n${sound("a")}claims:\n${sound("z")}`;
    const reading = read(text);
    expect(told(text, reading.problems)).toEqual([
      {
        rule: "duplicate-key",
        marked: "claims",
        message: "the key `claims` stands twice",
        help: "put the entries of both under one",
      },
    ]);
    expect(ids(reading).sound).toEqual(["a", "z"]);
    expect(reading.torn).toBe(false);
  });

  it("an id that stands twice is left to the store to judge", () => {
    const reading = read(`claims:\n${sound("a")}${sound("a")}`);
    expect(reading.problems).toEqual([]);
    expect(ids(reading).sound).toEqual(["a", "a"]);
  });

  it("a second document is read as far as it goes, and its odd look not told", () => {
    const reading = read(`claims:\n${sound("a")}---\n${sound("b")}---\nclaims:\n${sound("z")}`);
    expect(faults(reading)).toEqual([
      ["yaml-feature", "---"],
      ["yaml-feature", "---"],
    ]);
    expect(ids(reading)).toEqual({ sound: ["a", "z"], damaged: [] });
    expect(reading.torn).toBe(true);
  });
});

describe("what is not read at all", () => {
  it("a file that is too large", () => {
    const reading = read(new Uint8Array(MAX_FILE_BYTES + 1).fill(0x20));
    expect(told("", reading.problems)).toEqual([
      {
        rule: "file-too-large",
        marked: "",
        message: "the file has 17 MiB; a store file has at most 16",
        help: "split it: any layout of files is the same store",
      },
    ]);
    expect(reading).toMatchObject({ torn: true, unread: true, entries: [] });
  });

  it("a file in UTF-16", () => {
    const reading = read(Uint8Array.from([0xff, 0xfe, 0x63, 0]));
    expect(faults(reading)).toEqual([["not-utf8", ""]]);
    expect(reading.unread).toBe(true);
  });
});

describe("reading never throws, and each problem lies in the text", () => {
  const line = fc.constantFrom(
    "claims:",
    "agents:",
    "  c:",
    "  a: { name: A, kind: person }",
    "    text: T",
    "    speaker: s",
    "    relay: [x, { via: y }]",
    "    relay:",
    "      - via: x",
    "        from: [speaker]",
    '    quote: "x',
    "\tnote: x",
    "   date: 2023-13",
    "---",
    "...",
    "  <<: *x",
    "  ? [a]",
    "- x",
    "# claims-ignore: untraced -- x",
    "\x07",
    "",
  );

  it("whatever the lines", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 14 }),
        fc.constantFrom("\n", "\r\n"),
        (lines, end) => {
          const { file, problems } = read(lines.join(end));
          for (const { start, end: stop, message } of problems) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(stop).toBeGreaterThanOrEqual(start);
            expect(stop).toBeLessThanOrEqual(file.text.length);
            expect(message).not.toBe("");
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (content) => {
        expect(() => read(content)).not.toThrow();
      }),
    );
  });
});
