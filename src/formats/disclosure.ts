import { MACHINE, SPEAKER, UNKNOWN } from "../model/ids.js";
import { type Path, referenceAt } from "../model/references.js";
import type { Entry } from "../store/source.js";
import { type Entries, entriesOf, type Store, withEntries } from "../store/store.js";
import { confidentialIn } from "./confidential.js";
import { Secrets } from "./secrets.js";

/** Words that stand where an id could and name nobody. */
const RESERVED: ReadonlySet<string> = new Set([UNKNOWN, MACHINE, SPEAKER]);

/** Keys whose values are an address or a path: one that names somebody is of no use with a gap in it. */
const ADDRESSES: ReadonlySet<string> = new Set(["url", "archive", "same-as", "file"]);

/** Keys whose values are one of a few words, a date or a number in disguise, and can name nobody. */
const CLOSED: ReadonlySet<string> = new Set(
  "kind certainty country lang sha256 date retrieved until reliability".split(" "),
);

/** What is counted of a disclosure. */
const HIDDEN = "a confidential source, of which no more than its description goes out";
const NAMED = "a text, an id or an address that names a confidential source: replaced or left out";

/**
 * Gives a store as it may go out: in the place of each confidential agent an anonymous one with nothing
 * but `described-as`, under a neutral id; in texts its description in brackets for whatever names it.
 * What no rule can find stays: a name in other letters, a nickname that is no alias.
 *
 * @param lose is told of each agent that is hidden and of each text, id or address that is changed
 * @returns the store itself where nobody is confidential
 */
export function disclose(store: Store, lose: (what: string) => void = () => {}): Store {
  return discloseAll(store, lose).store;
}

/** A store as it may go out, and what else must be known of it to show what stands around its entries. */
export interface Disclosed {
  readonly store: Store;
  /** Gives a text without what identifies a confidential agent; itself where nothing does. */
  readonly clean: (text: string) => string;
  /** Tells whether an entry of the store stands there as it is written. */
  readonly isWhole: (id: string) => boolean;
}

/** Gives what {@link disclose} does, with the means to show the files that it was read from. */
export function discloseAll(store: Store, lose: (what: string) => void = () => {}): Disclosed {
  const secret = confidentialIn(store);
  if (secret.length === 0) return { store, clean: (text) => text, isWhole: () => true };
  const disclosure = new Disclosure(store, secret, lose);
  return {
    store: disclosure.store(),
    clean: (text) => disclosure.clean(text),
    isWhole: (id) => !disclosure.changed.has(id),
  };
}

class Disclosure {
  readonly #store: Store;
  readonly #lose: (what: string) => void;
  readonly #secrets: Secrets;
  readonly #hidden: ReadonlySet<Entry>;
  /** The ids that are taken, as they are and as they become. */
  readonly #taken: Set<string>;
  readonly #renamed = new Map<string, string>();
  /** The entries that go out other than they are, by their ids in the new store. */
  readonly changed = new Set<string>();

  constructor(store: Store, secret: readonly Entry<"agent">[], lose: (what: string) => void) {
    this.#store = store;
    this.#lose = lose;
    this.#secrets = new Secrets(secret);
    this.#hidden = new Set(secret);
    this.#taken = new Set([...entriesOf(store)].map(({ id }) => id));
    for (const id of store.damaged.keys()) this.#taken.add(id);
    for (const { id } of secret) {
      lose(HIDDEN);
      this.#renamed.set(id, this.#free("source", 1));
    }
  }

  store(): Store {
    const { agents, documents, claims, damaged } = this.#store;
    const entries: Entries = {
      agents: this.#each(agents),
      documents: this.#each(documents),
      claims: this.#each(claims),
    };
    const renamed = new Map([...damaged].map(([id, kind]) => [this.#id(id), kind]));
    return { ...withEntries(this.#store, entries), files: [], findings: [], damaged: renamed };
  }

  clean(text: string): string {
    return this.#secrets.redact(text);
  }

  #each<E extends Entry>(entries: ReadonlyMap<string, E>): ReadonlyMap<string, E> {
    const disclosed = [...entries.values()].map((entry) => this.#entry(entry) as E);
    return new Map(disclosed.map((entry) => [entry.id, entry]));
  }

  #entry(entry: Entry): Entry {
    const id = this.#id(entry.id);
    if (this.#hidden.has(entry)) {
      this.changed.add(id);
      const described = this.#secrets.description(entry as Entry<"agent">);
      const value = { kind: "anonymous", ...(described ? { "described-as": described } : {}) };
      return { ...entry, id, value } as Entry;
    }
    const value = this.#value(this.#withoutRole(entry), []);
    if (id === entry.id && value === entry.value) return entry;
    this.changed.add(id);
    return { ...entry, id, value } as Entry;
  }

  /** A role is one of the speaker's, and goes with them. */
  #withoutRole({ kind, value }: Entry): unknown {
    if (kind !== "claim" || value.role === undefined) return value;
    const speaker = this.#store.agents.get(value.speaker);
    if (!speaker || !this.#hidden.has(speaker)) return value;
    const { role: _, ...rest } = value;
    return rest;
  }

  /** Gives a value without what names somebody; itself where nothing does, `undefined` to leave it out. */
  #value(value: unknown, path: Path): unknown {
    if (typeof value === "string") return this.#text(value, path);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map((item, index) => this.#value(item, [...path, index]));
      if (items.every((item, index) => item === value[index])) return value;
      const left = items.filter((item) => item !== undefined);
      return left.length > 0 ? left : undefined;
    }
    const pairs = Object.entries(value);
    const fresh = pairs.map(([key, item]): [string, unknown] => [
      path.at(-1) === "roles" ? this.#id(key) : key,
      this.#value(item, [...path, key]),
    ]);
    const isSame = fresh.every(
      ([key, item], at) => key === pairs[at]![0] && item === pairs[at]![1],
    );
    return isSame ? value : Object.fromEntries(fresh.filter(([, item]) => item !== undefined));
  }

  #text(text: string, path: Path): string | undefined {
    const key = path.findLast((step) => typeof step === "string")!;
    const isHop = path[0] === "relay";
    if (CLOSED.has(key) || (key === "from" && !isHop)) return text;
    const isId = referenceAt(path) ?? (key === "role" || (isHop && ["id", "from"].includes(key)));
    if (isId) return RESERVED.has(text) ? text : this.#id(text);
    const redacted = this.#secrets.redact(text);
    if (redacted === text) return text;
    this.#lose(NAMED);
    return ADDRESSES.has(key) ? undefined : redacted;
  }

  /** Gives the id that stands for another, the same wherever that one stands. */
  #id(id: string): string {
    const known = this.#renamed.get(id);
    if (known !== undefined) return known;
    const redacted = this.#secrets.redactId(id, (agent) => this.#renamed.get(agent.id)!);
    if (redacted === id) return id;
    this.#lose(NAMED);
    const free = this.#taken.has(redacted) ? this.#free(redacted, 2) : redacted;
    this.#taken.add(free);
    this.#renamed.set(id, free);
    return free;
  }

  #free(stem: string, first: number): string {
    let number = first;
    while (this.#taken.has(`${stem}-${number}`)) number++;
    this.#taken.add(`${stem}-${number}`);
    return `${stem}-${number}`;
  }
}
