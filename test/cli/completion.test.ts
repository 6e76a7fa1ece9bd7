import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { STATUSES } from "../../src/provenance/measures.js";
import { RULE_NAMES } from "../../src/rules/list.js";
import { claims, folder, ROOT } from "../support/run.js";

// Shells and processes take their time where much else runs beside them.
vi.setConfig({ testTimeout: 60_000 });

const STORE = `agents:
  ann-poe: { name: Ann Poe, kind: person }
  council: { name: Town Council, kind: forum }
  source: { kind: anonymous, described-as: an aide, name: Bo Secret, confidential: true }
documents:
  rent-story: { title: Rents to fall, by: ann-poe }
claims:
  rents-fall:
    text: "Rents will fall. \\e[31mSoon."
    speaker: ann-poe
    how: announced
    relay: [council, rent-story]
    tags: [rent, town hall]
`;

/** What the last word may become, without what each means. */
async function complete(...words: string[]): Promise<string[]> {
  const cwd = folder({ "store.yaml": STORE });
  const { stdout, stderr, code } = await claims(["__complete", "--", ...words], { cwd });
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  const [kind, ...lines] = stdout.trimEnd().split("\n");
  return kind === "values" ? lines.map((line) => line.split("\t")[0]!) : [kind!];
}

describe("what a word may become", () => {
  it("commands, with what they do", async () => {
    const { stdout } = await claims(["__complete", "--", "val"], { cwd: "/" });
    expect(stdout).toBe("values\nvalidate\tcheck the store: its YAML, its shape, its meaning\n");
    expect(await complete("")).toEqual(expect.arrayContaining(["list", "trace", "init", "add"]));
    expect(await complete("")).not.toContain("__complete");
    expect(await complete("help", "tra")).toEqual(["trace"]);
    expect(await complete("add", "")).toEqual(["claim", "agent", "document", "help"]);
  });

  it.each([
    [
      ["list", "--st"],
      ["--status", "--store"],
    ],
    [["add", "--spe"], ["--speaker"]],
    [["add", "agent", "--par"], ["--part-of"]],
    [["--asc"], ["--ascii"]],
    [["list", "--", "--st"], []],
    [
      ["list", "--format", "j"],
      ["json", "jsonl"],
    ],
    [
      ["list", "--format=j"],
      ["--format=json", "--format=jsonl"],
    ],
    [
      ["list", "--format", "=", "j"],
      ["--format=json", "--format=jsonl"],
    ],
    [
      ["list", "--format", "="],
      ["table", "plain", "json", "jsonl", "csv", "tsv", "markdown"].map(
        (form) => `--format=${form}`,
      ),
    ],
    [
      ["list", "--sort", "i"],
      ["id", "independent"],
    ],
    [["list", "--status", ""], [...STATUSES]],
    [
      ["validate", "--fail-on", ""],
      ["error", "warning", "info", "never"],
    ],
    [["validate", "--select", "unused,date-i"], ["unused,date-in-future"]],
    [["explain", ""], [...RULE_NAMES]],
    [
      ["--color", "a"],
      ["auto", "always"],
    ],
    [
      ["init", "--ci", ""],
      ["github", "gitlab"],
    ],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["schema", "c"], ["config"]],
    [
      ["show", ""],
      ["ann-poe", "council", "source", "rent-story", "rents-fall"],
    ],
    [["show", "ann-poe", "rents"], ["rents-fall"]],
    [
      ["trace", ""],
      ["rent-story", "rents-fall"],
    ],
    [["snapshot", ""], ["rent-story"]],
    [["snapshot", "rent-story", ""], ["files"]],
    [["snapshot", "rent-story", "page", ""], []],
    [
      ["list", "--speaker", ""],
      ["ann-poe", "source", "rent-story", "unknown"],
    ],
    [["list", "--via", "c"], ["council"]],
    [["list", "--at", ""], ["council"]],
    [["list", "--how", ""], ["announced"]],
    [
      ["list", "--tag", ""],
      ["rent", "town hall"],
    ],
    [["list", "--since", ""], []],
    [["list", "hamas", ""], []],
    [["add", "--in", ""], ["rent-story"]],
    [["add", "--confirms", ""], ["rents-fall"]],
    [
      ["add", "document", "--author", ""],
      ["ann-poe", "source"],
    ],
    [["add", "document", "--kind", "po"], ["post"]],
    [["validate", ""], ["files"]],
    [["init", ""], ["folders"]],
    [["export", "csv", "-o", ""], ["files"]],
    [["site", "-o", ""], ["folders"]],
    [["site", "--output", ""], ["folders"]],
    [["site", "--ti"], ["--title"]],
    [["serve", "--p"], ["--port"]],
    [["serve", "--port", ""], []],
    [["ser"], ["serve"]],
    [["-C", ""], ["folders"]],
    [["--config", ""], ["files"]],
    [["list", "--frobnicate", ""], []],
    [["frobnicate", ""], []],
    [["list", "--format", "x"], []],
  ])("%j", async (words, expected) => {
    expect(await complete(...words)).toEqual(expected);
  });

  it("says what an id stands for, safely, and of a confidential source no name", async () => {
    const cwd = folder({ "store.yaml": STORE });
    const { stdout } = await claims(["__complete", "--", "show", ""], { cwd });
    expect(stdout).toContain("rents-fall\tRents will fall. \\x1b[31mSoon.\n");
    expect(stdout).toContain("source\tan aide\n");
    expect(stdout).not.toContain("Secret");
  });

  it("is of the store that -C or --store names", async () => {
    const cwd = folder({ "store.yaml": STORE });
    for (const where of [["-C", cwd], ["--store", join(cwd, "claims")], [`--directory=${cwd}`]]) {
      const { stdout } = await claims(["__complete", "--", ...where, "trace", "rents"], {
        cwd: "/",
      });
      expect(stdout).toMatch(/^values\nrents-fall\t/);
    }
  });

  it("says nothing where there is no store, or none that can be read", async () => {
    for (const cwd of ["/", folder({ "./claims.config.yaml": "a: [" })]) {
      const outcome = await claims(["__complete", "--", "show", ""], { cwd, columns: 80 });
      expect(outcome).toEqual({ stdout: "", stderr: "", code: 0 });
    }
  });
});

/** Tags that a shell would run, split or take for something else. */
const HOSTILE = [
  "$(touch canary)",
  "`touch canary`",
  "; touch canary",
  "a b",
  "it's",
  '"quoted"',
  "-rf",
  "* ?",
  "~/x",
  "a:b",
  "\\n",
  "$HOME",
  "!x",
  "ä > ö",
];

/** A store with those tags, and `claims` on the path. */
function hostile() {
  const cwd = folder({
    "store.yaml": `claims:
  rents-fall:
    text: "$(touch canary)"
    speaker: unknown
    tags: ${JSON.stringify([...HOSTILE, "of\ttab", "of\nline"])}
`,
  });
  const bin = join(cwd, ".bin");
  mkdirSync(bin);
  const script = `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, "bin/claims.js")}' "$@"\n`;
  writeFileSync(join(bin, "claims"), script);
  chmodSync(join(bin, "claims"), 0o755);
  return {
    cwd,
    env: { PATH: `${bin}${delimiter}${process.env["PATH"]}`, HOME: cwd, LANG: "C.UTF-8" },
  };
}

function shell(
  name: string,
  argv: readonly string[],
  world: { cwd: string; env: Record<string, string> },
) {
  const { status, stdout, stderr } = spawnSync(name, argv, { ...world, encoding: "utf8" });
  return { status, stdout, stderr };
}

const isThere = (name: string) => spawnSync(name, ["-c", "true"]).status === 0;

describe("the scripts", () => {
  beforeAll(() => {
    const built = existsSync(join(ROOT, "dist/cli/main.cjs"));
    expect(built, "dist/ is missing: run `npm run build` first").toBe(true);
  });

  it.each(["bash", "zsh", "fish"])("%s reads its own", async (name) => {
    const { stdout, code } = await claims(["completion", name]);
    expect(code).toBe(0);
    expect(stdout).toContain("claims __complete -- ");
    const world = hostile();
    writeFileSync(join(world.cwd, "script"), stdout);
    // A shell that isn't installed can't check it.
    const read = isThere(name) ? shell(name, ["-n", "script"], world) : { status: 0, stderr: "" };
    expect({ status: read.status, stderr: read.stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("names the shells that there are", async () => {
    const { stderr, code } = await claims(["completion", "zhs"]);
    expect(stderr).toContain("there is no shell `zhs`\n  = help: did you mean `zsh`?");
    expect(code).toBe(2);
  });

  /** Has bash complete a line whose words are given as bash has them, and gives each reply as it reads it. */
  function bash(words: readonly string[], world: ReturnType<typeof hostile>): string[] {
    const script = `eval "$(claims completion bash)"
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
_claims claims "\${COMP_WORDS[COMP_CWORD]}" ''
for reply in "\${COMPREPLY[@]}"; do eval "set -- $reply"; printf '%s %s\\0' "$#" "$1"; done`;
    const { stdout, stderr } = shell("bash", ["-c", script, "bash", ...words], world);
    expect(stderr).toBe("");
    return stdout.split("\0").slice(0, -1);
  }

  it.runIf(isThere("bash"))("bash takes each hostile tag for one word, and runs none", () => {
    const world = hostile();
    expect(bash(["claims", "list", "--tag", ""], world)).toEqual(HOSTILE.map((tag) => `1 ${tag}`));
    expect(bash(["claims", "list", "--tag", "a\\ "], world)).toEqual(["1 a b"]);
    expect(bash(["claims", "list", "--tag", '"a'], world)).toEqual(["1 a:b"]);
    expect(bash(["claims", "trace", ""], world)).toEqual(["1 rents-fall"]);
    expect(bash(["claims", "list", "--format", "=", "js"], world)).toEqual(["1 json", "1 jsonl"]);
    expect(bash(["claims", "--store", "cl"], world)).toEqual(["1 claims"]);
    expect(bash(["claims", "$(touch canary)", "`touch canary`"], world)).toEqual([]);
    expect(existsSync(join(world.cwd, "canary"))).toBe(false);
  });

  it.runIf(isThere("zsh"))("zsh adds them as they are, and leaves quoting to itself", () => {
    const world = hostile();
    const script = `compdef() { }
compadd() { print -rN -- "\${(@)values}" }
eval "$(claims completion zsh)"
words=("$@"); CURRENT=$#
_claims`;
    const { stdout, stderr } = shell(
      "zsh",
      ["-f", "-c", script, "zsh", "claims", "list", "--tag", ""],
      world,
    );
    expect(stderr).toBe("");
    expect(stdout.split("\0").slice(0, -1)).toEqual(HOSTILE);
    expect(existsSync(join(world.cwd, "canary"))).toBe(false);
  });

  it.runIf(isThere("fish"))("fish completes them itself", () => {
    const world = hostile();
    const script = `claims completion fish | source
complete -C "claims list --tag "
complete -C "claims trace ren"
complete -C "claims list --format=js"`;
    const { stdout, stderr } = shell("fish", ["-c", script], world);
    expect(stderr).toBe("");
    for (const tag of HOSTILE) expect(stdout).toContain(tag);
    expect(stdout).toContain("rents-fall\t$(touch canary)");
    expect(stdout).toContain("--format=jsonl");
    expect(existsSync(join(world.cwd, "canary"))).toBe(false);
  });
});
