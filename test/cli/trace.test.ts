import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claims, folder, onStore } from "../support/run.js";

const AGENTS = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  a-source: { kind: anonymous, described-as: an aide, reason: fear }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
`;

const LADDER = `${AGENTS}claims:
  top: { text: Top., speaker: jane-doe, based-on: [middle] }
  middle: { text: Middle., speaker: jane-doe, based-on: [bottom] }
  bottom: { text: Bottom., speaker: the-gazette }
`;

describe("--check", () => {
  it.each([
    [0, "original", "{ text: X, speaker: jane-doe, in: a-page }"],
    [0, "traced", "{ text: X, speaker: jane-doe, relay: [the-gazette] }"],
    [1, "broken", "{ text: X, speaker: jane-doe, relay: [unknown, the-gazette] }"],
    [1, "anonymous", "{ text: X, speaker: a-source, relay: [the-gazette] }"],
    [1, "own-voice", "{ text: X, speaker: the-gazette }"],
    [1, "unattributed", "{ text: X, speaker: unknown, relay: [the-gazette] }"],
    [1, "circular", "{ text: X, speaker: jane-doe, based-on: [a-claim] }"],
  ])("exits %i for a claim that is %s", async (code, status, value) => {
    const store = `${AGENTS}documents:\n  a-page: { title: Page }\nclaims:\n  a-claim: ${value}\n`;
    const checked = await onStore(store, "trace", "a-claim", "--check");
    expect(checked.stdout).toContain(status);
    expect(checked.code).toBe(code);
    expect((await onStore(store, "trace", "a-claim")).code).toBe(0);
    if (code === 1) {
      expect(checked.stderr).toBe(
        `1 of 1 claim can't be traced to a named speaker:\n  a-claim (${status})\n`,
      );
    } else expect(checked.stderr).toBe("");
  });

  it("judges only the claims that are traced", async () => {
    expect((await onStore(LADDER, "trace", "top", "--check")).code).toBe(0);
    const all = await onStore(LADDER, "trace", "--all", "--check");
    expect(all.code).toBe(1);
    expect(all.stderr).toContain(
      "1 of 3 claims can't be traced to a named speaker:\n  bottom (own-voice)",
    );
  });

  it.each(["tree", "flat", "json", "jsonl"])("exits the same as %s", async (format) => {
    expect((await onStore(LADDER, "trace", "--all", "--check", "--format", format)).code).toBe(1);
  });
});

describe("what a claim rests on, and what rests on it", () => {
  const ties = async (...argv: string[]) => {
    const { stdout } = await onStore(LADDER, "trace", ...argv);
    return [...stdout.matchAll(/^ *(rests on|rested on by) +(\S+)/gm)].map(
      ([, verb, id]) => `${verb} ${id}`,
    );
  };

  it("goes up to the root by default", async () => {
    expect(await ties("top")).toEqual(["rests on middle", "rests on bottom"]);
    expect(await ties("top", "--up")).toEqual(["rests on middle", "rests on bottom"]);
  });

  it("goes down with --down", async () => {
    expect(await ties("bottom", "--down")).toEqual(["rested on by middle", "rested on by top"]);
    expect(await ties("top", "--down")).toEqual([]);
  });

  it("goes no further than --depth", async () => {
    expect(await ties("top", "--depth", "1")).toEqual(["rests on middle"]);
    expect(await ties("top", "--depth", "0")).toEqual([]);
    expect(await ties("bottom", "--down", "--depth", "1")).toEqual(["rested on by middle"]);
  });

  it("ends where claims rest on each other", async () => {
    const store = LADDER.replace(
      "speaker: the-gazette }",
      "speaker: the-gazette, based-on: [top] }",
    );
    const { stdout, code } = await onStore(store, "trace", "top");
    expect(stdout).toContain("✗ loop: back to the claim");
    expect(stdout).toContain("circular");
    expect(code).toBe(0);
  });
});

describe("which claims", () => {
  it("one, several, in the order given, or --all in the store's", async () => {
    const heads = async (...argv: string[]) =>
      (await onStore(LADDER, "trace", ...argv, "--format", "jsonl")).stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).id);
    expect(await heads("middle")).toEqual(["middle"]);
    expect(await heads("middle", "top")).toEqual(["middle", "top"]);
    expect(await heads("--all")).toEqual(["top", "middle", "bottom"]);
  });

  it.each([
    [[], "name a claim to trace, or --all"],
    [["top", "--all"], "give ids or --all, not both"],
    [["top", "--up", "--down"], "give --up or --down, not both"],
    [["top", "--depth", "two"], "--depth takes a whole number, not `two`"],
    [["jane-doe"], "`jane-doe` is an agent, and a claim is wanted here"],
  ])("%j is refused", async (argv, message) => {
    const { stdout, stderr, code } = await onStore(LADDER, "trace", ...argv);
    expect(stderr).toContain(message);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });
});

describe("-o", () => {
  it("writes to a file what standard output would get, and leaves that empty", async () => {
    const cwd = folder({ "store.yaml": LADDER, "out/readme.txt": "" });
    for (const [flag, format] of [
      ["-o", "tree"],
      ["--output", "json"],
    ] as const) {
      const shown = await claims(["trace", "top", "--format", format], { cwd });
      const argv = ["trace", "top", "--format", format, flag, "out/trace.txt", "--color", "always"];
      const written = await claims(argv, { cwd, columns: 30 });
      expect(written).toEqual({ stdout: "", stderr: "", code: 0 });
      expect(readFileSync(join(cwd, "out/trace.txt"), "utf8")).toBe(shown.stdout);
    }
  });

  it("is relative to -C", async () => {
    const cwd = folder({ "claims/a.yaml": LADDER, "x/readme.txt": "" });
    await claims(["-C", cwd, "trace", "top", "-o", "trace.txt"], { cwd: join(cwd, "x") });
    expect(readFileSync(join(cwd, "trace.txt"), "utf8")).toMatch(/^top /);
  });

  it("says so where it can't write", async () => {
    const cwd = folder({ "store.yaml": LADDER });
    const { stderr, code } = await claims(["trace", "top", "-o", "claims"], { cwd });
    expect(stderr).toContain("can't be written: it is a folder");
    expect(code).toBe(2);
  });
});

describe("chains", () => {
  const FORKED = `${AGENTS}claims:
  forked:
    text: X.
    speaker: jane-doe
    relay:
      - the-gazette
      - { via: the-herald, from: speaker }
`;

  it("are a line each, one for each report", async () => {
    const { stdout } = await onStore(FORKED, "trace", "forked", "--format", "flat");
    expect(stdout).toBe("Jane Doe › The Gazette\nJane Doe › The Herald\n");
  });

  it("start with the speaker's id in JSON", async () => {
    const { stdout } = await onStore(FORKED, "trace", "forked", "--format", "json");
    expect(JSON.parse(stdout).claims[0].chains).toEqual([
      ["jane-doe", "the-gazette"],
      ["jane-doe", "the-herald"],
    ]);
  });

  it("are drawn without box characters under --ascii", async () => {
    const tree = (await onStore(FORKED, "trace", "forked", "--ascii")).stdout;
    expect(tree).toContain("|- The Gazette");
    expect(tree).toContain("`- The Herald");
    expect(tree).not.toMatch(/[\u2500-\u257F●◇✗]/);
  });

  it("show a missing hop where it stands, and end", async () => {
    const { stdout, code } = await onStore(
      `${AGENTS}claims:\n  gap: { text: X., speaker: jane-doe, relay: [the-gazete, the-herald] }\n`,
      "trace",
      "gap",
    );
    expect(stdout).toContain("✗ the-gazete · missing");
    expect(stdout).toContain("The Herald");
    expect(code).toBe(0);
  });
});
