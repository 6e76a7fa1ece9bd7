import { type EntryKind, SECTIONS, type Section } from "../model/entry.js";
import type { Branch, Comment, Item, Outline } from "./outline.js";
import { ownerOf } from "./shape.js";
import { isSuppression } from "./suppress.js";

/** A file whose keys stand in the format's order, each with its comments. */
export interface Arrangement {
  /** The comments on the file, ahead of its first section. */
  readonly header: readonly Comment[];
  readonly root: Branch;
}

/**
 * Puts the sections and the keys of each entry into the order of the format; entries keep theirs. Comments
 * go with what they belong to. The outline itself is changed.
 */
export function arrange({ root }: Outline): Arrangement {
  const header = takeHeader(root.items[0]!);
  const entries = root.items.flatMap((section) => (kindOf(section) ? itemsOf(section) : []));
  const suppressions = takeSuppressions(root, header, entries);
  for (const section of root.items) {
    const kind = kindOf(section);
    if (kind) for (const entry of itemsOf(section)) sortKeys(entry, kind);
  }
  sortSections(root, entries);
  for (const taken of suppressions) settleSuppression(taken, root, entries);
  for (const [above, following] of neighboursIn(root)) {
    if (following.some(({ text }) => isSuppression(text))) liftTails(above);
  }
  for (const section of root.items) layComments(section);
  return { header, root };
}

function kindOf({ key, value }: Item): EntryKind | undefined {
  const name = key!.source;
  return value.type === "map" && Object.hasOwn(SECTIONS, name)
    ? SECTIONS[name as Section]
    : undefined;
}

function itemsOf({ value }: Item): readonly Item[] {
  return value.type === "leaf" ? [] : value.items;
}

/** What an editor reads must stay at the top. */
const MODELINE = /^#[ \t]*(?:yaml-language-server:|-\*-|vim?:|!)/;

/** Takes from the first section the comments on the file: those up to the last blank line. */
function takeHeader(first: Item): Comment[] {
  const { above, blank } = first;
  const modeline = above.findLastIndex(({ text }) => MODELINE.test(text)) + 1;
  const gap = above.findLastIndex(({ blank: gap }, index) => gap && index > 0);
  const length = Math.max(modeline, blank ? above.length : Math.max(0, gap));
  first.above = above.slice(length);
  first.blank = false;
  return above.slice(0, length);
}

/** A comment that silences rules, taken from its place. */
interface Taken {
  readonly comment: Comment;
  readonly place: Item | Branch;
  /** The entry that the place is in. */
  readonly within: Item | undefined;
}

/** Takes the comments that silence rules from where another order could make them mean another entry. */
function takeSuppressions(root: Branch, header: Comment[], entries: readonly Item[]): Taken[] {
  const all = new Set(entries);
  const taken: Taken[] = [];
  const take = (
    comments: Comment[],
    place: Item | Branch,
    within?: Item,
    isAbove = false,
  ): void => {
    const stays = (comment: Comment) => {
      if (!isSuppression(comment.text)) return true;
      const silenced = entryAround(comment, entries) ?? entryBehind(comment, entries);
      return isAbove && silenced !== undefined && (silenced === within || silenced === place);
    };
    const goes = comments.filter((comment) => !stays(comment));
    taken.push(...goes.map((comment) => ({ comment: close(comment), place, within })));
    comments.splice(0, comments.length, ...comments.filter(stays));
  };
  const takeIn = (branch: Branch, within?: Item): void => {
    for (const item of branch.items) {
      const inner = within ?? (all.has(item) ? item : undefined);
      take(item.above, item, within, true);
      take(item.beside, item, inner);
      if (item.value.type !== "leaf") takeIn(item.value, inner);
    }
    take(branch.tail, branch, within);
  };
  take(header, root);
  takeIn(root);
  return taken.sort((a, b) => a.comment.start - b.comment.start);
}

/** Puts a comment that silences rules where it silences what it did, whatever stands around it. */
function settleSuppression(taken: Taken, root: Branch, entries: readonly Item[]): void {
  const { comment, place, within } = taken;
  const silenced = entryAround(comment, entries) ?? entryBehind(comment, entries);
  if (!silenced) root.tail.push(comment);
  else if (silenced !== within || place === within) silenced.above.push(comment);
  else if ("items" in place) place.items.at(-1)!.above.push(comment);
  else place.above.push(comment);
}

/** Gives the entry that a comment stands in, as the engine sees it. */
function entryAround({ start }: Comment, entries: readonly Item[]): Item | undefined {
  return entries.find((entry) => entry.start < start && start < entry.reach);
}

function entryBehind(comment: Comment, entries: readonly Item[]): Item | undefined {
  return entries.find(({ start }) => start > comment.start);
}

/** Gives each entry with the comments that follow it, and so the last section. */
function* neighboursIn(root: Branch): Generator<[Item, readonly Comment[]]> {
  for (const section of root.items) {
    const entries = itemsOf(section);
    for (const [index, entry] of entries.entries()) {
      const next = entries[index + 1];
      if (next) yield [entry, next.above];
    }
  }
  yield [root.items.at(-1)!, root.tail];
}

/**
 * Puts the last words of what stands last above its last item. The parser takes comments that follow them
 * for a part of the entry, in which they would silence what they did not.
 */
function liftTails({ value }: Item): void {
  const last = value.type === "leaf" ? undefined : value.items.at(-1);
  if (value.type === "leaf" || !last) return;
  last.above.push(...value.tail.map(close));
  value.tail.length = 0;
  liftTails(last);
}

function sortSections(root: Branch, entries: readonly Item[]): void {
  // Of two entries with one id the first counts: which that is must not change.
  const ids = new Set(entries.map(({ key }) => key!.source));
  if (ids.size < entries.length) return;
  const [first] = root.items;
  sortItems(root.items, Object.keys(SECTIONS));
  // What stands first in its file can't be told from the file's own comments by a blank line.
  if (root.items[0] !== first) closeGaps(root.items[0]!);
}

function closeGaps(item: Item): void {
  item.above = item.above.map(close);
  item.blank = false;
}

/** Puts a comment right behind the one above it. */
function close(comment: Comment): Comment {
  return { ...comment, blank: false };
}

function sortKeys(entry: Item, kind: EntryKind): void {
  const sort = (item: Item, path: readonly (string | number)[]): void => {
    if (item.value.type === "leaf") return;
    for (const [index, inner] of item.value.items.entries()) {
      sort(inner, [...path, inner.key?.source ?? index]);
    }
    if (item.value.type === "map" && path.length === (DEPTHS[String(path[0])] ?? 0)) {
      sortItems(item.value.items, ownerOf(kind, path).keys);
    }
  };
  sort(entry, []);
}

/** How far down in an entry the mappings are whose keys have an order. */
const DEPTHS: Readonly<Record<string, number>> = {
  relay: 2,
  roles: 2,
  reviews: 2,
  grade: 1,
  corrected: 1,
  retracted: 1,
};

/** Sorts pairs by their keys; what the format doesn't know comes last, in the order of the file. */
function sortItems(items: Item[], order: readonly string[]): void {
  const rankOf = ({ key }: Item) => {
    const rank = order.indexOf(key!.source);
    return rank === -1 ? order.length : rank;
  };
  items.sort((a, b) => rankOf(a) - rankOf(b));
}

/** Leaves at most one comment beside an item, and gives those above the first key of a list's item to that. */
function layComments(item: Item): void {
  const { above, beside, value } = item;
  item.above = [...above, ...beside.slice(0, -1).map(close)];
  item.beside = beside.slice(-1);
  if (value.type === "leaf") return;
  for (const inner of value.items) layComments(inner);
  const [first] = value.items;
  if (item.key || !first || value.type === "seq") return;
  item.above.push(...item.beside, ...first.above);
  item.beside = [];
  first.above = [];
}
