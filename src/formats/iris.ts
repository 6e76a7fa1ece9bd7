/** The names that linked data uses for what stands in a store: one prefix each. */
export const PREFIXES = {
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  cito: "http://purl.org/spar/cito/",
  edtf: "http://id.loc.gov/datatypes/edtf/",
  /** The keys of the store format, each as a property. */
  claims: "urn:claims:term:",
} as const;

/** The names that nanopublications add. */
export const NANOPUB_PREFIXES = {
  np: "http://www.nanopub.org/nschema#",
  dct: "http://purl.org/dc/terms/",
} as const;

/** What the names of a store's entries begin with, where nothing else is said. */
export const DEFAULT_BASE = "urn:claims:";

/** What the names in an export of linked data are made of. */
export interface Naming {
  /** What the names of the store's entries begin with: an IRI that ends in `/`, `#` or `:`. */
  readonly base: string;
  /** The IRI of who keeps the store. */
  readonly recorder?: string;
  /** The IRI of the licence under which the export is published. */
  readonly license?: string;
}

/** Names everything as a URN, says nothing of a recorder and of a licence. */
export const DEFAULT_NAMING: Naming = { base: DEFAULT_BASE };

/** Tells whether the names of entries can begin with a text. */
export function isBase(text: string): boolean {
  return /[/#:]$/.test(text) && isIri(text);
}

/** Tells whether a text is an absolute IRI (RFC 3987) as it stands. */
export function isIri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:./.test(text) && escapeIri(text) === text;
}

/** What no IRI holds: white space, controls, quotes, brackets, and a `%` that escapes nothing. */
const OUTSIDE_IRIS =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Z}\u200E\u200F\u202A-\u202E\u2066-\u2069<>"{}|\\^`[\]]|%(?![0-9A-Fa-f]{2})/gu;

/** An address up to the end of a host in brackets (IPv6), the one place where an IRI has brackets. */
const BRACKETED_HOST = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/\[[0-9A-Fa-f:.]+\]/;

/** Gives an address as an IRI: what can't stand in one is percent-encoded, and a second `#` with it. */
export function escapeIri(address: string): string {
  const host = BRACKETED_HOST.exec(address)?.[0] ?? "";
  const [before, ...fragment] = address.slice(host.length).split("#").map(percentEncode);
  return host + before + (fragment.length > 0 ? `#${fragment.join("%23")}` : "");
}

function percentEncode(text: string): string {
  // A lone surrogate has no UTF-8: it becomes the sign for what can't be shown.
  return text.replace(OUTSIDE_IRIS, (character) =>
    encodeURIComponent(/\p{Cs}/u.test(character) ? "\uFFFD" : character),
  );
}
