import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Cache } from "../../src/store/cache.js";
import { ChangedMeanwhile } from "../../src/store/cataloged.js";
import { cacheKey, type OpenedFolders, openFolders } from "../../src/store/opened.js";
import { entriesOf, type Store } from "../../src/store/store.js";
import { GRAIN, settle } from "../support/cached.js";
import { folder } from "../support/run.js";

vi.mock("node:fs", { spy: true });

afterEach(() => {
  vi.restoreAllMocks();
});

const claim = (id: string, text: string) => `claims:\n  ${id}: { text: ${text}, speaker: jane }\n`;

/** A store of so many files that a change of two is one of few; one of them takes the library. */
const FILES: Readonly<Record<string, string>> = {
  "agents.yaml": "agents:\n  jane: { name: Jane, kind: person }\n",
  "odd.yaml": 'claims:\n  "odd": { text: Odd., speaker: jane, tags: [a] }\n',
  ...Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [`${index}.yaml`, claim(`claim-${index}`, "One.")]),
  ),
};

/** A store on the disk, and its cache. */
class Kept {
  readonly root = folder(FILES);
  notes: string[] = [];

  path(name: string): string {
    return join(this.root, "claims", name);
  }

  write(name: string, text: string): void {
    fs.writeFileSync(this.path(name), text);
  }

  async open(version = "1"): Promise<OpenedFolders> {
    this.notes = [];
    const cache = new Cache(join(this.root, "cache"), version, {
      tell: (note) => void this.notes.push(note),
      grain: GRAIN,
    });
    return this.#openWith(cache);
  }

  /** Opens it a first time, so that it is known. */
  async learn(): Promise<this> {
    await settle();
    await this.open();
    return this;
  }

  /** Opens it with and without the cache: both give the same. Gives what was read. */
  async compare(): Promise<OpenedFolders> {
    const opened = await this.open();
    const anew = await this.#openWith(undefined);
    expect(spelled(opened.store)).toEqual(spelled(anew.store));
    return opened;
  }

  #openWith(cache: Cache | undefined): Promise<OpenedFolders> {
    const folders = { base: this.root, root: this.root, exclude: [] };
    return openFolders([join(this.root, "claims")], folders, cache, "store");
  }
}

function spelled(store: Store) {
  const { complete, findings, files } = store;
  return {
    complete,
    findings,
    paths: files.map(({ path }) => path),
    entries: [...entriesOf(store)].map(({ id, value, file, start, end }) => ({
      ...{ id, value, start, end, path: file.path },
      referrers: store.referrersOf(id).map((entry) => entry.id),
    })),
  };
}

const learnt = () => new Kept().learn();

describe("a store that is known", () => {
  it("is opened without a file of it being read", async () => {
    const kept = await learnt();
    vi.mocked(fs.readFileSync).mockClear();
    const { store, record, isEmpty } = await kept.open();
    expect([store.claims.size, store.agents.size, isEmpty]).toEqual([17, 1, false]);
    // The cache's own file alone.
    expect(fs.readFileSync).toHaveBeenCalledTimes(1);
    expect(kept.notes).toEqual([]);
    expect(record?.changed).toEqual(new Set());
    expect(record?.save()).toBe(record?.known?.seal);
    expect(store.claims.get("claim-3")?.value.text).toBe("One.");
    expect(fs.readFileSync).toHaveBeenCalledTimes(2);
    await kept.compare();
  });

  it.each<[string, (kept: Kept) => void, string[]]>([
    ["written", (kept) => kept.write("3.yaml", claim("claim-3", "Two.")), ["3"]],
    ["given another id", (kept) => kept.write("3.yaml", claim("other", "Two.")), ["3"]],
    ["added", (kept) => kept.write("new.yaml", claim("new", "Two.")), ["new"]],
    ["added as the first", (kept) => kept.write("0-0.yaml", claim("new", "Two.")), ["0-0"]],
    ["taken away", (kept) => fs.rmSync(kept.path("3.yaml")), ["3"]],
    [
      "given another name",
      (kept) => fs.renameSync(kept.path("3.yaml"), kept.path("z.yaml")),
      ["3", "z"],
    ],
    [
      "written so that the library reads it",
      (kept) => kept.write("3.yaml", FILES["odd.yaml"]!.replaceAll("odd", "odder")),
      ["3"],
    ],
    [
      "written with the same size, and its time put back",
      (kept) => {
        const { atime, mtime } = fs.statSync(kept.path("3.yaml"));
        kept.write("3.yaml", claim("claim-3", "Two."));
        fs.utimesSync(kept.path("3.yaml"), atime, mtime);
      },
      ["3"],
    ],
    [
      "replaced by another of the same size and time",
      (kept) => {
        const { atime, mtime } = fs.statSync(kept.path("3.yaml"));
        kept.write("3.new", claim("claim-3", "Two."));
        fs.utimesSync(kept.path("3.new"), atime, mtime);
        fs.renameSync(kept.path("3.new"), kept.path("3.yaml"));
      },
      ["3"],
    ],
  ])("is read again where a file is %s, and is known when it is saved", async (_, change, names) => {
    const kept = await learnt();
    change(kept);
    await settle();
    const { record } = await kept.compare();
    expect(record?.known).toBeDefined();
    const changed = names.map((name) => `claims/${name}.yaml`);
    expect(record?.changed).toEqual(new Set(changed));
    const seal = record?.save();
    expect(record?.save()).toBe(seal);
    const again = await kept.compare();
    expect(again.record?.changed).toEqual(new Set());
    expect(again.record?.known?.seal).toBe(seal);
  });

  it("has a file that changed within the grain read again, until that is over", async () => {
    const kept = await learnt();
    await settle();
    vi.spyOn(Date, "now").mockReturnValue(fs.statSync(kept.path("3.yaml")).ctimeMs + GRAIN - 1);
    const { record } = await kept.open();
    // All were written at about the same time.
    expect(record?.known).toBeUndefined();
    expect(kept.notes).toContain(
      "nothing is saved, as files that changed just now can't be known again",
    );
    vi.restoreAllMocks();
    kept.write("3.yaml", claim("claim-3", "Two."));
    const soon = await kept.compare();
    expect(soon.record?.changed).toEqual(new Set(["claims/3.yaml"]));
    soon.record?.save();
    kept.write("3.yaml", claim("claim-3", "Six."));
    const later = await kept.compare();
    expect(later.record?.changed).toEqual(new Set(["claims/3.yaml"]));
    expect(later.store.claims.get("claim-3")?.value.text).toBe("Six.");
  });

  it.each<[string, RegExp, (kept: Kept) => void]>([
    [
      "many files have changed",
      /^all is read: of 18 files 3 have changed$/,
      (kept) => {
        for (const name of ["1", "2", "3"])
          kept.write(`${name}.yaml`, claim(`other-${name}`, "Two."));
      },
    ],
    [
      "a file has errors",
      /^all is read: a file that has changed has errors$/,
      (kept) => kept.write("3.yaml", "claims: ["),
    ],
    [
      "an id is defined twice",
      /^all is read: an id is defined twice$/,
      (kept) => kept.write("new.yaml", claim("claim-3", "Two.")),
    ],
    [
      "something can't be read",
      /^not used, as part of the store can't be read$/,
      (kept) => fs.symlinkSync("3.yaml", kept.path("link.yaml")),
    ],
    [
      "its cache is gone",
      /is not there yet$/,
      ({ root }) => fs.rmSync(join(root, "cache"), { recursive: true }),
    ],
  ])("is read whole where %s", async (_, note, change) => {
    const kept = await learnt();
    change(kept);
    await settle();
    const { store, record } = await kept.compare();
    expect(kept.notes[0]).toMatch(note);
    expect(record?.known).toBeUndefined();
    expect(record !== undefined).toBe(store.complete);
    // What was known of the sound store is not forgotten for it.
    if (!store.complete) expect(fs.readdirSync(join(kept.root, "cache"))).toHaveLength(1);
  });

  it("is nothing to another version", async () => {
    const kept = await learnt();
    expect((await kept.open("2")).record?.known).toBeUndefined();
    expect(kept.notes[0]).toMatch(/another version's$/);
  });

  it("may be empty", async () => {
    const kept = await learnt();
    fs.rmSync(kept.path("."), { recursive: true });
    fs.mkdirSync(kept.path("."));
    expect(await kept.open()).toMatchObject({ isEmpty: true });
  });
});

describe("a file that changes after the store was opened", () => {
  const files: [string, (kept: Kept) => void][] = [
    [
      "has other words at the same places",
      (kept) => kept.write("3.yaml", claim("claim-3", "Two.")),
    ],
    ["has another id", (kept) => kept.write("3.yaml", claim("claim-4", "Two."))],
    ["is gone", (kept) => fs.rmSync(kept.path("3.yaml"))],
    [
      "is a link to what it was",
      (kept) => {
        fs.renameSync(kept.path("3.yaml"), kept.path("3.old"));
        fs.symlinkSync("3.old", kept.path("3.yaml"));
      },
    ],
    [
      "is another folder's, all of whose files are older",
      (kept) => {
        fs.renameSync(kept.path("."), join(kept.root, "before"));
        fs.cpSync(join(kept.root, "before"), kept.path("."), {
          recursive: true,
          preserveTimestamps: true,
        });
      },
    ],
  ];

  it.each(files)("is refused where it %s", async (_, change) => {
    const kept = await learnt();
    const { store } = await kept.open();
    change(kept);
    expect(() => store.claims.get("claim-3")).toThrow(ChangedMeanwhile);
    expect(() => [...store.claims.values()]).toThrow("was changed while it was read");
  });
});

describe("the key of a store", () => {
  const where = { base: "/a", root: "/a/b", exclude: ["x"] };

  it("tells stores and what is left out of them apart", () => {
    const keys = [
      cacheKey(["/a/b/claims"], where),
      cacheKey(["/a/b/claims", "/a/c"], where),
      cacheKey(["/a/b/claims"], { ...where, base: "/" }),
      cacheKey(["/a/b/claims"], { ...where, root: "/a" }),
      cacheKey(["/a/b/claims"], { ...where, exclude: [] }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(cacheKey(["/a/b/claims"], { ...where })).toBe(keys[0]);
  });
});
