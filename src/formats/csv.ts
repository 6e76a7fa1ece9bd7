import { stringify } from "csv-stringify/sync";
import { eachReference } from "../model/references.js";
import type { Traced } from "../provenance/provenance.js";
import { entryOf } from "../store/store.js";
import { oneLine, safe } from "../terminal/text.js";
import { loseWays } from "./chain-text.js";
import { type Cell, type Column, type Lose, type TableName, tableOf } from "./columns.js";
import type { Exporter } from "./format.js";

/** How rows are written, and which. */
export interface CsvOptions {
  /** `csv` as RFC 4180 says; `tsv` with tabs, on one line a row whatever the cells hold. */
  readonly form: "csv" | "tsv";
  readonly rows: Extract<TableName, "claims" | "hops">;
  /** Whether a byte order mark stands first, by which Excel knows UTF-8. */
  readonly bom: boolean;
}

/** So many rows are written at once: the library takes its time to begin. */
const ROWS_AT_ONCE = 500;

/** What a spreadsheet takes for a formula at the beginning of a cell; as the library has it. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Makes the exporter of a spreadsheet: one row a claim, or one row a hop. */
export function csvExporter({ form, rows, bom }: CsvOptions): Exporter {
  const { columns, rows: rowsOf } = tableOf(rows);
  const kept = columns.filter(({ type }) => type !== "json");
  const left = columns.filter(({ type }) => type === "json");
  const toText = (lines: string[][]) =>
    stringify(lines, {
      delimiter: form === "csv" ? "," : "\t",
      record_delimiter: form === "csv" ? "windows" : "unix",
      escape_formulas: true,
    });
  return function* (request, lose) {
    countLeft(rows, request.store, lose);
    if (bom) yield "\uFEFF";
    let lines = [kept.map(headerOf)];
    for (const row of rowsOf(request)) {
      if (rows === "claims") loseWays(row as Traced, request.store, lose);
      for (const column of left) {
        if (column.of(row, request, lose) !== undefined) lose(`${headerOf(column)} of a claim`);
      }
      lines.push(kept.map((column) => cellText(column.of(row, request, lose), form, lose)));
      if (lines.length < ROWS_AT_ONCE) continue;
      yield toText(lines);
      lines = [];
    }
    yield toText(lines);
  };
}

/** A column is called by the format's key where it is one, in the format's way of joining words. */
function headerOf({ name, key }: Column<unknown>): string {
  return key ?? name.replaceAll("_", "-");
}

/** The entries that have no rows here. */
function countLeft(rows: string, store: Parameters<Exporter>[0]["store"], lose: Lose): void {
  for (const _ of store.agents.values())
    lose("what is known of an agent but its id, name and kind");
  for (const _ of store.documents.values()) lose("what is known of a document but its id");
  for (const { value } of store.claims.values()) {
    if (rows === "hops") lose("what is known of a claim but its hops: `--rows claims` has it");
    eachReference("claim", value, (id) => {
      if (!entryOf(store, id))
        lose("that a reference leads nowhere: in a table it looks like a name");
    });
    for (const hop of value.relay ?? []) {
      if (rows === "claims" && typeof hop !== "string") {
        lose("what is known of a hop but its place in the chain: `--rows hops` has it");
      }
    }
  }
}

function cellText(cell: Cell, form: CsvOptions["form"], lose: Lose): string {
  if (cell === undefined) return "";
  if (typeof cell !== "string" && typeof cell !== "object") return String(cell);
  const text = typeof cell === "string" ? cell : listText(cell, lose);
  const clean =
    form === "tsv"
      ? oneLine(text)
      : text
          .split(/\r\n|\r|\n/)
          .map((line) => line.split("\t").map(safe).join("\t"))
          .join("\n");
  if (clean !== text)
    lose("a cell with control characters or line ends, which are written otherwise");
  if (FORMULA.test(clean)) lose("a cell that would be read as a formula: a ' stands ahead of it");
  return clean;
}

function listText(items: readonly string[], lose: Lose): string {
  if (items.some((item) => item.includes("; "))) lose("a list with `; ` in one of its items");
  return items.join("; ");
}
