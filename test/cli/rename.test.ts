import { spawn } from "node:child_process";
import * as nodeFs from "node:fs";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { claims, commit, folder, git, ROOT } from "../support/run.js";

// A process of its own takes its time where much else runs beside it.
vi.setConfig({ testTimeout: 60_000 });

const FILES = {
  "agents.yaml": `agents:
  # The wire's own words are rare.
  wire: { name: The Wire, kind: outlet } # claims-ignore: unused -- wire stays
  jane: { name: Jane, kind: person }
`,
  "claims.yaml": `claims:
  said:
    text: The wire said so.
    speaker: jane
    relay: [wire, { via: unknown, from: wire }]
`,
  "documents.yaml": "documents:\n  page: { title: Page, by: 'wire' }\n",
  "other.yaml": "claims:\n  other: { text: Nothing of it., speaker: jane, in: page }\n",
};

const textsOf = (root: string) =>
  Object.fromEntries(
    readdirSync(join(root, "claims")).map((name) => [
      name,
      readFileSync(join(root, "claims", name), "utf8"),
    ]),
  );

describe("claims rename", () => {
  it("writes every file that knows the id, and no other", async () => {
    const cwd = folder(FILES);
    const before = nodeFs.statSync(join(cwd, "claims/other.yaml"));
    const outcome = await claims(["rename", "wire", "cable"], { cwd });
    expect(outcome).toEqual({
      code: 0,
      stdout: "",
      stderr: "renamed `wire` to `cable`: 3 references in 3 files\n",
    });
    expect(textsOf(cwd)).toEqual({
      "agents.yaml": FILES["agents.yaml"].replace("  wire:", "  cable:"),
      "claims.yaml": FILES["claims.yaml"]
        .replace("[wire", "[cable")
        .replace("from: wire", "from: cable"),
      "documents.yaml": FILES["documents.yaml"].replace("'wire'", "'cable'"),
      "other.yaml": FILES["other.yaml"],
    });
    expect(nodeFs.statSync(join(cwd, "claims/other.yaml")).ino).toBe(before.ino);
    expect((await claims(["rename", "cable", "wire", "-q"], { cwd })).stderr).toBe("");
    expect(textsOf(cwd)).toEqual(FILES);
  });

  it("keeps byte order marks and line ends", async () => {
    const text = `\uFEFFagents:\r\n  wire: { name: Wire, kind: outlet }\r\n  b: { name: B, kind: outlet, part-of: wire }\r\n`;
    const cwd = folder({ "a.yaml": text });
    await claims(["rename", "wire", "cable"], { cwd });
    expect(textsOf(cwd)["a.yaml"]).toBe(
      text.replace("  wire:", "  cable:").replace("part-of: wire", "part-of: cable"),
    );
  });

  it.each([
    "--diff",
    "--dry-run",
  ])("shows what would change, and writes nothing, with %s", async (flag) => {
    const cwd = folder(FILES);
    commit(cwd);
    const { code, stdout, stderr } = await claims(["rename", "wire", "cable", flag], { cwd });
    expect(stderr).toBe("would rename `wire` to `cable`: 3 references in 3 files\n");
    expect(code).toBe(0);
    expect(textsOf(cwd)).toEqual(FILES);
    writeFileSync(join(cwd, "a.patch"), stdout);
    git(cwd, "apply", "a.patch");
    const patched = textsOf(cwd);
    git(cwd, "checkout", "-q", "claims");
    await claims(["rename", "wire", "cable"], { cwd });
    expect(textsOf(cwd)).toEqual(patched);
  });

  it("renames everything in the example store, and back again", async () => {
    const names = readdirSync(join(ROOT, "claims")).filter((name) => name.endsWith(".yaml"));
    const files = Object.fromEntries(
      names.map((name) => [name, readFileSync(join(ROOT, "claims", name), "utf8")]),
    );
    const cwd = folder(files);
    const before = await claims(["validate", "--format", "concise"], { cwd });
    for (const id of ["iran", "hostages-article", "civilians-ready-for-release"]) {
      expect((await claims(["rename", id, "x9"], { cwd })).code).toBe(0);
      const after = await claims(["validate", "--format", "concise"], { cwd });
      expect(after.stderr).toBe(before.stderr);
      expect((await claims(["rename", id, "x8"], { cwd })).code).toBe(2);
      expect((await claims(["rename", "x9", id], { cwd })).code).toBe(0);
      expect(textsOf(cwd)).toEqual(files);
    }
  });
});

describe("nothing is renamed", () => {
  it("where the id is cut short, a name, or no id", async () => {
    const cwd = folder(FILES);
    for (const word of ["wir", "The Wire", "pag"]) {
      const { code, stderr } = await claims(["rename", word, "cable"], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain(`nothing in the store has the id \`${word}\``);
    }
    const bad = await claims(["rename", "wire", "\u001b[31mX"], { cwd });
    expect(bad.stderr).toContain("`\\x1b[31mX` is no id");
    expect(textsOf(cwd)).toEqual(FILES);
  });

  it("where part of the store can't be read", async () => {
    const files = { ...FILES, "broken.yaml": "claims:\n  x: {\n" };
    const cwd = folder(files);
    const { code, stderr } = await claims(["rename", "wire", "cable"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: part of the store can't be read, and may hold references:\n" +
        "  claims/broken.yaml:2\n" +
        "  = help: `claims validate` says what is wrong there\n",
    );
    expect(textsOf(cwd)).toEqual(files);
  });

  it("where a file is read-only", async () => {
    const cwd = folder(FILES);
    chmodSync(join(cwd, "claims/documents.yaml"), 0o444);
    const { code, stderr } = await claims(["rename", "wire", "cable"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: `claims/documents.yaml` can't be written: it is read-only\n  = nothing was renamed\n",
    );
    expect(textsOf(cwd)).toEqual(FILES);
  });

  it("where a file was edited while it was thought about, be it one that doesn't know the id", async () => {
    for (const name of ["claims.yaml", "other.yaml"]) {
      const cwd = folder(FILES);
      const path = join(cwd, "claims", name);
      const edited = `${FILES[name as keyof typeof FILES]}# more\n`;
      // The readings are looked at again just ahead of the writing: by then somebody has saved.
      let reads = 0;
      const disk = {
        ...nodeFs,
        readdirSync: ((...args: Parameters<typeof nodeFs.readdirSync>) => {
          if (++reads === 3) writeFileSync(path, edited);
          return nodeFs.readdirSync(...args);
        }) as typeof nodeFs.readdirSync,
      };
      const { code, stderr } = await claims(["rename", "wire", "cable"], { cwd, disk });
      expect(stderr).toBe(
        `error: \`claims/${name}\` has changed since it was read; nothing was written\n`,
      );
      expect(code).toBe(2);
      expect(textsOf(cwd)).toEqual({ ...FILES, [name]: edited });
    }
  });
});

describe("a process that is killed", () => {
  it("leaves every file whole, as it was or as it was to be", async () => {
    const names = Array.from({ length: 80 }, (_, index) => `story-${index}.yaml`);
    const story = (index: number) =>
      `claims:\n  c${index}: { text: "${"It is so. ".repeat(2000)}", speaker: jane, relay: [wire] }\n`;
    const files = {
      ...Object.fromEntries(names.map((name, index) => [name, story(index)])),
      "agents.yaml": FILES["agents.yaml"],
    };
    const cwd = folder(files);
    const states = new Set<string>();
    for (let round = 0; round < 6; round++) {
      const child = spawn(
        process.execPath,
        [join(ROOT, "bin/claims.js"), "rename", "wire", "cable"],
        {
          cwd,
          stdio: "ignore",
        },
      );
      // As soon as anything is put beside the files, the writing has begun.
      await new Promise<void>((resolve) => {
        const watcher = nodeFs.watch(join(cwd, "claims"), () => {
          watcher.close();
          setTimeout(resolve, round * 15);
        });
        child.on("exit", resolve);
      });
      const ended = new Promise((resolve) => {
        if (child.exitCode !== null) resolve(null);
        child.on("exit", resolve);
      });
      child.kill("SIGKILL");
      await ended;
      for (const [name, text] of Object.entries(files)) {
        const now = readFileSync(join(cwd, "claims", name), "utf8");
        const renamed = text.replace("  wire:", "  cable:").replace("[wire]", "[cable]");
        expect([text, renamed]).toContain(now);
        states.add(now === text ? "old" : "new");
        writeFileSync(join(cwd, "claims", name), text);
      }
      // What was put beside them is hidden, and no part of the store.
      const { stderr } = await claims(["validate"], { cwd });
      expect(stderr).toContain("in 80 claims, 81 files");
    }
    expect(states).toContain("old");
  });
});
