import { stringify as toCsv } from "csv-stringify/sync";
import { markdownTable } from "markdown-table";
import type { ListReport } from "../model/output.js";
import type { Status } from "../provenance/measures.js";
import type { Traced } from "../provenance/provenance.js";
import { nameOf } from "../provenance/ways.js";
import { locate } from "../store/source.js";
import type { Store } from "../store/store.js";
import { type Column, layColumns } from "../terminal/columns.js";
import { toJson } from "../terminal/json.js";
import { paintStatus, type Style } from "../terminal/style.js";
import { oneLine, width } from "../terminal/text.js";
import { COLUMNS, type ColumnName } from "./rows.js";

/** The forms of a list of claims. */
export const LIST_FORMATS = ["table", "plain", "json", "jsonl", "csv", "tsv", "markdown"] as const;

/** One of {@link LIST_FORMATS}. */
export type ListFormat = (typeof LIST_FORMATS)[number];

/** A list of claims, narrowed and sorted. */
export interface ClaimList {
  readonly store: Store;
  readonly claims: readonly Traced[];
  readonly columns: readonly ColumnName[];
}

/** Prints a list, piece by piece; each piece ends with a line end. */
export function* printList(format: ListFormat, list: ClaimList, style: Style): Generator<string> {
  const rows = (clean: (text: string) => string) =>
    list.claims.map((traced) =>
      list.columns.map((name) => clean(COLUMNS[name].cell(traced, list.store, style))),
    );
  switch (format) {
    case "table":
      yield* printTable(list, style);
      return;
    case "plain":
      for (const row of rows(oneLine)) yield `${row.join("\t")}\n`;
      return;
    case "csv":
    case "tsv":
      yield toCsv([[...list.columns], ...rows(oneLine)], {
        delimiter: format === "csv" ? "," : "\t",
        record_delimiter: format === "csv" ? "windows" : "unix",
        escape_formulas: true,
      });
      return;
    case "markdown": {
      const titles = list.columns.map((name) => COLUMNS[name].title);
      const table = [titles, ...rows(escapeMarkdown)];
      yield `${markdownTable(table, { stringLength: width })}\n`;
      return;
    }
    case "json":
      yield `${toJson(listData(list), 2)}\n`;
      return;
    case "jsonl":
      for (const claim of listData(list).claims) yield `${toJson(claim)}\n`;
  }
}

/** How narrow each column may become, round by round, and which go first where that is not enough. */
const GIVING_WAY: Partial<Record<ColumnName, Pick<Column, "floors" | "dispensable">>> = {
  id: { floors: [80, 26, 18] },
  speaker: { floors: [24, 16, 12] },
  via: { floors: [28, 18, 12], dispensable: 3 },
  claim: { floors: [40, 28, 20] },
  date: { dispensable: 2 },
  tags: { floors: [24, 16, 12], dispensable: 4 },
  origins: { floors: [24, 16, 12], dispensable: 4 },
  bottlenecks: { floors: [24, 16, 12], dispensable: 4 },
};

function* printTable({ store, claims, columns }: ClaimList, style: Style): Generator<string> {
  if (claims.length === 0) return;
  const { chalk } = style;
  const laid = columns.map((name): Column => {
    const { title, cell } = COLUMNS[name];
    const cells = claims.map((traced) => oneLine(cell(traced, store, style)));
    const paint = {
      id: (text: string) => chalk.cyan(text),
      date: (text: string) => chalk.dim(text),
      via: (text: string) => chalk.dim(text),
      status: (text: string, row: number) => paintStatus(style, cells[row] as Status, text),
    }[name as string];
    return { title, cells, ...GIVING_WAY[name], ...(paint ? { paint } : {}) };
  });
  for (const line of layColumns(laid, style.columns, chalk.bold)) yield `${line}\n`;
}

/** Escapes what Markdown or the HTML in it would act on, and keeps a cell on one line. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]~|$]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/(https?):/gi, "$1&#58;")
    .replaceAll("@", "&#64;");
}

function listData({ store, claims }: ClaimList): ListReport {
  return {
    formatVersion: 1,
    complete: store.complete,
    total: store.claims.size,
    claims: claims.map((traced) => {
      const { chain, status, hands, reports, independent } = traced;
      const { id, value } = chain.claim;
      const { speaker } = chain;
      const { file, line, column } = locate(chain.claim);
      const kind = speaker?.kind === "document" ? "document" : speaker?.value.kind;
      return {
        id,
        text: value.text,
        date: value.date ?? null,
        speaker: {
          id: value.speaker,
          name: speaker ? nameOf(speaker) : value.speaker,
          kind: kind ?? (value.speaker === "unknown" ? "unknown" : "missing"),
        },
        via: chain.hops.map(({ name }) => name),
        status,
        hands,
        reports,
        independent: { min: independent.min, max: independent.max },
        bottlenecks: [...traced.bottlenecks],
        origins: [...traced.origins],
        tags: [...(value.tags ?? [])],
        location: { file, line, column },
      };
    }),
  };
}
