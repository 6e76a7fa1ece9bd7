import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claims, folder, onStore } from "../support/run.js";

const SOUND = `agents:
  jane-doe: { name: Jane Doe, kind: person }
documents:
  minutes: { title: Minutes }
claims:
  sound: { text: Taxes will fall., speaker: jane-doe, in: minutes }
`;
const MIXED = `claims:
  rumour: { text: Rumour., speaker: unknown, in: minutes }
  late: { text: Late., speaker: jane-doe, in: minutes, date: 2030 }
`;
const FORMATS = ["github", "gitlab", "sarif", "junit"];

describe("claims validate", () => {
  it("prints one form and writes others into files", async () => {
    const cwd = folder({ "a.yaml": SOUND, "b.yaml": MIXED });
    const outputs = FORMATS.flatMap((format) => ["-o", `${format}=${format}.txt`]);
    const { code, stdout, stderr } = await claims(["validate", "--format", "jsonl", ...outputs], {
      cwd,
    });
    expect(code).toBe(1);
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).rule),
    ).toEqual(["untraced", "date-in-future"]);
    expect(stderr).toBe("1 error, 1 warning in 3 claims, 2 files\n");
    for (const format of FORMATS) {
      const alone = await claims(["validate", "--format", format], { cwd });
      expect(readFileSync(join(cwd, `${format}.txt`), "utf8")).toBe(alone.stdout);
      expect(alone.code).toBe(1);
    }
  });

  it("names the clean files in a test report", async () => {
    const cwd = folder({ "a.yaml": SOUND, "b.yaml": MIXED });
    const { stdout } = await claims(["validate", "--format", "junit"], { cwd });
    expect([...stdout.matchAll(/<testsuite name="(.*?)" tests="(\d)" failures="(\d)"/g)]).toEqual([
      expect.objectContaining({ 1: "claims/a.yaml", 2: "1", 3: "0" }),
      expect.objectContaining({ 1: "claims/b.yaml", 2: "2", 3: "2" }),
    ]);
  });

  it("tells a slip in an output before it opens the store", async () => {
    const cwd = folder({ "other/x.txt": "" });
    const { code, stdout, stderr } = await claims(["validate", "-o", "serif=a"], { cwd });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "error: there is no finding format `serif`\n  = help: did you mean `sarif`?\n",
    );
  });

  it("exits 2 where a file can't be written, and prints all the same", async () => {
    const cwd = folder({ "a.yaml": SOUND, "b.yaml": MIXED });
    const { code, stdout, stderr } = await claims(
      ["validate", "--format", "concise", "-o", "sarif=claims"],
      { cwd },
    );
    expect(code).toBe(2);
    expect(stdout).toContain("warning[untraced]");
    expect(stderr).toContain("can't be written");
    expect(readdirSync(cwd)).toEqual(["claims"]);
  });

  it.each(["", "\n  \n"])("reports from standard input, too", async (ending) => {
    const { stdout } = await claims(["validate", "-", "--format", "sarif"], {
      stdin: `claims:\n  x: { text: X., speaker: unknown }${ending}`,
    });
    const [result] = JSON.parse(stdout).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe("%3Cstdin%3E");
  });

  it.each(
    FORMATS,
  )("--format %s prints something that parses where nothing is wrong", async (format) => {
    const { code, stdout } = await onStore(SOUND, "validate", "--format", format);
    expect(code).toBe(0);
    if (format === "gitlab" || format === "sarif") JSON.parse(stdout);
    if (format === "junit") expect(stdout).toContain('<testcase name="no findings"');
    if (format === "github") expect(stdout).toBe("");
  });
});
