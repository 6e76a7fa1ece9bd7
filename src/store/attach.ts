import { commentsIn, isBelowBlank, lineStart } from "./comments.js";
import type { Branch, Comment, Item, Outline } from "./outline.js";

/** Where an item stands in the tree. */
interface Place {
  readonly item: Item;
  /** What it is an item of. */
  readonly branch: Branch;
  /** Whose value that is; none for the items of the root. */
  readonly owner: Place | undefined;
}

/**
 * Gives every comment of a file to the item that it belongs to: one on a line with something to that,
 * one on a line of its own to what stands below. Where what stands below is less indented than the
 * comment, it is the last words of what it is in line with.
 */
export function attachComments({ text, root }: Outline): void {
  const places = [...placesIn(root)];
  let next = 0;
  let level = Number.POSITIVE_INFINITY;
  let seen = 0;
  let isBehind = false;
  for (const span of commentsIn(text)) {
    const started = next;
    while (places[next] && places[next]!.item.start < span.start) next++;
    if (next > started) {
      level = Number.POSITIVE_INFINITY;
      isBehind = false;
    }
    const comment = {
      ...span,
      text: text.slice(span.start, span.end),
      blank: isBelowBlank(span.start, text),
    };
    const last = openAt(places[next - 1], comment);
    const mark = last ? markAhead(last.item, comment, text, seen) : seen;
    seen = span.end;
    if (last && isOnLine(mark, comment, text)) {
      last.item.beside.push(comment);
      continue;
    }
    // Behind the hyphen or the question mark of the next item everything is the next item's.
    isBehind ||= /[-?]/.test(text.slice(mark, span.start));
    if (isBehind) level = -1;
    const isBelow = isBehind && isAlone(comment, text) && places[next + 1]?.owner === places[next];
    // Below the hyphen it stands above the first key.
    const following = isBelow ? places[next + 1] : places[next];
    level = attachLine(comment, { last, next: following, level, text, root });
  }
  for (const { item } of places) item.blank &&= item.above.length > 0;
}

function* placesIn(branch: Branch, owner?: Place): Generator<Place> {
  for (const item of branch.items) {
    const place = { item, branch, owner };
    yield place;
    if (item.value.type !== "leaf") yield* placesIn(item.value, place);
  }
}

/** Goes up from what is in brackets that are closed by then. */
function openAt(place: Place | undefined, { start }: Comment): Place | undefined {
  let open = place;
  while (open?.branch.flow && start >= open.branch.end) open = open.owner;
  return open;
}

/**
 * Gives where the last part of an item ends that stands ahead of a comment.
 *
 * @param seen where the comment ahead of it ends
 */
function markAhead(item: Item, { start }: Comment, text: string, seen: number): number {
  const { key, value, end } = item;
  // A block of text ends with its line end.
  if (start >= end) return Math.max(seen, text[end - 1] === "\n" ? end - 1 : end);
  // A block begins with its first item, which has not begun here.
  const hasBegun = start >= value.start && (value.type === "leaf" || value.flow);
  if (hasBegun) return Math.max(seen, value.start);
  const mark = Math.max(seen, key?.end ?? item.start);
  const colon = key ? text.indexOf(":", mark) : -1;
  return colon === -1 || colon >= start ? mark : colon + 1;
}

/** Tells whether a comment stands on the line of a place ahead of it, behind something. */
function isOnLine(mark: number, comment: Comment, text: string): boolean {
  return !isAlone(comment, text) && !text.slice(mark, comment.start).includes("\n");
}

function isAlone({ start }: Comment, text: string): boolean {
  return text.slice(lineStart(start, text), start).trim() === "";
}

/** What surrounds a comment on a line of its own. */
interface Surroundings {
  readonly last: Place | undefined;
  readonly next: Place | undefined;
  /** The column of what the comment ahead of it, in the same gap, was given to. */
  readonly level: number;
  readonly text: string;
  readonly root: Branch;
}

/** Gives a comment on a line of its own its place, and the column that no comment below it goes beyond. */
function attachLine(comment: Comment, around: Surroundings): number {
  const { last, next, level, text, root } = around;
  const above = (): number => {
    if (next) next.item.above.push(comment);
    else root.tail.push(comment);
    return -1;
  };
  if (!last) return above();
  const { key, value } = last.item;
  const isBlock = value.type !== "leaf" && !value.flow;
  if (key && !isBlock && comment.start < value.start) {
    last.item.beside.push(comment);
    return level;
  }
  const brackets = bracketsAround(last, comment);
  if (brackets) {
    if (next && next.item.start < brackets.end) next.item.above.push(comment);
    else if (brackets.items.length > 0 || last.item.value !== brackets) brackets.tail.push(comment);
    else last.item.beside.push(comment);
    return level;
  }
  const column = Math.min(level, comment.start - lineStart(comment.start, text));
  for (let place: Place | undefined = last; place; place = place.owner) {
    const { branch } = place;
    // What stands below is in it, or deeper.
    if (next && next.item.start < branch.end) break;
    const outer = next ? next.branch.column : -1;
    if (branch.column > column || column <= outer) continue;
    branch.tail.push(comment);
    return branch.column;
  }
  return above();
}

function bracketsAround({ item, branch }: Place, { start }: Comment): Branch | undefined {
  const { value } = item;
  if (value.type !== "leaf" && value.flow && value.start < start && start < value.end) return value;
  return branch.flow ? branch : undefined;
}
