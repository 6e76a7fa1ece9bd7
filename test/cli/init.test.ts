import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CI_FILES } from "../../src/commands/init-files.js";
import { jsonSchema } from "../../src/model/json-schema.js";
import { claims, folder, git, ROOT } from "../support/run.js";

const init = (cwd: string, ...argv: string[]) => claims(["init", ...argv], { cwd });
const empty = () => folder({});

function everything(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  const files = paths.filter((path) => lstatSync(join(root, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

describe("claims init", () => {
  it("makes a store, and says what it made and what comes next", async () => {
    const cwd = empty();
    const { stdout, stderr, code } = await init(cwd);
    expect(stdout).toBe(`made claims.config.yaml
made claims.schema.json
made claims/example.yaml
made .gitignore
made .gitattributes
`);
    expect(stderr).toBe(`next:
  claims list                      what is claimed
  claims trace library-stays-open  where it comes from
  claims add                       record a claim of your own
`);
    expect(code).toBe(0);
    expect(Object.keys(everything(cwd))).toHaveLength(5);
  });

  it("makes one in form in which nothing is found, and whose next commands work", async () => {
    const cwd = empty();
    const { stderr } = await init(cwd, "--ci", "gitlab");
    const checked = await claims(["validate", "--fail-on", "info"], { cwd });
    expect(checked).toEqual({ code: 0, stdout: "", stderr: "no findings in 2 claims, 1 file\n" });
    for (const [, command] of stderr.matchAll(/^ {2}claims (list|trace \S+)/gm)) {
      const { code, stdout } = await claims(command!.trim().split(" "), { cwd });
      expect(stdout).toContain("The town library will stay open next year.");
      expect(code).toBe(0);
    }
    const entry = ["--text", "The library has 9,000 books.", "--via", "Ada Moreau > Courier"];
    const added = await claims(["add", ...entry], { cwd, isTyped: true });
    expect(added.code).toBe(0);
    expect((await claims(["fmt", "--check"], { cwd })).code).toBe(0);
  });

  it("gives editors the schema, in a copy beside the store", async () => {
    const cwd = empty();
    await init(cwd);
    const [line] = everything(cwd)[join("claims", "example.yaml")]!.split("\n");
    expect(line).toBe("# yaml-language-server: $schema=../claims.schema.json");
    const schema = JSON.parse(readFileSync(join(cwd, "claims/../claims.schema.json"), "utf8"));
    expect(schema).toEqual(JSON.parse(JSON.stringify(jsonSchema("store"))));
  });

  it("makes the folder that it is given, and names it in the next commands", async () => {
    const cwd = empty();
    const { stderr, code } = await init(cwd, "a b/c");
    expect(code).toBe(0);
    expect(existsSync(join(cwd, "a b/c/claims/example.yaml"))).toBe(true);
    expect(stderr).toContain("  claims -C 'a b/c' list ");
  });

  it("-q says what it made, and no more", async () => {
    const { stdout, stderr } = await init(empty(), "-q");
    expect(stdout).toContain("made claims.config.yaml\n");
    expect(stderr).toBe("");
  });
});

describe("--ci", () => {
  it.each([
    ["github", ".github/workflows/claims.yml"],
    ["gitlab", ".gitlab-ci.yml"],
  ] as const)("%s makes %s, with what docs/ci.md says", async (service, path) => {
    const cwd = empty();
    const { stdout } = await init(cwd, "--ci", service);
    expect(stdout).toContain(`made ${path}\n`);
    const text = readFileSync(join(cwd, path), "utf8");
    expect(text).toBe(CI_FILES[service].text);
    const block = text.slice(text.indexOf("\n") + 1);
    expect(readFileSync(join(ROOT, "docs/ci.md"), "utf8")).toContain(
      `\`\`\`yaml\n${block}\`\`\`\n`,
    );
  });

  it("names the nearest of what it knows", async () => {
    const cwd = empty();
    const { stderr, code } = await init(cwd, "--ci", "gitlub");
    expect(stderr).toContain("there is no CI service `gitlub`\n  = help: did you mean `github`?");
    expect(code).toBe(2);
    expect(everything(cwd)).toEqual({});
  });
});

describe("--git", () => {
  const attributes = (cwd: string) => readFileSync(join(cwd, ".gitattributes"), "utf8");
  const driver = (cwd: string) => git(cwd, "config", "merge.claims.driver");

  function repository(files: Record<string, string> = {}): string {
    const cwd = folder(files);
    git(cwd, "init", "-q");
    return cwd;
  }

  it("has git merge the store's files entry by entry", async () => {
    const cwd = repository();
    const { stdout, code } = await init(cwd, "--git", "story");
    expect(stdout).toContain(
      "made .gitattributes\nset up git's merging, in its configuration and .gitattributes\n",
    );
    expect(code).toBe(0);
    expect(driver(cwd)).toBe("claims merge %O %A %B %P\n");
    const says = git(cwd, "check-attr", "merge", "text", "--", "story/claims/a/b.yaml");
    expect(says).toContain("merge: claims\n");
    expect(attributes(join(cwd, "story"))).toContain("snapshots/** -text\n*.yaml merge=claims\n");
  });

  it("puts what it needs behind what is in .gitattributes, once", async () => {
    const cwd = repository({ "./.gitattributes": "*.png binary\n" });
    const { stdout } = await init(cwd, "--git");
    expect(stdout).not.toContain("left .gitattributes alone");
    expect(attributes(cwd)).toBe("*.png binary\n*.yaml merge=claims\n*.yml merge=claims\n");
    const before = everything(cwd);
    expect((await init(cwd, "--git")).stdout).toContain(
      "left git's merging alone: it is set up already\n",
    );
    expect(everything(cwd)).toEqual(before);
  });

  it("needs a repository", async () => {
    const cwd = empty();
    const { stdout, stderr, code } = await init(cwd, "--git");
    expect(stderr).toBe(
      "error: `.` is in no git repository; nothing was made\n  = help: `git init` makes one\n",
    );
    expect([stdout, code, everything(cwd)]).toEqual(["", 2, {}]);
  });
});

describe("what is there is left alone", () => {
  it("whatever it holds, and told", async () => {
    const cwd = folder({ "./claims.config.yaml": "rules: {}\n", "./.gitignore": "" });
    const { stdout, code } = await init(cwd);
    expect(stdout).toContain("left claims.config.yaml alone: it is there already\n");
    expect(stdout).toContain("left .gitignore alone: it is there already\n");
    expect(stdout).toContain("made claims/example.yaml\n");
    expect(code).toBe(0);
    expect(everything(cwd)).toMatchObject({
      "claims.config.yaml": "rules: {}\n",
      ".gitignore": "",
    });
  });

  it("and no example comes into a store", async () => {
    const cwd = folder({ "claims/deep/mine.yml": "claims: {}\n" });
    const { stdout, stderr } = await init(cwd);
    expect(stdout).toContain("left claims/ alone: it holds a store already\n");
    expect(stderr).toContain("claims trace ID");
    expect(existsSync(join(cwd, "claims/example.yaml"))).toBe(false);
  });

  it("a second time changes nothing", async () => {
    const cwd = empty();
    await init(cwd, "--ci", "github");
    const before = everything(cwd);
    const { stdout } = await init(cwd, "--ci", "github");
    expect(stdout).not.toContain("made");
    expect(everything(cwd)).toEqual(before);
  });

  it("a link, even one that leads nowhere", async () => {
    const cwd = empty();
    symlinkSync(join(cwd, "elsewhere"), join(cwd, ".gitignore"));
    expect((await init(cwd)).stdout).toContain("left .gitignore alone");
    expect(existsSync(join(cwd, "elsewhere"))).toBe(false);
  });
});

describe("where it can't, it makes nothing", () => {
  async function fails(cwd: string, ...argv: string[]): Promise<string> {
    const before = everything(cwd);
    const { stdout, stderr, code } = await init(cwd, ...argv);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(everything(cwd)).toEqual(before);
    return stderr;
  }

  it("a folder that is a file, or below one", async () => {
    const cwd = folder({ "./file": "" });
    expect(await fails(cwd, "file")).toBe("error: `file` is no folder\n");
    expect(await fails(cwd, "file/below")).toContain("`file/below` can't be made");
  });

  it("a claims/ that is a link, or a file", async () => {
    const outside = empty();
    const cwd = empty();
    symlinkSync(outside, join(cwd, "claims"));
    expect(await fails(cwd)).toContain("`claims` is a symbolic link, and links are not followed");
    expect(everything(outside)).toEqual({});
    expect(await fails(folder({ "./claims": "" }))).toContain("`claims` is no folder");
  });

  it("a workflows folder that is a link", async () => {
    const cwd = empty();
    mkdirSync(join(cwd, ".github"));
    symlinkSync(cwd, join(cwd, ".github/workflows"));
    expect(await fails(cwd, "--ci", "github")).toContain("`.github/workflows` is a symbolic link");
  });

  it("a name that the disk doesn't take", async () => {
    expect(await fails(empty(), "y".repeat(300))).toContain("ENAMETOOLONG; nothing was made");
  });

  it.runIf(process.platform === "linux")("a folder in which nothing can be made", async () => {
    const { stdout, stderr, code } = await init("/proc", "new");
    expect(stderr).toContain("can't be made: ");
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });
});
