import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printReport, summarize } from "../../src/diagnostics/print.js";
import { parseEdtf } from "../../src/model/edtf.js";
import { checkStore } from "../../src/rules/engine.js";
import { RULE_NAMES, RULES } from "../../src/rules/list.js";
import { readFolders } from "../../src/store/folders.js";
import { READING_RULES } from "../../src/store/problem.js";
import { loadSnapshots } from "../../src/store/snapshots.js";
import { type Store, uniteStore } from "../../src/store/store.js";
import { PLAIN } from "../../src/terminal/style.js";
import { ROOT } from "../support/run.js";
import { storeOf } from "../support/store.js";

const today = parseEdtf("2026-01-01")!;

/** The rules that no text can show: their tests stand beside what reads the disk. */
const WITHOUT_TEXT = [
  "unreadable-file",
  "file-too-large",
  "not-utf8",
  "snapshot-missing",
  "snapshot-changed",
  "quote-not-in-document",
];

/** What an example leaves out that isn't about it: what refers to its parts, and where all of it can be read. */
const LEFT_OUT = ["unused", "no-document", "quote-without-document"];

/** The rules whose fixture is a folder that can be committed. */
const WITH_FIXTURE = RULE_NAMES.filter(
  (name) => !["unreadable-file", "file-too-large"].includes(name),
);

function rulesFoundIn(store: Store): string[] {
  return checkStore(store, { today }).map(({ rule }) => rule);
}

describe("files, list, examples and fixtures agree", () => {
  const filesIn = (path: string) => readdirSync(join(ROOT, path));

  it("each rule has its own file, named as the rule", () => {
    const files = filesIn("src/rules").map((file) => file.replace(/\.ts$/, ""));
    const others = [
      "affected",
      "engine",
      "list",
      "look-up",
      "rule",
      "scope",
      "store-index",
      "strays",
      "suppressions",
      "twins",
    ];
    expect(files.filter((file) => !others.includes(file)).sort()).toEqual([...RULE_NAMES].sort());
  });

  it("each rule has a fixture, but those that only a disk can show", () => {
    const folders = filesIn("test/rules").filter((name) => !name.includes("."));
    expect(folders.sort()).toEqual([...WITH_FIXTURE].sort());
  });

  it("no name stands twice", () => {
    expect(new Set(RULE_NAMES).size).toBe(RULE_NAMES.length);
  });

  it("what reading a file can find is a rule, and only that has no check of its own", () => {
    const unchecked = RULES.filter(({ check }) => !check).map(({ name }) => name);
    const both = ["control-character", "duplicate-id"];
    const reading = READING_RULES.filter((name) => !both.includes(name));
    expect(unchecked.sort()).toEqual([...reading, "unused-ignore"].sort());
  });

  it("each rule but those has examples", () => {
    const bare = RULES.filter(({ examples }) => !examples).map(({ name }) => name);
    expect(bare.sort()).toEqual([...WITHOUT_TEXT].sort());
  });
});

describe.each(RULES.filter(({ examples }) => examples))("$name", ({ name, examples, severity }) => {
  it("finds its failing example, at its default severity", () => {
    const found = checkStore(storeOf(examples!.bad), { today });
    expect(found.filter(({ rule }) => rule === name).map((each) => each.severity)).toContain(
      severity,
    );
  });

  it("passes its passing example, as do the other rules", () => {
    const found = rulesFoundIn(storeOf(examples!.good));
    expect(found.filter((rule) => rule === name || !LEFT_OUT.includes(rule))).toEqual([]);
  });
});

/** Reads the store of a rule's fixture, with its snapshots, and checks it. */
async function checkFixture(name: string) {
  const folder = join(ROOT, "test/rules", name);
  const root = join(folder, "store");
  const store = uniteStore(await readFolders([root], { base: folder, root: folder, exclude: [] }));
  const snapshots = await loadSnapshots(store, { base: folder, roots: [root] });
  return { name, folder, store, findings: checkStore(store, { today, snapshots }) };
}

const fixtures = await Promise.all(WITH_FIXTURE.map(checkFixture));

describe.each(fixtures)("test/rules/$name", ({ name, folder, store, findings }) => {
  const report = { findings, files: store.files.length, claims: store.claims.size };

  it("prints what is expected", async () => {
    const lineOf = (path: string, line: number) =>
      store.files.find((file) => file.path === path)!.line(line);
    const text = [...printReport("pretty", report, lineOf, PLAIN)].join("");
    await expect(`${text}${summarize(report)}\n`).toMatchFileSnapshot(join(folder, "expected.txt"));
  });

  it("finds the rule that it is for", () => {
    expect(findings.map(({ rule }) => rule)).toContain(name);
  });
});
