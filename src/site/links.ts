import type { EntryKind } from "../model/entry.js";

/** The pages of a site that stand alone, by what they show. */
export const PAGES = {
  overview: "index.html",
  claims: "claims/index.html",
  agents: "agents/index.html",
  documents: "documents/index.html",
  relays: "relays.html",
  timeline: "timeline/index.html",
  findings: "findings.html",
} as const;

/** One of {@link PAGES}. */
export type PageName = keyof typeof PAGES;

/** Gives the address of a path in the site, as seen from the page at hand. */
export type Href = (path: string) => string;

/** The folder in which the pages of a kind of entry stand. */
const FOLDERS: Record<EntryKind, string> = {
  agent: "agents",
  document: "documents",
  claim: "claims",
};

/** Gives the path of an entry's page in the site. */
export function pageOf(kind: EntryKind, id: string): string {
  return `${FOLDERS[kind]}/${fileStem(id)}.html`;
}

/**
 * Gives the path of one page of a long list: the list's own page for the first, `claims/page-2.html` after it.
 *
 * @param page counted from 1
 */
export function listPage(
  list: "claims" | "agents" | "documents" | "timeline",
  page: number,
): string {
  // No id holds an underscore, and so no entry's page has such a name.
  return page === 1 ? PAGES[list] : `${list}/page_${page}.html`;
}

/** Tells whether a path is that of one of the pages of a long list. */
export function isListPage(list: "claims", path: string): boolean {
  return path === PAGES[list] || path.startsWith(`${list}/page_`);
}

/** The longest id that names a file as it is: file systems take 255 bytes, and some programs fewer. */
const LONGEST_NAME = 150;

/** What Windows takes for a device, whatever ending it has. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * Gives the name of an id's page without its ending: the id itself, or one that no other id has where a
 * file system could not take it.
 */
function fileStem(id: string): string {
  if (id === "index" || DEVICE.test(id)) return `${id}_`;
  return id.length <= LONGEST_NAME ? id : `${id.slice(0, LONGEST_NAME)}_${checksum(id)}`;
}

/** FNV-1a over 64 bits (Fowler, Noll & Vo): tells long ids with one beginning apart. */
function checksum(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    hash = ((hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, "0");
}

/**
 * Gives the address of one page as seen from another: relative, so that a site opens from any folder.
 *
 * @param from the path of the page that holds the link
 * @param to a path in the site, with a fragment or a query if need be
 */
export function hrefFrom(from: string, to: string): string {
  return "../".repeat(from.split("/").length - 1) + to;
}

/**
 * Gives a web address in a form that may be followed; `undefined` for whatever is no plain address of
 * the web, such as `javascript:`, one with a password, or one that no browser reads.
 */
export function webAddress(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || /[\s\p{Cc}]/u.test(text)) return undefined;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.username === "" && url.password === "" ? url.href : undefined;
}
