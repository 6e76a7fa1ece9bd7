import { describe, expect, it } from "vitest";
import type { EntryKind, EntryValues } from "../../src/model/entry.js";
import { type Reference, referencesOf } from "../../src/model/references.js";
import { FULL_AGENT, FULL_CLAIM, FULL_DOCUMENT } from "./full-entries.js";

/** References a line each: where, the id, what may stand there. */
function lines(references: readonly Reference[]): string[] {
  return references.map(({ path, id, field }) => {
    const kinds = field.kinds.join(" or ");
    return `${path.join(".")}: ${id} (${kinds}${field.speaks ? ", speaks" : ""})`;
  });
}

/** Every text of an entry that is the id of another, found without knowing the format. */
function idsIn(value: unknown, ids: ReadonlySet<string>): string[] {
  if (typeof value === "string") return ids.has(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((each) => idsIn(each, ids));
}

describe("referencesOf gives every reference of the format", () => {
  it("of an agent", () => {
    expect(lines(referencesOf("agent", FULL_AGENT))).toEqual([
      "roles.foreign-minister.of: iran (agent)",
      "part-of.0: ministry (agent)",
      "part-of.1: cabinet (agent)",
      "grade.by: analyst (agent, speaks)",
    ]);
  });

  it("of an agent with one owner", () => {
    const agent = { name: "A", kind: "outlet", "part-of": "group" } as const;
    expect(lines(referencesOf("agent", agent))).toEqual(["part-of: group (agent)"]);
  });

  it("of a document", () => {
    expect(lines(referencesOf("document", FULL_DOCUMENT))).toEqual([
      "by: press-office (agent, speaks)",
      "authors.0: jane-doe (agent, speaks)",
      "authors.1: john-roe (agent, speaks)",
      "cites.0: agency-report (document)",
    ]);
  });

  it("of a claim", () => {
    expect(lines(referencesOf("claim", FULL_CLAIM))).toEqual([
      "speaker: amir-abdollahian (agent or document, speaks)",
      "for: iran (agent)",
      "in: transcript (document)",
      "based-on.0: earlier-claim (claim or document)",
      "based-on.1: dossier (claim or document)",
      "relay.0: un-assembly (agent or document)",
      "relay.1.via: the-national (agent or document)",
      "relay.1.in: article (document)",
      "relay.1.translator: interpreter (agent, speaks)",
      "confirms.0: claim-confirmed (claim)",
      "disputes.0: claim-disputed (claim)",
      "qualifies.0: claim-qualified (claim)",
      "corrects.0: claim-corrected (claim)",
      "retracts.0: claim-retracted (claim)",
      "updates.0: claim-updated (claim)",
      "about.0: ministry (agent)",
      "reviews.0.by: fact-checker (agent, speaks)",
      "grade.by: analyst (agent, speaks)",
    ]);
  });

  it.each([
    ["agent", FULL_AGENT],
    ["document", FULL_DOCUMENT],
    ["claim", FULL_CLAIM],
  ] as const)("with a path that leads to the id, in a %s", (kind: EntryKind, entry) => {
    for (const { path, id } of referencesOf(kind, entry as EntryValues[typeof kind])) {
      const found = path.reduce<unknown>(
        (value, step) => (value as Record<string | number, unknown>)[step],
        entry,
      );
      expect(found).toBe(id);
    }
  });
});

describe("what is no reference", () => {
  it("the reserved words, each in its own place", () => {
    const claim = {
      text: "T",
      speaker: "unknown",
      relay: ["unknown", { via: "unknown", from: "speaker", translator: "machine" }],
    };
    expect(referencesOf("claim", claim)).toEqual([]);
  });

  it("a reserved word in another place is an id like any other", () => {
    const claim = { text: "T", speaker: "machine", for: "unknown", in: "speaker" };
    expect(referencesOf("claim", claim).map(({ id }) => id)).toEqual([
      "machine",
      "unknown",
      "speaker",
    ]);
  });

  it("a hop's name and what it draws on, which name hops; a role, which names one of the speaker's", () => {
    const hops = new Set(["speaker", "national-again", "leak", "foreign-minister"]);
    expect(idsIn(FULL_CLAIM, hops).length).toBeGreaterThan(3);
    const ids = referencesOf("claim", FULL_CLAIM).map(({ id }) => id);
    expect(ids.filter((id) => hops.has(id))).toEqual([]);
  });
});
