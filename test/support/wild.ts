import { type Pick, random } from "./mutate.js";

/** A store file written as nobody and everybody writes, and what it says. */
export interface Wild {
  readonly text: string;
  /** What it says, if the file is understood at all. */
  readonly data: unknown;
  /** The comments whose owner is beyond doubt: the path of each, by its text. */
  readonly owned: ReadonlyMap<string, string>;
}

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
const OTHERS = ["2023", "1.50", "true", "False", "null", "~", "0o17", "-3", "1e3", ".inf"];
const IDS = ["jane", "paper", "page", "said", "heard", "on", "2023", "no", "unknown", "group"];
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
const INNER = ["via", "how", "date", "from", "title", "by", "because", "verdict", "quote", "zzz"];

/** Writes some store at random, the same for the same seed, in any style that YAML has. */
export function wild(seed: number): Wild {
  const next = random(seed);
  const pick: Pick = (all) => all[Math.floor(next() * all.length)]!;
  return new Writer(pick).file();
}

type Lines = string[];

class Writer {
  readonly #pick: Pick;
  readonly #owned = new Map<string, string>();
  #comments = 0;
  readonly #calm: boolean;

  constructor(pick: Pick) {
    this.#pick = pick;
    this.#calm = pick([true, false]);
  }

  file(): Wild {
    const sections = this.#some(["claims", "agents", "documents"], 1, 3);
    const ids = this.#some(IDS, 0, IDS.length);
    const data: Record<string, unknown> = {};
    const lines: Lines = [];
    if (this.#chance(0.2)) lines.push("---");
    if (this.#chance(0.3)) lines.push("# yaml-language-server: $schema=x.json");
    if (this.#chance(0.2)) lines.push("# about the file", "");
    for (const section of sections) {
      const own = ids.splice(0, this.#pick([0, 1, 2, 3]));
      const entries = Object.fromEntries(own.map((id) => [id, this.#entry(section)]));
      data[section] = entries;
      lines.push(...this.#pair(section, entries, "", 0, true));
    }
    if (this.#chance(0.2)) lines.push(`${" ".repeat(this.#pick([0, 1, 2, 4, 6]))}# the last`);
    if (this.#chance(0.1)) lines.push("...", "# behind the end");
    const end = this.#pick(["\n", "\n", "\r\n"]);
    const close = this.#pick(["", end, end + end]);
    return { text: lines.join(end) + close, data, owned: this.#owned };
  }

  #chance(share: number): boolean {
    return this.#pick([...Array(100).keys()]) < share * 100;
  }

  #some<T>(all: readonly T[], least: number, most: number): T[] {
    const rest = [...all];
    const chosen: T[] = [];
    const length = least + this.#pick([...Array(most - least + 1).keys()]);
    while (chosen.length < length && rest.length > 0) {
      chosen.push(...rest.splice(rest.indexOf(this.#pick(rest)), 1));
    }
    return chosen;
  }

  #entry(section: string): Record<string, unknown> {
    const keys = this.#some(KEYS[section]!, 0, 6);
    return Object.fromEntries(keys.map((key) => [key, this.#value(key)]));
  }

  #value(key: string, depth = 0): unknown {
    if (/^(?:aliases|authors|cites|about|tags|based-on|part-of)$/.test(key)) {
      return this.#some([...IDS, ...TEXTS], 0, 4);
    }
    if (key === "relay" || key === "reviews") {
      return Array.from({ length: this.#pick([0, 1, 2, 3]) }, () =>
        this.#chance(0.5) ? this.#pick(IDS) : this.#inner(depth),
      );
    }
    if (key === "roles") return { chair: this.#inner(depth), no: this.#inner(depth) };
    if (/^(?:grade|corrected|extra)$/.test(key)) return this.#inner(depth);
    return this.#chance(0.15) ? new Other(this.#pick(OTHERS)) : this.#pick(TEXTS);
  }

  #inner(depth: number): Record<string, unknown> {
    const keys = this.#some(INNER, depth > 1 ? 1 : 0, 3);
    return Object.fromEntries(
      keys.map((key) => [
        key,
        depth < 1 && this.#chance(0.2) ? this.#inner(depth + 1) : this.#value(key, depth + 1),
      ]),
    );
  }

  /** Lines that mean nothing, and comments that belong to what comes next. */
  #aboveLines(indent: number, path: string): Lines {
    const lines: Lines = [];
    while (this.#chance(this.#calm ? 0.1 : 0.3)) {
      if (this.#chance(0.5)) lines.push(this.#pick(["", "", "  ", "\t"]));
      else if (this.#chance(0.2))
        lines.push(`${" ".repeat(this.#pick([0, 1, 3, 5, 8]))}${this.#comment()}`);
      else if (this.#chance(0.05))
        lines.push(`${" ".repeat(indent)}# claims-ignore: untraced -- because`);
      else lines.push(" ".repeat(indent) + this.#comment(path));
    }
    return lines;
  }

  #comment(path?: string): string {
    const text = `#${this.#pick(["", " ", "  "])}c${this.#comments++}${this.#pick([" plain", ": [x, y]", " - 'q", ' "'])}`;
    if (path !== undefined) this.#owned.set(text, path);
    return text;
  }

  #beside(path?: string): string {
    if (!this.#chance(this.#calm ? 0.1 : 0.25)) return this.#chance(0.05) ? "  " : "";
    if (this.#chance(0.03)) return " # claims-ignore: untraced -- because";
    return this.#pick([" ", "   ", "\t"]) + this.#comment(path);
  }

  #pair(key: string, value: unknown, parent: string, indent: number, isOutline: boolean): Lines {
    const path = `${parent}/${key}`;
    const pad = " ".repeat(indent);
    const lines = this.#aboveLines(indent, path);
    if (!isOutline && this.#chance(0.04)) {
      lines.push(`${pad}? ${this.#keyForm(key)}${this.#beside()}`);
      return [...lines, ...this.#valueLines(`${pad}:`, value, path, indent, isOutline)];
    }
    const colon = this.#chance(0.05) ? " :" : ":";
    return [
      ...lines,
      ...this.#valueLines(pad + this.#keyForm(key) + colon, value, path, indent, isOutline),
    ];
  }

  #keyForm(key: string): string {
    const isPlain = !/^\d/.test(key);
    return this.#pick(
      [isPlain ? key : `"${key}"`, isPlain ? key : `'${key}'`, `"${key}"`, `'${key}'`].slice(
        0,
        this.#chance(0.8) ? 1 : 4,
      ),
    );
  }

  #valueLines(
    head: string,
    value: unknown,
    path: string,
    indent: number,
    isOutline: boolean,
  ): Lines {
    if (!isObject(value)) return this.#leafLines(head, value, path, indent);
    const isFlow = this.#chance(isOutline ? 0.1 : 0.4) || Object.keys(value).length === 0;
    if (isFlow) {
      const [first, ...rest] = this.#flow(value, path, indent + 1);
      const lines = [
        `${head}${this.#chance(0.9) ? " " : `${this.#beside(path)}\n${" ".repeat(indent + 1)}`}${first}`,
        ...rest,
      ];
      lines.push(`${lines.pop()}${this.#beside(path)}`);
      return lines.flatMap((line) => line.split("\n"));
    }
    const lines = [head + this.#beside(path)];
    if (Array.isArray(value)) {
      const deeper = indent + (isOutline ? 1 : this.#pick([0, 1, 2, 4]));
      // A list in a list's item must stand behind its hyphen.
      const column = head.trim().endsWith("-") ? Math.max(deeper, indent + 1) : deeper;
      for (const [index, item] of value.entries())
        lines.push(...this.#listItem(item, `${path}/${index}`, column));
    } else {
      const column = indent + this.#pick([1, 2, 2, 2, 4]);
      for (const [key, inner] of Object.entries(value)) {
        lines.push(
          ...this.#pair(key, inner, path, column, isOutline && path.lastIndexOf("/") === 0),
        );
      }
    }
    return lines;
  }

  #listItem(item: unknown, path: string, column: number): Lines {
    const pad = " ".repeat(column);
    const above = this.#aboveLines(column, path);
    const keys = isObject(item) && !Array.isArray(item) ? Object.entries(item) : [];
    if (keys.length > 0 && this.#chance(0.7)) {
      const step = this.#pick([2, 2, 2, 3]);
      const lines = keys.flatMap(([key, value], index) => {
        const pair = this.#pair(key, value, path, column + step, false);
        // What stands above the first key stands above the item.
        if (index > 0) return pair;
        const first = pair.findIndex((line) => /^ *(?:\?|["'\w])/.test(line) && !/^ *#/.test(line));
        for (const line of pair.slice(0, first)) this.#owned.delete(line.trim());
        above.push(...pair.slice(0, first));
        return pair.slice(first);
      });
      lines[0] = `${pad}-${lines[0]!.slice(column + 1)}`;
      return [...above, ...lines];
    }
    return [...above, ...this.#valueLines(`${pad}-`, item, path, column, false)];
  }

  #flow(value: object, path: string, indent: number): Lines {
    const [open, close] = Array.isArray(value) ? "[]" : "{}";
    const lines = [open!];
    const put = (text: string) => lines.push(lines.pop()! + text);
    const breakLine = (owner?: string): void => {
      if (this.#chance(this.#calm ? 0.95 : 0.75)) {
        put(this.#pick([" ", ""]));
        return;
      }
      put(this.#beside(owner));
      if (this.#chance(0.2)) lines.push(" ".repeat(indent) + this.#comment());
      lines.push(" ".repeat(indent + this.#pick([0, 1, 3])));
    };
    const entries = Object.entries(value);
    for (const [index, [key, item]] of entries.entries()) {
      const inner = `${path}/${key}`;
      breakLine();
      if (!Array.isArray(value)) {
        put(this.#chance(0.1) ? `? ${this.#keyForm(key)} : ` : `${this.#keyForm(key)}: `);
      }
      if (isObject(item)) {
        const [first, ...rest] = this.#flow(item, inner, indent + 1);
        put(first!);
        lines.push(...rest);
      } else put(this.#flowLeaf(item));
      if (index < entries.length - 1 || this.#chance(0.2))
        put(this.#pick([",", " , "].slice(0, this.#chance(0.9) ? 1 : 2)));
      breakLine(index < entries.length - 1 ? inner : undefined);
    }
    put(close!);
    return lines;
  }

  #flowLeaf(value: unknown): string {
    if (value instanceof Other) return value.source;
    const text = value as string;
    const plain =
      /^[A-Za-zÀ-ž日-語][\wÀ-ž -]*[\w]$/.test(text) &&
      !/^(null|true|false)$/i.test(text) &&
      !text.includes("\t");
    if (plain && this.#chance(0.6)) return text;
    return this.#quoted(text);
  }

  #quoted(text: string): string {
    const canSingle = !/[\n\r\t\u0000-\u001f\u0085\u2028\ufeff]/.test(text);
    if (canSingle && this.#chance(0.5)) return `'${text.replaceAll("'", "''")}'`;
    return JSON.stringify(text).replace(
      /[\u0085\u2028\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  }

  #leafLines(head: string, value: unknown, path: string, indent: number): Lines {
    if (value instanceof Other) return [`${head} ${value.source}${this.#beside(path)}`];
    const text = value as string;
    const deeper = " ".repeat(indent + this.#pick([1, 2, 2, 4]));
    if (this.#chance(0.06)) {
      const comments = this.#chance(0.3) ? [`${deeper}${this.#comment(path)}`] : [];
      return [
        head + this.#beside(path),
        ...comments,
        `${deeper}${this.#flowLeaf(text)}${this.#beside(path)}`,
      ];
    }
    if (isWords(text) && this.#chance(0.3)) return this.#severalLines(head, text, deeper, path);
    if (isBlockable(text) && this.#chance(0.6)) return this.#block(head, text, path, indent);
    return [`${head} ${this.#flowLeaf(text)}${this.#beside(path)}`];
  }

  /** A plain or quoted text over several lines. */
  #severalLines(head: string, text: string, deeper: string, path: string): Lines {
    const words = text.split(" ");
    const at = 1 + this.#pick([...words.slice(1).keys()]);
    const quote = this.#pick(["", "'", '"']);
    const first = `${head} ${quote}${words.slice(0, at).join(" ")}`;
    const rest = `${deeper}${words.slice(at).join(" ")}${quote}`;
    return [first, rest + this.#beside(path)];
  }

  #block(head: string, text: string, path: string, indent: number): Lines {
    const body = text.replace(/\n*$/, "");
    const ends = text.length - body.length;
    const chomp = ends === 0 ? "-" : ends === 1 ? this.#pick(["", "+"]) : "+";
    const step = this.#pick([1, 2, 4]);
    const needs = /^[\n]*[ \t]/.test(body);
    const mark = needs || this.#chance(0.2) ? String(step) : "";
    const pad = " ".repeat(indent + step);
    const put = (line: string) => (line === "" ? "" : pad + line);
    const extra = Array.from({ length: Math.max(0, ends - 1) }, () => "");
    const isFolded = !/^[ \t\n]|\n[ \t]|[ \t]\n|[ \t]$/.test(body) && this.#chance(0.5);
    const header = this.#pick([`${chomp}${mark}`, `${mark}${chomp}`]);
    if (!isFolded) {
      return [`${head} |${header}${this.#beside(path)}`, ...body.split("\n").map(put), ...extra];
    }
    const lines = body.split("\n").flatMap((line, index) => {
      const words = line.split(/(?<! ) (?! )/);
      const at = 1 + this.#pick([...words.keys()]);
      const parts = [words.slice(0, at).join(" "), words.slice(at).join(" ")].filter(
        (part) => part !== "",
      );
      if (line === "") return [""];
      return index === 0 ? parts : ["", ...parts];
    });
    return [`${head} >${header}${this.#beside(path)}`, ...lines.map(put), ...extra];
  }
}

/** What is no text, as it is written. */
class Other {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Other);
}

function isWords(text: string): boolean {
  return /^[A-Za-z]\w*(?: \w+)+\.?$/.test(text);
}

function isBlockable(text: string): boolean {
  return (
    !/[\r\u0000-\u0008\u0085\u2028\ufeff]/.test(text) &&
    text.trim() !== "" &&
    !/^[ \t]+$/m.test(text) &&
    !/^\n*\t/.test(text)
  );
}
