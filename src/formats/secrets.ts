import anyAscii from "any-ascii";
import type { Agent } from "../model/agent.js";
import { toId } from "../model/ids.js";
import { wholeWords } from "../model/names.js";
import type { Entry } from "../store/source.js";
import { isPlain, unmask } from "./unmask.js";

/** What stands between the words of a name: in prose, in an id, in an address. */
const BETWEEN = "[\\s\\p{Dash_Punctuation}_.+]";
const ALL_BETWEEN = new RegExp(BETWEEN, "gu");

/** A name so short is no name where its words run together: `M B` is not `MB`. */
const SHORT = 5;

/** How a confidential agent is called where nothing describes it. */
const UNDESCRIBED = "a confidential source";

/** A pattern of what identifies a confidential agent. */
interface Mark {
  readonly agent: Entry<"agent">;
  readonly source: string;
  /** What must stand in a text that has the mark, once the text has no more than bones as well. */
  readonly bones: string;
  /** Whether it is the agent's id, which is often a plain word. */
  readonly isId: boolean;
}

/**
 * What identifies the confidential agents of a store: their ids, names, aliases and addresses, also as
 * they stand in ids and in web addresses. Finds it in texts, and takes it out.
 */
export class Secrets {
  readonly #marks: readonly Mark[];
  /** The marks with the same bones, so that each of these is looked for once. */
  readonly #byBones = new Map<string, Mark[]>();
  readonly #descriptions = new Map<Entry<"agent">, string>();

  /** @param agents those that are confidential, at least one */
  constructor(agents: readonly Entry<"agent">[]) {
    // Where one name is the beginning of another, the longer one is found; where an id is the name, the name.
    this.#marks = agents
      .flatMap(marksOf)
      .sort((a, b) => b.source.length - a.source.length || Number(a.isId) - Number(b.isId));
    for (const mark of this.#marks) {
      const alike = this.#byBones.get(mark.bones);
      if (alike) alike.push(mark);
      else this.#byBones.set(mark.bones, [mark]);
    }
    for (const agent of agents) {
      const described = agent.value["described-as"];
      if (described === undefined) continue;
      const isOwnId = (mark: Mark) => mark.isId && mark.agent === agent;
      const clean = this.#replace(described, (mark, found) =>
        isOwnId(mark) ? found : "[name withheld]",
      );
      this.#descriptions.set(agent, clean);
    }
  }

  /** Gives how an agent is described, free of names; `undefined` where it is not. */
  description(agent: Entry<"agent">): string | undefined {
    return this.#descriptions.get(agent);
  }

  /** Gives a text with descriptions in brackets for what identifies somebody; itself where nothing does. */
  redact(text: string): string {
    return this.#replace(text, ({ agent }) => `[${this.description(agent) ?? UNDESCRIBED}]`);
  }

  /** Gives an id with other ids for what identifies somebody; itself where nothing does. */
  redactId(id: string, idOf: (agent: Entry<"agent">) => string): string {
    return this.#replace(id, ({ agent }) => idOf(agent));
  }

  /** Puts something in the place of each mark, wherever a text has one once it is read as people read it. */
  #replace(text: string, by: (mark: Mark, found: string) => string): string {
    if (isPlain(text) && this.#marksIn(text).length === 0) return text;
    const normal = text.normalize("NFC");
    const read = unmask(normal);
    const marks = this.#marksIn(read.text);
    if (marks.length === 0) return text;
    const pattern = new RegExp(marks.map(({ source }) => `(${source})`).join("|"), "giu");
    let replaced = "";
    let done = 0;
    for (const { 0: found, index, ...groups } of read.text.matchAll(pattern)) {
      const mark = marks.find((_, at) => groups[at + 1] !== undefined)!;
      const [start, end] = [read.starts[index]!, read.ends[index + found.length - 1]!];
      replaced += normal.slice(done, Math.max(start, done)) + by(mark, normal.slice(start, end));
      done = end;
    }
    return done === 0 ? text : replaced + normal.slice(done);
  }

  /**
   * Gives the marks that may stand in a text: those whose bones stand in its bones. Looking for a text in
   * another is fast; one pattern of the names of a hundred sources is not.
   */
  #marksIn(text: string): readonly Mark[] {
    const bones = bonesOf(text);
    const found = new Set<Mark>();
    for (const [each, marks] of this.#byBones) {
      if (bones.includes(each)) for (const mark of marks) found.add(mark);
    }
    return found.size < 2 ? [...found] : this.#marks.filter((mark) => found.has(mark));
  }
}

/** Gives the letters and signs of a text in one case, without whatever may stand between the words of a name. */
function bonesOf(text: string): string {
  // Capitals, since several small letters can have one; a small sigma is another at the end of a word.
  return text.replace(ALL_BETWEEN, "").toUpperCase();
}

function marksOf(agent: Entry<"agent">): Mark[] {
  const mark = (words: string, source: string, isId = false): Mark => {
    return { agent, source, bones: bonesOf(words.normalize("NFC")), isId };
  };
  const { name, aliases = [], url, "same-as": sameAs = [] } = agent.value;
  const names = [name, ...aliases].filter((each) => each !== undefined);
  const addresses = [url, ...sameAs].filter((each) => each !== undefined);
  return [
    mark(agent.id, patternOf(agent.id.replaceAll("-", " ")), true),
    ...names.flatMap(spellingsOf).map((spelling) => mark(spelling, patternOf(spelling))),
    ...addresses.map((address) => mark(bareAddress(address), addressPattern(address))),
  ];
}

function patternOf(words: string): string {
  const isShort = words.replace(/\s+/g, "").length < SHORT;
  return wholeWords(words, `${BETWEEN}${isShort ? "+" : "*"}`).source;
}

/** An address is the same with and without what browsers leave out. */
function addressPattern(address: string): string {
  const bare = bareAddress(address);
  const { source } = wholeWords(bare);
  return bare === unmask(address).text ? source : `(?:https?://)?(?:www\\.)?${source}`;
}

function bareAddress(address: string): string {
  const { text } = unmask(address);
  return text.replace(/^https?:\/\/(?:www\.)?/i, "").replace(/\/$/, "");
}

/** A name as it is read, in both orders, and as an id is made of it or of a text that it stands in. */
function spellingsOf(name: NonNullable<Agent["name"]>): string[] {
  const ways = [name, name.replace(/[äöüÄÖÜ]/g, (letter) => `${letter}e`), anyAscii(name)];
  const spellings = ways.map((way) => unmask(way).text);
  const plain = spellings.map((way) => toId(way).replaceAll("-", " "));
  spellings.push(...plain.filter((way) => way.length >= SHORT));
  // A name of which nothing can be seen would be found between any two letters.
  const seen = spellings.filter((each) => each.trim() !== "");
  return [...new Set(seen.flatMap((each) => [each, turned(each)]))];
}

/** Gives `Doe, Jane` for `Jane Doe`, and the other way round. */
function turned(name: string): string {
  const words = name.trim().split(/\s+/);
  const comma = words.findIndex((word) => word.endsWith(","));
  if (comma !== -1)
    return [...words.slice(comma + 1), ...words.slice(0, comma + 1)].join(" ").replace(/,$/, "");
  const surname = words.pop()!;
  return words.length === 0 ? surname : `${surname}, ${words.join(" ")}`;
}
