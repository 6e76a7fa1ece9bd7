import { MACHINE, UNKNOWN } from "../model/ids.js";
import { referencesOf } from "../model/references.js";
import { RELATIONS } from "../model/relations.js";
import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { entriesOf, entryOf, type Store } from "../store/store.js";
import {
  type Cell,
  type Column,
  type Lose,
  listOf,
  type TableName,
  tableOf,
  tracesOf,
} from "./columns.js";
import type { ExportRequest } from "./format.js";

/** A column of a database's table. */
export interface SqlColumn {
  readonly name: string;
  readonly type: "TEXT" | "INTEGER" | "BOOLEAN" | "DOUBLE PRECISION";
  readonly required?: boolean;
  /** The table whose only key it is a key of. */
  readonly of?: "entries" | "agents" | "documents" | "claims";
}

/** A table of a database, and what stands in it. */
export interface SqlTable {
  readonly name: string;
  readonly columns: readonly SqlColumn[];
  readonly key: readonly string[];
  readonly rows: (request: ExportRequest, lose: Lose) => Iterable<readonly Cell[]>;
}

/** Columns that hold the id of an entry, or of what should be one. */
const REFERENCES: ReadonlySet<string> = new Set(
  "id speaker on_behalf_of recorded_in grade_by via voice relayed_in translator publisher".split(
    " ",
  ),
);

/** Columns that other tables and the view `chains` tell. */
const TOLD: ReadonlySet<string> = new Set([
  "speaker_name",
  "speaker_kind",
  "via_name",
  "via_kind",
  "chain",
]);

const TYPES = { text: "TEXT", whole: "INTEGER", truth: "BOOLEAN" } as const;

/**
 * The tables, each after those that it refers to. A reference may be to what is no entry (`unknown`,
 * `machine`, or an id that nothing has), so `entries` has a row for that, too.
 */
export const SQL_TABLES: readonly SqlTable[] = [
  {
    name: "entries",
    columns: [
      { name: "id", type: "TEXT", required: true },
      { name: "kind", type: "TEXT", required: true },
      { name: "name", type: "TEXT", required: true },
    ],
    key: ["id"],
    rows: entryRows,
  },
  mainTable("agents", ["id"]),
  mainTable("documents", ["id"]),
  mainTable("claims", ["id"]),
  mainTable("hops", ["claim", "position"]),
  {
    name: "hop_sources",
    columns: [
      { name: "claim", type: "TEXT", required: true, of: "claims" },
      { name: "hop", type: "INTEGER", required: true },
      { name: "source", type: "INTEGER", required: true },
    ],
    key: ["claim", "hop", "source"],
    rows: hopSources,
  },
  listTable("aliases", "agent", "alias", ({ value }) => value.aliases),
  listTable("same_as", "agent", "same_as", ({ value }) => value["same-as"]),
  listTable("part_of", "agent", "owner", ({ value }) => listOf(value["part-of"]), "entries"),
  {
    name: "roles",
    columns: [
      { name: "agent", type: "TEXT", required: true, of: "agents" },
      { name: "role", type: "TEXT", required: true },
      { name: "title", type: "TEXT", required: true },
      { name: "office_of", type: "TEXT", of: "entries" },
      { name: "since", type: "TEXT" },
      { name: "until", type: "TEXT" },
    ],
    key: ["agent", "role"],
    rows: roleRows,
  },
  listTable("authors", "document", "author", ({ value }) => value.authors, "entries"),
  {
    name: "supports",
    columns: [
      { name: "entry", type: "TEXT", required: true, of: "entries" },
      { name: "position", type: "INTEGER", required: true },
      { name: "basis", type: "TEXT", required: true, of: "entries" },
    ],
    key: ["entry", "position"],
    rows: supportRows,
  },
  {
    name: "relations",
    columns: [
      { name: "claim", type: "TEXT", required: true, of: "claims" },
      { name: "relation", type: "TEXT", required: true },
      { name: "position", type: "INTEGER", required: true },
      { name: "other", type: "TEXT", required: true, of: "entries" },
    ],
    key: ["claim", "relation", "position"],
    rows: relationRows,
  },
  listTable("about", "claim", "agent", ({ value }) => value.about, "entries"),
  listTable("tags", "claim", "tag", ({ value }) => value.tags),
  {
    name: "bottlenecks",
    columns: listColumns("claim", "voice", "entries"),
    key: ["claim", "position"],
    *rows(request) {
      for (const { chain, bottlenecks } of tracesOf(request)) {
        yield* numbered(chain.claim.id, bottlenecks);
      }
    },
  },
  {
    name: "reviews",
    columns: [
      { name: "claim", type: "TEXT", required: true, of: "claims" },
      { name: "position", type: "INTEGER", required: true },
      { name: "reviewer", type: "TEXT", of: "entries" },
      ...["verdict", "url", "date"].map((name): SqlColumn => ({ name, type: "TEXT" })),
      ...["rating", "best", "worst"].map((name): SqlColumn => ({ name, type: "DOUBLE PRECISION" })),
    ],
    key: ["claim", "position"],
    rows: reviewRows,
  },
];

/** A table of the same columns as in other formats, but for lists, which have tables of their own. */
function mainTable(name: TableName, key: readonly string[]): SqlTable {
  const { columns, rows } = tableOf(name);
  const kept = columns.filter(
    (column): column is Column<unknown> & { type: keyof typeof TYPES } =>
      column.type in TYPES && !TOLD.has(column.name),
  );
  return {
    name,
    columns: kept.map(({ name: column, type, required }): SqlColumn => {
      const isOwnId = column === "id" && name === "hops";
      const of = column === "claim" ? "claims" : "entries";
      const refers = column === "claim" || (REFERENCES.has(column) && !isOwnId);
      return {
        name: column,
        type: TYPES[type],
        ...(required ? { required } : {}),
        ...(refers ? { of } : {}),
      };
    }),
    key,
    *rows(request, lose) {
      for (const row of rows(request)) yield kept.map((column) => column.of(row, request, lose));
    },
  };
}

/** A table of one list of each entry of a kind, in its order. */
function listTable<K extends Entry["kind"]>(
  name: string,
  kind: K,
  item: string,
  of: (entry: Extract<Entry, { kind: K }>) => readonly string[] | undefined,
  refersTo?: "entries",
): SqlTable {
  return {
    name,
    columns: listColumns(kind, item, refersTo),
    key: [kind, "position"],
    *rows({ store }) {
      for (const entry of store[`${kind}s`].values()) {
        yield* numbered(entry.id, of(entry as unknown as Extract<Entry, { kind: K }>) ?? []);
      }
    },
  };
}

function listColumns(kind: Entry["kind"], item: string, refersTo?: "entries"): SqlColumn[] {
  return [
    { name: kind, type: "TEXT", required: true, of: `${kind}s` },
    { name: "position", type: "INTEGER", required: true },
    { name: item, type: "TEXT", required: true, ...(refersTo ? { of: refersTo } : {}) },
  ];
}

function* numbered(id: string, items: readonly string[]): Generator<Cell[]> {
  for (const [index, item] of items.entries()) yield [id, index + 1, item];
}

function* entryRows({ store }: ExportRequest): Generator<Cell[]> {
  const others = new Set<string>([UNKNOWN, MACHINE]);
  for (const entry of entriesOf(store)) {
    yield [entry.id, entry.kind, entry.kind === "claim" ? entry.value.text : nameOf(entry)];
    for (const { id } of referencesOf(entry.kind, entry.value as never)) others.add(id);
  }
  for (const id of others) {
    if (entryOf(store, id)) continue;
    yield [id, id === UNKNOWN || id === MACHINE ? id : "missing", id];
  }
}

function* hopSources(request: ExportRequest, lose: Lose): Generator<Cell[]> {
  for (const { chain } of tracesOf(request)) {
    for (const { index, from, danglingFrom } of chain.hops) {
      for (const _ of danglingFrom) lose("a hop's `from` that names no hop of its claim");
      for (const source of from) yield [chain.claim.id, index + 1, source + 1];
    }
  }
}

function* roleRows({ store }: ExportRequest): Generator<Cell[]> {
  for (const { id, value } of store.agents.values()) {
    for (const [role, { title, of, from, until }] of Object.entries(value.roles ?? {})) {
      yield [id, role, title, of, from, until];
    }
  }
}

function* supportRows({ store }: { readonly store: Store }): Generator<Cell[]> {
  for (const { id, value } of store.claims.values()) yield* numbered(id, value["based-on"] ?? []);
  for (const { id, value } of store.documents.values()) yield* numbered(id, value.cites ?? []);
}

function* relationRows({ store }: ExportRequest): Generator<Cell[]> {
  for (const { id, value } of store.claims.values()) {
    for (const relation of RELATIONS) {
      for (const [claim, position, other] of numbered(id, value[relation] ?? [])) {
        yield [claim, relation, position, other];
      }
    }
  }
}

function* reviewRows({ store }: ExportRequest): Generator<Cell[]> {
  for (const { id, value } of store.claims.values()) {
    for (const [index, review] of (value.reviews ?? []).entries()) {
      const { by, verdict, url, date, rating, best, worst } = review;
      yield [id, index + 1, by, verdict, url, date, rating, best, worst];
    }
  }
}
