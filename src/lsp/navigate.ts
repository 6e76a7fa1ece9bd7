import {
  type DocumentSymbol,
  type Location as EditorLocation,
  type Range,
  SymbolKind,
  type WorkspaceSymbol,
} from "vscode-languageserver/node.js";
import type { EntryKind } from "../model/entry.js";
import { publicNameOf } from "../provenance/ways.js";
import type { FileReading } from "../store/reading.js";
import {
  editStore,
  planRename,
  type RenamePlan,
  saysTheSame,
  type Use,
  usesOf,
} from "../store/rename.js";
import { type Entry, locate } from "../store/source.js";
import { entriesOf, entryOf, type Store } from "../store/store.js";
import { oneLine } from "../terminal/text.js";
import { fold } from "../views/rows.js";
import { type Mention, rangeOf, spanOf } from "./places.js";

/** Gives the address of a file. */
export type UriOf = (file: string) => string;

/** Gives where an id is defined. */
export function definitionOf(store: Store, id: string, uriOf: UriOf): EditorLocation | undefined {
  const entry = entryOf(store, id);
  return entry && { uri: uriOf(entry.file.path), range: rangeOf(locate(entry)) };
}

/** Gives every place where an id is written. @param isWhole whether its own definition counts */
export function referencesOf(
  store: Store,
  id: string,
  isWhole: boolean,
  uriOf: UriOf,
): EditorLocation[] {
  return usesOf(store, id)
    .filter(({ path }) => isWhole || path.length > 0)
    .map((use) => ({ uri: uriOf(use.entry.file.path), range: rangeOfUse(use) }));
}

function rangeOfUse({ entry, path }: Use): Range {
  const { file, start } = entry;
  const found = file.find(start, path, path.length === 0 ? "key" : "value");
  return rangeOf(file.at(spanOf(file, found)));
}

/** Gives the range of an id that can be renamed where it stands; `undefined` where it can't. */
export function renameableAt(
  store: Store,
  { file }: FileReading,
  { id, span }: Mention,
): Range | undefined {
  const range = rangeOf(file.at(span));
  const isUse = usesOf(store, id).some((use) => {
    if (use.entry.file !== file) return false;
    return JSON.stringify(rangeOfUse(use)) === JSON.stringify(range);
  });
  return isUse ? range : undefined;
}

/** Gives the edits that rename an entry in all files, or why it can't be renamed. */
export function renameIn(
  store: Store,
  readings: Iterable<FileReading>,
  from: string,
  to: string,
): RenamePlan {
  const plan = planRename(store, from, to);
  if ("refusal" in plan) return plan;
  const byPath = new Map(store.files.map((file) => [file.path, file.text]));
  const textOf = (file: string) => ({ text: byPath.get(file)!, mark: "" }) as const;
  const { store: after } = editStore(readings, plan.edits, textOf);
  if (saysTheSame(store, after, { from, to, uses: plan.uses })) return plan;
  return { refusal: `renaming \`${from}\` would change what the store says` };
}

const KINDS: Readonly<Record<EntryKind, SymbolKind>> = {
  agent: SymbolKind.Class,
  document: SymbolKind.File,
  claim: SymbolKind.Event,
};

/** Gives the entries of a file, those that can't be read too, as an outline. */
export function outlineOf({ file, entries, damaged }: FileReading): DocumentSymbol[] {
  const sound = entries.map((entry): [number, DocumentSymbol] => {
    const { id, kind, start, end } = entry;
    const range = rangeOf(file.at({ start, end }));
    const selectionRange = rangeOf(locate(entry));
    return [start, { name: id, detail: titleOf(entry), kind: KINDS[kind], range, selectionRange }];
  });
  const broken = damaged.map(({ id, kind, start, end }): [number, DocumentSymbol] => {
    const range = rangeOf(file.at({ start, end }));
    // A name must not be empty.
    return [start, { name: oneLine(id) || "?", kind: KINDS[kind], range, selectionRange: range }];
  });
  return [...sound, ...broken].sort(([a], [b]) => a - b).map(([, symbol]) => symbol);
}

/** The most entries that a search gives. */
const MOST_FOUND = 500;

/** Finds entries of a store by a part of their ids or names, whatever the case and the accents. */
export function searchEntries(store: Store, query: string, uriOf: UriOf): WorkspaceSymbol[] {
  const wanted = fold(query);
  const found: WorkspaceSymbol[] = [];
  for (const entry of entriesOf(store)) {
    const title = titleOf(entry);
    if (!entry.id.includes(wanted) && !fold(title).includes(wanted)) continue;
    found.push({
      name: entry.id,
      kind: KINDS[entry.kind],
      containerName: title,
      location: { uri: uriOf(entry.file.path), range: rangeOf(locate(entry)) },
    });
    if (found.length === MOST_FOUND) break;
  }
  return found;
}

/** What an entry is called, or what it says, on one line. */
export function titleOf(entry: Entry): string {
  return oneLine(entry.kind === "claim" ? entry.value.text : publicNameOf(entry));
}
