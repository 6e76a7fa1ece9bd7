import { isId, SPEAKER, UNKNOWN } from "../model/ids.js";
import {
  type Attributes,
  type Derivation,
  localName,
  ProvDocument,
  type ProvItem,
  textOf,
  textsOf,
} from "./import-prov-document.js";
import { isOwnProv, takeOwnProv } from "./import-prov-own.js";
import type { Intake } from "./intake.js";
import { readJson } from "./json-text.js";
import type { Data } from "./sameness.js";
import { readUrl } from "./values.js";

/**
 * Takes a PROV-JSON document in: entities that say something become claims, others documents; attributions,
 * speakers and publishers; derivations and quotations, the relay. Out of an export of ours all comes as it was.
 */
export function takeProv(text: string, intake: Intake): void {
  const read = readJson(text);
  if ("fault" in read) {
    intake.report(read.line, read.fault);
    return;
  }
  const { value, lineOf } = read;
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  const root = isMap ? (value as Attributes) : {};
  const document = new ProvDocument(root, lineOf);
  if (document.entities.size === 0) {
    intake.report(1, "this is no PROV-JSON: it has no entity");
    return;
  }
  if (isOwnProv(root)) {
    takeOwnProv(document, intake);
    return;
  }
  for (const [kind, count] of document.left) intake.leave(`records of \`${kind}\``, count);
  new Taker(document, intake).take();
}

/** Types by which others call what was asserted. */
const CLAIM_TYPE = /^(?:Claim|Assertion|Statement|Quotation|Quote|Proposition)$/;
const WORDS = ["schema:text", "prov:value"];
const NAMES = [
  "prov:label",
  "rdfs:label",
  "schema:name",
  "foaf:name",
  "dcterms:title",
  "schema:headline",
];
const ADDRESSES = ["schema:url", "prov:atLocation", "prov:location", "foaf:homepage"];

class Taker {
  readonly #prov: ProvDocument;
  readonly #intake: Intake;
  readonly #claims: ReadonlySet<string>;
  readonly #ids = new Map<string, string>();
  readonly #from = new Map<string, Derivation[]>();
  readonly #into = new Map<string, Derivation[]>();

  constructor(prov: ProvDocument, intake: Intake) {
    this.#prov = prov;
    this.#intake = intake;
    for (const derivation of prov.derivations) {
      if (!prov.entities.has(derivation.generated) || !prov.entities.has(derivation.used)) {
        intake.leave("derivations of entities that are not in it", 1);
        continue;
      }
      push(this.#from, derivation.generated, derivation);
      push(this.#into, derivation.used, derivation);
    }
    this.#claims = this.#findClaims();
  }

  take(): void {
    for (const item of this.#prov.agents.values())
      this.#intake.keep(this.#agent(item.name, "person"));
    for (const { name } of this.#prov.entities.values()) {
      if (!this.#claims.has(name)) this.#intake.keep(this.#document(name));
    }
    const sourcesOf = (name: string) =>
      (this.#from.get(name) ?? []).map(({ used }) => used).filter((used) => this.#claims.has(used));
    for (const name of inOrder(this.#claims, sourcesOf)) this.#claim(name);
  }

  /** Where nothing says which entities are claims, those are from which others come, and that come from none. */
  #findClaims(): Set<string> {
    const all = [...this.#prov.entities.values()];
    const isClaim = ({ attributes }: ProvItem) =>
      textsOf(attributes, "prov:type").some((type) => CLAIM_TYPE.test(localName(type))) ||
      textOf(attributes, ...WORDS) !== undefined;
    const told = all.filter(isClaim);
    const roots = all.filter(({ name }) => this.#into.has(name) && !this.#from.has(name));
    return new Set((told.length > 0 ? told : roots).map(({ name }) => name));
  }

  #agent(name: string, usual: string): string {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const item = this.#prov.agents.get(name);
    const attributes = item?.attributes ?? {};
    const types = textsOf(attributes, "prov:type").map(localName);
    const local = localName(name);
    const url = textOf(attributes, ...ADDRESSES);
    const id = this.#intake.agent(
      {
        name: textOf(attributes, ...NAMES) ?? local,
        kind: kindOf(types, usual),
        id: local,
        url: url === undefined ? undefined : readUrl(url),
      },
      item?.line ?? 1,
    );
    this.#ids.set(name, id);
    return id;
  }

  #document(name: string): string {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const { attributes, line } = this.#prov.entities.get(name)!;
    const url = [...ADDRESSES.map((key) => textOf(attributes, key)), name].flatMap((given) =>
      given === undefined ? [] : (readUrl(given) ?? []),
    )[0];
    const makers = this.#prov.authorsOf(name);
    const isPerson = (maker: string) => {
      const types = textsOf(this.#prov.agents.get(maker)?.attributes ?? {}, "prov:type");
      return types.some((type) => localName(type) === "Person");
    };
    const publisher = makers.find((maker) => !isPerson(maker));
    const authors = makers.filter(isPerson).map((maker) => this.#agent(maker, "person"));
    const id = this.#intake.document(
      {
        title: textOf(attributes, ...NAMES) ?? (url === undefined ? localName(name) : undefined),
        url,
        date: this.#prov.dateOf(name),
        by: publisher === undefined ? undefined : this.#agent(publisher, "organization"),
        authors: authors.length > 0 ? authors : undefined,
      },
      line,
    );
    this.#ids.set(name, id);
    return id;
  }

  #claim(name: string): void {
    const { attributes, line } = this.#prov.entities.get(name)!;
    const text = textOf(attributes, ...WORDS, ...NAMES);
    if (text === undefined) {
      this.#intake.report(line, `\`${name}\` has neither a value nor a label; it is left out`);
      return;
    }
    const makers = this.#prov.authorsOf(name);
    const speaker = makers[0] === undefined ? UNKNOWN : this.#agent(makers[0], "person");
    if (makers.length > 1)
      this.#intake.report(line, "a claim has one speaker; the first one is taken");
    const [principal] = makers.flatMap((maker) => this.#prov.principalsOf(maker));
    const relay = this.#relay(name);
    const local = localName(name);
    const data: Data = {
      text,
      speaker,
      ...(principal === undefined ? {} : { for: this.#agent(principal, "organization") }),
      ...optional("date", this.#prov.dateOf(name)),
      ...this.#sources(name),
      ...(relay.length > 0 ? { relay } : {}),
    };
    // A bare `e1` is no name: another document has one too.
    const id = this.#intake.claim(
      data,
      line,
      isId(local) && /[a-z]{4}/.test(local) ? local : undefined,
    );
    if (id !== undefined) this.#ids.set(name, id);
  }

  /** Gives what a claim itself comes from: its primary record, and what it rests on. */
  #sources(name: string): Data {
    const lists: Record<"based-on" | "updates", string[]> = { "based-on": [], updates: [] };
    let record: string | undefined;
    for (const { used, kind } of this.#from.get(name) ?? []) {
      if (!this.#claims.has(used)) {
        const id = this.#document(used);
        if (record === undefined && kind !== "derivation") record = id;
        else lists["based-on"].push(id);
      } else {
        // Of claims that come from each other in a circle, one comes first.
        const id = this.#ids.get(used);
        if (id !== undefined) lists[kind === "revision" ? "updates" : "based-on"].push(id);
        else this.#intake.leave(CIRCLES);
      }
    }
    const filled = Object.entries(lists).filter(([, ids]) => ids.length > 0);
    return { ...optional("in", record), ...Object.fromEntries(filled) };
  }

  /** Gives the documents that come from a claim, each with those that it comes from. */
  #relay(claim: string): unknown[] {
    const reached = new Map<string, Derivation[]>();
    const pending = [claim];
    for (const name of pending) {
      for (const derivation of this.#into.get(name) ?? []) {
        const { generated } = derivation;
        if (this.#claims.has(generated)) continue;
        const known = reached.get(generated);
        if (known) known.push(derivation);
        else {
          reached.set(generated, [derivation]);
          pending.push(generated);
        }
      }
    }
    const sourcesOf = (name: string) =>
      reached.get(name)!.flatMap(({ used }) => (reached.has(used) ? [used] : []));
    const placed = new Set([claim]);
    let previous = SPEAKER;
    return inOrder(reached.keys(), sourcesOf).map((name) => {
      const derivations = reached.get(name)!.filter(({ used }) => placed.has(used));
      placed.add(name);
      const inCircles = reached.get(name)!.length - derivations.length;
      if (inCircles > 0) this.#intake.leave(CIRCLES, inCircles);
      const hop = this.#hop(name, derivations, claim, previous);
      previous = this.#document(name);
      return hop;
    });
  }

  #hop(name: string, derivations: readonly Derivation[], claim: string, previous: string): unknown {
    const via = this.#document(name);
    const sources = derivations.map(({ used }) =>
      used === claim ? SPEAKER : this.#document(used),
    );
    const from = [...new Set(sources)];
    const isNext = from.length === 1 && from[0] === previous;
    const isQuoted = derivations.some(({ kind }) => kind === "quotation");
    const more = {
      ...(isNext ? {} : { from: from.length === 1 ? from[0] : from }),
      ...(isQuoted ? { how: "quoted" } : {}),
    };
    return Object.keys(more).length > 0 ? { via, ...more } : via;
  }
}

const CIRCLES = "derivations in a circle, or from what is left out";

/**
 * Puts names so that each comes behind those that it comes from; in a circle, behind some of them. The stack is
 * our own, as a chain can be longer than calls can stand in each other.
 */
function inOrder(names: Iterable<string>, sourcesOf: (name: string) => string[]): string[] {
  const order = new Set<string>();
  const seen = new Set<string>();
  const pending = [...names].reverse();
  for (let name = pending.at(-1); name !== undefined; name = pending.at(-1)) {
    const ahead = seen.has(name) ? [] : sourcesOf(name).filter((source) => !seen.has(source));
    seen.add(name);
    if (ahead.length > 0) pending.push(...ahead);
    else order.add(pending.pop()!);
  }
  return [...order];
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

function optional(key: string, value: string | undefined): Data {
  return value === undefined ? {} : { [key]: value };
}

function kindOf(types: readonly string[], usual: string): string {
  if (types.includes("Person")) return "person";
  if (types.some((type) => /NewsMedia|Newspaper/.test(type))) return "outlet";
  return types.some((type) => /Organization|SoftwareAgent/.test(type)) ? "organization" : usual;
}
