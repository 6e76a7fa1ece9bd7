import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { canonical } from "../../src/store/canonical.js";
import { commentsIn } from "../../src/store/comments.js";
import { parseYaml } from "../../src/store/parse.js";
import { toData } from "../../src/store/yaml.js";
import { check } from "../support/print-all.js";
import { ROOT } from "../support/run.js";
import { storeOf } from "../support/store.js";
import { wild } from "../support/wild.js";

vi.setConfig({ testTimeout: 120_000 });

/** What a text says, and whether anything keeps it from being understood. */
function read(text: string): { data: unknown; isSound: boolean } {
  const { roots, problems } = parseYaml(text);
  const found = [...problems];
  const data = toData(roots[0], { text, report: (problem) => found.push(problem) });
  return { data, isSound: found.length === 0 };
}

function form(text: string): string {
  const formatted = canonical(text);
  if ("text" in formatted) return formatted.text;
  throw new Error(`it has no form: ${JSON.stringify(formatted.problems)}\n${text}`);
}

/** The form of a claim with one key, without what is ahead of the key. */
function formOf(yaml: string): string {
  const lines = form(`claims:\n  a:\n${yaml.replace(/^(?=.)/gm, "    ")}\n`).split("\n");
  return lines.slice(2, -1).join("\n").replace(/^ {4}/gm, "");
}

function commentsOf(text: string): string[] {
  return commentsIn(text).map(({ start, end }) => text.slice(start, end));
}

function findingsIn(text: string): string[] {
  const findings = check(storeOf(text));
  return findings.map(({ rule, message, claim }) => `${rule} ${claim} ${message}`).sort();
}

/** What a comment stands beside or above in a text in form: a key, or the hyphen of a list's item. */
function ownerOf(comment: string, text: string): string {
  const lines = text.split(/\r?\n/);
  let at = lines.findIndex((line) => line.endsWith(comment));
  while (/^ *(?:#|$)/.test(lines[at] ?? "x")) at++;
  return (lines[at] ?? "").trim();
}

describe("a store written in any style", () => {
  const seeds = fc.integer({ min: 0, max: 1_000_000 });
  const forEachStore = (property: (text: string, seed: number) => void, numRuns = 500) =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const { text } = wild(seed);
        if (read(text).isSound) property(text, seed);
      }),
      { numRuns },
    );

  it("is understood nearly always", () => {
    const sound = [...Array(300).keys()].filter((seed) => read(wild(seed).text).isSound);
    expect(sound.length).toBeGreaterThan(250);
  });

  it("says the same in form", () => {
    forEachStore((text) => expect(read(form(text)).data).toEqual(read(text).data));
  });

  it("keeps every comment", () => {
    forEachStore((text) => expect(commentsOf(form(text)).sort()).toEqual(commentsOf(text).sort()));
  });

  it("keeps each comment at its key", () => {
    let seen = 0;
    forEachStore((text, seed) => {
      const formed = form(text);
      for (const [comment, path] of wild(seed).owned) {
        const name = path.split("/").at(-1)!;
        // What stands above the first section may be on the whole file.
        if (path.lastIndexOf("/") === 0) continue;
        const owner = ownerOf(comment, formed);
        const isItem = /^\d$/.test(name);
        const told = `${comment} of ${path}: ${owner}\n${text}\n=====\n${formed}`;
        if (isItem) expect(owner, told).toMatch(/^-/);
        else expect(owner.replace(/^- /, ""), told).toMatch(new RegExp(`^["']?${name}["']?:`));
        seen++;
      }
    });
    expect(seen).toBeGreaterThan(300);
  });

  it("has a form that is its own", () => {
    forEachStore((text) => expect(form(form(text))).toBe(form(text)));
  });

  it("has the same findings in form, what is silenced included", () => {
    forEachStore((text) => expect(findingsIn(form(text))).toEqual(findingsIn(text)), 200);
  });

  it("has lines of at most 100 characters where they can be broken", () => {
    forEachStore((text) => {
      let block = "";
      for (const line of form(text).split(/\r?\n/)) {
        block = /[:-] ([|>])[\d-]*(?: #.*)?$/.exec(line)?.[1] ?? block;
        if (/: |- |:$/.test(line) && !/[:-] [|>]/.test(line)) block = "";
        const isWord = /\S{60,}$/.test(line) || /^\s*\S{90,}/.test(line);
        // What stands in quotes has a reason to, and lines of a literal block are the text's own.
        if (isWord || block === "|" || /["#]| {2}\S.* {2}/.test(line)) continue;
        expect([...line].length, line).toBeLessThanOrEqual(100);
      }
    });
  });
});

describe("the example store", () => {
  const folder = join(ROOT, "claims");

  it.each(readdirSync(folder))("%s is in form", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    expect(form(text)).toBe(text);
  });
});

describe("keys and sections", () => {
  it("stand in the order of the format, each with its comments; what it doesn't know is last", () => {
    expect(
      form(`# yaml-language-server: $schema=x.json
claims:
  b:
    extra: x
    # whose words
    speaker: jane # not sure
    relay:
      - how: cited # how
        via: paper
    # what
    text: B.
  a:
    text: A.
    speaker: jane
# who speaks
agents:
  jane: { kind: person, name: Jane }
`),
    ).toBe(`# yaml-language-server: $schema=x.json

# who speaks
agents:
  jane: { name: Jane, kind: person }

claims:
  b:
    # what
    text: B.
    # whose words
    speaker: jane # not sure
    relay:
      - via: paper
        how: cited # how
    extra: x

  a:
    text: A.
    speaker: jane
`);
  });

  it("keeps the sections' order where an id stands in two of them: the first counts", () => {
    const text = "claims:\n  a:\n    text: A.\n\nagents:\n  a:\n    name: A\n";
    expect(form(text)).toBe(text);
  });

  it("parts entries and sections by one blank line, and keeps those between comments", () => {
    expect(
      form("\n\n# file\n\nagents:\n\n  # a group\n\n  # on a\n  a: {}\n  b: {}\n\n\n  # the end\n"),
    ).toBe("# file\n\nagents:\n  # a group\n\n  # on a\n  a: {}\n\n  b: {}\n\n  # the end\n");
  });

  it("leaves the last words of an entry with it, by their indentation", () => {
    const text =
      "claims:\n  a:\n    about:\n      - x\n      # of the list\n    text: A.\n    # of a\n  # of b\n  b: {}\n# of all\n";
    expect(form(text)).toBe(
      "claims:\n  a:\n    text: A.\n    about:\n      - x\n      # of the list\n    # of a\n\n  # of b\n  b: {}\n\n# of all\n",
    );
  });
});

describe("lists and mappings", () => {
  const long = [
    "a-rather-long-id-of-an-agent",
    "another-one-that-is-as-long-as-that",
    "and-a-third-one-of-them",
  ];

  it.each([
    ["a list that fits stands in brackets", "relay:\n- a\n- b", "relay: [a, b]"],
    ["one that holds mappings does not", "relay: [a, {via: b}]", "relay:\n  - a\n  - { via: b }"],
    [
      "one that is too long does not",
      `about: [${long.join(", ")}, x]`,
      `about:\n  - ${[...long, "x"].join("\n  - ")}`,
    ],
    ["one with a comment in it does not", "tags: [a, # why\n b]", "tags:\n  - a # why\n  - b"],
    [
      "a mapping in brackets stays in them",
      "grade: {by: x,credibility: 2}",
      "grade: { credibility: 2, by: x }",
    ],
    ["a mapping in a block stays in one", "grade:\n   credibility: 2", "grade:\n  credibility: 2"],
    ["empty ones are kept", "about: []\ngrade: {}", "about: []\ngrade: {}"],
    ["a key may be explicit, and is no more", "? text\n: A.", "text: A."],
    [
      "a comment behind a hyphen goes above",
      "relay:\n  - # who\n    via: a",
      "relay:\n  # who\n  - via: a",
    ],
  ])("%s", (_, yaml, expected) => expect(formOf(yaml)).toBe(expected));
});

describe("texts", () => {
  it.each([
    ["plain", "'It is so.'", "It is so."],
    ["with an apostrophe", '"it\'s so"', "it's so"],
    ...[
      "yes",
      "No",
      "on",
      "y",
      "~",
      "null",
      "true",
      "1:20",
      "0o14",
      "012",
      "1_000",
      "2023",
      "1e3",
      ".5",
    ].map((word) => [
      `that YAML 1.1 or 1.2 reads as something else, ${word}`,
      `'${word}'`,
      `"${word}"`,
    ]),
    ["that looks like a day", '"2023-10-26"', '"2023-10-26"'],
    ["with a mark", "'a: b'", '"a: b"'],
    ["with a hash", "'a #b'", '"a #b"'],
    ["empty", "''", '""'],
    ["with a tab", '"a\\tb"', '"a\\tb"'],
    ["with line ends", '"a\\nb"', "|-\n  a\n  b"],
    ["that ends in one", '"a\\nb\\n"', "|\n  a\n  b"],
    ["that ends in blank lines", '"a\\n\\n"', '"a\\n\\n"'],
    ["that starts indented", '"  a\\nb"', "|2-\n    a\n  b"],
    ["folded, short", ">-\n  a\n  b", "a b"],
    ["over several lines", "a\n  b", "a b"],
  ])("%s", (_, source, expected) => {
    expect(formOf(`note: ${source}`)).toBe(`note: ${expected}`);
  });

  it("stand plain as dates where the format has dates", () => {
    expect(formOf('date: "2023-10-26"')).toBe("date: 2023-10-26");
    expect(formOf('date: "2023"')).toBe('date: "2023"');
    expect(formOf("date: 2023")).toBe("date: 2023");
  });

  it("are folded where they are long, at a space that is one", () => {
    const text = `${"word ".repeat(18)}two  spaces and more`;
    const lines = formOf(`note: "${text}"`).split("\n");
    expect(lines[0]).toBe("note: >-");
    expect(lines.slice(1).join("\n")).toContain("two  spaces");
    expect(lines).toHaveLength(3);
  });

  it("of several long lines are folded, with a blank line for each line's end", () => {
    const line = "word ".repeat(30).trim();
    const formed = formOf(`note: "${line}\\n${line}\\n"`);
    expect(formed).toMatch(/^note: >\n(?: {2}word.*\n){2}\n/);
  });

  it("stay on their line where they can't be broken", () => {
    const url = `https://example.org/${"x".repeat(120)}`;
    expect(formOf(`url: "${url}"`)).toBe(`url: ${url}`);
  });
});

describe("line ends", () => {
  it("are kept as the file's first one is", () => {
    expect(form("claims:\r\n  a: { text:   'A' }\r\n")).toBe("claims:\r\n  a: { text: A }\r\n");
    expect(form("claims:\n  a: { text:   'A' }")).toBe("claims:\n  a: { text: A }\n");
  });
});

describe("comments that silence a rule silence what they did", () => {
  it.each([
    [
      "beside the last key of an entry",
      "claims:\n  a:\n    speaker: unknown\n    text: A. # claims-ignore: untraced -- why\n  b:\n    text: B.\n    speaker: unknown\n",
    ],
    [
      "behind an entry in brackets, for the next",
      "claims:\n  a: { text: A., speaker: unknown } # claims-ignore: untraced -- why\n  b: { text: B., speaker: unknown }\n",
    ],
    [
      "ahead of a section that moves",
      "# claims-ignore: untraced -- why\nclaims:\n  a: { text: A., speaker: unknown }\nagents:\n  x: { name: X, kind: person }\n",
    ],
    [
      "behind the last words of another entry",
      "claims:\n  a:\n    text: A.\n    speaker: unknown\n    about: [\n      x\n      # of x\n    ]\n  # claims-ignore: untraced -- why\n  b: { text: B., speaker: unknown }\n",
    ],
    [
      "at the end, for nothing",
      "claims:\n  a:\n    text: A.\n    speaker: unknown\n    about:\n      - x\n      # of x\n\n# claims-ignore: untraced -- why\nagents:\n  # none\n",
    ],
  ])("%s", (_, text) => {
    expect(findingsIn(form(text))).toEqual(findingsIn(text));
    expect(form(form(text))).toBe(form(text));
  });
});

describe("what can't be understood has no form", () => {
  it.each([
    ["claims:\n  a: {text: 'A\n", "yaml-syntax"],
    ["claims: &a\n  b: {}\n", "yaml-feature"],
    ["claims:\n  a: {}\n  a: {}\n", "duplicate-key"],
    ["%YAML 1.2\n---\nclaims: {}\n", "yaml-feature"],
  ])("%j", (text, rule) => {
    const formatted = canonical(text);
    expect("problems" in formatted && formatted.problems.map((each) => each.rule)).toContain(rule);
  });

  it.each(["", "# nothing\n", "- a\n", "just text\n"])("%j is left as it is", (text) => {
    expect(form(text)).toBe(text);
  });
});
