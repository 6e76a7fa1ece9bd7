import * as z from "zod";
import { Config } from "./config.js";
import { StoreFile } from "./file.js";
import { ListOutput, TraceOutput, ValidateOutput } from "./output.js";

/** What there is a JSON Schema of. */
export const SCHEMAS = ["store", "config", "list", "trace", "validate"] as const;

/** One of {@link SCHEMAS}. */
export type SchemaName = (typeof SCHEMAS)[number];

const SOURCES: Record<SchemaName, z.ZodType> = {
  store: StoreFile,
  config: Config,
  list: ListOutput,
  trace: TraceOutput,
  validate: ValidateOutput,
};

/** Gives a JSON Schema, draft 2020-12, generated from the zod schema that the tool itself uses. */
export function jsonSchema(name: SchemaName): Record<string, unknown> {
  return z.toJSONSchema(SOURCES[name], { target: "draft-2020-12", io: "input" });
}
