import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { type ChainForm, takeRow } from "../formats/import-table.js";
import type { Intake } from "../formats/intake.js";
import {
  type Columns,
  checkMapping,
  columnsOf,
  type Mapping,
  type MappingReading,
  parseMapping,
} from "../formats/mapping.js";
import { type Row, RowReader, sniffDelimiter, type TableForm } from "../formats/rows.js";
import { reasonOf } from "../store/disk.js";
import { parseYaml } from "../store/parse.js";
import { decodeText } from "../store/text.js";
import { toData } from "../store/yaml.js";
import type { TableOptions } from "./import-formats.js";
import type { Source } from "./import-source.js";
import { type GlobalOptions, type Io, UsageError } from "./io.js";
import { workingFolder } from "./open.js";

/**
 * Reads a table into an intake, row by row.
 *
 * @throws UsageError where its header or a flag can't be used
 */
export function readTable(source: Source, intake: Intake, options: TableOptions, io: Io): void {
  const mapping = mappingOf(options, io);
  if (!["origin-first", "origin-last"].includes(options.chainOrder ?? "origin-first")) {
    throw new UsageError("--chain-order must be origin-first or origin-last");
  }
  const chain: ChainForm = {
    separator: options.chainSeparator,
    order: options.chainOrder ?? "origin-first",
  };
  let reader: RowReader | undefined;
  let columns: Columns | undefined;
  let header: readonly string[] = [];
  const take = (row: Row): void => {
    if (!columns) {
      if ("fault" in row) throw headless(source.name, row.fault);
      header = row.cells;
      columns = found(columnsOf(header, mapping), source.name);
      for (const name of columns.left) intake.leave(`the column \`${name}\``);
    } else if ("fault" in row) {
      intake.report(row.line, `${row.fault}; the row is left out`);
    } else if (row.cells.length === header.length) {
      takeRow(row.line, row.cells, columns, chain, intake);
    } else if (row.cells.some((cell) => cell.trim() !== "")) {
      const has = `the row has ${row.cells.length} cells, and the header ${header.length}`;
      intake.report(row.line, `${has}; the row is left out`);
    }
  };
  for (const piece of source.pieces()) {
    reader ??= new RowReader(formOf(options, piece));
    for (const row of reader.push(piece)) take(row);
  }
  for (const row of reader?.end() ?? []) take(row);
  if (!columns) throw headless(source.name, "it is empty");
}

function headless(name: string, reason: string): UsageError {
  return new UsageError(`\`${name}\` has no header: ${reason}`);
}

function found<T extends object>(value: T | { readonly fault: string }, name: string): T {
  if ("fault" in value) throw new UsageError(`\`${name}\` can't be taken: ${value.fault}`);
  return value;
}

function formOf({ delimiter, quote = '"' }: TableOptions, head: Uint8Array): TableForm {
  const named = delimiter === "tab" || delimiter === "\\t" ? "\t" : delimiter;
  if (named === "" || (named !== undefined && /[\r\n]/.test(named))) {
    throw new UsageError("--delimiter must be what divides the cells, such as `;` or `tab`");
  }
  if (quote !== "none" && quote.length !== 1) {
    throw new UsageError("--quote must be one character, or `none`");
  }
  const divides = named ?? sniffDelimiter(head);
  if (quote === divides) throw new UsageError("--quote and --delimiter can't be the same");
  return { delimiter: divides, quote: quote === "none" ? undefined : quote };
}

function mappingOf({ map, ...options }: TableOptions, io: Io): Mapping | undefined {
  if (map === undefined) return undefined;
  const all = map.flatMap((each) => {
    const read = each.includes("=") ? parseMapping(each) : mappingIn(each, io, options);
    if ("fault" in read) throw new UsageError(`--map can't be used: ${read.fault}`);
    return [...read.mapping];
  });
  const united = checkMapping(all);
  if ("fault" in united) throw new UsageError(`--map can't be used: ${united.fault}`);
  return united.mapping;
}

/** The largest mapping, in bytes: what is larger is something else. */
const MAX_MAPPING_BYTES = 1024 * 1024;

/** Reads a mapping out of a file: YAML, a key of the format and a column's name on each line. */
function mappingIn(file: string, io: Io, options: GlobalOptions): MappingReading {
  const path = resolve(workingFolder(io, options), file);
  let bytes: Uint8Array;
  try {
    if (nodeFs.statSync(path).size > MAX_MAPPING_BYTES)
      return { fault: `\`${file}\` is too large` };
    bytes = nodeFs.readFileSync(path);
  } catch (error) {
    const help = `\n  = help: it takes text=COLUMN,speaker=COLUMN,… or a file that says so`;
    return { fault: `\`${file}\` can't be read: ${reasonOf(error)}${help}` };
  }
  const { text } = decodeText(bytes);
  const { roots, problems } = parseYaml(text);
  const data = toData(roots[0], { text, report: () => {} });
  const isMapping = typeof data === "object" && data !== null && !Array.isArray(data);
  if (problems.length > 0 || !isMapping) return { fault: `\`${file}\` is no mapping in YAML` };
  return checkMapping(Object.entries(data));
}
