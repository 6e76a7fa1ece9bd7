import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import { type Cell, type Column, type Lose, type TableName, tableOf } from "./columns.js";
import type { Exporter } from "./format.js";
import { wellFormed } from "./text.js";

/** So many rows stand in a group: what is held in memory, and what a reader fetches at once. */
const ROWS_IN_A_GROUP = 10_000;

/**
 * Makes the exporter of one table as a Parquet file, compressed with Snappy. Lists are Parquet's own
 * three-level lists; what is a list of mappings is JSON text.
 */
export function parquetExporter(name: TableName): Exporter {
  const { columns, rows: rowsOf } = tableOf(name);
  return function* (request, lose) {
    const bytes = new ByteWriter();
    const file = new ParquetWriter({
      writer: bytes,
      schema: schemaOf(columns),
      createdBy: `claims version ${request.version}`,
    });
    let rows: unknown[] = [];
    const writeGroup = (): Uint8Array => {
      const columnData = columns.map((column) => ({
        name: column.name,
        data: rows.map((row) => storedOf(column.of(row, request, lose), lose)),
      }));
      rows = [];
      file.write({ columnData, rowGroupSize: ROWS_IN_A_GROUP });
      return taken(bytes);
    };
    for (const row of rowsOf(request)) {
      rows.push(row);
      if (rows.length === ROWS_IN_A_GROUP) yield writeGroup();
    }
    if (rows.length > 0) yield writeGroup();
    file.finish();
    yield taken(bytes);
  };
}

/** Takes away what was written; the offset goes on, since places in the file are counted by it. */
function taken(bytes: ByteWriter): Uint8Array {
  const copy = bytes.getBytes().slice();
  bytes.index = 0;
  return copy;
}

function storedOf(cell: Cell, lose: Lose): unknown {
  if (typeof cell === "object") return cell.map((item) => wellFormed(item, lose));
  return typeof cell === "string" ? wellFormed(cell, lose) : cell;
}

function schemaOf(columns: readonly Column<unknown>[]): SchemaElement[] {
  return [{ name: "root", num_children: columns.length }, ...columns.flatMap(elementsOf)];
}

const TEXT = { type: "BYTE_ARRAY", converted_type: "UTF8" } as const;

function elementsOf({ name, type, required }: Column<unknown>): SchemaElement[] {
  const repetition_type = required ? "REQUIRED" : "OPTIONAL";
  switch (type) {
    case "texts":
      return [
        { name, repetition_type, converted_type: "LIST", num_children: 1 },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        { name: "element", repetition_type: "REQUIRED", ...TEXT },
      ];
    // Not every engine knows Parquet's own JSON type without an extension.
    case "text":
    case "json":
      return [{ name, repetition_type, ...TEXT }];
    case "whole":
      return [{ name, repetition_type, type: "INT32" }];
    case "truth":
      return [{ name, repetition_type, type: "BOOLEAN" }];
  }
}
