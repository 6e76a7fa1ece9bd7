import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Cache } from "../../src/store/cache.js";
import { VERSION } from "../../src/version.js";
import { cacheHome, cachingIn, settle } from "../support/cached.js";
import { claims, folder, type World } from "../support/run.js";

afterEach(() => {
  vi.restoreAllMocks();
});

const AGENTS = "agents:\n  jane: { name: Jane, kind: person }\n";
const claim = (id: string) => `claims:\n  ${id}: { text: So., speaker: jane }\n`;
/** A file that only the YAML library reads. */
const slow = (id: string) => `'claims':\n  ${id}: { text: So., speaker: jane }\n`;

const FILES: Readonly<Record<string, string>> = {
  "agents.yaml": AGENTS,
  ...Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`${index}.yaml`, claim(`claim-${index}`)]),
  ),
};

/** Asks for a diagnosis. What differs from machine to machine has a name in it. */
async function diagnose(root: string, argv: readonly string[] = [], world: World = {}) {
  const { stdout, ...rest } = await claims(["doctor", ...argv], cachingIn(root, world));
  const told = stdout
    .replaceAll(cacheHome(root), "HOME")
    .replaceAll(root, "ROOT")
    .replace(`${VERSION}+source, Node ${process.versions.node}`, "VERSION")
    .replace(/\d+ (bytes|KiB)/g, "SIZE");
  return { ...rest, stdout: told };
}

async function data(root: string, argv: readonly string[] = [], world: World = {}) {
  const { stdout } = await claims(["doctor", "--format", "json", ...argv], cachingIn(root, world));
  return JSON.parse(stdout);
}

describe("claims doctor", () => {
  it("says where the cache is, and whether it knows the store at hand", async () => {
    const root = folder(FILES);
    writeFileSync(join(root, "claims.config.yaml"), "rules: {}\n");
    await settle();
    expect(await diagnose(root)).toEqual({
      code: 0,
      stdout: `claims  VERSION
store   claims; set up by claims.config.yaml
        9 files, 8 claims
        all of them are read the fast way
cache   HOME/claims
        1 file, SIZE; can be written; nobody else can read it
        the store was not in it, and is from now on
`,
      stderr: "",
    });
    expect((await diagnose(root)).stdout).toContain("the store is in it, and up to date\n");
    writeFileSync(join(root, "claims/3.yaml"), claim("other"));
    expect((await diagnose(root)).stdout).toContain("is in it; 1 file of it changed since\n");
    expect(await data(root)).toMatchObject({ store: { cached: "changed", changed: 1 } });
  });

  it("says why the store is not in it", async () => {
    const root = folder(FILES);
    const soon = await diagnose(root, [], { grain: 1e6 });
    expect(soon.stdout).toContain("not in it: nothing is saved, as files that changed just now");
    expect(soon.code).toBe(0);
    expect(await data(root, [], { grain: 1e6 })).toMatchObject({ store: { cached: "no" } });
  });

  it("names the files that are read the slow way", async () => {
    const slowFiles = Array.from({ length: 7 }, (_, index) => [
      `s${index}.yaml`,
      slow(`s-${index}`),
    ]);
    const root = folder({ ...FILES, ...Object.fromEntries(slowFiles) });
    const { stdout } = await diagnose(root, ["--no-cache"]);
    expect(stdout).toContain(`
        7 of them are read the slow way; \`claims fmt\` may bring them into a form that is read fast:
          claims/s0.yaml
          claims/s1.yaml
          claims/s2.yaml
          claims/s3.yaml
          claims/s4.yaml
          and 2 more
`);
    await settle();
    const expected = slowFiles.map(([name]) => `claims/${name}`);
    expect((await data(root)).store.slow).toEqual(expected);
    expect((await data(root)).store).toMatchObject({ slow: expected, cached: "current" });
    await claims(["fmt"], cachingIn(root));
    expect((await data(root)).store.slow).toEqual([]);
  });

  it("empties the cache, and leaves it so", async () => {
    const root = folder(FILES);
    await settle();
    await claims(["validate"], cachingIn(root));
    const { stdout, code } = await diagnose(root, ["--clear"]);
    expect(stdout).toContain(
      `
cache   HOME/claims
        emptied: 2 files, SIZE
        0 files, 0 bytes; can be written; nobody else can read it
        the store is not in it: it was emptied
`.replace("0 bytes", "SIZE"),
    );
    expect(code).toBe(0);
    expect(readdirSync(join(cacheHome(root), "claims"))).toEqual([]);
    expect((await data(root, ["--clear"])).cache.cleared).toEqual({ files: 0, bytes: 0 });
  });

  it("neither uses nor fills the cache where it is not to be used", async () => {
    const root = folder(FILES);
    await settle();
    const { stdout } = await diagnose(root, ["--no-cache"]);
    expect(stdout).toMatch(/ {8}not used, as --no-cache says\n$/);
    expect(readdirSync(join(cacheHome(root), "claims"))).toEqual([]);
  });

  it("is content without a store", async () => {
    const { stdout, code } = await diagnose(folder({ "notes/a.txt": "" }));
    expect(stdout).toContain("\nstore   none at hand\n");
    expect(code).toBe(0);
  });

  it("tells a configuration by the flag that names it", async () => {
    const root = folder({ ...FILES, "own/set.yaml": "rules: {}\n" });
    const configuration = async (...argv: string[]) => (await data(root, argv)).store.configuration;
    expect(await configuration()).toBeNull();
    expect(await configuration("--config", "own/set.yaml")).toBe("own/set.yaml");
    writeFileSync(join(root, "claims.config.yaml"), "rules: {}\n");
    expect(await configuration()).toBe("claims.config.yaml");
    expect(await configuration("--store", "claims/3.yaml")).toBe("claims.config.yaml");
    expect(await configuration("--no-config")).toBeNull();
  });

  it("prints sizes that can be read", async () => {
    const root = folder(FILES);
    const sizes = [1, 1023, 1024, 1024 * 1024 - 1, 1024 * 1024, 12_345_678];
    const printed: string[] = [];
    for (const size of sizes) {
      vi.spyOn(Cache.prototype, "files").mockReturnValue([{ path: root, size, mtimeMs: 0 }]);
      const { stdout } = await claims(["doctor", "--no-cache"], cachingIn(root));
      printed.push(/1 file, (.*?);/.exec(stdout)![1]!);
    }
    expect(printed).toEqual(["1 byte", "1023 bytes", "1 KiB", "1024 KiB", "1.0 MiB", "11.8 MiB"]);
  });
});

describe("what is wrong is told, with what to do, and exit code 1", () => {
  it("no place for a cache", async () => {
    const { stdout, code } = await diagnose(folder(FILES), [], { env: {} });
    expect(stdout).toContain(`
cache   none: neither XDG_CACHE_HOME nor HOME names a place for it
wrong   there is no place for a cache
        set HOME, or XDG_CACHE_HOME to a full path
`);
    expect(code).toBe(1);
  });

  it("a cache that can't be written", async () => {
    const root = folder(FILES);
    const env = { XDG_CACHE_HOME: join(root, "claims/0.yaml") };
    const { stdout, code } = await diagnose(root, [], { env });
    expect(stdout).toContain("\nwrong   the cache can't be written: ");
    expect(stdout).toContain("\n        let `ROOT/claims/0.yaml/claims` be written, or set XDG_");
    expect(code).toBe(1);
    const { cache, problems } = await data(root, [], { env });
    expect(cache).toMatchObject({ writable: false, files: 0, bytes: 0 });
    expect(problems).toHaveLength(1);
  });

  it.runIf(process.platform !== "win32")("a cache that others can read", async () => {
    const root = folder(FILES);
    await settle();
    await diagnose(root);
    const home = join(cacheHome(root), "claims");
    chmodSync(join(home, readdirSync(home)[0]!), 0o644);
    const { stdout, code } = await diagnose(root, ["--no-cache"]);
    expect(stdout).toMatch(/can be written; others can read it\n/);
    expect(stdout).toMatch(
      /\nwrong {3}`HOME\/claims\/[0-9a-f]{16}.cache` is not its owner's alone/,
    );
    expect(code).toBe(1);
    expect((await diagnose(root, ["--clear"])).code).toBe(0);
    chmodSync(home, 0o755);
    const { problems, cache } = await data(root);
    expect(problems[0]).toMatch(/\/claims` is not its owner's alone/);
    expect(cache.private).toBe(false);
  });

  it("a cache that can't be emptied", async () => {
    vi.spyOn(Cache.prototype, "clear").mockImplementation(() => {
      throw Object.assign(new Error("EACCES"), { code: "EACCES" });
    });
    const { stdout, code } = await diagnose(folder(FILES), ["--clear"]);
    expect(stdout).toContain(
      "\nwrong   the cache can't be emptied: permission denied\n        delete `HOME/claims`\n",
    );
    expect(code).toBe(1);
  });

  it("a store part of which can't be read, and one that can't be opened", async () => {
    const root = folder({ ...FILES, "torn.yaml": "claims: [" });
    await settle();
    const torn = await diagnose(root);
    expect(torn.stdout).toContain("10 files, 8 claims; part of it can't be read\n");
    expect(torn.stdout).toContain(
      "\n        the store is not in it: nothing is saved of a store with errors\n",
    );
    expect(torn.stdout).toContain(
      "\nwrong   part of the store can't be read\n        `claims validate` tells more\n",
    );
    expect(torn.code).toBe(1);
    writeFileSync(join(root, "claims.config.yaml"), "rulez: {}\n");
    const unusable = await diagnose(root);
    expect(unusable.stdout).toContain("\nstore   none at hand\n");
    expect(unusable.stdout).toContain("\nwrong   the configuration is not usable\n");
    expect(unusable.code).toBe(1);
  });

  it("and is no bug of the tool's", async () => {
    const { stderr, code } = await claims(["doctor", "--format", "xml"], cachingIn(folder(FILES)));
    expect(stderr).toMatch(/^error: /);
    expect(code).toBe(2);
    vi.spyOn(Cache.prototype, "load").mockImplementation(() => {
      throw new Error("a bug");
    });
    expect((await diagnose(folder(FILES))).code).toBe(2);
  });

  it("without a way out for what a path holds", async () => {
    const root = folder({ "a\x1b[31m.yaml": slow("one"), "agents.yaml": AGENTS });
    const env = { XDG_CACHE_HOME: join(root, "x\x1b[31mx") };
    expect((await claims(["doctor"], { cwd: root, env })).stdout).not.toContain("\x1b");
  });
});
