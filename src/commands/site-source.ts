import { discloseAll } from "../formats/disclosure.js";
import { type Interval, parseEdtf } from "../model/edtf.js";
import { FROM_SPEAKER } from "../provenance/chain.js";
import type { QuoteMatch } from "../provenance/passage.js";
import { Provenance } from "../provenance/provenance.js";
import { lookUp } from "../rules/look-up.js";
import type { SitePlace, SiteSource } from "../site/desk.js";
import { webAddress } from "../site/links.js";
import type { Snapshots } from "../store/snapshots.js";
import { locate } from "../store/source.js";
import type { Store } from "../store/store.js";
import { check, snapshotsOf } from "./check.js";
import { openToDisclose } from "./disclosing.js";
import { type GlobalOptions, type Io, UsageError } from "./io.js";
import type { OpenedStore } from "./open.js";
import { tellable } from "./site-findings.js";
import { lineReader } from "./site-lines.js";

/** The flags of what shows a store as pages. */
export interface SiteSourceOptions extends GlobalOptions {
  readonly title?: string;
  /** An address with `{file}` and `{line}` in it, at which the store's files can be read. */
  readonly sourceUrl?: string;
}

/**
 * Opens a store to be shown as pages: without what is confidential, in its entries as in its files. Of an
 * entry that goes out other than it is written neither its lines nor its place are shown: they would lead
 * to what was taken out.
 *
 * @throws UsageError where it can't be known who is confidential, or a flag names who is
 */
export async function openSiteSource(
  io: Io,
  options: SiteSourceOptions,
): Promise<{ readonly source: SiteSource; readonly opened: OpenedStore }> {
  const sourceUrl = sourceUrlOf(options.sourceUrl);
  // Lines are shown: they must be those of the bytes that were read.
  const opened = await openToDisclose(io, { ...options, cache: false });
  const today = parseEdtf(io.today) as Interval;
  const snapshots = await snapshotsOf(opened);
  const found = await check(opened, { today, select: undefined, ignore: [], snapshots });
  const standings = lookUpAll(opened.store, snapshots);
  const { store, clean, isWhole } = discloseAll(opened.store);
  const isClean = (text: string) => clean(text) === text;
  refuseNames(options, isClean);
  const { findings, hidden } = tellable(found, { store, isClean, isWhole });
  const readLines = lineReader();
  const source: SiteSource = {
    title: options.title ?? "The claim store",
    store,
    provenance: new Provenance(store),
    findings,
    hiddenFindings: hidden,
    standingOf: (claim, node) => standings.get(claim)?.get(node),
    placeOf: (entry) => {
      const { file, line } = locate(entry);
      return isWhole(entry.id) && isClean(file) ? { file, line } : undefined;
    },
    linesOf: (entry) => {
      if (!isWhole(entry.id)) return undefined;
      const lines = readLines(entry);
      // A name may run over the end of a line.
      return isClean(lines.map(({ text }) => text.trim()).join(" ")) ? lines : undefined;
    },
    sourceUrl,
    today: io.today,
  };
  return { source, opened };
}

type Standings = ReadonlyMap<string, ReadonlyMap<number, QuoteMatch["kind"]>>;

/** Looks up all quotations: for each claim, and each hop of it or its speaker, what came of it. */
function lookUpAll(store: Store, snapshots: Snapshots): Standings {
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

/** What is typed stands on each page, and a history of commands is no reason to have it there. */
function refuseNames(options: SiteSourceOptions, isClean: (text: string) => boolean): void {
  for (const [flag, text] of [
    ["--title", options.title],
    ["--source-url", options.sourceUrl],
  ] as const) {
    if (text === undefined || isClean(text)) continue;
    throw new UsageError(
      `${flag} names a confidential source, and would stand on the pages\n` +
        "  = help: say it in other words",
    );
  }
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
