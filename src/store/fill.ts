import { SECTIONS, type Section } from "../model/entry.js";
import { arrange } from "./arrange.js";
import type { NewEntry } from "./insert.js";
import { type Branch, type Item, type Leaf, type Outline, readOutline } from "./outline.js";
import { printFile } from "./print.js";
import type { Problem } from "./problem.js";

/** A file's text with entries put into it, or why there is none. */
export type Filled = { readonly text: string } | { readonly problems: readonly Problem[] };

/**
 * Puts many entries at the ends of their sections, and gives the file its one form. Time grows with the file
 * and the entries, not with their product; a single entry that is to keep a file's own form is for
 * {@link insertEntry}.
 *
 * @param text the file's text, without a byte order mark; empty, or comments alone, for a new one
 */
export function fillFile(text: string, entries: readonly NewEntry[]): Filled {
  const lineEnd = /\r?\n/.exec(text)?.[0] ?? "\n";
  const source = text.replaceAll("\r\n", "\n");
  const { outline, problems } = readOutline(source);
  if (problems.length > 0) return { problems };
  // A file that holds nothing yet keeps its first lines as they are, such as that which names the schema.
  const head = outline ? "" : source.replace(/\n*$/, source.trim() === "" ? "" : "\n\n");
  const root = outline?.root ?? emptyMap();
  for (const section of Object.keys(SECTIONS) as Section[]) {
    const own = entries.filter((entry) => entry.section === section);
    if (own.length === 0) continue;
    const items = entriesIn(root, section);
    for (const entry of own) items.push(itemOf(entry));
  }
  const printed = printFile(arrange({ text: source, root } satisfies Outline));
  return { text: (head + printed).replaceAll("\n", lineEnd) };
}

/** What is new stands nowhere in the text, so no comment there can be on it. */
const NOWHERE = { start: -1, end: -1 } as const;

function emptyMap(): Branch {
  return { type: "map", flow: false, column: 0, items: [], tail: [], ...NOWHERE };
}

/** Gives the items of a section, which is made where it is missing or empty. */
function entriesIn(root: Branch, section: Section): Item[] {
  const index = root.items.findIndex(({ key }) => key?.source === section);
  const known = root.items[index];
  if (known && known.value.type === "map") return known.value.items;
  const value = emptyMap();
  if (known) root.items[index] = { ...known, value };
  else root.items.push(pair(section, value));
  return value.items;
}

function itemOf({ id, data }: NewEntry): Item {
  return pair(id, nodeOf(data));
}

function pair(key: string, value: Leaf | Branch): Item {
  return { key: leaf(key), value, above: [], beside: [], blank: false, ...NOWHERE, reach: -1 };
}

function nodeOf(data: unknown): Leaf | Branch {
  if (typeof data !== "object" || data === null) return leaf(data);
  if (!Array.isArray(data)) {
    const items = Object.entries(data).map(([key, value]) => pair(key, nodeOf(value)));
    return { ...emptyMap(), items };
  }
  const items = data.map((value) => ({ ...pair("", nodeOf(value)), key: undefined }));
  return { ...emptyMap(), type: "seq", items };
}

function leaf(value: unknown): Leaf {
  return { type: "leaf", value, source: String(value), ...NOWHERE };
}
