import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REFERENCE_NAMES, referencesOf } from "../../src/model/references.js";
import {
  CATALOG_KINDS,
  type Catalog,
  type CatalogFile,
  entriesById,
  MARK,
  makeCatalog,
  referrersIn,
} from "../../src/store/catalog.js";
import { readStoreFile } from "../../src/store/read.js";
import { apply, EDITED_STORES } from "../support/random-edits.js";
import { write } from "../support/random-store.js";

/** Reads texts as the files of a catalog, in the order of a store; those that have problems are left out. */
function filesOf(texts: Readonly<Record<string, string>>): (CatalogFile & { text: string })[] {
  const encoder = new TextEncoder();
  return Object.entries(texts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => ({ path, text, from: readStoreFile(path, encoder.encode(text)) }))
    .filter(({ from }) => from.problems.length === 0)
    .map((file, index) => ({ ...file, marks: index % 4 }));
}

/** Spells a catalog out: ids instead of numbers, which depend on the way it came about. */
function spelled(catalog: Catalog) {
  const { paths, marks, firsts, kinds, ids, starts, refStarts, refIds, refNames, names } = catalog;
  const entries = [...kinds].map((kind, entry) => ({
    kind: CATALOG_KINDS[kind],
    id: names.text(ids[entry]!),
    start: starts[entry],
    references: Array.from({ length: refStarts[entry + 1]! - refStarts[entry]! }, (_, index) => {
      const at = refStarts[entry]! + index;
      return { id: names.text(refIds[at]!), name: REFERENCE_NAMES[refNames[at]!] };
    }),
  }));
  return paths.map((path, file) => ({
    path,
    marks: marks[file],
    entries: entries.slice(firsts[file], firsts[file + 1]),
  }));
}

describe("a catalog", () => {
  it("says where every entry of a store stands and what it refers to", () => {
    fc.assert(
      fc.property(EDITED_STORES, ([store]) => {
        const files = filesOf(write(store));
        const expected = files.map(({ path, from, marks }) => ({
          path,
          marks,
          entries: (typeof from === "number" ? [] : from.entries).map(
            ({ kind, id, start, value }) => ({
              kind,
              id,
              start,
              references: referencesOf(kind, value as never).map((each) => ({
                id: each.id,
                name: each.field.name,
              })),
            }),
          ),
        }));
        expect(spelled(makeCatalog(files))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it("made of an older one and the files that changed is the same as one made anew", () => {
    fc.assert(
      fc.property(EDITED_STORES, ([store, edits]) => {
        const before = filesOf(write(store));
        const after = filesOf(write(edits.reduce(apply, store)));
        const known = makeCatalog(before);
        const files = after.map((file) => {
          const old = before.findIndex(
            ({ path, text }) => path === file.path && text === file.text,
          );
          return old === -1 ? file : { path: file.path, from: old };
        });
        const marked = after.map((file) => {
          const old = before.find(({ path, text }) => path === file.path && text === file.text);
          return { ...file, marks: old?.marks ?? file.marks! };
        });
        expect(spelled(makeCatalog(files, known))).toEqual(spelled(makeCatalog(marked)));
      }),
      { numRuns: 100 },
    );
  });

  it("turns its references round", () => {
    fc.assert(
      fc.property(EDITED_STORES, ([store]) => {
        const catalog = makeCatalog(filesOf(write(store)));
        const { starts, entries } = referrersIn(catalog);
        const all = spelled(catalog).flatMap((file) => file.entries);
        for (let name = 0; name < catalog.names.size; name++) {
          const id = catalog.names.text(name);
          const expected = all.flatMap(({ references }, entry) =>
            references.some((each) => each.id === id) ? [entry] : [],
          );
          expect([...entries.subarray(starts[name], starts[name + 1])]).toEqual(expected);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("gives entries by id, unless two have one", () => {
    const one =
      "agents: { jane: { name: Jane, kind: person }, hall: { name: Hall, kind: forum } }\n";
    const other = "documents: { page: { title: Page, by: nobody } }\n";
    const catalog = makeCatalog(filesOf({ "a.yaml": one, "b.yaml": other }));
    const byId = entriesById(catalog)!;
    const entryOf = (id: string) => byId[catalog.names.numberOf(id)];
    expect(["jane", "hall", "page", "nobody"].map(entryOf)).toEqual([0, 1, 2, -1]);
    const twice = makeCatalog(filesOf({ "a.yaml": one, "b.yaml": one }));
    expect(entriesById(twice)).toBeUndefined();
  });

  it("holds thousands of entries", () => {
    const lines = Array.from(
      { length: 3000 },
      (_, index) =>
        `  c-${index}: { text: So., speaker: jane, disputes: [c-${(index * 7) % 3000}] }\n`,
    );
    const text = `claims:\n${lines.join("")}`;
    const known = makeCatalog(filesOf({ "a.yaml": text }));
    const copied = makeCatalog([{ path: "a.yaml", from: 0 }], known);
    expect(spelled(copied)).toEqual(spelled(known));
    expect(known.kinds).toHaveLength(3000);
    expect(referrersIn(known).entries).toHaveLength(6000);
  });

  it("may be empty", () => {
    const catalog = makeCatalog([]);
    expect(spelled(catalog)).toEqual([]);
    expect(entriesById(catalog)).toHaveLength(0);
    expect(referrersIn(catalog).entries).toHaveLength(0);
  });

  it("has marks that can be told from each other", () => {
    expect(MARK.byLibrary & MARK.silences).toBe(0);
  });
});
