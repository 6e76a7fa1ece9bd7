import { type FileParts, type Group, keysOf, type Part, partsOf } from "./parts.js";

/** Three texts of one file: the one that both sides come from, and theirs and ours. */
export interface Sides<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** What merging came to. */
export interface Merged {
  /** The file, with git's marks around each entry that is in conflict. */
  readonly text: string;
  /** The entries in conflict: their ids, or their sections' names. */
  readonly conflicts: readonly string[];
}

/**
 * Merges two versions of a store file entry by entry. What is added on either side is in the result, ours
 * ahead of theirs where both stand at one place; an entry that one side changed is that side's; one that
 * both changed is merged key by key, and is in conflict where both changed one key. Each entry takes its
 * comments along. Our line ends and our order are kept, theirs where we changed none.
 *
 * @param sides texts without byte order marks; the base empty where there is none
 * @returns `undefined` where it can't be done: a side is no sound store file, or the result would not say
 *   what the sides say, which is made sure of
 */
export function mergeEntries({ base, ours, theirs }: Sides<string>): Merged | undefined {
  const lineEnd = /\r?\n/.exec(ours)?.[0] ?? "\n";
  const [b, o, t] = [base, ours, theirs].map((text) => partsOf(withEnds(text)));
  if (!b || !o || !t) return undefined;
  const merger = new Merger();
  const text = merger.file({ base: b, ours: o, theirs: t });
  if (text === undefined) return undefined;
  const read = partsOf(merger.conflicts.length === 0 ? text : merger.withOurs);
  if (!read || !saysTheSame(read, merger.expected)) return undefined;
  return { text: text.replaceAll("\n", lineEnd), conflicts: merger.conflicts };
}

function withEnds(text: string): string {
  const plain = text.replaceAll("\r\n", "\n");
  return plain === "" || plain.endsWith("\n") ? plain : `${plain}\n`;
}

/** What each entry is to say, by its section and id. */
type Expected = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

function saysTheSame({ sections }: FileParts, expected: Expected): boolean {
  const said = [...sections].map(([name, { parts }]) => [
    name,
    [...parts].map(([id, { data }]) => [id, data]),
  ]);
  const meant = [...expected].map(([name, entries]) => [name, [...entries]]);
  return JSON.stringify(said, sorted) === JSON.stringify(meant, sorted);
}

/** Puts the keys of what {@link JSON.stringify} writes into one order. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A part as both sides have it in the end, or both versions where they can't be brought together. */
type Outcome = Part | { readonly ours: Part | undefined; readonly theirs: Part | undefined };

const NOTHING: Part = { gap: "", text: "", data: null };

class Merger {
  readonly conflicts: string[] = [];
  readonly expected = new Map<string, Map<string, unknown>>();
  /** The result with our side of each conflict. */
  withOurs = "";
  #text = "";

  /** Merges a file; `undefined` where its sections are indented in different ways. */
  file(sides: Sides<FileParts>): string | undefined {
    const sections = each(sides, ({ sections }) => sections);
    for (const name of orderOf(each(sections, (map) => [...map.keys()]))) {
      const group = each(sections, (map) => map.get(name));
      if (!isAligned(group)) return undefined;
      this.#section(name, group);
    }
    this.#put("the end", mergeTexts(each(sides, ({ tail }) => tail)));
    return this.#text;
  }

  #section(name: string, group: Sides<Group | undefined>): void {
    const parts = each(group, (side) => side?.parts ?? new Map<string, Part>());
    const usesGaps = [...parts.ours.values()].some(({ gap }) => gap !== "");
    const outcomes: [string, Outcome][] = [];
    for (const id of orderOf(each(parts, (map) => [...map.keys()]))) {
      const outcome = mergeEntry(each(parts, (map) => map.get(id)));
      if (outcome) outcomes.push([id, outcome]);
    }
    const kept = mergeParts(each(group, (side) => side?.head));
    const tail = mergeTexts(each(group, (side) => side?.tail ?? NOTHING));
    // A section that one side deleted is needed for what the other has in it.
    const isGone = kept === undefined || (!("text" in kept) && !(kept.ours && kept.theirs));
    if (isGone && outcomes.length === 0) return;
    const head = isGone ? (group.ours ?? group.theirs ?? group.base)!.head : kept!;
    this.expected.set(name, new Map());
    this.#put(name, head, group.ours || this.#text === "" ? "" : "\n");
    for (const [index, [id, outcome]] of outcomes.entries()) {
      const isNew = !parts.base.has(id);
      this.#put(id, outcome, isNew && usesGaps && index > 0 ? "\n" : "");
      const chosen = "text" in outcome ? outcome : outcome.ours;
      if (chosen) this.expected.get(name)!.set(id, chosen.data);
    }
    this.#put(name, tail);
  }

  /**
   * Writes a part.
   *
   * @param gap what is to stand above it where it has no blank line of its own
   */
  #put(name: string, outcome: Outcome, gap = ""): void {
    if ("text" in outcome) {
      const text = (outcome.text === "" ? "" : outcome.gap || gap) + outcome.text;
      this.#text += text;
      this.withOurs += text;
      return;
    }
    const [ours, theirs] = [outcome.ours ?? NOTHING, outcome.theirs ?? NOTHING];
    const above = ours.gap || theirs.gap || gap;
    this.conflicts.push(name);
    this.#text += `${above}<<<<<<< ours\n${ours.text}=======\n${theirs.text}>>>>>>> theirs\n`;
    this.withOurs += above + ours.text;
  }
}

function each<T, U>({ base, ours, theirs }: Sides<T>, get: (side: T) => U): Sides<U> {
  return { base: get(base), ours: get(ours), theirs: get(theirs) };
}

/** Tells whether what is in a section or an entry stands at one column on all sides. */
function isAligned({ base, ours, theirs }: Sides<Group | undefined>): boolean {
  const columns = [base, ours, theirs].flatMap((side) => side?.column ?? []);
  return new Set(columns).size <= 1;
}

function mergeEntry(sides: Sides<Part | undefined>): Outcome | undefined {
  const merged = mergeParts(sides);
  return merged && !("text" in merged) ? (mergeKeys(sides) ?? merged) : merged;
}

/** Merges a part as a whole; `undefined` where it is to be deleted. */
function mergeParts({ base, ours, theirs }: Sides<Part | undefined>): Outcome | undefined {
  const isSame = (a: Part | undefined, b: Part | undefined) => a?.text === b?.text;
  if (isSame(ours, theirs) || isSame(theirs, base)) return ours && withGap(ours, base, theirs);
  if (isSame(ours, base)) return theirs && withGap(theirs, base, ours);
  return { ours, theirs };
}

/** Blank lines are no conflict: a change of them is taken, and of two the one with more. */
function withGap(part: Part, base: Part | undefined, other: Part | undefined): Part {
  if (!other || other.gap === base?.gap) return part;
  if (part.gap === base?.gap || other.gap.length > part.gap.length) {
    return { ...part, gap: other.gap };
  }
  return part;
}

/** Merges what stands at the end of a section or a file: comments, of which both sides' are kept. */
function mergeTexts(sides: Sides<Part>): Part {
  const merged = mergeParts(sides);
  if (merged && "text" in merged) return merged;
  const { ours, theirs } = sides;
  return { ...ours, text: ours.text + theirs.gap + theirs.text };
}

/** Merges an entry key by key; `undefined` where both sides changed one key, or its keys can't be told apart. */
function mergeKeys({ base, ours, theirs }: Sides<Part | undefined>): Part | undefined {
  if (!base || !ours || !theirs) return undefined;
  const groups = { base: keysOf(base), ours: keysOf(ours), theirs: keysOf(theirs) };
  if (!groups.base || !groups.ours || !groups.theirs || !isAligned(groups)) return undefined;
  const sides = groups as Sides<Group>;
  const head = mergeParts(each(sides, (side) => side.head));
  const tail = mergeParts(each(sides, (side) => side.tail));
  if (!head || !tail || !("text" in head && "text" in tail)) return undefined;
  let text = head.text;
  const data: Record<string, unknown> = {};
  const parts = each(sides, (side) => side.parts);
  for (const key of orderOf(each(parts, (map) => [...map.keys()]))) {
    const part = mergeParts(each(parts, (map) => map.get(key)));
    if (!part) continue;
    if (!("text" in part)) return undefined;
    text += part.gap + part.text;
    data[key] = part.data;
  }
  const { gap } = withGap(ours, base, theirs);
  return { gap, text: text + tail.gap + tail.text, data };
}

/**
 * Gives the order of all that either side has: ours, or theirs where they changed the base's order and we
 * did not. What the other side adds stands behind what is ahead of it there.
 */
function orderOf({ base, ours, theirs }: Sides<readonly string[]>): string[] {
  const known = new Set(base);
  const isKept = (side: readonly string[]) => {
    const has = new Set(side);
    const same = base.filter((name) => has.has(name));
    const common = side.filter((name) => known.has(name));
    return common.every((name, index) => name === same[index]);
  };
  const swap = isKept(ours) && !isKept(theirs);
  const [main, other] = swap ? [theirs, ours] : [ours, theirs];
  const [inMain, inOther] = [new Set(main), new Set(other)];
  /** What the other side alone has, by what stands ahead of it there. */
  const behind = new Map<string | undefined, string[]>();
  let ahead: string | undefined;
  for (const name of other) {
    if (inMain.has(name)) ahead = name;
    else behind.set(ahead, [...(behind.get(ahead) ?? []), name]);
  }
  const order: string[] = [];
  let waiting = behind.get(undefined) ?? [];
  for (const name of main) {
    // What was added at the same place on the main side stands first.
    const isAdded = !known.has(name) && !inOther.has(name);
    if (!isAdded) {
      order.push(...waiting);
      waiting = [];
    }
    order.push(name);
    waiting = [...waiting, ...(behind.get(name) ?? [])];
  }
  return [...order, ...waiting];
}
