import { describe, expect, it } from "vitest";
import { readTyped } from "../../src/store/typed.js";

const read = (text: string, kind: "agent" | "document" | "claim" = "claim") =>
  readTyped("<stdin>", new TextEncoder().encode(text), kind);

/** What is wrong, a line each. */
const faults = (text: string) =>
  read(text).findings.map(
    ({ rule, message, location: { line, column } }) => `${line}:${column} ${rule}: ${message}`,
  );

describe("the keys of one entry", () => {
  it("have no id yet, and keep their comments", () => {
    const [entry] = read("---\n# said once\ntext: 'A' # so\n\nspeaker: ann\n").entries;
    expect(entry).toMatchObject({ section: "claims", id: undefined });
    expect(entry!.data).toEqual({ text: "A", speaker: "ann" });
    expect(entry!.written).toEqual(["# said once", "text: 'A' # so", "", "speaker: ann"]);
  });

  it("may be JSON", () => {
    const [entry] = read('{"text": "A", "speaker": "ann"}').entries;
    expect(entry!.data).toEqual({ text: "A", speaker: "ann" });
    expect(entry!.written).toBeUndefined();
  });

  it("are of the kind that is asked for", () => {
    expect(read("kind: person\nname: Ann\n", "agent").entries[0]).toMatchObject({
      section: "agents",
    });
    expect(read("title: A\n", "document").entries[0]).toMatchObject({ section: "documents" });
  });
});

describe("an id with its keys", () => {
  it("may be several, with comments ahead of them", () => {
    const [first, second] = read(
      "# one\r\na: # behind\r\n    text: A\r\n    speaker: ann\r\n  \r\nb: { text: B, speaker: ann }\r\n",
    ).entries;
    expect(first).toMatchObject({ id: "a", comments: ["# one", "# behind"] });
    expect(first!.written).toEqual(["text: A", "speaker: ann"]);
    expect(second).toMatchObject({ id: "b", data: { text: "B", speaker: "ann" } });
    expect(second!.written).toBeUndefined();
  });
});

describe("a part of a store file", () => {
  it("holds entries of any kind", () => {
    const text =
      "agents:\n  ann: { name: Ann, kind: person }\nclaims:\n  a:\n    text: A\n    speaker: ann\n";
    expect(read(text).entries.map(({ section, id }) => `${section} ${id}`)).toEqual([
      "agents ann",
      "claims a",
    ]);
  });
});

describe("what can't be moved is written anew", () => {
  it.each([
    "a:\n  text: |2\n     A\n  speaker: ann\n",
    "a:\n  text: |+\n    A\n\n  speaker: ann\n",
    "a:\n  text: |\n    A \n    B\n  speaker: ann\n",
    "a: {text: A, speaker: ann}\n",
    "a:\n  text: A\n # out of line\n  speaker: ann\n",
  ])("%j", (text) => {
    const [entry] = read(text).entries;
    expect(entry!.written).toBeUndefined();
    expect(entry!.data).toMatchObject({ speaker: "ann" });
  });
});

describe("what is wrong is told as in a file", () => {
  it.each([
    ["speaker: ann\n", ["1:1 missing-key: the claim has no `text`"]],
    ["text: A\nspeaker: Ann\n", ["2:10 invalid-id: `Ann` is no id"]],
    ['{"text": "A", "speeker": "ann"}', ["1:15 unknown-key: a claim has no key `speeker`"]],
    [
      "a:\n  text: A\n  speaker: ann\n  date: 2023-02-30\n",
      ["4:9 invalid-date: no calendar has the date `2023-02-30`"],
    ],
    ["claims:\n  a: { text: A }\n", ["2:3 missing-key: claim `a` has no `speaker`"]],
    ["text: &a A\nspeaker: ann\n", ["1:7 yaml-feature: an anchor can't stand in a store file"]],
  ])("%j", (text, expected) => {
    expect(faults(text)).toEqual(expected);
    expect(read(text).entries).toEqual([]);
  });

  it.each([
    "",
    "text",
    "- a\n",
    "text: 'A\n",
    "claims: {a: 1}\n",
    "{}",
    "a: 1\nb: {}\n",
  ])("%j has faults and no entry", (text) => {
    expect(faults(text).length).toBeGreaterThan(0);
    expect(read(text).entries).toEqual([]);
  });
});
