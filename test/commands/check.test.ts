import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { OpenedFolders } from "../../src/store/opened.js";
import { GRAIN as REAL_GRAIN } from "../../src/store/states.js";
import { cached, cacheHome, cachingIn, settle, uncached } from "../support/cached.js";
import { claims, folder, ROOT } from "../support/run.js";

// Processes of their own take their time where much else runs beside them.
vi.setConfig({ testTimeout: 120_000 });

/** Is called after a store was opened, ahead of all that is read of it later. */
let afterOpening = (): void => {};

vi.mock("../../src/store/opened.js", async (original) => {
  const real = await original<typeof import("../../src/store/opened.js")>();
  return {
    ...real,
    async openFolders(...given: Parameters<typeof real.openFolders>): Promise<OpenedFolders> {
      const opened = await real.openFolders(...given);
      afterOpening();
      return opened;
    },
  };
});

afterEach(() => {
  afterOpening = () => {};
});

const AGENTS = "agents:\n  jane: { name: Jane, kind: person }\n";
const FILES: Readonly<Record<string, string>> = {
  "agents.yaml": AGENTS,
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `${index}.yaml`,
      `claims:\n  claim-${index}: { text: Of ${index % 9}., speaker: jane }\n`,
    ]),
  ),
};

const VALIDATE = ["validate", "--format", "json"];
const COMMANDS = [VALIDATE, ["list", "--format", "json"], ["show", "claim-3"], ["stats"]];

/** Makes a store that the cache knows. */
async function knownStore(): Promise<string> {
  const root = folder(FILES);
  await settle();
  await cached(root, VALIDATE);
  return root;
}

/** Gives the files of the cache, with what is in them. */
function cacheOf(root: string): Map<string, Buffer> {
  const home = join(cacheHome(root), "claims");
  const paths = fs.readdirSync(home).map((name) => join(home, name));
  return new Map(paths.map((path) => [path, fs.readFileSync(path)]));
}

function restore(files: ReadonlyMap<string, Buffer>): void {
  for (const [path, bytes] of files) fs.writeFileSync(path, bytes);
}

describe("a cache that is damaged", () => {
  /** Ways to damage some files: by what is at hand as numbers from 0 to 1. */
  const DAMAGES: Readonly<Record<string, (bytes: Buffer, at: number, other: Buffer) => Buffer>> = {
    flipped: (bytes, at) => {
      const damaged = Buffer.from(bytes);
      damaged[Math.floor(at * bytes.length)]! ^= 1 << (Math.floor(at * 8000) % 8);
      return damaged;
    },
    cut: (bytes, at) => bytes.subarray(0, Math.floor(at * bytes.length)),
    longer: (bytes, at) => Buffer.concat([bytes, bytes.subarray(Math.floor(at * bytes.length))]),
    zeroed: (bytes, at) => {
      const damaged = Buffer.from(bytes);
      damaged.fill(0, Math.floor(at * bytes.length));
      return damaged.equals(bytes) ? Buffer.alloc(0) : damaged;
    },
    "another's": (_, __, other) => other,
    "half another's": (bytes, at, other) => {
      const cut = 1 + Math.floor((at * bytes.length) / 2);
      return Buffer.concat([bytes.subarray(0, cut), other.subarray(cut)]);
    },
  };

  it("in any way gives what there is without it, and heals", async () => {
    const [root, otherRoot] = [
      await knownStore(),
      folder({ ...FILES, "3.yaml": FILES["3.yaml"]!.replace("jane", "john") }),
    ];
    await settle();
    await cached(otherRoot, VALIDATE);
    const files = cacheOf(root);
    expect(files.size).toBe(2);
    const others = [...files.values(), ...cacheOf(otherRoot).values()];
    const expected = new Map(
      await Promise.all(COMMANDS.map(async (argv) => [argv, await uncached(root, argv)] as const)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(DAMAGES)),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(1),
        fc.nat(3),
        fc.constantFrom(...COMMANDS),
        async (how, at, file, other, argv) => {
          restore(files);
          const [path, bytes] = [...files][file]!;
          fs.writeFileSync(path, DAMAGES[how]!(bytes, at, others[other]!));
          const { notes, ...outcome } = await cached(root, argv);
          expect(outcome).toEqual(expected.get(argv));
        },
      ),
      { numRuns: 300 },
    );
    await cached(root, VALIDATE);
    expect(await cached(root, VALIDATE)).toEqual({ ...expected.get(VALIDATE), notes: [] });
  });
});

describe("without a place for it", () => {
  const stores = () => folder(FILES);

  it.each<[string, (root: string) => Record<string, string>]>([
    ["neither XDG_CACHE_HOME nor HOME is there", () => ({})],
    ["XDG_CACHE_HOME is relative", () => ({ XDG_CACHE_HOME: "home" })],
    ["XDG_CACHE_HOME and HOME are empty", () => ({ XDG_CACHE_HOME: "", HOME: "" })],
    ["it is a device", () => ({ XDG_CACHE_HOME: "/dev/null" })],
    ["it is where no folder can be", () => ({ XDG_CACHE_HOME: "/proc/none" })],
    ["it is a file", (root) => ({ XDG_CACHE_HOME: join(root, "claims/0.yaml") })],
  ])("all goes on where %s, and only -v tells", async (_, envOf) => {
    const root = stores();
    const world = { env: envOf(root) };
    await settle();
    for (const argv of COMMANDS) {
      const expected = await uncached(root, argv, world);
      expect(await claims(argv, cachingIn(root, world))).toEqual(expected);
      const { notes, ...outcome } = await cached(root, argv, world);
      expect(outcome).toEqual(expected);
      expect(notes).not.toEqual([]);
    }
    expect(fs.existsSync(join(root, "home"))).toBe(false);
    expect(fs.existsSync(join(ROOT, "home"))).toBe(false);
  });

  it("none is made where --no-cache says so", async () => {
    const root = stores();
    await settle();
    for (const argv of COMMANDS) await uncached(root, argv);
    expect(fs.existsSync(cacheHome(root))).toBe(false);
  });
});

describe("a file that changes while a command runs", () => {
  it("ends it, and says which it was and what to do", async () => {
    const root = await knownStore();
    const path = join(root, "claims/3.yaml");
    afterOpening = () => fs.writeFileSync(path, FILES["3.yaml"]!.replace("Of 3", "Of 4"));
    expect(await cached(root, ["show", "claim-3"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: `claims/3.yaml` was changed while it was read\n  = help: run the command again\n",
      notes: [],
    });
    afterOpening = () => {};
    expect((await cached(root, ["show", "claim-3"])).stdout).toContain("Of 4.");
  });

  it("is of no concern to one that doesn't ask for it", async () => {
    const root = await knownStore();
    afterOpening = () => fs.rmSync(join(root, "claims/3.yaml"));
    expect(await cached(root, ["show", "claim-4"])).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("processes of their own", () => {
  const BIN = join(ROOT, "bin/claims.js");

  it("leave one whole cache where they write it at once", async () => {
    expect(fs.existsSync(join(ROOT, "dist/cli/main.cjs")), "run `npm run build` first").toBe(true);
    const root = folder(FILES);
    const env = { XDG_CACHE_HOME: cacheHome(root) };
    const run = (...argv: string[]) =>
      spawnSync(process.execPath, [BIN, ...argv], { cwd: root, env, encoding: "utf8" });
    await pause(REAL_GRAIN + 100);
    const expected = run(...VALIDATE, "--no-cache").stdout;
    const outputs = await Promise.all(
      Array.from({ length: 8 }, (_, index) => {
        const argv = index % 2 === 0 ? VALIDATE : [...VALIDATE, "--today", `20${30 + index}-01-01`];
        const child = spawn(process.execPath, [BIN, ...argv], { cwd: root, env });
        let printed = "";
        child.stdout.on("data", (part) => {
          printed += part;
        });
        child.stderr.resume();
        return new Promise<string>((resume) => child.on("close", () => resume(printed)));
      }),
    );
    for (const output of outputs) expect(output).toBe(expected);
    expect([...cacheOf(root).keys()].every((path) => path.endsWith(".cache"))).toBe(true);
    run(...VALIDATE);
    const { stdout, stderr } = run(...VALIDATE, "-v");
    expect(stdout).toBe(expected);
    expect(stderr).not.toContain("cache:");
  });
});
