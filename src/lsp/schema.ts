import { SECTIONS, type Section } from "../model/entry.js";
import { jsonSchema } from "../model/json-schema.js";
import type { Path } from "../model/references.js";

/** The part of a JSON Schema that says what may be written. */
interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

/** A key that may stand in a mapping. */
export interface KnownKey {
  readonly key: string;
  readonly description: string;
  /** Whether its value is one text or number, which stands on the key's line. */
  readonly isShort: boolean;
}

let store: { readonly $defs: Readonly<Record<string, Schema>> } & Schema;

/** Gives the keys that may stand in the mapping at a path of an entry; none where there is no mapping. */
export function keysAt(section: Section, path: Path): KnownKey[] {
  return schemasAt(section, path).flatMap(({ properties = {} }) =>
    Object.entries(properties).map(([key, schema]) => ({
      key,
      description: schema.description ?? flatten(schema)[0]?.description ?? "",
      isShort: flatten(schema).some(({ type }) => type !== "object" && type !== "array"),
    })),
  );
}

/** Gives the words that may stand at a path of an entry where only some may. */
export function wordsAt(section: Section, path: Path): string[] {
  return schemasAt(section, path).flatMap(({ enum: words, type }) =>
    type === "boolean" ? ["true", "false"] : (words ?? []).map(String),
  );
}

/** Gives the keys of a store file, with what they hold. */
export function describeSection(section: Section): string {
  return root().properties![section]!.description!;
}

function root(): typeof store {
  store ??= jsonSchema("store") as unknown as typeof store;
  return store;
}

function schemasAt(section: Section, path: Path): Schema[] {
  let schemas: Schema[] = [{ $ref: `#/$defs/${SECTIONS[section]}` }];
  for (const step of path) {
    schemas = schemas.flatMap(flatten).flatMap(({ properties, additionalProperties, items }) => {
      if (typeof step === "number") return items ? [items] : [];
      if (properties && Object.hasOwn(properties, step)) return [properties[step]!];
      return typeof additionalProperties === "object" ? [additionalProperties] : [];
    });
  }
  return schemas.flatMap(flatten);
}

/** Gives what a schema may stand for, one after the other. */
function flatten(schema: Schema): Schema[] {
  if (schema.anyOf) return schema.anyOf.flatMap(flatten);
  if (schema.$ref === undefined) return [schema];
  return flatten(root().$defs[schema.$ref.replace("#/$defs/", "")] ?? {});
}
