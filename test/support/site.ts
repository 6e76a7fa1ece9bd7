import { Parser } from "htmlparser2";
import { Provenance } from "../../src/provenance/provenance.js";
import type { SiteSource } from "../../src/site/desk.js";
import { layOutSite } from "../../src/site/site.js";
import { locate } from "../../src/store/source.js";
import { entryOf, type Store } from "../../src/store/store.js";
import { storeOf } from "./store.js";

/** A store as pages are made of it, with nothing found in it and nothing hidden. */
export function sourceOf(store: Store, more: Partial<SiteSource> = {}): SiteSource {
  return {
    title: "The desk",
    store,
    provenance: new Provenance(store),
    findings: [],
    hiddenFindings: 0,
    standingOf: () => undefined,
    placeOf: (entry) => {
      const { file, line } = locate(entryOf(store, entry.id) ?? entry);
      return { file, line };
    },
    linesOf: () => [],
    sourceUrl: () => undefined,
    today: "2026-01-01",
    ...more,
  };
}

/** Makes one page of the site of a store. */
export async function pageAt(
  path: string,
  yaml: string,
  more: Partial<SiteSource> = {},
): Promise<string> {
  const files = await layOutSite(sourceOf(storeOf(yaml), more), { assets: new Map() });
  const file = files.get(path);
  if (!file) throw new Error(`the site has no ${path}`);
  return String(file.make());
}

const BLOCKS = new Set(
  "p h1 h2 h3 li dt dd div section article tr ul ol dl blockquote figure figcaption".split(" "),
);

/** Gives what a reader finds in the main part of a page, a block a line, links with their targets. */
export function readingOf(html: string): string {
  const lines: string[] = [];
  let line = "";
  let isMain = false;
  let drawing = 0;
  const target: (string | undefined)[] = [];
  const end = (): void => {
    const text = line.replace(/\s+/g, " ").trim();
    if (text !== "" && text !== "-" && text !== "|") lines.push(text);
    line = "";
  };
  const parser = new Parser({
    onopentag: (name, { href }) => {
      if (name === "main") isMain = true;
      if (name === "svg") drawing++;
      if (!isMain || drawing > 0) return;
      if (BLOCKS.has(name) && name !== "dd") end();
      const lead = { h1: "# ", h2: "## ", h3: "### ", li: "- ", blockquote: "> ", dd: ": " }[name];
      line += lead ?? (name === "td" || name === "th" ? " | " : "");
      if (name === "a") {
        target.push(href);
        line += "[";
      }
    },
    ontext: (text) => {
      if (isMain && drawing === 0) line += text;
    },
    onclosetag: (name) => {
      if (name === "main") isMain = false;
      if (name === "svg") drawing--;
      if (drawing > 0) return;
      if (name === "a" && target.length > 0) line += `](${target.pop()})`;
      if (BLOCKS.has(name) && name !== "dt") end();
    },
  });
  parser.end(html);
  end();
  return `${lines.join("\n")}\n`;
}
