import { Chance } from "./wild-chance.js";
import { Comments } from "./wild-comments.js";
import { IDS, isObject, Sayings } from "./wild-data.js";
import { Scalars } from "./wild-scalars.js";

/** A store file written as nobody and everybody writes, and what it says. */
export interface Wild {
  readonly text: string;
  /** What it says, if the file is understood at all. */
  readonly data: unknown;
  /** The comments whose owner is beyond doubt: the path of each, by its text. */
  readonly owned: ReadonlyMap<string, string>;
}

/** Writes some store at random, the same for the same seed, in any style that YAML has. */
export function wild(seed: number): Wild {
  return new Writer(new Chance(seed)).file();
}

type Lines = string[];

class Writer {
  readonly #chance: Chance;
  readonly #comments: Comments;
  readonly #scalars: Scalars;

  constructor(chance: Chance) {
    this.#chance = chance;
    this.#comments = new Comments(chance);
    this.#scalars = new Scalars(chance, this.#comments);
  }

  file(): Wild {
    const sections = this.#chance.some(["claims", "agents", "documents"], 1, 3);
    const ids = this.#chance.some(IDS, 0, IDS.length);
    const sayings = new Sayings(this.#chance);
    const data: Record<string, unknown> = {};
    const lines: Lines = [];
    if (this.#chance.of(0.2)) lines.push("---");
    if (this.#chance.of(0.3)) lines.push("# yaml-language-server: $schema=x.json");
    if (this.#chance.of(0.2)) lines.push("# about the file", "");
    for (const section of sections) {
      const own = ids.splice(0, this.#chance.pick([0, 1, 2, 3]));
      const entries = Object.fromEntries(own.map((id) => [id, sayings.entry(section)]));
      data[section] = entries;
      lines.push(...this.#pair(section, entries, "", 0, true));
    }
    if (this.#chance.of(0.2))
      lines.push(`${" ".repeat(this.#chance.pick([0, 1, 2, 4, 6]))}# the last`);
    if (this.#chance.of(0.1)) lines.push("...", "# behind the end");
    const end = this.#chance.pick(["\n", "\n", "\r\n"]);
    const close = this.#chance.pick(["", end, end + end]);
    return { text: lines.join(end) + close, data, owned: this.#comments.owned };
  }

  #pair(key: string, value: unknown, parent: string, indent: number, isOutline: boolean): Lines {
    const path = `${parent}/${key}`;
    const pad = " ".repeat(indent);
    const lines = this.#comments.above(indent, path);
    if (!isOutline && this.#chance.of(0.04)) {
      lines.push(`${pad}? ${this.#keyForm(key)}${this.#comments.beside()}`);
      return [...lines, ...this.#valueLines(`${pad}:`, value, path, indent, isOutline)];
    }
    const colon = this.#chance.of(0.05) ? " :" : ":";
    return [
      ...lines,
      ...this.#valueLines(pad + this.#keyForm(key) + colon, value, path, indent, isOutline),
    ];
  }

  #keyForm(key: string): string {
    const isPlain = !/^\d/.test(key);
    return this.#chance.pick(
      [isPlain ? key : `"${key}"`, isPlain ? key : `'${key}'`, `"${key}"`, `'${key}'`].slice(
        0,
        this.#chance.of(0.8) ? 1 : 4,
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
    if (!isObject(value)) return this.#scalars.lines(head, value, path, indent);
    const isFlow = this.#chance.of(isOutline ? 0.1 : 0.4) || Object.keys(value).length === 0;
    if (isFlow) {
      const [first, ...rest] = this.#flow(value, path, indent + 1);
      const lines = [
        `${head}${this.#chance.of(0.9) ? " " : `${this.#comments.beside(path)}\n${" ".repeat(indent + 1)}`}${first}`,
        ...rest,
      ];
      lines.push(`${lines.pop()}${this.#comments.beside(path)}`);
      return lines.flatMap((line) => line.split("\n"));
    }
    const lines = [head + this.#comments.beside(path)];
    if (Array.isArray(value)) {
      const deeper = indent + (isOutline ? 1 : this.#chance.pick([0, 1, 2, 4]));
      // A list in a list's item must stand behind its hyphen.
      const column = head.trim().endsWith("-") ? Math.max(deeper, indent + 1) : deeper;
      for (const [index, item] of value.entries())
        lines.push(...this.#listItem(item, `${path}/${index}`, column));
    } else {
      const column = indent + this.#chance.pick([1, 2, 2, 2, 4]);
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
    const above = this.#comments.above(column, path);
    const keys = isObject(item) && !Array.isArray(item) ? Object.entries(item) : [];
    if (keys.length > 0 && this.#chance.of(0.7)) {
      const step = this.#chance.pick([2, 2, 2, 3]);
      const lines = keys.flatMap(([key, value], index) => {
        const pair = this.#pair(key, value, path, column + step, false);
        // What stands above the first key stands above the item.
        if (index > 0) return pair;
        const first = pair.findIndex((line) => /^ *(?:\?|["'\w])/.test(line) && !/^ *#/.test(line));
        for (const line of pair.slice(0, first)) this.#comments.owned.delete(line.trim());
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
      if (this.#chance.of(this.#comments.isCalm ? 0.95 : 0.75)) {
        put(this.#chance.pick([" ", ""]));
        return;
      }
      put(this.#comments.beside(owner));
      if (this.#chance.of(0.2)) lines.push(" ".repeat(indent) + this.#comments.comment());
      lines.push(" ".repeat(indent + this.#chance.pick([0, 1, 3])));
    };
    const entries = Object.entries(value);
    for (const [index, [key, item]] of entries.entries()) {
      const inner = `${path}/${key}`;
      breakLine();
      if (!Array.isArray(value)) {
        put(this.#chance.of(0.1) ? `? ${this.#keyForm(key)} : ` : `${this.#keyForm(key)}: `);
      }
      if (isObject(item)) {
        const [first, ...rest] = this.#flow(item, inner, indent + 1);
        put(first!);
        lines.push(...rest);
      } else put(this.#scalars.inline(item));
      if (index < entries.length - 1 || this.#chance.of(0.2))
        put(this.#chance.pick([",", " , "].slice(0, this.#chance.of(0.9) ? 1 : 2)));
      breakLine(index < entries.length - 1 ? inner : undefined);
    }
    put(close!);
    return lines;
  }
}
