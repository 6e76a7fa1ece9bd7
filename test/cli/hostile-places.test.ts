import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { claims, folder } from "../support/run.js";

const STORE = "agents:\n  jane-doe: { name: Jane Doe, kind: person }\n";
const CLAIM = "claims:\n  c: { text: Taxes fall., speaker: jane-doe }\n";

it("trace -o never writes over a file of the store", async () => {
  const cwd = folder({ "store.yaml": STORE + CLAIM });
  const argv = ["trace", "c", "--format", "dot", "-o", "claims/store.yaml"];
  const { code, stderr } = await claims(argv, { cwd });
  expect(stderr).toContain("would be read as a part of a store");
  expect(readFileSync(join(cwd, "claims/store.yaml"), "utf8")).toBe(STORE + CLAIM);
  expect(code).toBe(2);
});

it.runIf(process.platform !== "win32")(
  "a configuration that is a link is not followed: it could lead anywhere",
  async () => {
    const cwd = folder({ "store.yaml": STORE, "elsewhere/secret.yaml": "password: hunter2\n" });
    symlinkSync(join(cwd, "elsewhere/secret.yaml"), join(cwd, "claims.config.yaml"));
    const { code, stdout, stderr } = await claims(["validate"], { cwd });
    expect(stdout + stderr).not.toContain("password");
    expect(stderr).toContain("is a symbolic link");
    expect(code).toBe(2);
  },
);

it("a configuration of more than a megabyte is none", async () => {
  const cwd = folder({ "store.yaml": STORE });
  writeFileSync(join(cwd, "claims.config.yaml"), "# ".repeat(600_000));
  const { code, stderr } = await claims(["validate"], { cwd });
  expect(stderr).toContain("has more than 1 MiB");
  expect(code).toBe(2);
});
