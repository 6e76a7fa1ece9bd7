import { AGENT_KINDS } from "../model/agent.js";
import { DOCUMENT_KINDS } from "../model/document.js";
import { UNKNOWN } from "../model/ids.js";
import { RELATIONS } from "../model/relations.js";
import type { Intake } from "./intake.js";
import type { ColumnKey, Columns } from "./mapping.js";
import { relayOf, type Way } from "./relay.js";
import type { Data } from "./sameness.js";
import { listIn, readDate, readUrl } from "./values.js";

/** How the cell of a chain is read. */
export interface ChainForm {
  /** What divides its parts; `>`, `›` or `→` where absent. */
  readonly separator?: string | undefined;
  /** Whether it begins with the speaker or ends with it. */
  readonly order: "origin-first" | "origin-last";
}

/** A row of a table, as {@link takeRow} reads it. */
interface Cells {
  readonly line: number;
  /** Gives what stands in the column of a key; `undefined` where nothing does. */
  readonly at: (key: ColumnKey) => string | undefined;
}

/** Takes a row of a table in: a claim, with the agents and documents that it names. */
export function takeRow(
  line: number,
  row: readonly string[],
  { places }: Columns,
  chain: ChainForm,
  intake: Intake,
): void {
  const at = (key: ColumnKey) => textOf(row[places.get(key) ?? -1]);
  const cells: Cells = { line, at };
  const text = at("text");
  if (row.every((cell) => cell.trim() === "")) return;
  if (text === undefined) {
    intake.report(line, "there is no text; the row is left out");
    return;
  }
  const { speaker, relay } = chainOf(cells, chain, intake);
  const data = {
    text,
    speaker,
    for: optional(at("for"), (name) => agentCalled(name, "organization", line, intake)),
    date: optional(at("date"), dateIn),
    how: at("how"),
    quote: at("quote"),
    lang: at("lang"),
    in: optional(at("in"), (name) => documentCalled(name, line, intake)),
    certainty: at("certainty")?.toLowerCase(),
    ...relationsOf(cells),
    relay: relay.length > 0 ? relay : undefined,
    about: listOf(at("about"))?.map((name) => agentCalled(name, "organization", line, intake)),
    tags: listOf(at("tags")),
    reviews: reviewOf(cells, intake),
    note: at("note"),
  };
  const present = Object.entries(data).filter(([, value]) => value !== undefined);
  intake.claim(Object.fromEntries(present) as Data, line, at("id"));
}

const RELATION_KEYS = ["based-on", ...RELATIONS] as const;

function relationsOf({ at }: Cells): Data {
  const relations: Data = {};
  for (const key of RELATION_KEYS) relations[key] = listOf(at(key));
  return relations;
}

/** An apostrophe ahead of a formula keeps a spreadsheet from running it, and is none of the text. */
function textOf(cell: string | undefined): string | undefined {
  const text = cell?.trim().replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, "");
  return text === "" ? undefined : text;
}

function optional<T>(text: string | undefined, read: (text: string) => T): T | undefined {
  return text === undefined ? undefined : read(text);
}

/** What can't be read stays as it is, and is reported when the claim is held against the format. */
function dateIn(text: string): string {
  return readDate(text) ?? text;
}

function listOf(text: string | undefined): string[] | undefined {
  const items = text === undefined ? [] : listIn(text);
  return items.length > 0 ? items : undefined;
}

/** How a table says that nobody is named. */
function isNobody(name: string): boolean {
  return ["", UNKNOWN, "?", "-", "n/a"].includes(name.trim().toLowerCase());
}

/** Gives the id of a name, or of an id that the store knows. */
function agentCalled(name: string, kind: string, line: number, intake: Intake): string {
  return intake.agent({ name, kind }, line);
}

function documentCalled(name: string, line: number, intake: Intake): string {
  const url = readUrl(name);
  return intake.document(url === undefined ? { title: name } : { url }, line);
}

/** Gives the id of an agent or a document; nobody in particular is `unknown`. */
function voiceCalled(word: string, kind: string, line: number, intake: Intake): string {
  if (isNobody(word)) return UNKNOWN;
  const [, name = word, lack] = MISSING.exec(word) ?? [];
  if (lack !== undefined) {
    intake.report(line, `\`${name}\` was ${lack} where this chain comes from; taken for a name`);
  }
  return intake.find(name, VOICES, line) ?? agentCalled(name, kind, line, intake);
}

/** What our own tables have for a hop that is not in the store. */
const MISSING = /^(.+) \((missing|unreadable)\)$/;

interface ClaimChain {
  readonly speaker: string;
  readonly relay: readonly unknown[];
}

/** Gives who made the claim, and how it reached us: through those in the chain, and last in the document. */
function chainOf(cells: Cells, form: ChainForm, intake: Intake): ClaimChain {
  const { line, at } = cells;
  const ways = waysIn(at("chain"), form);
  const first = ways[0]?.[0];
  const named = at("speaker");
  const speaker = speakerOf(cells, named ?? first, intake);
  // Beside a column of speakers a chain may begin with the speaker all the same.
  const isFirst = first !== undefined && (named === undefined || isCalled(first, speaker, intake));
  const found = ways.map((way): Way => {
    const hops = isFirst ? way.slice(1) : way;
    return hops.map((name) => voiceCalled(name, "outlet", line, intake));
  });
  return { speaker, relay: relayOf(withDocument(found, documentOf(cells, intake), intake)) };
}

function isCalled(name: string, id: string, { directory }: Intake): boolean {
  return name === id || (id === UNKNOWN ? isNobody(name) : directory.called(name).includes(id));
}

const VOICES = ["agent", "document"] as const;

function speakerOf({ line, at }: Cells, name: string | undefined, intake: Intake): string {
  if (name === undefined || isNobody(name)) return UNKNOWN;
  const known = at("speaker-name");
  const found =
    intake.find(name, VOICES, line) ?? optional(known, (each) => intake.find(each, VOICES, line));
  if (found !== undefined) return found;
  const kind = at("speaker-kind")?.toLowerCase() ?? "person";
  // In its own voice a document speaks itself.
  const isSort = (DOCUMENT_KINDS as readonly string[]).includes(kind);
  if (kind === "document" || isSort) {
    return intake.document({ title: known ?? name, kind: isSort ? kind : undefined }, line);
  }
  const isKind = (AGENT_KINDS as readonly string[]).includes(kind);
  if (!isKind) {
    intake.report(line, `\`${kind}\` is no kind of agent; \`${name}\` is taken for a person`);
  }
  const agent = { name: known ?? name, kind: isKind ? kind : "person", id: known && name };
  return intake.agent(agent, line);
}

/** Takes a chain apart. Several chains with one origin can stand in a cell, with ` | ` between them. */
function waysIn(text: string | undefined, { separator, order }: ChainForm): string[][] {
  if (text === undefined) return [];
  const all = separator === undefined ? text.split(" | ") : [text];
  const ways = all.map((way) => partsOf(way, separator, order));
  const isOne = ways.some(([first]) => first !== ways[0]![0]);
  return isOne ? [partsOf(text, separator, order)] : ways;
}

function partsOf(text: string, separator: string | undefined, order: ChainForm["order"]): string[] {
  const parts = text.split(separator ?? /->|[>›→]/).map((part) => part.trim());
  // Between two marks somebody is missing; at the ends, nobody.
  const first = parts.findIndex((part) => part !== "");
  const last = parts.findLastIndex((part) => part !== "");
  const inside = first === -1 ? [] : parts.slice(first, last + 1);
  return order === "origin-last" ? inside.reverse() : inside;
}

function documentOf({ line, at }: Cells, intake: Intake): string | undefined {
  const [title, given] = [at("document-title"), at("document-url")];
  const url = optional(given, readUrl);
  if (given !== undefined && url === undefined) {
    intake.report(line, `\`document-url\` is no web address: \`${given}\`; taken without it`);
  }
  const publisher = at("document-publisher");
  const by = optional(publisher, (name) => agentCalled(name, "outlet", line, intake));
  if (title === undefined && url === undefined) return by;
  const date = optional(at("document-date"), dateIn);
  return intake.document({ title, url, date, by, kind: at("document-kind")?.toLowerCase() }, line);
}

/** The document is the last hop of each way; a publisher that stands there already is its own. */
function withDocument(ways: readonly Way[], document: string | undefined, intake: Intake): Way[] {
  if (document === undefined) return [...ways];
  const publisher = intake.directory.get(document)?.data["by"];
  const all = ways.length > 0 ? ways : [[]];
  return all.map((way) => {
    const last = way.at(-1);
    return last === document || last === publisher
      ? [...way.slice(0, -1), document]
      : [...way, document];
  });
}

function reviewOf({ line, at }: Cells, intake: Intake): Data[] | undefined {
  const review = {
    by: optional(at("reviewer"), (name) => agentCalled(name, "organization", line, intake)),
    verdict: at("verdict"),
    url: at("review-url"),
    date: optional(at("review-date"), dateIn),
  };
  const present = Object.entries(review).filter(([, value]) => value !== undefined);
  return present.length > 0 ? [Object.fromEntries(present)] : undefined;
}
