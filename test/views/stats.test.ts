import { describe, expect, it } from "vitest";
import { Provenance } from "../../src/provenance/provenance.js";
import { statsOf } from "../../src/provenance/stats.js";
import { makeStyle } from "../../src/terminal/style.js";
import { width } from "../../src/terminal/text.js";
import { printStats, STATS_FORMATS, type StatsFormat } from "../../src/views/stats.js";
import { caseStore, hostileStore } from "../support/pictures.js";
import { storeOf } from "../support/store.js";

interface View {
  readonly limit?: number;
  readonly columns?: number;
  readonly ascii?: boolean;
  readonly color?: boolean;
}

/** Prints the statistics of a store. */
function print(store: ReturnType<typeof storeOf>, format: StatsFormat, view: View = {}): string {
  const { limit = 10, columns, ascii = false, color = false } = view;
  const provenance = new Provenance(store);
  const traces = [...store.claims.values()].map((claim) => provenance.trace(claim));
  const style = makeStyle({ color, ascii, columns });
  const counted = statsOf(traces, provenance);
  return [...printStats(format, counted, store.complete, limit, style)].join("");
}

const LONG = storeOf(`agents:
  jane-doe: { name: The Right Honourable Jane Doe of the Ministry for Bridges and Ferries, kind: person }
  the-gazette: { name: ザ・ガゼット新聞社・日刊・朝刊・夕刊・日曜版・特別版・号外・電子版, kind: outlet }
claims:
${Array.from({ length: 12 }, (_, n) => `  c${n}: { text: So., speaker: jane-doe, relay: [the-gazette], tags: [t${n}], date: ${2000 + n} }\n`).join("")}`);

describe("statistics", () => {
  const six = () => caseStore("six-outlets-one-agency");

  it.each(STATS_FORMATS)("as %s", async (format) => {
    await expect(print(six(), format, { columns: 80 })).toMatchFileSnapshot(
      `stats/six.${format}.txt`,
    );
  });

  it("as a table in ASCII", async () => {
    const table = print(six(), "table", { columns: 80, ascii: true });
    await expect(table).toMatchFileSnapshot("stats/six.table-ascii.txt");
    expect(table).toMatch(/^[\n\x20-\x7E]*$/);
  });

  it.each(STATS_FORMATS)("of a store full of other formats' marks, as %s", async (format) => {
    const printed = print(hostileStore(), format);
    await expect(printed).toMatchFileSnapshot(`stats/hostile.${format}.txt`);
    expect(printed.replaceAll("\r\n", "\n")).not.toMatch(
      /[\x00-\x09\x0B-\x1F\x7F-\x9F\u202A-\u202E]/,
    );
  });

  it.each([60, 80, 200])("fit a terminal of %i columns", (columns) => {
    for (const line of print(LONG, "table", { columns }).split("\n").slice(1)) {
      expect(width(line)).toBeLessThanOrEqual(columns);
    }
  });

  it("cut in ASCII are cut with three dots", () => {
    const table = print(LONG, "table", { columns: 60, ascii: true, limit: 5 });
    expect(table).toContain("The Right Honourable Ja...");
    expect(table).toContain("  ... and 7 more\n");
    expect(table).not.toMatch(/[…›█]/);
  });

  it("cut nothing where standard output is no terminal", () => {
    const table = print(LONG, "table");
    expect(table).toContain(
      "The Right Honourable Jane Doe of the Ministry for Bridges and Ferries",
    );
    expect(table).toContain("ザ・ガゼット新聞社・日刊・朝刊・夕刊・日曜版・特別版・号外・電子版");
  });

  it("show at most as many rows as asked for, and say what is left out", () => {
    const table = print(LONG, "table", { limit: 5 });
    expect(table).toContain("Claims by year");
    expect(table.match(/… and 7 more/g)).toHaveLength(3);
    expect(print(LONG, "table", { limit: 12 })).not.toContain("more\n");
  });

  it("say the same in colour as without", () => {
    const colored = print(LONG, "table", { color: true });
    expect(colored).toContain("\x1b[");
    expect(colored.replace(/\x1b\[\d+m/g, "")).toBe(print(LONG, "table"));
  });

  it.each(["json", "csv"] as const)("leave nothing out of %s", (format) => {
    expect(print(LONG, format, { limit: 1 })).toBe(print(LONG, format));
  });

  it("keep a spreadsheet from running a cell", () => {
    const store = storeOf(`agents:
  bad: { name: "=HYPERLINK(1)", kind: person }
claims:
  said: { text: So., speaker: bad, tags: ["+1", "@sum"] }
`);
    const cells = print(store, "csv").split(/[\r\n,]+/);
    expect(cells.filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
    expect(cells).toContain("'=HYPERLINK(1)");
  });

  it("of an empty store are a line, without tables", () => {
    const empty = storeOf("agents: {}\n");
    const line = "0 claims; the original speaker is named in 0 (0 %)\n";
    expect(print(empty, "table")).toBe(line);
    expect(print(empty, "markdown")).toBe(line);
  });
});
