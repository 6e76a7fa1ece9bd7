import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { setUpMerging } from "../../src/commands/merging.js";
import { claims, commit, folder, git, ROOT } from "../support/run.js";

vi.setConfig({ testTimeout: 60_000 });

const entry = (id: string, text = "T.") => `  ${id}:\n    text: ${text}\n    speaker: unknown\n`;
const BASE = `claims:\n${entry("a")}\n${entry("b")}`;

/** A repository whose two branches change one file; `main` is the one that is checked out. */
function branches(ours: string, theirs: string, base = BASE): string {
  const cwd = folder({ "s.yaml": base });
  const write = (text: string, message: string) => {
    writeFileSync(join(cwd, "claims/s.yaml"), text);
    commit(cwd, message);
  };
  commit(cwd);
  git(cwd, "switch", "-q", "-c", "other");
  write(theirs, "Theirs");
  git(cwd, "switch", "-q", "main");
  write(ours, "Ours");
  return cwd;
}

/** Merges the other branch, with the built command on the path; tells whether it was clean. */
function mergeOther(cwd: string): boolean {
  const bin = join(cwd, ".git/bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "claims"), `#!/bin/sh\nexec node ${join(ROOT, "bin/claims.js")} "$@"\n`);
  chmodSync(join(bin, "claims"), 0o755);
  const as = ["-c", "user.name=T", "-c", "user.email=t@example.org"];
  try {
    execFileSync("git", [...as, "merge", "-q", "-m", "Both", "other"], {
      cwd,
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` },
      stdio: "pipe",
    });
    return true;
  } catch {
    return false;
  }
}

const read = (cwd: string) => readFileSync(join(cwd, "claims/s.yaml"), "utf8");

describe("two branches that add claims at one place", () => {
  const ours = `${BASE}\n${entry("ours", "One.")}`;
  const theirs = `${BASE}\n${entry("theirs", "Two.")}`;
  const both = `${ours}\n${entry("theirs", "Two.")}`;

  it("merge clean with the driver", () => {
    const cwd = branches(ours, theirs);
    setUpMerging(cwd);
    expect(mergeOther(cwd)).toBe(true);
    expect(read(cwd)).toBe(both);
  });

  it("are in conflict without it, which `claims merge FILE` resolves", async () => {
    const cwd = branches(ours, theirs);
    expect(mergeOther(cwd)).toBe(false);
    expect(await claims(["merge", "claims/s.yaml"], { cwd })).toEqual({
      code: 0,
      stdout: "",
      stderr:
        "resolved 1 conflict in claims/s.yaml; `git add` it when `claims validate` is content\n",
    });
    expect(read(cwd)).toBe(both);
  });
});

describe("a store of `claims init --git`", () => {
  it("merges what two people add to its one file, and stays in form", async () => {
    const cwd = folder({});
    git(cwd, "init", "-q", "-b", "main");
    await claims(["init", "--git"], { cwd });
    commit(cwd);
    const add = async (text: string, ...argv: string[]) => {
      const flags = ["--text", text, "--via", "Ada Moreau > Town Council > library-story"];
      expect((await claims(["add", ...flags, ...argv], { cwd, isTyped: true })).code).toBe(0);
      commit(cwd, text);
    };
    git(cwd, "switch", "-q", "-c", "other");
    await add("The library gets a garden.");
    git(cwd, "switch", "-q", "main");
    await add("The school gets a roof.", "--tag", "school");
    expect(mergeOther(cwd)).toBe(true);
    const { stdout } = await claims(["list", "--columns", "id", "--format", "plain"], { cwd });
    expect(stdout).toContain("school-gets-roof\nlibrary-gets-garden\n");
    expect((await claims(["fmt", "--check"], { cwd })).code).toBe(0);
    expect((await claims(["validate", "--fail-on", "warning"], { cwd })).code).toBe(0);
  });
});

describe("two branches that change one key", () => {
  const ours = BASE.replace("T.", "One.");
  const theirs = BASE.replace("T.", "Two.");

  it("are in conflict with the driver too, in that entry alone", async () => {
    const cwd = branches(`${ours}\n${entry("c")}`, `${theirs}\n${entry("d")}`);
    setUpMerging(cwd);
    expect(mergeOther(cwd)).toBe(false);
    expect(read(cwd)).toBe(
      `claims:\n<<<<<<< ours\n${entry("a", "One.")}=======\n${entry("a", "Two.")}>>>>>>> theirs\n\n${entry("b")}\n${entry("c")}\n${entry("d")}`,
    );
    const again = await claims(["merge", "claims/s.yaml"], { cwd });
    expect([again.code, again.stderr]).toEqual([1, "1 conflict is left in claims/s.yaml: `a`\n"]);
  });

  it("keep what was done by hand before `claims merge FILE`", async () => {
    const cwd = branches(ours, `${theirs}\n${entry("d")}`);
    mergeOther(cwd);
    const byHand = read(cwd).replace(entry("b"), entry("b", "By hand."));
    writeFileSync(join(cwd, "claims/s.yaml"), byHand);
    await claims(["merge", "claims/s.yaml"], { cwd });
    expect(read(cwd)).toContain(entry("b", "By hand."));
  });
});

describe("claims merge BASE OURS THEIRS", () => {
  const three = (base: string, ours: string, theirs: string) => {
    const cwd = folder({ "x/base": base, "x/ours": ours, "x/theirs": theirs });
    const merged = claims(["merge", "x/base", "x/ours", "x/theirs", "claims/s.yaml"], { cwd });
    return merged.then((outcome) => ({
      ...outcome,
      text: readFileSync(join(cwd, "x/ours"), "utf8"),
    }));
  };

  it("does what git does where a side is no sound store file", async () => {
    expect(await three("a: [\n", "a: [\nx\n", "a: [\n")).toMatchObject({
      code: 0,
      text: "a: [\nx\n",
    });
    const { code, text, stderr } = await three("a: [\n", "a: {\n", "a: <\n");
    expect(text).toBe("<<<<<<< ours\na: {\n=======\na: <\n>>>>>>> theirs\n");
    expect([code, stderr]).toEqual([1, "conflicts are left in claims/s.yaml\n"]);
  });

  it("says which entries are in conflict", async () => {
    const { code, stderr } = await three(
      BASE,
      BASE.replaceAll("T.", "One."),
      BASE.replaceAll("T.", "Two."),
    );
    expect([code, stderr]).toEqual([1, "2 conflicts are left in claims/s.yaml: `a`, `b`\n"]);
  });

  it("tells what can't be read or merged", async () => {
    const cwd = folder({ "x/a": "", "x/b": "\0\x01\0" });
    expect(await claims(["merge", "x/a", "x/none", "x/a"], { cwd })).toMatchObject({
      code: 2,
      stderr: "error: `x/none` can't be read: it is no longer there\n",
    });
    expect((await claims(["merge", "x/a", "x/b", "x/b"], { cwd })).stderr).toContain(
      "Cannot merge",
    );
    expect((await claims(["merge", "x/a", "x/b"], { cwd })).stderr).toContain("or three");
  });
});

describe("claims merge FILE", () => {
  const MARKED = `claims:\n<<<<<<< a\n${entry("a")}=======\n${entry("b")}>>>>>>> b\n`;

  it("unites what both sides hold outside of a repository", async () => {
    const cwd = folder({ "s.yaml": MARKED });
    await claims(["merge", "claims/s.yaml"], { cwd });
    expect(read(cwd)).toBe(`claims:\n${entry("a")}${entry("b")}`);
  });

  it("writes nothing where it can't tell the sides, the file is read-only, or no text", async () => {
    const cwd = folder({ "s.yaml": MARKED.replace("text: T.", "text: 'T."), "n.yaml": BASE });
    const { code, stderr } = await claims(["merge", "claims/s.yaml"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("nothing was written")]);
    expect(read(cwd)).toContain("<<<<<<< a");
    expect((await claims(["merge", "claims/n.yaml"], { cwd })).stderr).toBe(
      "error: `claims/n.yaml` holds no merge conflict\n",
    );
    writeFileSync(join(cwd, "claims/s.yaml"), MARKED);
    chmodSync(join(cwd, "claims/s.yaml"), 0o444);
    expect((await claims(["merge", "claims/s.yaml"], { cwd })).stderr).toContain(
      "it is read-only\n  = nothing was merged\n",
    );
    writeFileSync(join(cwd, "claims/n.yaml"), new Uint8Array([0xff, 0xfe]));
    expect((await claims(["merge", "claims/n.yaml"], { cwd })).stderr).toContain("is not UTF-8");
  });
});

describe("setUpMerging", () => {
  it("is done once, and keeps what stands there", () => {
    const cwd = folder({ ".gitattributes": "*.png binary", "s.yaml": BASE });
    writeFileSync(join(cwd, ".gitattributes"), "*.png binary");
    commit(cwd);
    expect(setUpMerging(cwd)).toBe(true);
    expect(setUpMerging(cwd)).toBe(false);
    expect(readFileSync(join(cwd, ".gitattributes"), "utf8")).toBe(
      "*.png binary\n*.yaml merge=claims\n*.yml merge=claims\n",
    );
    expect(git(cwd, "config", "merge.claims.driver")).toBe("claims merge %O %A %B %P\n");
  });

  it("says where it can't be done", () => {
    expect(() => setUpMerging(folder({ "s.yaml": BASE }))).toThrow(/git config failed/);
    const cwd = folder({ "s.yaml": BASE });
    commit(cwd);
    symlinkSync("claims/s.yaml", join(cwd, ".gitattributes"));
    expect(() => setUpMerging(cwd)).toThrow(/`\S+gitattributes` is a symbolic link/);
    expect(read(cwd)).toBe(BASE);
  });
});
