import type { Chance } from "./wild-chance.js";

/** Writes comments and what else means nothing, and remembers what each comment belongs to. */
export class Comments {
  /** The comments whose owner is beyond doubt: the path of each, by its text. */
  readonly owned = new Map<string, string>();
  /** Whether there are few of them. */
  readonly isCalm: boolean;
  readonly #chance: Chance;
  #count = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
    this.isCalm = chance.pick([true, false]);
  }

  /** Lines that mean nothing, and comments that belong to what comes next. */
  above(indent: number, path: string): string[] {
    const lines: string[] = [];
    while (this.#chance.of(this.isCalm ? 0.1 : 0.3)) {
      if (this.#chance.of(0.5)) lines.push(this.#chance.pick(["", "", "  ", "\t"]));
      else if (this.#chance.of(0.2))
        lines.push(`${" ".repeat(this.#chance.pick([0, 1, 3, 5, 8]))}${this.comment()}`);
      else if (this.#chance.of(0.05))
        lines.push(`${" ".repeat(indent)}# claims-ignore: untraced -- because`);
      else lines.push(" ".repeat(indent) + this.comment(path));
    }
    return lines;
  }

  /** A comment, of the thing at a path. */
  comment(path?: string): string {
    const text = `#${this.#chance.pick(["", " ", "  "])}c${this.#count++}${this.#chance.pick([" plain", ": [x, y]", " - 'q", ' "'])}`;
    if (path !== undefined) this.owned.set(text, path);
    return text;
  }

  /** What stands behind something on its line. */
  beside(path?: string): string {
    if (!this.#chance.of(this.isCalm ? 0.1 : 0.25)) return this.#chance.of(0.05) ? "  " : "";
    if (this.#chance.of(0.03)) return " # claims-ignore: untraced -- because";
    return this.#chance.pick([" ", "   ", "\t"]) + this.comment(path);
  }
}
