import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeAt } from "../../src/lsp/complete.js";
import { contextAt } from "../../src/lsp/context.js";
import { storeOf } from "../support/store.js";

const store = storeOf(`agents:
  jane: { name: Jane Roe, kind: person, roles: { minister: { title: Minister }, mayor: { title: Mayor } } }
  paper: { name: The Paper, kind: outlet }
  hall: { name: The Hall, kind: forum }
documents:
  page: { title: A Page }
claims:
  said: { text: It is so., speaker: jane }
  heard: { text: It was heard., speaker: jane }
`);

/** Gives what is offered at the `|` of a text. */
function offered(text: string): string[] {
  const offset = text.indexOf("|");
  const { items } = completeAt(store, text.replace("|", ""), offset);
  return items.map(({ label }) => label);
}

/** Gives a text after the first thing that is offered at its `|` is taken. */
function taken(text: string): string {
  const offset = text.indexOf("|");
  const plain = text.replace("|", "");
  const [first] = completeAt(store, plain, offset).items;
  const edit = first!.textEdit as { range: { start: Place; end: Place }; newText: string };
  const at = ({ line, character }: Place) =>
    plain.split("\n").slice(0, line).join("\n").length + Math.min(line, 1) + character;
  return plain.slice(0, at(edit.range.start)) + edit.newText + plain.slice(at(edit.range.end));
}

interface Place {
  readonly line: number;
  readonly character: number;
}

const claim = (...lines: string[]) =>
  `claims:\n  new:\n    text: New.\n${lines.map((line) => `    ${line}\n`).join("")}`;

describe("ids are offered by what may stand at a place", () => {
  it.each([
    ["speaks: no forum", claim("speaker: |"), ["jane", "paper", "page", "unknown"]],
    ["agents", claim("for: |"), ["jane", "paper", "hall"]],
    ["documents", claim("in: |"), ["page"]],
    ["documents and claims, in brackets", claim("based-on: [|]"), ["said", "heard", "page"]],
    ["in open brackets", claim("based-on: [said, |"), ["said", "heard", "page"]],
    ["in brackets over two lines", claim("about: [jane,", "  |"), ["jane", "paper", "hall"]],
    ["claims", claim("confirms:", "  - |"), ["said", "heard"]],
    ["by part of the id", claim("confirms: [hea|"), ["heard"]],
    ["by part of the name", claim("for: roe|"), ["jane"]],
    ["in quotes", claim('for: "ja|"'), ["jane"]],
    ["inside a hop", claim("relay:", "  - via: page", "    in: |"), ["page"]],
    [
      "for a translator",
      claim("relay:", "  - { via: page, translator: | }"),
      ["jane", "paper", "machine"],
    ],
    ["for a review", claim("reviews:", "  - by: p|"), ["paper"]],
    ["for a grade", "agents:\n  x:\n    grade:\n      by: |\n", ["jane", "paper"]],
    ["for a role", "agents:\n  x:\n    roles:\n      boss: { title: Boss, of: j| }\n", ["jane"]],
    ["for a document", "documents:\n  x:\n    cites:\n      - |\n", ["page"]],
    ["in a file in one line", "documents: { x: { by: p|", ["paper"]],
    ["in JSON", '{"documents": 1}\ndocuments:\n  "x": {"by": "p|"}\n', ["paper"]],
    ["with a comment behind", claim("for: | # who"), ["jane", "paper", "hall"]],
    [
      "with broken lines elsewhere",
      `agents: [\n${claim("for: |", "about: [[")}  other: {\n`,
      ["jane", "paper", "hall"],
    ],
    ["with Windows line ends", claim("for: ja|").replaceAll("\n", "\r\n"), ["jane"]],
  ])("%s", (_, text, expected) => {
    expect(offered(text)).toEqual(expected);
  });

  it("in a hop with the keys that a hop may have", () => {
    const all = offered(claim("relay:", "  - |"));
    expect(all.slice(0, 5)).toEqual(["jane", "paper", "hall", "page", "unknown"]);
    expect(all).toContain("via");
    expect(all).not.toContain("speaker");
  });

  it("not the entry's own", () => {
    expect(offered("claims:\n  said:\n    confirms: [|]\n")).toEqual(["heard"]);
  });

  it("in the place of the whole word", () => {
    expect(taken(claim("for: pa|pr"))).toBe(claim("for: paper"));
    expect(taken(claim("for: '|'"))).toBe(claim("for: 'jane'"));
  });

  it("at most 200 at once", () => {
    const many = storeOf(
      `agents:\n${Array.from({ length: 300 }, (_, index) => `  a${index}: { name: A, kind: person }\n`).join("")}`,
    );
    const text = claim("for: ");
    const list = completeAt(many, text, text.length - 1);
    expect(list.items).toHaveLength(200);
    expect(list.isIncomplete).toBe(true);
  });
});

describe("within a claim", () => {
  it("the names of its other hops are offered", () => {
    const text = claim(
      "relay:",
      "  - paper",
      "  - { via: jane, id: two }",
      "  - { via: page, from: [|] }",
    );
    expect(offered(text)).toEqual(["speaker", "paper", "two"]);
  });

  it("the speaker's roles are", () => {
    expect(offered(claim("speaker: jane", "role: |"))).toEqual(["minister", "mayor"]);
    expect(offered(claim("role: |"))).toEqual([]);
  });
});

describe("words of the format", () => {
  it.each([
    [
      "kinds",
      "agents:\n  x: { kind: | }\n",
      ["person", "organization", "outlet", "forum", "anonymous"],
    ],
    ["certainty", claim("certainty: p|"), ["probable", "possible"]],
    ["yes and no", "agents:\n  x:\n    confidential: |\n", ["true", "false"]],
    ["grades", "agents:\n  x:\n    grade: { reliability: | }\n", ["A", "B", "C", "D", "E", "F"]],
    ["nothing in a text", claim("note: ja|"), []],
    ["nothing within a text", claim("note: the ja|"), []],
    ["nothing in a comment", claim("for: jane # ja|"), []],
    ["nothing for a new id", "claims:\n  sa|\n", []],
    ["nothing in another file", "other:\n  x: |\n", []],
    ["nothing at a loose end", "  |", []],
  ])("%s", (_, text, expected) => {
    expect(offered(text)).toEqual(expected);
  });

  it.each([
    [
      "keys that are not there",
      "documents:\n  x:\n    title: X\n    re|\n    url: y\n",
      ["retrieved", "retracted", "corrected"],
    ],
    ["keys in braces", "agents:\n  x: { name: X, co| }\n", ["country", "confidential"]],
    ["keys of what is inside", "documents:\n  x:\n    retracted:\n      b|\n", ["because"]],
    [
      "keys ahead of others",
      claim("spea|", "date: 2024").replace("    text: New.\n", ""),
      ["speaker"],
    ],
    ["the file's keys", "claims:\n  x: {}\n|", ["agents", "documents"]],
    ["the file's keys in an empty file", "|", ["agents", "documents", "claims"]],
  ])("%s", (_, text, expected) => {
    expect(offered(text)).toEqual(expected);
  });

  it("come with a colon where there is none", () => {
    expect(taken(claim("spea|"))).toBe(claim("speaker: "));
    expect(taken(claim("spea|: jane"))).toBe(claim("speaker: jane"));
    expect(taken(claim("rela|"))).toBe(claim("relay:"));
    expect(taken("doc|")).toBe("documents:");
  });

  it("say what they are", () => {
    const { items } = completeAt(store, claim("spea"), claim("spea").length - 1);
    expect(items[0]!.documentation).toMatch(/^Who made it/);
  });
});

describe("anything that is typed", () => {
  const pieces = [
    "claims:\n",
    "  x:\n",
    "    for: ",
    "    relay:\n",
    "      - ",
    "{",
    "[",
    "]",
    "}",
    '"',
    "'",
    ": ",
    "\n",
    "#",
    "a",
    " ",
    "\t",
    "-",
    "é",
    "\r\n",
    "|",
    "&a",
    "*a",
  ];

  it("gets an answer", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((all) => all.join("")),
        fc.nat(100),
        (text, at) => {
          const offset = Math.min(at, text.length);
          const context = contextAt(text, offset);
          if (typeof context === "object") expect(context.word.start).toBeLessThanOrEqual(offset);
          completeAt(store, text, offset);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
