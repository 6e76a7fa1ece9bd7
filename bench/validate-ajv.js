// What a project does that has YAML files and a JSON Schema: `node bench/validate-ajv.js FOLDER`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { storeFiles } from "./read-bytes.js";

const schema = join(import.meta.dirname, "../schemas/claims.schema.json");
const isValid = new Ajv2020({ strict: false, formats: { uri: true } }).compile(
  JSON.parse(readFileSync(schema, "utf8")),
);
for (const path of storeFiles(process.argv[2])) {
  if (isValid(parse(readFileSync(path, "utf8")))) continue;
  console.error(path, isValid.errors);
  process.exitCode = 1;
}
