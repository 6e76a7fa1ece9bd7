import type { ChainForm } from "../formats/import-table.js";
import type { Intake } from "../formats/intake.js";
import { linesOf, type Source, wholeText } from "./import-source.js";
import { type GlobalOptions, type Io, UsageError } from "./io.js";

/** The flags by which a table is read. */
export interface TableOptions extends GlobalOptions {
  /** `text=COLUMN,speaker=COLUMN`, or the path of a file; several are united. */
  readonly map?: readonly string[];
  readonly delimiter?: string;
  readonly quote?: string;
  readonly chainOrder?: ChainForm["order"];
  readonly chainSeparator?: string;
}

/** Reads a foreign file into an intake. */
type Reader = (source: Source, intake: Intake, options: TableOptions, io: Io) => void;

const TABLE_FLAGS = ["map", "delimiter", "quote", "chain-order", "chain-separator"] as const;

/** @throws UsageError where a flag of tables is given for a format that is none */
export function refuseTableFlags(format: string, options: TableOptions): void {
  if (format === "csv" || format === "tsv") return;
  const { map, delimiter, quote, chainOrder, chainSeparator } = options;
  const given = [map, delimiter, quote, chainOrder, chainSeparator];
  const flag = TABLE_FLAGS.find((_, index) => given[index] !== undefined);
  if (flag === undefined) return;
  throw new UsageError(`--${flag} means nothing to ${format}\n  = help: it is for csv, tsv`);
}

/** How each format is read; what reads it is loaded when it is asked for. */
export const READERS: Readonly<Record<string, () => Promise<Reader>>> = {
  csv: async () => (await import("./import-tables.js")).readTable,
  tsv: async () => {
    const { readTable } = await import("./import-tables.js");
    return (source, intake, options, io) =>
      readTable(source, intake, { delimiter: "\t", ...options }, io);
  },
  "claim-review": async () => {
    const { takeClaimReviews } = await import("../formats/import-claim-review.js");
    return (source, intake) => takeClaimReviews(wholeText(source), intake);
  },
  json: async () => {
    const { takeJson } = await import("../formats/import-json.js");
    return (source, intake) => takeJson(wholeText(source), intake);
  },
  jsonl: async () => {
    const { takeJsonLine } = await import("../formats/import-json.js");
    return (source, intake) => {
      for (const { line, text } of linesOf(source)) {
        if (text === undefined) intake.report(line, "there are bytes that are no UTF-8");
        else takeJsonLine(text, line, intake);
      }
    };
  },
  "prov-json": async () => {
    const { takeProv } = await import("../formats/import-prov.js");
    return (source, intake) => takeProv(wholeText(source), intake);
  },
};
