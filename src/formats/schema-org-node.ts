import type { Store } from "../store/store.js";
import { addressTerm, dateTerm } from "./terms.js";

/** A node of schema.org's vocabulary. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** What is lost where a reference leads nowhere, or where a date has no form in ISO 8601-1. */
const DANGLING = "a reference to what is not in the store";
const QUALIFIED = "that a date is approximate or uncertain";
const INTERVAL = "a date that is an interval";

/** Makes the values of nodes for one export, and counts what they can't hold. */
export class SchemaValues {
  readonly store: Store;
  readonly base: string;
  readonly lose: (what: string) => void;

  constructor(store: Store, base: string, lose: (what: string) => void) {
    this.store = store;
    this.base = base;
    this.lose = lose;
  }

  /** Gives a node of a type; keys without a value are left out, and lists of one are that one. */
  node(type: string, path: readonly (string | number)[], values: SchemaNode): SchemaNode {
    const id = path.length === 0 ? {} : { "@id": this.base + path.join("/") };
    const entries = Object.entries(values).flatMap(([key, value]) => {
      const list = Array.isArray(value) ? value.filter((each) => each !== undefined) : [value];
      if (list.length === 0 || list[0] === undefined) return [];
      return [[key, list.length === 1 ? list[0] : list]];
    });
    return { "@type": type, ...id, ...Object.fromEntries(entries) };
  }

  /** Refers to an entry, whatever it is, or to a part of it. */
  link(...path: readonly (string | number)[]): SchemaNode {
    return { "@id": this.base + path.join("/") };
  }

  /** Refers to agents of which a property may speak; what can't be referred to is lost. */
  agents(
    ids: string | readonly string[] | undefined,
    accepts: (kind: string) => boolean,
    what: string,
  ): SchemaNode[] {
    return [ids ?? []].flat().flatMap((id) => {
      const agent = this.store.agents.get(id);
      if (agent && accepts(agent.value.kind)) return [this.link(id)];
      this.lose(agent ? what : DANGLING);
      return [];
    });
  }

  /** Refers to claims and documents. */
  works(ids: readonly string[] | undefined): SchemaNode[] {
    return (ids ?? []).flatMap((id) => {
      if (this.store.documents.has(id) || this.store.claims.has(id)) return [this.link(id)];
      this.lose(DANGLING);
      return [];
    });
  }

  /** Gives a date as ISO 8601-1 has it; `undefined` where it has none. */
  date(date: string | undefined): string | undefined {
    if (date === undefined) return undefined;
    if (date.includes("/")) {
      this.lose(INTERVAL);
      return undefined;
    }
    const plain = date.replace(/[~?]$/, "");
    if (plain !== date) this.lose(QUALIFIED);
    return (dateTerm(plain) as { text: string }).text;
  }

  /** Gives a web address. */
  url(url: string | undefined): string | undefined {
    return url === undefined ? undefined : (addressTerm(url) as { iri: string }).iri;
  }
}

/** Tells whether an agent of a kind is a Person or an Organization. */
export function isVoice(kind: string): boolean {
  return kind !== "forum";
}

/** Tells whether an agent of a kind is an Organization. */
export function isOrganization(kind: string): boolean {
  return kind === "organization" || kind === "outlet";
}
