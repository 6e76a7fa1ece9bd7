import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { VERSION } from "../src/version.js";
import { folder, ROOT } from "./support/run.js";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const CI = read("docs/ci.md");

/** The fenced blocks of a language in docs/ci.md. */
const blocks = (language: string) =>
  [...CI.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    (match) => match[1]!,
  );

interface Step {
  readonly shell: string;
  readonly env: Record<string, string>;
  readonly run: string;
}

const action = parse(read("action.yml")) as {
  readonly inputs: Record<string, { readonly description: string; readonly default: string }>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};
const [install, validate] = action.runs.steps as [Step, Step];

// The steps run in bash, and each test starts processes of its own.
const hasBash = spawnSync("bash", ["--version"]).error === undefined;
vi.setConfig({ testTimeout: 60_000 });

beforeAll(() => {
  const built = existsSync(join(ROOT, "dist/cli/main.cjs"));
  expect(built, "dist/ is missing: run `npm run build` first").toBe(true);
});

const SOUND = `agents:
  jane-doe: { name: Jane Doe, kind: person }
documents:
  minutes: { title: Minutes }
claims:
  tax-cut: { text: Taxes will fall., speaker: jane-doe, in: minutes }
`;
const BROKEN = `claims:
  rumour: { text: "100 % of taxes, they say", speaker: nobody-known, in: minutes }
`;

/** A git repository with a store, with this repository at `tools/claims`, and its own `PATH`. */
function repository(files: Readonly<Record<string, string>>) {
  const cwd = folder(files);
  spawnSync("git", ["init", "-q"], { cwd });
  const bin = join(folder({ "bin/npm": '#!/bin/sh\necho "npm $*"\n' }), "bin");
  writeFileSync(
    join(bin, "claims"),
    `#!/bin/sh\nexec node "${join(ROOT, "bin/claims.js")}" "$@"\n`,
  );
  for (const name of ["npm", "claims"]) chmodSync(join(bin, name), 0o755);
  mkdirSync(join(cwd, "tools"));
  symlinkSync(ROOT, join(cwd, "tools/claims"), "dir");
  return { cwd, PATH: `${bin}${delimiter}${process.env["PATH"]}` };
}

type Repository = ReturnType<typeof repository>;

/** Runs shell code as GitHub runs a step with `shell: bash`. */
function bash({ cwd, PATH }: Repository, code: string, env: Record<string, string> = {}) {
  const script = join(folder({ "step/run.sh": code }), "step/run.sh");
  const argv = ["--noprofile", "--norc", "-eo", "pipefail", script];
  const { status, stdout, stderr } = spawnSync("bash", argv, {
    cwd,
    encoding: "utf8",
    env: { PATH, GITHUB_ACTION_PATH: ROOT, ...env },
  });
  return { code: status, stdout, stderr };
}

/** Runs a step of the action with some inputs. */
function runStep(step: Step, where: Repository, inputs: Record<string, string> = {}) {
  const env = Object.entries(step.env).map(([name, expression]) => {
    const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)![1]!;
    return [name, inputs[input] ?? String(action.inputs[input]!.default)];
  });
  return bash(where, step.run, Object.fromEntries(env));
}

describe("action.yml", () => {
  it("is a composite action whose inputs are described and have defaults", () => {
    expect(action.runs.using).toBe("composite");
    expect(Object.keys(action.inputs)).toEqual([
      "path",
      "fail-on",
      "version",
      "working-directory",
      "sarif-file",
    ]);
    for (const input of Object.values(action.inputs)) {
      expect(input.description).toMatch(/\.$/);
      expect(input.default).toBeTypeOf("string");
    }
  });

  it("passes inputs through the environment, never into shell code", () => {
    const used = action.runs.steps.flatMap(({ env }) => Object.values(env));
    expect(used.sort()).toEqual(
      Object.keys(action.inputs)
        .map((name) => `\${{ inputs.${name} }}`)
        .sort(),
    );
    for (const { run, shell } of action.runs.steps) {
      expect(shell).toBe("bash");
      expect(run).not.toContain("${{");
    }
  });

  it("is described in docs/ci.md", () => {
    const rows = [...CI.matchAll(/^\| `([a-z-]+)` \| (?:`(.*?)`)? ?\| [a-z]/gm)];
    const told = rows.map(([, name, value = ""]) => [name, value]);
    expect(told).toEqual(
      Object.entries(action.inputs).map(([name, input]) => [name, input.default]),
    );
  });
});

describe.runIf(hasBash)("the action's steps", () => {
  it("install from the action's own checkout", () => {
    expect(runStep(install, repository({ "a.yaml": SOUND }))).toEqual({
      code: 0,
      stdout: `npm ci --include=dev --prefix ${ROOT}\n`,
      stderr: "",
    });
  });

  it("fail where another version is asked for", () => {
    const where = repository({ "a.yaml": SOUND });
    expect(runStep(install, where, { version: VERSION }).code).toBe(0);
    const { code, stdout } = runStep(install, where, { version: "99.0.0" });
    expect(code).toBe(2);
    expect(stdout).toContain(`::error::this action is claims ${VERSION}, and another`);
  });

  it("pass a sound store", () => {
    const { code, stdout, stderr } = runStep(validate, repository({ "a.yaml": SOUND }));
    expect([code, stdout, stderr]).toEqual([0, "", "no findings in 1 claim, 1 file\n"]);
  });

  it("mark the lines of a broken one", () => {
    const where = repository({ "a.yaml": SOUND, "b.yaml": BROKEN });
    const { code, stdout } = runStep(validate, where);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=claims\/b\.yaml,line=2,endLine=2,col=\d+,endColumn=\d+,title=dangling-reference::/,
    );
  });

  it.each([
    ["never", 0],
    ["error", 1],
    ["eror", 2],
  ])("fail on %s: exit %i", (severity, expected) => {
    const where = repository({ "b.yaml": BROKEN });
    expect(runStep(validate, where, { "fail-on": severity }).code).toBe(expected);
  });

  it("check some files alone, one a line, in any folder", () => {
    const where = repository({ "sub dir/claims/a b.yaml": SOUND, "sub dir/claims/b.yaml": BROKEN });
    const inputs = (path: string) => ({ path, "working-directory": "sub dir" });
    expect(runStep(validate, where, inputs("claims/a b.yaml\n")).code).toBe(0);
    expect(runStep(validate, where, inputs("claims/a b.yaml\nclaims/b.yaml")).code).toBe(1);
    expect(runStep(validate, where, inputs("\n")).code).toBe(1);
    expect(runStep(validate, where, inputs("none.yaml")).code).toBe(2);
  });

  it("write the findings as SARIF, too", () => {
    const where = repository({ "b.yaml": BROKEN });
    const { code, stdout } = runStep(validate, where, { "sarif-file": "out.sarif" });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=/);
    const log = JSON.parse(readFileSync(join(where.cwd, "out.sarif"), "utf8"));
    expect(log.runs[0].results[0].ruleId).toBe("dangling-reference");
  });

  it.each([
    "path",
    "fail-on",
    "version",
    "working-directory",
    "sarif-file",
  ])("run no code that comes in %s", (input) => {
    const where = repository({ "a.yaml": SOUND });
    for (const attack of [
      '"; touch pwned; "',
      "$(touch pwned)",
      "`touch pwned`",
      "-x; touch pwned",
    ]) {
      for (const step of [install, validate]) runStep(step, where, { [input]: attack });
    }
    expect(existsSync(join(where.cwd, "pwned"))).toBe(false);
  });
});

describe(".pre-commit-hooks.yaml", () => {
  const hooks = parse(read(".pre-commit-hooks.yaml")) as Record<string, unknown>[];

  it("is one hook that checks the whole store", () => {
    expect(hooks).toEqual([
      expect.objectContaining({ id: "claims-validate", language: "node", pass_filenames: false }),
    ]);
  });

  it("can be installed: pre-commit takes all that `npm pack` prints for a file's name", () => {
    expect(read(".npmrc").split("\n")).toContain("foreground-scripts=false");
  });

  it.runIf(hasBash)("runs with the arguments that docs/ci.md gives", () => {
    const [example] = blocks("yaml").filter((block) => block.includes("hooks:"));
    const [hook] = parse(example!).repos[0].hooks;
    expect(hook.id).toBe(hooks[0]!["id"]);
    const line = [hooks[0]!["entry"], ...hook.args].join(" ");
    expect(bash(repository({ "a.yaml": SOUND }), line).code).toBe(0);
    expect(bash(repository({ "a.yaml": SOUND, "b.yaml": BROKEN }), line).code).toBe(1);
  });
});

describe("docs/ci.md", () => {
  it("shows YAML that parses, and inputs that the action has", () => {
    const documents = blocks("yaml").map((block) => parse(block));
    const steps = documents.flatMap((each) =>
      Array.isArray(each) ? each : (each.jobs?.claims.steps ?? []),
    );
    const own = steps.filter(({ uses }: { uses: string }) => uses.startsWith("OWNER/claims@"));
    expect(own).toHaveLength(2);
    for (const step of own) {
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
    }
  });

  const gitlab = parse(blocks("yaml").find((block) => block.includes("codequality:"))!).claims;

  it.runIf(hasBash)("shows a GitLab job that runs, and writes the reports that it names", () => {
    const where = repository({ "a.yaml": SOUND, "b.yaml": BROKEN });
    const { code, stdout } = bash(where, gitlab.script.join("\n"));
    expect(stdout).toMatch(/^npm ci .*\nclaims\/b\.yaml:2:\d+: error\[dangling-reference\]/);
    expect(code).toBe(1);
    const { codequality, junit } = gitlab.artifacts.reports;
    expect(JSON.parse(readFileSync(join(where.cwd, codequality), "utf8"))).toHaveLength(1);
    expect(readFileSync(join(where.cwd, junit), "utf8")).toContain('<failure type="error"');
  });

  it.runIf(hasBash)("shows shell lines that run", () => {
    const where = repository({ "a.yaml": SOUND });
    expect(bash(where, blocks("sh").join("\n")).code).toBe(0);
    expect(existsSync(join(where.cwd, "claims.sarif"))).toBe(true);
  });
});
