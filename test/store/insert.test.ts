import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { insertEntry, type NewEntry } from "../../src/store/insert.js";

const CLAIM: NewEntry = {
  section: "claims",
  id: "new",
  data: { text: "Rents rise.", speaker: "ann", relay: ["gazette"], tags: ["rent"] },
};

function insert(text: string, entry: Partial<NewEntry> = {}): string | undefined {
  return insertEntry(text, { ...CLAIM, ...entry })?.text;
}

const BLOCK = `  new:
    text: Rents rise.
    speaker: ann
    relay: [gazette]
    tags: [rent]
`;

describe("a section that has entries", () => {
  it("gets the new one at its end, ahead of what follows", () => {
    const before = "claims:\n  old:\n    text: A\n";
    expect(insert(`${before}agents: {}\n`)).toBe(`${before}\n${BLOCK}agents: {}\n`);
  });

  it("keeps the comments that are indented as a part of the last entry with it", () => {
    const before = "claims:\n  old: { text: A } # said once\n    # and never again\n";
    expect(insert(`${before}\n  # to be checked\n# vim: set et:\n`)).toBe(
      `${before}${BLOCK}\n  # to be checked\n# vim: set et:\n`,
    );
  });

  it("separates entries as they are separated", () => {
    const tight = "claims:\n  a:\n    text: A\n  b:\n    text: B\n";
    expect(insert(tight)).toBe(tight + BLOCK);
    const loose = "claims:\n  a:\n    text: A\n\n  # the second\n  b:\n    text: B\n";
    expect(insert(loose)).toBe(`${loose}\n${BLOCK}`);
    const elsewhere = "agents:\n  a:\n    kind: forum\n\n  b:\n    kind: forum\nclaims:\n  c: {}\n";
    expect(insert(elsewhere)).toBe(`${elsewhere}\n${BLOCK}`);
  });

  it("is indented as its neighbours are, with lists as theirs", () => {
    const before = "claims:\n    old:\n      text: A\n      tags:\n      - x\n      relay: [a]\n";
    expect(insert(before)).toBe(
      `${before}\n    new:\n      text: Rents rise.\n      speaker: ann\n      relay: [gazette]\n      tags:\n      - rent\n`,
    );
  });

  it("has the line ends of the file, and no last one where it has none", () => {
    const before = "claims:\r\n  old: { text: A }";
    expect(insert(before)).toBe(`${before}\r\n${BLOCK.replaceAll("\n", "\r\n").trimEnd()}`);
  });

  it("stands behind a text that ends with blank lines of its own", () => {
    const before = "claims:\n  old:\n    note: |+\n      A\n\n\n";
    expect(insert(`${before}# end\n`)).toBe(`${before}${BLOCK}# end\n`);
    const clipped = "claims:\n  old:\n    note: |\n      A\n";
    expect(insert(`${clipped}\n\n# end\n`)).toBe(`${clipped}\n${BLOCK}\n\n# end\n`);
  });

  it("takes braces where they are the section's", () => {
    const pair = "new: { text: Rents rise., speaker: ann, relay: [gazette], tags: [rent] }";
    expect(insert("claims: {old: {text: A}} # c\n")).toBe(
      `claims: {old: {text: A}, ${pair}} # c\n`,
    );
    expect(insert("claims: {\n  old: {text: A},\n}\n")).toBe(
      `claims: {\n  old: {text: A},\n  ${pair},\n}\n`,
    );
  });
});

describe("a section that has none, or is missing", () => {
  it.each([
    ["claims:\n", `claims:\n${BLOCK}`],
    ["claims: # none yet\n# end\n", `claims: # none yet\n${BLOCK}# end\n`],
    ["claims: {} # none\n", `claims: # none\n${BLOCK}`],
    ["claims: ~\nagents: {}\n", `claims:\n${BLOCK}agents: {}\n`],
    ["claims:", `claims:\n${BLOCK.trimEnd()}`],
    ["", `claims:\n${BLOCK}`],
    ["# only this\n", `# only this\n\nclaims:\n${BLOCK}`],
    ["agents:\n  a: {}\n# end\n", `agents:\n  a: {}\n\nclaims:\n${BLOCK}# end\n`],
    ["agents:\n  a: {}\ndocuments: {}\n", `agents:\n  a: {}\ndocuments: {}\nclaims:\n${BLOCK}`],
    ["---\nagents: {}\n...\n", `---\nagents: {}\n\nclaims:\n${BLOCK}...\n`],
    ["  agents: {}\n", `  agents: {}\n\n  claims:\n${BLOCK.replace(/^/gm, "  ").trimEnd()}\n`],
  ])("%j", (before, after) => {
    expect(insert(before)).toBe(after);
  });

  it("is indented as the other sections are", () => {
    expect(insert("agents:\n    a:\n      kind: forum\n")).toMatch(/\nclaims:\n {4}new:\n {6}text/);
  });
});

describe("JSON stays JSON", () => {
  it.each([
    '{"claims": {"old": {"text": "A"}}}',
    '{\n  "claims": {\n    "old": {\n      "text": "A"\n    }\n  }\n}\n',
    '{"agents": {}}',
    '{"agents": {"a": {"kind": "forum"}}, "claims": null}',
  ])("%j", (before) => {
    const after = JSON.parse(insert(before)!);
    expect(after.claims.new).toEqual(CLAIM.data);
    delete after.claims.new;
    expect(after.claims).toEqual(JSON.parse(before).claims ?? {});
  });

  it("with its indentation", () => {
    const before = JSON.stringify({ claims: { old: { text: "A" } } }, null, 2);
    const after = { claims: { old: { text: "A" }, new: CLAIM.data } };
    expect(insert(before)).toBe(JSON.stringify(after, null, 2));
  });

  it("but nothing in it is in braces without quotes", () => {
    expect(insert("{}")).toBe(
      "{ claims: { new: { text: Rents rise., speaker: ann, relay: [gazette], tags: [rent] } } }",
    );
  });
});

describe("what a person wrote", () => {
  const written = [
    "# first",
    "text: 'Rents rise.' # in short",
    "speaker: ann",
    "",
    "relay: [gazette]",
    "tags:",
    "- rent",
  ];

  it("stays as it is, comments too", () => {
    expect(insert("claims:\n  a: {}\n", { written, comments: ["# ahead"] })).toBe(`claims:
  a: {}
  # ahead
  new:
    # first
    text: 'Rents rise.' # in short
    speaker: ann

    relay: [gazette]
    tags:
    - rent
`);
  });

  it("is written anew in braces, and where it would read as something else", () => {
    expect(insert("claims: {a: {}}\n", { written })).toContain("new: { text: Rents rise.,");
    expect(insert("claims:\n", { written: ["text: something else"] })).toBe(`claims:\n${BLOCK}`);
  });
});

describe("is refused", () => {
  it.each([
    ["claims:\n  new: {}\n", "the id is there"],
    ["\tclaims:\n", "no YAML"],
    ["claims:\n---\nclaims:\n", "two documents"],
    ["- a\n", "no mapping"],
    ["claims: text\n", "no section"],
    ["? claims\n: ? old\n  : {}\n", "keys in a form that nobody writes"],
  ])("%j", (before) => {
    expect(insert(before)).toBeUndefined();
  });
});

it("says where the new lines stand, and what they are", () => {
  const before = "claims:\n  old:\n    text: A\n";
  expect(insertEntry(before, CLAIM)).toMatchObject({
    after: 3,
    lines: BLOCK.trimEnd().split("\n"),
  });
  expect(insertEntry("", CLAIM)).toMatchObject({ after: 0 });
  expect(insertEntry("claims: { a: {} }", CLAIM)).toMatchObject({ after: 1 });
});

describe("whatever a file looks like", () => {
  const scalar = fc.constantFrom(
    "plain",
    "'it''s'",
    '"x: y"',
    "12",
    "|\n        tall\n        text",
    ">-\n        folded",
  );
  const comment = fc.constantFrom("", " # why", " # claims-ignore: x -- y");
  const between = fc.constantFrom(
    "",
    "\n",
    "  # at the entries\n",
    "    # deeper\n",
    "# at the margin\n",
    "\n\n  # apart\n",
  );
  const value = fc.record({ scalar, comment, between });
  const section = (name: string) =>
    fc
      .record({
        entries: fc.array(value, { maxLength: 3 }),
        isFlow: fc.boolean(),
        head: comment,
      })
      .map(({ entries, isFlow, head }) => {
        if (entries.length === 0) return `${name}:${head}\n`;
        if (isFlow)
          return `${name}: { ${entries.map((_, index) => `${name}-${index}: { note: n }`).join(", ")} }${head}\n`;
        const lines = entries.map(({ scalar: text, comment: behind, between: gap }, index) => {
          const isTall = text.includes("\n");
          return `  ${name}-${index}:\n      note: ${text}${isTall ? "" : behind}\n${gap}`;
        });
        return `${name}:${head}\n${lines.join("")}`;
      });
  const file = fc
    .tuple(
      fc.constantFrom("", "# head\n", "---\n"),
      fc.shuffledSubarray(["agents", "documents", "claims"], { minLength: 0 }),
      section("agents"),
      section("documents"),
      section("claims"),
      fc.constantFrom("", "# the end\n", "\n\n", "...\n"),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([head, order, agents, documents, claims, foot, isWindows, isOpen]) => {
      const texts: Record<string, string> = { agents, documents, claims };
      const all = head + order.map((name) => texts[name]).join("") + (order.length > 0 ? foot : "");
      const ended = isOpen ? all.replace(/\n$/, "") : all;
      return isWindows ? ended.replaceAll("\n", "\r\n") : ended;
    });
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      "no",
      "On",
      "2023-10-26",
      "12:30",
      "a\nb",
      "a\n",
      " x",
      "# y",
      "x: y",
      "-",
      "[a",
      "{",
      "null",
      "~",
      "'",
    ),
  );
  const data = fc.record(
    {
      text,
      date: fc.constantFrom("2023-10-26", 2023),
      tags: fc.array(text, { minLength: 1, maxLength: 3 }),
      relay: fc.array(
        fc.oneof(fc.constant("a"), fc.record({ via: fc.constant("b"), says: text })),
        { minLength: 1, maxLength: 3 },
      ),
    },
    { requiredKeys: ["text"] },
  );

  /** What YAML can't hold unescaped, and what no file may hold: lone surrogates, marks, control characters. */
  const isWritable = (entry: unknown) =>
    !/\\ud[89a-f]|[\uFEFF\u0085\u2028\u2029]/i.test(JSON.stringify(entry));

  it.each([
    "ends in a space that does not break\u00A0",
    "\u202F",
    "\u3000begins with a wide one",
  ])("%j keeps the spaces that are none to YAML", (text) => {
    const after = insertEntry("", { section: "claims", id: "new", data: { text } })?.text;
    expect(after).toBe(`claims:\n  new:\n    text: "${text}"\n`);
    expect(parse(after!).claims.new).toEqual({ text });
  });

  it("every byte of it stays, and the entry is read as it was given", () => {
    fc.assert(
      fc.property(file, data.filter(isWritable), (before, given) => {
        const entry: NewEntry = { section: "claims", id: "new", data: given };
        const after = insertEntry(before, entry)?.text;
        fc.pre(after !== undefined || !before.includes("..."));
        expect(after).toBeDefined();
        let start = 0;
        while (start < before.length && before[start] === after![start]) start++;
        let end = 0;
        while (end < before.length && before.at(-1 - end) === after!.at(-1 - end)) end++;
        expect(start + end).toBeGreaterThanOrEqual(before.length);
        const [was, is] = [parse(before) ?? {}, parse(after!)];
        expect(is.claims.new).toEqual(given);
        delete is.claims.new;
        for (const key of ["agents", "documents", "claims"]) {
          expect(is[key] ?? {}).toEqual(was[key] ?? {});
        }
        if (before.includes("\r\n")) expect(after!.replaceAll("\r\n", "")).not.toContain("\n");
      }),
      { numRuns: 300 },
    );
  });
});
