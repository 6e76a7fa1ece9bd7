import fc from "fast-check";
import { Parser, type Quad } from "n3";
import { describe, expect, it, vi } from "vitest";
import { nanopub, nanopubNamed } from "../../src/formats/nanopub.js";
import type { Store } from "../../src/store/store.js";
import { exampleStore, exportOf, fullStore } from "../support/exporter.js";
import { obeyed } from "../support/print-all.js";
import { storeOf } from "../support/store.js";
import { tangledStores } from "../support/tangled-store.js";

vi.setConfig({ testTimeout: 60_000 });

const NP = "http://www.nanopub.org/nschema#";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

function quadsOf(text: string): Quad[] {
  return new Parser({ format: "application/trig" }).parse(text);
}

const PARTS = ["hasAssertion", "hasProvenance", "hasPublicationInfo"];

/**
 * Says what the Nanopublication Guidelines (working draft, "Well-formed Nanopublications") would find in some
 * nanopublications: each has one head with its type and one link to each of three graphs and nothing else, the
 * four graphs differ and aren't empty, every statement stands in one, the provenance speaks of the assertion and
 * the publication info of the nanopublication.
 */
function illFormed(quads: readonly Quad[]): string[] {
  const faults: string[] = [];
  const graphs = new Map<string, Quad[]>();
  for (const quad of quads) {
    const graph = quad.graph.value;
    graphs.set(graph, [...(graphs.get(graph) ?? []), quad]);
  }
  const taken = new Set<string>();
  for (const { subject, graph } of quads.filter(
    ({ predicate, object }) => predicate.value === TYPE && object.value === `${NP}Nanopublication`,
  )) {
    const head = graphs.get(graph.value)!;
    const links = PARTS.map((part) =>
      head.filter(
        ({ subject: of, predicate }) => of.value === subject.value && predicate.value === NP + part,
      ),
    );
    if (links.some((found) => found.length !== 1)) faults.push(`${subject.value}: links`);
    if (head.length !== 4) faults.push(`${subject.value}: more in its head`);
    const names = [graph.value, ...links.map(([link]) => link?.object.value ?? "")];
    if (new Set(names).size !== 4) faults.push(`${subject.value}: graphs that are one`);
    for (const name of names) {
      if (taken.has(name)) faults.push(`${name}: in two nanopublications`);
      if (!graphs.has(name)) faults.push(`${name}: empty`);
      taken.add(name);
    }
    const refersTo = (name: string, to: string) =>
      graphs.get(name)?.some(({ subject: of, object }) => of.value === to || object.value === to);
    if (!refersTo(names[2]!, names[1]!)) faults.push(`${names[2]}: not about the assertion`);
    if (!refersTo(names[3]!, subject.value)) faults.push(`${names[3]}: about something else`);
  }
  for (const name of graphs.keys()) if (!taken.has(name)) faults.push(`${name}: in none`);
  return faults;
}

function expectWellFormed(store: Store): void {
  const { text } = exportOf(nanopub, store);
  const quads = quadsOf(text);
  expect(illFormed(quads)).toEqual([]);
  const heads = quads.filter(({ object }) => object.value === `${NP}Nanopublication`);
  expect(heads).toHaveLength(store.claims.size);
  expect(quads.some(({ subject }) => subject.termType === "BlankNode")).toBe(false);
  expect(obeyed({ printer: "trig", color: false, text })).toBeUndefined();
}

describe("every claim is a well-formed nanopublication", () => {
  it("of the example store", () => expectWellFormed(exampleStore()));

  it("of a store with every key", () => expectWellFormed(fullStore()));

  it("of any store", () => {
    fc.assert(fc.property(tangledStores, expectWellFormed), { numRuns: 200 });
  });
});

const named = nanopubNamed({
  base: "https://example.org/c/",
  recorder: "https://orcid.org/0000-0000-0000-0000",
  license: "https://creativecommons.org/licenses/by/4.0/",
});

/** The statements of one graph, without the beginnings of names. */
function statements(graph: string): string[] {
  return quadsOf(exportOf(named, fullStore()).text)
    .filter((quad) => quad.graph.value === `https://example.org/c/${graph}`)
    .map(({ subject, predicate, object }) =>
      [subject, predicate, object].map(({ value }) => value.replace(/^.*[/#:](?=.)/, "")).join(" "),
    );
}

describe("a nanopublication", () => {
  it("asserts that somebody said it, and how", () => {
    expect(statements("tax-cut/nanopub/assertion")).toEqual([
      "tax-cut type Entity",
      "tax-cut type Claim",
      "tax-cut label Taxes will fall.",
      "tax-cut speaker jane-doe",
      "tax-cut role minister",
      "tax-cut for state",
      "tax-cut date 00",
      "tax-cut how told",
      'tax-cut quote سنخفض الضرائب "غدا"',
      "tax-cut lang ar",
      "tax-cut certainty certain",
      "said wasAttributedTo jane-doe",
    ]);
  });

  it("has the chain as the provenance of its assertion", () => {
    expect(statements("clip-says/nanopub/provenance")).toEqual(
      expect.arrayContaining([
        "assertion wasDerivedFrom hop-2",
        "hop-2 wasDerivedFrom hop-1",
        "hop-1 wasDerivedFrom said",
        "said wasGeneratedBy saying",
        "saying atLocation hall",
        "hop-2 wasAttributedTo gazette",
        "gazette label The Gazette",
      ]),
    );
  });

  it("says who recorded it, when, and under which licence", () => {
    expect(statements("older/nanopub/pubinfo")).toEqual([
      "nanopub created 2026-01-01",
      "nanopub creator 0000-0000-0000-0000",
      "nanopub wasAttributedTo 0000-0000-0000-0000",
      "nanopub license 4.0/",
    ]);
  });

  it("is the store's recorder's, under no licence, where nothing is said", () => {
    const { text } = exportOf(nanopub, fullStore());
    expect(text).toContain("dct:creator store:Recorder");
    expect(text).not.toContain("license");
  });

  it("says of what no claim names that it is lost", () => {
    expect(exportOf(nanopub, fullStore()).lost).toMatchObject({
      "an agent that no claim names": 1,
      "a document that no claim names": 3,
    });
  });
});

it("text is data, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 30 }), (words) => {
      const sound = `x${words}`;
      const store = storeOf(
        JSON.stringify({ claims: { said: { text: sound, speaker: "unknown", note: sound } } }),
      );
      fc.pre(store.complete);
      expectWellFormed(store);
      const quads = quadsOf(exportOf(nanopub, store).text);
      const stored = store.claims.get("said")!.value.text.replace(/\p{Cs}/gu, "\uFFFD");
      expect(quads.filter(({ object }) => object.value === stored)).toHaveLength(2);
    }),
    { numRuns: 500 },
  );
});

it("holds what a terminal would obey, escaped, and says where a character is cut in half", () => {
  const words = "\u001b[31m\u0085\u202e\u007f ";
  const store = storeOf(
    `claims: { said: { text: "\\e[31m\\x85\\u202e\\x7f ", speaker: unknown, note: "a\\ud800" } }\n`,
  );
  const { text, lost } = exportOf(nanopub, store);
  expect(text).toContain('"\\u001B[31m\\u0085\\u202E\\u007F "');
  const values = quadsOf(text).map(({ object }) => object.value);
  expect(values).toEqual(expect.arrayContaining([words, "a\uFFFD"]));
  expect(lost).toEqual({ "half of a character (a lone surrogate): replaced by U+FFFD": 1 });
});

it("the checker finds what is ill-formed", () => {
  const quads = quadsOf(exportOf(nanopub, exampleStore()).text);
  const without = (part: string) =>
    quads.filter(({ graph }) => !graph.value.endsWith(`transfer-to-iran/nanopub/${part}`));
  expect(illFormed(without("assertion"))).not.toEqual([]);
  expect(illFormed(without("Head"))).not.toEqual([]);
  expect(illFormed(without("pubinfo"))).not.toEqual([]);
  expect(
    illFormed(quads.filter(({ predicate }) => predicate.value !== `${NP}hasProvenance`)),
  ).not.toEqual([]);
  expect(illFormed([...quads, ...quads.slice(0, 1)])).not.toEqual([]);
});
