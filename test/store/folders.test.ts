import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Disk,
  displayPath,
  findProject,
  findRepository,
  isFolder,
  reasonOf,
} from "../../src/store/disk.js";
import { readFolders } from "../../src/store/folders.js";
import { MAX_FILE_BYTES } from "../../src/store/reading.js";
import { folder } from "../support/run.js";

/** Reads the folder `claims/` under a root, or other paths under it. */
function readUnder(
  root: string,
  options: { paths?: string[]; exclude?: string[]; disk?: Disk } = {},
) {
  const paths = (options.paths ?? ["claims"]).map((path) => join(root, path));
  const { exclude = [], disk } = options;
  return readFolders(paths, { base: root, root, exclude, ...(disk ? { disk } : {}) });
}

/** The files that are read, in their order. */
const files = async (...args: Parameters<typeof readUnder>) =>
  (await readUnder(...args)).map(({ file }) => file.path);

/** What can't be read, and why. */
const refused = async (...args: Parameters<typeof readUnder>) =>
  (await readUnder(...args)).flatMap(({ file, problems, torn }) =>
    torn ? problems.map(({ rule, message }) => `${file.path}: ${rule}: ${message}`) : [],
  );

const STORE = "agents:\n  a: { name: A, kind: person }\n";

/** A disk on which one call fails, for one path. */
function failing(call: "readFileSync" | "readdirSync" | "statSync", name: string, code: string) {
  const real: Disk = fs;
  const fail = (path: unknown, ...rest: unknown[]) => {
    if (String(path).endsWith(name)) throw Object.assign(new Error(`${code}: ${path}`), { code });
    return (real[call] as (...args: unknown[]) => unknown)(path, ...rest);
  };
  return { ...fs, [call]: fail } as Disk;
}

describe("readFolders reads every store file under a folder", () => {
  it("in the order of their paths, also where a folder's name starts as a file's does", async () => {
    const names = ["a", "a/b", "a-b", "a/b/c", "a0", "B", "a/b-c"].map((n) => `claims/${n}.yaml`);
    const found = await files(folder(Object.fromEntries(names.map((name) => [name, STORE]))));
    expect(found).toEqual(names.sort());
  });

  it("at any depth, .yaml and .yml in any case, and nothing else", async () => {
    const root = folder({
      "a.yaml": STORE,
      "B.YML": STORE,
      "claims/2023/october/c.Yaml": STORE,
      "notes.md": "# Notes",
      "a.yaml.bak": STORE,
      yaml: STORE,
      "snapshot.txt": "text",
    });
    expect((await files(root)).sort()).toEqual([
      "claims/2023/october/c.Yaml",
      "claims/B.YML",
      "claims/a.yaml",
    ]);
  });

  it("but not hidden ones, packages' and the configuration", async () => {
    const root = folder({
      "a.yaml": STORE,
      ".hidden.yaml": STORE,
      "claims/.git/a.yaml": STORE,
      "claims/node_modules/pkg/a.yaml": STORE,
      "claims/sub/node_modules/pkg/a.yaml": STORE,
      "claims.config.yaml": "rules: {}\n",
    });
    expect(await files(root)).toEqual(["claims/a.yaml"]);
  });

  it("in one order, whatever the order of the disk", async () => {
    const root = folder({
      "b.yaml": STORE,
      "a.yaml": STORE,
      "Z.yaml": STORE,
      "claims/m/x.yaml": STORE,
      "claims/é.yaml": STORE,
    });
    const readdirSync = (path: fs.PathLike, options: object) =>
      (fs.readdirSync(path, options as never) as unknown as fs.Dirent[]).reverse();
    const reversed = { ...fs, readdirSync } as unknown as Disk;
    expect(await files(root, { disk: reversed })).toEqual(await files(root));
  });

  it("of several folders once each, though they lie in one another", async () => {
    const root = folder({ "a.yaml": STORE, "claims/sub/b.yaml": STORE, "more/c.yaml": STORE });
    expect(
      (await files(root, { paths: ["claims", "claims/sub", "more", "claims"] })).sort(),
    ).toEqual(["claims/a.yaml", "claims/sub/b.yaml", "more/c.yaml"]);
  });

  it("without those that a glob excludes", async () => {
    const root = folder({
      "a.yaml": STORE,
      "claims/drafts/b.yaml": STORE,
      "claims/drafts/deep/c.yaml": STORE,
      "claims/d.draft.yml": STORE,
    });
    expect(await files(root, { exclude: ["claims/drafts/**", "**/*.draft.yml"] })).toEqual([
      "claims/a.yaml",
    ]);
  });

  it("a file named as a path, whatever its ending", async () => {
    const root = folder({ "a.yaml": STORE, "other.txt": STORE });
    expect(await files(root, { paths: ["claims/other.txt"] })).toEqual(["claims/other.txt"]);
    expect((await readUnder(root, { paths: ["claims/other.txt"] }))[0]?.entries).toHaveLength(1);
  });

  it("none in an empty folder", async () => {
    expect(await files(folder({ "claims/notes.md": "" }))).toEqual([]);
  });

  it("telling how far it is, before each file", async () => {
    const root = folder({ "a.yaml": STORE, "b.yaml": STORE });
    const told: number[][] = [];
    await readFolders([join(root, "claims")], {
      base: root,
      root,
      exclude: [],
      onProgress: (done, total) => void told.push([done, total]),
    });
    expect(told).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });
});

describe("a symbolic link is reported and not followed", () => {
  const REASON =
    "can't be read: it is a symbolic link, and a store's files are read only where they stand";

  it.each([
    ["to a file", "linked.yaml", "../other.yaml"],
    ["to a folder", "linked", "../elsewhere"],
    ["to a folder, named as a file", "linked.yml", "../elsewhere"],
    ["to its own folder", "loop", "."],
    ["to itself", "self.yaml", "self.yaml"],
    ["to nothing", "gone.yaml", "nothing.yaml"],
    ["to nothing, with no ending to go by", "gone", "nothing"],
  ])("%s", async (_, name, target) => {
    const root = folder({ "a.yaml": STORE, "other/x.yaml": STORE, "elsewhere/b.yaml": STORE });
    fs.writeFileSync(join(root, "other.yaml"), STORE);
    fs.symlinkSync(target, join(root, "claims", name));
    expect(await refused(root)).toEqual([`claims/${name}: unreadable-file: \`${name}\` ${REASON}`]);
    expect(await files(root)).toHaveLength(2);
  });

  it("but passed over where it could be no part of the store", async () => {
    const root = folder({ "a.yaml": STORE });
    fs.writeFileSync(join(root, "notes.md"), "");
    fs.symlinkSync("../notes.md", join(root, "claims/notes.md"));
    fs.symlinkSync("..", join(root, "claims/.hidden"));
    expect(await files(root)).toEqual(["claims/a.yaml"]);
    expect(await refused(root)).toEqual([]);
  });
});

describe("what can't be read is a finding, and the rest is read", () => {
  const root = () => folder({ "a.yaml": STORE, "b.yaml": STORE, "claims/sub/c.yaml": STORE });

  it.each([
    ["EACCES", "permission denied"],
    ["EPERM", "permission denied"],
    ["EIO", "the disk failed"],
    ["ENOENT", "it is no longer there"],
    ["EMFILE", "EMFILE"],
  ])("a file: %s", async (code, reason) => {
    const readings = await readUnder(root(), { disk: failing("readFileSync", "b.yaml", code) });
    const broken = readings.filter(({ unread }) => unread);
    expect(broken.map(({ file }) => file.path)).toEqual(["claims/b.yaml"]);
    expect(broken[0]?.problems).toEqual([
      {
        rule: "unreadable-file",
        message: `\`b.yaml\` can't be read: ${reason}`,
        help: expect.stringContaining("a regular file that can be read"),
        start: 0,
        end: 0,
      },
    ]);
    expect(readings.flatMap(({ entries }) => entries)).toHaveLength(2);
  });

  it("a folder", async () => {
    const disk = failing("readdirSync", "sub", "EACCES");
    expect(await refused(root(), { disk })).toEqual([
      "claims/sub: unreadable-file: `sub` can't be read: permission denied",
    ]);
  });

  it("a file that goes between being listed and being read", async () => {
    const disk = failing("statSync", "b.yaml", "ENOENT");
    expect(await refused(root(), { disk })).toEqual([
      "claims/b.yaml: unreadable-file: `b.yaml` can't be read: it is no longer there",
    ]);
  });

  it("a path that leads nowhere", async () => {
    expect(await refused(root(), { paths: ["nowhere.yaml"] })).toEqual([
      "nowhere.yaml: unreadable-file: `nowhere.yaml` can't be read: it is no longer there",
    ]);
  });

  it("a folder with the name of a file is gone into", async () => {
    expect(await files(folder({ "claims/odd.yaml/a.yaml": STORE }))).toEqual([
      "claims/odd.yaml/a.yaml",
    ]);
  });

  it("a file that is too large, which is not even read", async () => {
    const place = root();
    fs.truncateSync(join(place, "claims/b.yaml"), MAX_FILE_BYTES + 1);
    const disk = failing("readFileSync", "b.yaml", "EIO");
    expect(await refused(place, { disk })).toEqual([
      "claims/b.yaml: file-too-large: the file has 17 MiB; a store file has at most 16",
    ]);
  });

  it.each([
    [Object.assign(new Error("x"), { code: "ELOOP" }), "its symbolic links go round in a circle"],
    [Object.assign(new Error("x"), { code: "EISDIR" }), "it is a folder"],
    [new Error("something else"), "something else"],
  ])("for a reason in words: %s", async (error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });
});

describe("findProject walks up", () => {
  it("to the nearest folder with a store in it", async () => {
    const root = folder({ "a.yaml": STORE, "src/deep/x.txt": "" });
    expect(findProject(join(root, "src/deep"))).toEqual({ root, base: root, config: undefined });
    expect(findProject(join(root, "claims"))?.root).toBe(root);
  });

  it("to one with a configuration, with or without a store", async () => {
    const root = folder({ "sub/claims.config.yaml": "", "sub/deep/x.txt": "", "a.yaml": STORE });
    expect(findProject(join(root, "sub/deep"))).toEqual({
      root: join(root, "sub"),
      base: join(root, "sub"),
      config: join(root, "sub/claims.config.yaml"),
    });
  });

  it("telling paths from the repository's root", async () => {
    const root = folder({ ".git/HEAD": "", "sub/claims/a.yaml": STORE });
    expect(findProject(join(root, "sub"))).toMatchObject({ root: join(root, "sub"), base: root });
    expect(findRepository(join(root, "sub/claims"))).toBe(root);
  });

  it("not past a repository's root, be .git a folder or a worktree's file", async () => {
    const root = folder({
      "a.yaml": STORE,
      "one/.git/HEAD": "",
      "two/.git": "gitdir: x",
      "two/x/y": "",
    });
    expect(findProject(join(root, "one"))).toBeUndefined();
    expect(findProject(join(root, "two/x"))).toBeUndefined();
  });

  it("but takes what stands at a repository's root", async () => {
    const root = folder({ ".git/HEAD": "", "a.yaml": STORE, "src/x.txt": "" });
    expect(findProject(join(root, "src"))?.root).toBe(root);
  });

  it("takes no file called claims for a store", async () => {
    const root = folder({ ".git/HEAD": "", "sub/claims": "text" });
    expect(findProject(join(root, "sub"))).toBeUndefined();
  });
});

describe("paths", () => {
  it.each([
    ["/a/b/c.yaml", "/a", "b/c.yaml"],
    ["/a", "/a", "."],
    ["/b/c.yaml", "/a", "../b/c.yaml"],
  ])("%s from %s is %s", async (path, base, expected) => {
    expect(displayPath(path, base)).toBe(expected);
  });

  it("what can't be looked at is no folder", async () => {
    expect(isFolder(join(folder({}), "nowhere"))).toBe(false);
  });
});
