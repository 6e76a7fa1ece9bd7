import { discloseAll, knowsConfidential } from "../formats/disclosure.js";
import { type Interval, parseEdtf } from "../model/edtf.js";
import { Provenance } from "../provenance/provenance.js";
import type { SitePlace, SiteSource } from "../site/desk.js";
import { webAddress } from "../site/links.js";
import { locate } from "../store/source.js";
import { check } from "./check.js";
import { type GlobalOptions, type Io, UsageError } from "./io.js";
import { type OpenedStore, openStore } from "./open.js";
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
  const opened = await openStore(io, { ...options, cache: false });
  if (!knowsConfidential(opened.store)) {
    throw new UsageError(
      "an agent can't be read or an id is defined twice, so it can't be known who is confidential\n" +
        "  = help: `claims validate` says where; mend it and try again",
    );
  }
  const today = parseEdtf(io.today) as Interval;
  const found = await check(opened, { today, select: undefined, ignore: [] });
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
