import type { Disclosed } from "../formats/disclosure.js";
import type { Diagnostic, Location } from "../model/diagnostic.js";
import type { SiteFinding } from "../site/desk.js";
import type { Entry } from "../store/source.js";
import { entriesOf, type Store } from "../store/store.js";

/** What must be known to tell what may go out. */
interface Measure extends Pick<Disclosed, "store" | "isWhole"> {
  readonly isClean: (text: string) => boolean;
}

/**
 * Gives the findings that may be told, and how many may not: those at an entry that goes out other than
 * it is written, those that point to one, and those whose words name a confidential source.
 */
export function tellable(
  found: readonly Diagnostic[],
  { store, isWhole, isClean }: Measure,
): { readonly findings: SiteFinding[]; readonly hidden: number } {
  const entryAt = entryFinder(store);
  const findings = found.flatMap((finding): SiteFinding[] => {
    const { rule, severity, message, help, location, related, claim } = finding;
    const places = [location, ...related.map((each) => each.location)];
    const entry = claim ?? entryAt(location);
    const touched = [entry, ...places.map(entryAt)].filter((id) => id !== undefined);
    const texts = [...touched, message, help ?? ""];
    if (!touched.every(isWhole) || !texts.every(isClean)) return [];
    const { file, line } = location;
    const place = isClean(file) ? { file, line } : undefined;
    return [{ rule, severity, message, ...(help === undefined ? {} : { help }), place, entry }];
  });
  return { findings, hidden: found.length - findings.length };
}

/** Makes a finder of the id of the entry in which a place is. */
function entryFinder(store: Store): (place: Location) => string | undefined {
  let byFile: ReadonlyMap<string, readonly Entry[]> | undefined;
  return (place) => {
    byFile ??= groupByFile(store);
    const entry = lastFrom(place, byFile.get(place.file) ?? []);
    if (!entry) return undefined;
    const { endLine, endColumn } = entry.file.at(entry);
    return isAhead({ line: endLine, column: endColumn }, place) ? undefined : entry.id;
  };
}

/** Gives the entries of each file in its order, by its path. */
function groupByFile(store: Store): Map<string, Entry[]> {
  const byFile = new Map<string, Entry[]>();
  for (const entry of entriesOf(store)) {
    const known = byFile.get(entry.file.path);
    if (known) known.push(entry);
    else byFile.set(entry.file.path, [entry]);
  }
  for (const entries of byFile.values()) entries.sort((a, b) => a.start - b.start);
  return byFile;
}

/** Gives the last of some entries, in the order of their file, that doesn't start behind a place. */
function lastFrom(place: Location, entries: readonly Entry[]): Entry | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle]!;
    if (isAhead(place, entry.file.at(entry))) high = middle;
    else low = middle + 1;
  }
  return entries[low - 1];
}

type Point = Pick<Location, "line" | "column">;

function isAhead(a: Point, b: Point): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
