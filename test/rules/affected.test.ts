import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type Interval, parseEdtf } from "../../src/model/edtf.js";
import { affectedBy, type Change, formerOf, recheck } from "../../src/rules/affected.js";
import { checkEntries, checkStore, type EntryFinding, reportOf } from "../../src/rules/engine.js";
import type { Scope } from "../../src/rules/scope.js";
import { indexOf } from "../../src/rules/store-index.js";
import type { Entry } from "../../src/store/source.js";
import { entriesOf, type Store } from "../../src/store/store.js";
import { apply, EDITED_STORES } from "../support/random-edits.js";
import { snapshotsOf, write } from "../support/random-store.js";
import { storeOf } from "../support/store.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 1_200_000 });

const today = parseEdtf("2026-01-01") as Interval;

const optionsFor = (store: Store) => ({ today, snapshots: snapshotsOf(store) });

/** Tells what changed from one store to another, as somebody who kept what was found would. */
function changeFrom(
  old: Store,
  texts: Record<string, string>,
  now: Record<string, string>,
): Change {
  const files = new Set(
    Object.keys({ ...texts, ...now }).filter((path) => texts[path] !== now[path]),
  );
  return {
    files,
    before: [...entriesOf(old)].filter(({ file }) => files.has(file.path)).map(formerOf),
    read: old,
    found: checkEntries(old, old, optionsFor(old)),
  };
}

const AGENTS = `agents:
  jane: { name: Jane, kind: person }
  john: { name: John, kind: person }
  paper: { name: The Paper, kind: outlet }
`;

/** Gives the ids of what the change of one file affects; `undefined` where that is everything. */
function affected(others: string, before: string, after: string): string[] | undefined {
  const around = { "claims/agents.yaml": AGENTS, "claims/others.yaml": others };
  const withEdited = (text: string): Record<string, string> =>
    text === "" ? around : { ...around, "claims/edited.yaml": text };
  const [texts, now] = [withEdited(before), withEdited(after)];
  const store = storeOf(now);
  const scope = affectedBy(changeFrom(storeOf(texts), texts, now), store, indexOf(store));
  return scope && [...entriesOf({ ...store, ...mapsOf(scope) })].map(({ id }) => id).sort();
}

/** Gives a scope's entries as maps, as a store holds them. */
function mapsOf({
  agents,
  documents,
  claims,
}: Scope): Pick<Store, "agents" | "documents" | "claims"> {
  const byId = <T extends Entry>(all: { values(): Iterable<T> }) =>
    new Map([...all.values()].map((entry) => [entry.id, entry]));
  return { agents: byId(agents), documents: byId(documents), claims: byId(claims) };
}

/** A claim of a store, in flow style. */
const claim = (id: string, fields: string) =>
  `  ${id}: { text: Of ${id}., speaker: jane, ${fields} }\n`;

describe("a change affects", () => {
  const edited = `claims:\n${claim("edited", "date: 2024")}`;
  const later = `claims:\n${claim("edited", "date: 2025")}`;

  it("what stands in the file, and what refers to it", () => {
    const others = `claims:
${claim("referring", "disputes: [edited]")}${claim("beside", "disputes: [referring]")}`;
    expect(affected(others, edited, later)).toEqual(["edited", "referring"]);
    expect(affected(others, edited, "")).toEqual(["jane", "referring"]);
  });

  it("what rests on it, at any distance and through documents", () => {
    const others = `documents:
  cited: { title: Cited, cites: [report] }
  report: { title: Report }
claims:
${claim("first", "based-on: [edited]")}${claim("second", "based-on: [first]")}${claim("third", "based-on: [cited]")}`;
    expect(affected(others, edited, later)).toEqual(["edited", "first", "second"]);
    const relayed = `claims:\n${claim("edited", "relay: [report]")}`;
    expect(affected(others, edited, relayed)).toEqual([
      ...["cited", "edited", "first", "report", "second", "third"],
    ]);
  });

  it("what rests on what it takes back, before or after", () => {
    const others = `claims:\n${claim("target", "date: 2023")}${claim("resting", "based-on: [target]")}`;
    const retracting = `claims:\n${claim("edited", "date: 2024, retracts: [target]")}`;
    expect(affected(others, edited, retracting)).toEqual(["edited", "resting", "target"]);
    expect(affected(others, retracting, edited)).toEqual(["edited", "resting", "target"]);
  });

  it("what is confirmed by what rests on it", () => {
    const others = `claims:
${claim("confirming", "based-on: [edited], confirms: [graded]")}${claim("graded", "grade: { credibility: 1 }")}`;
    expect(affected(others, edited, later)).toEqual(["confirming", "edited", "graded"]);
  });

  it("what says the same, or did", () => {
    const others = `claims:\n  twin: { text: of Edited, speaker: jane, date: 2024 }\n`;
    expect(affected(others, edited, later)).toEqual(["edited", "twin"]);
    expect(affected(others, later, edited)).toEqual(["edited", "twin"]);
  });

  it("an agent that something refers to no more, or only now", () => {
    const about = `claims:\n${claim("edited", "date: 2024, about: [john]")}`;
    expect(affected("", edited, about)).toEqual(["edited", "john"]);
    expect(affected("", about, edited)).toEqual(["edited", "john"]);
  });

  it("what may have meant it", () => {
    const others = `claims:\n${claim("referring", "disputes: [editde]")}`;
    expect(affected(others, "", edited)).toEqual(["edited", "jane", "referring"]);
    expect(affected(others, edited, later)).toEqual(["edited", "referring"]);
  });

  it("what may be defined or mentioned where it can't be read", () => {
    const others = `documents:\n  report: { title: Report }\n  other: { title: Other }
claims:\n${claim("resting", "based-on: [edited]")}${claim("referring", "disputes: [resting]")}`;
    const torn = `claims:\n  edited: [\n  # report\n`;
    expect(affected(others, edited, torn)).toEqual(["jane", "report", "resting"]);
    expect(affected(others, torn, edited)).toEqual(["edited", "jane", "report", "resting"]);
    const slip = `claims:\n${claim("slip", "relay: [gazete, { via: john, from: gazette }]")}`;
    expect(affected(slip, "", "claims:\n  gazette: [\n")).toEqual(["slip"]);
    expect(affected(others, "", "claims: { edited: { speaker: jane } }")).toEqual([
      ...["jane", "resting"],
    ]);
  });

  it("everything where it is one of an agent, or something is defined twice", () => {
    const agent = "agents:\n  edited: { name: Edited, kind: person }\n";
    expect(affected("", edited, agent)).toBeUndefined();
    expect(affected("", agent, edited)).toBeUndefined();
    expect(affected(edited, edited, later)).toBeUndefined();
  });
});

const RUNS = Number(process.env["AFFECTED_RUNS"] ?? 300);

describe("any store and any change", () => {
  it("is checked again as it is checked whole", () => {
    let partial = 0;
    let narrow = 0;
    fc.assert(
      fc.property(EDITED_STORES, ([files, edits]) => {
        const texts = write(files);
        const now = write(edits.reduce(apply, files));
        const store = storeOf(now);
        const change = changeFrom(storeOf(texts), texts, now);
        const scope = affectedBy(change, store, indexOf(store));
        if (scope) partial++;
        if (scope && [...scope.claims.values()].length < store.claims.size / 2) narrow++;
        const options = optionsFor(store);
        const again = reportOf(store, recheck(store, change, options), options);
        expect(again).toEqual(checkStore(store, options));
      }),
      { numRuns: RUNS },
    );
    // It would hold of everything, too.
    expect(partial).toBeGreaterThan(RUNS / 3);
    expect(narrow).toBeGreaterThan(RUNS / 10);
  });

  it("gives of each part of it what a check of the whole gives there", () => {
    fc.assert(
      fc.property(EDITED_STORES, fc.infiniteStream(fc.boolean()), ([files], chosen) => {
        const store = storeOf(write(files));
        const options = optionsFor(store);
        const all = checkEntries(store, store, options);
        const isIn = new Map([...entriesOf(store)].map(({ id }) => [id, chosen.next().value]));
        const part = <T extends Entry>(map: ReadonlyMap<string, T>) =>
          [...map.values()].filter(({ id }) => isIn.get(id));
        const scope = {
          agents: part(store.agents),
          documents: part(store.documents),
          claims: part(store.claims),
          files: [],
        };
        const expected = all.filter(({ entry }) => entry !== undefined && isIn.get(entry));
        expect(inOrder(checkEntries(store, scope, options))).toEqual(inOrder(expected));
      }),
      { numRuns: RUNS },
    );
  });
});

function inOrder(found: readonly EntryFinding[]): string[] {
  return found.map((each) => JSON.stringify(each)).sort();
}
