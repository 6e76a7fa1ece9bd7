import type { Chance } from "./wild-chance.js";
import type { Comments } from "./wild-comments.js";
import { Other } from "./wild-data.js";

/** Writes what is neither a list nor a mapping, in any way that YAML has. */
export class Scalars {
  readonly #chance: Chance;
  readonly #comments: Comments;

  constructor(chance: Chance, comments: Comments) {
    this.#chance = chance;
    this.#comments = comments;
  }

  /** The lines of a value behind its key or hyphen. */
  lines(head: string, value: unknown, path: string, indent: number): string[] {
    if (value instanceof Other) return [`${head} ${value.source}${this.#comments.beside(path)}`];
    const text = value as string;
    const deeper = " ".repeat(indent + this.#chance.pick([1, 2, 2, 4]));
    if (this.#chance.of(0.06)) {
      const comments = this.#chance.of(0.3) ? [`${deeper}${this.#comments.comment(path)}`] : [];
      return [
        head + this.#comments.beside(path),
        ...comments,
        `${deeper}${this.inline(text)}${this.#comments.beside(path)}`,
      ];
    }
    if (isWords(text) && this.#chance.of(0.3)) return this.#severalLines(head, text, deeper, path);
    if (isBlockable(text) && this.#chance.of(0.6)) return this.#block(head, text, path, indent);
    return [`${head} ${this.inline(text)}${this.#comments.beside(path)}`];
  }

  /** A value within a line. */
  inline(value: unknown): string {
    if (value instanceof Other) return value.source;
    const text = value as string;
    const plain =
      /^[A-Za-zÀ-ž日-語][\wÀ-ž -]*[\w]$/.test(text) &&
      !/^(null|true|false)$/i.test(text) &&
      !text.includes("\t");
    if (plain && this.#chance.of(0.6)) return text;
    return this.#quoted(text);
  }

  #quoted(text: string): string {
    const canSingle = !/[\n\r\t\u0000-\u001f\u0085\u2028\ufeff]/.test(text);
    if (canSingle && this.#chance.of(0.5)) return `'${text.replaceAll("'", "''")}'`;
    return JSON.stringify(text).replace(
      /[\u0085\u2028\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  }

  /** A plain or quoted text over several lines. */
  #severalLines(head: string, text: string, deeper: string, path: string): string[] {
    const words = text.split(" ");
    const at = 1 + this.#chance.pick([...words.slice(1).keys()]);
    const quote = this.#chance.pick(["", "'", '"']);
    const first = `${head} ${quote}${words.slice(0, at).join(" ")}`;
    const rest = `${deeper}${words.slice(at).join(" ")}${quote}`;
    return [first, rest + this.#comments.beside(path)];
  }

  #block(head: string, text: string, path: string, indent: number): string[] {
    const body = text.replace(/\n*$/, "");
    const ends = text.length - body.length;
    const chomp = ends === 0 ? "-" : ends === 1 ? this.#chance.pick(["", "+"]) : "+";
    const step = this.#chance.pick([1, 2, 4]);
    const needs = /^[\n]*[ \t]/.test(body);
    const mark = needs || this.#chance.of(0.2) ? String(step) : "";
    const pad = " ".repeat(indent + step);
    const put = (line: string) => (line === "" ? "" : pad + line);
    const extra = Array.from({ length: Math.max(0, ends - 1) }, () => "");
    const isFolded = !/^[ \t\n]|\n[ \t]|[ \t]\n|[ \t]$/.test(body) && this.#chance.of(0.5);
    const header = this.#chance.pick([`${chomp}${mark}`, `${mark}${chomp}`]);
    if (!isFolded) {
      return [
        `${head} |${header}${this.#comments.beside(path)}`,
        ...body.split("\n").map(put),
        ...extra,
      ];
    }
    const lines = body.split("\n").flatMap((line, index) => {
      const words = line.split(/(?<! ) (?! )/);
      const at = 1 + this.#chance.pick([...words.keys()]);
      const parts = [words.slice(0, at).join(" "), words.slice(at).join(" ")].filter(
        (part) => part !== "",
      );
      if (line === "") return [""];
      return index === 0 ? parts : ["", ...parts];
    });
    return [`${head} >${header}${this.#comments.beside(path)}`, ...lines.map(put), ...extra];
  }
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
