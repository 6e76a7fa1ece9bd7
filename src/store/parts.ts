import { SECTIONS, type Section } from "../model/entry.js";
import { type Branch, type Item, type OutlineReading, readOutline } from "./outline.js";

/** Some whole lines of a file: an entry, a key of one, or what stands ahead of them or behind. */
export interface Part {
  /** The blank lines above it. */
  readonly gap: string;
  /** What follows, with the comments that belong to it; each line is ended. */
  readonly text: string;
  /** What it says, as plain data. */
  readonly data: unknown;
}

/** A key or an id, what stands ahead of what is in it, and that, by name. */
export interface Group {
  readonly head: Part;
  readonly parts: ReadonlyMap<string, Part>;
  /** Comments behind the last. */
  readonly tail: Part;
  /** The column of what is in it; `undefined` where there is nothing. */
  readonly column: number | undefined;
}

/** A file taken apart: put together again, its parts are the file. */
export interface FileParts {
  readonly sections: ReadonlyMap<string, Group>;
  readonly tail: Part;
}

/**
 * Takes a store file's text apart into entries.
 *
 * @param text with `\n` at each line's end
 * @returns `undefined` where it can't be read as a store file whose entries stand on lines of their own
 */
export function partsOf(text: string): FileParts | undefined {
  const reading = readOutline(text);
  const taker = new Taker(text);
  if (!isStore(reading)) return undefined;
  const { outline, data } = reading;
  const sections = new Map<string, Group>();
  for (const section of outline?.root.items ?? []) {
    const group = taker.group(section, (data as Record<string, unknown>)[nameOf(section)]);
    if (!group) return undefined;
    sections.set(nameOf(section), group);
  }
  return { sections, tail: taker.rest() };
}

/**
 * Takes an entry apart into its keys.
 *
 * @param part of a file's parts
 * @returns `undefined` where its keys don't stand on lines of their own
 */
export function keysOf({ text, data }: Part): Group | undefined {
  const [entry] = readOutline(text).outline?.root.items ?? [];
  return entry && new Taker(text).group(entry, data);
}

function isStore({ outline, data, problems }: OutlineReading): boolean {
  if (problems.length > 0 || !outline) return problems.length === 0 && data === null;
  const { flow, column, items } = outline.root;
  return !flow && column === 0 && items.every((item) => Object.hasOwn(SECTIONS, nameOf(item)));
}

/** Gives the name of a section, an entry or a key. */
function nameOf({ key }: Item): Section {
  return key!.source as Section;
}

/** Takes lines from the beginning of a text on. */
class Taker {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes a key and what is in it. */
  group({ key, value, beside }: Item, data: unknown): Group | undefined {
    const isEmpty = value.type === "leaf" ? value.value === null : value.items.length === 0;
    const children = value.type === "map" && !value.flow ? value : undefined;
    if (!children && !isEmpty) return undefined;
    const last = Math.max(key!.end, isEmpty ? value.end : 0, ...beside.map(({ end }) => end));
    const head = this.#take(last, null);
    const parts = new Map<string, Part>();
    const contents = (data ?? {}) as Record<string, unknown>;
    for (const item of children?.items ?? []) {
      parts.set(nameOf(item), this.#take(lastOf(item, this.#text), contents[nameOf(item)]));
    }
    const tail = this.#take(Math.max(this.#at - 1, lastComment(children)), null);
    return { head, parts, tail, column: children?.column };
  }

  rest(): Part {
    return this.#take(this.#text.length, null);
  }

  /** Takes the lines up to that of an offset. */
  #take(offset: number, data: unknown): Part {
    const start = this.#at;
    if (offset >= start) {
      const newline = this.#text.indexOf("\n", offset);
      this.#at = newline === -1 ? this.#text.length : newline + 1;
    }
    const all = this.#text.slice(start, this.#at);
    const gap = /^(?:[ \t]*\n)*/.exec(all)![0];
    return { gap, text: all.slice(gap.length), data };
  }
}

/** Gives an offset on the last line of an item and its comments. */
function lastOf(item: Item, text: string): number {
  const end = text[item.end - 1] === "\n" ? item.end - 1 : item.end;
  const comments = [...item.above, ...item.beside].map(({ end }) => end);
  const inner = item.value.type === "leaf" ? [] : item.value.items;
  const tail = item.value.type === "leaf" ? undefined : item.value;
  return Math.max(end, ...comments, ...inner.map((each) => lastOf(each, text)), lastComment(tail));
}

function lastComment(branch: Branch | undefined): number {
  return Math.max(-1, ...(branch?.tail ?? []).map(({ end }) => end));
}
