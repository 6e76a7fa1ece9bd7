import type * as z from "zod";
import type { CheckName } from "./checks.js";
import { NAMED_CHECKS } from "./fields.js";

/**
 * A schema as plain data: what the fast reader checks entries with, so that it needs no zod. It takes
 * nothing that the schema doesn't; what it doesn't take, the schema judges.
 */
export type Shape = (
  | { readonly type: "text"; readonly patterns?: readonly string[] }
  | { readonly type: "word"; readonly words: readonly string[] }
  | { readonly type: "truth" }
  | { readonly type: "number"; readonly whole?: true; readonly min?: number; readonly max?: number }
  | { readonly type: "date" }
  | { readonly type: "list"; readonly items: Shape; readonly least?: number }
  | { readonly type: "either"; readonly shapes: readonly Shape[] }
  | { readonly type: "record"; readonly pattern?: string; readonly values: Shape }
  | {
      readonly type: "object";
      readonly keys: Readonly<Record<string, Shape>>;
      readonly required?: readonly string[];
    }
) & { readonly check?: CheckName };

type Schema = z.core.$ZodType;

/**
 * Gives the shape of a zod schema.
 *
 * @throws Error where the schema holds what a shape can't say: a check of its own without a name, or
 *   a type that no store file has
 */
export function shapeOf(schema: Schema): Shape {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const check = NAMED_CHECKS.get(schema)?.check;
  const named = check === undefined ? {} : { check };
  const checks = (def.checks ?? []).map((each) => each._zod.def as CheckDef);
  switch (def.type) {
    case "string":
      return { type: "text", ...patternsOf(checks, check), ...named };
    case "enum":
      return { type: "word", words: Object.values(def.entries).map(String) };
    case "boolean":
      return { type: "truth" };
    case "number":
      return { type: "number", ...boundsOf(def as CheckDef, checks) };
    case "array": {
      const least = checks.find((each) => each.check === "min_length")?.minimum;
      return { type: "list", items: shapeOf(def.element), ...(least ? { least } : {}) };
    }
    case "union":
      return { type: "either", shapes: def.options.map(shapeOf) };
    case "record": {
      const key = shapeOf(def.keyType);
      const pattern = key.type === "text" ? key.patterns?.[0] : undefined;
      return {
        type: "record",
        ...(pattern === undefined ? {} : { pattern }),
        values: shapeOf(def.valueType),
      };
    }
    case "object":
      if (checks.length > 0 && !check) break;
      return { type: "object", ...fieldsOf(def.shape), ...named };
    case "pipe":
      if (check === "date") return { type: "date" };
  }
  throw new Error(`the fast reader knows no schema of the type ${def.type} with these checks`);
}

interface CheckDef {
  readonly check?: string;
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly value?: number;
}

function patternsOf(checks: readonly CheckDef[], check?: CheckName): { patterns?: string[] } {
  const patterns = checks.flatMap(({ pattern }) => (pattern ? [pattern.source] : []));
  if (patterns.length + (check ? 1 : 0) < checks.length) {
    throw new Error("the fast reader knows no check of a text but patterns and named ones");
  }
  return patterns.length > 0 ? { patterns } : {};
}

function boundsOf(def: CheckDef, checks: readonly CheckDef[]) {
  const bound = (name: string) => checks.find(({ check }) => check === name)?.value;
  const [min, max] = [bound("greater_than"), bound("less_than")];
  const known = checks.every(({ check }) =>
    /^(greater|less)_than$|^number_format$/.test(check ?? ""),
  );
  if (!known) throw new Error("the fast reader knows no check of a number but its bounds");
  return {
    ...(def.format === "safeint" ? { whole: true as const } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}

function fieldsOf(shape: Readonly<Record<string, Schema>>) {
  const keys: Record<string, Shape> = {};
  const required: string[] = [];
  for (const [key, field] of Object.entries(shape)) {
    const { def } = (field as z.core.$ZodTypes)._zod;
    if (def.type !== "optional") required.push(key);
    keys[key] = shapeOf(def.type === "optional" ? def.innerType : field);
  }
  return { keys, ...(required.length > 0 ? { required } : {}) };
}
