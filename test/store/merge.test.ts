import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeEntries } from "../../src/store/merge.js";
import { readStoreFile } from "../../src/store/read.js";

/** A store of claims: what each says, and who says it. */
type Model = Readonly<Record<string, { readonly text: string; readonly speaker: string }>>;

function write(model: Model): string {
  const entries = Object.entries(model).map(
    ([id, { text, speaker }]) =>
      `  # on ${id}\n  ${id}:\n    text: ${text}\n    speaker: ${speaker}\n`,
  );
  return `# a story\n\nclaims:\n${entries.join("\n")}`;
}

function entriesIn(text: string): Record<string, unknown> {
  const { entries, problems } = readStoreFile("s.yaml", new TextEncoder().encode(text));
  expect(problems, text).toEqual([]);
  return Object.fromEntries(entries.map(({ id, value }) => [id, value]));
}

const BASE = write({ a: { text: "A.", speaker: "x" }, b: { text: "B.", speaker: "x" } });
const merge = (ours: string, theirs: string, base = BASE) => mergeEntries({ base, ours, theirs });
const added = (id: string) => `\n  # on ${id}\n  ${id}:\n    text: New.\n    speaker: x\n`;

describe("additions", () => {
  it("to one place stand one behind the other, ours first, comments and blank lines with them", () => {
    const merged = merge(BASE + added("c"), BASE + added("d"));
    expect(merged).toEqual({ text: BASE + added("c") + added("d"), conflicts: [] });
  });

  it("stand where they were added", () => {
    const ours = BASE.replace("  # on a\n", `${added("first").slice(1)}\n  # on a\n`);
    const { text } = merge(ours, BASE + added("last"))!;
    expect(Object.keys(entriesIn(text))).toEqual(["first", "a", "b", "last"]);
    expect(text).toBe(ours + added("last"));
  });

  it("of the same entry on both sides are one", () => {
    expect(merge(BASE + added("c"), BASE + added("c"))!.text).toBe(BASE + added("c"));
  });

  it("of sections are kept, with what is in them", () => {
    const section = (name: string, id: string) => `\n${name}:\n  ${id}:\n    note: N.\n`;
    const { text } = merge(
      BASE + section("agents", "c"),
      BASE + added("e") + section("documents", "d"),
    )!;
    expect(text).toBe(BASE + added("e") + section("agents", "c") + section("documents", "d"));
  });

  it("to a file that both sides add are united", () => {
    const { text, conflicts } = merge("claims:\n  a: {}\n", "claims:\n  b: {}\n", "")!;
    expect([text, conflicts]).toEqual(["claims:\n  a: {}\n  b: {}\n", []]);
  });

  it("survive the other side's deletion of the section", () => {
    expect(merge("agents: {}\n", "claims:\n  a: {}\n  b: {}\n", "claims:\n  a: {}\n")!.text).toBe(
      "agents: {}\n\nclaims:\n  b: {}\n",
    );
  });
});

describe("changes", () => {
  it("of one side are taken", () => {
    const theirs = BASE.replace("A.", "Other.");
    expect(merge(BASE, theirs)!.text).toBe(theirs);
    expect(merge(theirs, BASE)!.text).toBe(theirs);
  });

  it("of different keys of one entry are both taken", () => {
    const { text, conflicts } = merge(
      BASE.replace("text: A.", "text: Other.\n    how: said # new"),
      BASE.replace("speaker: x", "speaker: y"),
    )!;
    expect(conflicts).toEqual([]);
    expect(text).toBe(
      BASE.replace("text: A.", "text: Other.\n    how: said # new").replace(
        "speaker: x",
        "speaker: y",
      ),
    );
  });

  it("of one key are a conflict, which is marked around the entry alone", () => {
    const { text, conflicts } = merge(BASE.replace("A.", "One."), BASE.replace("A.", "Two."))!;
    expect(conflicts).toEqual(["a"]);
    const entry = (says: string) => `  # on a\n  a:\n    text: ${says}\n    speaker: x\n`;
    expect(text).toBe(
      BASE.replace(
        entry("A."),
        `<<<<<<< ours\n${entry("One.")}=======\n${entry("Two.")}>>>>>>> theirs\n`,
      ),
    );
  });

  it("of an entry that the other side deletes are a conflict", () => {
    const without = BASE.slice(0, BASE.indexOf("\n  # on b"));
    const { text, conflicts } = merge(without, BASE.replace("B.", "Other."))!;
    expect(conflicts).toEqual(["b"]);
    expect(text).toContain("<<<<<<< ours\n=======\n  # on b\n  b:\n    text: Other.");
    expect(merge(without, BASE)!.text).toBe(without);
  });

  it("of the order are taken, and ours where both changed it", () => {
    const model = (ids: string) =>
      write(Object.fromEntries([...ids].map((id) => [id, { text: "T.", speaker: "x" }])));
    const order = (ours: string, theirs: string) =>
      Object.keys(entriesIn(merge(model(ours), model(theirs), model("abc"))!.text)).join("");
    expect(order("abcd", "cab")).toBe("cdab");
    expect(order("bac", "cab")).toBe("bac");
  });

  it("of comments at the end are both kept", () => {
    const { text } = merge(`${BASE}# ours\n`, `${BASE}# theirs\n`)!;
    expect(text).toBe(`${BASE}# ours\n# theirs\n`);
  });
});

describe("the form of the files", () => {
  it("has our line ends, and a line end at the end", () => {
    const ours = `${BASE}${added("c")}`.replaceAll("\n", "\r\n");
    const { text } = merge(ours, (BASE + added("d")).trimEnd())!;
    expect(text).toBe((BASE + added("c") + added("d")).replaceAll("\n", "\r\n"));
  });

  it.each([
    ["a syntax error", "claims:\n  a: {text: 'A\n"],
    ["another indentation", "claims:\n    a: {}\n"],
    ["a section in brackets", "claims: { a: { note: N. } }\n"],
    ["no store", "name: CI\non: push\n"],
    ["a list", "- a\n"],
  ])("must be that of a store file: not %s", (_, theirs) => {
    expect(merge(BASE, theirs)).toBeUndefined();
  });
});

describe("any two edits of any file", () => {
  const entry = fc.record({
    text: fc.constantFrom("A.", "B.", "C."),
    speaker: fc.constantFrom("x", "y"),
  });
  const model = fc.dictionary(fc.constantFrom(..."abcdefgh"), entry, {
    maxKeys: 6,
    noNullPrototype: true,
  });
  const three = fc.tuple(model, model, model).map(([base, ours, theirs]) => ({
    base: base as Model,
    // What both sides hold of the base comes from it, so that not all is new.
    ours: { ...base, ...ours } as Model,
    theirs: Object.fromEntries(
      Object.entries({ ...theirs, ...base }).filter(([id]) => !(id in theirs) || id < "e"),
    ) as Model,
  }));

  /** What merging by keys is to give: `undefined` for a conflict. */
  function expected(id: string, { base, ours, theirs }: Record<"base" | "ours" | "theirs", Model>) {
    const pick = <T>(b: T, o: T, t: T): { value: T } | undefined => {
      const [bs, os, ts] = [b, o, t].map((value) => JSON.stringify(value));
      if (os === ts || ts === bs) return { value: o };
      return os === bs ? { value: t } : undefined;
    };
    const whole = pick(base[id], ours[id], theirs[id]);
    if (whole || !base[id] || !ours[id] || !theirs[id]) return whole;
    const text = pick(base[id].text, ours[id].text, theirs[id].text);
    const speaker = pick(base[id].speaker, ours[id].speaker, theirs[id].speaker);
    return text && speaker && { value: { text: text.value, speaker: speaker.value } };
  }

  it("lose nothing, and come to what a merge of their data comes to", () => {
    let conflicting = 0;
    fc.assert(
      fc.property(three, (sides) => {
        const merged = mergeEntries({
          base: write(sides.base),
          ours: write(sides.ours),
          theirs: write(sides.theirs),
        })!;
        const ids = new Set([...Object.keys(sides.ours), ...Object.keys(sides.theirs)]);
        const open = [...ids].filter((id) => expected(id, sides) === undefined);
        expect([...merged.conflicts].sort()).toEqual(open.sort());
        conflicting += open.length;
        if (open.length > 0) {
          for (const id of open) {
            for (const side of [sides.ours, sides.theirs]) {
              if (side[id])
                expect(merged.text).toContain(write({ [id]: side[id] }).split("claims:\n")[1]);
            }
          }
          return;
        }
        const values = [...ids].map((id) => [id, expected(id, sides)!.value] as const);
        const said = Object.fromEntries(values.filter(([, value]) => value !== undefined));
        expect(entriesIn(merged.text)).toEqual(said);
        for (const id of Object.keys(said))
          expect(merged.text.split(`# on ${id}\n`)).toHaveLength(2);
      }),
      { numRuns: 1000 },
    );
    expect(conflicting).toBeGreaterThan(50);
  });
});
