import type { Command, Option } from "commander";

/** What is to be completed, as the command line's own description of itself has it. */
export type Wanted =
  /** Words with what they mean: commands, flags, or the values of a flag. */
  | { readonly words: readonly Word[] }
  /** The value of a flag or an argument, which only the store or the disk knows. */
  | { readonly command: string; readonly name: string };

/** A word that can stand in the place of the one that is typed. */
export interface Word {
  readonly word: string;
  readonly says: string;
}

/** A command line so far. */
export interface Typed {
  readonly wanted: Wanted;
  /** What stands ahead of the value in its word, such as `--format=`. */
  readonly head: string;
  /** What of the value is typed already. */
  readonly start: string;
  /** The flags of every command that were given a value, by name. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Works out what the last of some words may become.
 *
 * @param words what is typed behind the program's name; the last one is unfinished, and may be empty
 */
export function readWords(program: Command, words: readonly string[]): Typed {
  const all = withoutSplits(words);
  const last = all.at(-1) ?? "";
  const reader = new WordReader(program);
  for (const word of all.slice(0, -1)) reader.read(word);
  return reader.complete(last);
}

/** Bash takes `--format=json` for three words. */
function withoutSplits(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const [index, word] of words.entries()) {
    const isFlag = (at: number) => words[at]?.startsWith("--") === true;
    const isValue = words[index - 1] === "=" && isFlag(index - 2);
    if ((word === "=" && isFlag(index - 1)) || isValue) joined.push(`${joined.pop()}${word}`);
    else joined.push(word);
  }
  return joined;
}

class WordReader {
  readonly #program: Command;
  readonly #settings: Record<string, string> = {};
  #command: Command;
  /** The flag whose value comes next. */
  #flag: Option | undefined;
  #operands = 0;
  #isOperand = false;

  constructor(program: Command) {
    this.#program = program;
    this.#command = program;
  }

  read(word: string): void {
    if (this.#flag) {
      this.#settings[this.#flag.attributeName()] = word;
      this.#flag = undefined;
    } else if (this.#isOperand || !/^-./.test(word)) {
      this.#readOperand(word);
    } else if (word === "--") {
      this.#isOperand = true;
    } else {
      const [, name, value] = /^(-[^=]*)(?:=(.*))?$/s.exec(word)!;
      const flag = this.#find(name!);
      if (!flag || !(flag.required || flag.optional)) return;
      if (value === undefined) this.#flag = flag;
      else this.#settings[flag.attributeName()] = value;
    }
  }

  complete(last: string): Typed {
    const settings = this.#settings;
    const [, name, value] = /^(--[^=]*)=(.*)$/s.exec(last) ?? [];
    const flag = this.#flag ?? (name !== undefined ? this.#find(name) : undefined);
    if (flag) {
      const head = this.#flag ? "" : `${name}=`;
      return { wanted: this.#valueOf(flag), head, start: this.#flag ? last : value!, settings };
    }
    const wanted =
      last.startsWith("-") && !this.#isOperand ? { words: this.#flags() } : this.#operand();
    return { wanted, head: "", start: last, settings };
  }

  #readOperand(word: string): void {
    const { commands } = this.#command;
    const known =
      this.#operands === 0 ? commands.find((command) => command.name() === word) : undefined;
    if (known) this.#command = known;
    // What stands behind `help` is a command, as if `help` were not there.
    else if (this.#command === this.#program && word === "help") return;
    else this.#operands++;
  }

  #find(name: string): Option | undefined {
    return this.#options().find(({ long, short }) => long === name || short === name);
  }

  /** A command that has others runs one of them where none is named. */
  #options(): Option[] {
    const usual = this.#usual();
    return [this.#command, ...(usual ? [usual] : []), this.#program].flatMap(({ options }) => [
      ...options,
    ]);
  }

  #usual(): Command | undefined {
    const name = (this.#command as { _defaultCommandName?: string })._defaultCommandName;
    return this.#command.commands.find((command) => command.name() === name);
  }

  #flags(): Word[] {
    const help = { word: "--help", says: "print help" };
    const own = this.#options()
      .filter(({ hidden }) => !hidden)
      .map(({ long, short, description }) => ({ word: long ?? short!, says: description }));
    const words = [...own, help];
    return words.filter(
      ({ word }, index) => words.findIndex((each) => each.word === word) === index,
    );
  }

  #operand(): Wanted {
    const helper = this.#command.createHelp();
    const commands = helper
      .visibleCommands(this.#command)
      .map((command) => ({ word: command.name(), says: command.description() }));
    if (commands.length > 0 && this.#operands === 0) return { words: commands };
    const { registeredArguments } = this.#command;
    const argument = registeredArguments[this.#operands] ?? registeredArguments.at(-1);
    const isLeft = this.#operands < registeredArguments.length || argument?.variadic === true;
    if (!argument || !isLeft) return { words: [] };
    const listed = wordsIn(argument.description);
    if (listed.length > 0) return { words: listed };
    return { command: this.#command.name(), name: argument.name() };
  }

  #valueOf({ argChoices, description, long }: Option): Wanted {
    const listed = argChoices?.map((word) => ({ word, says: "" })) ?? wordsIn(description);
    if (listed.length > 0) return { words: listed };
    return { command: this.#command.name(), name: (long ?? "").slice(2) };
  }
}

/** The description of a flag that takes one of a few words lists them: `table, plain or json`. */
const LISTED = /^(?:[\w ]+: )?([a-z-]+(?:, [a-z-]+)* or [a-z-]+)(?: \([^)]*\))?$/;

function wordsIn(description: string): Word[] {
  const [, listed] = LISTED.exec(description) ?? [];
  return (listed?.split(/, | or /) ?? []).map((word) => ({ word, says: "" }));
}
