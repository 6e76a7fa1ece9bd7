import * as nodeFs from "node:fs";
import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printReport } from "../src/diagnostics/print.js";
import { parseEdtf } from "../src/model/edtf.js";
import { checkStore } from "../src/rules/engine.js";
import { RULES } from "../src/rules/list.js";
import type { Rule } from "../src/rules/rule.js";
import type { Disk } from "../src/store/disk.js";
import { readFiles, readFolders } from "../src/store/folders.js";
import { loadSnapshots, type Snapshots } from "../src/store/snapshots.js";
import { type Store, uniteStore } from "../src/store/store.js";
import { fence, sentence } from "../src/terminal/markdown.js";
import { PLAIN } from "../src/terminal/style.js";
import { rulesReference } from "../src/views/rules-reference.js";
import { ROOT } from "./support/run.js";
import { storeOf } from "./support/store.js";

const today = parseEdtf("2026-01-01")!;
const FIXTURES = join(ROOT, "test/rules");

/** What `claims validate` prints of one rule's findings in a store. */
function findingsOf(rule: Rule, store: Store, snapshots?: Snapshots): string {
  const lineOf = (path: string, line: number) =>
    store.files.find((file) => file.path === path)?.line(line) ?? "";
  const options = { today, ...(snapshots ? { snapshots } : {}) };
  const findings = checkStore(store, options).filter((found) => found.rule === rule.name);
  const report = { findings, files: store.files.length, claims: store.claims.size };
  return [...printReport("pretty", report, lineOf, PLAIN)].join("").trimEnd();
}

/** What the disk says of a file that may not be read, and of one that is too large. */
const DISKS: Readonly<Record<string, () => Stats>> = {
  "unreadable-file": () => {
    throw Object.assign(new Error("EACCES"), { code: "EACCES" });
  },
  "file-too-large": () => Object.assign(statSync(import.meta.filename), { size: 20 * 2 ** 20 }),
};

/** What is found in the store of the rule's own tests, or on a disk that shows what no text can. */
async function foundInTests(rule: Rule): Promise<string> {
  const stat = DISKS[rule.name];
  if (stat) {
    const disk = { ...nodeFs, statSync: stat as unknown as Disk["statSync"] };
    return findingsOf(
      rule,
      uniteStore(await readFiles([{ path: "", shown: "claims/store.yaml" }], { disk })),
    );
  }
  const base = join(FIXTURES, rule.name);
  const folder = join(base, "store");
  const store = uniteStore(await readFolders([folder], { base, root: base, exclude: [] }));
  return findingsOf(rule, store, await loadSnapshots(store, { base, roots: [folder] }));
}

/** Every message as users see it, rule by rule. */
async function* gallery(): AsyncGenerator<string> {
  yield `# Every message

What \`claims validate\` prints, rule by rule: first for the failing example of [rules.md](rules.md), then for the
store of the rule's tests, whose files are in \`test/rules/RULE/store/\`. The page is written by the tests: a
message that changes shows here.
`;
  for (const rule of RULES) {
    yield `\n## ${rule.name}\n\n${sentence(rule.summary)} [Why that is bad](rules.md#${rule.name}).\n`;
    if (rule.examples) {
      yield `\n${fence(findingsOf(rule, storeOf(rule.examples.bad)), "text")}\n`;
    }
    if (rule.examples) yield "\nIn its tests:\n";
    yield `\n${fence(await foundInTests(rule), "text")}\n`;
  }
}

async function galleryPage(): Promise<string> {
  const parts: string[] = [];
  for await (const part of gallery()) parts.push(part);
  return parts.join("");
}

describe("the pages on rules are up to date", () => {
  it("docs/rules.md", async () => {
    const page = [...rulesReference(RULES)].join("");
    await expect(page).toMatchFileSnapshot(join(ROOT, "docs/rules.md"));
  });

  it("docs/errors.md", async () => {
    await expect(await galleryPage()).toMatchFileSnapshot(join(ROOT, "docs/errors.md"));
  });
});

describe("docs/rules.md", () => {
  const page = [...rulesReference(RULES)].join("");

  it.each(RULES)("tells all of $name", ({ name, summary, why, examples, check }) => {
    const section = page.slice(page.indexOf(`\n### ${name}\n`));
    const own = section.slice(0, section.indexOf("\n### ", 1) + 1 || undefined);
    for (const text of [summary, why, examples?.bad, examples?.good])
      expect(own).toContain(text ?? "");
    expect(own.includes("-- why it is all right here`")).toBe(check !== undefined);
    expect(page).toContain(`[\`${name}\`](#${name})`);
  });

  it("has a heading for each rule and no other", () => {
    const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, name]) => name!);
    expect(headings.sort()).toEqual(RULES.map(({ name }) => name).sort());
  });
});

describe("docs/errors.md", () => {
  it("shows each rule's findings, in every fixture", async () => {
    const page = await galleryPage();
    for (const { name } of RULES) expect(page).toContain(`[${name}]: `);
    for (const name of readdirSync(FIXTURES).filter((file) => !file.includes("."))) {
      expect(page).toContain(`\n## ${name}\n`);
    }
  });
});

describe("a fence holds any content", () => {
  it.each(["plain", "```\nnested\n```", "``", "a ````` b", "", "~~~\n~~~"])("%j", (text) => {
    const [first, ...rest] = fence(text, "yaml").split("\n");
    const marks = /^`+/.exec(first!)![0];
    expect(first).toBe(`${marks}yaml`);
    expect(rest.pop()).toBe(marks);
    expect(rest.join("\n")).toBe(text);
    expect(text).not.toContain(marks);
  });
});
