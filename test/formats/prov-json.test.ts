import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { provJson, provJsonNamed } from "../../src/formats/prov-json.js";
import { hopsOf } from "../../src/model/relations.js";
import type { Store } from "../../src/store/store.js";
import { exampleStore, exportOf, fullStore } from "../support/exporter.js";
import { obeyed } from "../support/print-all.js";
import { brokenConstraints, type ProvJson } from "../support/prov-constraints.js";
import { relays, storeOfRelay } from "../support/relay.js";
import { ROOT } from "../support/run.js";
import { storeOf } from "../support/store.js";
import { type StoreValues, storeOfProv } from "../support/store-of-prov.js";
import { tangledStores } from "../support/tangled-store.js";

vi.setConfig({ testTimeout: 60_000 });

const schema = JSON.parse(readFileSync(join(ROOT, "test/formats/prov-json.schema.json"), "utf8"));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true })
  .addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  .addFormat("uri", (text: string) => URL.canParse(text))
  .compile(schema);

function documentOf(store: Store): ProvJson {
  return JSON.parse(exportOf(provJson, store).text);
}

/** What holds of every export: its form, and what PROV-CONSTRAINTS asks of it. */
function expectValid(store: Store): void {
  const { text } = exportOf(provJson, store);
  const document = JSON.parse(text);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  expect(brokenConstraints(document)).toEqual([]);
  expect(obeyed({ printer: "json", color: false, text })).toBeUndefined();
}

/** A store's values as they come back: what may be written in two ways, in one of them. */
function valuesOf(store: Store): StoreValues {
  const all = (entries: ReadonlyMap<string, { readonly value: object }>) =>
    Object.fromEntries([...entries].map(([id, { value }]) => [id, { ...value }]));
  const agents = all(store.agents) as Record<string, Record<string, unknown>>;
  for (const agent of Object.values(agents)) {
    if (agent["part-of"] !== undefined) agent["part-of"] = [agent["part-of"]].flat();
  }
  const claims = Object.fromEntries(
    [...store.claims].map(([id, { value }]) => {
      const relay = hopsOf(value).map(({ from, ...hop }) =>
        from === undefined ? hop : { ...hop, from: [from].flat() },
      );
      return [id, value.relay ? { ...value, relay } : value];
    }),
  );
  return { agents, documents: all(store.documents), claims };
}

describe("every export is valid PROV-JSON", () => {
  it("of the example store", () => expectValid(exampleStore()));

  it("of a store with every key", () => expectValid(fullStore()));

  it("of a store with nothing in it", () => {
    expectValid(storeOf("claims: {}\n"));
    expect(documentOf(storeOf("claims: {}\n"))).toEqual({ prefix: expect.anything() });
  });

  it("of any relay, with circles and gaps", () => {
    fc.assert(fc.property(relays({ loops: true }), (relay) => expectValid(storeOfRelay(relay))));
  });

  it("of any store, with circles, gaps and times that run backwards", () => {
    fc.assert(fc.property(tangledStores, expectValid), { numRuns: 500 });
  });
});

describe("nothing of a store is missing in it", () => {
  it("of the example store", () => {
    const store = exampleStore();
    expect(storeOfProv(documentOf(store))).toEqual(valuesOf(store));
    expect(exportOf(provJson, store).lost).toEqual({});
  });

  it("of a store with every key, but for the spelling of one address and one time", () => {
    const store = fullStore();
    const spelt = JSON.parse(
      JSON.stringify(valuesOf(store))
        .replace("<b>#c#d", "%3Cb%3E#c%23d")
        .replace("jane|", "jane%7C"),
    );
    expect(storeOfProv(documentOf(store))).toEqual(spelt);
  });
});

describe("a claim in PROV", () => {
  const document = documentOf(fullStore());
  const all = (kind: string) => Object.values(document[kind]!);
  const qualified = (name: string) => ({ $: name, type: "prov:QUALIFIED_NAME" });

  it("was said in an act, with its cue, its place and its time", () => {
    expect(document["activity"]!["store:tax-cut/saying"]).toEqual({
      "prov:startTime": "2023-10-26T10:00:00Z",
      "prov:endTime": "2023-10-26T10:00:00Z",
      "prov:label": "told",
      "prov:location": qualified("store:hall"),
    });
    expect(all("wasGeneratedBy")).toContainEqual({
      "prov:entity": "store:tax-cut/said",
      "prov:activity": "store:tax-cut/saying",
      "prov:time": "2023-10-26T10:00:00Z",
    });
  });

  it("is its speaker's, in a role and on behalf of another", () => {
    expect(all("wasAssociatedWith")).toContainEqual({
      "prov:activity": "store:tax-cut/saying",
      "prov:agent": "store:jane-doe",
      "prov:role": qualified("store:jane-doe/minister"),
    });
    expect(all("actedOnBehalfOf")).toEqual([
      {
        "prov:delegate": "store:jane-doe",
        "prov:responsible": "store:state",
        "prov:activity": "store:tax-cut/saying",
      },
    ]);
  });

  it("is quoted by a verbatim hop alone", () => {
    const derivations = all("wasDerivedFrom")
      .filter((record) => /^store:tax-cut\/hop/.test(record["prov:generatedEntity"] as string))
      .map(({ "prov:generatedEntity": to, "prov:usedEntity": from, "prov:type": type }) => [
        `${to} < ${from}`.replaceAll("store:tax-cut/", ""),
        (type as { $: string } | undefined)?.$,
      ]);
    expect(derivations).toEqual([
      ["hop-1 < said", undefined],
      ["hop-2 < hop-1", undefined],
      ["hop-3 < hop-2", "prov:Quotation"],
      ["hop-4 < said", undefined],
      ["hop-4 < hop-2", undefined],
      ["hop-5 < hop-4", undefined],
    ]);
  });

  it("has a primary source where there is a record, and is a revision where it corrects", () => {
    const typed = (type: string) =>
      all("wasDerivedFrom")
        .filter((record) => (record["prov:type"] as { $: string } | undefined)?.$ === type)
        .map((record) => [record["prov:generatedEntity"], record["prov:usedEntity"]]);
    expect(typed("prov:PrimarySource")).toEqual([["store:tax-cut", "store:speech"]]);
    expect(typed("prov:Revision")).toEqual([
      ["store:speech/corrected", "store:speech"],
      ["store:dossier/corrected", "store:dossier"],
      ["store:hasty/corrected", "store:hasty"],
      ["store:tax-cut/said", "store:older/said"],
      ["store:tax-cut/said", "store:oldest/said"],
    ]);
  });

  it("is nobody's where nobody is named, and nobody's is a hop by somebody unknown", () => {
    const attributed = all("wasAttributedTo").map((record) => record["prov:entity"]);
    for (const name of ["oldest/said", "oldest/hop-1", "tax-cut/hop-5", "lost-links/hop-1"]) {
      expect(document["entity"]).toHaveProperty([`store:${name}`]);
      expect(attributed).not.toContain(`store:${name}`);
    }
    expect(attributed).toContain("store:tax-cut/hop-4");
  });

  it("says what had to give way", () => {
    expect(exportOf(provJson, fullStore()).lost).toEqual({
      "a derivation that is part of a circle: left out": 6,
      "a time before that of what it draws on: kept as a date, not as PROV time": 2,
      "a reference to what is not in the store: kept as text, without a link": 6,
    });
  });
});

it("names things as it is told", () => {
  const named = provJsonNamed({ base: "https://example.org/c#" });
  const { prefix } = JSON.parse(exportOf(named, exampleStore()).text);
  expect(prefix.store).toBe("https://example.org/c#");
});

describe("the checker of constraints finds", () => {
  const sound: ProvJson = {
    entity: { "s:a": {}, "s:b": {} },
    activity: { "s:act": { "prov:startTime": "2023-01-02T00:00:00Z" } },
    wasGeneratedBy: { "_:g": { "prov:entity": "s:b", "prov:activity": "s:act" } },
    used: { "_:u": { "prov:activity": "s:act", "prov:entity": "s:a" } },
    wasDerivedFrom: { "_:d": { "prov:generatedEntity": "s:b", "prov:usedEntity": "s:a" } },
  };
  const derived = (to: string, from: string) => ({
    "prov:generatedEntity": to,
    "prov:usedEntity": from,
  });

  it("nothing in a sound document", () => expect(brokenConstraints(sound)).toEqual([]));

  it.each<[string, ProvJson]>([
    ["an entity that is an activity", { entity: { ...sound["entity"], "s:act": {} } }],
    ["an end of the wrong type", { used: { "_:u": { "prov:activity": "s:a" } } }],
    ["an end that is not declared", { wasDerivedFrom: { "_:d": derived("s:b", "s:c") } }],
    [
      "a second generation",
      { wasGeneratedBy: { ...sound["wasGeneratedBy"], "_:h": { "prov:entity": "s:b" } } },
    ],
    ["a circle", { wasDerivedFrom: { ...sound["wasDerivedFrom"], "_:e": derived("s:a", "s:b") } }],
    ["what is derived from itself", { wasDerivedFrom: { "_:d": derived("s:a", "s:a") } }],
    [
      "an activity that ends before it starts",
      {
        activity: {
          "s:act": {
            "prov:startTime": "2023-01-02T00:00:00Z",
            "prov:endTime": "2023-01-01T00:00:00Z",
          },
        },
      },
    ],
    [
      "a generation before its activity",
      {
        wasGeneratedBy: {
          "_:g": {
            "prov:entity": "s:b",
            "prov:activity": "s:act",
            "prov:time": "2023-01-01T00:00:00Z",
          },
        },
      },
    ],
    [
      "a source that is younger, at a distance",
      {
        entity: { "s:a": {}, "s:b": {}, "s:c": {} },
        wasGeneratedBy: {
          "_:g": { "prov:entity": "s:c", "prov:time": "2023-01-01T00:00:00Z" },
          "_:h": { "prov:entity": "s:a", "prov:time": "2023-01-02T00:00:00Z" },
        },
        wasDerivedFrom: { "_:d": derived("s:b", "s:a"), "_:e": derived("s:c", "s:b") },
      },
    ],
  ])("%s", (_, change) => expect(brokenConstraints({ ...sound, ...change })).not.toEqual([]));
});
