import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEdtf } from "../../src/model/edtf.js";
import { checkStore } from "../../src/rules/engine.js";
import { tooLargeFile } from "../../src/store/reading.js";
import { entriesOf, entryOf, type Store, uniteStore } from "../../src/store/store.js";
import { storeOf } from "../support/store.js";
import { read } from "./reading.js";

const person = (id: string) => `  ${id}: { name: ${id}, kind: person }\n`;
const claim = (id: string, speaker: string) => `  ${id}: { text: T, speaker: ${speaker} }\n`;

/** What the store found, a line each. */
function found({ findings }: Store): string[] {
  return findings.map(({ rule, location }) => `${location.file}:${location.line} ${rule}`);
}

/** What all rules find, a line each. */
function checked(store: Store): string[] {
  const today = parseEdtf("2026-01-01")!;
  return checkStore(store, { today, levels: { "no-document": "off" } }).map(
    ({ rule, location }) => `${location.file}:${location.line} ${rule}`,
  );
}

describe("the store is the union of its files", () => {
  it("whatever the kinds and the layout", () => {
    const store = storeOf({
      "claims/b.yaml": `claims:\n${claim("c", "a")}agents:\n${person("b")}`,
      "claims/a.yml": `agents:\n${person("a")}documents:\n  d: {}\n`,
    });
    expect([...store.agents.keys()]).toEqual(["a", "b"]);
    expect([...store.documents.keys()]).toEqual(["d"]);
    expect([...store.claims.keys()]).toEqual(["c"]);
    expect(store.files.map(({ path }) => path)).toEqual(["claims/a.yml", "claims/b.yaml"]);
    expect(store).toMatchObject({ findings: [], complete: true });
  });

  it("finds an entry by its id, whatever its kind", () => {
    const store = storeOf(
      `agents:\n${person("a")}documents:\n  d: {}\nclaims:\n${claim("c", "a")}`,
    );
    expect(["a", "d", "c", "x"].map((id) => entryOf(store, id)?.kind)).toEqual([
      "agent",
      "document",
      "claim",
      undefined,
    ]);
    expect([...entriesOf(store)].map(({ id }) => id)).toEqual(["a", "d", "c"]);
  });

  it("is the same in whatever order the files are read", () => {
    const readings = [
      read(`agents:\n${person("a")}${person("b")}`, "claims/a.yaml"),
      read(`claims:\n${claim("c", "a")}  bad: 5\n`, "claims/b.yaml"),
      read(`agents:\n${person("a")}claims:\n  c: "\n`, "claims/B.yaml"),
      read(`documents:\n${person("c")}`, "claims/sub/a.yaml"),
      tooLargeFile("claims/huge.yaml", 1e9),
    ];
    const shapeOf = (store: Store) => ({
      ...store,
      referrersOf: [...entriesOf(store)].map(({ id }) => store.referrersOf(id)),
      entries: [...entriesOf(store)].map(({ id, file }) => [id, file.path]),
      damaged: [...store.damaged],
    });
    const expected = shapeOf(uniteStore(readings));
    fc.assert(
      fc.property(fc.shuffledSubarray(readings, { minLength: readings.length }), (shuffled) => {
        expect(shapeOf(uniteStore(shuffled))).toEqual(expected);
      }),
    );
  });
});

describe("an id defined twice", () => {
  it("in one file, shows both places, and the first counts", () => {
    const store = storeOf(
      "claims:\n  c: { text: one, speaker: s }\n  c: { text: two, speaker: s }\n",
    );
    expect(store.claims.get("c")?.value.text).toBe("one");
    expect(store.findings).toMatchObject([
      {
        rule: "duplicate-id",
        severity: "error",
        message: "the id `c` is defined twice",
        label: "this claim is left out",
        claim: "c",
        location: { file: "claims/store.yaml", line: 3, column: 3, endLine: 3, endColumn: 4 },
        related: [{ message: "a claim has the id already", location: { line: 2, column: 3 } }],
        help: "an id names one thing in the whole store, whatever its kind: rename one of the two",
      },
    ]);
    expect(store.complete).toBe(false);
  });

  it("in two files and of two kinds", () => {
    const store = storeOf({
      "claims/z.yaml": "documents:\n  x: {}\n",
      "claims/a.yaml": `agents:\n${person("x")}`,
    });
    expect(found(store)).toEqual(["claims/z.yaml:2 duplicate-id"]);
    expect(store.findings[0]).toMatchObject({
      label: "this document is left out",
      related: [{ message: "an agent has the id already", location: { file: "claims/a.yaml" } }],
    });
    expect(entryOf(store, "x")?.kind).toBe("agent");
  });

  it("three times is two findings", () => {
    const store = storeOf(`agents:\n${person("x")}${person("x")}${person("x")}`);
    expect(found(store)).toEqual([
      "claims/store.yaml:3 duplicate-id",
      "claims/store.yaml:4 duplicate-id",
    ]);
  });

  it("of which the first is damaged, is found too, and neither is guessed to be meant", () => {
    const store = storeOf(`agents:\n  x: { kind: bot }\n${person("x")}`);
    expect(found(store)).toEqual([
      "claims/store.yaml:2 invalid-value",
      "claims/store.yaml:3 duplicate-id",
    ]);
    expect(entryOf(store, "x")).toBeUndefined();
    expect(store.damaged.get("x")).toBe("agent");
  });
});

describe("a fault is told at its cause, and not again at what follows from it", () => {
  it("a reference to an entry that is damaged is not dangling", () => {
    const store = storeOf(`agents:\n  a: { name: A, kind: bot }\nclaims:\n${claim("c", "a")}`);
    expect(checked(store)).toEqual(["claims/store.yaml:2 invalid-value"]);
    expect(store.complete).toBe(false);
  });

  it("nor is one to what a torn file may define", () => {
    const store = storeOf({
      "claims/a.yaml": 'agents:\n  x: { name: "X, kind: person }\n  a: { name: A, kind: person }\n',
      "claims/c.yaml": `claims:\n${claim("c", "a")}`,
    });
    expect(checked(store)).toEqual(["claims/a.yaml:2 yaml-syntax"]);
  });

  it.each([
    ["whose key is misspelt", `agent:\n${person("a")}`, "1 unknown-key"],
    ["that is a second document", `documents:\n---\n${person("a")}`, "2 yaml-feature"],
    [
      "with a key that is no text ahead",
      `agents:\n  ? [x]\n  : y\n${person("a")}x`,
      "5 yaml-syntax",
    ],
  ])("nor one to what stands in a section %s", (_, agents, fault) => {
    const store = storeOf({
      "claims/a.yaml": agents,
      "claims/c.yaml": `claims:\n${claim("c", "a")}`,
    });
    expect(checked(store)).toContain(`claims/a.yaml:${fault}`);
    expect(checked(store).filter((each) => each.startsWith("claims/c.yaml"))).toEqual([]);
  });

  it("nor any, where a file is not to be had: it may define what it will", () => {
    const store = uniteStore([
      tooLargeFile("claims/a.yaml", 1e9),
      read(`claims:\n${claim("c", "a")}agents:\n${person("b")}`, "claims/c.yaml"),
    ]);
    expect(checked(store)).toEqual(["claims/a.yaml:1 file-too-large"]);
  });

  it("but one to what no file holds is", () => {
    const store = storeOf(`agents:\n  a: { name: A, kind: bot }\nclaims:\n${claim("c", "b")}`);
    expect(checked(store)).toEqual([
      "claims/store.yaml:2 invalid-value",
      "claims/store.yaml:4 dangling-reference",
    ]);
  });

  it("what a damaged entry mentions is not unused", () => {
    const store = storeOf(`agents:\n${person("a")}claims:\n  c: { text: 5, speaker: a }\n`);
    expect(checked(store)).toEqual(["claims/store.yaml:4 wrong-type"]);
  });

  it("nor what a torn file mentions", () => {
    const store = storeOf({
      "claims/a.yaml": `agents:\n${person("a")}`,
      "claims/c.yaml": 'claims:\n  c:\n    text: "T\n    speaker: a\n',
    });
    expect(checked(store)).toEqual(["claims/c.yaml:3 yaml-syntax"]);
  });

  it("but what neither mentions is", () => {
    const store = storeOf(
      `agents:\n${person("a")}${person("b")}claims:\n  c: { text: 5, speaker: a }\n`,
    );
    expect(checked(store)).toEqual([
      "claims/store.yaml:3 unused",
      "claims/store.yaml:5 wrong-type",
    ]);
  });
});
