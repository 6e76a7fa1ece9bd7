import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findChromium, mustHaveChromium } from "./support/chromium.js";
import { folder, ROOT } from "./support/run.js";

describe("the browser to test with", () => {
  it("is the one that is named", () => {
    expect(findChromium({ CLAIMS_CHROMIUM: process.execPath })).toBe(process.execPath);
  });

  it("is none where that is said", () => {
    expect(findChromium({ CLAIMS_CHROMIUM: "none" })).toBeUndefined();
  });

  it("must be there if it is named", () => {
    expect(() => findChromium({ CLAIMS_CHROMIUM: "/no/such" })).toThrow("there is no /no/such");
  });

  it("must be there in CI, unless it was looked for in vain", () => {
    expect(mustHaveChromium({ CI: "true" })).toBe(true);
    expect(mustHaveChromium({ CI: "true", CLAIMS_CHROMIUM: "none" })).toBe(false);
    expect(mustHaveChromium({})).toBe(false);
  });
});

// A shell, and programs of a folder that take the place of the machine's.
describe.skipIf(process.platform === "win32")("a machine of a CI", () => {
  /** Runs `.ci/run` where there are only these programs, as shell scripts, and gives what they printed. */
  function ciWith(programs: Readonly<Record<string, string>>, env: Record<string, string> = {}) {
    const cwd = folder({});
    const bin = join(cwd, "bin");
    mkdirSync(bin);
    const npm = 'echo "npm $* with <$CLAIMS_CHROMIUM>"';
    const all = { id: "echo 0", dirname: '/usr/bin/dirname "$@"', npm, ...programs };
    for (const [name, script] of Object.entries(all)) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const bash = spawnSync("sh", ["-c", "command -v bash"], { encoding: "utf8" }).stdout.trim();
    return spawnSync(bash, [join(ROOT, ".ci/run")], {
      encoding: "utf8",
      env: { PATH: bin, ...env },
    });
  }

  it("that has a browser tests at once", () => {
    const { status, stdout, stderr } = ciWith({
      "google-chrome": "echo 1",
      "apt-get": "echo no >&2",
    });
    expect([status, stdout, stderr]).toEqual([0, "npm cit with <>\n", ""]);
  });

  it("that has none gets one, quietly", () => {
    const install =
      'case "$*" in *install*) /bin/cp "$0" "$(dirname "$0")/chromium";; esac; echo noise';
    const { stdout, stderr } = ciWith({ "apt-get": install });
    expect([stdout, stderr]).toEqual(["npm cit with <>\n", ""]);
  });

  it("that can't get one says so, and tests the rest", () => {
    const { status, stdout, stderr } = ciWith({ "apt-get": "echo no network >&2; exit 100" });
    expect([status, stdout]).toEqual([0, "npm cit with <none>\n"]);
    expect(stderr).toBe(
      "no Chromium, and none could be installed: the tests in a browser will not run\n",
    );
  });

  it("that lets nobody install without a password goes on, too", () => {
    const { stdout } = ciWith({ id: "echo 1000", sudo: "exit 1", "apt-get": "exit 0" });
    expect(stdout).toBe("npm cit with <none>\n");
  });

  it("fails where the tests fail", () => {
    expect(ciWith({ chromium: "exit 0", npm: "exit 3" }).status).toBe(3);
  });

  it("uses the browser that is named", () => {
    const { stdout } = ciWith({}, { CLAIMS_CHROMIUM: "/opt/chrome" });
    expect(stdout).toBe("npm cit with </opt/chrome>\n");
  });
});
