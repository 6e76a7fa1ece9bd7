import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { FORMATS } from "../../src/formats/list.js";
import { folder, ROOT } from "../support/run.js";

const BIN = join(ROOT, "bin/claims.js");
const isPosix = process.platform !== "win32";
const hasScript =
  process.platform === "linux" && spawnSync("script", ["--version"]).error === undefined;

// A process of its own takes its time where much else runs beside it.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(() => {
  const built = existsSync(join(ROOT, "dist/cli/main.cjs"));
  expect(built, "dist/ is missing: run `npm run build` first").toBe(true);
});

/** A store of so many claims, each with a text that fills a line. */
function storeOf(count: number): string {
  const lines = ["agents:", "  jane-doe: { name: Jane Doe, kind: person }"];
  lines.push("documents: { the-speech: { title: Speech } }", "claims:");
  for (let index = 0; index < count; index++) {
    lines.push(
      `  claim-${index}: { text: "${"Taxes will fall. ".repeat(6)}", speaker: jane-doe, in: the-speech }`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** Runs the real binary in a process of its own. */
function start(argv: readonly string[], options: { cwd?: string; input?: string } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...argv], {
    cwd: options.cwd ?? ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env["PATH"] },
    input: options.input ?? "",
  });
  return { code: status, stdout, stderr };
}

/** Runs a line of shell in which `claims` is the real binary. */
function shell(line: string, cwd: string, env: Record<string, string> = {}) {
  const script = `claims() { "${process.execPath}" "${BIN}" "$@"; }\n${line}`;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], ...env },
  });
  return { code: status, stdout, stderr };
}

describe("exit codes", () => {
  it.each([
    [0, ["list"]],
    [0, ["validate"]],
    [1, ["validate", "--fail-on", "warning"]],
    [1, ["trace", "--all", "--check"]],
    [2, ["show", "nobody"]],
    [2, ["frobnicate"]],
    [2, []],
  ])("%i for claims %s %s %s", (code, argv) => {
    expect(start(argv).code).toBe(code);
  });

  it("1 for a store of which a part is broken", () => {
    const cwd = folder({ "a.yaml": storeOf(1), "b.yaml": "" });
    expect(start(["list"], { cwd }).code).toBe(1);
  });
});

describe("pipes", () => {
  it("JSON past 64 KiB arrives whole", () => {
    const cwd = folder({ "store.yaml": storeOf(500) });
    for (const argv of [["list"], ["trace", "--all"]]) {
      const { stdout, stderr, code } = start([...argv, "--format", "json"], { cwd });
      expect(stdout.length).toBeGreaterThan(65_536);
      expect(JSON.parse(stdout).claims).toHaveLength(500);
      expect(stderr).not.toContain("rror");
      expect(code).toBe(0);
    }
  });

  it("JSON past 64 KiB arrives whole with an exit code of 1", () => {
    const cwd = folder({ "store.yaml": storeOf(500).replaceAll("speaker: jane-doe", "by: x") });
    const { stdout, code } = start(["validate", "--format", "json"], { cwd });
    expect(stdout.length).toBeGreaterThan(65_536);
    expect(JSON.parse(stdout).summary.errors).toBe(1000);
    expect(code).toBe(1);
  });

  it.runIf(isPosix)("a reader that has seen enough ends it quietly", () => {
    const cwd = folder({ "store.yaml": storeOf(3000) });
    for (const argv of ["list -q", "list -q --format json", "trace --all", "validate -q"]) {
      const { stdout, stderr } = shell(`claims ${argv} | head -1`, cwd);
      expect(stdout.split("\n").length).toBeLessThanOrEqual(2);
      expect(stderr).toBe("");
    }
  });

  it.runIf(isPosix)("a reader that is gone already ends it quietly", () => {
    const cwd = folder({ "store.yaml": storeOf(500) });
    expect(shell("claims list -q | true", cwd).stderr).toBe("");
  });

  it.runIf(isPosix)("a closed standard output is no crash", () => {
    const cwd = folder({ "store.yaml": storeOf(1) });
    expect(shell("claims list -q >&-", cwd).stderr).not.toContain("    at ");
  });

  it.runIf(isPosix)("holds no colour and cuts nothing", () => {
    const cwd = folder({ "store.yaml": storeOf(1) });
    const { stdout } = shell("claims list | cat", cwd);
    expect(stdout).not.toContain("\x1b");
    expect(stdout).toContain("Taxes will fall. Taxes will fall.\n");
  });
});

describe("standard input", () => {
  it("- is read whole", () => {
    const { stdout, code } = start(["validate", "-", "--format", "json"], { input: storeOf(3000) });
    expect(JSON.parse(stdout).summary).toMatchObject({ claims: 3000, errors: 0 });
    expect(code).toBe(0);
  });

  it.runIf(isPosix)("- from a slow pipe is read whole", () => {
    const cwd = folder({ "store.yaml": storeOf(1) });
    const { stdout, stderr, code } = shell(
      "{ head -2 claims/store.yaml; sleep 0.3; tail -n +3 claims/store.yaml; } | claims validate -",
      cwd,
    );
    expect({ stdout, code }).toEqual({ stdout: "", code: 0 });
    expect(stderr).toBe("no findings in 1 claim, 1 file\n");
  });
});

describe("standard input in a script of wide characters", () => {
  it.each([
    ["validate", "claims:\n  a: { 文: x, text: A., speaker: unknown }\n", "       ^^\n"],
    ["add", "文: x\ntext: A.\nspeaker: unknown\n", "| ^^\n"],
  ])("is marked in its columns by %s", (command, input, mark) => {
    const cwd = folder({ "store.yaml": storeOf(1) });
    const { stdout, stderr } = start([command, "-"], { input, cwd });
    expect(stdout + stderr).toContain(mark);
  });
});

describe("a terminal", () => {
  const onTerminal = (argv: string, columns: number, env: Record<string, string> = {}) => {
    const cwd = folder({ "store.yaml": storeOf(2) });
    const line = `stty cols ${columns}; '${process.execPath}' '${BIN}' ${argv}`;
    const { stdout } = spawnSync("script", ["-qec", line, "/dev/null"], {
      cwd,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], TERM: "xterm", ...env },
    });
    return stdout.replaceAll("\r\n", "\n");
  };

  it.runIf(hasScript)("is asked at, until somebody presses Ctrl-D", () => {
    const cwd = folder({ "store.yaml": storeOf(2) });
    const keys = "{ while printf '\\004'; do sleep 0.3; done; }";
    const line = `${keys} | script -qec "'${process.execPath}' '${BIN}' add" /dev/null`;
    const { stdout, code } = shell(line, cwd, { TERM: "xterm" });
    expect(stdout).toContain("What is claimed, in your own words");
    expect(stdout).toContain("interrupted; nothing was written\r\n");
    expect(code).toBe(130);
  });

  it.runIf(hasScript)("shows colours and cuts to its width", () => {
    const shown = onTerminal("list", 70);
    expect(shown).toContain("\x1b[36mclaim-0");
    const lines = shown
      .replace(/\x1b\[\d+m/g, "")
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(4);
    expect(Math.max(...lines.map((line) => line.length))).toBe(70);
    expect(lines[1]).toMatch(/…$/);
  });

  it.runIf(hasScript)("shows no colour under NO_COLOR, and still cuts", () => {
    const shown = onTerminal("list", 70, { NO_COLOR: "1" });
    expect(shown).not.toContain("\x1b");
    expect(shown).toContain("…\n");
  });

  it.runIf(hasScript)("--wide cuts nothing", () => {
    expect(onTerminal("list --wide", 70)).not.toContain("…");
  });
});

describe("the installed binary", () => {
  it.runIf(isPosix)("works through a symbolic link from any folder", () => {
    const cwd = folder({ "store.yaml": storeOf(1), "bin/readme.txt": "" });
    const link = join(cwd, "bin/claims");
    symlinkSync(BIN, link);
    const { stdout, stderr, status } = spawnSync(link, ["list", "--format", "plain"], {
      cwd,
      encoding: "utf8",
    });
    expect(stderr).toBe("1 of 1 claim\n");
    expect(stdout).toMatch(/^claim-0\t/);
    expect(status).toBe(0);
  });
});

describe("the code that was kept when it was built", () => {
  /** Copies the binary with another code for its largest part, and lists a claim with it. */
  function listWith(change: (code: Buffer) => Buffer): string {
    const cwd = folder({ "store.yaml": storeOf(1) });
    for (const name of ["bin", "dist/cli"]) {
      cpSync(join(ROOT, name), join(cwd, name), { recursive: true });
    }
    const core = readdirSync(join(cwd, "dist/cli")).find((name) => /^core-.*\.code$/.test(name))!;
    const path = join(cwd, "dist/cli", core);
    writeFileSync(path, change(readFileSync(path)));
    const bin = join(cwd, "bin/claims.js");
    const { stdout, stderr } = spawnSync(process.execPath, [bin, "list"], {
      cwd,
      encoding: "utf8",
    });
    expect(stderr).toBe("1 of 1 claim\n");
    return stdout;
  }

  it.each<[string, (code: Buffer) => Buffer]>([
    ["is empty", () => Buffer.alloc(0)],
    ["is cut", (code) => code.subarray(0, code.length / 2)],
    ["has another byte", (code) => code.fill(code[5000]! ^ 1, 5000, 5001)],
    ["is another version's", (code) => code.fill(code[4]! ^ 1, 4, 5)],
  ])("is as good as none where it %s", (_, change) => {
    expect(listWith(change)).toBe(listWith((code) => code));
  });
});

describe.runIf(isPosix)("an export that ends in the middle", () => {
  it.each(Object.keys(FORMATS))("leaves what stood there before: %s", (format) => {
    const cwd = folder({ "store.yaml": storeOf(2000), "./out/file": "before" });
    // No file may have more than 4 KiB.
    const line = `ulimit -f 8; claims export ${format} -o out/file`;
    const { code, stderr } = shell(line, cwd);
    expect(stderr).toContain("error: `");
    expect(stderr).toContain("can't be written");
    expect(code).toBe(2);
    expect(readFileSync(join(cwd, "out/file"), "utf8")).toBe("before");
    expect(readdirSync(join(cwd, "out"))).toEqual(["file"]);
  });
});
