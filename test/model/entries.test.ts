import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { Agent, Role } from "../../src/model/agent.js";
import { Claim, DetailedHop, Review } from "../../src/model/claim.js";
import { Amendment, Document } from "../../src/model/document.js";
import { InformationGrade, SourceGrade } from "../../src/model/fields.js";
import { StoreFile } from "../../src/model/file.js";
import { jsonSchema } from "../../src/model/json-schema.js";
import { hopsOf } from "../../src/model/relations.js";
import { FULL_AGENT, FULL_CLAIM, FULL_DOCUMENT } from "./full-entries.js";

const FILE = {
  agents: { a: FULL_AGENT },
  documents: { d: FULL_DOCUMENT },
  claims: { c: FULL_CLAIM },
};

const byJsonSchema = new Ajv2020({ strict: false, formats: { uri: true } }).compile(
  jsonSchema("store"),
);

const isAccepted = (file: unknown): boolean => StoreFile.safeParse(file).success;

describe("an entry with every key", () => {
  it("is accepted, and comes out as it went in", () => {
    expect(StoreFile.parse(FILE)).toEqual(FILE);
  });

  it("is accepted by the JSON Schema", () => {
    byJsonSchema(FILE);
    expect(byJsonSchema.errors ?? []).toEqual([]);
  });

  it.each([
    ["agent", Agent, FULL_AGENT],
    ["role", Role, FULL_AGENT.roles["foreign-minister"]],
    ["source grade", SourceGrade, FULL_AGENT.grade],
    ["document", Document, FULL_DOCUMENT],
    ["correction", Amendment, FULL_DOCUMENT.corrected],
    ["retraction", Amendment, FULL_DOCUMENT.retracted],
    ["claim", Claim, FULL_CLAIM],
    ["hop", DetailedHop, FULL_CLAIM.relay[1]],
    ["review", Review, FULL_CLAIM.reviews[0]],
    ["information grade", InformationGrade, FULL_CLAIM.grade],
  ] as [string, z.ZodObject, object][])("has every key of %s", (_, schema, example) => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(schema.shape).sort());
  });

  it.each([
    ["agent", "agents", "a"],
    ["document", "documents", "d"],
    ["claim", "claims", "c"],
  ] as const)("has no key of %s that may be blank, a number or null", (_, section, id) => {
    const entry: Record<string, unknown> = FILE[section as never][id];
    for (const key of Object.keys(entry)) {
      for (const value of ["  ", -1.5, null]) {
        const file = { [section]: { [id]: { ...entry, [key]: value } } };
        expect([key, value, isAccepted(file)]).toEqual([key, value, false]);
        expect([key, value, byJsonSchema(file)]).toEqual([
          key,
          value,
          // That a text is a date of the calendar is more than a JSON Schema can say.
          value === "  " && ["date", "retrieved"].includes(key),
        ]);
      }
    }
  });
});

const claim = (more: object) => ({ claims: { c: { text: "T", speaker: "s", ...more } } });
const agent = (more: object) => ({ agents: { a: { name: "A", kind: "person", ...more } } });
const document = (more: object) => ({ documents: { d: more } });

describe("the least that an entry needs", () => {
  it.each([
    ["a claim: its text and who said it", claim({}), true],
    ["a claim without a text", { claims: { c: { speaker: "s" } } }, false],
    ["a claim without a speaker", { claims: { c: { text: "T" } } }, false],
    ["an agent: its name and kind", agent({}), true],
    ["an agent without a kind", { agents: { a: { name: "A" } } }, false],
    ["a forum without a name", { agents: { a: { kind: "forum" } } }, false],
    ["an anonymous agent: its kind", { agents: { a: { kind: "anonymous" } } }, true],
    ["a document: nothing", document({}), true],
    ["a hop: via", claim({ relay: [{ via: "x" }] }), true],
    ["a hop without via", claim({ relay: [{ how: "cited" }] }), false],
    ["a role: its title", agent({ roles: { r: { title: "R" } } }), true],
    ["a role without a title", agent({ roles: { r: { of: "x" } } }), false],
    ["a grade without its letter", agent({ grade: { by: "x" } }), false],
  ])("%s: %s", (_, file, expected) => {
    expect(isAccepted(file)).toBe(expected);
    expect(byJsonSchema(file)).toBe(expected);
  });
});

describe("what a value may be", () => {
  it.each([
    ["one owner", agent({ "part-of": "group" }), true],
    ["several owners", agent({ "part-of": ["group", "state"] }), true],
    ["no owner", agent({ "part-of": [] }), false],
    ["a hop that is a bare id", claim({ relay: ["x"] }), true],
    ["a hop that is a list", claim({ relay: [["x"]] }), false],
    ["a hop that draws on one", claim({ relay: [{ via: "x", from: "speaker" }] }), true],
    ["a hop that draws on none", claim({ relay: [{ via: "x", from: [] }] }), false],
    ["credibility 0", claim({ grade: { credibility: 0 } }), false],
    ["credibility 1", claim({ grade: { credibility: 1 } }), true],
    ["credibility 6", claim({ grade: { credibility: 6 } }), true],
    ["credibility 7", claim({ grade: { credibility: 7 } }), false],
    ["credibility 2.5", claim({ grade: { credibility: 2.5 } }), false],
    ["reliability F", agent({ grade: { reliability: "F" } }), true],
    ["reliability G", agent({ grade: { reliability: "G" } }), false],
    ["the wrong sort of grade", agent({ grade: { credibility: 2 } }), false],
    ["a country", agent({ country: "NO" }), true],
    ["a country in lower case", agent({ country: "no" }), false],
    ["a Wikidata item", agent({ "same-as": ["Q42"] }), true],
    ["item 0", agent({ "same-as": ["Q0"] }), false],
    ["a language", claim({ lang: "zh-Hant" }), true],
    ["a language with an underscore", claim({ lang: "en_GB" }), false],
    ["a web address", document({ url: "http://example.org" }), true],
    ["a web address in capitals", document({ url: "HTTPS://EXAMPLE.ORG/A" }), true],
    ["an address without a scheme", document({ url: "example.org" }), false],
    ["a script for an address", document({ url: "javascript:alert(1)" }), false],
    ["an address with a space", document({ url: "https://example.org/a b" }), false],
    ["a relative file", document({ file: "snapshots/a b.txt" }), true],
    ["an absolute file", document({ file: "/etc/passwd" }), false],
    ["a file on a drive", document({ file: "C:/a.txt" }), false],
    ["a file with backslashes", document({ file: "a\\b.txt" }), false],
    ["a checksum in capitals", document({ sha256: "A".repeat(64) }), false],
    ["a checksum a digit short", document({ sha256: "a".repeat(63) }), false],
  ])("%s: %s", (_, file, expected) => {
    expect(isAccepted(file)).toBe(expected);
    expect(byJsonSchema(file)).toBe(expected);
  });

  it("a language that is well formed but no tag is refused by the tool alone", () => {
    expect(isAccepted(claim({ lang: "en-a" }))).toBe(false);
  });

  it("a year may be a number, as YAML reads it, and comes out as a text", () => {
    expect(Claim.parse({ text: "T", speaker: "s", date: 2023 }).date).toBe("2023");
    expect(Claim.safeParse({ text: "T", speaker: "s", date: 2023.5 }).success).toBe(false);
  });
});

describe("hopsOf", () => {
  it("gives every hop as a mapping", () => {
    const relay = ["x", { via: "y", how: "cited" }];
    expect(hopsOf({ text: "T", speaker: "s", relay })).toEqual([
      { via: "x" },
      { via: "y", how: "cited" },
    ]);
  });

  it("gives none of a claim without a relay", () => {
    expect(hopsOf({ text: "T", speaker: "s" })).toEqual([]);
  });
});
