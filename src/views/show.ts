import Table from "cli-table3";
import { referencesOf } from "../model/references.js";
import { hopsOf } from "../model/relations.js";
import type { Provenance } from "../provenance/provenance.js";
import { nameOf, nameOfId } from "../provenance/ways.js";
import { type Entry, locate } from "../store/source.js";
import { entryOf, type Store } from "../store/store.js";
import { toJson } from "../terminal/json.js";
import { paintStatus, type Style } from "../terminal/style.js";
import { oneLine, safe, wrap } from "../terminal/text.js";
import { rangeText } from "./rows.js";
import { flatChains } from "./trace.js";

/** The forms in which an entry is shown. */
export const SHOW_FORMATS = ["text", "json"] as const;

/** One of {@link SHOW_FORMATS}. */
export type ShowFormat = (typeof SHOW_FORMATS)[number];

/** Prints entries whole, with everything that refers to them. */
export function* printEntries(
  format: ShowFormat,
  entries: readonly Entry[],
  provenance: Provenance,
  style: Style,
): Generator<string> {
  const { store } = provenance;
  if (format === "json") {
    const data = entries.map((entry) => entryData(entry, provenance));
    yield `${toJson({ formatVersion: 1, complete: store.complete, entries: data }, 2)}\n`;
    return;
  }
  for (const [index, entry] of entries.entries()) {
    if (index > 0) yield "\n\n";
    yield* showEntry(entry, provenance, style);
  }
}

function* showEntry(entry: Entry, provenance: Provenance, style: Style): Generator<string> {
  const { chalk } = style;
  const { store } = provenance;
  const { file, line } = locate(entry);
  yield `${chalk.bold.cyan(entry.id)} · ${entry.kind}   ${chalk.dim(`${safe(file)}:${line}`)}\n`;
  if (entry.kind !== "claim") yield `${chalk.bold(oneLine(nameOf(entry)))}\n`;
  yield "\n";
  const rows = [...fieldRows(entry, store)];
  if (entry.kind === "claim") rows.push(...measureRows(entry, provenance, style));
  const uses = [...usesOf(entry, store)];
  for (const [index, use] of uses.entries()) rows.push([index === 0 ? "referred to by" : "", use]);
  if (uses.length === 0) rows.push(["referred to by", "nothing"]);
  yield `${layRows(rows, style)}\n`;
}

type Row = readonly [key: string, value: string];

/** Keys on the left, values on the right, wrapped to the terminal's width. */
function layRows(rows: readonly Row[], { chalk, columns }: Style): string {
  const keyWidth = Math.max(...rows.map(([key]) => key.length)) + 3;
  const room = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(20, columns - keyWidth);
  const table = new Table({
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    colWidths: [keyWidth, null],
  });
  // Wrapped here: the table's own wrapping takes quadratic time.
  for (const [key, value] of rows) table.push([chalk.dim(key), wrap(value, room).join("\n")]);
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

const NO_LINES = Object.fromEntries(
  ["top", "bottom", "left", "right", "mid", "middle"]
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`, `mid-mid`])
    .map((name) => [name, ""]),
);

/** The keys of an entry as a person reads them, ids with what they stand for. */
function* fieldRows(entry: Entry, store: Store): Generator<Row> {
  const references = new Set(referencesOf(entry.kind, entry.value as never).map(({ id }) => id));
  const say = (value: unknown): string => {
    if (typeof value !== "string") return oneLine(String(value));
    const target = references.has(value) ? entryOf(store, value) : undefined;
    return target && nameOf(target) !== value
      ? `${value} (${oneLine(nameOf(target))})`
      : oneLine(value);
  };
  for (const [key, value] of Object.entries(entry.value)) {
    if (key === "relay" || (key === "name" && entry.kind === "agent")) continue;
    if (key === "title" && entry.kind === "document") continue;
    yield* valueRows(
      key,
      value,
      key === "text" || key === "note" ? (text) => oneLine(String(text)) : say,
    );
  }
  if (entry.kind !== "claim") return;
  for (const [index, hop] of hopsOf(entry.value).entries()) {
    const { via, ...rest } = hop;
    const more = Object.entries(rest).map(
      ([key, value]) => `${key}: ${[value].flat().map(say).join(", ")}`,
    );
    yield [index === 0 ? "relay" : "", [say(via), ...more].join("; ")];
  }
}

function* valueRows(key: string, value: unknown, say: (value: unknown) => string): Generator<Row> {
  if (value === undefined) return;
  const items = Array.isArray(value) ? value : [value];
  for (const [index, item] of items.entries()) {
    const name = index === 0 ? key : "";
    if (typeof item !== "object") {
      if (items.length > 1 && items.every((each) => typeof each === "string")) {
        yield [key, items.map(say).join(", ")];
        return;
      }
      yield [name, say(item)];
    } else if (key === "roles") {
      for (const [position, [role, fields]] of Object.entries(item as object).entries()) {
        yield [position === 0 ? key : "", `${role}: ${fieldsText(fields, say)}`];
      }
    } else {
      yield [name, fieldsText(item, say)];
    }
  }
}

function fieldsText(fields: object, say: (value: unknown) => string): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${say(value)}`)
    .join("; ");
}

function* measureRows(entry: Entry<"claim">, provenance: Provenance, style: Style): Generator<Row> {
  const { store } = provenance;
  const traced = provenance.trace(entry);
  const { status, hands, reports, independent, bottlenecks, origins } = traced;
  const named = (ids: readonly string[]) =>
    ids.map((id) => oneLine(nameOfId(store, id))).join(", ");
  yield ["", ""];
  yield ["status", paintStatus(style, status)];
  for (const [index, chain] of flatChains(traced, store, style).entries()) {
    yield [index === 0 ? "chains" : "", chain];
  }
  yield ["hands", String(hands)];
  yield ["reports", String(reports)];
  yield ["independent", rangeText(independent)];
  if (bottlenecks.length > 0) yield ["bottlenecks", named(bottlenecks)];
  yield ["origins", origins.length > 0 ? named(origins) : "none: it rests on itself"];
  yield ["", ""];
}

/** What refers to an entry: `speaker of civilians-ready-for-release (claims/hostages.yaml:31)`. */
function* usesOf(entry: Entry, store: Store): Generator<string> {
  for (const { from, field, file, line } of referencesTo(entry, store)) {
    yield `${from.id}, ${field} (${safe(file)}:${line})`;
  }
}

function* referencesTo(entry: Entry, store: Store) {
  for (const from of store.referrersOf(entry.id)) {
    for (const { id, path, field } of referencesOf(from.kind, from.value as never)) {
      if (id !== entry.id) continue;
      const { file, line } = locate(from, path);
      yield { from, field: field.name, file, line };
    }
  }
}

function entryData(entry: Entry, provenance: Provenance) {
  const { store } = provenance;
  const { file, line, column } = locate(entry);
  const data = {
    id: entry.id,
    kind: entry.kind,
    location: { file, line, column },
    value: entry.value,
  };
  const referredToBy = [...referencesTo(entry, store)].map((use) => ({
    id: use.from.id,
    kind: use.from.kind,
    field: use.field,
    location: { file: use.file, line: use.line },
  }));
  if (entry.kind !== "claim") return { ...data, referredToBy };
  const { status, hands, reports, independent, bottlenecks, origins } = provenance.trace(entry);
  return { ...data, status, hands, reports, independent, bottlenecks, origins, referredToBy };
}
