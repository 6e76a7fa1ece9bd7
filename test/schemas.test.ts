import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { jsonSchema, SCHEMAS } from "../src/model/json-schema.js";
import { claims, ROOT } from "./support/run.js";

const FILES = {
  store: "claims",
  config: "config",
  list: "list",
  trace: "trace",
  validate: "validate",
};

function compile(name: keyof typeof FILES): ValidateFunction {
  return new Ajv2020({ strict: false, formats: { uri: true } }).compile(jsonSchema(name));
}

/** Every schema of a property, with the way to it. */
function* properties(schema: unknown, path = ""): Generator<[string, Record<string, unknown>]> {
  if (typeof schema !== "object" || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === "if") continue;
    if (key === "properties" && path.split(".").at(-1) !== "properties") {
      for (const [name, property] of Object.entries(value as Record<string, object>)) {
        yield [`${path}.${name}`, property as Record<string, unknown>];
      }
    }
    yield* properties(value, `${path}.${key}`);
  }
}

describe("schemas/ is generated from the model, and committed", () => {
  it.each(SCHEMAS)("%s is up to date", async (name) => {
    const { stdout, code } = await claims(["schema", name]);
    expect(code).toBe(0);
    const file = join(ROOT, "schemas", `${FILES[name]}.schema.json`);
    await expect(stdout).toMatchFileSnapshot(file);
  });

  it.each(SCHEMAS)("%s is a valid draft 2020-12 schema", (name) => {
    const schema = jsonSchema(name);
    expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(new Ajv2020({ strict: false }).validateSchema(schema)).toBe(true);
  });
});

describe("the store's schema serves an editor", () => {
  it("describes every key", () => {
    const bare = [...properties(jsonSchema("store"))].filter(
      ([, property]) => !("description" in property) && !("$ref" in property),
    );
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  it("allows no key that it doesn't name", () => {
    const open = Object.entries(jsonSchema("store")["$defs"] as Record<string, object>).filter(
      ([, definition]) => !("additionalProperties" in definition),
    );
    expect(open.map(([name]) => name)).toEqual([]);
  });

  it.each(["agents.yaml", "documents.yaml", "hostages.yaml"])("accepts claims/%s", (file) => {
    const validate = compile("store");
    validate(parse(readFileSync(join(ROOT, "claims", file), "utf8")));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    ["an unknown key", { claims: { a: { text: "x", speaker: "b", speeker: "c" } } }],
    ["a claim without a speaker", { claims: { a: { text: "x" } } }],
    ["a person without a name", { agents: { a: { kind: "person" } } }],
    ["an unknown kind", { agents: { a: { kind: "persona", name: "A" } } }],
    ["an id that is none", { agents: { A_b: { kind: "person", name: "A" } } }],
    ["the reserved id", { agents: { unknown: { kind: "person", name: "A" } } }],
    ["an empty relay", { claims: { a: { text: "x", speaker: "b", relay: [] } } }],
    ["a hop without via", { claims: { a: { text: "x", speaker: "b", relay: [{ how: "x" }] } } }],
    ["a blank text", { claims: { a: { text: " ", speaker: "b" } } }],
    ["a list", []],
  ])("rejects %s", (_, data) => {
    expect(compile("store")(data)).toBe(false);
  });

  it.each([
    ["an anonymous agent without a name", { agents: { a: { kind: "anonymous" } } }],
    [
      "a year, which YAML reads as a number",
      { claims: { a: { text: "x", speaker: "b", date: 2023 } } },
    ],
    ["a section with nothing in it", { agents: null, claims: {} }],
  ])("accepts %s", (_, data) => {
    expect(compile("store")(data)).toBe(true);
  });
});

describe("what a command prints as JSON follows its schema", () => {
  it.each([
    ["list", ["list", "--format", "json"]],
    ["trace", ["trace", "--all", "--format", "json"]],
    ["validate", ["validate", "--format", "json"]],
  ] as const)("%s", async (name, argv) => {
    const { stdout } = await claims(argv);
    const validate = compile(name);
    validate(JSON.parse(stdout));
    expect(validate.errors ?? []).toEqual([]);
  });
});
