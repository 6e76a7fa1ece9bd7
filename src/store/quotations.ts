import type { Claim } from "../model/claim.js";
import type { Path } from "../model/references.js";
import { hopsOf } from "../model/relations.js";
import type { Entry } from "./source.js";
import type { Store } from "./store.js";

/** Words that a claim gives as verbatim, and the document that they are to be found in. */
export interface Quotation {
  readonly claim: Entry<"claim">;
  /** Where it stands, from the claim down. */
  readonly path: Path;
  readonly quote: string;
  /** The language of the words, where it is said. */
  readonly lang: string | undefined;
  /** The id of the document, where one is named; nothing in the store may have it. */
  readonly named: string | undefined;
  /** The document, where the store has it. */
  readonly document: Entry<"document"> | undefined;
}

/**
 * Gives a claim's quotations in the order of the file. The speaker's own words stand in the claim's
 * `in`, or in the document that speaks; a hop's in the document that it is, or in its `in`.
 */
export function quotationsOf(claim: Entry<"claim">, store: Store): Quotation[] {
  if (!hasQuote(claim.value)) return [];
  const found: Quotation[] = [];
  const documentAt = (source: string, inside: string | undefined) =>
    store.documents.has(source) ? source : inside;
  const add = (
    path: Path,
    { quote, lang }: { readonly quote?: string | undefined; readonly lang?: string | undefined },
    named: string | undefined,
  ): void => {
    if (quote === undefined) return;
    const document = named === undefined ? undefined : store.documents.get(named);
    found.push({ claim, path, quote, lang, named, document });
  };
  const { value } = claim;
  add(["quote"], value, value.in ?? documentAt(value.speaker, undefined));
  for (const [index, hop] of hopsOf(value).entries()) {
    add(["relay", index, "quote"], hop, documentAt(hop.via, hop.in));
  }
  return found;
}

/** Most claims quote nobody. */
function hasQuote({ quote, relay = [] }: Claim): boolean {
  if (quote !== undefined) return true;
  for (const hop of relay) if (typeof hop !== "string" && hop.quote !== undefined) return true;
  return false;
}

/** Tells whether a quotation is in another language than its document, as far as both are known. */
export function isOtherLanguage({ lang, document }: Quotation): boolean {
  const other = document?.value.lang;
  return lang !== undefined && other !== undefined && primary(lang) !== primary(other);
}

/** The primary language of a tag: `en` of `en-GB`. */
function primary(tag: string): string {
  return tag.split("-")[0]!.toLowerCase();
}
