import { describe, expect, it } from "vitest";
import { claims, folder, onStore } from "../support/run.js";

const STORE = `agents:
  jane-doe:
    name: Jane Doe
    kind: person
    roles:
      minister: { title: Minister, of: the-state, from: 2020 }
  the-state: { name: The State, kind: organization }
  the-gazette: { name: The Gazette, kind: outlet, url: "https://gazette.example" }
documents:
  an-article: { title: An article, by: the-gazette, kind: article }
claims:
  tax-cut:
    text: Taxes will fall.
    speaker: jane-doe
    role: minister
    quote: They will fall.
    relay:
      - { via: an-article, how: quoted, quote: They will fall. }
    tags: [tax, economy]
  tax-rise:
    text: Taxes will rise.
    speaker: jane-doe
    disputes: [tax-cut]
`;

describe("as text", () => {
  it("a claim with its fields, its measures and what refers to it", async () => {
    const { stdout, stderr, code } = await onStore(STORE, "show", "tax-cut");
    expect(stdout).toMatch(/^tax-cut · claim {3}claims\/store\.yaml:12\n/);
    expect(stdout).toMatch(/^speaker +jane-doe \(Jane Doe\)$/m);
    expect(stdout).toMatch(/^tags +tax, economy$/m);
    expect(stdout).toMatch(
      /^relay +an-article \(An article\); how: quoted; quote: They will fall\.$/m,
    );
    expect(stdout).toMatch(/^status +traced$/m);
    expect(stdout).toMatch(/^chains +Jane Doe › An article$/m);
    expect(stdout).toMatch(/^referred to by +tax-rise, disputes \(claims\/store\.yaml:23\)$/m);
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  });

  it("an agent with its name, roles and what refers to it", async () => {
    const { stdout } = await onStore(STORE, "show", "jane-doe");
    expect(stdout).toMatch(/^jane-doe · agent .*\nJane Doe\n/);
    expect(stdout).toMatch(
      /^roles +minister: title: Minister; of: the-state \(The State\); from: 2020$/m,
    );
    expect(stdout).toContain("tax-cut, speaker (claims/store.yaml:14)");
    expect(stdout).toContain("tax-rise, speaker (claims/store.yaml:22)");
  });

  it("a document", async () => {
    const { stdout } = await onStore(STORE, "show", "an-article");
    expect(stdout).toMatch(/^an-article · document .*\nAn article\n/);
    expect(stdout).toMatch(/^by +the-gazette \(The Gazette\)$/m);
  });

  it("several, in the order given", async () => {
    const { stdout } = await onStore(STORE, "show", "the-gazette", "tax-cut");
    expect(stdout.match(/^\S+ · \S+/gm)).toEqual(["the-gazette · agent", "tax-cut · claim"]);
  });

  it("says where nothing refers to it", async () => {
    const { stdout } = await onStore(STORE, "show", "tax-rise");
    expect(stdout).toMatch(/^referred to by +nothing$/m);
  });

  it("wraps to the terminal", async () => {
    const cwd = folder({
      "store.yaml": STORE.replace("Taxes will fall.", "Taxes will fall. ".repeat(20)),
    });
    const { stdout } = await claims(["show", "tax-cut"], {
      cwd,
      columns: 60,
      env: { NO_COLOR: "1" },
    });
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
    expect(stdout.match(/Taxes/g)!.length).toBe(20);
  });
});

describe("as JSON", () => {
  it("holds the entry as it stands in the file, and what refers to it", async () => {
    const { stdout } = await onStore(STORE, "show", "tax-cut", "the-gazette", "--format", "json");
    const { formatVersion, complete, entries } = JSON.parse(stdout);
    expect({ formatVersion, complete }).toEqual({ formatVersion: 1, complete: true });
    expect(entries).toMatchObject([
      {
        id: "tax-cut",
        kind: "claim",
        location: { file: "claims/store.yaml", line: 12, column: 3 },
        value: { text: "Taxes will fall.", relay: [{ via: "an-article", how: "quoted" }] },
        status: "traced",
        referredToBy: [{ id: "tax-rise", kind: "claim", field: "disputes" }],
      },
      { id: "the-gazette", kind: "agent", referredToBy: [{ id: "an-article", field: "by" }] },
    ]);
  });
});

describe("which entry", () => {
  it.each([
    ["an id", "jane-doe", "jane-doe"],
    ["the beginning of one", "jan", "jane-doe"],
    ["a name", "Jane Doe", "jane-doe"],
    ["a name in another case", "the gazette", "the-gazette"],
    ["a title", "An Article", "an-article"],
  ])("%s", async (_, word, id) => {
    expect((await onStore(STORE, "show", word)).stdout).toMatch(new RegExp(`^${id} · `));
  });

  it.each([
    ["an id that is like none", "zebra", "no claim, agent or document is called `zebra`"],
    ["a slip", "jane-dough", "did you mean `jane-doe`?"],
    [
      "a beginning of several",
      "t",
      "`t` may be any of 4:\n  the-state\n  the-gazette\n  tax-cut\n  tax-rise",
    ],
    ["nothing", "", "no claim, agent or document is called ``"],
  ])("%s is refused", async (_, word, message) => {
    const { stdout, stderr, code } = await onStore(STORE, "show", word);
    expect(stderr).toContain(message);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });

  it("shows none where one of several is unknown", async () => {
    const { stdout, code } = await onStore(STORE, "show", "tax-cut", "zebra");
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });

  it("lists the first ten of many, and how many more", async () => {
    const many = Array.from(
      { length: 25 },
      (_, index) => `  x-${index}: { text: X., speaker: unknown }\n`,
    );
    const { stderr } = await onStore(`claims:\n${many.join("")}`, "show", "x-");
    expect(stderr.trimEnd().split("\n")).toHaveLength(12);
    expect(stderr).toContain("  … and 15 more\n");
  });
});
