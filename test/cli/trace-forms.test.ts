import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { claims, folder, onStore, ROOT } from "../support/run.js";

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  john-roe: { name: John Roe, kind: person }
  the-wire: { name: The Wire, kind: outlet }
  the-gazette: { name: The Gazette, kind: outlet }
documents:
  study: { title: The study, retracted: { date: 2024 } }
claims:
  top:
    text: It costs 50.
    speaker: jane-doe
    based-on: [bottom, study]
    relay: [the-wire, { via: the-gazette, says: It costs 60. }]
  bottom: { text: Bottom., speaker: john-roe, relay: [the-wire, the-gazette] }
  broken: { text: Broken., speaker: jane-doe, relay: [unknown, the-gazette] }
`;

const FORMS = {
  mermaid: /^flowchart TB\n/,
  dot: /^digraph "Provenance of top" \{\n/,
  svg: /^<\?xml .*<svg role="img" aria-label="Provenance of top"/s,
  markdown: /^## top\n\nIt costs 50\.\n\n- Jane Doe › The Wire › The Gazette\n/,
};
const PICTURES = Object.keys(FORMS) as (keyof typeof FORMS)[];

describe("a picture", () => {
  it.each(PICTURES)("as %s goes to standard output, whole and without colour", async (format) => {
    const shown = await onStore(STORE, "trace", "top", "--format", format, "--color", "always");
    expect(shown.stdout).toMatch(FORMS[format]);
    expect(shown.stdout.endsWith("\n")).toBe(true);
    expect(shown.stdout).not.toContain("\x1b");
    expect(shown).toMatchObject({ stderr: "", code: 0 });
  });

  it.each(PICTURES)("as %s is written to a file with -o, the same to the byte", async (format) => {
    const cwd = folder({ "store.yaml": STORE });
    const { stdout } = await claims(["trace", "top", "--format", format], { cwd });
    const argv = ["trace", "top", "--format", format, "-o", "picture"];
    expect(await claims(argv, { cwd })).toEqual({ stdout: "", stderr: "", code: 0 });
    expect(readFileSync(join(cwd, "picture"), "utf8")).toBe(stdout);
    expect(readdirSync(cwd).sort()).toEqual(["claims", "picture"]);
  });

  it.each(PICTURES)("as %s of several claims holds them all", async (format) => {
    const { stdout } = await onStore(STORE, "trace", "--all", "--format", format);
    for (const text of ["It costs 50", "Bottom", "Broken"]) expect(stdout).toContain(text);
  });

  it.each(PICTURES)("as %s goes as far down as --depth", async (format) => {
    const whole = await onStore(STORE, "trace", "top", "--format", format);
    const alone = await onStore(STORE, "trace", "top", "--format", format, "--depth", "0");
    expect(whole.stdout).toContain("John Roe");
    expect(whole.stdout).toContain("The study");
    expect(alone.stdout.split("```")[1] ?? alone.stdout).not.toMatch(/John Roe|The study/);
  });

  it.each(PICTURES)("as %s exits by --check as the tree does", async (format) => {
    const argv = ["trace", "broken", "--check", "--format", format];
    const { code, stderr } = await onStore(STORE, ...argv);
    expect(code).toBe(1);
    expect(stderr).toContain("broken (broken)");
  });

  it.each(PICTURES)("as %s of a store without claims is still one", async (format) => {
    const { stdout, code } = await onStore("agents: {}\n", "trace", "--all", "--format", format);
    expect(code).toBe(0);
    if (format !== "markdown") expect(stdout).toContain("Provenance of ");
  });
});

describe("--drift", () => {
  it("tells below the tree what changed on the way", async () => {
    const { stdout, code } = await onStore(STORE, "trace", "top", "--drift");
    expect(stdout).toContain(
      "drift\n  the-gazette drawing on the speaker\n    numbers    50 → 60\n",
    );
    expect(code).toBe(0);
  });

  it("says so where nothing did", async () => {
    const { stdout } = await onStore(STORE, "trace", "bottom", "--drift");
    expect(stdout).toContain("no drift");
  });

  it("adds nothing to JSON, which holds it always", async () => {
    for (const format of ["json", "jsonl"]) {
      const plain = await onStore(STORE, "trace", "top", "--format", format);
      const drift = await onStore(STORE, "trace", "top", "--format", format, "--drift");
      expect(drift.stdout).toBe(plain.stdout);
      expect(drift.stdout.replace(/\s/g, "")).toContain('"numbers":{"before":["50"],"now":["60"]}');
    }
  });
});

describe("two claims", () => {
  it("are compared below their trees", async () => {
    const { stdout, code } = await onStore(STORE, "trace", "top", "bottom");
    expect(stdout).toContain("\n\ntop and bottom do not corroborate each other\n");
    expect(stdout).toContain("  same origin      John Roe\n");
    expect(code).toBe(0);
  });

  it("and more are compared each with each, in the order given", async () => {
    const { stdout } = await onStore(STORE, "trace", "broken", "top", "bottom", "--format", "json");
    const { comparisons } = JSON.parse(stdout);
    expect(comparisons.map((each: { claims: string[] }) => each.claims.join(" "))).toEqual([
      "broken top",
      "broken bottom",
      "top bottom",
    ]);
    expect(comparisons[2]).toEqual({
      claims: ["top", "bottom"],
      corroborates: "no",
      sharedOrigins: ["john-roe"],
      sharedBottlenecks: ["the-wire"],
      sharedOwners: [],
    });
  });

  it("are not compared where all are traced, or one", async () => {
    for (const argv of [["--all"], ["top"]]) {
      const { stdout } = await onStore(STORE, "trace", ...argv, "--format", "json");
      expect(JSON.parse(stdout).comparisons).toEqual([]);
    }
  });
});

describe("a document", () => {
  it("is traced --down: what falls with it", async () => {
    const { stdout, code } = await onStore(STORE, "trace", "study", "--down");
    expect(stdout).toContain("The study ✗ retracted");
    expect(stdout).toContain("rested on by  top");
    expect(code).toBe(0);
  });

  it("has no chain of its own", async () => {
    const { stderr, code } = await onStore(STORE, "trace", "study");
    expect(stderr).toContain("`study` is a document, and a claim is wanted here");
    expect(code).toBe(2);
  });
});

describe("what can't be had is refused, and nothing printed", () => {
  it.each([
    [["top", "--format", "svgg"], "did you mean `svg`?"],
    [["top", "--format", "svg", "--drift"], "--drift can't be had as svg"],
    [["top", "--format", "flat", "--drift"], "one of tree, json, jsonl"],
    [["top", "--format", "mermaid", "--down"], "--down can't be had as mermaid"],
    [["study", "--format", "json", "--down"], "`study` is a document, and a claim is wanted here"],
    [["study", "--format", "dot", "--down"], "can't be had as dot"],
    [["jane-doe", "--down"], "`jane-doe` is an agent, and a claim or a document is wanted here"],
    [["topp"], "did you mean `top`?"],
    [["top", "-o", "missing/picture.svg"], "can't be written"],
  ])("%j", async (argv, message) => {
    const { stdout, stderr, code } = await onStore(STORE, "trace", ...argv);
    expect(stderr).toContain(message);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });
});

describe("JSON follows its schema", () => {
  const schemaOf = async () =>
    new Ajv2020({ strict: false }).compile(JSON.parse((await claims(["schema", "trace"])).stdout));

  it.each([
    ["one claim", ["top"]],
    ["several, compared", ["top", "bottom", "broken"]],
    ["all", ["--all"]],
  ])("of %s", async (_, argv) => {
    const validate = await schemaOf();
    const { stdout } = await onStore(STORE, "trace", ...argv, "--format", "json");
    validate(JSON.parse(stdout));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each(readdirSync(join(ROOT, "test/cases")))("of the case %s", async (name) => {
    const validate = await schemaOf();
    const argv = ["trace", "--all", "--format", "json"];
    const { stdout } = await claims(argv, { cwd: join(ROOT, "test/cases", name) });
    validate(JSON.parse(stdout));
    expect(validate.errors ?? []).toEqual([]);
  });
});
