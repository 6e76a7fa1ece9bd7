import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claims, folder, onStore, type World } from "../support/run.js";

const AGENTS = `documents: { memo: { title: Memo } }
agents:
  jane-doe: { name: Jane Doe, kind: person }
`;
const SOUND = `${AGENTS}claims:\n  sound: { text: X., speaker: jane-doe, in: memo }\n`;
/** An error, a warning and an info. */
const MIXED = `${AGENTS}  the-gazette: { name: The Gazette, kind: outlet }
claims:
  late: { text: Late., speaker: jane-doe, in: memo, date: 2030 }
  rumour: { text: Rumour., speaker: unknown, in: memo }
  editorial: { text: Editorial., speaker: the-gazette, in: memo }
`;

const rulesIn = (stdout: string) => [...stdout.matchAll(/\[([a-z-]+)\] /g)].map(([, rule]) => rule);

async function found(store: string, ...argv: string[]) {
  return rulesIn((await onStore(store, "validate", "--format", "concise", ...argv)).stdout);
}

describe("rules and severities", () => {
  it("all rules are checked", async () => {
    expect(await found(MIXED)).toEqual(["date-in-future", "untraced", "own-voice"]);
  });

  it.each<[string[], string[]]>([
    [["--select", "untraced"], ["untraced"]],
    [
      ["--select", "untraced,own-voice"],
      ["untraced", "own-voice"],
    ],
    [
      ["--select", "untraced", "--select", "own-voice"],
      ["untraced", "own-voice"],
    ],
    [
      ["--ignore", "untraced"],
      ["date-in-future", "own-voice"],
    ],
    [["--ignore", "untraced, own-voice"], ["date-in-future"]],
    [["--select", "untraced", "--ignore", "untraced"], []],
  ])("%j", async (argv, expected) => {
    expect(await found(MIXED, ...argv)).toEqual(expected);
  });

  it.each([
    [1, ["--fail-on", "error"]],
    [0, ["--fail-on", "never"]],
    [0, ["--ignore", "date-in-future"]],
    [1, ["--ignore", "date-in-future", "--fail-on", "warning"]],
    [0, ["--select", "own-voice", "--fail-on", "warning"]],
    [1, ["--select", "own-voice", "--fail-on", "info"]],
  ])("exits %i with %j", async (code, argv) => {
    for (const format of ["pretty", "concise", "json", "jsonl"]) {
      expect((await onStore(MIXED, "validate", "--format", format, ...argv)).code).toBe(code);
    }
  });

  it("--today says which day it is", async () => {
    const later = ["--select", "date-in-future", "--today"];
    expect(await found(MIXED, ...later, "2029-12-31")).toEqual(["date-in-future"]);
    expect(await found(MIXED, ...later, "2030-01-01")).toEqual([]);
    const cwd = folder({ "store.yaml": MIXED });
    const argv = ["validate", "--select", "date-in-future"];
    expect((await claims(argv, { cwd, today: "2031-01-01" })).code).toBe(0);
    expect((await claims([...argv, "--today", "2029"], { cwd, today: "2031-01-01" })).code).toBe(1);
    expect((await onStore(MIXED, "validate", "--today", "now")).stderr).toContain(
      "--today takes a date",
    );
  });
});

describe("paths", () => {
  const PARTS = {
    ".git/HEAD": "",
    "claims/agents.yaml": AGENTS,
    "claims/news/a.yaml": "claims:\n  a: { text: A., speaker: jane-doe, in: memo, date: 2030 }\n",
    "claims/news/b.yaml": "claims:\n  b: { text: B., speaker: unknown, in: memo }\n",
    "claims/newsroom/c.yaml": "claims:\n  c: { text: C., speaker: jane-do, in: memo }\n",
    "other/d.yaml": `${AGENTS}claims:\n  d: { text: D., speaker: jane-doh }\n`,
  };
  const check = async (paths: string[], world: World = {}) => {
    const cwd = world.cwd ?? folder(PARTS);
    const { stdout, stderr, code } = await claims(["validate", "--format", "concise", ...paths], {
      ...world,
      cwd,
    });
    return {
      places: [...stdout.matchAll(/^(\S+?):\d+:\d+: /gm)].map(([, file]) => file),
      stderr,
      code,
    };
  };

  it.each<[string[], string[], string]>([
    [
      [],
      ["claims/news/a.yaml", "claims/news/b.yaml", "claims/newsroom/c.yaml"],
      "3 claims, 4 files",
    ],
    [
      ["claims"],
      ["claims/news/a.yaml", "claims/news/b.yaml", "claims/newsroom/c.yaml"],
      "3 claims, 4 files",
    ],
    [
      ["."],
      ["claims/news/a.yaml", "claims/news/b.yaml", "claims/newsroom/c.yaml"],
      "3 claims, 4 files",
    ],
    [["claims/news"], ["claims/news/a.yaml", "claims/news/b.yaml"], "2 claims, 2 files"],
    [["claims/news/"], ["claims/news/a.yaml", "claims/news/b.yaml"], "2 claims, 2 files"],
    [["claims/news/a.yaml"], ["claims/news/a.yaml"], "1 claim, 1 file"],
    [["claims/agents.yaml"], [], "no findings in 0 claims, 1 file"],
    [
      ["claims/newsroom", "claims/news/b.yaml"],
      ["claims/news/b.yaml", "claims/newsroom/c.yaml"],
      "2 claims, 2 files",
    ],
  ])("%j within the store is checked as a part of it", async (paths, places, summary) => {
    const result = await check(paths);
    expect(result.places).toEqual(places);
    expect(result.stderr).toContain(summary);
  });

  it("are relative to the working directory, and told from the repository's root", async () => {
    const root = folder(PARTS);
    const { places } = await check(["a.yaml"], { cwd: join(root, "claims/news") });
    expect(places).toEqual(["claims/news/a.yaml"]);
  });

  it("outside the store are a store of their own", async () => {
    const { places, stderr } = await check(["other/d.yaml", "--select", "dangling-reference"]);
    expect(places).toEqual(["other/d.yaml"]);
    expect(stderr).toContain("1 claim, 1 file");
    expect((await check(["other"])).places).toContain("other/d.yaml");
  });

  it("work where there is no store at all", async () => {
    const cwd = folder({ "notes/d.yaml": SOUND });
    expect((await claims(["validate", "notes"], { cwd })).code).toBe(0);
    expect((await claims(["validate", "notes/d.yaml"], { cwd })).code).toBe(0);
  });

  it("that are another project's root are that project, with its own settings", async () => {
    const cwd = folder({
      "store.yaml": SOUND,
      "sub/claims/a.yaml": MIXED,
      "sub/claims.config.yaml": "rules: { date-in-future: off }\n",
    });
    const inSub = ["sub", "--ignore", "own-voice"];
    expect((await check(inSub, { cwd })).places).toEqual(
      ["sub/claims/a.yaml"].map((p) => p.slice(4)),
    );
    const env = { CLAIMS_STORE: "claims" };
    expect((await check(inSub, { cwd, env })).places).toHaveLength(1);
    const own = ["sub", "--config", "strict.yaml"];
    const strict = folder({
      "sub/claims/a.yaml": MIXED,
      "./strict.yaml": "rules: { untraced: off, own-voice: off }\n",
    });
    expect((await check(own, { cwd: strict })).places).toHaveLength(1);
  });

  it("within a store named by --store are a part of that", async () => {
    const cwd = folder({
      "elsewhere/agents.yaml": AGENTS,
      "elsewhere/a.yaml": "claims:\n  a: { text: A., speaker: jane-doe }\n",
    });
    const path = "elsewhere/a.yaml";
    expect((await check([path], { cwd })).code).toBe(1);
    expect((await check([path, "--store", "elsewhere"], { cwd })).code).toBe(0);
    expect((await check([path], { cwd, env: { CLAIMS_STORE: "elsewhere" } })).code).toBe(0);
  });
});

describe("claims.config.yaml", () => {
  const withConfig = (config: string, files: Record<string, string> = { "store.yaml": MIXED }) =>
    folder({ ...files, "./claims.config.yaml": config });
  const run = (cwd: string, ...argv: string[]) =>
    claims(["validate", "--format", "concise", ...argv], { cwd });

  it("sets severities", async () => {
    const cwd = withConfig("rules: { date-in-future: off, untraced: error, own-voice: warning }\n");
    const { stdout, code } = await run(cwd);
    expect(stdout.match(/\w+\[[a-z-]+\]/g)).toEqual(["error[untraced]", "warning[own-voice]"]);
    expect(code).toBe(1);
  });

  it("flags beat it", async () => {
    const cwd = withConfig("rules: { untraced: error }\n");
    expect(rulesIn((await run(cwd, "--ignore", "untraced")).stdout)).not.toContain("untraced");
  });

  it("excludes files by globs", async () => {
    const files = {
      "a.yaml": SOUND,
      "claims/drafts/b.yaml": "clams: {}\n",
      "claims/drafts/deep/c.yaml": "{",
    };
    expect((await run(withConfig("exclude: ['claims/drafts/**']\n", files))).code).toBe(0);
    expect((await run(withConfig("exclude: ['*.yaml']\n", files))).code).toBe(1);
    const none = await run(withConfig("exclude: ['**']\n", files));
    expect(none.stderr).toContain("there is no store file");
    expect(none.code).toBe(2);
  });

  it("names more stores", async () => {
    const files = {
      "a.yaml": "claims:\n  a: { text: A., speaker: jane-doe }\n",
      "archive/old/agents.yaml": AGENTS,
    };
    expect((await run(withConfig("exclude: [x]\n", files))).code).toBe(1);
    const { stderr, code } = await run(withConfig("stores: [archive/old]\n", files));
    expect(stderr).toContain("1 claim, 2 files");
    expect(code).toBe(0);
    const missing = await run(withConfig("stores: [archive/new]\n", files));
    expect(missing.stderr).toContain("names a store `archive/new`, which is not there");
    expect(missing.code).toBe(2);
  });

  it.each([
    ["rules: { untracd: off }\n", "claims.config.yaml:1:10", "did you mean `untraced`?"],
    ["rules: { untraced: of }\n", "claims.config.yaml:1:20", "did you mean `off`?"],
    ["exclud: [x]\n", "claims.config.yaml:1:1", "did you mean `exclude`?"],
    ["exclude: x\n", "claims.config.yaml:1:10", "write it as a list: [x]"],
    ["exclude: [a\n", "claims.config.yaml:", "yaml-syntax"],
    ["- x\n", "claims.config.yaml:1:1", "must be a mapping"],
  ])("%j is refused, with its place", async (config, place, message) => {
    for (const command of ["validate", "list"]) {
      const { stdout, stderr, code } = await claims([command], { cwd: withConfig(config) });
      expect(stderr).toContain(place);
      expect(stderr).toContain(message);
      expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    }
  });

  it("--config FILE stands in for it, --no-config leaves it out", async () => {
    const cwd = folder({
      "store.yaml": MIXED,
      "./claims.config.yaml": "rules: { untraced: off }\n",
      "./ci.yaml": "rules: { own-voice: off }\n",
    });
    expect(rulesIn((await run(cwd)).stdout)).toEqual(["date-in-future", "own-voice"]);
    expect(rulesIn((await run(cwd, "--config", "ci.yaml")).stdout)).toEqual([
      "date-in-future",
      "untraced",
    ]);
    expect(rulesIn((await run(cwd, "--no-config")).stdout)).toHaveLength(3);
    const { stderr, code } = await run(cwd, "--config", "none.yaml");
    expect(stderr).toBe("error: there is no configuration `none.yaml`\n");
    expect(code).toBe(2);
  });
});

describe("which store", () => {
  const store = (id: string) => `${AGENTS}claims:\n  ${id}: { text: X., speaker: jane-doe }\n`;
  const tree = () =>
    folder({
      "claims/a.yaml": store("outer"),
      "inner/.git/HEAD": "",
      "inner/sub/deep/readme.txt": "",
      "desk/claims/a.yaml": store("desk"),
      "desk/notes/readme.txt": "",
      "named/a.yaml": store("named"),
      "other/a.yaml": store("other"),
    });
  const listed = async (world: World, ...argv: string[]) => {
    const { stdout } = await claims(
      ["list", "--format", "plain", "--columns", "id", ...argv],
      world,
    );
    return stdout.trimEnd();
  };

  it("the nearest upward", async () => {
    const root = tree();
    expect(await listed({ cwd: root })).toBe("outer");
    expect(await listed({ cwd: join(root, "named") })).toBe("outer");
    expect(await listed({ cwd: join(root, "desk/notes") })).toBe("desk");
    expect(await listed({ cwd: join(root, "desk/claims") })).toBe("desk");
  });

  it("not past a repository's root", async () => {
    const { stderr, code } = await claims(["list"], { cwd: join(tree(), "inner/sub/deep") });
    expect(stderr).toContain("no claim store in");
    expect(code).toBe(2);
  });

  it("that of -C, as if started there", async () => {
    const root = tree();
    expect(await listed({ cwd: root }, "-C", "desk/notes")).toBe("desk");
    expect(await listed({ cwd: join(root, "named") }, "-C", "../desk")).toBe("desk");
    const { stderr, code } = await claims(["list", "-C", "nowhere"], { cwd: root });
    expect(stderr).toContain("there is no folder");
    expect(code).toBe(2);
  });

  it("that of CLAIMS_STORE, and before that of --store", async () => {
    const root = tree();
    const env = { CLAIMS_STORE: "named" };
    expect(await listed({ cwd: root, env })).toBe("named");
    expect(await listed({ cwd: root, env }, "--store", "other")).toBe("other");
    expect(await listed({ cwd: root, env: { CLAIMS_STORE: "" } })).toBe("outer");
    expect(await listed({ cwd: root }, "--store", "desk")).toBe("desk");
    expect(await listed({ cwd: root }, "--store", "../other", "-C", "desk")).toBe("other");
  });

  it.each(["list", "validate"])("%s says so where that is not there", async (command) => {
    const { stderr, code } = await claims([command], {
      cwd: tree(),
      env: { CLAIMS_STORE: "gone" },
    });
    expect(stderr).toBe("error: there is no store at `gone`\n");
    expect(code).toBe(2);
  });
});
