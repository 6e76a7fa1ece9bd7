import { DomUtils, parseDocument } from "htmlparser2";

/** An element of a page as it is written. */
export type WrittenElement = ReturnType<typeof elementsOf>[number];

/** Gives the elements of a page, in their order. */
export function elementsOf(html: string) {
  return DomUtils.findAll(() => true, parseDocument(html).children);
}

/** Gives the text of each element of a page with a name and a class, in their order. */
export function textsIn(html: string, name: string, className: string): string[] {
  return elementsOf(html)
    .filter((element) => element.name === name && element.attribs["class"] === className)
    .map((element) => DomUtils.textContent(element));
}

/** Gives what an element shows as a kind of thing: its name, its classes, its attributes, what it stands in. */
function kindOf({ name, attribs, parent }: WrittenElement): string {
  const around = parent && "name" in parent ? parent.name : "";
  const at = name === "section" ? attribs["aria-labelledby"] : "";
  return [around, name, attribs["class"], Object.keys(attribs), at].join(" ");
}

/**
 * Gives few pages that show whatever any of the pages shows, be it one element of a kind: greedily, the
 * page with the most that is new first. So what is dear to look at is looked at once, and new kinds of
 * pages are among them as they come.
 *
 * @param pages the texts of the pages, by path
 */
export function tellingPages(pages: ReadonlyMap<string, string>): string[] {
  const kinds = new Map<string, Set<string>>();
  for (const [path, html] of pages) {
    // What every page of a folder may be styled by is its folder's business.
    const folder = path.split("/").slice(0, -1).join("/");
    const shown = elementsOf(html).map((element) => `${folder} ${kindOf(element)}`);
    kinds.set(path, new Set(shown));
  }
  const chosen: string[] = [];
  for (;;) {
    const [path, most] = [...kinds].reduce((a, b) => (b[1].size > a[1].size ? b : a));
    if (most.size === 0) return chosen.sort();
    chosen.push(path);
    const seen = new Set(most);
    for (const rest of kinds.values()) for (const kind of seen) rest.delete(kind);
  }
}
