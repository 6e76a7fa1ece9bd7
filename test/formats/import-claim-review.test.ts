import fc from "fast-check";
import jsonld from "jsonld";
import { describe, expect, it } from "vitest";
import { takeClaimReviews } from "../../src/formats/import-claim-review.js";
import { Intake } from "../../src/formats/intake.js";
import { settle } from "../../src/formats/settle.js";
import type { Section } from "../../src/model/entry.js";
import { readStoreFile } from "../../src/store/read.js";
import { uniteStore } from "../../src/store/store.js";

const NOTHING = uniteStore([]);

/** Takes JSON-LD into a store, and gives what is new by section, and what was told. */
function taken(value: unknown, store = NOTHING) {
  const intake = new Intake(store, { identity: "said" });
  takeClaimReviews(typeof value === "string" ? value : JSON.stringify(value), intake);
  const sections: Record<Section, Record<string, unknown>> = {
    agents: {},
    documents: {},
    claims: {},
  };
  for (const { section, id, data } of settle(intake, store)) sections[section][id] = data;
  return { ...sections, problems: intake.problems, known: intake.known };
}

const REVIEW = {
  "@context": "https://schema.org",
  "@type": "ClaimReview",
  url: "https://example.org/check/1",
  datePublished: "2024-03-06",
  author: { "@type": "Organization", name: "Check & Co", url: "https://example.org" },
  claimReviewed: "The dam broke.",
  itemReviewed: {
    "@type": "Claim",
    author: {
      "@type": "Person",
      name: "Jane Doe",
      sameAs: ["https://www.wikidata.org/wiki/Q42", "https://example.org/jane", "Jane"],
    },
    datePublished: "2024-03-01",
    appearance: { "@type": "NewsArticle", url: "https://example.org/post", headline: "Dam breaks" },
  },
  reviewRating: {
    "@type": "Rating",
    ratingValue: 2,
    bestRating: 5,
    worstRating: 1,
    alternateName: "False",
  },
};

const SOUND = {
  agents: {
    "jane-doe": {
      name: "Jane Doe",
      kind: "person",
      "same-as": ["Q42", "https://example.org/jane"],
    },
    "check-co": { name: "Check & Co", kind: "organization", url: "https://example.org" },
  },
  documents: {
    "dam-breaks": { title: "Dam breaks", url: "https://example.org/post", kind: "article" },
  },
  claims: {
    "dam-broke": {
      text: "The dam broke.",
      speaker: "jane-doe",
      date: "2024-03-01",
      relay: ["dam-breaks"],
      reviews: [
        {
          by: "check-co",
          verdict: "False",
          url: "https://example.org/check/1",
          date: "2024-03-06",
          rating: 2,
          best: 5,
          worst: 1,
        },
      ],
    },
  },
};

const { "@context": context, ...BARE } = REVIEW;
const { author, ...WITHOUT_AUTHOR } = REVIEW;

/** The review with another item reviewed. */
const of = (item: unknown, more: object = {}) => ({ ...REVIEW, itemReviewed: item, ...more });

describe("a fact-check in JSON-LD", () => {
  it.each([
    ["one object", REVIEW],
    ["a list", [{ "@type": "WebPage" }, REVIEW]],
    ["a graph", { "@context": context, "@graph": [{ "@type": "WebSite" }, BARE] }],
    [
      "a feed",
      { "@type": "DataFeed", dataFeedElement: [{ "@type": "DataFeedItem", item: [REVIEW] }] },
    ],
    [
      "a page's main entity",
      { "@type": "WebPage", mainEntity: { "@type": "Article", review: REVIEW } },
    ],
    ["several types", { ...REVIEW, "@type": ["Review", "ClaimReview"] }],
    ["prefixes", JSON.parse(JSON.stringify(REVIEW).replace(/"(\w+)":/g, '"schema:$1":'))],
    [
      "lists of one",
      JSON.parse(JSON.stringify(REVIEW), (key, value) =>
        /^[a-z]+[A-Z]/.test(key) ? [value] : value,
      ),
    ],
    [
      "a graph with references",
      {
        "@graph": [
          { ...WITHOUT_AUTHOR, author: { "@id": "#org" } },
          { ...author, "@id": "#org" },
        ],
      },
    ],
    [
      "values as objects",
      { ...REVIEW, claimReviewed: { "@value": "The dam broke.", "@language": "en" } },
    ],
    ["HTML in its text", { ...REVIEW, claimReviewed: "<p>The <i>dam</i> broke.</p>" }],
    [
      "numbers as texts",
      {
        ...REVIEW,
        reviewRating: {
          ...REVIEW.reviewRating,
          ratingValue: "2",
          bestRating: "5.0",
          worstRating: "1",
        },
      },
    ],
  ])("is found as %s", (_, value) => {
    expect(taken(value)).toEqual({ ...SOUND, problems: [], known: 0 });
  });

  it("says the same as what a JSON-LD processor makes of it", async () => {
    const vocabulary = { "@vocab": "https://schema.org/" };
    const document = { ...REVIEW, "@context": vocabulary };
    const documentLoader = () => Promise.reject(new Error("nothing is fetched"));
    const expanded = await jsonld.expand(document, { documentLoader });
    expect(taken(expanded)).toEqual({ ...SOUND, problems: [], known: 0 });
  });

  it("never has its reviewer for the speaker", () => {
    for (const item of [
      undefined,
      null,
      "",
      {},
      { "@type": "Claim" },
      { author: { name: " " } },
      { author: "Unknown" },
    ]) {
      expect(taken(of(item)).claims).toMatchObject({ "dam-broke": { speaker: "unknown" } });
    }
    const found = taken(of({ author: { "@type": "Organization", name: "CHECK &amp; CO" } }));
    expect(found.claims).toMatchObject({
      "dam-broke": { speaker: "unknown", reviews: [{ by: "check-co" }] },
    });
    expect(found.problems).toEqual([
      { line: 1, message: "the reviewer `CHECK & CO` stands as the speaker; taken for unknown" },
    ]);
  });

  it("can do without an author, a rating and dates", () => {
    expect(taken({ "@type": "ClaimReview", claimReviewed: "The dam broke." })).toMatchObject({
      agents: {},
      claims: { "dam-broke": { text: "The dam broke.", speaker: "unknown" } },
      problems: [],
    });
  });

  it("has its speaker as a text, a list or in two parts", () => {
    const speakerOf = (given: unknown) => Object.keys(taken(of({ author: given })).agents)[0];
    expect(speakerOf("Jane Doe")).toBe("jane-doe");
    expect(speakerOf({ givenName: "Jane", familyName: "Doe" })).toBe("jane-doe");
    expect(speakerOf([{ "@type": "Person" }, { name: "Jane Doe" }])).toBe("jane-doe");
    expect(taken(of({ author: ["Jane Doe", "Ann"] })).problems).toEqual([
      { line: 1, message: "a claim has one speaker; left out: `Ann`" },
    ]);
  });

  it("tells people, organizations and outlets apart", () => {
    const kindOf = (type: string) =>
      taken(of({ author: { "@type": type, name: "X" } })).agents["x"];
    expect(kindOf("NewsMediaOrganization")).toMatchObject({ kind: "outlet" });
    expect(kindOf("PoliticalParty")).toMatchObject({ kind: "organization" });
    expect(kindOf("Thing")).toMatchObject({ kind: "person" });
  });

  it("has each appearance for a report of its own, the first one first", () => {
    const item = {
      author: "Jane Doe",
      firstAppearance: "https://example.org/1",
      appearance: [
        { url: "https://example.org/2", publisher: "The Gazette", datePublished: "6 March 2024" },
        "https://www.example.org/1/",
        { name: "A speech" },
        { "@id": "https://example.org/4", "@type": "VideoObject", duration: "PT1M" },
        "nowhere",
        {},
      ],
    };
    const found = taken(of(item));
    expect(found.documents).toEqual({
      "example-org-1": { url: "https://example.org/1" },
      "example-org-2": { url: "https://example.org/2", by: "gazette", date: "2024-03-06" },
      speech: { title: "A speech" },
      "example-org-4": { url: "https://example.org/4", kind: "recording" },
    });
    expect(found.claims).toMatchObject({
      "dam-broke": {
        relay: [
          "example-org-1",
          ...["example-org-2", "speech", "example-org-4"].map((via) => ({ via, from: "speaker" })),
        ],
      },
    });
    expect(found.problems.map(({ message }) => message)).toEqual([
      "an appearance is no web address: `nowhere`; taken without it",
      "an appearance has neither an address nor a title; taken without it",
    ]);
  });

  it("has what the speaker published in person for the primary record", () => {
    const post = {
      "@type": "SocialMediaPosting",
      url: "https://example.org/p",
      author: { name: "Jane Doe" },
    };
    expect(taken(of({ author: { name: "Jane Doe" }, appearance: post })).claims).toMatchObject({
      "dam-broke": { in: "example-org-p" },
    });
  });

  it("takes the work that older pages have in the claim's place for where it appeared", () => {
    const found = taken(
      of({ "@type": "CreativeWork", author: "Jane Doe", sameAs: "https://example.org/old" }),
    );
    expect(found.claims).toMatchObject({ "dam-broke": { relay: ["example-org-old"] } });
  });

  it.each([
    [
      { ratingValue: "5", bestRating: 1, worstRating: "5" },
      { rating: 5, best: 1, worst: 5 },
    ],
    [{ ratingValue: "2,5" }, { rating: 2.5 }],
    [{ ratingValue: "Mostly false", bestRating: "True" }, { verdict: "Mostly false" }],
    [{ ratingExplanation: "It stands." }, { verdict: "It stands." }],
    [
      { name: "Half true", ratingValue: "-1" },
      { verdict: "Half true", rating: -1 },
    ],
    ["Pants on fire", { verdict: "Pants on fire" }],
    [undefined, {}],
  ])("keeps its scale as it is: %j", (reviewRating, review) => {
    const bare = {
      ...REVIEW,
      reviewRating,
      author: undefined,
      url: undefined,
      datePublished: undefined,
    };
    const claim = taken(bare).claims["dam-broke"] as { reviews?: object[] };
    expect(claim.reviews ?? [{}]).toEqual([review]);
  });

  it("is left out where it doesn't say what was claimed, and the rest is taken", () => {
    const text = `[\n${JSON.stringify({ "@type": "ClaimReview" })},\n${JSON.stringify(REVIEW)}]`;
    const found = taken(text);
    expect(found.problems).toEqual([
      { line: 2, message: "the ClaimReview doesn't say what was claimed; it is left out" },
    ]);
    expect(found.claims).toEqual(SOUND.claims);
    expect(taken({ ...of({ name: "The dam broke." }), claimReviewed: "" }).claims).toHaveProperty(
      "dam-broke",
    );
    expect(taken({ ...of("The dam broke."), claimReviewed: [] }).claims).toHaveProperty(
      "dam-broke",
    );
  });

  it("is told of where a date can't be read", () => {
    expect(taken({ ...REVIEW, datePublished: "5/6/2024" }).problems).toEqual([
      {
        line: 1,
        message:
          "`datePublished` is no date that can be read in one way only: `5/6/2024`; taken without it",
      },
    ]);
  });

  it("of one claim by two is one claim with two reviews", () => {
    const other = { ...REVIEW, author: { name: "Other" }, url: "https://example.org/2" };
    const found = taken([REVIEW, other, REVIEW]);
    expect(found.claims).toMatchObject({
      "dam-broke": { reviews: [{ by: "check-co" }, { by: "other" }], relay: ["dam-breaks"] },
    });
    expect(found.problems).toEqual([]);
  });

  it("adds nothing to a store that has it, and tells of a new review of what is there", () => {
    const bytes = new TextEncoder().encode(JSON.stringify(SOUND));
    const store = uniteStore([readStoreFile("a.yaml", bytes)]);
    expect(taken(REVIEW, store)).toEqual({
      agents: {},
      documents: {},
      claims: {},
      problems: [],
      known: 1,
    });
    const other = { ...REVIEW, author: { name: "Other" } };
    expect(taken(other, store)).toMatchObject({
      claims: {},
      agents: {},
      problems: [
        { message: "claim `dam-broke` is in the store with another `reviews`; left as it is" },
      ],
    });
  });

  it.each([
    "{",
    "[]",
    '{"@type": "Article"}',
    `${'{"a":'.repeat(50_000)}`,
  ])("%j is told", (text) => {
    expect(taken(text).problems).toHaveLength(1);
  });

  it("is taken or told, whatever stands in it", () => {
    const anything = fc.jsonValue({ maxDepth: 2 });
    const keys = [
      "author",
      "itemReviewed",
      "reviewRating",
      "claimReviewed",
      "url",
      "datePublished",
    ] as const;
    const review = fc.record(Object.fromEntries(keys.map((key) => [key, anything])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(review, (value) => {
        const { problems, ...sections } = taken({ "@type": "ClaimReview", ...value });
        const told = problems.some(({ message }) => message.includes("left out"));
        expect(told || Object.keys(sections.claims).length === 1).toBe(true);
      }),
    );
  });
});
