import { readDate } from "./values.js";

/** The attributes of an entity, an agent or a relation. */
export type Attributes = Readonly<Record<string, unknown>>;

/** One thing or relation of a PROV document. */
export interface ProvItem {
  /** Its qualified name, such as `ex:article`. */
  readonly name: string;
  readonly attributes: Attributes;
  readonly line: number;
}

/** That one entity comes from another. */
export interface Derivation {
  readonly generated: string;
  readonly used: string;
  readonly kind: "derivation" | "quotation" | "primary" | "revision";
}

/** What of a PROV-JSON document (W3C member submission of 2013) tells of who said what. */
export class ProvDocument {
  readonly entities: ReadonlyMap<string, ProvItem>;
  readonly agents: ReadonlyMap<string, ProvItem>;
  readonly derivations: readonly Derivation[];
  /** How many records there are of each kind that tells nothing of that. */
  readonly left: ReadonlyMap<string, number>;
  readonly #relations: (kind: string) => readonly ProvItem[];

  /** @param lineOf gives the line on which an object stands */
  constructor(root: Attributes, lineOf: (value: object) => number) {
    const parts = [root, ...itemsIn(root["bundle"], lineOf).map(({ attributes }) => attributes)];
    const all = (kind: string) => parts.flatMap((part) => itemsIn(part[kind], lineOf));
    this.#relations = all;
    this.entities = byName(all("entity"));
    this.agents = byName(all("agent"));
    this.derivations = DERIVATIONS.flatMap(([kind, meaning]) =>
      all(kind).flatMap((item) => derivationOf(item, meaning)),
    );
    const kinds = new Set(parts.flatMap((part) => Object.keys(part)));
    const others = [...kinds].filter((kind) => !READ.has(kind));
    this.left = new Map(others.map((kind) => [kind, all(kind).length]));
  }

  /** Gives the agents that an entity is attributed to, else those of the activity that made it. */
  authorsOf(entity: string): string[] {
    this.#authors ??= this.#indexAuthors();
    return this.#authors.get(entity) ?? [];
  }

  /** Gives when an entity was made, as an EDTF date. */
  dateOf(entity: string): string | undefined {
    this.#dates ??= pairsOf(this.#relations("wasGeneratedBy"), "prov:entity", "prov:time");
    const own = this.entities.get(entity)!.attributes;
    const given = textOf(own, "prov:generatedAtTime", "dcterms:issued", "schema:datePublished");
    const date = given ?? this.#dates.get(entity)?.[0];
    return date === undefined ? undefined : (readDate(date) ?? date);
  }

  /** Gives those on whose behalf an agent acted. */
  principalsOf(agent: string): string[] {
    this.#principals ??= pairsOf(
      this.#relations("actedOnBehalfOf"),
      "prov:delegate",
      "prov:responsible",
    );
    return this.#principals.get(agent) ?? [];
  }

  #authors: Map<string, string[]> | undefined;
  #dates: Map<string, string[]> | undefined;
  #principals: Map<string, string[]> | undefined;

  #indexAuthors(): Map<string, string[]> {
    const authors = pairsOf(this.#relations("wasAttributedTo"), "prov:entity", "prov:agent");
    const makers = pairsOf(this.#relations("wasAssociatedWith"), "prov:activity", "prov:agent");
    for (const [entity, activities] of pairsOf(
      this.#relations("wasGeneratedBy"),
      "prov:entity",
      "prov:activity",
    )) {
      const found = activities.flatMap((activity) => makers.get(activity) ?? []);
      if (!authors.has(entity) && found.length > 0) authors.set(entity, found);
    }
    return authors;
  }
}

const DERIVATIONS = [
  ["wasDerivedFrom", "derivation"],
  ["wasQuotedFrom", "quotation"],
  ["hadPrimarySource", "primary"],
  ["wasRevisionOf", "revision"],
] as const;

/** What is read, or says nothing of its own. */
const READ = new Set([
  "prefix",
  "bundle",
  "entity",
  "agent",
  "wasAttributedTo",
  "wasGeneratedBy",
  "wasAssociatedWith",
  "actedOnBehalfOf",
  ...DERIVATIONS.map(([kind]) => kind as string),
]);

function isMap(value: unknown): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One name can stand for several records, which are in a list then. */
function itemsIn(records: unknown, lineOf: (value: object) => number): ProvItem[] {
  if (!isMap(records)) return [];
  return Object.entries(records).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter(isMap)
      .map((attributes) => ({ name, attributes, line: lineOf(attributes) })),
  );
}

/** What is said of one thing in several records is united. */
function byName(items: readonly ProvItem[]): Map<string, ProvItem> {
  const named = new Map<string, ProvItem>();
  for (const item of items) {
    const known = named.get(item.name);
    const attributes = { ...item.attributes, ...known?.attributes };
    named.set(item.name, { ...(known ?? item), attributes });
  }
  return named;
}

/** Gives, for each value of one attribute of some relations, the values of another. */
function pairsOf(relations: readonly ProvItem[], from: string, to: string): Map<string, string[]> {
  const pairs = new Map<string, string[]>();
  for (const { attributes } of relations) {
    const [key, value] = [textOf(attributes, from), textOf(attributes, to)];
    if (key === undefined || value === undefined) continue;
    const known = pairs.get(key);
    if (known) known.push(value);
    else pairs.set(key, [value]);
  }
  return pairs;
}

function derivationOf({ attributes }: ProvItem, meaning: Derivation["kind"]): Derivation[] {
  const generated = textOf(attributes, "prov:generatedEntity", "prov:entity");
  const used = textOf(attributes, "prov:usedEntity", "prov:source");
  if (generated === undefined || used === undefined) return [];
  const types = textsOf(attributes, "prov:type").map(localName);
  if (types.includes("Quotation")) return [{ generated, used, kind: "quotation" }];
  if (types.includes("PrimarySource")) return [{ generated, used, kind: "primary" }];
  if (types.includes("Revision")) return [{ generated, used, kind: "revision" }];
  return [{ generated, used, kind: meaning }];
}

/** Gives the texts of an attribute: alone, in a list, or with a type or a language. */
export function textsOf(attributes: Attributes, key: string): string[] {
  return [attributes[key]].flat().flatMap((value) => {
    const bare = isMap(value) ? value["$"] : value;
    const isText = typeof bare === "string" || typeof bare === "number";
    return isText && String(bare).trim() !== "" ? [String(bare)] : [];
  });
}

/** Gives the first text of some attributes. */
export function textOf(attributes: Attributes, ...keys: string[]): string | undefined {
  return keys.flatMap((key) => textsOf(attributes, key))[0];
}

/** Gives a qualified name, or an address, without what stands ahead of its last part. */
export function localName(name: string): string {
  return name.replace(/^.*[:/#]/, "");
}
