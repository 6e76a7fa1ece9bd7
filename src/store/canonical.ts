import { type Arrangement, arrange } from "./arrange.js";
import { commentsIn } from "./comments.js";
import { type Branch, type Comment, readOutline } from "./outline.js";
import { printFile } from "./print.js";
import type { Problem } from "./problem.js";

/** A store file in its one form, or why it has none. */
export type Formatted =
  | { readonly text: string }
  | {
      /** What keeps it from being understood; none where its form would not say what it said. */
      readonly problems: readonly Problem[];
    };

/**
 * Gives a store file's text in its one form, which says what it said and holds each comment where it
 * belonged: both are made sure of. The kind of the file's line ends is kept. A file that holds nothing, or
 * no mapping, is left as it is.
 *
 * @param text without a byte order mark
 */
export function canonical(text: string): Formatted {
  const lineEnd = /\r?\n/.exec(text)?.[0] ?? "\n";
  const source = text.replaceAll("\r\n", "\n");
  const before = contentOf(source);
  if (before.problems.length > 0) return { problems: before.problems };
  if (!before.arrangement || before.arrangement.root.items.length === 0) return { text };
  const form = printFile(before.arrangement);
  if (!isSame(before, contentOf(form))) return { problems: [] };
  return { text: form.replaceAll("\n", lineEnd) };
}

/** What a file holds, however it is written. */
interface Content {
  readonly arrangement: Arrangement | undefined;
  readonly problems: readonly Problem[];
  /** What it says; the order of the keys in an entry says nothing. */
  readonly data: string;
  /** The comments by what they belong to. */
  readonly belongings: string;
  /** All comments, sorted. */
  readonly comments: string;
}

function contentOf(text: string): Content {
  const { outline, data, problems } = readOutline(text);
  const arrangement = outline && outline.root.items.length > 0 ? arrange(outline) : undefined;
  const comments = commentsIn(text).map(({ start, end }) => text.slice(start, end));
  return {
    arrangement,
    problems,
    data: JSON.stringify(inOneOrder(data)),
    belongings: JSON.stringify(arrangement ? belongingsOf(arrangement) : []),
    comments: JSON.stringify(comments.sort()),
  };
}

function isSame(before: Content, after: Content): boolean {
  return (
    before.data === after.data &&
    before.belongings === after.belongings &&
    before.comments === after.comments
  );
}

/** Sorts all keys but those that are entries, whose order is a person's. */
function inOneOrder(data: unknown, depth = 0): unknown {
  if (typeof data !== "object" || data === null) return String(data);
  if (Array.isArray(data)) return data.map((item) => inOneOrder(item, depth + 1));
  const pairs = Object.entries(data).map(([key, value]) => [key, inOneOrder(value, depth + 1)]);
  return depth === 1 ? pairs : pairs.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

/** Gives the comments of each thing that has some, by the path that leads to it. */
function belongingsOf({ header, root }: Arrangement): [path: string, texts: string[]][] {
  const found: [string, string[]][] = [];
  const add = (path: string, comments: readonly Comment[]): void => {
    if (comments.length > 0) found.push([path, comments.map(({ text }) => text)]);
  };
  const walk = (branch: Branch, path: string): void => {
    for (const [index, { key, value, above, beside }] of branch.items.entries()) {
      const inner = `${path}/${key?.source ?? index}`;
      add(inner, [...above, ...beside]);
      if (value.type !== "leaf") walk(value, inner);
    }
    add(`${path}/`, branch.tail);
  };
  add("", header);
  walk(root, "");
  return found;
}
