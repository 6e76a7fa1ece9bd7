import type { EntryKind } from "../model/entry.js";

/** A key of an entry that a flag of the same name sets. */
export interface FlagKey {
  readonly key: string;
  /** The flag, where it is not called as the key. */
  readonly flag?: string;
  /** What is to stand behind the flag. */
  readonly value: string;
  readonly says: string;
  /** Whether the flag can be given again, for a list. */
  readonly isList?: true;
}

const REFERENCE = "who";

/**
 * The keys that `claims add` has flags for, by kind, in the order of its help. Every command line is read
 * with this list at hand, so it is written out rather than made of the schemas, which take time to load; a
 * test sees to it that the two agree.
 */
export const FLAG_KEYS: Readonly<Record<EntryKind, readonly FlagKey[]>> = {
  claim: [
    { key: "text", value: "text", says: "the assertion, in your own words" },
    { key: "speaker", value: REFERENCE, says: "who made it: an agent, a document, or unknown" },
    { key: "role", value: "role", says: "in which of the speaker's roles" },
    { key: "for", value: REFERENCE, says: "on whose behalf" },
    { key: "date", value: "date", says: "when it was said" },
    { key: "how", value: "cue", says: "said, told, denied, demanded, announced, …" },
    { key: "quote", value: "words", says: "the speaker's own words" },
    { key: "lang", value: "tag", says: "the language of the quote" },
    { key: "in", value: "document", says: "the document that is the primary record" },
    { key: "certainty", value: "word", says: "certain, probable or possible" },
    { key: "based-on", value: "id", says: "a claim or document that it rests on", isList: true },
    relation("confirms"),
    relation("disputes"),
    relation("qualifies"),
    relation("corrects"),
    relation("retracts"),
    relation("updates"),
    { key: "about", value: "agent", says: "an agent that it is about", isList: true },
    { key: "tags", flag: "tag", value: "tag", says: "a word to find it by", isList: true },
    { key: "note", value: "text", says: "free text" },
  ],
  agent: [
    { key: "name", value: "name", says: "what the agent is called" },
    { key: "kind", value: "kind", says: "person, organization, outlet, forum or anonymous" },
    { key: "aliases", flag: "alias", value: "name", says: "another name", isList: true },
    { key: "part-of", value: "agent", says: "its owner or parent", isList: true },
    { key: "country", value: "code", says: "two letters, as in ISO 3166-1" },
    { key: "same-as", value: "item", says: "a Wikidata item or an address", isList: true },
    { key: "url", value: "address", says: "the agent's own page" },
    { key: "lang", value: "tag", says: "the language it speaks or publishes in" },
    { key: "described-as", value: "text", says: "how an anonymous source is described" },
    { key: "reason", value: "text", says: "why it is unnamed" },
    { key: "note", value: "text", says: "free text" },
  ],
  document: [
    { key: "title", value: "title", says: "its title, or what it is where it has none" },
    { key: "by", value: "agent", says: "its publisher" },
    { key: "authors", flag: "author", value: "agent", says: "who wrote it", isList: true },
    { key: "date", value: "date", says: "when it was published" },
    {
      key: "kind",
      value: "kind",
      says: "article, transcript, broadcast, post, recording, statement or dataset",
    },
    { key: "url", value: "address", says: "where it was published" },
    { key: "archive", value: "address", says: "an archived copy" },
    { key: "lang", value: "tag", says: "its language" },
    { key: "cites", value: "document", says: "a document that it draws on", isList: true },
    { key: "note", value: "text", says: "free text" },
  ],
};

function relation(key: string): FlagKey {
  return { key, value: "claim", says: `a claim that this one ${key}`, isList: true };
}

/** The flags of `claims add` beside those of {@link FLAG_KEYS}. */
export interface AddFlags {
  readonly via?: string;
  /** Each `NAME:KIND`. */
  readonly new?: readonly string[];
  readonly id?: string;
  readonly file?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** The name under which the command line hands over what a flag was given: `based-on` as `basedOn`. */
export function optionName({ key, flag = key }: FlagKey): string {
  return flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
