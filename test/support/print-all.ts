import { FINDING_FORMATS, printReport } from "../../src/diagnostics/print.js";
import type { Diagnostic, Location } from "../../src/model/diagnostic.js";
import { type Interval, parseEdtf } from "../../src/model/edtf.js";
import { Provenance } from "../../src/provenance/provenance.js";
import { statsOf } from "../../src/provenance/stats.js";
import { checkStore } from "../../src/rules/engine.js";
import type { Store } from "../../src/store/store.js";
import { makeStyle, type Style } from "../../src/terminal/style.js";
import { LIST_FORMATS, printList } from "../../src/views/list.js";
import { COLUMNS, type ColumnName } from "../../src/views/rows.js";
import { printEntries, SHOW_FORMATS } from "../../src/views/show.js";
import { printStats, STATS_FORMATS } from "../../src/views/stats.js";
import { printTraces, TRACE_FORMATS } from "../../src/views/trace.js";
import { requestOf } from "./store.js";

/** The ways in which a store is printed: without colour to no terminal, and in colour to a narrow one. */
const STYLES = [{ color: false }, { color: true, ascii: true, columns: 40 }].map((options) => ({
  ...options,
  style: makeStyle(options),
}));

/** What a command would print, and by which printer. */
export interface Printed {
  readonly printer: string;
  readonly color: boolean;
  readonly text: string;
}

/** Checks a store on a fixed day. */
export function check(store: Store): Diagnostic[] {
  return checkStore(store, { today: parseEdtf("2026-01-01") as Interval });
}

/** Prints a store and what is found in it in every form and style that there is. */
export function* printAll(store: Store, findings: readonly Diagnostic[]): Generator<Printed> {
  const provenance = new Provenance(store);
  for (const { color, style } of STYLES) {
    for (const [printer, pieces] of printers(store, findings, provenance, style)) {
      yield { printer, color, text: [...pieces].join("") };
    }
  }
}

function* printers(
  store: Store,
  findings: readonly Diagnostic[],
  provenance: Provenance,
  style: Style,
): Generator<[string, Iterable<string>]> {
  const traces = [...store.claims.values()].map((claim) => provenance.trace(claim));
  const report = { findings, files: store.files.length, claims: store.claims.size };
  const lineOf = (path: string, line: number) =>
    store.files.find((file) => file.path === path)?.line(line) ?? "";
  for (const format of FINDING_FORMATS) {
    yield [`validate ${format}`, printReport(format, report, lineOf, style)];
  }
  const columns = Object.keys(COLUMNS) as ColumnName[];
  for (const format of LIST_FORMATS) {
    yield [`list ${format}`, printList(format, { store, claims: traces, columns }, style)];
  }
  for (const direction of ["up", "down"] as const) {
    const options = { direction, depth: Number.POSITIVE_INFINITY };
    for (const format of TRACE_FORMATS) {
      yield [
        `trace ${format} ${direction}`,
        printTraces(format, requestOf(traces, { ...options, drift: true }), provenance, style),
      ];
    }
  }
  for (const format of STATS_FORMATS) {
    const counted = statsOf(traces, provenance);
    yield [`stats ${format}`, printStats(format, counted, store.complete, 5, style)];
  }
  const entries = [store.agents, store.documents, store.claims].flatMap((all) =>
    [...all.values()].slice(0, 2),
  );
  for (const format of SHOW_FORMATS) {
    yield [`show ${format}`, printEntries(format, entries, provenance, style)];
  }
}

/** The colours and weights that the tool's own printers use. */
const ANSI = /\x1b\[\d+(;\d+)*m/g;

/** What a terminal obeys: C0 but newline and tab, DEL, C1, and what turns a text's direction. */
const OBEYED = /[\x00-\x08\x0B-\x1F\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Gives the first character of a print that a terminal would obey; `undefined` where there is none. */
export function obeyed({ printer, color, text }: Printed): string | undefined {
  const isData = /json|csv|tsv|plain|markdown/.test(printer);
  const plain = color && !isData ? text.replace(ANSI, "") : text;
  const found = OBEYED.exec(printer.includes("csv") ? plain.replaceAll("\r\n", "\n") : plain);
  return found ? `${printer}: U+${found[0].charCodeAt(0).toString(16)}` : undefined;
}

/** Gives the places of a finding that lie outside their file. */
export function outside(finding: Diagnostic, store: Store): Location[] {
  const places = [finding.location, ...finding.related.map(({ location }) => location)];
  return places.filter((place) => {
    const lines = store.files.find(({ path }) => path === place.file)?.text.split("\n") ?? [];
    const isIn = (line: number, column: number) => {
      const text = lines[line - 1];
      return text !== undefined && column >= 1 && column <= text.length + 1;
    };
    const { line, column, endLine, endColumn } = place;
    const inOrder = line < endLine || (line === endLine && column <= endColumn);
    return !isIn(line, column) || !isIn(endLine, endColumn) || !inOrder;
  });
}
