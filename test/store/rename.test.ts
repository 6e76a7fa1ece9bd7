import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Provenance } from "../../src/provenance/provenance.js";
import { readStoreFile } from "../../src/store/read.js";
import type { FileReading } from "../../src/store/reading.js";
import { editStore, newFindings, planRename, saysTheSame, usesOf } from "../../src/store/rename.js";
import { locate } from "../../src/store/source.js";
import { entriesOf, type Store, uniteStore } from "../../src/store/store.js";
import { check } from "../support/print-all.js";
import { storeOf } from "../support/store.js";

vi.setConfig({ testTimeout: 60_000 });

type Files = Readonly<Record<string, string>>;

const readingsOf = (files: Files): FileReading[] =>
  Object.entries(files).map(([path, text]) => readStoreFile(path, new TextEncoder().encode(text)));

/** Renames in memory, and gives all files as they then are, or why it can't be done. */
function renamed(files: Files, from: string, to: string): Files | string {
  const plan = planRename(storeOf(files), from, to);
  if ("refusal" in plan) return plan.refusal;
  const textOf = (file: string) => ({ text: files[file]!, mark: "" }) as const;
  const { store, texts } = editStore(readingsOf(files), plan.edits, textOf);
  const before = uniteStore(readingsOf(files));
  expect(saysTheSame(before, store, { from, to, uses: usesOf(before, from) })).toBe(true);
  return { ...files, ...Object.fromEntries([...texts].map(([file, { text }]) => [file, text])) };
}

/** Renames in a store of one file. */
function renamedText(text: string, from: string, to: string): string {
  const files = renamed({ "claims/store.yaml": text }, from, to);
  return typeof files === "string" ? files : files["claims/store.yaml"]!;
}

const AGENTS = `agents:
  wire: { name: Wire, kind: outlet, part-of: wire-group }
  wire-group: { name: Wire Group, kind: organization, grade: { reliability: A, by: jane } }
  jane: { name: Jane, kind: person, roles: { editor: { title: Editor, of: wire } } }
`;

describe("what is renamed", () => {
  it("is the entry's key and every reference to it, whatever its key", () => {
    const text = `${AGENTS}documents:
  story: { by: wire, authors: [jane, wire] }
claims:
  said:
    text: It is so, says wire.
    speaker: wire
    for: wire
    about: [jane, wire]
    relay:
      - wire
      - { via: jane, translator: wire, in: story }
    reviews: [{ by: wire, verdict: "true" }]
    grade: { credibility: 2, by: wire }
`;
    expect(renamedText(text, "wire", "cable")).toBe(
      text
        .replaceAll(/(?<=: |\[|, |- )wire(?=[,\n \]}])/g, "cable")
        .replace("  wire: {", "  cable: {"),
    );
    const places = usesOf(storeOf(text), "wire").map(({ entry, path }) =>
      [entry.id, ...path].join("."),
    );
    expect(places).toEqual([
      "wire",
      "jane.roles.editor.of",
      "story.by",
      "story.authors.1",
      "said.speaker",
      "said.for",
      "said.relay.0",
      "said.relay.1.translator",
      "said.about.1",
      "said.reviews.0.by",
      "said.grade.by",
    ]);
  });

  it("is a claim or a document in all relations to it, in other files too", () => {
    const files = {
      "claims/a.yaml": `agents: { jane: { name: Jane, kind: person } }
documents: { page: { cites: [page-two] }, page-two: {} }
claims: { said: { text: It is so., speaker: jane, in: page } }
`,
      "claims/b.yaml": `claims:
  again: { text: It is so., speaker: page, based-on: [said, page], confirms: [said] }
  no: { text: It is not., speaker: jane, disputes: [ "said" ], retracts: ['said'] }
`,
    };
    expect(renamed(files, "said", "told")).toEqual({
      "claims/a.yaml": files["claims/a.yaml"].replace("{ said", "{ told"),
      "claims/b.yaml": files["claims/b.yaml"]
        .replaceAll("[said", "[told")
        .replace('"said"', '"told"')
        .replace("'said'", "'told'"),
    });
    expect(renamed(files, "page", "sheet")).toEqual({
      "claims/a.yaml": files["claims/a.yaml"]
        .replace("{ page:", "{ sheet:")
        .replace("in: page", "in: sheet"),
      "claims/b.yaml": files["claims/b.yaml"]
        .replace("speaker: page", "speaker: sheet")
        .replace(", page]", ", sheet]"),
    });
  });

  it("is no comment, no text, no role, no tag and no part of another id", () => {
    const text = `# wire wrote this
agents:
  # claims-ignore: unused -- wire is kept
  wire: { name: wire, kind: outlet, aliases: [wire], note: wire } # wire
  wire-two:
    name: Two
    kind: person
    roles: { wire: { title: wire, of: wire } }
claims:
  wire-said: { text: wire, speaker: wire-two, role: wire, tags: [wire], quote: wire, how: wire }
`;
    const expected = text.replace("  wire: {", "  cable: {").replace("of: wire", "of: cable");
    expect(renamedText(text, "wire", "cable")).toBe(expected);
  });

  it("keeps line ends, and quotes what would read as a number", () => {
    const text =
      "agents:\r\n  jane: { name: J, kind: person }\r\n  a: { name: A, kind: person, part-of: jane }\r\n";
    expect(renamedText(text, "jane", "1984")).toBe(
      text.replace("  jane:", '  "1984":').replace("part-of: jane", 'part-of: "1984"'),
    );
  });
});

describe("the names of hops", () => {
  const claim = (...hops: string[]) =>
    `${AGENTS}claims:\n  said:\n    text: It is so.\n    speaker: jane\n    relay:\n${hops
      .map((hop) => `      - ${hop}\n`)
      .join("")}`;

  it("follow where a hop has its name from its `via`", () => {
    const text = claim(
      "wire",
      "{ via: jane, from: wire }",
      "{ via: wire-group, from: [jane, wire] }",
    );
    expect(renamedText(text, "wire", "cable")).toBe(
      text
        .replace("  wire: {", "  cable: {")
        .replace("of: wire }", "of: cable }")
        .replace("- wire", "- cable")
        .replace("from: wire", "from: cable")
        .replace("jane, wire]", "jane, cable]"),
    );
  });

  it("stay where a hop has an `id` of its own", () => {
    const text = claim("{ via: wire, id: first }", "{ via: jane, from: first }");
    expect(renamedText(text, "wire", "cable")).toContain("{ via: cable, id: first }");
    expect(renamedText(text, "wire", "cable")).toContain("{ via: jane, from: first }");
  });

  it("stay where the first hop of that name has it from its `id`", () => {
    const text = claim("{ via: jane, id: wire }", "wire", "{ via: wire-group, from: wire }");
    expect(renamedText(text, "wire", "cable")).toContain("from: wire }");
  });

  it("stay where `speaker` means the speaker", () => {
    const text = claim("speaker", "{ via: jane, from: speaker }").replace(
      "agents:\n",
      "agents:\n  speaker: { name: Speaker, kind: person }\n",
    );
    const after = renamedText(text, "speaker", "chair");
    expect(after).toContain("- chair\n");
    expect(after).toContain("from: speaker");
  });

  it.each([
    ["an id", claim("wire", "{ via: jane, id: cable }")],
    ["a name that no hop has", claim("wire", "{ via: jane, from: [wire, cable] }")],
  ])("are not made one with %s", (_, text) => {
    expect(renamedText(text, "wire", "cable")).toMatch(
      /^`cable` is the name of a hop already, at claims\/store.yaml:\d+:\d+\n {2}= help: give that hop another `id`$/,
    );
  });
});

describe("a renaming is refused", () => {
  const text = `${AGENTS}claims: { said: { text: So., speaker: nobody } }\n`;

  it.each([
    ["wyre", "cable", "nothing in the store has the id `wyre`\n  = help: did you mean `wire`?"],
    ["x", "cable", "nothing in the store has the id `x`\n  = help: an id is given in full"],
    ["wire", "wire", "`wire` is called that already"],
    ["wire", "Cable", /^`Cable` is no id\n {2}= help: an id is lower-case/],
    ["wire", "", /^`` is no id/],
    ["wire", "unknown", "`unknown` is reserved"],
    ["wire", "speaker", "`speaker` is reserved"],
    ["wire", "machine", "`machine` is reserved"],
    ["wire", "jane", "`jane` is the id of an agent already, at claims/store.yaml:4:3"],
    ["wire", "nobody", /^`nobody` is referred to already, at claims\/store.yaml:5:39/],
  ])("of %s to %j", (from, to, refusal) => {
    if (typeof refusal === "string") expect(renamedText(text, from, to)).toBe(refusal);
    else expect(renamedText(text, from, to)).toMatch(refusal);
  });

  it("where part of the store can't be read: it may hold references", () => {
    const broken = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`claims/b${index}.yaml`, "claims: [\n"]),
    );
    const refusal = renamed({ "claims/a.yaml": AGENTS, ...broken }, "wire", "cable");
    expect(refusal).toMatch(
      /^part of the store can't be read, and may hold references:\n {2}claims\/b0/,
    );
    expect(refusal).toContain(
      "\n  … and 2 more\n  = help: `claims validate` says what is wrong there",
    );
  });

  it("where an id is written in a way that can't be written over", () => {
    const text = `agents:\n  jane: { name: Jane, kind: person }\nclaims:\n  said:\n    text: So.\n    speaker: >-\n      jane\n`;
    expect(renamedText(text, "jane", "joan")).toBe(
      "`jane` is written over several lines at claims/store.yaml:6:14",
    );
  });
});

describe("a store is held against what it was", () => {
  const before = storeOf(AGENTS);
  const uses = usesOf(before, "wire");
  const says = (text: string) =>
    saysTheSame(before, storeOf(text), { from: "wire", to: "cable", uses });
  const right = renamedText(AGENTS, "wire", "cable");

  it("and says the same", () => {
    expect(says(right)).toBe(true);
  });

  it.each([
    ["a reference that stayed", right.replace("of: cable", "of: wire")],
    ["another value", right.replace("name: Jane", "name: Joan")],
    ["an entry less", right.replace(/ {2}jane: .*\n/, "")],
    ["an entry of another kind", right.replace("agents:", "documents:")],
    ["what can't be read", `${right}  - `],
  ])("and does not with %s", (_, text) => {
    expect(says(text)).toBe(false);
  });

  it("by what is found in it", () => {
    const finding = (rule: string) => ({ ...check(before)[0]!, rule });
    expect(newFindings([finding("a")], [finding("a")])).toEqual([]);
    expect(newFindings([finding("a")], [finding("a"), finding("b")])).toEqual([finding("b")]);
  });
});

/** A random store in two files, written in every way that ids can be written. */
const stores = fc.gen().map((gen): Files => {
  const pick = <T>(items: readonly T[]): T => gen(() => fc.constantFrom(...items));
  const flip = () => gen(fc.boolean);
  const some = <T>(items: readonly T[]): T[] => items.filter(() => flip());
  const agents = ["ann", "bob", "wire", "hall", "speaker"];
  const documents = ["page", "film", "wire-page"];
  const claims = ["said", "heard", "wire-said"];
  const write = (id: string) => pick([id, `'${id}'`, `"${id}"`]);
  const list = (ids: readonly string[]) =>
    flip()
      ? ` [ ${ids.map(write).join(" , ")} ]\n`
      : `\n${ids.map((id) => `      - ${write(id)} # ${id}\n`).join("")}`;
  const any = (key: string, ids: readonly string[]) => {
    const chosen = some(ids);
    return chosen.length > 0 ? `    ${key}:${list(chosen)}` : "";
  };
  const one = (key: string, ids: readonly string[]) =>
    flip() ? `    ${key}:   ${write(pick(ids))}   # ${pick(agents)}\n` : "";
  const hop = () => {
    const via = pick([...agents, ...documents, "unknown"]);
    if (flip()) return `      - ${write(via)}\n`;
    const names = [...agents, ...documents, "one", "unknown"];
    const from = flip()
      ? `, from: ${write(pick(names))}`
      : `, from: [${some(names).concat("ann").join(",")}]`;
    return `      - { via: ${write(via)}${flip() ? `, id: ${pick([...names, "two"])}` : ""}${flip() ? from : ""} }\n`;
  };
  const relay = () => `    relay:\n${hop()}${flip() ? hop() : ""}${flip() ? hop() : ""}`;
  const agent = (id: string) =>
    `  ${write(id)}:\n    name: ${id}\n    kind: ${id === "hall" ? "forum" : "person"}\n${one("part-of", agents)}`;
  const document = (id: string) =>
    `  ${write(id)}: # ${id}\n    title: ${id}\n${one("by", agents)}${any("authors", agents)}${any("cites", documents)}`;
  const claim = (id: string) =>
    `  ${write(id)}:\n    text: ${pick(claims)} ${pick(agents)}\n    speaker: ${write(pick([...agents, ...documents]))}\n` +
    `${one("in", documents)}${any("based-on", [...claims, ...documents])}${any("about", agents)}${any("confirms", claims)}${flip() ? relay() : ""}`;
  const half = <T>(items: readonly T[]) => [items.slice(0, 2), items.slice(2)];
  const [files, more] = half([0, 1, 2, 3]);
  expect(files!.length + more!.length).toBe(4);
  const file = (at: number) =>
    `# a comment: wire\nagents:\n${half(agents)[at]!.map(agent).join("\n")}documents:\n${half(documents)[at]!.map(document).join("")}claims:\n${half(claims)[at]!.map(claim).join("  # said\n")}`;
  return { "claims/one.yaml": file(0), "claims/two.yaml": file(1) };
});

/** Everything that is known of a store, with one id put in the place of another in what is not text. */
function meaning(store: Store, swap: (id: string) => string): unknown {
  const provenance = new Provenance(store);
  return {
    places: [...entriesOf(store)].map((entry) => {
      const { file, line, column } = locate(entry);
      return [swap(entry.id), entry.kind, file, line, column];
    }),
    traces: [...store.claims.values()].map((claim) => {
      const { chain, status, hands, reports, independent, bottlenecks, origins } =
        provenance.trace(claim);
      const hops = chain.hops.map(({ hop, gap, voice, from, danglingFrom }) => {
        return [swap(hop.via), gap, voice && swap(voice), from, danglingFrom.length];
      });
      const named = [chain.speakerVoice, ...bottlenecks, ...[...origins].sort()].map(swap).sort();
      return { status, hands, reports, independent, hops, named, loops: chain.loops };
    }),
  };
}

describe("in any store whatever", () => {
  const ids = [
    "ann",
    "bob",
    "wire",
    "hall",
    "speaker",
    "page",
    "film",
    "wire-page",
    "said",
    "heard",
  ];

  it("renaming keeps what it says, and renaming back keeps every byte", () => {
    let done = 0;
    fc.assert(
      fc.property(stores, fc.constantFrom(...ids), (files, id) => {
        const after = renamed(files, id, "new-one");
        if (typeof after === "string") throw new Error(after);
        const swap = (each: string) => (each === id ? "new-one" : each);
        const before = uniteStore(readingsOf(files));
        expect(meaning(uniteStore(readingsOf(after)), (each) => each)).toEqual(
          meaning(before, swap),
        );
        expect(usesOf(uniteStore(readingsOf(after)), "new-one").length).toBe(
          usesOf(before, id).length,
        );
        done++;
        // A name that a hop had by chance already can't be given back.
        const back = renamed(after, "new-one", id);
        if (typeof back === "string")
          expect(back).toMatch(/is the name of a hop already|is reserved/);
        else expect(back).toEqual(files);
      }),
      { numRuns: 400 },
    );
    expect(done).toBeGreaterThan(300);
  });
});
