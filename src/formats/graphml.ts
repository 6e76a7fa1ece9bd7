import { escapeXml } from "../terminal/escape.js";
import {
  type Cell,
  type Column,
  type HopRow,
  type Lose,
  TABLE_NAMES,
  TABLES,
  tableOf,
} from "./columns.js";
import type { ExportRequest } from "./format.js";
import { edgesOf, type GraphEdge, type GraphNode, nodesOf } from "./graph.js";
import { xmlText } from "./text.js";

/** GraphML's types of what columns hold; lists and mappings are JSON. */
const TYPES: Readonly<Record<Column<unknown>["type"], string>> = {
  text: "string",
  texts: "string",
  json: "string",
  whole: "int",
  truth: "boolean",
};

/** The columns of a hop that its edges tell by their ends. */
const TOLD: ReadonlySet<string> = new Set(["via", "via_name", "via_kind", "draws_on", "voice"]);

const RELAY_COLUMNS: readonly Column<HopRow>[] = TABLES.hops.columns.filter(
  ({ name }) => !TOLD.has(name),
);

/**
 * Writes the whole graph in GraphML, its attributes typed: entries as nodes with all that is known of
 * them, references and relays as edges.
 */
export function* exportGraphml(request: ExportRequest, lose: Lose): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n';
  yield* keys();
  yield '  <graph id="claims" edgedefault="directed">\n';
  for (const node of nodesOf(request)) yield nodeText(node, request, lose);
  let number = 0;
  for (const edge of edgesOf(request, lose)) yield edgeText(edge, number++, request, lose);
  yield "  </graph>\n</graphml>\n";
}

function* keys(): Generator<string> {
  const node = new Map([
    ["entry", "string"],
    ["label", "string"],
  ]);
  for (const table of TABLE_NAMES.filter((name) => name !== "hops")) {
    for (const { name, type } of tableOf(table).columns) node.set(name, TYPES[type]);
  }
  node.delete("id");
  const edge = new Map([
    ["relation", "string"],
    ["source", "int"],
    ...RELAY_COLUMNS.map(({ name, type }): [string, string] => [name, TYPES[type]]),
  ]);
  for (const [owner, attributes] of Object.entries({ node, edge })) {
    for (const [name, type] of attributes) {
      yield `  <key id="${owner}-${name}" for="${owner}" attr.name="${name}" attr.type="${type}"/>\n`;
    }
  }
}

function nodeText(
  { id, kind, label, entry }: GraphNode,
  request: ExportRequest,
  lose: Lose,
): string {
  const data = [datum("node-entry", kind, lose), datum("node-label", label, lose)];
  const row = entry?.kind === "claim" ? request.provenance.traceOnce(entry) : entry;
  for (const column of entry ? tableOf(`${entry.kind}s`).columns : []) {
    if (column.name === "id") continue;
    data.push(datum(`node-${column.name}`, column.of(row, request, lose), lose));
  }
  return `    <node id="${id}">${data.join("")}</node>\n`;
}

function edgeText(
  { from, to, kind, relay }: GraphEdge,
  number: number,
  request: ExportRequest,
  lose: Lose,
): string {
  const data = [datum("edge-relation", kind, lose)];
  if (relay) {
    data.push(datum("edge-source", relay.source, lose));
    for (const column of RELAY_COLUMNS) {
      data.push(datum(`edge-${column.name}`, column.of(relay, request, lose), lose));
    }
  }
  return `    <edge id="e${number}" source="${from}" target="${to}">${data.join("")}</edge>\n`;
}

function datum(key: string, cell: Cell, lose: Lose): string {
  if (cell === undefined) return "";
  const text = typeof cell === "object" ? JSON.stringify(cell) : String(cell);
  // A carriage return that stands as it is would be read as a line feed (XML 1.0, section 2.11).
  const escaped = escapeXml(xmlText(text, lose)).replaceAll("\r", "&#13;");
  return `<data key="${key}">${escaped}</data>`;
}
