import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claims, commit, folder, git } from "../support/run.js";

const AGENTS = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
`;
const STORY = `claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-gazette]
  rumour:
    text: Taxes will rise next year.
    speaker: unknown
    relay: [the-gazette]
`;

/** A repository with one commit: a store with one warning. */
function repository(): string {
  const root = folder({ "agents.yaml": AGENTS, "story.yaml": STORY });
  commit(root, "The first state");
  return root;
}

async function since(root: string, revision: string, ...argv: string[]) {
  const line = [
    "validate",
    "--format",
    "concise",
    "--select",
    "untraced,dangling-reference,yaml-syntax",
  ];
  return claims([...line, "--since", revision, ...argv], { cwd: root });
}

describe("validate --since", () => {
  it("says nothing of what was there before", async () => {
    const root = repository();
    writeFileSync(join(root, "claims/story.yaml"), `# moved down by a line\n${STORY}`);
    expect(await since(root, "HEAD")).toMatchObject({ code: 0, stdout: "" });
  });

  it("tells what a change broke, in files that were not touched too", async () => {
    const root = repository();
    writeFileSync(join(root, "claims/agents.yaml"), AGENTS.replace("jane-doe", "jane-roe"));
    const { stdout, code } = await since(root, "HEAD");
    expect(stdout).toMatch(/^claims\/story\.yaml:4:14: error\[dangling-reference\] .*jane-doe/);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
  });

  it("tells of a second fault like one that was there", async () => {
    const root = repository();
    writeFileSync(join(root, "claims/more.yaml"), STORY.replaceAll(/tax-cut|rumour/g, "$&-again"));
    expect((await since(root, "HEAD")).stdout).toMatch(/more\.yaml.*rumour-again/);
  });

  it("looks further back, by any name that git knows", async () => {
    const root = repository();
    git(root, "tag", "v1");
    writeFileSync(join(root, "claims/story.yaml"), STORY.replace("the-gazette", "nobody"));
    commit(root, "A fault");
    expect((await since(root, "HEAD")).stdout).toBe("");
    expect((await since(root, "v1")).stdout).toContain("nobody");
    expect((await since(root, "HEAD~1")).stdout).toContain("nobody");
  });

  it("takes a store that was not there yet for an empty one", async () => {
    const root = repository();
    git(root, "mv", "claims", "store");
    commit(root, "Moved");
    const { stdout } = await since(root, "HEAD~1", "--store", "store");
    expect(stdout).toContain("rumour");
  });

  it("reads a broken state of old", async () => {
    const root = repository();
    writeFileSync(join(root, "claims/story.yaml"), 'claims:\n  a:\n    text: "open\n');
    commit(root, "Broken");
    writeFileSync(join(root, "claims/story.yaml"), STORY);
    expect((await since(root, "HEAD")).stdout).toContain("rumour");
  });

  it("leaves the work tree and the index as they are", async () => {
    const root = repository();
    writeFileSync(join(root, "claims/agents.yaml"), "agents: {}\n");
    const before = git(root, "status", "--porcelain");
    await since(root, "HEAD");
    expect(git(root, "status", "--porcelain")).toBe(before);
    expect(readFileSync(join(root, "claims/agents.yaml"), "utf8")).toBe("agents: {}\n");
  });

  it("works in a shallow clone that holds the revision, and says why it can't in one that doesn't", async () => {
    const root = repository();
    writeFileSync(join(root, "claims/story.yaml"), STORY.replace("the-gazette", "nobody"));
    commit(root, "A fault");
    const first = git(root, "rev-parse", "HEAD~1").trim();
    const clone = folder({ "clone/.keep": "" });
    rmSync(join(clone, "clone"), { recursive: true });
    git(clone, "clone", "-q", "--depth=1", `file://${root}`, "clone");
    const inside = join(clone, "clone");
    expect(await since(inside, "HEAD")).toMatchObject({ code: 0, stdout: "" });
    const { code, stderr } = await since(inside, first);
    expect(stderr).toContain(`this clone is shallow and doesn't hold \`${first}\``);
    expect(stderr).toContain("fetch-depth: 0");
    expect(code).toBe(2);
  });

  it.each(["nonsense", "--help", "HEAD:claims"])("refuses the revision %s", async (revision) => {
    const { code, stderr } = await claims(["validate", `--since=${revision}`], {
      cwd: repository(),
    });
    expect(stderr).toMatch(/^error: git knows no revision/);
    expect(code).toBe(2);
  });

  it("starts no program that the repository names, neither monitor nor filter", async () => {
    const root = repository();
    writeFileSync(join(root, ".gitattributes"), "*.yaml filter=spy\n");
    commit(root, "Attributes");
    const mark = join(root, "was-run");
    git(root, "config", "core.fsmonitor", `touch ${mark}; true`);
    git(root, "config", "filter.spy.smudge", `touch ${mark}; cat`);
    expect((await since(root, "HEAD")).code).toBe(0);
    expect(existsSync(mark)).toBe(false);
  });

  it("knows of snapshots outside of the store's folders", async () => {
    const root = folder({
      "agents.yaml": AGENTS,
      "story.yaml": `${STORY}documents:\n  memo: { title: Memo, file: ../copies/memo.txt }\n`,
      "copies/memo.txt": "Taxes will fall.",
    });
    commit(root);
    rmSync(join(root, "copies/memo.txt"));
    const argv = ["validate", "--format", "concise", "--since", "HEAD"];
    expect((await claims(argv, { cwd: root })).stdout).toContain("error[snapshot-missing]");
  });

  it("needs a repository", async () => {
    const { code, stderr } = await since(folder({ "a.yaml": AGENTS }), "HEAD");
    expect(stderr).toContain("--since needs a store in a git repository");
    expect(code).toBe(2);
  });
});
