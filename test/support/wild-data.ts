import type { Chance } from "./wild-chance.js";

/** Texts that are easy to write wrongly. */
const TEXTS = [
  ...[
    "Taxes will fall.",
    "it's so",
    'she said "no"',
    "a: b",
    "a #b",
    "# no comment",
    "yes",
    "No",
    "on",
  ],
  ...[
    "1:20",
    "0o14",
    "012",
    "~",
    "null",
    "",
    " ",
    "2023-10-26",
    "2023-10-26~",
    "2023",
    "1e3",
    "0x1F",
  ],
  ...[
    "- dash",
    "-dash",
    "? what",
    "?",
    ":x",
    "x:",
    "[a]",
    "{a",
    "a, b",
    "a]",
    "&a",
    "*a",
    "!t",
    "%d",
    "@x",
  ],
  ...[
    "`b`",
    "|",
    ">",
    "---",
    "--- x",
    "...",
    "=",
    "<<",
    "1_000",
    ".5",
    "+1",
    "Türkiye",
    "日本語の文",
    "👩‍👧 emoji",
  ],
  ...[
    "tab\there",
    "\ttab",
    " lead",
    "trail ",
    "a\nb",
    "a\n",
    "a\n\n",
    "\na",
    "a\n\nb\n",
    "  a\nb",
    "a\n  b\n",
  ],
  ...[
    "\n",
    " \n a",
    "a \nb ",
    "a\n \nb",
    "a\n\tb",
    "\u0085x",
    "x\u2028y",
    "\ufeffz",
    "\u0007",
    "back\\slash",
    "a\r\nb",
  ],
  "a word or two ".repeat(12).trim(),
  "double  spaces  every  now  and  then ".repeat(5).trim(),
  `https://example.org/${"long-path/".repeat(12)}`,
  `${"first paragraph with words ".repeat(6).trim()}\n\n${"second one ".repeat(15).trim()}\n`,
  `${"x".repeat(96)} ${"y".repeat(99)} z`,
  `${"one line # with: marks ".repeat(6)}`,
];
/** What is no text, as it is written. */
const OTHERS = ["2023", "1.50", "true", "False", "null", "~", "0o17", "-3", "1e3", ".inf"];
/** Words that can be ids. */
export const IDS = [
  "jane",
  "paper",
  "page",
  "said",
  "heard",
  "on",
  "2023",
  "no",
  "unknown",
  "group",
];
/** Keys of each section, of the format and beside it. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  agents: [
    "name",
    "kind",
    "aliases",
    "roles",
    "part-of",
    "url",
    "grade",
    "note",
    "extra",
    "country",
  ],
  documents: [
    "title",
    "by",
    "authors",
    "date",
    "cites",
    "corrected",
    "lang",
    "kind",
    "note",
    "odd",
  ],
  claims: [
    "text",
    "speaker",
    "date",
    "how",
    "relay",
    "about",
    "tags",
    "reviews",
    "note",
    "based-on",
  ],
};
/** Keys of what is in an entry. */
const INNER = ["via", "how", "date", "from", "title", "by", "because", "verdict", "quote", "zzz"];

/** What is no text, as it is written. */
export class Other {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** Tells whether a value is a list or a mapping. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Other);
}

/** Draws what the entries of a store say. */
export class Sayings {
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Gives an entry of a section. */
  entry(section: string): Record<string, unknown> {
    const keys = this.#chance.some(KEYS[section]!, 0, 6);
    return Object.fromEntries(keys.map((key) => [key, this.#value(key)]));
  }

  #value(key: string, depth = 0): unknown {
    if (/^(?:aliases|authors|cites|about|tags|based-on|part-of)$/.test(key)) {
      return this.#chance.some([...IDS, ...TEXTS], 0, 4);
    }
    if (key === "relay" || key === "reviews") {
      return Array.from({ length: this.#chance.pick([0, 1, 2, 3]) }, () =>
        this.#chance.of(0.5) ? this.#chance.pick(IDS) : this.#inner(depth),
      );
    }
    if (key === "roles") return { chair: this.#inner(depth), no: this.#inner(depth) };
    if (/^(?:grade|corrected|extra)$/.test(key)) return this.#inner(depth);
    return this.#chance.of(0.15) ? new Other(this.#chance.pick(OTHERS)) : this.#chance.pick(TEXTS);
  }

  #inner(depth: number): Record<string, unknown> {
    const keys = this.#chance.some(INNER, depth > 1 ? 1 : 0, 3);
    return Object.fromEntries(
      keys.map((key) => [
        key,
        depth < 1 && this.#chance.of(0.2) ? this.#inner(depth + 1) : this.#value(key, depth + 1),
      ]),
    );
  }
}
