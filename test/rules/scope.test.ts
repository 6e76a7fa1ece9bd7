import { describe, expect, it } from "vitest";
import { type Interval, parseEdtf } from "../../src/model/edtf.js";
import { checkStore } from "../../src/rules/engine.js";
import { batchesOf, entriesIn } from "../../src/rules/scope.js";
import { storeOf } from "../support/store.js";

const today = parseEdtf("2026-01-01") as Interval;

/** A store of so many claims, each based on the next, the last on the first. */
function ring(size: number) {
  const claims = Array.from(
    { length: size },
    (_, index) =>
      `  c${index}: { text: Claim ${index}., speaker: jane, in: page, based-on: [c${(index + 1) % size}] }\n`,
  );
  return storeOf(`agents:
  jane: { name: Jane, kind: person }
documents:
  page: { title: Page }
claims:
${claims.join("")}`);
}

describe("a large scope", () => {
  it("is gone through in parts, all of it, each entry once", () => {
    const store = ring(2500);
    const parts = [...batchesOf(store)];
    expect(parts.map(({ claims }) => claims.length)).toEqual([0, 0, 1000, 1000, 500]);
    const ids = parts.flatMap((part) => [...entriesIn(part)].map(({ id }) => id));
    expect(ids).toEqual(["jane", "page", ...store.claims.keys()]);
  });

  it("that is empty has no part", () => {
    expect([...batchesOf(storeOf({}))]).toEqual([]);
  });

  it("has a loop through several parts told once, at its first claim", () => {
    const found = checkStore(ring(1001), { today });
    expect(found.map(({ rule, claim }) => [rule, claim])).toEqual([["circular-sourcing", "c0"]]);
    expect(found[0]!.related).toHaveLength(1000);
  });

  it("has quotations looked up in long documents, however far apart they are quoted", () => {
    const quoting = (id: string, page: string) =>
      `  ${id}: { text: They left., speaker: jane, quote: They left., in: ${page} }\n`;
    const store = storeOf(`agents:
  jane: { name: Jane, kind: person }
documents:
  one: { title: One, file: one.txt }
  two: { title: Two, file: two.txt }
claims:
${quoting("a", "one")}${quoting("b", "two")}${quoting("c", "one")}`);
    const long = "We all stayed. ".repeat(150_000);
    const snapshots = new Map(
      [`${long}They left.`, long].map((content, index) => [
        ["one", "two"][index]!,
        { state: "read" as const, sha256: "", text: { kind: "text" as const, content } },
      ]),
    );
    const found = checkStore(store, { today, snapshots, select: ["quote-not-in-document"] });
    expect(found.map(({ claim }) => claim)).toEqual(["b"]);
  });

  it("has claims that say the same told over all of it", () => {
    const store = ring(2500);
    const claim = (id: string) => `  ${id}: { text: The same., speaker: jane, in: page }\n`;
    const same = storeOf({
      "claims/a.yaml": `claims:\n${claim("one")}`,
      "claims/b.yaml": store.files[0]!.text,
      "claims/c.yaml": `claims:\n${claim("two")}`,
    });
    const found = checkStore(same, { today, select: ["possible-duplicate"] });
    expect(found.map(({ message }) => message)).toEqual(["`two` may be the same claim as `one`"]);
  });
});
