import { plainText } from "./values.js";

/** An object of JSON-LD. */
export type Node = Readonly<Record<string, unknown>>;

const PREFIX = /^(?:schema:|https?:\/\/schema\.org\/)/;

/** Tells whether a value is an object. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Objects of JSON-LD as pages hold them, with schema.org's terms: written in full, with a prefix or without; a
 * value alone or in a list; objects in their place, or elsewhere in the graph under their `@id`.
 */
export class Graph {
  readonly #byId = new Map<string, Node>();
  readonly #nodes: Node[] = [];

  constructor(value: unknown) {
    const pending: unknown[] = [value];
    while (pending.length > 0) {
      const next = pending.pop();
      if (isNode(next)) {
        this.#nodes.push(next);
        this.#register(next);
      }
      // What stands first is to be looked at next, so that all comes in the order of the text.
      const inner = typeof next === "object" && next !== null ? Object.values(next) : [];
      for (const each of inner.reverse()) pending.push(each);
    }
  }

  /** Gives every object of a type, each once. */
  typed(type: string): Node[] {
    const seen = new Set<unknown>();
    return this.#nodes.filter((node) => {
      const id = node["@id"];
      if (!typesOf(node).includes(type) || this.#isReference(node) || seen.has(id)) return false;
      if (typeof id === "string") seen.add(id);
      return true;
    });
  }

  /** Gives what a node has under some terms, in a list, of the first of them that it has. */
  values(node: Node | undefined, ...terms: string[]): unknown[] {
    if (!node) return [];
    for (const term of terms) {
      const own = ["", "schema:", "http://schema.org/", "https://schema.org/"]
        .map((prefix) => node[prefix + term])
        .find((value) => value !== undefined && value !== null);
      const list = [own].flat(Infinity).flatMap((value) => this.#resolved(value));
      if (list.length > 0) return list;
    }
    return [];
  }

  /** Gives the objects under some terms. */
  nodes(node: Node | undefined, ...terms: string[]): Node[] {
    return this.values(node, ...terms).filter(isNode);
  }

  /** Gives the first text under some terms, without HTML; a number counts as one. */
  text(node: Node | undefined, ...terms: string[]): string | undefined {
    for (const term of terms) {
      for (const value of this.values(node, term)) {
        if (typeof value !== "string" && typeof value !== "number") continue;
        const text = plainText(String(value));
        if (text !== "") return text;
      }
    }
    return undefined;
  }

  #resolved(value: unknown): unknown[] {
    if (value === undefined || value === null || value === "") return [];
    if (!isNode(value)) return [value];
    if ("@value" in value) return [value["@value"]];
    if (Array.isArray(value["@list"])) return value["@list"];
    const id = value["@id"];
    return [this.#isReference(value) ? (this.#byId.get(String(id)) ?? value) : value];
  }

  #register(node: Node): void {
    const id = node["@id"];
    if (typeof id === "string" && !this.#isReference(node) && !this.#byId.has(id)) {
      this.#byId.set(id, node);
    }
  }

  /** An object with nothing but an `@id` stands for the one that says more; its type may be repeated. */
  #isReference(node: Node): boolean {
    return "@id" in node && Object.keys(node).every((key) => key === "@id" || key === "@type");
  }
}

/** Gives the types of an object, as schema.org calls them. */
export function typesOf(node: Node): string[] {
  const types = [node["@type"]].flat();
  return types.flatMap((type) => (typeof type === "string" ? [type.replace(PREFIX, "")] : []));
}
