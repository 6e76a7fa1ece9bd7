import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical } from "../../src/store/canonical.js";
import { MARK, makeCatalog } from "../../src/store/catalog.js";
import {
  type CatalogedStore,
  ChangedMeanwhile,
  catalogedStore,
} from "../../src/store/cataloged.js";
import { PLAIN, plainEntry } from "../../src/store/plain-file.js";
import { readByLibrary, readStoreFile } from "../../src/store/read.js";
import type { FileReading } from "../../src/store/reading.js";
import { type Entry, locate } from "../../src/store/source.js";
import { entriesOf, type Store, uniteStore } from "../../src/store/store.js";
import { EDITED_STORES } from "../support/random-edits.js";
import { write } from "../support/random-store.js";

/** Opens some texts by their catalog. @param now what is read later, where it is another text */
function openTexts(
  texts: Readonly<Record<string, string>>,
  {
    isRead = () => false,
    now = texts,
  }: { isRead?: (path: string) => boolean; now?: typeof texts } = {},
): { store: Store; opened: CatalogedStore; asked: Set<string> } {
  const paths = Object.keys(texts).sort();
  const readings = paths.map((path) => readStoreFile(path, new TextEncoder().encode(texts[path]!)));
  const catalog = makeCatalog(
    readings.map((from) => ({
      path: from.file.path,
      from,
      marks: from.file.syntax === PLAIN ? 0 : MARK.byLibrary,
    })),
  );
  const asked = new Set<string>();
  const opened = catalogedStore(catalog, {
    textOf(file) {
      asked.add(paths[file]!);
      return now[paths[file]!]!;
    },
    readByLibrary: (path, text) => readByLibrary(path, { text, problems: [] }),
    readings: new Map(
      readings.flatMap((each, file): [number, FileReading][] =>
        isRead(each.file.path) ? [[file, each]] : [],
      ),
    ),
  });
  return { store: uniteStore(readings), opened, asked };
}

/** What can be told of an entry, its place in the file included. */
function told(entry: Entry) {
  const { kind, id, value, start, end, file } = entry;
  const places = Object.keys(value).map((key) => [
    locate(entry, [key]),
    locate(entry, [key], "key"),
  ]);
  return {
    kind,
    id,
    value,
    start,
    end,
    path: file.path,
    text: file.text,
    at: locate(entry),
    places,
  };
}

const KINDS = ["agents", "documents", "claims"] as const;

/** A text that only the library reads. */
const byLibrary = (text: string) => text.replace(/^(agents|documents|claims):$/m, '"$1":');

/** Compares each entry of a text, read without the rest of its file, with what reading all of it gives. */
function expectEachAlone(texts: Readonly<Record<string, string>>): number {
  const { store, opened } = openTexts(texts);
  const all = [...entriesOf(store)].sort((a, b) => a.start - b.start);
  for (const [at, entry] of all.entries()) {
    expect(told(opened[`${entry.kind}s`].get(entry.id)!)).toEqual(told(entry));
    const { kind, id, file, start } = entry;
    const alone = plainEntry(kind, id, file, start, all[at + 1]?.start ?? file.text.length);
    expect(alone, file.text.slice(start)).toEqual(entry);
  }
  return [...entriesOf(store)].length;
}

describe("an entry that is read alone", () => {
  it.each([
    ["with another behind it", "  b:\n    text: B.\n    speaker: unknown\n"],
    ["with an empty line and another behind it", "\n  b:\n    text: B.\n    speaker: unknown\n"],
    ["with a comment and another behind it", "\n  # On b.\n  b: { text: B., speaker: unknown }\n"],
    ["with another section behind it", "\nagents:\n  a-person:\n    name: A\n    kind: person\n"],
    ["at the end of the file", ""],
  ])("may end in a text of several lines, %s", (_, behind) => {
    for (const mark of [">-", "|-", "|"]) {
      const note = `    note: ${mark}\n      One line\n      and another.\n`;
      const text = `claims:\n  a:\n    text: A.\n    speaker: unknown\n${note}${behind}`;
      expect(readStoreFile("claims/a.yaml", new TextEncoder().encode(text)).problems).toEqual([]);
      expect(expectEachAlone({ "claims/a.yaml": text })).toBe(behind === "" ? 1 : 2);
    }
  });

  it("is what it is in its file, as `fmt` writes that", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), SAYING, SAYING), { minLength: 1 }), (all) => {
        const claims: Record<string, object> = {};
        const documents: Record<string, object> = {};
        for (const [at, [isClaim, text, note]] of all.entries()) {
          if (isClaim) claims[`c-${at}`] = { text, speaker: "unknown", note };
          else documents[`d-${at}`] = { title: text, note };
        }
        const written = canonical(JSON.stringify({ documents, claims }));
        if (!("text" in written)) throw new Error("the store can't be formatted");
        const reading = readStoreFile("claims/a.yaml", new TextEncoder().encode(written.text));
        expect(reading.problems).toEqual([]);
        compared += expectEachAlone({ "claims/a.yaml": written.text });
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(600);
  });
});

/** Texts that `fmt` folds, keeps as lines, or leaves alone. */
const SAYING = fc.constantFrom(
  "Rents rise.",
  `${"Rents rise. ".repeat(12)}That is so.`,
  "One line\nand another.",
  "One line\nand another.\n",
  `${"Rents rise. ".repeat(9)}\n\nA second part: ${"it is long. ".repeat(9)}End.`,
  "# no comment",
);

describe("a cataloged store", () => {
  it("gives all that the readings of its files give together", () => {
    let compared = 0;
    fc.assert(
      fc.property(EDITED_STORES, fc.nat(5), ([files], salt) => {
        const texts = Object.fromEntries(
          Object.entries(write(files)).map(([path, text], index) => [
            path,
            (index + salt) % 3 === 0 ? byLibrary(text) : text,
          ]),
        );
        const isRead = (path: string) => (path.length + salt) % 4 === 0;
        const { store, opened } = openTexts(texts, { isRead });
        fc.pre(store.complete);
        compared++;
        // One by one first, as each is read without the rest of its file.
        for (const { kind, id, ...entry } of entriesOf(store)) {
          const one = opened[`${kind}s`].get(id)!;
          expect(told(one)).toEqual(told({ kind, id, ...entry } as Entry));
        }
        const ids = new Set([...entriesOf(store)].map(({ id }) => id));
        for (const word of ["unknown", "nobody", "claim-8", "pape", ""]) ids.add(word);
        for (const kind of KINDS) {
          expect(opened[kind].size).toBe(store[kind].size);
          expect([...opened[kind].keys()]).toEqual([...store[kind].keys()]);
          expect([...opened[kind].values()].map(told)).toEqual([...store[kind].values()].map(told));
          const each: string[] = [];
          opened[kind].forEach((entry, id, map) => void each.push(`${id} ${entry.id} ${map.size}`));
          expect(each).toEqual(
            [...store[kind].keys()].map((id) => `${id} ${id} ${store[kind].size}`),
          );
          expect([...opened[kind]].map(([id]) => id)).toEqual([...store[kind].keys()]);
          for (const id of ids) {
            expect(opened[kind].has(id)).toBe(store[kind].has(id));
          }
        }
        for (const id of ids) {
          for (const by of [undefined, ["via", "in"], ["based-on", "about", "speaker"], []]) {
            const idsOf = (all: Store) => all.referrersOf(id, by).map((entry) => entry.id);
            expect(idsOf(opened)).toEqual(idsOf(store));
          }
        }
        expect(opened.files.map(({ path, text }) => [path, text])).toEqual(
          store.files.map(({ path, text }) => [path, text]),
        );
        const { damaged, damage, findings, complete } = store;
        expect({ damaged, damage, findings, complete }).toEqual({
          damaged: opened.damaged,
          damage: opened.damage,
          findings: opened.findings,
          complete: opened.complete,
        });
        for (const { path } of store.files) {
          const expected = [...entriesOf(store)].filter(({ file }) => file.path === path);
          const inText = expected.toSorted((a, b) => a.start - b.start).map(({ id }) => id);
          expect(opened.entriesIn(path).map(({ id }) => id)).toEqual(inText);
        }
        expect(opened.entriesIn("claims/none.yaml")).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(50);
  });

  const texts = {
    "a.yaml": "agents:\n  jane: { name: Jane, kind: person }\n",
    "b.yaml":
      'claims:\n  first: { text: One., speaker: jane }\n  "second": { text: Two., speaker: jane }\n',
    "c.yaml": "claims:\n  third: { text: Three., speaker: jane }\n",
  };

  it("reads a file when something of it is asked for, once, and gives one object an entry", () => {
    const { opened, asked } = openTexts(texts);
    expect(opened.claims.size).toBe(3);
    expect(opened.agents.has("jane")).toBe(true);
    expect(opened.files).toHaveLength(3);
    expect(asked).toEqual(new Set(["b.yaml"]));
    const third = opened.claims.get("third")!;
    expect(asked).toEqual(new Set(["b.yaml", "c.yaml"]));
    expect(opened.claims.get("third")).toBe(third);
    expect([...opened.claims.values()][2]).toBe(third);
    expect(opened.files[2]).toBe(third.file);
  });

  it.each([
    ["an entry is gone", "claims: {}\n"],
    ["an entry has another id", texts["c.yaml"].replace("third", "fifth")],
    ["an entry stands elsewhere", `\n${texts["c.yaml"]}`],
    ["an entry is of another kind", "agents:\n  third: { name: Third, kind: person }\n"],
    ["it can't be read", "claims: ["],
  ])("refuses a file in which %s", (_, text) => {
    const { opened } = openTexts(texts, { now: { ...texts, "c.yaml": text } });
    expect(opened.claims.get("first")?.value.text).toBe("One.");
    expect(() => opened.claims.get("third")).toThrow(ChangedMeanwhile);
    expect(() => opened.claims.get("third")).toThrow("`c.yaml` was changed while it was read");
  });
});
