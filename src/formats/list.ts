import type { TableName } from "./columns.js";
import type { CsvOptions } from "./csv.js";
import type { Exporter } from "./format.js";
import type { Naming } from "./iris.js";

/** What can be asked of a format. */
export interface FormatOptions {
  /** A spreadsheet's rows. */
  readonly rows: CsvOptions["rows"];
  /** Whether a spreadsheet begins with a byte order mark. */
  readonly bom: boolean;
  /** The table that a Parquet file holds. */
  readonly table: TableName;
  /** What linked data names entries with. */
  readonly naming: Naming;
}

/** A flag that means something to some formats only. */
export type FormatFlag = "rows" | "bom" | "table" | keyof Naming;

/** A format that stores can be written in. */
export interface Format {
  /** What it is good for, in a few words. */
  readonly description: string;
  /** The flags that it heeds. */
  readonly flags?: readonly FormatFlag[];
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
    flags: ["rows", "bom"],
    load: async ({ rows, bom }) =>
      (await import("./csv.js")).csvExporter({ form: "csv", rows, bom }),
  },
  tsv: {
    description: "the same with tabs",
    flags: ["rows", "bom"],
    load: async ({ rows, bom }) =>
      (await import("./csv.js")).csvExporter({ form: "tsv", rows, bom }),
  },
  "schema-org": {
    description: "JSON-LD for search engines and fact-check aggregators",
    flags: ["base"],
    load: async ({ naming }) => (await import("./schema-org.js")).schemaOrgNamed(naming),
  },
  prov: {
    description: "W3C PROV-O as JSON-LD, for tools of provenance",
    flags: ["base"],
    load: async ({ naming }) => (await import("./prov.js")).provNamed(naming),
  },
  "prov-json": {
    description: "W3C PROV-JSON; can be imported again",
    flags: ["base"],
    load: async ({ naming }) => (await import("./prov-json.js")).provJsonNamed(naming),
  },
  nanopub: {
    description: "a nanopublication a claim, in TriG",
    flags: ["base", "recorder", "license"],
    load: async ({ naming }) => (await import("./nanopub.js")).nanopubNamed(naming),
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
    flags: ["table"],
    isBinary: true,
    load: async ({ table }) => (await import("./parquet.js")).parquetExporter(table),
  },
} satisfies Record<string, Format>;

/** The name of a format. */
export type FormatName = keyof typeof FORMATS;
