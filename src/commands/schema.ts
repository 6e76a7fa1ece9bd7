import { jsonSchema, SCHEMAS } from "../model/json-schema.js";
import { toJson } from "../terminal/json.js";
import { EXIT, type Io } from "./io.js";
import { oneOf } from "./resolve.js";

/** `claims schema`: prints the JSON Schema of the store's files, or of a command's output. */
export function schema(name: string, io: Io): number {
  const known = oneOf("schema", name, SCHEMAS);
  io.stdout.write(`${toJson(jsonSchema(known), 2)}\n`);
  return EXIT.clean;
}
