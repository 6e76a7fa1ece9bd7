import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { ValidateOutput } from "../../src/model/output.js";
import { fix, fixIn } from "../support/fix.js";
import { folder, onStore, ROOT } from "../support/run.js";

vi.setConfig({ testTimeout: 60_000 });

const UNTIDY = readFileSync(join(ROOT, "test/cli/fix/untidy.yaml"), "utf8");
const AGENTS = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
`;
const claim = (lines: string) => `${AGENTS}claims:\n  c:\n    text: T.\n    ${lines}\n`;
const SPOKEN = "speaker: jane-doe\n    in: page";

describe("a store with one of each slip", () => {
  it.each([
    ["safe", false],
    ["unsafe", true],
  ])("is shown with its %s fixes", async (name, unsafe) => {
    const { stdout, text, opened } = await fix(UNTIDY, { unsafe, diff: true });
    await expect(stdout).toMatchFileSnapshot(`fix/${name}.diff`);
    expect(text()).toBe(UNTIDY);
    expect(opened.store.files.length).toBe(1);
  });

  it.each([
    false,
    true,
  ])("is fixed as it was shown, and a second time is not touched", async (unsafe) => {
    const { stdout } = await fix(UNTIDY, { unsafe, diff: true });
    const first = await fix(UNTIDY, { unsafe });
    const patched = folder({ "store.yaml": UNTIDY });
    execFileSync("git", ["apply", "-"], { cwd: patched, input: stdout });
    expect(first.text()).toBe(readFileSync(join(patched, "claims/store.yaml"), "utf8"));
    const second = await first.again();
    expect(second.text()).toBe(first.text());
    expect(second.fixed).toBe(0);
    expect(second.stderr).toMatch(/^nothing to fix|^fixed 0 findings/);
  });

  it("says what was done", async () => {
    expect((await fix(UNTIDY)).stderr).toMatchInlineSnapshot(`
      "fixed 9 findings in 1 file (4 more with --unsafe-fixes)
      "
    `);
    expect((await fix(UNTIDY, { unsafe: true })).stderr).toMatchInlineSnapshot(`
      "fixed 16 findings in 1 file; left out 1 fix that would bring an error
      "
    `);
    expect((await fix(UNTIDY, { diff: true })).stderr).toMatchInlineSnapshot(`
      "would fix 9 findings in 1 file (4 more with --unsafe-fixes)
      "
    `);
  });

  it("keeps CRLF and a byte order mark", async () => {
    const windows = `\uFEFF${UNTIDY.replaceAll("\n", "\r\n")}`;
    const { text } = await fix(windows, { unsafe: true });
    const unix = await fix(UNTIDY, { unsafe: true });
    expect(text()).toBe(`\uFEFF${unix.text().replaceAll("\n", "\r\n")}`);
  });
});

describe("what is written", () => {
  it.each([
    ["date: 2023-1-5", "date: 2023-01-05"],
    ["date: '2023-1-5'", "date: '2023-01-05'"],
    ['date: "2023/10/26" # why', 'date: "2023-10-26" # why'],
    ["date: 2023-10-26 14:30:00.000Z", "date: 2023-10-26T14:30:00Z"],
    ["date: 0650", 'date: "0650"'],
    ["quote: 1984", 'quote: "1984"'],
    ["how:  0x1F  # x", 'how:  "0x1F"  # x'],
    ["tags: two words", "tags: [two words]"],
    ['tags: "two: words"', 'tags: ["two: words"]'],
    ["tags: 'two'", "tags: ['two']"],
    ["about: The Gazette", "about: [the-gazette]"],
    ["about: [ The Gazette,'jane doe' ]", "about: [ the-gazette,'jane-doe' ]"],
    [
      'relay:\n    - The Gazette\n    -   via: "Unknown"',
      'relay:\n    - the-gazette\n    -   via: "unknown"',
    ],
  ])("%j becomes %j", async (before, after) => {
    const { text } = await fix(claim(`speaker: jane-doe\n    ${before}`));
    expect(text()).toBe(claim(`speaker: jane-doe\n    ${after}`));
  });

  it.each([
    "date: 5/6/2023",
    "date: 2009/10",
    "date: 2023-9",
    "date: 2023-02-30",
    "date: Thursday",
    "about: [somebody else]",
    "tags: a, b",
    "reviews: false claim",
    "quote: |\n      2023-1-5",
    "date: |\n      2023-1-5",
    "spaeker: jane-doe",
    "about: [jane-do]",
    "certainty: certian",
  ])("%j is left alone: what is meant is not certain", async (lines) => {
    const { text, fixed } = await fix(claim(`speaker: jane-doe\n    ${lines}`));
    expect(text()).toBe(claim(`speaker: jane-doe\n    ${lines}`));
    expect(fixed).toBe(0);
  });

  it.each([
    ["certainty: 'certian'", "certainty: 'certain'"],
    ["about: [jane-do]", "about: [jane-doe]"],
    ["abuot: [jane-doe]", "about: [jane-doe]"],
    ["about: [The Gazete]", "about: [the-gazette]"],
    [
      'relay: [the-gazette, {via: unknown, from: "the-gazete"}]',
      'relay: [the-gazette, {via: unknown, from: "the-gazette"}]',
    ],
  ])("%j becomes %j where guesses are wanted", async (before, after) => {
    const { text } = await fix(claim(`speaker: jane-doe\n    ${before}`), { unsafe: true });
    expect(text()).toBe(claim(`speaker: jane-doe\n    ${after}`));
  });

  it("a section and an id are guesses", async () => {
    const store = "agnets:\n  Jane_Doe: { name: Jane, kind: person }\n";
    expect((await fix(store)).text()).toBe(store);
    expect((await fix(store, { unsafe: true })).text()).toBe(
      "agents:\n  jane-doe: { name: Jane, kind: person }\n",
    );
  });

  it.each([
    ["  # claims-ignore: untraced -- why\n", ""],
    ["\t# claims-ignore: untraced -- why  \n", ""],
    ["  # claims-ignore: untraced, own-voice -- why\n", ""],
    ["  # claims-ignore:  untraced , unused  -- why\n", "  # claims-ignore:  unused  -- why\n"],
    ["  # claims-ignore: unused, untraced -- why\n", "  # claims-ignore: unused -- why\n"],
    ["  # claims-ignore: untraced --\n", "  # claims-ignore: untraced --\n"],
    ["  # claims-ignore: nosuchrule -- why\n", "  # claims-ignore: nosuchrule -- why\n"],
  ])("%j becomes %j", async (before, after) => {
    const store = (comment: string) =>
      `agents:\n  # first\n${comment}  a: { name: A, kind: person }`;
    const { text } = await fix(store(before));
    expect(text()).toBe(store(after));
  });

  it("a comment in an incomplete store is kept: what it silences may be in what can't be read", async () => {
    const store = `${AGENTS}claims:\n  # claims-ignore: untraced -- why\n  c: { text: T., speaker: unknown, colour: red }\n  d: { text: U., speaker: jane-doe }\n`;
    expect((await fix(store, { unsafe: true })).text()).toBe(store);
  });
});

describe("a fix that does harm is left out", () => {
  it("where the key stands there already", async () => {
    const store = claim("speaker: jane-doe\n    dat: 2020\n    date: 2021");
    expect((await fix(store, { unsafe: true })).text()).toBe(store);
  });

  it("where a claim would rest on itself, and the others are made", async () => {
    const store = `${AGENTS}claims:
  one: { text: T., speaker: jane-doe, about: [jane-do], based-on: [twoo] }
  two: { text: U., speaker: jane-doe, based-on: [one] }
`;
    const { text, stderr, again } = await fix(store, { unsafe: true });
    expect(text()).toBe(store.replace("jane-do]", "jane-doe]"));
    expect(stderr).toBe("fixed 1 finding in 1 file; left out 1 fix that would bring an error\n");
    expect((await again()).text()).toBe(text());
  });

  it("but not one that uncovers what was wrong before", async () => {
    const store = claim("speaker: jane-doe\n    date: 2023-1-5\n    about: [nobody-here]");
    const { text } = await fix(store);
    expect(text()).toBe(store.replace("2023-1-5", "2023-01-05"));
  });
});

describe("the files", () => {
  const BAD = claim(`${SPOKEN}\n    date: 2023-1-5`);
  const OTHER = "documents:\n  page: { title: P, date: 2023/10/26 }\n";

  it("are fixed together, and only those with a fix are written", async () => {
    const root = folder({
      "a.yaml": BAD,
      "b.yaml": OTHER,
      "c.yaml": "documents:\n  x: { title: X }\n",
    });
    const before = statSync(join(root, "claims/c.yaml")).mtimeMs;
    const { stderr, text } = await fixIn(root);
    expect(stderr).toBe("fixed 2 findings in 2 files\n");
    expect(text("claims/b.yaml")).toContain("date: 2023-10-26 }");
    expect(statSync(join(root, "claims/c.yaml")).mtimeMs).toBe(before);
  });

  it("are none of them written where one can't be", async () => {
    const root = folder({ "a.yaml": BAD, "b.yaml": OTHER });
    chmodSync(join(root, "claims/b.yaml"), 0o444);
    await expect(fixIn(root)).rejects.toThrow(
      "`claims/b.yaml` can't be written: it is read-only\n  = nothing was fixed",
    );
    expect(readFileSync(join(root, "claims/a.yaml"), "utf8")).toBe(BAD);
  });

  it("are left alone where somebody else has written them meanwhile", async () => {
    const root = folder({ "a.yaml": BAD, "b.yaml": OTHER });
    const path = join(root, "claims/a.yaml");
    await fixIn(root, { meanwhile: () => writeFileSync(path, `${BAD}# mine\n`) });
    expect(readFileSync(path, "utf8")).toBe(`${BAD}# mine\n`);
  });

  it("are only those that were chosen", async () => {
    const { text } = await fix(
      { "a.yaml": BAD, "b.yaml": OTHER },
      { choose: (all) => all.filter(({ location }) => location.file === "claims/b.yaml") },
    );
    expect(text("claims/a.yaml")).toBe(BAD);
    expect(text("claims/b.yaml")).toContain("2023-10-26");
  });

  it("with a byte that is no UTF-8, or a control character, are not made worse", async () => {
    const bytes = Buffer.from(BAD.replace("T.", "T\u0007."), "utf8");
    const { text } = await fix({ "store.yaml": bytes, "b.yaml": OTHER });
    expect(text("claims/store.yaml")).toContain("T\u0007.");
    const latin = Buffer.concat([Buffer.from("# caf\xe9\n", "latin1"), Buffer.from(BAD)]);
    const root = folder({ "a.yaml": latin, "b.yaml": OTHER });
    await fixIn(root);
    expect(readFileSync(join(root, "claims/a.yaml")).equals(latin)).toBe(true);
  });

  it("that are symbolic links are no part of a store", async () => {
    const root = folder({ "a.yaml": AGENTS, "elsewhere/b.yaml": OTHER });
    symlinkSync("../elsewhere/b.yaml", join(root, "claims/b.yaml"));
    await fixIn(root);
    expect(readFileSync(join(root, "elsewhere/b.yaml"), "utf8")).toBe(OTHER);
  });
});

describe("a finding in JSON", () => {
  it("says what would mend it", async () => {
    const store = claim(
      "speaker: jane-doe\n    date: '2023-1-5'\n    certainty: certian\n    how: 5 # x",
    );
    const { stdout } = await onStore(store, "validate", "--format", "json");
    const { findings } = ValidateOutput.parse(JSON.parse(stdout));
    const place = (line: number, column: number, endColumn: number) => ({
      file: "claims/store.yaml",
      ...{ line, column, endLine: line, endColumn },
    });
    expect(findings.map(({ fix }) => fix).filter((fix) => fix)).toEqual([
      {
        description: "write `2023-01-05`",
        applicability: "safe",
        edits: [{ location: place(8, 11, 21), replacement: "'2023-01-05'" }],
      },
      {
        description: "write `certain`",
        applicability: "unsafe",
        edits: [{ location: place(9, 16, 23), replacement: "certain" }],
      },
      {
        description: "put it in quotes",
        applicability: "safe",
        edits: [{ location: place(10, 10, 11), replacement: '"5"' }],
      },
    ]);
  });
});

describe("the diff", () => {
  it("shows what a terminal would obey, and is coloured only where it may be", async () => {
    const store = claim("speaker: jane-doe\n    # \u202e \ud800\u2066\n    date: 2023-1-5");
    const { stdout } = await fix(store, { diff: true });
    expect(stdout).toContain("\\u202e \ufffd\\u2066");
    expect(stdout).not.toContain("\x1b");
    const painted = await fix(store, { diff: true, color: true });
    expect(painted.stdout.replace(/\x1b\[\d+m/g, "")).toBe(stdout);
    expect(painted.stdout).toContain("\x1b[32m+    date: 2023-01-05\x1b[39m");
  });

  it("is empty where there is nothing to fix", async () => {
    const { stdout, stderr, files } = await fix(AGENTS, { diff: true });
    expect({ stdout, stderr, files }).toEqual({ stdout: "", stderr: "nothing to fix\n", files: 0 });
  });
});

describe("whatever the slips", () => {
  it("a second run changes nothing", async () => {
    const slip = fc.record({
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      how: fc.constantFrom("drop", "double", "swap", "upper"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(slip, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (slips, unsafe) => {
          let store = UNTIDY;
          for (const { at, how } of slips) {
            const index = Math.floor(at * store.length);
            const [one, two] = [store[index] ?? "", store[index + 1] ?? ""];
            const piece = {
              drop: two,
              double: one + one + two,
              swap: two + one,
              upper: one.toUpperCase() + two,
            }[how];
            store = store.slice(0, index) + piece + store.slice(index + 2);
          }
          const first = await fix(store, { unsafe });
          const second = await first.again();
          expect(second.text()).toBe(first.text());
        },
      ),
      { numRuns: 100 },
    );
  });
});
