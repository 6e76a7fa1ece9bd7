import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { disclose } from "../../src/formats/disclosure.js";
import { Provenance } from "../../src/provenance/provenance.js";
import { Desk, type SiteSource } from "../../src/site/desk.js";
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

/** Makes the desk of a store as a site has it: without what is confidential, and nothing found. */
export function deskOf(yaml: string): Desk {
  return new Desk(sourceOf(disclose(storeOf(yaml))));
}

/** Lays out the site of a store, and gives a reader that makes a file of it when it is asked for. */
export async function laidOut(
  yaml: string,
  more: Partial<SiteSource> = {},
): Promise<(path: string) => string> {
  const files = await layOutSite(sourceOf(storeOf(yaml), more), { assets: new Map() });
  return (path) => {
    const file = files.get(path);
    if (!file) throw new Error(`the site has no ${path}`);
    return String(file.make());
  };
}

/** Makes one page of the site of a store. */
export async function pageAt(
  path: string,
  yaml: string,
  more: Partial<SiteSource> = {},
): Promise<string> {
  return (await laidOut(yaml, more))(path);
}

/** Gives the paths of all files in a folder, hidden ones too, with `/` between folders, in order. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => relative(".", path).split(sep).join("/"))
    .sort();
}

/** Gives the text of a file in a folder. */
export function textIn(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}
