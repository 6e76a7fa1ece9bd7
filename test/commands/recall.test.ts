import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { cached, cacheHome, settle, uncached } from "../support/cached.js";
import { folder, type World } from "../support/run.js";

vi.mock("node:fs", { spy: true });

// Two runs and a pause for each change; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const PAGE = `documents:
  page:
    title: The page
    by: paper
    file: ../kept/page.txt
`;

const FILES: Readonly<Record<string, string>> = {
  "agents.yaml": `agents:
  jane: { name: Jane Roe, kind: person, confidential: true }
  paper: { name: The Paper, kind: outlet }
`,
  "page.yaml": PAGE,
  "../kept/page.txt": "They said: five went away.\n",
  "quote.yaml":
    "claims:\n  quote: { text: Five., speaker: jane, in: page, quote: five went away }\n",
  ...Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [
      `${index}.yaml`,
      `claims:\n  claim-${index}: { text: Of ${index}., speaker: paper, date: 2025-0${1 + (index % 9)} }\n`,
    ]),
  ),
};

const VALIDATE = ["validate", "--format", "json"];

/** Makes a store that was checked once. */
async function checkedStore(): Promise<string> {
  const inStore = Object.entries(FILES).map(([path, text]) => [`claims/${path}`, text]);
  const root = folder(Object.fromEntries(inStore));
  await settle();
  await cached(root, VALIDATE);
  return root;
}

/** Checks a store with and without the cache, and gives why the cache was of no use. */
async function compare(
  root: string,
  argv: readonly string[] = VALIDATE,
  world: World = {},
): Promise<readonly string[]> {
  await settle();
  const { notes, ...outcome } = await cached(root, argv, world);
  expect(outcome).toEqual(await uncached(root, argv, world));
  return notes.map((note) => note.replace(/^`.*`/, "FILE"));
}

const write = (path: string, text: string) => (root: string) =>
  fs.writeFileSync(join(root, path), text);

describe("what was found before", () => {
  it("is told again where nothing has changed", async () => {
    const root = await checkedStore();
    expect(await compare(root)).toEqual([]);
    expect(await compare(root, ["validate"])).toEqual([]);
  });

  it.each<[string, (root: string) => void]>([
    ["is written", write("claims/3.yaml", "claims:\n  claim-3: { text: Of 4., speaker: paper }\n")],
    [
      "has a comment",
      write(
        "claims/3.yaml",
        "# claims-ignore: unused\nclaims:\n  claim-3: { text: Of 4., speaker: paper }\n",
      ),
    ],
    [
      "says what another says",
      write("claims/3.yaml", FILES["4.yaml"]!.replace("claim-4", "claim-3")),
    ],
    [
      "rests on another",
      write(
        "claims/3.yaml",
        "claims:\n  claim-3: { text: Of 3., speaker: jane, based-on: [quote] }\n",
      ),
    ],
    [
      "names somebody confidential",
      write(
        "claims/3.yaml",
        "claims:\n  claim-3: { text: Jane Roe., speaker: paper, note: Jane Roe }\n",
      ),
    ],
    ["is added", write("claims/new.yaml", "claims:\n  new: { text: Of 4., speaker: paper }\n")],
    ["is taken away", (root) => fs.rmSync(join(root, "claims/3.yaml"))],
    ["has another document", write("claims/page.yaml", PAGE.replace("page.txt", "other.txt"))],
    [
      "has agents",
      write("claims/agents.yaml", FILES["agents.yaml"]!.replace(", confidential: true", "")),
    ],
  ])("is known of the rest where a file %s", async (_, change) => {
    const root = await checkedStore();
    change(root);
    expect(await compare(root)).toEqual([]);
    expect(await compare(root)).toEqual([]);
  });

  const CHANGED = "all is checked: a snapshot has changed";
  const page = (root: string) => join(root, "kept/page.txt");

  it.each<[string, (root: string) => void]>([
    ["changes", write("kept/page.txt", "They said: six went away.\n")],
    ["goes", (root) => fs.rmSync(page(root))],
    [
      "changes its words only, its time put back",
      (root) => {
        const { atime, mtime } = fs.statSync(page(root));
        fs.writeFileSync(page(root), "They said: four went away.\n");
        fs.utimesSync(page(root), atime, mtime);
      },
    ],
    [
      "becomes a link",
      (root) => {
        fs.renameSync(page(root), `${page(root)}.old`);
        fs.symlinkSync("page.txt.old", page(root));
      },
    ],
    [
      "has its folder become a link that leads out",
      (root) => {
        const apart = folder({});
        fs.renameSync(join(root, "kept"), join(apart, "kept"));
        fs.symlinkSync(join(apart, "kept"), join(root, "kept"));
      },
    ],
  ])("is not told where a snapshot %s", async (_, change) => {
    const root = await checkedStore();
    change(root);
    expect(await compare(root)).toEqual([CHANGED]);
    expect(await compare(root)).toEqual([]);
  });

  it("is not told where a snapshot appears, or its missing one's folder becomes a link", async () => {
    const root = await checkedStore();
    fs.rmSync(page(root));
    await compare(root);
    const kept = join(root, "kept");
    fs.rmSync(kept, { recursive: true });
    fs.symlinkSync(folder({}), kept);
    expect(await compare(root)).toEqual([CHANGED]);
    fs.rmSync(kept);
    fs.mkdirSync(kept);
    expect(await compare(root)).toEqual([CHANGED]);
    fs.writeFileSync(page(root), "They said: five went away.\n");
    expect(await compare(root)).toEqual([CHANGED]);
    expect(await compare(root)).toEqual([]);
  });

  it("is not told while a snapshot has changed within the grain", async () => {
    const root = await checkedStore();
    fs.writeFileSync(page(root), "They said: six went away.\n");
    await cached(root, VALIDATE, { grain: 1e6 });
    expect(await compare(root)).toContain(CHANGED);
  });

  const OTHERWISE = "all is checked: it was another day, or other rules";

  it("is not told on another day, nor in a year for its first day", async () => {
    const root = await checkedStore();
    for (const today of ["2025", "2025-01-01", "2025-01", "2026-01-01"]) {
      expect(await compare(root, [...VALIDATE, "--today", today])).toEqual([OTHERWISE]);
      expect(await compare(root, [...VALIDATE, "--today", today])).toEqual([]);
    }
    expect(await compare(root, VALIDATE, { today: "2025-06-01" })).toEqual([OTHERWISE]);
  });

  it("leaves one file for all days", async () => {
    const root = await checkedStore();
    for (const today of ["2025-01-01", "2025-01-02"])
      await compare(root, ["validate", "--today", today]);
    expect(fs.readdirSync(join(cacheHome(root), "claims"))).toHaveLength(2);
  });

  it("is not told under another configuration", async () => {
    const root = await checkedStore();
    const config = join(root, "claims.config.yaml");
    fs.writeFileSync(config, "rules: { unused: off }\n");
    expect(await compare(root)).toEqual([OTHERWISE]);
    fs.writeFileSync(config, "rules: { unused: error }\n");
    expect(await compare(root)).toEqual([OTHERWISE]);
    expect(await compare(root, [...VALIDATE, "--no-config"])).toEqual([OTHERWISE]);
    fs.writeFileSync(config, "exclude: [claims/3.yaml]\n");
    expect(await compare(root)).toEqual(["FILE is not there yet"]);
    expect(await compare(root)).toEqual([]);
  });

  it("is not asked for by some rules alone", async () => {
    const root = await checkedStore();
    for (const flags of ["--select=unused", "--ignore=unused"]) {
      expect(await compare(root, [...VALIDATE, flags])).toEqual([]);
    }
    expect(await compare(root)).toEqual([]);
  });

  it("is not told of what was read anew since", async () => {
    const root = await checkedStore();
    for (let index = 0; index < 6; index++) {
      fs.writeFileSync(
        join(root, `claims/${index}.yaml`),
        FILES[`${index}.yaml`]!.replace("Of", "On"),
      );
    }
    await settle();
    await cached(root, ["list"]);
    expect(await compare(root)).toEqual(["all is checked: the store was read since"]);
  });
});

it("what the disk refused once is not kept", async () => {
  const root = await checkedStore();
  const page = join(root, "kept/page.txt");
  fs.writeFileSync(page, "They said: six went away.\n");
  await settle();
  const disk = await vi.importActual<typeof fs>("node:fs");
  vi.mocked(fs.openSync).mockImplementation((path, ...rest) => {
    if (path === page) throw Object.assign(new Error("EIO"), { code: "EIO" });
    return disk.openSync(path, ...rest);
  });
  expect((await cached(root, VALIDATE)).stdout).toContain("the disk failed");
  vi.mocked(fs.openSync).mockRestore();
  expect(await compare(root)).toEqual(["all is checked: a snapshot has changed"]);
  expect(await compare(root)).toEqual([]);
});
