import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "markdown-table";
import { describe, expect, it } from "vitest";
import { READERS } from "../../src/commands/import-formats.js";
import { TABLE_NAMES, tableOf } from "../../src/formats/columns.js";
import { FORMATS } from "../../src/formats/list.js";
import { SQL_TABLES } from "../../src/formats/sql-tables.js";
import { FULL_AGENT, FULL_CLAIM, FULL_DOCUMENT } from "../model/full-entries.js";
import { ROOT } from "../support/run.js";

const PAGE = join(ROOT, "docs/formats.md");
const page = readFileSync(PAGE, "utf8");

const TYPES = {
  text: "text",
  texts: "list",
  whole: "whole number",
  truth: "true or false",
  json: "JSON",
};

/** The columns of every table, as the page shows them. */
function columnsSection(): string {
  const sections = TABLE_NAMES.map((table) => {
    const rows = tableOf(table).columns.map(({ name, key, type }) => [
      `\`${name}\``,
      `\`${key ?? name.replaceAll("_", "-")}\``,
      TYPES[type],
    ]);
    const heads = ["column", table === "claims" || table === "hops" ? "in csv" : "key", "type"];
    return `### ${table}\n\n${markdownTable([heads, ...rows], { alignDelimiters: false, padding: true })}\n`;
  });
  return sections.join("\n");
}

describe("docs/formats.md", () => {
  it("lists every column", async () => {
    const [above, ...rest] = page.split(/^(?=### claims$)/m);
    const below = rest
      .join("")
      .split(/^(?=## )/m)
      .slice(1);
    const fresh = [above!.trimEnd(), columnsSection().trimEnd(), ...below].join("\n\n");
    await expect(`${fresh.trimEnd()}\n`).toMatchFileSnapshot(PAGE);
  });

  it("has a heading for every format", () => {
    const headings = [...page.matchAll(/^## (.*)$/gm)].flatMap(([, names]) => names!.split(", "));
    expect(headings).toEqual(
      expect.arrayContaining([...Object.keys(FORMATS), ...Object.keys(READERS)]),
    );
  });

  it("names every table of the database, and its columns", () => {
    for (const { name } of SQL_TABLES) expect(page).toContain(`\`${name}\``);
  });
});

describe("columns", () => {
  it("have one type wherever a name stands, as GraphML asks for", () => {
    const types = new Map<string, string>();
    for (const { name, type } of TABLE_NAMES.flatMap((table) => tableOf(table).columns)) {
      expect(types.get(name) ?? type, name).toBe(type);
      types.set(name, type);
    }
  });

  it.each([
    ["claims", Object.keys(FULL_CLAIM)],
    ["hops", Object.keys(FULL_CLAIM.relay[1]!)],
    ["agents", Object.keys(FULL_AGENT)],
    ["documents", Object.keys(FULL_DOCUMENT)],
  ] as const)("of %s hold every key of the format", (table, keys) => {
    const known = tableOf(table).columns.map(({ name, key }) => key ?? name);
    // Chains tell relays, grades and amendments are several columns, and nobody confidential goes out.
    const elsewhere = ["relay", "grade", "confidential"];
    expect(known).toEqual(expect.arrayContaining(keys.filter((key) => !elsewhere.includes(key))));
  });
});
