import { describe, expect, it } from "vitest";
import type { View } from "../../../src/site/browser/found-claims.js";
import { Session } from "../../../src/site/browser/session.js";
import { claimData, findables } from "../../../src/site/claim-data.js";
import { packIndex } from "../../../src/site/search-index.js";
import { deskOf } from "../../support/site.js";

const MANY = Array.from(
  { length: 250 },
  (_, at) => `  c${at}: { text: Number ${at}., speaker: ${at === 7 ? "ann" : "unknown"} }`,
);
const DESK = deskOf(`
agents:
  ann: { name: Ann, kind: person }
claims:
${MANY.join("\n")}
`);
const FILES = { claims: claimData(DESK), words: packIndex(findables(DESK)) };

/** A session on a page that tells what was loaded and what was shown. */
function open(files: Partial<typeof FILES> = FILES) {
  const loaded: string[] = [];
  const painted: View[] = [];
  const session = new Session({
    load: async (name) => {
      loaded.push(name);
      if (!files[name]) throw new Error(`no file for ${name}`);
      return files[name];
    },
    paint: (view) => painted.push(view),
  });
  return { session, loaded, painted, last: () => painted.at(-1)! };
}

describe("a session of the search", () => {
  it("loads nothing and shows nothing as long as nothing is asked for", async () => {
    const { session, loaded, painted } = open();
    await session.ask({});
    expect(loaded).toEqual([]);
    expect(painted.map(({ state, rows }) => [state, rows.length])).toEqual([["idle", 0]]);
  });

  it("loads the claims for a filter, and the words for words, each once", async () => {
    const { session, loaded, painted, last } = open();
    await session.ask({ speaker: "ann" });
    expect(loaded).toEqual(["claims"]);
    expect(painted.map(({ state }) => state)).toEqual(["loading", "found"]);
    expect(last()).toMatchObject({ found: 1, total: 250, rows: [{ id: "c7" }], isNear: false });
    await session.ask({ q: "number 33" });
    await session.ask({ q: "number 34" });
    expect(loaded).toEqual(["claims", "words"]);
    expect(last()).toMatchObject({ found: 1, rows: [{ id: "c34" }] });
  });

  it("loads all of it ahead when it is told to, and then knows what filters can be set to", async () => {
    const { session, loaded, last } = open();
    await session.ask({});
    await Promise.all([session.warm(), session.warm()]);
    expect(loaded).toEqual(["claims", "words"]);
    expect(last()).toMatchObject({ state: "idle", rows: [], found: 0 });
    expect(last().options?.speaker).toEqual([
      { value: "unknown", label: "someone unknown", count: 249 },
      { value: "ann", label: "Ann", count: 1 },
    ]);
  });

  it("shows the first hundred, and more when more is asked for", async () => {
    const { session, last } = open();
    await session.ask({ speaker: "unknown" });
    expect([last().rows.length, last().found]).toEqual([100, 249]);
    await session.more();
    expect([last().rows.length, session.shown]).toEqual([200, 200]);
    await session.more();
    expect(last().rows.length).toBe(249);
    await session.ask({ q: "number" });
    expect([last().rows.length, session.shown]).toEqual([100, 100]);
  });

  it("shows as many as before where the way back leads to it", async () => {
    const { session, last } = open();
    await session.ask({ sort: "oldest" }, 200);
    expect(last().rows.length).toBe(200);
  });

  it("answers the last of several questions alone", async () => {
    const { session, painted } = open();
    await Promise.all([session.ask({ q: "number 33" }), session.ask({ q: "number 34" })]);
    const found = painted.filter(({ state }) => state === "found");
    expect(found.map(({ query }) => query.q)).toEqual(["number 34"]);
  });

  it("says so while it is made ready, and then answers what was typed meanwhile", async () => {
    const { session, painted, last } = open();
    const ready = session.warm();
    const asked = session.ask({ q: "number 33" });
    expect(painted.map(({ state }) => state)).toEqual(["loading"]);
    await Promise.all([ready, asked]);
    await session.ask({ q: "number 34" });
    expect(painted.map(({ state }) => state)).toEqual(["loading", "found", "found"]);
    expect(last()).toMatchObject({ found: 1, rows: [{ id: "c34" }] });
  });

  it("keeps what filters can be set to while it waits for the words", async () => {
    const { session, last } = open();
    await session.ask({ speaker: "ann" });
    const asked = session.ask({ q: "number 33", speaker: "ann" });
    expect(last().state).toBe("loading");
    expect(last().options?.speaker).toHaveLength(2);
    await asked;
  });

  it("tells when words come near, and when they hold nothing to look for", async () => {
    const { session, last } = open();
    await session.ask({ q: "nunber" });
    expect(last()).toMatchObject({ isNear: true, isVague: false, found: 250 });
    await session.ask({ q: "n" });
    expect(last()).toMatchObject({ isNear: false, isVague: true, state: "idle", rows: [] });
    await session.ask({ q: "n", speaker: "ann" });
    expect(last()).toMatchObject({ isVague: true, state: "found", found: 1 });
  });

  it("tells when a file can't be had", async () => {
    const { session, last } = open({ claims: FILES.claims });
    await session.ask({ q: "number" });
    expect(last()).toMatchObject({ state: "failed", rows: [] });
    await session.ask({ speaker: "ann" });
    expect(last()).toMatchObject({ state: "found", found: 1 });
    const other = open({ claims: FILES.claims });
    await other.session.warm();
    expect(other.last().state).toBe("idle");
  });
});
