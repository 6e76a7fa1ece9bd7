import fc from "fast-check";
import jsonld from "jsonld";
import { Parser, type Quad } from "n3";
import { describe, expect, it, vi } from "vitest";
import { PREFIXES } from "../../src/formats/iris.js";
import { prov, provNamed } from "../../src/formats/prov.js";
import { provJson } from "../../src/formats/prov-json.js";
import type { Store } from "../../src/store/store.js";
import { exampleStore, exportOf, fullStore } from "../support/exporter.js";
import { obeyed } from "../support/print-all.js";
import { storeOf } from "../support/store.js";
import { tangledStores } from "../support/tangled-store.js";

vi.setConfig({ testTimeout: 60_000 });

/** Nothing may be fetched: the context stands in the document. */
const offline = async (url: string): Promise<never> => {
  throw new Error(`${url} was asked for`);
};

/** Reads an export by other people's parsers: JSON-LD to N-Quads, N-Quads to quads. Nothing may be dropped. */
async function quadsOf(text: string): Promise<Quad[]> {
  const options = { documentLoader: offline, format: "application/n-quads", safe: true };
  const nquads = await jsonld.toRDF(JSON.parse(text), options);
  return new Parser({ format: "application/n-quads" }).parse(nquads);
}

const P = PREFIXES.prov;

/** The properties of PROV-O that an export uses: the classes of both ends, or a datatype (W3C 2013). */
const PROPERTIES: Readonly<Record<string, readonly [string, string]>> = {
  wasGeneratedBy: ["Entity", "Activity"],
  used: ["Activity", "Entity"],
  wasDerivedFrom: ["Entity", "Entity"],
  wasQuotedFrom: ["Entity", "Entity"],
  wasRevisionOf: ["Entity", "Entity"],
  hadPrimarySource: ["Entity", "Entity"],
  wasAttributedTo: ["Entity", "Agent"],
  wasAssociatedWith: ["Activity", "Agent"],
  actedOnBehalfOf: ["Agent", "Agent"],
  atLocation: ["Activity", "Location"],
  qualifiedAssociation: ["Activity", "Association"],
  qualifiedDelegation: ["Agent", "Delegation"],
  hadRole: ["Association", "Role"],
  hadActivity: ["Delegation", "Activity"],
  generatedAtTime: ["Entity", "dateTime"],
  startedAtTime: ["Activity", "dateTime"],
  endedAtTime: ["Activity", "dateTime"],
  value: ["Entity", "literal"],
  agent: ["Association Delegation", "Agent"],
};

/** The statements whose ends have not the classes that PROV-O gives them. */
function misused(quads: readonly Quad[]): string[] {
  const types = new Map<string, Set<string>>();
  for (const { subject, predicate, object } of quads) {
    if (predicate.value !== `${PREFIXES.rdf}type`) continue;
    const known = types.get(subject.value) ?? new Set();
    types.set(subject.value, known.add(object.value.replace(P, "")));
  }
  return quads.flatMap(({ subject, predicate, object }) => {
    if (!predicate.value.startsWith(P)) return [];
    const name = predicate.value.slice(P.length);
    const [domain, range] = PROPERTIES[name] ?? ["nothing", "nothing"];
    const isFrom = domain.split(" ").some((type) => types.get(subject.value)?.has(type));
    const isTo =
      object.termType === "Literal"
        ? range === "literal" || object.datatype.value === PREFIXES.xsd + range
        : types.get(object.value)?.has(range);
    return isFrom && isTo ? [] : [`${subject.value} ${name} ${object.value}`];
  });
}

describe("every export is PROV-O", () => {
  const expectValid = async (store: Store) => {
    const { text } = exportOf(prov, store);
    expect(misused(await quadsOf(text))).toEqual([]);
    expect(obeyed({ printer: "json", color: false, text })).toBeUndefined();
  };

  it("of the example store", () => expectValid(exampleStore()));

  it("of a store with every key", () => expectValid(fullStore()));

  it("of any store", () =>
    fc.assert(fc.asyncProperty(tangledStores, expectValid), { numRuns: 100 }));
});

describe("PROV-O and PROV-JSON say the same", () => {
  it.each([
    ["used", ["used"]],
    ["wasAttributedTo", ["wasAttributedTo"]],
    ["wasAssociatedWith", ["wasAssociatedWith"]],
    ["wasDerivedFrom", ["wasDerivedFrom", "wasQuotedFrom", "wasRevisionOf", "hadPrimarySource"]],
  ])("of %s", async (kind, properties) => {
    const quads = await quadsOf(exportOf(prov, fullStore()).text);
    const document = JSON.parse(exportOf(provJson, fullStore()).text);
    const said = quads
      .filter(({ predicate }) => properties.includes(predicate.value.replace(P, "")))
      .map(({ subject, object }) => [subject.value, object.value].join(" "));
    const records = Object.values<Record<string, string>>(document[kind]).map((record) =>
      Object.entries(record)
        .filter(([, value]) => typeof value === "string")
        .map(([, name]) => name.replace("store:", "urn:claims:"))
        .join(" "),
    );
    expect(said.sort()).toEqual(records.sort());
  });
});

describe("text is data", () => {
  it("whatever it is: every text comes back as it was", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
      fc.constantFrom("@id", "@type", "_:b", "store:x", "https://example.org/", "@json", "\u001b["),
    );
    await fc.assert(
      fc.asyncProperty(text, async (words) => {
        const sound = `x${words.replace(/\p{Cs}/gu, "")}`;
        const claim = { text: sound, speaker: "jane", quote: sound, lang: "en", tags: [sound] };
        const store = storeOf(
          JSON.stringify({
            agents: { jane: { name: sound, kind: "person", note: sound } },
            claims: { said: claim },
          }),
        );
        fc.pre(store.complete);
        const quads = await quadsOf(exportOf(prov, store).text);
        const literals = quads.filter(({ object }) => object.value === sound);
        // The name, the note, the text, the tag, the quote as a key and as a value.
        expect(literals.map(({ object }) => object.termType)).toEqual(Array(6).fill("Literal"));
        expect(misused(quads)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

it("names things as it is told", async () => {
  const text = exportOf(provNamed({ base: "https://example.org/c/" }), exampleStore()).text;
  const subjects = (await quadsOf(text)).map(({ subject }) => subject.value);
  expect(subjects).toContain("https://example.org/c/hamas");
  expect(subjects.some((subject) => subject.startsWith("urn:claims:hamas"))).toBe(false);
});

it("is deterministic", () => {
  expect(exportOf(prov, fullStore()).text).toBe(exportOf(prov, fullStore()).text);
});
