import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { claims, folder, ROOT } from "../support/run.js";

interface Generator {
  generate(folder: string, claims: number, seed?: number): { files: number; bytes: number };
  claimId(number: number): string;
  storyOf(claim: number): string;
}

// The benchmark is plain JavaScript, which the compiler doesn't look into.
const { generate, claimId, storyOf }: Generator = await import(join(ROOT, "bench/generate.js"));

/** Makes a store and gives its folder and all its files. */
function made(count: number, seed?: number) {
  const root = folder({});
  const told = generate(root, count, seed);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(yaml|txt)$/.test(path))
    .map((path) => [path.split(sep).join("/"), readFileSync(join(root, path), "utf8")] as const);
  return { root, told, files: new Map(files.sort()) };
}

describe("a made-up store", () => {
  it("is the same for the same seed, and another for another", () => {
    const { files } = made(200);
    expect(made(200).files).toEqual(files);
    expect(made(200, 2).files).not.toEqual(files);
  });

  it("is the same on every machine", async () => {
    const story = made(200).files.get(storyOf(56));
    expect(story).toContain(`  ${claimId(56)}:`);
    await expect(story).toMatchFileSnapshot("story.yaml");
  });

  it("has as many files and bytes as it says, some 390 a claim", () => {
    const { files, told } = made(3000);
    const stored = [...files].filter(([path]) => path.endsWith(".yaml"));
    expect(told.files).toBe(stored.length);
    expect(told.bytes).toBe(stored.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0));
    expect(told.bytes / 3000).toBeGreaterThan(370);
    expect(told.bytes / 3000).toBeLessThan(410);
  });

  it.each([1, 2, 3])("is one that is kept: no error, few findings (seed %i)", async (seed) => {
    const { root } = made(1000, seed);
    const { stdout } = await claims(["validate", "--format", "json"], { cwd: root });
    const { summary } = JSON.parse(stdout);
    expect(summary).toMatchObject({ claims: 1000, errors: 0 });
    expect(summary.warnings + summary.infos).toBeLessThan(20);
  });

  it.each([1, 13])("can be as small as %i claims", async (count) => {
    const { stdout } = await claims(["validate", "--format", "json"], { cwd: made(count).root });
    expect(JSON.parse(stdout).summary).toMatchObject({ claims: count, errors: 0 });
  });
});
