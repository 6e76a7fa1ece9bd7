import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Cache, cacheFolder } from "../../src/store/cache.js";
import { folder } from "../support/run.js";

vi.mock("node:fs", { spy: true });

afterEach(() => {
  vi.restoreAllMocks();
});

const isPosix = process.platform !== "win32";

/** Makes a cache in a folder of its own, which notes why it isn't used. */
function cacheIn(root = folder({}), version = "1") {
  const notes: string[] = [];
  const cache = new Cache(join(root, "cache"), version, {
    tell: (note) => void notes.push(note.replaceAll(root, "ROOT").replace(/[0-9a-f]{16}/, "NAME")),
  });
  return { cache, notes, root };
}

const CONTENT = {
  arrays: {
    bytes: Uint8Array.of(1, 2, 255),
    numbers: Int32Array.of(-1, 2 ** 31 - 1),
    states: Float64Array.of(1.5, Number.NaN),
    none: new Int32Array(0),
  },
  texts: { told: "Grüße, \ud800 and 🎈", empty: "" },
};

/** Gives the path of the only file that is in a cache. */
function onlyFile(cache: Cache): string {
  expect(cache.files()).toHaveLength(1);
  return cache.files()[0]!.path;
}

function failing(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

describe("the folder of the cache", () => {
  it.each([
    [{ XDG_CACHE_HOME: "/var/cache/me", HOME: "/home/me" }, "/var/cache/me/claims"],
    [{ XDG_CACHE_HOME: "", HOME: "/home/me" }, "/home/me/.cache/claims"],
    [{ XDG_CACHE_HOME: "cache", HOME: "/home/me" }, "/home/me/.cache/claims"],
    [{ HOME: "/home/me" }, "/home/me/.cache/claims"],
    [{ HOME: "home" }, undefined],
    [{ HOME: "" }, undefined],
    [{}, undefined],
  ])("by %j is %s", (env, expected) => {
    if (isPosix) expect(cacheFolder(env)).toBe(expected);
  });

  it("is a local one of Windows there", () => {
    vi.spyOn(process, "platform", "get").mockReturnValue("win32");
    expect(cacheFolder({ LOCALAPPDATA: "/Local" })).toBe("/Local/claims/cache");
    expect(cacheFolder({})).toMatch(/claims$/);
  });
});

describe("a cache", () => {
  it("gives what was saved under a key, and nothing under another", () => {
    const { cache, notes } = cacheIn();
    const seal = cache.save("key", CONTENT);
    const saved = cache.load("key")!;
    expect(saved.arrays).toEqual(CONTENT.arrays);
    expect(saved.texts).toMatchObject({ told: "Grüße, \ufffd and 🎈", empty: "" });
    expect(saved.seal).toBe(seal);
    expect(notes).toEqual([]);
    expect(cache.load("other")).toBeUndefined();
    expect(notes).toEqual(["`ROOT/cache/NAME.cache` is not there yet"]);
  });

  it("seals the same with the same, and anything else with another seal", () => {
    const { cache } = cacheIn();
    const seal = cache.save("key", CONTENT);
    expect(cache.save("key", CONTENT)).toBe(seal);
    expect(cache.save("key", { ...CONTENT, texts: { told: "else" } })).not.toBe(seal);
    expect(cache.files()).toHaveLength(1);
  });

  it("gives arrays and texts of any size and order as they were", () => {
    const { cache } = cacheIn();
    const array = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.int32Array({ maxLength: 40 }),
      fc.float64Array({ maxLength: 40 }),
    );
    // Made long, for what is read in another way than what is short.
    const long = fc.constantFrom(0, 1, 70_000).map((length) => "é".repeat(length));
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), array, { maxKeys: 6 }),
        fc.tuple(fc.string({ unit: "grapheme" }), long),
        (arrays, [a, b]) => {
          cache.save("key", { arrays, texts: { a, b } });
          const saved = cache.load("key")!;
          expect({ ...saved.arrays }).toEqual({ ...arrays });
          expect(saved.texts).toMatchObject({ a, b });
        },
      ),
    );
  });

  it("gives nothing of another version", () => {
    const { cache, root } = cacheIn();
    cache.save("key", CONTENT);
    const { cache: newer, notes } = cacheIn(root, "2");
    expect(newer.load("key")).toBeUndefined();
    expect(notes).toEqual(["`ROOT/cache/NAME.cache` is another version's"]);
  });

  it("gives nothing of a file that stands in another's place", () => {
    const { cache, notes } = cacheIn();
    cache.save("key", CONTENT);
    const path = onlyFile(cache);
    cache.save("other", CONTENT);
    const other = cache.files().find((file) => file.path !== path)!.path;
    fs.renameSync(other, path);
    expect(cache.load("key")).toBeUndefined();
    expect(notes).toEqual(["`ROOT/cache/NAME.cache` is of something else"]);
  });

  it("gives nothing of what is damaged, wherever it is", () => {
    const { cache } = cacheIn();
    cache.save("key", CONTENT);
    const path = onlyFile(cache);
    const whole = fs.readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 1 << (at % 8);
      fs.writeFileSync(path, bytes);
      expect(cache.load("key"), `byte ${at}`).toBeUndefined();
      fs.writeFileSync(path, whole.subarray(0, at));
      expect(cache.load("key"), `cut at ${at}`).toBeUndefined();
    }
    for (const bytes of [Buffer.alloc(whole.length), Buffer.concat([whole, Buffer.alloc(8)])]) {
      fs.writeFileSync(path, bytes);
      expect(cache.load("key")).toBeUndefined();
    }
    fs.writeFileSync(path, whole);
    expect(cache.load("key")).toBeDefined();
  });

  it("can't be filled with what is sealed and nonsense", () => {
    const { cache, notes } = cacheIn();
    cache.save("key", { arrays: { odd: new Float32Array(2) as never }, texts: {} });
    expect(cache.load("key")).toBeUndefined();
    expect(notes).toHaveLength(1);
  });
});

describe.runIf(isPosix)("only the owner", () => {
  const mode = (path: string) => (fs.statSync(path).mode & 0o777).toString(8);

  it("can read it, whatever the umask", () => {
    const { cache } = cacheIn();
    const umask = process.umask(0);
    try {
      cache.save("key", CONTENT);
    } finally {
      process.umask(umask);
    }
    expect(mode(cache.folder)).toBe("700");
    expect(mode(onlyFile(cache))).toBe("600");
  });

  it.each([
    0o640, 0o604, 0o620, 0o666,
  ])("is asked: a file of the mode %o counts as absent", (bits) => {
    const { cache, notes } = cacheIn();
    cache.save("key", CONTENT);
    fs.chmodSync(onlyFile(cache), bits);
    expect(cache.load("key")).toBeUndefined();
    expect(notes).toEqual(["`ROOT/cache/NAME.cache` is not its owner's alone"]);
    cache.save("key", CONTENT);
    expect(mode(onlyFile(cache))).toBe("600");
    expect(cache.load("key")).toBeDefined();
  });

  it("counts: a file of somebody else is absent", () => {
    const { cache, notes } = cacheIn();
    cache.save("key", CONTENT);
    vi.spyOn(process as { getuid: () => number }, "getuid").mockReturnValue(54_321);
    expect(cache.load("key")).toBeUndefined();
    expect(notes).toEqual(["`ROOT/cache/NAME.cache` is somebody else's"]);
  });

  it("is not led away: a link, a pipe or a folder in a file's place is no file", () => {
    const { cache, root, notes } = cacheIn();
    cache.save("key", CONTENT);
    const path = onlyFile(cache);
    fs.renameSync(path, join(root, "apart"));
    fs.symlinkSync(join(root, "apart"), path);
    expect(cache.load("key")).toBeUndefined();
    // Saving replaces the link, and leaves alone what it leads to.
    fs.writeFileSync(join(root, "apart"), "precious");
    cache.save("key", CONTENT);
    expect(fs.readFileSync(join(root, "apart"), "utf8")).toBe("precious");
    expect(cache.load("key")).toBeDefined();
    fs.rmSync(path);
    execFileSync("mkfifo", ["-m", "600", path]);
    expect(cache.load("key")).toBeUndefined();
    fs.rmSync(path);
    fs.mkdirSync(path, { mode: 0o700 });
    expect(cache.load("key")).toBeUndefined();
    expect(notes.slice(1)).toEqual([
      "`ROOT/cache/NAME.cache` is no regular file",
      "`ROOT/cache/NAME.cache` is no regular file",
    ]);
    expect(cache.save("key", CONTENT)).toBeUndefined();
    expect(cache.files()).toEqual([]);
  });
});

describe("a disk that fails", () => {
  it("when it is full keeps what is there, and nothing half written", () => {
    const { cache, notes } = cacheIn();
    cache.save("key", CONTENT);
    vi.mocked(fs.writeFileSync).mockImplementationOnce((path) => {
      fs.appendFileSync(path, "half");
      throw failing("ENOSPC");
    });
    expect(cache.save("key", { arrays: {}, texts: {} })).toBeUndefined();
    expect(notes).toEqual(["nothing is saved in `ROOT/cache`: the disk is full"]);
    expect(cache.load("key")?.arrays).toEqual(CONTENT.arrays);
    expect(cache.files()).toHaveLength(1);
  });

  it("when it is read-only fails nothing else, not even where tidying up fails", () => {
    const { cache, notes } = cacheIn();
    vi.mocked(fs.writeFileSync).mockImplementationOnce(() => {
      throw failing("EROFS");
    });
    vi.mocked(fs.rmSync).mockImplementationOnce(() => {
      throw failing("EROFS");
    });
    expect(cache.save("key", CONTENT)).toBeUndefined();
    expect(notes).toEqual(["nothing is saved in `ROOT/cache`: the disk is read-only"]);
  });

  it.each([
    ["under a file", (root: string) => fs.writeFileSync(join(root, "cache"), "")],
    ["that is a link to nothing", (root: string) => fs.symlinkSync("none/x", join(root, "cache"))],
  ])("has no folder %s", (_, prepare) => {
    const { cache, root, notes } = cacheIn();
    prepare(root);
    expect(cache.save("key", CONTENT)).toBeUndefined();
    expect(cache.load("key")).toBeUndefined();
    expect(notes).toHaveLength(2);
    expect(cache.files()).toEqual([]);
  });

  it("may take away a file that is being looked for: it was saved all the same", () => {
    const { cache, notes } = cacheIn();
    vi.mocked(fs.readdirSync).mockReturnValueOnce([`${"0".repeat(16)}.cache.1-x`] as never);
    expect(cache.save("key", CONTENT)).toBeDefined();
    expect(notes).toEqual([]);
  });
});

describe("what is old", () => {
  const DAY = 24 * 3600;

  it("is deleted after a hundred days, as is what was left half written", () => {
    const { cache } = cacheIn();
    cache.save("key", CONTENT);
    const left = `${onlyFile(cache)}.123-abc`;
    fs.writeFileSync(left, "");
    const note = join(cache.folder, "a note.cache.txt");
    fs.writeFileSync(note, "");
    const then = Date.now() / 1000 - 99 * DAY;
    for (const path of [left, note]) fs.utimesSync(path, then, then);
    cache.save("other", CONTENT);
    expect(cache.files()).toHaveLength(3);
    for (const path of [left, note]) fs.utimesSync(path, then - 2 * DAY, then - 2 * DAY);
    cache.save("other", CONTENT);
    expect(cache.files()).toHaveLength(2);
    expect(fs.existsSync(note)).toBe(true);
  });

  it("goes when the cache is cleared, and nothing else does", () => {
    const { cache } = cacheIn();
    cache.clear();
    cache.save("key", CONTENT);
    cache.save("other", CONTENT);
    fs.writeFileSync(`${cache.files()[0]!.path}.123-abc`, "");
    fs.writeFileSync(join(cache.folder, "mine"), "");
    fs.mkdirSync(join(cache.folder, `${"0".repeat(16)}.cache`));
    expect(cache.files()).toHaveLength(3);
    cache.clear();
    expect(cache.files()).toEqual([]);
    expect(fs.readdirSync(cache.folder).sort()).toEqual([`${"0".repeat(16)}.cache`, "mine"]);
  });
});
