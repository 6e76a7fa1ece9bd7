import { stringify as toCsv } from "csv-stringify/sync";
import { markdownTable } from "markdown-table";
import type { Status } from "../provenance/measures.js";
import type { Stats, Tally } from "../provenance/stats.js";
import { toJson } from "../terminal/json.js";
import { paintStatus, type Style } from "../terminal/style.js";
import { count, oneLine, pad, truncate, width } from "../terminal/text.js";
import { escapeMarkdown } from "./list.js";

/** The forms of the statistics. */
export const STATS_FORMATS = ["table", "json", "csv", "markdown"] as const;

/** One of {@link STATS_FORMATS}. */
export type StatsFormat = (typeof STATS_FORMATS)[number];

/** The tables, in the order in which they are printed. */
const TABLES = {
  statuses: "Claims by status",
  speakers: "Claims by speaker",
  outlets: "Claims by outlet",
  forums: "Claims by forum",
  years: "Claims by year",
  tags: "Claims by tag",
  bottlenecks: "Most relied on: claims of which every report passes through",
  relays: "Who has it from whom",
  longest: "Longest chains, in hands",
} as const;

type TableName = keyof typeof TABLES;

const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/**
 * Prints statistics, piece by piece.
 *
 * @param limit the most rows of a table; what is left out is said
 */
export function* printStats(
  format: StatsFormat,
  stats: Stats,
  complete: boolean,
  limit: number,
  style: Style,
): Generator<string> {
  switch (format) {
    case "json":
      yield `${toJson({ formatVersion: 1, complete, ...stats }, 2)}\n`;
      return;
    case "csv": {
      const rows = TABLE_NAMES.flatMap((name) =>
        stats[name].map(({ key, name: called, count }) => [name, key, oneLine(called), count]),
      );
      yield toCsv([["table", "key", "name", "count"], ...rows], {
        record_delimiter: "windows",
        escape_formulas: true,
      });
      return;
    }
    case "markdown":
      yield `${escapeMarkdown(headline(stats))}\n`;
      for (const name of TABLE_NAMES) {
        const shown = shownOf(name, stats[name]);
        const rows = shown.slice(0, limit);
        if (rows.length === 0) continue;
        const cells = rows.map((row) => [escapeMarkdown(row.name), String(row.count)]);
        yield `\n### ${TABLES[name]}\n\n`;
        yield `${markdownTable([["", "n"], ...cells], { align: ["l", "r"], stringLength: width })}\n`;
        if (rows.length < shown.length) yield `\n… and ${shown.length - rows.length} more\n`;
      }
      return;
    case "table":
      yield `${headline(stats)}\n`;
      for (const name of TABLE_NAMES) yield* barTable(name, stats[name], limit, style);
  }
}

function headline({ claims, named }: Stats): string {
  const share = claims === 0 ? 0 : Math.round((100 * named) / claims);
  return `${count(claims, "claim")}; the original speaker is named in ${named} (${share} %)`;
}

/** The rows of a table that a person wants to see: no status that no claim has. */
function shownOf(table: TableName, all: readonly Tally[]): readonly Tally[] {
  return table === "statuses" ? all.filter((row) => row.count > 0) : all;
}

/** The longest bar, in columns. */
const BAR = 24;

function* barTable(
  table: TableName,
  all: readonly Tally[],
  limit: number,
  style: Style,
): Generator<string> {
  const shown = shownOf(table, all);
  const rows = shown.slice(0, limit);
  if (rows.length === 0) return;
  const { chalk } = style;
  yield `\n${chalk.bold(TABLES[table])}\n`;
  const room = Math.max(16, (style.columns ?? 1000) - BAR - 10);
  const [arrow, more] = style.ascii ? [" > ", "..."] : [" › ", "…"];
  const nameOf = ({ name }: Tally) => (table === "relays" ? name.replace(" › ", arrow) : name);
  const names = rows.map((row) => truncate(oneLine(nameOf(row)), room, more));
  const widest = Math.max(...names.map(width));
  const most = Math.max(...rows.map((row) => row.count));
  const digits = String(most).length;
  for (const [index, row] of rows.entries()) {
    const name = pad(names[index]!, widest);
    const painted = table === "statuses" ? paintStatus(style, row.key as Status, name) : name;
    const bar = (style.ascii ? "#" : "█").repeat(Math.max(1, Math.round((BAR * row.count) / most)));
    yield `  ${painted}  ${String(row.count).padStart(digits)}  ${chalk.blue(bar)}\n`;
  }
  if (rows.length < shown.length)
    yield chalk.dim(`  ${more} and ${shown.length - rows.length} more\n`);
}
