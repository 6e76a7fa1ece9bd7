import { execFileSync } from "node:child_process";
import * as nodeFs from "node:fs";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claims, folder, ROOT } from "../support/run.js";

const UNTIDY = "claims:\n  a: {speaker: 'unknown', text: A.} # why\n";
const TIDY = "claims:\n  a: { text: A., speaker: unknown } # why\n";
const BROKEN = "claims:\n  b: {text: 'B.\n";
const read = (cwd: string, name: string) => readFileSync(join(cwd, "claims", name), "utf8");

describe("claims fmt", () => {
  it("writes the files that are not in form, and says how many", async () => {
    const cwd = folder({ "a.yaml": UNTIDY, "b.yaml": TIDY });
    expect(await claims(["fmt"], { cwd })).toEqual({
      code: 0,
      stdout: "",
      stderr: "formatted 1 of 2 files\n",
    });
    expect(read(cwd, "a.yaml")).toBe(TIDY);
    expect((await claims(["fmt"], { cwd })).stderr).toBe("nothing to format in 2 files\n");
    expect(readdirSync(join(cwd, "claims"))).toEqual(["a.yaml", "b.yaml"]);
  });

  it("--check lists them and writes nothing", async () => {
    const cwd = folder({ "a.yaml": UNTIDY, "b.yaml": TIDY });
    const { code, stdout, stderr } = await claims(["fmt", "--check"], { cwd });
    expect([code, stdout, stderr]).toEqual([1, "claims/a.yaml\n", "would format 1 of 2 files\n"]);
    expect(read(cwd, "a.yaml")).toBe(UNTIDY);
    expect(await claims(["fmt", "--check", "-q", "claims/b.yaml"], { cwd })).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("--diff shows what would change, as git applies it", async () => {
    const cwd = folder({ "a.yaml": UNTIDY });
    const { code, stdout } = await claims(["fmt", "--diff"], { cwd });
    expect(code).toBe(1);
    execFileSync("git", ["apply", "-"], { cwd, input: stdout });
    expect(read(cwd, "a.yaml")).toBe(TIDY);
    expect((await claims(["fmt", "--diff"], { cwd })).code).toBe(0);
  });

  it("formats standard input to standard output", async () => {
    expect(await claims(["fmt", "-"], { stdin: UNTIDY })).toEqual({
      code: 0,
      stdout: TIDY,
      stderr: "",
    });
    expect(await claims(["fmt", "--check", "-"], { stdin: UNTIDY })).toMatchObject({
      code: 1,
      stdout: "<stdin>\n",
    });
    expect(await claims(["fmt", "-"], { stdin: BROKEN })).toMatchObject({ code: 1, stdout: "" });
  });

  it("names what it can't understand as validate does, and formats the rest", async () => {
    const cwd = folder({ "a.yaml": UNTIDY, "b.yaml": BROKEN, "c.yaml": "claims: &x {}\n" });
    const { code, stdout, stderr } = await claims(["fmt"], { cwd });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("error[yaml-syntax]: ");
    expect(stderr).toContain(" --> claims/b.yaml:2:6\n");
    expect(stderr).toContain("error[yaml-feature]: an anchor can't stand in a store file");
    expect(stderr).toMatch(/\nformatted 1 of 3 files\n$/);
    expect([read(cwd, "a.yaml"), read(cwd, "b.yaml")]).toEqual([TIDY, BROKEN]);
  });

  it("formats what is understood and wrong all the same", async () => {
    const cwd = folder({ "a.yaml": "claims:\n  a: {nonsense: 1, text: A.}\n" });
    expect((await claims(["fmt"], { cwd })).code).toBe(0);
    expect(read(cwd, "a.yaml")).toBe("claims:\n  a: { text: A., nonsense: 1 }\n");
  });

  it("drops a byte order mark and keeps CRLF", async () => {
    const cwd = folder({ "a.yaml": `\uFEFF${UNTIDY.replaceAll("\n", "\r\n")}` });
    await claims(["fmt"], { cwd });
    expect(read(cwd, "a.yaml")).toBe(TIDY.replaceAll("\n", "\r\n"));
    writeFileSync(join(cwd, "claims/a.yaml"), `\uFEFF${TIDY}`);
    expect((await claims(["fmt", "--check"], { cwd })).stdout).toBe("claims/a.yaml\n");
  });

  it("finds the example store in form", async () => {
    expect(await claims(["fmt", "--check"], { cwd: ROOT })).toMatchObject({ code: 0, stdout: "" });
  });

  it("refuses flags that don't go together", async () => {
    const { code, stderr } = await claims(["fmt", "--check", "--diff"], { cwd: ROOT });
    expect([code, stderr]).toEqual([2, "error: --check and --diff don't go together\n"]);
  });
});

describe("nothing is lost", () => {
  it("where a file is read-only", async () => {
    const cwd = folder({ "a.yaml": UNTIDY, "b.yaml": UNTIDY.replace("a:", "b:") });
    chmodSync(join(cwd, "claims/b.yaml"), 0o444);
    const { code, stderr } = await claims(["fmt"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: `claims/b.yaml` can't be written: it is read-only\n  = nothing was formatted\n",
    );
    expect(read(cwd, "a.yaml")).toBe(UNTIDY);
    expect(readdirSync(join(cwd, "claims"))).toEqual(["a.yaml", "b.yaml"]);
  });

  it.each([
    "claims:\n  a: { text: Other., speaker: unknown }\n",
    undefined,
  ])("where a file is edited or deleted meanwhile", async (now) => {
    const cwd = folder({ "a.yaml": UNTIDY });
    const path = join(cwd, "claims/a.yaml");
    let reads = 0;
    const readFileSync = ((name: string) => {
      if (name === path && ++reads > 1) {
        if (now === undefined) throw Object.assign(new Error("gone"), { code: "ENOENT" });
        writeFileSync(path, now);
      }
      return nodeFs.readFileSync(name);
    }) as typeof nodeFs.readFileSync;
    const { code, stderr } = await claims(["fmt"], { cwd, disk: { ...nodeFs, readFileSync } });
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: `claims/a.yaml` has changed since it was read; nothing was formatted\n",
    );
    expect(read(cwd, "a.yaml")).toBe(now ?? UNTIDY);
  });
});

it("docs/writing.md shows a store in form", async () => {
  const page = readFileSync(join(ROOT, "docs/writing.md"), "utf8");
  const [, example] = /^```yaml\n([\s\S]*?)^```$/m.exec(page)!;
  expect(await claims(["fmt", "-"], { stdin: example! })).toMatchObject({ stdout: example });
});
