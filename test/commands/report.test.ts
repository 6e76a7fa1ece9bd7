import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { GlobalOptions, Io } from "../../src/commands/io.js";
import { UsageError } from "../../src/commands/io.js";
import { planReports, type ReportRequest, writeReports } from "../../src/commands/report.js";
import { FINDING_FORMATS } from "../../src/diagnostics/print.js";
import { printed, REPORT } from "../support/findings.js";
import { folder } from "../support/run.js";

/** Writes reports in a folder and gives what stands on standard output. */
async function write(
  cwd: string,
  request: ReportRequest,
  options: Partial<GlobalOptions> = {},
): Promise<string> {
  let stdout = "";
  const output = { write: (text: string) => (stdout += text) };
  const io: Io = {
    stdout: output,
    stderr: { write: () => expect.unreachable("nothing is said on standard error") },
    stdin: async () => new Uint8Array(),
    env: {},
    cwd,
    today: "2026-01-01",
    clock: () => 0,
  };
  try {
    await writeReports(REPORT, () => "", request, io, { color: "auto", ...options });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `${stdout}${stdout === "" ? "" : "…\n"}${error.message}`;
  }
  return stdout;
}

const empty = () => folder({ "claims/a.yaml": "" });
const read = (...path: string[]) => readFileSync(join(...path), "utf8");
const CONCISE = { format: "concise" };

describe("reports are printed and written", () => {
  it("in one form on standard output, in others into files", async () => {
    const cwd = empty();
    const stdout = await write(cwd, {
      format: "concise",
      outputs: ["sarif=claims.sarif", "github=claims.txt"],
    });
    expect(stdout).toBe(printed("concise", REPORT));
    expect(read(cwd, "claims.sarif")).toBe(printed("sarif", REPORT));
    expect(read(cwd, "claims.txt")).toBe(printed("github", REPORT));
  });

  it.each(
    FINDING_FORMATS.filter((format) => !["pretty", "junit"].includes(format)),
  )("%s in a file is what it is on standard output, without colour", async (format) => {
    const cwd = empty();
    await write(cwd, { format: "concise", outputs: [`${format}=report.txt`] }, { color: "always" });
    expect(read(cwd, "report.txt")).toBe(printed(format, REPORT));
  });

  it("no further file is needed", async () => {
    const cwd = empty();
    expect(await write(cwd, CONCISE)).toBe(printed("concise", REPORT));
    expect(readdirSync(cwd)).toEqual(["claims"]);
  });

  it("relative to the working folder, at any path", async () => {
    const cwd = empty();
    mkdirSync(join(cwd, "sub"));
    const outputs = ["gitlab=a=b.json", `github=${join(cwd, "whole.txt")}`, "jsonl=../up.jsonl"];
    await write(cwd, { ...CONCISE, outputs }, { directory: "sub" });
    expect(readdirSync(cwd).sort()).toEqual(["claims", "sub", "up.jsonl", "whole.txt"]);
    expect(readdirSync(join(cwd, "sub"))).toEqual(["a=b.json"]);
  });

  it("over an older report", async () => {
    const cwd = empty();
    writeFileSync(join(cwd, "r.json"), "x".repeat(1_000_000));
    await write(cwd, { ...CONCISE, outputs: ["gitlab=r.json"] });
    expect(read(cwd, "r.json")).toBe(printed("gitlab", REPORT));
  });
});

describe("a report that can't be had", () => {
  it.each([
    ["serif=a.txt", "there is no finding format `serif`\n  = help: did you mean `sarif`?"],
    ["xml=a.txt", /^there is no finding format `xml`\n {2}= help: one of pretty, .*, junit$/],
    [
      "a.txt",
      "`a.txt` names no form and file\n  = help: write FORMAT=FILE, such as sarif=claims.sarif",
    ],
    ["sarif=", /^`sarif=` names no form and file/],
    ["json=no/such/a.json", "`no/such/a.json` can't be written: there is no folder `no/such`"],
    ["=a.txt", /^there is no finding format ``/],
    [
      "json=claims/a.yaml",
      "`claims/a.yaml` would be read as a part of a store: give it another ending",
    ],
    ["json=a.YML", /^`a.YML` would be read as a part of a store/],
  ])("%s is told before anything is printed", async (output, expected) => {
    const cwd = empty();
    expect(await write(cwd, { ...CONCISE, outputs: ["jsonl=first.jsonl", output] })).toMatch(
      expected,
    );
    expect(readdirSync(cwd)).toEqual(["claims"]);
  });

  it("two into one file", async () => {
    const outputs = ["sarif=a.json", "json=./a.json"];
    expect(() => planReports({ ...CONCISE, outputs }, empty())).toThrow(
      "two reports can't go into one file",
    );
  });

  it("an unknown form for standard output", async () => {
    expect(() => planReports({ format: "prety" }, "/x")).toThrow("did you mean `pretty`?");
  });

  it("a folder in the file's place: what was to be printed is not lost", async () => {
    const cwd = empty();
    const said = await write(cwd, { ...CONCISE, outputs: ["json=claims"] });
    expect(said.startsWith(`${printed("concise", REPORT)}…\n`)).toBe(true);
    expect(said).toMatch(/can't be written: it is a folder$/);
    expect(readdirSync(cwd)).toEqual(["claims"]);
  });

  it("a name that no disk takes: an error that says so, and nothing is left behind", async () => {
    const cwd = empty();
    const before = readdirSync(cwd);
    const said = await write(cwd, { ...CONCISE, outputs: [`json=${"x".repeat(300)}`] });
    expect(said).toMatch(/can't be written: ENAMETOOLONG/);
    expect(readdirSync(cwd)).toEqual(before);
  });

  it.runIf(process.platform === "linux")("a device is written to, not replaced", async () => {
    await write(empty(), { ...CONCISE, outputs: ["json=/dev/null"] });
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });
});
