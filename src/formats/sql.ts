import type { Cell, Lose } from "./columns.js";
import type { ExportRequest } from "./format.js";
import { SQL_TABLES, type SqlColumn, type SqlTable } from "./sql-tables.js";
import { withoutNul } from "./text.js";

/** A statement inserts so many rows, or fewer where their text is long: parsers have limits. */
const ROWS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 100_000;

/**
 * The views: every chain of a claim from its speaker to where it ends, and the speakers that a claim
 * goes back to through all that it rests on. A chain that would enter a loop ends before it closes.
 */
const VIEWS = `CREATE INDEX hop_sources_by_source ON hop_sources (claim, source);

CREATE VIEW trace AS
WITH RECURSIVE way (claim, origin, hop, hops, chain, names, seen) AS (
  SELECT c.id, c.speaker, 0, 0, c.speaker, e.name, CAST(',0,' AS TEXT)
  FROM claims c
  JOIN entries e ON e.id = c.speaker
  UNION ALL
  SELECT w.claim, w.origin, s.hop, w.hops + 1,
    w.chain || ' › ' || COALESCE(h.id, h.via),
    w.names || ' › ' || e.name,
    w.seen || CAST(s.hop AS TEXT) || ','
  FROM way w
  JOIN hop_sources s ON s.claim = w.claim AND s.source = w.hop
  JOIN hops h ON h.claim = s.claim AND h.position = s.hop
  JOIN entries e ON e.id = h.via
  WHERE w.seen NOT LIKE ('%,' || CAST(s.hop AS TEXT) || ',%')
)
SELECT w.claim, w.origin, w.hops, w.chain, w.names
FROM way w
WHERE NOT EXISTS (
  SELECT 1
  FROM hop_sources s
  WHERE s.claim = w.claim AND s.source = w.hop
    AND w.seen NOT LIKE ('%,' || CAST(s.hop AS TEXT) || ',%')
);

CREATE VIEW origins AS
WITH RECURSIVE ground (claim, entry) AS (
  SELECT c.id, c.id FROM claims c
  UNION
  SELECT g.claim, s.basis FROM ground g JOIN supports s ON s.entry = g.entry
)
SELECT g.claim, c.speaker AS origin
FROM ground g
JOIN claims c ON c.id = g.entry
WHERE NOT EXISTS (SELECT 1 FROM supports s WHERE s.entry = g.entry)
UNION
SELECT g.claim, CASE WHEN d.publisher IS NULL OR a.kind = 'forum' THEN d.id ELSE d.publisher END
FROM ground g
JOIN documents d ON d.id = g.entry
LEFT JOIN agents a ON a.id = d.publisher
WHERE NOT EXISTS (SELECT 1 FROM supports s WHERE s.entry = g.entry);
`;

/**
 * Writes a store as SQL that PostgreSQL, SQLite and DuckDB run alike: tables, rows, and views that trace
 * a claim to its origin. It goes into an empty database, or a schema of its own.
 */
export function* exportSql(request: ExportRequest, lose: Lose): Generator<string> {
  yield `-- A claim store, written by claims ${request.version} on ${request.today}.\nBEGIN;\n\n`;
  for (const table of SQL_TABLES) yield `${createTable(table)}\n\n`;
  for (const table of SQL_TABLES) yield* insertsOf(table, request, lose);
  yield `${VIEWS}\nCOMMIT;\n`;
}

function createTable({ name, columns, key }: SqlTable): string {
  const lines = [...columns.map(columnText), `PRIMARY KEY (${key.join(", ")})`];
  return `CREATE TABLE ${name} (\n  ${lines.join(",\n  ")}\n);`;
}

function columnText({ name, type, required, of }: SqlColumn): string {
  return `${name} ${type}${required ? " NOT NULL" : ""}${of ? ` REFERENCES ${of} (id)` : ""}`;
}

function* insertsOf(table: SqlTable, request: ExportRequest, lose: Lose): Generator<string> {
  const head = `INSERT INTO ${table.name} (${table.columns.map(({ name }) => name).join(", ")}) VALUES`;
  let rows: string[] = [];
  let length = 0;
  const statement = (): string => `${head}\n${rows.join(",\n")};\n`;
  for (const row of table.rows(request, lose)) {
    const text = `(${row.map((cell) => literal(cell, lose)).join(", ")})`;
    rows.push(text);
    length += text.length;
    if (rows.length < ROWS_AT_ONCE && length < CHARACTERS_AT_ONCE) continue;
    yield statement();
    rows = [];
    length = 0;
  }
  yield rows.length > 0 ? `${statement()}\n` : "\n";
}

/**
 * Writes a value as a literal. A text is put between single quotes and its own are doubled, as the
 * standard says and all three engines do; a backslash means nothing in it.
 */
function literal(cell: Cell, lose: Lose): string {
  if (cell === undefined) return "NULL";
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (typeof cell === "number") return String(cell);
  return `'${withoutNul(String(cell), lose).replaceAll("'", "''")}'`;
}
