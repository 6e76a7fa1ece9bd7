import { UNKNOWN } from "../model/ids.js";
import { foldName } from "./directory.js";

/** An entry's value as plain data, before it stands in a file. */
export type Data = Record<string, unknown>;

/**
 * Gives the text by which two claims are the same.
 *
 * @param identity whether the way that the claim went tells it apart too
 */
export function keyOf(claim: Data, identity: "said" | "told"): string {
  const { text, speaker = UNKNOWN, date, quote } = claim;
  const said = [foldName(String(text)), speaker, date];
  return JSON.stringify(identity === "said" ? said : [...said, quote, claim["in"], viasOf(claim)]);
}

function viasOf({ relay }: Data): readonly unknown[] {
  return Array.isArray(relay) ? relay.map(viaOf) : [];
}

function viaOf(hop: unknown): unknown {
  return typeof hop === "object" && hop !== null ? (hop as { readonly via: unknown }).via : hop;
}

/**
 * How much of an entry what was read must be: all of it; all but what a table can't hold, which is all of a hop
 * but who it is; or a part, of which each list has some items.
 */
export type Extent = "all" | "row" | "part";

/** Gives the keys of what was read that an entry lacks, or has otherwise. */
export function lackedBy(entry: Readonly<Data>, read: Data, extent: Extent): string[] {
  return Object.keys(read).filter((key) => {
    const [has, wants] = [entry[key], read[key]];
    if (!Array.isArray(has) || !Array.isArray(wants)) return !isSame(key, has, wants);
    if (extent === "part") return isLacking(key, has, wants);
    const isRow = extent === "row" && key === "relay";
    return isRow ? !isSame(key, has.map(viaOf), wants.map(viaOf)) : !isSame(key, has, wants);
  });
}

function isLacking(key: string, has: readonly unknown[], wants: readonly unknown[]): boolean {
  const known = new Set(has.map((item) => itemKey(key, item)));
  return wants.some((item) => !known.has(itemKey(key, item)));
}

function isSame(key: string, a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (key === "text" && typeof a === "string" && typeof b === "string") {
    return a.trim() === b.trim();
  }
  return plain(key, a) === plain(key, b);
}

function plain(key: string, value: unknown): string {
  const isRelay = key === "relay" && Array.isArray(value);
  return JSON.stringify(sorted(isRelay ? value.map(shortened) : value));
}

/** Gives a hop of which no more is known than who it is as the format has that: as an id. */
export function shortened(hop: unknown): unknown {
  const isAlone = typeof hop === "object" && hop !== null && Object.keys(hop).length === 1;
  return isAlone ? viaOf(hop) : hop;
}

function itemKey(key: string, item: unknown): string {
  return JSON.stringify(sorted(key === "relay" ? viaOf(item) : item));
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).map(([key, inner]) => [key, sorted(inner)]);
  return Object.fromEntries(pairs.sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)));
}

/**
 * Adds to an entry what it lacks: keys, and items of lists. What it has otherwise stays.
 *
 * @returns the keys that it has otherwise
 */
export function mergeInto(entry: Data, read: Data): string[] {
  const others: string[] = [];
  for (const [key, wants] of Object.entries(read)) {
    const has = entry[key];
    if (has === undefined) entry[key] = wants;
    else if (Array.isArray(has) && Array.isArray(wants)) {
      const known = new Set(has.map((item) => itemKey(key, item)));
      entry[key] = [...has, ...wants.filter((item) => !known.has(itemKey(key, item)))].map(
        (item, index) => (key === "relay" && index >= has.length ? apart(item) : item),
      );
    } else if (!isSame(key, has, wants)) others.push(key);
  }
  return others;
}

/** A hop that came with another telling draws on the speaker, not on the hop that stands before it. */
function apart(hop: unknown): unknown {
  return typeof hop === "string" ? { via: hop, from: "speaker" } : hop;
}
