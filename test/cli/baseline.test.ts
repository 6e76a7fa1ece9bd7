import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claims, folder } from "../support/run.js";

const STORE = `agents:
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  rumour:
    text: Taxes will rise next year.
    speaker: unknown
    relay: [the-gazette]
`;
const ANOTHER = `  another-rumour:
    text: Taxes will double next year.
    speaker: unknown
    relay: [the-gazette]
`;

function validate(cwd: string, ...argv: string[]) {
  const line = ["validate", "--format", "concise", "--select", "untraced", "--fail-on", "warning"];
  return claims([...line, "--baseline", "known.json", ...argv], { cwd });
}

/** A store whose one warning is known. */
async function known(): Promise<string> {
  const cwd = folder({ "store.yaml": STORE });
  const { code, stderr } = await validate(cwd, "--update-baseline");
  expect(stderr).toContain("1 finding written down in known.json");
  expect(code).toBe(0);
  return cwd;
}

describe("validate --baseline", () => {
  it("lets be what is known", async () => {
    const cwd = await known();
    expect(await validate(cwd)).toMatchObject({ code: 0, stdout: "" });
  });

  it("still does when lines have moved", async () => {
    const cwd = await known();
    writeFileSync(join(cwd, "claims/store.yaml"), `# a line more\n\n${STORE}`);
    expect(await validate(cwd)).toMatchObject({ code: 0, stdout: "" });
  });

  it("tells what is new", async () => {
    const cwd = await known();
    writeFileSync(join(cwd, "claims/store.yaml"), STORE + ANOTHER);
    const { code, stdout } = await validate(cwd);
    expect(stdout).toMatch(/^claims\/store\.yaml:10:14: warning\[untraced\] .*another-rumour/);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
  });

  it("says what is gone, until it is taken out", async () => {
    const cwd = await known();
    writeFileSync(join(cwd, "claims/store.yaml"), STORE.replace("unknown", "the-gazette"));
    const { code, stderr } = await validate(cwd);
    expect(stderr).toContain("gone from the baseline");
    expect(stderr).toContain(
      "claims/store.yaml: [untraced] nobody is named as the speaker of `rumour`",
    );
    expect(code).toBe(0);
    await validate(cwd, "--update-baseline");
    expect((await validate(cwd)).stderr).not.toContain("gone");
  });

  it("is a file that a person can review, the same for the same findings", async () => {
    const cwd = await known();
    const text = readFileSync(join(cwd, "known.json"), "utf8");
    expect(JSON.parse(text)).toEqual({
      formatVersion: 1,
      findings: [
        {
          rule: "untraced",
          file: "claims/store.yaml",
          claim: "rumour",
          message: "nobody is named as the speaker of `rumour`",
          count: 1,
        },
      ],
    });
    writeFileSync(join(cwd, "claims/store.yaml"), `\n${STORE}`);
    await validate(cwd, "--update-baseline");
    expect(readFileSync(join(cwd, "known.json"), "utf8")).toBe(text);
  });

  it.each([
    ["that is not there", undefined, /there is no baseline `known.json`\n.*--update-baseline/],
    ["that is none", "{}", /`known.json` is no baseline/],
    ["that is no JSON", "known", /`known.json` is no baseline/],
  ])("refuses a baseline %s", async (_, text, message) => {
    const cwd = folder({ "store.yaml": STORE });
    if (text !== undefined) writeFileSync(join(cwd, "known.json"), text);
    const { code, stderr } = await validate(cwd);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it.each([
    ["claims/store.yaml", "is no baseline, and is not overwritten"],
    ["claims/new.yaml", "would be read as a part of a store"],
    ["notes.txt", "is no baseline, and is not overwritten"],
  ])("never writes over %s", async (name, message) => {
    const cwd = folder({ "store.yaml": STORE, "./notes.txt": "mine" });
    const read = () => (existsSync(join(cwd, name)) ? readFileSync(join(cwd, name), "utf8") : "");
    const before = read();
    const argv = ["validate", "--baseline", name, "--update-baseline"];
    const { code, stderr } = await claims(argv, { cwd });
    expect(stderr).toContain(message);
    expect(read()).toBe(before);
    expect(code).toBe(2);
  });

  it("keeps what it knows of what was not asked about", async () => {
    const cwd = folder({ "store.yaml": STORE, "other.yaml": `claims:\n${ANOTHER}` });
    await validate(cwd, "--update-baseline");
    await validate(cwd, "claims/other.yaml", "--update-baseline");
    const { findings } = JSON.parse(readFileSync(join(cwd, "known.json"), "utf8"));
    expect(findings.map(({ claim }: { claim: string }) => claim)).toEqual([
      "another-rumour",
      "rumour",
    ]);
    expect((await validate(cwd, "claims/other.yaml")).stderr).not.toContain("gone");
  });

  it("--update-baseline alone is a mistake", async () => {
    const cwd = folder({ "store.yaml": STORE });
    const { code, stderr } = await claims(["validate", "--update-baseline"], { cwd });
    expect(stderr).toContain("--update-baseline needs --baseline FILE");
    expect(code).toBe(2);
  });
});
