import { knowsConfidential } from "../formats/confidential.js";
import { discloseAll } from "../formats/disclosure.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { type Interval, parseEdtf } from "../model/edtf.js";
import { FROM_SPEAKER } from "../provenance/chain.js";
import type { QuoteMatch } from "../provenance/passage.js";
import { Provenance } from "../provenance/provenance.js";
import { lookUp } from "../rules/look-up.js";
import type { SiteFinding, SitePlace, SiteSource, SourceLine } from "../site/desk.js";
import { webAddress } from "../site/links.js";
import { type Entry, locate } from "../store/source.js";
import { entriesOf, type Store } from "../store/store.js";
import { check, snapshotsOf } from "./check.js";
import { type GlobalOptions, type Io, UsageError } from "./io.js";
import { type OpenedStore, openStore } from "./open.js";

/** The flags of what shows a store as pages. */
export interface SiteSourceOptions extends GlobalOptions {
  readonly title?: string;
  /** An address with `{file}` and `{line}` in it, at which the store's files can be read. */
  readonly sourceUrl?: string;
}

/**
 * Opens a store to be shown as pages: without what is confidential, in its entries as in its files.
 *
 * @throws UsageError where it can't be known who is confidential
 */
export async function openSiteSource(
  io: Io,
  options: SiteSourceOptions,
): Promise<{ readonly source: SiteSource; readonly opened: OpenedStore }> {
  const sourceUrl = sourceUrlOf(options.sourceUrl);
  // Lines are shown: they must be those of the bytes that were read.
  const opened = await openStore(io, { ...options, cache: false });
  if (!knowsConfidential(opened.store)) {
    throw new UsageError(
      "an agent can't be read or an id is defined twice, so it can't be known who is confidential\n" +
        "  = help: `claims validate` says where; mend it and try again",
    );
  }
  const today = parseEdtf(io.today) as Interval;
  const found = await check(opened, { today, select: undefined, ignore: [] });
  const standings = await lookUpAll(opened);
  const { store, clean, isWhole } = discloseAll(opened.store);
  const isClean = (text: string | undefined) => text === undefined || clean(text) === text;
  const placeAt = (file: string, line: number): SitePlace | undefined =>
    isClean(file) ? { file, line } : undefined;
  const at = entryFinder(store);
  const findings = found.flatMap((finding): SiteFinding[] => {
    const entry = at(finding);
    const { rule, severity, message, help, location } = finding;
    if (entry !== undefined && !isWhole(entry)) return [];
    if (![entry, message, help].every(isClean)) return [];
    const place = placeAt(location.file, location.line);
    return [{ rule, severity, message, ...(help === undefined ? {} : { help }), place, entry }];
  });
  const source: SiteSource = {
    title: options.title ?? "The claim store",
    store,
    provenance: new Provenance(store),
    findings,
    hiddenFindings: found.length - findings.length,
    standingOf: (claim, node) => standings.get(claim)?.get(node),
    placeOf: (entry) => {
      const { file, line } = locate(entry);
      return placeAt(file, line);
    },
    linesOf: (entry) => {
      const lines = isWhole(entry.id) ? linesOf(entry) : undefined;
      return lines?.every(({ text }) => isClean(text)) && isClean(joined(lines))
        ? lines
        : undefined;
    },
    sourceUrl,
    today: io.today,
  };
  return { source, opened };
}

type Standings = ReadonlyMap<string, ReadonlyMap<number, QuoteMatch["kind"]>>;

/** Looks up all quotations: for each claim, and each hop of it or its speaker, what came of it. */
async function lookUpAll(opened: OpenedStore): Promise<Standings> {
  const { store } = opened;
  const snapshots = await snapshotsOf(opened);
  const standings = new Map<string, Map<number, QuoteMatch["kind"]>>();
  const scope = { claims: store.claims.values() };
  for (const { quotation, match } of lookUp({ scope, store, snapshots })) {
    const { claim, path } = quotation;
    const [, hop] = path;
    const known = standings.get(claim.id) ?? new Map();
    standings.set(claim.id, known.set(typeof hop === "number" ? hop : FROM_SPEAKER, match.kind));
  }
  return standings;
}

function joined(lines: readonly SourceLine[]): string {
  return lines.map(({ text }) => text.trim()).join(" ");
}

/** Gives an entry's lines in its file, without its comments: those are for whoever keeps the store. */
function linesOf(entry: Entry): SourceLine[] {
  const { file, start, end } = entry;
  const first = file.at({ start, end: start });
  let text = file.text.slice(start, end);
  for (const comment of file.comments().toReversed()) {
    if (comment.start < start || comment.end > end) continue;
    text = text.slice(0, comment.start - start) + text.slice(comment.end - start);
  }
  const indent = " ".repeat(first.column - 1);
  return text
    .trimEnd()
    .split(/\r\n?|\n/)
    .map((line, index) => ({
      number: first.line + index,
      text: (index === 0 ? indent + line : line).trimEnd(),
    }));
}

/** Makes a finder of the entry that a finding stands in. */
function entryFinder(store: Store): (finding: Diagnostic) => string | undefined {
  let byFile: ReadonlyMap<string, readonly Standing[]> | undefined;
  return ({ claim, location }) => {
    if (claim !== undefined) return claim;
    byFile ??= groupByFile(store);
    const standing = lastBefore(byFile.get(location.file) ?? [], location);
    return standing && location.line <= standing.endLine ? standing.id : undefined;
  };
}

/** Where an entry stands in its file. */
interface Standing {
  readonly id: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/** Gives the last of some entries, in the order of their file, that begins at a place or ahead of it. */
function lastBefore(
  standings: readonly Standing[],
  { line, column }: Pick<Standing, "line" | "column">,
): Standing | undefined {
  let low = 0;
  let high = standings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { line: at, column: from } = standings[middle]!;
    if (at < line || (at === line && from <= column)) low = middle + 1;
    else high = middle;
  }
  return standings[low - 1];
}

function groupByFile(store: Store): Map<string, Standing[]> {
  const byFile = new Map<string, Standing[]>();
  for (const { id, file, start, end } of entriesOf(store)) {
    // An entry's value reaches up to the next one's key: the white space between is nobody's.
    const length = file.text.slice(start, end).trimEnd().length;
    const { line, column, endLine } = file.at({ start, end: start + length });
    const known = byFile.get(file.path);
    if (known) known.push({ id, line, column, endLine });
    else byFile.set(file.path, [{ id, line, column, endLine }]);
  }
  for (const all of byFile.values()) all.sort((a, b) => a.line - b.line || a.column - b.column);
  return byFile;
}

function sourceUrlOf(template: string | undefined): SiteSource["sourceUrl"] {
  if (template === undefined) return () => undefined;
  const fill = ({ file, line }: SitePlace) =>
    template
      .replaceAll("{file}", () => file.split("/").map(encodeURIComponent).join("/"))
      .replaceAll("{line}", () => String(line));
  if (!template.includes("{file}") || webAddress(fill({ file: "a", line: 1 })) === undefined) {
    throw new UsageError(
      `\`${template}\` is no address of the store's files\n` +
        "  = help: as in https://example.org/desk/blob/main/{file}#L{line}",
    );
  }
  return fill;
}
