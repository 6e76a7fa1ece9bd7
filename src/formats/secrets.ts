import type { Agent } from "../model/agent.js";
import { toId } from "../model/ids.js";
import { wholeWords } from "../model/names.js";
import type { Entry } from "../store/source.js";

/** What stands between the words of a name: in prose, in an id, in an address. */
const BETWEEN = "(?:[\\s\\p{Dash_Punctuation}_.+]|%20)";

/** A name so short is no name where its words run together: `M B` is not `MB`. */
const SHORT = 5;

/** How a confidential agent is called where nothing describes it. */
const UNDESCRIBED = "a confidential source";

/** A pattern of what identifies a confidential agent. */
interface Mark {
  readonly agent: Entry<"agent">;
  readonly source: string;
  /** Whether it is the agent's id, which is often a plain word. */
  readonly isId: boolean;
}

/**
 * What identifies the confidential agents of a store: their ids, names, aliases and addresses, also as
 * they stand in ids and in web addresses. Finds it in texts, and takes it out.
 */
export class Secrets {
  readonly #marks: readonly Mark[];
  readonly #pattern: RegExp;
  readonly #descriptions = new Map<Entry<"agent">, string>();

  /** @param agents those that are confidential, at least one */
  constructor(agents: readonly Entry<"agent">[]) {
    // Where one name is the beginning of another, the longer one is found.
    this.#marks = agents.flatMap(marksOf).sort((a, b) => b.source.length - a.source.length);
    this.#pattern = new RegExp(this.#marks.map(({ source }) => `(${source})`).join("|"), "giu");
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

  #replace(text: string, by: (mark: Mark, found: string) => string): string {
    const normal = text.normalize("NFC");
    this.#pattern.lastIndex = 0;
    if (!this.#pattern.test(normal)) return text;
    return normal.replace(this.#pattern, (found, ...groups) => {
      const mark = this.#marks[groups.findIndex((group) => group !== undefined)]!;
      return by(mark, found);
    });
  }
}

function marksOf(agent: Entry<"agent">): Mark[] {
  const mark = (source: string, isId = false): Mark => ({ agent, source, isId });
  const { name, aliases = [], url, "same-as": sameAs = [] } = agent.value;
  const names = [name, ...aliases].filter((each) => each !== undefined);
  const addresses = [url, ...sameAs].filter((each) => each !== undefined);
  return [
    mark(patternOf(agent.id.replaceAll("-", " ")), true),
    ...names.flatMap(spellingsOf).map((spelling) => mark(patternOf(spelling))),
    ...addresses.map((address) => mark(wholeWords(address).source)),
  ];
}

function patternOf(words: string): string {
  const isShort = words.replace(/\s+/g, "").length < SHORT;
  return wholeWords(words, `${BETWEEN}${isShort ? "+" : "*"}`).source;
}

/** A name as it is written, surname first, as an id is made of it, and as a web address holds it. */
function spellingsOf(name: NonNullable<Agent["name"]>): string[] {
  const plain = toId(name).replaceAll("-", " ");
  const encoded = encodeURI(name.normalize("NFC").replace(/\p{Surrogate}/gu, "\uFFFD"));
  const spellings = [name, encoded.replaceAll("%20", " ")];
  if (plain.length >= SHORT) spellings.push(plain);
  return [...new Set(spellings.flatMap((each) => [each, surnameFirst(each)]))];
}

function surnameFirst(name: string): string {
  const words = name.trim().split(/\s+/);
  const surname = words.pop()!;
  return words.length === 0 ? surname : `${surname}, ${words.join(" ")}`;
}
