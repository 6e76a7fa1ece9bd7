import { describe, expect, it } from "vitest";
import { claims, folder, onStore } from "../support/run.js";

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
${["one", "two", "three"].map((tag, n) => `  c${n}: { text: So., speaker: jane-doe, relay: [the-gazette], tags: [${tag}], date: ${2020 + n} }\n`).join("")}  rumour: { text: So., speaker: unknown }
`;

describe("claims stats", () => {
  it("counts the whole store, as a table by default", async () => {
    const { stdout, stderr, code } = await onStore(STORE, "stats");
    expect(stdout).toMatch(/^4 claims; the original speaker is named in 3 \(75 %\)\n\nClaims by/);
    expect(stdout).toContain("\nClaims by year\n  2020  1  ██");
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  });

  it.each([
    ["csv", "table,key,name,count\r\nstatuses,circular,circular,0\r\n"],
    ["markdown", "4 claims; the original speaker is named in 3 (75 %)\n\n### Claims by status\n"],
    ["json", '{\n  "formatVersion": 1,\n  "complete": true,\n  "claims": 4,\n  "named": 3,'],
  ])("prints %s", async (format, start) => {
    const { stdout, code } = await onStore(STORE, "stats", "--format", format, "--color", "always");
    expect(stdout.startsWith(start)).toBe(true);
    expect(stdout).not.toContain("\x1b");
    expect(code).toBe(0);
  });

  it("prints JSON with every table, each row with a key, a name and a count", async () => {
    const { stdout } = await onStore(STORE, "stats", "--format", "json");
    const { formatVersion, complete, claims: total, named, ...tables } = JSON.parse(stdout);
    expect({ formatVersion, complete, total, named }).toEqual({
      formatVersion: 1,
      complete: true,
      total: 4,
      named: 3,
    });
    expect(Object.keys(tables)).toEqual([
      "statuses",
      "speakers",
      "outlets",
      "forums",
      "years",
      "tags",
      "bottlenecks",
      "relays",
      "longest",
    ]);
    for (const row of Object.values(tables).flat()) {
      expect(row).toMatchObject({
        key: expect.any(String),
        name: expect.any(String),
        count: expect.any(Number),
      });
    }
    expect(tables.relays).toEqual([
      {
        key: "jane-doe > the-gazette",
        name: "Jane Doe › The Gazette",
        count: 3,
        from: "jane-doe",
        to: "the-gazette",
      },
    ]);
  });

  it("shows as many rows of a table as --limit says", async () => {
    const { stdout } = await onStore(STORE, "stats", "--limit", "2");
    expect(stdout).toContain("  2021  1  ████████████████████████\n  … and 1 more\n");
    const { stdout: markdown } = await onStore(
      STORE,
      "stats",
      "--limit",
      "2",
      "--format",
      "markdown",
    );
    expect(markdown).toContain("\n… and 1 more\n");
  });

  it("is drawn without block characters under --ascii", async () => {
    const { stdout } = await onStore(STORE, "stats", "--ascii");
    expect(stdout).toMatch(/^[\n\x20-\x7E]*$/);
    expect(stdout).toContain("Jane Doe > The Gazette  3  ########################");
  });

  it("is in colour in a terminal, and where that is asked for", async () => {
    const cwd = folder({ "store.yaml": STORE });
    expect((await claims(["stats"], { cwd, columns: 80 })).stdout).toContain("\x1b[");
    expect((await claims(["stats", "--color", "always"], { cwd })).stdout).toContain("\x1b[");
    expect((await claims(["stats"], { cwd })).stdout).not.toContain("\x1b[");
  });

  it.each([
    [["--format", "tabel"], "did you mean `table`?"],
    [["--limit", "few"], "--limit takes a whole number, not `few`"],
    [["extra"], "too many arguments"],
  ])("refuses %j", async (argv, message) => {
    const { stdout, stderr, code } = await onStore(STORE, "stats", ...argv);
    expect(stderr).toContain(message);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });

  it("counts the sound part of a partly broken store, says so, and exits 1", async () => {
    const broken = `${STORE}  torn: { text: So. }\n`;
    const { stdout, stderr, code } = await onStore(broken, "stats", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({ complete: false, claims: 4 });
    expect(stderr).not.toBe("");
    expect(code).toBe(1);
  });

  it("counts nothing in an empty store", async () => {
    const { stdout, code } = await onStore("agents: {}\n", "stats");
    expect(stdout).toBe("0 claims; the original speaker is named in 0 (0 %)\n");
    expect(code).toBe(0);
  });
});
