import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
} from "vscode-languageserver/node.js";
import { SPEAKER } from "../model/ids.js";
import { type Path, type ReferenceField, referenceAt } from "../model/references.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import { LineIndex } from "../store/text.js";
import { oneLine } from "../terminal/text.js";
import { fold } from "../views/rows.js";
import { type Context, contextAt, missingSections } from "./context.js";
import { titleOf } from "./navigate.js";
import { wordSpan } from "./places.js";
import { describeSection, keysAt, wordsAt } from "./schema.js";

/** The most that is offered at once; an editor asks again as more is typed. */
const MOST_OFFERED = 200;

/** What may be written at a place, before it is said how. */
interface Offer {
  readonly word: string;
  readonly kind: CompletionItemKind;
  /** What it is, on one line. */
  readonly detail?: string;
  readonly documentation?: string;
  /** What is written, where that is more than the word. */
  readonly written?: string;
}

/**
 * Gives what may be written at an offset of a text: the ids of what may be referred to there, the words
 * and the keys of the format.
 */
export function completeAt(store: Store, text: string, offset: number): CompletionList {
  const context = contextAt(text, offset);
  const span = wordSpan(text, offset);
  const hasColon = /^["']?[ \t]*:/.test(text.slice(span.end));
  const offers = [...offersFor(context, store, text, hasColon)];
  const typed = fold(text.slice(span.start, offset));
  const fits = offers.filter(({ word, detail = "" }) => {
    return word.includes(typed) || fold(detail).includes(typed);
  });
  const isAhead = ({ word }: Offer) => word.startsWith(typed);
  fits.sort((a, b) => Number(isAhead(b)) - Number(isAhead(a)));
  const lines = new LineIndex(text);
  const positionOf = (at: number) => {
    const { line, column } = lines.position(at);
    return { line: line - 1, character: column - 1 };
  };
  const range = { start: positionOf(span.start), end: positionOf(span.end) };
  const items = fits.slice(0, MOST_OFFERED).map((offer, index): CompletionItem => {
    const { word, kind, detail, documentation, written = word } = offer;
    return {
      label: word,
      kind,
      ...(detail === undefined ? {} : { detail, filterText: `${word} ${detail}` }),
      ...(documentation === undefined ? {} : { documentation }),
      sortText: String(index).padStart(4, "0"),
      textEdit: { range, newText: written },
    };
  });
  return { isIncomplete: fits.length > items.length, items };
}

function* offersFor(
  context: Context | "top" | undefined,
  store: Store,
  text: string,
  hasColon: boolean,
): Generator<Offer> {
  const colon = hasColon ? "" : ":";
  if (context === undefined) return;
  if (context === "top") {
    for (const section of missingSections(text)) {
      const written = `${section}${colon}`;
      const documentation = describeSection(section);
      yield { word: section, kind: CompletionItemKind.Module, written, documentation };
    }
    return;
  }
  const { slot, section, path, entry, isFirst } = context;
  if (slot === "value") {
    yield* valuesFor(context, store);
    // A list's item may be the start of a mapping, a value on its key's line can't.
    if (typeof path.at(-1) !== "number" && !isFirst) return;
  }
  const owner = valueAt(entry, path);
  const known = typeof owner === "object" && owner !== null ? Object.keys(owner) : [];
  for (const { key, description, isShort } of keysAt(section, path)) {
    if (known.includes(key)) continue;
    const written = hasColon ? key : `${key}:${isShort ? " " : ""}`;
    yield { word: key, kind: CompletionItemKind.Property, written, documentation: description };
  }
}

function* valuesFor({ section, path, id, entry }: Context, store: Store): Generator<Offer> {
  const key = path.findLast((step) => typeof step === "string");
  if (section === "claims" && path[0] === "relay" && key === "from") {
    yield* hopNames(entry, path);
    return;
  }
  if (section === "claims" && path.length === 1 && key === "role") {
    yield* rolesOf(entry, store);
    return;
  }
  for (const word of wordsAt(section, path)) yield { word, kind: CompletionItemKind.EnumMember };
  const field = referenceAt(path);
  if (field && isReference(section, path)) yield* idsFor(field, id, store);
}

/** Some keys refer in one section and are a text, or no key at all, in another. */
function isReference(section: Context["section"], path: Path): boolean {
  const key = path.findLast((step) => typeof step === "string");
  const owner = path.slice(0, path.lastIndexOf(key!));
  return keysAt(section, owner).some((known) => known.key === key);
}

function* idsFor(
  { kinds, speaks, word }: ReferenceField,
  own: string,
  store: Store,
): Generator<Offer> {
  const maps = { agent: store.agents, document: store.documents, claim: store.claims };
  for (const kind of kinds) {
    for (const entry of maps[kind].values() as Iterable<Entry>) {
      if (entry.id === own) continue;
      // A forum hosts, and says nothing itself.
      if (speaks && entry.kind === "agent" && entry.value.kind === "forum") continue;
      yield { word: entry.id, kind: CompletionItemKind.Reference, detail: titleOf(entry) };
    }
  }
  if (word !== undefined) yield { word, kind: CompletionItemKind.Keyword };
}

function* hopNames(entry: unknown, path: Path): Generator<Offer> {
  yield { word: SPEAKER, kind: CompletionItemKind.Keyword };
  const relay = valueAt(entry, ["relay"]);
  const names = new Set<string>();
  for (const [index, hop] of (Array.isArray(relay) ? relay : []).entries()) {
    const name = typeof hop === "string" ? hop : (hop?.["id"] ?? hop?.["via"]);
    if (index !== path[1] && typeof name === "string") names.add(oneLine(name));
  }
  for (const word of names) yield { word, kind: CompletionItemKind.Reference };
}

function* rolesOf(entry: unknown, store: Store): Generator<Offer> {
  const speaker = store.agents.get(String(valueAt(entry, ["speaker"])));
  for (const [word, { title }] of Object.entries(speaker?.value.roles ?? {})) {
    yield { word, kind: CompletionItemKind.Reference, detail: oneLine(title) };
  }
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) value = (value as Record<string | number, unknown> | null)?.[step];
  return value;
}
