import { describe, expect, it } from "vitest";
import { takeProv } from "../../src/formats/import-prov.js";
import { Intake } from "../../src/formats/intake.js";
import { settle } from "../../src/formats/settle.js";
import type { Section } from "../../src/model/entry.js";
import { readStoreFile } from "../../src/store/read.js";
import { uniteStore } from "../../src/store/store.js";

function taken(value: unknown, store = uniteStore([])) {
  const intake = new Intake(store, { identity: "told" });
  takeProv(typeof value === "string" ? value : JSON.stringify(value), intake);
  const sections: Record<Section, Record<string, unknown>> = {
    agents: {},
    documents: {},
    claims: {},
  };
  for (const { section, id, data } of settle(intake, store)) sections[section][id] = data;
  return { ...sections, problems: intake.problems, left: Object.fromEntries(intake.left) };
}

const typed = (type: string) => ({ "prov:type": { $: type, type: "prov:QUALIFIED_NAME" } });
const derived = (generated: string, used: string, more: object = {}) => ({
  "prov:generatedEntity": generated,
  "prov:usedEntity": used,
  ...more,
});

const CHAIN = {
  prefix: { ex: "https://example.org/" },
  entity: {
    "ex:dam-broke": { ...typed("ex:Claim"), "prov:value": "The dam broke." },
    "ex:speech": { "prov:label": "The speech" },
    "ex:story": {
      "prov:label": { $: "Dam breaks", lang: "en" },
      "prov:generatedAtTime": "2024-03-06T10:00:00.5Z",
      "schema:url": "https://example.org/story",
    },
    "ex:rewrite": { "prov:label": "More on the dam" },
    "ex:e9": { "prov:value": "The dam will break.", ...typed("ex:Statement") },
  },
  agent: {
    "ex:jane-doe": { ...typed("prov:Person"), "foaf:name": "Jane Doe" },
    "ex:party": { ...typed("prov:Organization"), "prov:label": "The Party" },
    "ex:gazette": { ...typed("schema:NewsMediaOrganization"), "prov:label": "The Gazette" },
    "ex:ann": { ...typed("prov:Person") },
  },
  wasAttributedTo: {
    "_:1": { "prov:entity": "ex:dam-broke", "prov:agent": "ex:jane-doe" },
    "_:2": [
      { "prov:entity": "ex:story", "prov:agent": "ex:gazette" },
      { "prov:entity": "ex:story", "prov:agent": "ex:ann" },
    ],
  },
  actedOnBehalfOf: { "_:3": { "prov:delegate": "ex:jane-doe", "prov:responsible": "ex:party" } },
  activity: { "ex:writing": {} },
  wasGeneratedBy: {
    "_:4": {
      "prov:entity": "ex:rewrite",
      "prov:activity": "ex:writing",
      "prov:time": "2024-03-07T00:00:00",
    },
  },
  wasAssociatedWith: { "_:5": { "prov:activity": "ex:writing", "prov:agent": "ex:gazette" } },
  wasDerivedFrom: {
    "_:6": derived("ex:story", "ex:dam-broke", { "prov:type": "prov:Quotation" }),
    "_:7": derived("ex:rewrite", "ex:story"),
    "_:8": derived("ex:dam-broke", "ex:speech", { "prov:type": { $: "prov:PrimarySource" } }),
    "_:9": derived("ex:e9", "ex:dam-broke"),
    "_:a": derived("ex:e9", "ex:nowhere"),
    "_:b": { "prov:generatedEntity": "ex:e9" },
  },
};

const STORE = {
  agents: {
    "jane-doe": { name: "Jane Doe", kind: "person" },
    party: { name: "The Party", kind: "organization" },
    gazette: { name: "The Gazette", kind: "outlet" },
    ann: { name: "ann", kind: "person" },
  },
  documents: {
    speech: { title: "The speech" },
    "dam-breaks": {
      title: "Dam breaks",
      url: "https://example.org/story",
      date: "2024-03-06T10:00:00Z",
      by: "gazette",
      authors: ["ann"],
    },
    "more-dam": { title: "More on the dam", date: "2024-03-07", by: "gazette" },
  },
  claims: {
    "dam-broke": {
      text: "The dam broke.",
      speaker: "jane-doe",
      for: "party",
      in: "speech",
      relay: [{ via: "dam-breaks", how: "quoted" }, "more-dam"],
    },
    "dam-break": {
      text: "The dam will break.",
      speaker: "unknown",
      "based-on": ["dam-broke"],
    },
  },
};

describe("a PROV document", () => {
  it("becomes claims with their speakers, documents with their publishers, and relays", () => {
    expect(taken(CHAIN)).toEqual({
      ...STORE,
      problems: [],
      left: { "records of `activity`": 1, "derivations of entities that are not in it": 1 },
    });
  });

  it("adds nothing to a store that has it", () => {
    const bytes = new TextEncoder().encode(JSON.stringify(STORE));
    const store = uniteStore([readStoreFile("a.yaml", bytes)]);
    const { problems, agents, documents, claims } = taken(CHAIN, store);
    expect({ problems, agents, documents, claims }).toEqual({
      problems: [],
      agents: {},
      documents: {},
      claims: {},
    });
  });

  it("has its parts in bundles, too", () => {
    const { prefix, ...parts } = CHAIN;
    expect(taken({ prefix, bundle: { "ex:b": parts } }).claims).toEqual(STORE.claims);
  });

  it("that doesn't say what is a claim has those for one from which others come", () => {
    const bare = {
      entity: {
        "ex:said": { "prov:label": "It rains." },
        "ex:news": {},
        "ex:copy": {},
        "ex:alone": {},
      },
      agent: { "ex:bot": typed("prov:SoftwareAgent") },
      wasAttributedTo: { _: { "prov:entity": "ex:said", "prov:agent": "ex:bot" } },
      wasQuotedFrom: { _: derived("ex:news", "ex:said") },
      wasRevisionOf: { _: derived("ex:copy", "ex:said") },
    };
    expect(taken(bare)).toMatchObject({
      agents: { bot: { kind: "organization" } },
      claims: {
        said: {
          text: "It rains.",
          speaker: "bot",
          relay: [
            { via: "news", how: "quoted" },
            { via: "copy", from: "speaker" },
          ],
        },
      },
      documents: { news: {}, copy: {}, alone: {} },
    });
  });

  it("keeps a hop's sources where it has several, and comes to an end in a circle", () => {
    const circle = {
      entity: {
        "ex:claim": { "prov:value": "It rains." },
        "ex:aaa": {},
        "ex:bbb": {},
        "ex:ccc": {},
        "ex:back": { "prov:value": "It pours." },
      },
      wasDerivedFrom: {
        "_:1": derived("ex:aaa", "ex:claim"),
        "_:2": derived("ex:bbb", "ex:claim"),
        "_:3": derived("ex:ccc", "ex:aaa"),
        "_:4": derived("ex:ccc", "ex:bbb"),
        "_:5": derived("ex:aaa", "ex:ccc"),
        "_:6": derived("ex:back", "ex:claim"),
        "_:7": derived("ex:claim", "ex:back", { "prov:type": "prov:Revision" }),
        "_:8": derived("ex:claim", "ex:aaa"),
      },
    };
    const { claims, left } = taken(circle);
    expect(claims).toMatchObject({
      claim: {
        relay: ["bbb", "ccc", { via: "aaa", from: ["speaker", "ccc"] }],
      },
    });
    expect(left).toEqual({ "derivations in a circle, or from what is left out": 2 });
  });

  it("tells of claims without words and of several speakers", () => {
    const found = taken({
      entity: { "ex:silent": typed("ex:Claim"), "ex:said": { "prov:value": "It rains." } },
      wasAttributedTo: {
        "_:1": { "prov:entity": "ex:said", "prov:agent": "ex:ann" },
        "_:2": { "prov:entity": "ex:said", "prov:agent": "ex:bob" },
      },
    });
    expect(found.problems.map(({ message }) => message)).toEqual([
      "`ex:silent` has neither a value nor a label; it is left out",
      "a claim has one speaker; the first one is taken",
    ]);
    expect(found.agents).toHaveProperty("ann");
  });

  it("takes a chain of any length", () => {
    const names = Array.from({ length: 5000 }, (_, index) => `ex:claim-${index}`);
    const entity = Object.fromEntries(names.map((name) => [name, { "prov:value": name }]));
    const links = names.slice(1).map((name, index) => [`_:${index}`, derived(names[index]!, name)]);
    const { claims } = taken({ entity, wasDerivedFrom: Object.fromEntries(links) });
    expect(Object.keys(claims)).toHaveLength(5000);
  });

  it.each(["{", "[]", "{}", '{"entity": 3}'])("%j is told", (text) => {
    expect(taken(text).problems).toHaveLength(1);
  });
});

describe("our own export to PROV-JSON", () => {
  const name = (id: string) => ({ $: `store:${id}`, type: "prov:QUALIFIED_NAME" });
  const json = (value: unknown) => ({ $: JSON.stringify(value), type: "rdf:JSON" });
  const address = (iri: string) => ({ $: iri, type: "xsd:anyURI" });
  const EXPORT = {
    prefix: { claims: "urn:claims:term:", store: "urn:claims:" },
    entity: {
      "store:hall": { ...typed("prov:Location"), "prov:label": "Hall", "claims:kind": "forum" },
      "store:news": {
        ...typed("claims:Document"),
        "prov:label": "News",
        "claims:by": name("org"),
        "claims:url": address("https://example.org/n"),
        "claims:cites": name("post"),
        "claims:corrected": json({ date: "2024" }),
      },
      "store:post": { ...typed("claims:Document"), "prov:label": "post", "claims:kind": "post" },
      "store:rain": {
        ...typed("claims:Claim"),
        "prov:label": "It rains.",
        "claims:speaker": name("ann"),
        "claims:quote": { $: "Il pleut", lang: "fr" },
        "claims:date": { $: "2024-01-01", type: "xsd:date" },
        "claims:tags": ["a", "b"],
        "claims:grade": json({ credibility: 2 }),
        "claims:note": { $: "{", type: "rdf:JSON" },
      },
      "store:rain/said": { "prov:value": "Il pleut" },
      "store:rain/hop-2": {},
      "store:rain/hop-1": { "claims:via": name("hall") },
      "store:rain/hop-3": {
        "prov:label": "It poured.",
        "claims:via": name("org"),
        "claims:from": ["speaker", "hall"],
      },
      "store:snow": {
        ...typed("claims:Claim"),
        "prov:label": "It snows.",
        "cito:confirms": name("rain"),
      },
    },
    agent: {
      "store:ann": {
        ...typed("prov:Person"),
        "prov:label": "Ann",
        "claims:kind": "person",
        "claims:same-as": [
          address("http://www.wikidata.org/entity/Q42"),
          address("https://example.org/x"),
        ],
        "claims:confidential": { $: "false", type: "xsd:boolean" },
      },
      "store:org": {
        "prov:label": "Org",
        "claims:kind": "organization",
        "claims:part-of": name("ann"),
      },
      "store:src": {
        "prov:label": "a diplomat",
        "claims:kind": "anonymous",
        "claims:described-as": "a diplomat",
      },
    },
  };

  it("gives every entry as it was", () => {
    expect(taken(EXPORT)).toEqual({
      agents: {
        ann: {
          name: "Ann",
          kind: "person",
          "same-as": ["Q42", "https://example.org/x"],
          confidential: false,
        },
        org: { name: "Org", kind: "organization", "part-of": "ann" },
        src: { kind: "anonymous", "described-as": "a diplomat" },
        hall: { name: "Hall", kind: "forum" },
      },
      documents: {
        news: {
          title: "News",
          by: "org",
          url: "https://example.org/n",
          cites: ["post"],
          corrected: { date: "2024" },
        },
        post: { kind: "post" },
      },
      claims: {
        rain: {
          text: "It rains.",
          speaker: "ann",
          quote: "Il pleut",
          date: "2024-01-01",
          tags: ["a", "b"],
          grade: { credibility: 2 },
          note: "{",
          relay: ["hall", "unknown", { via: "org", from: ["speaker", "hall"], says: "It poured." }],
        },
        snow: { text: "It snows.", speaker: "unknown", confirms: ["rain"] },
      },
      problems: [],
      left: {},
    });
  });
});
