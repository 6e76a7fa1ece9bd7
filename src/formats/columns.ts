import type { Hop } from "../model/claim.js";
import { SPEAKER, UNKNOWN } from "../model/ids.js";
import { RELATIONS } from "../model/relations.js";
import { type ChainHop, FROM_SPEAKER } from "../provenance/chain.js";
import type { Traced } from "../provenance/provenance.js";
import { nameOfHop, nameOfId } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { entryOf, type Store } from "../store/store.js";
import { toJson } from "../terminal/json.js";
import { chainText } from "./chain-text.js";
import type { Exporter, ExportRequest } from "./format.js";

/** Counts what a format can't hold. */
export type Lose = Parameters<Exporter>[1];

/** What a cell can hold: nothing, one value, or a list of texts. */
export type Cell = string | number | boolean | readonly string[] | undefined;

/** What is told of an entry or a hop in one column. */
export interface Column<Row> {
  /** A name that no database reserves, in words joined by `_`. */
  readonly name: string;
  /** The key of the format that it is, where the name is another. */
  readonly key?: string;
  /** `texts` is a list, `json` a list or mapping of mappings, written as JSON. */
  readonly type: "text" | "texts" | "whole" | "truth" | "json";
  /** Whether every row has it. */
  readonly required?: true;
  readonly of: (row: Row, request: ExportRequest, lose: Lose) => Cell;
}

/** A table of what a store holds: its columns, and where its rows come from. */
export interface Table<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: (request: ExportRequest) => Iterable<Row>;
}

/** A hop with its claim. */
export interface HopRow {
  readonly traced: Traced;
  readonly hop: ChainHop;
}

const claimOf = ({ chain }: Traced) => chain.claim.value;

const CLAIM_COLUMNS: readonly Column<Traced>[] = [
  { name: "id", type: "text", required: true, of: ({ chain }) => chain.claim.id },
  { name: "text", type: "text", required: true, of: (traced) => claimOf(traced).text },
  { name: "speaker", type: "text", required: true, of: (traced) => claimOf(traced).speaker },
  {
    name: "speaker_name",
    type: "text",
    of: (traced, { store }) => nameOfId(store, claimOf(traced).speaker),
  },
  {
    name: "speaker_kind",
    type: "text",
    of: (traced, { store }) => kindOf(store, claimOf(traced).speaker),
  },
  { name: "role", type: "text", of: (traced) => claimOf(traced).role },
  { name: "on_behalf_of", key: "for", type: "text", of: (traced) => claimOf(traced).for },
  { name: "date", type: "text", of: (traced) => claimOf(traced).date },
  { name: "how", type: "text", of: (traced) => claimOf(traced).how },
  { name: "quote", type: "text", of: (traced) => claimOf(traced).quote },
  { name: "lang", type: "text", of: (traced) => claimOf(traced).lang },
  { name: "recorded_in", key: "in", type: "text", of: (traced) => claimOf(traced).in },
  { name: "certainty", type: "text", of: (traced) => claimOf(traced).certainty },
  { name: "based_on", key: "based-on", type: "texts", of: (traced) => claimOf(traced)["based-on"] },
  { name: "chain", type: "text", of: (traced, { store }, lose) => chainText(traced, store, lose) },
  { name: "status", type: "text", required: true, of: ({ status }) => status },
  { name: "hands", type: "whole", required: true, of: ({ hands }) => hands },
  { name: "reports", type: "whole", required: true, of: ({ reports }) => reports },
  {
    name: "independent_min",
    type: "whole",
    required: true,
    of: ({ independent }) => independent.min,
  },
  {
    name: "independent_max",
    type: "whole",
    required: true,
    of: ({ independent }) => independent.max,
  },
  { name: "bottlenecks", type: "texts", of: ({ bottlenecks }) => bottlenecks },
  { name: "origins", type: "texts", of: ({ origins }) => origins },
  ...RELATIONS.map(
    (name): Column<Traced> => ({ name, type: "texts", of: (traced) => claimOf(traced)[name] }),
  ),
  { name: "about", type: "texts", of: (traced) => claimOf(traced).about },
  { name: "tags", type: "texts", of: (traced) => claimOf(traced).tags },
  { name: "reviews", type: "json", of: (traced) => asJson(claimOf(traced).reviews) },
  { name: "credibility", type: "whole", of: (traced) => claimOf(traced).grade?.credibility },
  ...gradeColumns((traced: Traced) => claimOf(traced).grade),
  { name: "note", type: "text", of: (traced) => claimOf(traced).note },
];

const hopKey = (key: Exclude<keyof Hop, "from">, name: string = key): Column<HopRow> => ({
  name,
  key,
  type: "text",
  of: ({ hop }) => hop.hop[key],
});

const HOP_COLUMNS: readonly Column<HopRow>[] = [
  { name: "claim", type: "text", required: true, of: ({ traced }) => traced.chain.claim.id },
  { name: "position", type: "whole", required: true, of: ({ hop }) => hop.index + 1 },
  hopKey("id"),
  { ...hopKey("via"), required: true },
  { name: "via_name", type: "text", of: ({ hop }, { store }) => nameOfHop(store, hop) },
  { name: "via_kind", type: "text", of: ({ hop }, { store }) => kindOf(store, hop.hop.via) },
  { name: "voice", type: "text", of: ({ hop }) => hop.voice },
  { ...hopKey("in", "relayed_in"), of: ({ hop }) => hop.document?.id ?? hop.hop.in },
  { name: "draws_on", key: "from", type: "texts", of: sourcesOf },
  ...(["how", "date", "quote", "lang", "translator", "says", "certainty", "note"] as const).map(
    (key) => hopKey(key),
  ),
];

const agentKey = (
  key: "name" | "kind" | "country" | "url" | "lang" | "described-as" | "reason" | "note",
): Column<Entry<"agent">> => ({
  name: key.replace("-", "_"),
  key,
  type: "text",
  of: ({ value }) => value[key],
});

const AGENT_COLUMNS: readonly Column<Entry<"agent">>[] = [
  { name: "id", type: "text", required: true, of: ({ id }) => id },
  agentKey("name"),
  { ...agentKey("kind"), required: true },
  { name: "aliases", type: "texts", of: ({ value }) => value.aliases },
  { name: "roles", type: "json", of: ({ value }) => asJson(value.roles) },
  { name: "part_of", key: "part-of", type: "texts", of: ({ value }) => listOf(value["part-of"]) },
  agentKey("country"),
  { name: "same_as", key: "same-as", type: "texts", of: ({ value }) => value["same-as"] },
  agentKey("url"),
  agentKey("lang"),
  agentKey("described-as"),
  agentKey("reason"),
  { name: "reliability", type: "text", of: ({ value }) => value.grade?.reliability },
  ...gradeColumns(({ value }: Entry<"agent">) => value.grade),
  agentKey("note"),
];

const documentKey = (
  key:
    | "title"
    | "by"
    | "date"
    | "kind"
    | "url"
    | "archive"
    | "file"
    | "sha256"
    | "retrieved"
    | "lang"
    | "note",
  name: string = key,
): Column<Entry<"document">> => ({ name, key, type: "text", of: ({ value }) => value[key] });

const DOCUMENT_COLUMNS: readonly Column<Entry<"document">>[] = [
  { name: "id", type: "text", required: true, of: ({ id }) => id },
  documentKey("title"),
  documentKey("by", "publisher"),
  { name: "authors", type: "texts", of: ({ value }) => value.authors },
  documentKey("date"),
  documentKey("kind"),
  documentKey("url"),
  documentKey("archive"),
  documentKey("file"),
  documentKey("sha256"),
  documentKey("retrieved"),
  documentKey("lang"),
  { name: "cites", type: "texts", of: ({ value }) => value.cites },
  ...amendmentColumns("corrected"),
  ...amendmentColumns("retracted"),
  documentKey("note"),
];

/** The tables of a store, by name. */
export const TABLES = {
  claims: { columns: CLAIM_COLUMNS, rows: tracesOf },
  hops: { columns: HOP_COLUMNS, rows: hopRows },
  agents: { columns: AGENT_COLUMNS, rows: ({ store }) => store.agents.values() },
  documents: { columns: DOCUMENT_COLUMNS, rows: ({ store }) => store.documents.values() },
} satisfies {
  claims: Table<Traced>;
  hops: Table<HopRow>;
  agents: Table<Entry<"agent">>;
  documents: Table<Entry<"document">>;
};

/** The name of a table. */
export type TableName = keyof typeof TABLES;

/** The names of the tables. */
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** Gives a table, whatever its rows are. */
export function tableOf(name: TableName): Table<unknown> {
  return TABLES[name] as Table<unknown>;
}

/** Gives every claim with what is computed of it, one after the other. */
export function* tracesOf({ store, provenance }: ExportRequest): Generator<Traced> {
  for (const claim of store.claims.values()) yield provenance.traceOnce(claim);
}

function* hopRows(request: ExportRequest): Generator<HopRow> {
  for (const traced of tracesOf(request)) {
    for (const hop of traced.chain.hops) yield { traced, hop };
  }
}

/** Gives what an id is the id of: an agent's kind, `document`, `claim`, `unknown` or `missing`. */
export function kindOf(store: Store, id: string): string {
  const entry = entryOf(store, id);
  if (entry?.kind === "agent") return entry.value.kind;
  return entry?.kind ?? (id === UNKNOWN ? UNKNOWN : "missing");
}

/** Gives a list of what may be one text or several. */
export function listOf(
  value: string | readonly string[] | undefined,
): readonly string[] | undefined {
  return typeof value === "string" ? [value] : value;
}

/** Gives what a hop draws on, by the names that hops have within their claim; a name of no hop, too. */
function sourcesOf({ traced, hop }: HopRow): readonly string[] {
  const { hops } = traced.chain;
  const known = hop.from.map((source) => (source === FROM_SPEAKER ? SPEAKER : hops[source]!.name));
  return [...known, ...hop.danglingFrom];
}

function gradeColumns<Row>(
  gradeOf: (row: Row) => { by?: string; date?: string; because?: string } | undefined,
): Column<Row>[] {
  return (["by", "date", "because"] as const).map((key) => ({
    name: `grade_${key}`,
    type: "text",
    of: (row) => gradeOf(row)?.[key],
  }));
}

function amendmentColumns(kind: "corrected" | "retracted"): Column<Entry<"document">>[] {
  return [
    { name: kind, type: "truth", required: true, of: ({ value }) => value[kind] !== undefined },
    ...(["date", "because", "url"] as const).map(
      (key): Column<Entry<"document">> => ({
        name: `${kind}_${key}`,
        type: "text",
        of: ({ value }) => value[kind]?.[key],
      }),
    ),
  ];
}

function asJson(value: unknown): string | undefined {
  return value === undefined ? undefined : toJson(value);
}
