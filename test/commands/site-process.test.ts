import { spawn, spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { folder, ROOT } from "../support/run.js";
import { filesIn, textIn } from "../support/site.js";

const BIN = join(ROOT, "bin/claims.js");
const isPosix = process.platform !== "win32";

// A process of its own takes its time where much else runs beside it.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(() => {
  const built = existsSync(join(ROOT, "dist/cli/main.cjs"));
  expect(built, "dist/ is missing: run `npm run build` first").toBe(true);
});

/** A store of so many claims. */
function storeOf(count: number): string {
  const lines = Array.from(
    { length: count },
    (_, index) => `  claim-${index}: { text: Claim ${index}., speaker: unknown }`,
  );
  return `claims:\n${lines.join("\n")}\n`;
}

/** Starts the real binary, and gives what it says and how it ends. */
function start(argv: readonly string[], cwd: string) {
  const child = spawn(process.execPath, [BIN, ...argv], {
    cwd,
    env: { PATH: process.env["PATH"] },
  });
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (data) => {
      printed[name] += data;
    });
  }
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once("close", (code, signal) => resolve(code ?? signal!)),
  );
  const until = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 10 });
  return { child, printed, ended, until };
}

describe("Ctrl-C", () => {
  it.runIf(isPosix)("stops the writing, says so, and a second run goes on from there", async () => {
    const cwd = folder({ "store.yaml": storeOf(3_000) });
    const { child, printed, ended, until } = start(["site", "-o", "public"], cwd);
    await until(() => expect(existsSync(join(cwd, "public/claims/claim-9.html"))).toBe(true));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(printed.stderr).toMatch(
      /^interrupted; the site in `public` is unfinished: \d+ of \d+ files written\n/,
    );
    expect(existsSync(join(cwd, "public/index.html"))).toBe(false);
    expect(JSON.parse(textIn(cwd, "public/.claims-site.json")).complete).toBe(false);
    const again = start(["site", "-o", "public"], cwd);
    expect(await again.ended).toBe(0);
    expect(again.printed.stderr).toMatch(/\(\d+ new, \d+ as they were\)/);
    expect(existsSync(join(cwd, "public/index.html"))).toBe(true);
  });

  it.runIf(isPosix)("ends the serving, which is no failure", async () => {
    const cwd = folder({ "store.yaml": storeOf(1) });
    const { child, printed, ended, until } = start(["serve", "--port", "0"], cwd);
    await until(() => expect(printed.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/));
    const response = await fetch(printed.stdout.trim());
    expect(response.status).toBe(200);
    const events = await fetch(`${printed.stdout.trim()}events`);
    expect(events.headers.get("content-type")).toContain("text/event-stream");
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    await expect(events.text()).rejects.toThrow();
  });
});

describe("a disk that takes no more", () => {
  it.runIf(isPosix)("is told with the file and what is done, and a second run mends it", () => {
    const cwd = folder({ "store.yaml": storeOf(3) });
    const long = `  long: { text: "${"Words and words. ".repeat(4_000)}", speaker: unknown }\n`;
    writeFileSync(join(cwd, "claims/long.yaml"), `claims:\n${long}`);
    // No file may be larger than 64 KiB (in blocks of 512 or of 1,024 bytes).
    const line = `ulimit -f 64 && exec "${process.execPath}" "${BIN}" site -o public`;
    const { status, stderr } = spawnSync("bash", ["-c", line], { cwd, encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^error: `public\/[\w/.-]+` can't be written: [\w ']+\n {2}= note: the site in `public` is unfinished: \d+ of \d+ files written\n {2}= help: when that is mended, the same command goes on from there\n$/,
    );
    const named = /`public\/([\w/.-]+)`/.exec(stderr)![1]!;
    expect(filesIn(join(cwd, "public"))).not.toContain(named);
    const { ended } = start(["site", "-o", "public"], cwd);
    return ended.then((code) => {
      expect(code).toBe(0);
      expect(filesIn(join(cwd, "public"))).toContain(named);
    });
  });
});
