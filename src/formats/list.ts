import type { TableName } from "./columns.js";
import type { CsvOptions } from "./csv.js";
import type { Exporter } from "./format.js";

/** What can be asked of a format. */
export interface FormatOptions {
  /** A spreadsheet's rows. */
  readonly rows: CsvOptions["rows"];
  /** Whether a spreadsheet begins with a byte order mark. */
  readonly bom: boolean;
  /** The table that a Parquet file holds. */
  readonly table: TableName;
}

/** A format that stores can be written in. */
export interface Format {
  /** What it is good for, in a few words. */
  readonly description: string;
  /** Whether it is bytes, which no terminal can show. */
  readonly isBinary?: true;
  /** Loads what writes it. */
  readonly load: (options: FormatOptions) => Promise<Exporter>;
}

/** The formats that stores can be written in; each is loaded when it is asked for. */
export const FORMATS = {
  json: {
    description: "the whole store, one document; can be imported again",
    load: async () => (await import("./json.js")).exportJson,
  },
  jsonl: {
    description: "the whole store, an entry a line; can be imported again",
    load: async () => (await import("./json.js")).exportJsonLines,
  },
  csv: {
    description: "a row a claim, or a row a hop, for a spreadsheet",
    load: async ({ rows, bom }) =>
      (await import("./csv.js")).csvExporter({ form: "csv", rows, bom }),
  },
  tsv: {
    description: "the same with tabs",
    load: async ({ rows, bom }) =>
      (await import("./csv.js")).csvExporter({ form: "tsv", rows, bom }),
  },
  graphml: {
    description: "the whole graph, for Gephi, yEd, Cytoscape or NetworkX",
    load: async () => (await import("./graphml.js")).exportGraphml,
  },
  dot: {
    description: "the whole graph, for Graphviz",
    load: async () => (await import("./dot.js")).exportDot,
  },
  mermaid: {
    description: "the whole graph, for a Markdown page; small stores only",
    load: async () => (await import("./mermaid.js")).exportMermaid,
  },
  sql: {
    description: "tables and views, for PostgreSQL, SQLite and DuckDB alike",
    load: async () => (await import("./sql.js")).exportSql,
  },
  parquet: {
    description: "one table, for DuckDB, Spark, Trino or BigQuery",
    isBinary: true,
    load: async ({ table }) => (await import("./parquet.js")).parquetExporter(table),
  },
} satisfies Record<string, Format>;

/** The name of a format. */
export type FormatName = keyof typeof FORMATS;
