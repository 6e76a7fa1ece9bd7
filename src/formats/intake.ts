import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type EntryKind, KIND_WORDS, SECTIONS, type Section } from "../model/entry.js";
import { isId, toId, UNKNOWN } from "../model/ids.js";
import { proposeId } from "../store/propose.js";
import type { Store } from "../store/store.js";
import { Directory, foldName } from "./directory.js";
import type {
  ForeignAgent,
  ForeignDocument,
  ForeignProblem,
  IntakeOptions,
  ReadEntry,
} from "./foreign.js";
import { type Data, type Extent, keyOf, lackedBy, mergeInto } from "./sameness.js";
import { checkEntry, type Fault } from "./soundness.js";

/**
 * Takes in what a foreign file says, entry by entry: finds what the store knows already, gives ids that are the
 * same each time, and keeps what can't be taken as problems. Agents and documents are shared.
 */
export class Intake {
  readonly directory: Directory;
  readonly problems: ForeignProblem[] = [];
  /** What has no place in the store, and how often there is some. */
  readonly left = new Map<string, number>();
  readonly #store: Store;
  readonly #identity: IntakeOptions["identity"];
  readonly #entries = new Map<string, ReadEntry>();
  /** Agents and documents that are there only because something refers to them. */
  readonly #implied = new Set<string>();
  #claimsByKey: Map<string, string> | undefined;
  #known = 0;

  constructor(store: Store, { identity }: IntakeOptions) {
    this.#store = store;
    this.#identity = identity;
    this.directory = new Directory(store);
  }

  /** The entries that are new, by id. */
  get entries(): ReadonlyMap<string, ReadEntry> {
    return this.#entries;
  }

  /** How many entries the store, or the file itself, has already. */
  get known(): number {
    return this.#known;
  }

  /** Tells of what can't be taken as it is. */
  report(line: number, message: string): void {
    this.problems.push({ line, message });
  }

  /**
   * Finds what a word means: an id, or a name. Of several it takes the first, and reports that.
   *
   * @param kinds the kinds of entry that may be meant
   */
  find(word: string, kinds: readonly EntryKind[], line: number): string | undefined {
    const fits = (id: string) => kinds.includes(this.directory.get(id)!.kind);
    if (this.directory.get(word) && fits(word)) return word;
    const found = this.directory.called(word).filter(fits);
    if (found.length > 1) {
      const all = found.map((id) => `\`${id}\``).join(", ");
      this.report(line, `\`${word}\` may be any of ${all}; taken for the first`);
    }
    return found[0];
  }

  /** Gives the id of an agent, which is made where nobody is called so. */
  agent({ name, kind, id, ...more }: ForeignAgent, line: number): string {
    const found = this.find(name, ["agent"], line);
    if (found !== undefined) {
      const { data } = this.#entries.get(found) ?? {};
      // What a file says of one agent in several places belongs together.
      const told = Object.entries(withoutAbsent(more));
      if (data) for (const [key, value] of told) data[key] ??= value;
      return found;
    }
    const wanted = id !== undefined && isId(id) && !this.directory.isTaken(id) ? id : undefined;
    const data = kind === "anonymous" ? { kind, "described-as": name } : { name, kind };
    return this.#imply("agents", wanted ?? this.#newId(name, foldName(name), "agent"), {
      data: withoutAbsent({ ...data, ...more }),
      line,
    });
  }

  /** Gives the id of a document, which is made where none has the address, or else the title. */
  document(given: ForeignDocument, line: number): string {
    const { title, url, by } = given;
    const known = url === undefined ? this.#titled(title!, by, line) : this.directory.at(url);
    if (known !== undefined) return known;
    const data = withoutAbsent({ ...given });
    const identity = url ?? JSON.stringify([foldName(title!), by]);
    const id = this.#newId(title ?? url!.replace(/^https?:\/\//i, ""), identity, "document");
    return this.#imply("documents", id, { data, line });
  }

  /** Of two documents with one title, publishers tell which is meant. */
  #titled(title: string, by: string | undefined, line: number): string | undefined {
    const exact = this.directory.get(title)?.kind === "document" ? title : undefined;
    const all = this.directory
      .called(title)
      .filter((id) => this.directory.get(id)!.kind === "document")
      .filter((id) => by === undefined || (this.directory.get(id)!.data["by"] ?? by) === by);
    return exact ?? (all.length > 1 ? this.find(title, ["document"], line) : all[0]);
  }

  /**
   * Takes a claim in. What is no part of the format is left out of it and reported.
   *
   * @param id the id that the file gives it; made of its text where absent
   * @returns its id; `undefined` where it can't be taken
   */
  claim(data: Data, line: number, id?: string): string | undefined {
    const sound = this.#sound("claim", data, line, { dropsOptional: true });
    if (!sound) return undefined;
    const key = keyOf(sound, this.#identity);
    const known = id === undefined ? this.#byKey(key) : toId(id);
    if (known === "" || known === UNKNOWN) {
      this.report(line, `\`${id}\` can't be an id; the claim is left out`);
      return undefined;
    }
    const wanted = known ?? this.#newId(String(sound["text"]), key, "claim");
    const extent = id === undefined ? "part" : "row";
    return this.#put("claims", wanted, { data: sound, line, extent });
  }

  /**
   * Takes an entry of the format's own in, under its own id.
   *
   * @returns its id; `undefined` where it can't be taken
   */
  entry(section: Section, id: string, data: unknown, line: number): string | undefined {
    const kind = SECTIONS[section];
    if (!isId(id) || id === UNKNOWN) {
      this.report(line, `\`${id}\` can't be an id; the ${kind} is left out`);
      return undefined;
    }
    const sound = this.#sound(kind, data, line, { dropsOptional: false });
    return sound && this.#put(section, id, { data: sound, line, extent: "all" });
  }

  /** Keeps an agent or a document whether or not anything refers to it. */
  keep(id: string): void {
    this.#implied.delete(id);
  }

  /** Counts what the store's format has no place for. */
  leave(what: string, count = 1): void {
    this.left.set(what, (this.left.get(what) ?? 0) + count);
  }

  /** Leaves out what was read with an id. */
  remove(id: string): void {
    this.#entries.delete(id);
  }

  /** Tells whether something is there only because others refer to it. */
  isImplied(id: string): boolean {
    return this.#implied.has(id);
  }

  #put(section: Section, id: string, read: Read & { readonly extent: Extent }): string | undefined {
    const { data, line } = read;
    const kind = SECTIONS[section];
    const own = this.#entries.get(id);
    if (own?.section === section) return this.#again(id, own, read);
    const other = this.directory.get(id);
    if (other && other.kind === kind) {
      this.#known++;
      const lacking = lackedBy(other.data, data, read.extent);
      if (lacking.length > 0) {
        this.report(
          line,
          `${kind} \`${id}\` is in the store with another ${listed(lacking)}; left as it is`,
        );
      }
      return id;
    }
    if (this.directory.isTaken(id)) {
      const what = other ? `${KIND_WORDS[other.kind]} has` : "something that can't be read has";
      this.report(line, `${what} the id \`${id}\`; the ${kind} is left out`);
      return undefined;
    }
    return this.#add({ section, id, data, line });
  }

  /** What a file says again is united; what it says otherwise is left out. */
  #again(
    id: string,
    own: ReadEntry,
    { data, line, extent }: Read & { readonly extent: Extent },
  ): string {
    this.#known++;
    const isNamed = extent !== "part";
    const lacking = isNamed ? lackedBy(own.data, data, extent) : mergeInto(own.data, data);
    if (lacking.length > 0) {
      const what = isNamed ? `\`${id}\` stands` : "the same claim stands";
      this.report(
        line,
        `${what} on line ${own.line} with another ${listed(lacking)}; that one is kept`,
      );
    }
    return id;
  }

  #imply(section: Section, id: string, { data, line }: Read): string {
    const sound = this.#sound(SECTIONS[section], data, line, { dropsOptional: true });
    this.#implied.add(id);
    return this.#add({ section, id, data: sound ?? data, line });
  }

  #add(entry: ReadEntry): string {
    this.#entries.set(entry.id, entry);
    const kind = SECTIONS[entry.section];
    this.directory.add({ id: entry.id, kind, data: entry.data });
    if (kind === "claim") this.#index().set(keyOf(entry.data, this.#identity), entry.id);
    return entry.id;
  }

  #sound(
    kind: EntryKind,
    data: unknown,
    line: number,
    { dropsOptional }: { readonly dropsOptional: boolean },
  ): Data | undefined {
    const { value, faults } = checkEntry(kind, data, dropsOptional);
    const what = value ? "taken without it" : `the ${kind} is left out`;
    for (const fault of faults) this.report(line, `${messageOf(fault)}; ${what}`);
    return value;
  }

  #byKey(key: string): string | undefined {
    return this.#index().get(key);
  }

  #index(): Map<string, string> {
    if (this.#claimsByKey) return this.#claimsByKey;
    const index = new Map<string, string>();
    for (const { id, value } of this.#store.claims.values()) {
      const key = keyOf(value as unknown as Data, this.#identity);
      if (!index.has(key)) index.set(key, id);
    }
    this.#claimsByKey = index;
    return index;
  }

  /** A number behind an id would depend on what came before; what makes it unlike the others does not. */
  #newId(text: string, identity: string, kind: EntryKind): string {
    // Put together word by word, a text is kept as its words; put together at once, as one piece.
    const base = proposeId(text, () => false, kind)
      .split("-")
      .join("-");
    if (!this.directory.isTaken(base)) return base;
    const hash = bytesToHex(sha256(utf8ToBytes(identity)));
    for (let length = 6; ; length++) {
      const id = `${base}-${hash.slice(0, length)}`;
      if (!this.directory.isTaken(id)) return id;
    }
  }
}

interface Read {
  readonly data: Data;
  readonly line: number;
}

function withoutAbsent(data: Readonly<Record<string, unknown>>): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

function messageOf({ key, expected }: Fault): string {
  return key === "" ? `this ${expected}` : `\`${key}\` ${expected}`;
}

function listed(keys: readonly string[]): string {
  return keys.map((key) => `\`${key}\``).join(", ");
}
