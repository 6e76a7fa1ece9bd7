import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import jsonld from "jsonld";
import { describe, expect, it, vi } from "vitest";
import { schemaOrg, schemaOrgNamed } from "../../src/formats/schema-org.js";
import type { Store } from "../../src/store/store.js";
import { exampleStore, exportOf, fullStore } from "../support/exporter.js";
import { obeyed } from "../support/print-all.js";
import { ROOT } from "../support/run.js";
import { storeOf } from "../support/store.js";
import { tangledStores } from "../support/tangled-store.js";

vi.setConfig({ testTimeout: 60_000 });

interface Vocabulary {
  readonly types: Readonly<Record<string, readonly string[]>>;
  readonly properties: Readonly<
    Record<string, { readonly of: readonly string[]; readonly is: readonly string[] }>
  >;
}

const { types, properties }: Vocabulary = JSON.parse(
  readFileSync(join(ROOT, "test/formats/schema-org.vocabulary.json"), "utf8"),
);

const S = "http://schema.org/";

/** schema.org's context, as far as the vocabulary of the fixture goes. */
const CONTEXT = {
  "@vocab": S,
  ...Object.fromEntries(
    Object.entries(properties)
      .filter(([, { is }]) => is.length === 1 && is[0] === "URL")
      .map(([name]) => [name, { "@id": S + name, "@type": "@id" }]),
  ),
};

const offline = async (documentUrl: string) => {
  if (documentUrl !== "https://schema.org") throw new Error(`${documentUrl} was asked for`);
  return { documentUrl, document: { "@context": CONTEXT } };
};

type Expanded = Record<string, unknown>;

/** Reads an export by somebody else's JSON-LD parser, without a network. */
function nodesOf(text: string): Promise<Expanded[]> {
  return jsonld.expand(JSON.parse(text), { documentLoader: offline, safe: true });
}

function isA(type: string, above: string): boolean {
  return type === above || (types[type] ?? []).some((parent) => isA(parent, above));
}

function typeOf(node: Expanded): string {
  return (node["@type"] as string[])[0]!.replace(S, "");
}

const DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** The properties that stand where schema.org has none, or whose values have not its types. */
function* misused(node: Expanded, byId: ReadonlyMap<string, Expanded>): Generator<string> {
  const type = typeOf(node);
  if (!types[type]) yield `${type} is no type`;
  for (const [key, values] of Object.entries(node)) {
    if (key.startsWith("@")) continue;
    const name = key.replace(S, "");
    const property = properties[name];
    if (!property) {
      yield `${name} is no property`;
      continue;
    }
    // A Role stands between the ends of any property, and repeats it (schema.org/Role).
    const fits = isA(type, "Role") || property.of.some((of) => isA(type, of));
    if (!fits) yield `${type} has no ${name}`;
    for (const value of values as Expanded[]) {
      if (!isOf(property.is, value, byId)) yield `${type} ${name}: ${JSON.stringify(value)}`;
      if (value["@type"]) yield* misused(value, byId);
    }
  }
}

function isOf(
  ranges: readonly string[],
  value: Expanded,
  byId: ReadonlyMap<string, Expanded>,
): boolean {
  const literal = value["@value"];
  if (typeof literal === "number") return ranges.includes("Number");
  if (typeof literal === "string") {
    return ranges.includes("Text") || (ranges.includes("Date") && DATE.test(literal));
  }
  const node = value["@type"] ? value : byId.get(value["@id"] as string);
  if (!node) return ranges.includes("URL") && URL.canParse(value["@id"] as string);
  return isA(typeOf(node), "Role") || ranges.some((range) => isA(typeOf(node), range));
}

async function expectValid(store: Store): Promise<void> {
  const { text } = exportOf(schemaOrg, store);
  const nodes = await nodesOf(text);
  const byId = new Map(nodes.map((node) => [node["@id"] as string, node]));
  expect(byId.size).toBe(nodes.length);
  expect(nodes.flatMap((node) => [...misused(node, byId)])).toEqual([]);
  expect(obeyed({ printer: "json", color: false, text })).toBeUndefined();
}

it("the checker finds what schema.org does not have", async () => {
  const bad = {
    "@context": "https://schema.org",
    "@graph": [
      { "@type": "Claim", "@id": "urn:a", author: { "@id": "urn:b" }, dateCreated: "2023~" },
      { "@type": "Event", "@id": "urn:b", text: "An event has none." },
      { "@type": "Person", "@id": "urn:c", nickname: "C", parentOrganization: { "@id": "urn:a" } },
    ],
  };
  const nodes = await nodesOf(JSON.stringify(bad));
  const byId = new Map(nodes.map((node) => [node["@id"] as string, node]));
  expect(nodes.flatMap((node) => [...misused(node, byId)])).toEqual([
    'Claim author: {"@id":"urn:b"}',
    'Claim dateCreated: {"@value":"2023~"}',
    "Event has no text",
    "nickname is no property",
    "Person has no parentOrganization",
    'Person parentOrganization: {"@id":"urn:a"}',
  ]);
});

describe("every export keeps to schema.org's types and properties", () => {
  it("of the example store", () => expectValid(exampleStore()));

  it("of a store with every key", () => expectValid(fullStore()));

  it("of any store", () =>
    fc.assert(fc.asyncProperty(tangledStores, expectValid), { numRuns: 200 }));
});

type Written = Readonly<Record<string, unknown>>;

/** The nodes that are written of a store, by what stands behind `urn:claims:`. */
function written(store: Store): Readonly<Record<string, Written>> {
  const graph: Written[] = JSON.parse(exportOf(schemaOrg, store).text)["@graph"];
  return Object.fromEntries(
    graph.map((node) => [(node["@id"] as string).replace("urn:claims:", ""), node]),
  );
}

const link = (id: string) => ({ "@id": `urn:claims:${id}` });

describe("a claim", () => {
  const nodes = written(fullStore());

  it("is the original speaker's, and tells where it appeared", () => {
    expect(nodes["tax-cut"]).toEqual({
      "@type": "Claim",
      ...link("tax-cut"),
      text: "Taxes will fall.",
      author: link("jane-doe"),
      creator: { "@type": "Role", roleName: "Minister", creator: link("jane-doe") },
      sourceOrganization: link("state"),
      dateCreated: "2023-10-26T12:00:00+02:00",
      recordedAt: link("hall"),
      appearance: [link("speech"), link("article"), link("later")],
      firstAppearance: link("speech"),
      isBasedOn: [link("older"), link("dossier")],
      about: [link("state"), link("hall")],
      keywords: ["taxes", "a, b"],
      comment: { "@type": "Comment", text: "A note." },
    });
  });

  it("is never one's who only relays it", () => {
    for (const store of [fullStore(), exampleStore()]) {
      for (const [id, { value }] of store.claims) {
        const { author } = written(store)[id] as { author?: { "@id": string } };
        const speaker = store.documents.get(value.speaker)?.value.by ?? value.speaker;
        expect([undefined, `urn:claims:${speaker}`]).toContain(author?.["@id"]);
      }
    }
    expect(nodes["oldest"]).not.toHaveProperty("author");
    expect(nodes["clip-says"]).not.toHaveProperty("author");
    expect(nodes["older"]).toHaveProperty("author", link("state"));
  });

  it("has its words as quotations, each with its place or its document", () => {
    expect(nodes["tax-cut/quote"]).toEqual({
      "@type": "Quotation",
      ...link("tax-cut/quote"),
      text: 'سنخفض الضرائب "غدا"',
      inLanguage: "ar",
      spokenByCharacter: link("jane-doe"),
      exampleOfWork: link("tax-cut"),
      recordedAt: link("hall"),
      isPartOf: link("speech"),
    });
    expect(nodes["tax-cut/quote-4"]).toHaveProperty("isPartOf", link("later"));
    expect(nodes["tax-cut/quote-2"]).toHaveProperty("translator", link("desk"));
  });

  it("has a review where the store has one, and else none", () => {
    const reviews = Object.values(nodes).filter((node) => node["@type"] === "ClaimReview");
    expect(reviews).toHaveLength(2);
    expect(reviews[0]).toEqual({
      "@type": "ClaimReview",
      ...link("tax-cut/review-1"),
      itemReviewed: link("tax-cut"),
      claimReviewed: "Taxes will fall.",
      author: link("checker"),
      datePublished: "2023-11-01",
      url: "https://example.org/check",
      reviewRating: {
        "@type": "Rating",
        alternateName: "mostly true",
        ratingValue: 4,
        bestRating: 5,
        worstRating: 1,
      },
    });
    const none = Object.values(written(exampleStore()));
    expect(none.filter((node) => node["@type"] === "ClaimReview")).toEqual([]);
  });
});

describe("an article is based on", () => {
  it("what it cites, and the documents from which it has a claim", () => {
    const nodes = written(exampleStore());
    expect(nodes["hostages-article"]).toMatchObject({
      "@type": "NewsArticle",
      isBasedOn: link("ministry-statement"),
    });
    expect(written(fullStore())["later"]).toHaveProperty("isBasedOn", link("post"));
  });
});

describe("the first appearance", () => {
  const firstOf = (relay: string, documents: string) =>
    written(
      storeOf(
        `agents: { jane: { name: Jane, kind: person } }\ndocuments: ${documents}\nclaims:\n  said: { text: So., speaker: jane, relay: ${relay} }\n`,
      ),
    )["said"]!["firstAppearance"];

  it.each([
    ["the only one", "[page]", "{ page: {} }", link("page")],
    ["what the other draws on", "[page, leaf]", "{ page: {}, leaf: {} }", link("page")],
    [
      "the older of two",
      "[page, { via: leaf, from: speaker }]",
      "{ page: { date: 2023-02 }, leaf: { date: 2023-01 } }",
      link("leaf"),
    ],
    [
      "not told where dates leave it open",
      "[page, { via: leaf, from: speaker }]",
      "{ page: { date: 2023 }, leaf: { date: 2023-01 } }",
      undefined,
    ],
    [
      "not told where two draw on each other",
      "[{ via: page, from: [speaker, leaf] }, { via: leaf, from: page }]",
      "{ page: {}, leaf: {} }",
      undefined,
    ],
  ])("is %s", (_, relay, documents, first) => expect(firstOf(relay, documents)).toEqual(first));
});

it("says what schema.org can't hold", () => {
  expect(exportOf(schemaOrg, fullStore()).lost).toEqual({
    "`certainty` of a claim": 1,
    "`certainty` of a hop": 1,
    "`confirms` of a claim": 1,
    "`corrects` of a claim": 2,
    "`date` of a hop": 2,
    "`disputes` of a claim": 1,
    "`file` of a document": 1,
    "`for` of what is no organization": 2,
    "`grade` of a claim": 1,
    "`grade` of an agent": 1,
    "`how` of a claim": 1,
    "`how` of a hop": 2,
    "`id` of a hop": 1,
    "`note` of a hop": 1,
    "`note` of an agent": 1,
    "`qualifies` of a claim": 1,
    "`reason` of an agent": 1,
    "`retracts` of a claim": 1,
    "`says` of a hop": 1,
    "`updates` of a claim": 1,
    "a date that is an interval": 2,
    "a hop that stands in no document": 6,
    "a reference to what is not in the store": 3,
    "a reviewer that is a forum": 1,
    "a role of a forum": 1,
    "a role of what is no organization": 1,
    "a speaker that is a forum": 1,
    "an author that is a forum": 1,
    "an owner that is no organization": 3,
    "that a date is approximate or uncertain": 2,
    "that a machine translated": 1,
    "that hops draw on each other in a circle": 1,
  });
});

it("text is data: it comes back as it was, keywords of JSON-LD too", async () => {
  const words = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
    fc.constantFrom("@id", "@type", "@vocab", "_:b", "https://example.org/", "schema:x"),
  );
  await fc.assert(
    fc.asyncProperty(words, async (text) => {
      const claim = { text: `${text}x`, speaker: "unknown", quote: `${text}x`, tags: [`${text}x`] };
      const store = storeOf(JSON.stringify({ claims: { said: claim } }));
      fc.pre(store.complete);
      const stored = store.claims.get("said")!.value.text;
      const [said, quoted] = await nodesOf(exportOf(schemaOrg, store).text);
      for (const [node, key] of [
        [said, "text"],
        [said, "keywords"],
        [quoted, "text"],
      ] as const) {
        expect(node![S + key]).toEqual([{ "@value": stored }]);
      }
    }),
    { numRuns: 200 },
  );
});

it("names things as it is told", () => {
  const { text } = exportOf(schemaOrgNamed({ base: "https://example.org/c/" }), exampleStore());
  expect(text).toContain('"@id":"https://example.org/c/hamas"');
  expect(text).not.toContain("urn:");
});
