import { describe, expect, it } from "vitest";
import { claims, folder, onStore } from "../support/run.js";

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person, aliases: [J. D.] }
  zoe: { name: Zoë Ångström, kind: person }
  a-source: { kind: anonymous, described-as: an aide, reason: fear }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
  the-forum: { name: The Forum, kind: forum }
documents:
  a-transcript: { title: Transcript, kind: transcript, date: 2023-01-10 }
  an-article: { title: Article, kind: article, by: the-herald, date: 2023-06 }
claims:
  tax-cut:
    text: Taxes will fall.
    speaker: jane-doe
    date: 2023-03-01
    how: promised
    in: a-transcript
    relay:
      - the-forum
      - { via: the-gazette, from: speaker, how: quoted }
      - { via: the-herald, in: an-article, from: speaker, how: cited }
    about: [zoe]
    tags: [economy, tax]
  tax-rise:
    text: Taxes will rise.
    speaker: zoe
    date: 2022
    relay: [the-gazette]
    tags: [economy]
  rumour:
    text: A vote of no confidence is near.
    speaker: unknown
    relay: [unknown, the-herald]
  hint:
    text: The minister resigns.
    speaker: a-source
    date: 2023-03-01
    relay: [an-article]
  editorial:
    text: Enough is enough.
    speaker: the-gazette
    date: 2023-03~
`;

const ALL = ["tax-cut", "tax-rise", "rumour", "hint", "editorial"];

/** Gives the ids that a command lists, in its order. */
async function ids(...argv: string[]): Promise<string[]> {
  const { stdout } = await onStore(STORE, "list", "--format", "plain", "--columns", "id", ...argv);
  return stdout.split("\n").filter((line) => line !== "");
}

describe("filters", () => {
  it.each<[string[], string[]]>([
    [[], ALL],
    [["taxes"], ["tax-cut", "tax-rise"]],
    [["TAXES", "fall"], ["tax-cut"]],
    [["resigns", "taxes"], []],
    [["rumour"], ["rumour"]],
    [["zoe angstrom"], ["tax-rise"]],
    [["Ångström"], ["tax-rise"]],
    [["gazette"], ["tax-cut", "tax-rise", "editorial"]],
    [["--speaker", "jane-doe"], ["tax-cut"]],
    [["--speaker", "jane"], ["tax-cut"]],
    [["--speaker", "J. D."], ["tax-cut"]],
    [["--speaker", "zoë ångström"], ["tax-rise"]],
    [["--speaker", "unknown"], ["rumour"]],
    [["--speaker", "the-gazette"], ["editorial"]],
    [
      ["--via", "the-gazette"],
      ["tax-cut", "tax-rise"],
    ],
    [
      ["--via", "the-herald"],
      ["tax-cut", "rumour", "hint"],
    ],
    [["--via", "an-article"], ["hint"]],
    [["--via", "unknown"], ["rumour"]],
    [
      ["--in", "an-article"],
      ["tax-cut", "hint"],
    ],
    [["--in", "a-transcript"], ["tax-cut"]],
    [["--about", "zoe"], ["tax-cut"]],
    [["--at", "the-forum"], ["tax-cut"]],
    [["--at", "the-gazette"], []],
    [
      ["--tag", "economy"],
      ["tax-cut", "tax-rise"],
    ],
    [["--tag", "tax"], ["tax-cut"]],
    [["--tag", "econ"], []],
    [["--status", "original"], ["tax-cut"]],
    [["--status", "traced"], ["tax-rise"]],
    [["--status", "unattributed"], ["rumour"]],
    [["--status", "anonymous"], ["hint"]],
    [["--status", "own-voice"], ["editorial"]],
    [["--status", "circular"], []],
    [["--how", "promised"], ["tax-cut"]],
    [["--how", "cited"], ["tax-cut"]],
    [
      ["--since", "2023-02"],
      ["tax-cut", "hint", "editorial"],
    ],
    [
      ["--since", "2022-06"],
      ["tax-cut", "tax-rise", "hint", "editorial"],
    ],
    [["--since", "2023-04-02"], ["editorial"]],
    [["--until", "2022"], ["tax-rise"]],
    [
      ["--until", "2023-02-15"],
      ["tax-rise", "editorial"],
    ],
    [
      ["--since", "2023", "--until", "2023-12"],
      ["tax-cut", "hint", "editorial"],
    ],
    [
      ["--min-independent", "1"],
      ["tax-cut", "tax-rise", "rumour", "hint"],
    ],
    [["--min-independent", "2"], ["tax-cut"]],
    [["--min-independent", "0"], ALL],
    [["--tag", "economy", "--speaker", "zoe"], ["tax-rise"]],
  ])("%j", async (argv, expected) => {
    expect(await ids(...argv)).toEqual(expected);
  });

  it("count what passed, of the whole store", async () => {
    expect((await onStore(STORE, "list", "--tag", "economy")).stderr).toBe("2 of 5 claims\n");
    const { stdout } = await onStore(STORE, "list", "--tag", "economy", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({ total: 5, complete: true });
  });

  it("that nothing passes leave an empty table and an exit code of 0", async () => {
    const { stdout, stderr, code } = await onStore(STORE, "list", "zebra");
    expect({ stdout, stderr, code }).toEqual({ stdout: "", stderr: "0 of 5 claims\n", code: 0 });
  });

  it.each([
    ["--since", "yesterday", "--since takes a date such as 2023"],
    ["--until", "2023-02-30", "--until takes a date"],
    ["--limit", "-1", "--limit takes a whole number, not `-1`"],
    ["--limit", "many", "--limit takes a whole number"],
    ["--min-independent", "1.5", "--min-independent takes a whole number"],
    ["--speaker", "tax-cut", "`tax-cut` is a claim, and an agent or a document is wanted here"],
    ["--about", "an-article", "`an-article` is a document, and an agent is wanted here"],
    ["--in", "the-gazette", "`the-gazette` is an agent, and a document is wanted here"],
    ["--speaker", "t", "may be any of"],
  ])("%s %s is refused", async (flag, value, message) => {
    const { stdout, stderr, code } = await onStore(STORE, "list", `${flag}=${value}`);
    expect(stderr).toContain(message);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });
});

describe("order", () => {
  it.each([
    ["date", ["tax-rise", "editorial", "tax-cut", "hint", "rumour"]],
    ["speaker", ["hint", "tax-cut", "editorial", "rumour", "tax-rise"]],
    ["status", ["rumour", "hint", "editorial", "tax-cut", "tax-rise"]],
    ["id", ["editorial", "hint", "rumour", "tax-cut", "tax-rise"]],
    ["independent", ["tax-cut", "tax-rise", "rumour", "hint", "editorial"]],
  ])("--sort %s", async (key, expected) => {
    expect(await ids("--sort", key)).toEqual(expected);
    expect(await ids("--sort", key, "--reverse")).toEqual([...expected].reverse());
  });

  it("--reverse without --sort turns the store's order round", async () => {
    expect(await ids("--reverse")).toEqual([...ALL].reverse());
  });

  it("--limit takes the first after sorting", async () => {
    expect(await ids("--sort", "id", "--limit", "2")).toEqual(["editorial", "hint"]);
    expect(await ids("--limit", "0")).toEqual([]);
    expect(await ids("--limit", "99")).toEqual(ALL);
    expect((await onStore(STORE, "list", "--limit", "2")).stderr).toBe("2 of 5 claims\n");
  });
});

describe("columns", () => {
  const row = async (columns: string) =>
    (
      await onStore(STORE, "list", "tax-cut", "--format", "plain", "--columns", columns)
    ).stdout.trimEnd();

  it.each([
    ["id", "tax-cut"],
    ["claim, date", "Taxes will fall.\t2023-03-01"],
    ["speaker,how", "Jane Doe\tpromised"],
    ["status,reports,independent", "original\t2\t2"],
    ["hands", "1"],
    ["origins", "Jane Doe"],
    ["tags", "economy, tax"],
    ["location", "claims/store.yaml:12"],
    ["certainty,for,role,bottlenecks,id", "\t\t\t\ttax-cut"],
  ])("--columns %s", async (columns, expected) => {
    expect((await row(columns)).trimStart()).toBe(expected.trimStart());
  });

  it("are titled in every format that has titles", async () => {
    const first = async (format: string) =>
      (await onStore(STORE, "list", "--columns", "id,status", "--format", format)).stdout.split(
        /\r?\n/,
      )[0];
    expect(await first("table")).toBe("ID         STATUS");
    expect(await first("csv")).toBe("id,status");
    expect(await first("tsv")).toBe("id\tstatus");
    expect(await first("markdown")).toBe("| ID        | STATUS       |");
  });
});

describe("width", () => {
  const widest = (stdout: string) => Math.max(...stdout.split("\n").map((line) => line.length));

  it.each([80, 100, 120])("a table is cut to a terminal of %i columns", async (columns) => {
    const { stdout } = await claims(["list"], { columns, env: { NO_COLOR: "1" } });
    expect(widest(stdout)).toBeLessThanOrEqual(columns);
    expect(stdout).toContain("…");
    expect(stdout.trimEnd().split("\n")).toHaveLength(24);
  });

  it("nothing is cut with --wide, in a pipe, or in what a program reads", async () => {
    const uncut = (await claims(["list"])).stdout;
    expect(uncut).not.toContain("…");
    const wide = await claims(["list", "--wide"], { columns: 60, env: { NO_COLOR: "1" } });
    expect(wide.stdout).toBe(uncut);
    for (const format of ["plain", "csv", "tsv", "json", "jsonl", "markdown"]) {
      const piped = await claims(["list", "--format", format]);
      const shown = await claims(["list", "--format", format], { columns: 60 });
      expect(shown.stdout).toBe(piped.stdout);
    }
  });

  it("a table that fits is not cut", async () => {
    const cwd = folder({ "store.yaml": STORE });
    const { stdout } = await claims(["list"], { cwd, columns: 160, env: { NO_COLOR: "1" } });
    expect(stdout).toBe((await claims(["list"], { cwd })).stdout);
  });
});
