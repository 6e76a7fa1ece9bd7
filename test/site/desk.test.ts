import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Provenance } from "../../src/provenance/provenance.js";
import { statsOf } from "../../src/provenance/stats.js";
import { Desk } from "../../src/site/desk.js";
import { layOutSite } from "../../src/site/site.js";
import { STORES, write } from "../support/random-store.js";
import { sourceOf } from "../support/site.js";
import { storeOf } from "../support/store.js";

const deskOf = (yaml: string | Record<string, string>) => new Desk(sourceOf(storeOf(yaml)));

describe("the desk", () => {
  it("knows what an agent did", () => {
    const desk = deskOf(`
agents:
  osei: { name: Osei, kind: person }
  wire: { name: Wire One, kind: outlet, part-of: group }
  group: { name: Group, kind: organization }
documents:
  report: { by: wire }
claims:
  a: { text: A, speaker: osei, about: [group], relay: [wire, group] }
  b: { text: B, speaker: osei, relay: [report] }
`);
    const ids = (rows: readonly { claim: { id: string } }[]) => rows.map(({ claim }) => claim.id);
    expect(ids(desk.agent("osei").spoke)).toEqual(["a", "b"]);
    expect(ids(desk.agent("wire").relayed)).toEqual(["a", "b"]);
    expect(ids(desk.agent("wire").bottleneckOf)).toEqual(["a"]);
    expect(ids(desk.agent("group").about)).toEqual(["a"]);
    expect(desk.agent("wire").published.map(({ id }) => id)).toEqual(["report"]);
    expect(desk.agent("group").parts.map(({ id }) => id)).toEqual(["wire"]);
    expect(ids(desk.document("report").relayed)).toEqual(["b"]);
    expect(ids(desk.agent("nobody").spoke)).toEqual([]);
  });

  it("counts as the statistics do", () => {
    fc.assert(
      fc.property(STORES, (files) => {
        const store = storeOf(write(files));
        const provenance = new Provenance(store);
        const stats = statsOf(
          [...store.claims.values()].map((claim) => provenance.trace(claim)),
          provenance,
        );
        const desk = new Desk(sourceOf(store));
        expect(desk.rows.map(({ claim }) => claim.id)).toEqual([...store.claims.keys()]);
        for (const { key, count } of stats.statuses) {
          expect(desk.rows.filter(({ status }) => status === key).length).toBe(count);
        }
        for (const { key, count } of stats.bottlenecks) {
          if (store.agents.has(key)) expect(desk.agent(key).bottleneckOf.length).toBe(count);
        }
      }),
    );
  });
});

describe("a site", () => {
  it("has a page for each entry of any store, and each can be made", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(STORES, async (texts) => {
        const store = storeOf(write(texts));
        const files = await layOutSite(sourceOf(store), { assets: new Map() });
        const pages = [...files.values()].filter(({ path }) => path.endsWith(".html"));
        const { agents, documents, claims } = store;
        for (const [kind, entries] of Object.entries({ agents, documents, claims })) {
          for (const id of entries.keys()) expect(files.has(`${kind}/${id}.html`)).toBe(true);
        }
        for (const { make } of pages) expect(String(make())).toMatch(/^<!doctype html>/);
      }),
      { numRuns: 30 },
    );
  });

  it("is the same each time that it is made", async () => {
    const make = async () => {
      const source = sourceOf(storeOf("claims:\n  a: { text: A, speaker: unknown }\n"));
      const files = await layOutSite(source, { assets: new Map() });
      return [...files.values()].map(({ path, make }) => [path, String(make())]);
    };
    expect(await make()).toEqual(await make());
  });
});
