import { nearest } from "../model/nearest.js";
import { RELATIONS } from "../model/relations.js";

/** What a column of a table can hold, with what stands in its cells. */
export const COLUMN_KEYS = {
  id: "the claim's id",
  text: "the assertion; the only one that is needed",
  speaker: "who made it: a name or an id",
  "speaker-name": "the speaker's name, where `speaker` holds an id",
  "speaker-kind": "person, organization, outlet, forum or anonymous",
  for: "on whose behalf: a name or an id",
  date: "when it was said",
  how: "the cue",
  quote: "the speaker's own words",
  lang: "the language of the quote",
  certainty: "certain, probable or possible",
  in: "the primary record: a title, an address or an id",
  chain: "who it came through",
  "document-title": "where it was reported",
  "document-url": "its address",
  "document-date": "when it was published",
  "document-publisher": "who published it",
  "document-kind": "article, transcript, broadcast, post, recording, statement or dataset",
  "based-on": "ids of claims or documents",
  ...Object.fromEntries(RELATIONS.map((name) => [name, "ids of claims"])),
  about: "names or ids of agents",
  tags: "words",
  verdict: "a fact-check's verdict",
  reviewer: "who checked it",
  "review-url": "where the fact-check was published",
  "review-date": "when it was published",
  note: "free text",
} as const;

/** A key of the format, or of a document beside it, that a column can be mapped to. */
export type ColumnKey =
  | keyof Omit<typeof COLUMN_KEYS, number | symbol>
  | (typeof RELATIONS)[number];

/** The column of each key, by its name in the header. */
export type Mapping = ReadonlyMap<string, string>;

/** A mapping, or what is wrong with it. */
export type MappingReading = { readonly mapping: Mapping } | { readonly fault: string };

/** Reads `text=Claim,speaker=Said by`. A comma in a column's name is one where no key follows it. */
export function parseMapping(text: string): MappingReading {
  const pairs = text.split(/,(?=\s*[a-z-]+\s*=)/).map((part): [string, string] => {
    const at = part.indexOf("=");
    return at === -1 ? [part.trim(), ""] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  });
  return checkMapping(pairs);
}

/** Checks pairs of a key and a column's name. */
export function checkMapping(pairs: Iterable<readonly [string, unknown]>): MappingReading {
  const mapping = new Map<string, string>();
  for (const [key, column] of pairs) {
    if (!Object.hasOwn(COLUMN_KEYS, key)) {
      const near = nearest(key, Object.keys(COLUMN_KEYS));
      const help =
        near === undefined
          ? `one of ${Object.keys(COLUMN_KEYS).join(", ")}`
          : `did you mean \`${near}\`?`;
      return { fault: `there is no key \`${key}\`\n  = help: ${help}` };
    }
    if (mapping.has(key)) return { fault: `\`${key}\` is mapped twice` };
    const isName = typeof column === "string" || typeof column === "number";
    if (!isName || column === "") return { fault: `\`${key}\` must name a column: ${key}=COLUMN` };
    mapping.set(key, String(column));
  }
  return { mapping };
}

/** The place of each key's column in a row, and the columns that no key takes. */
export interface Columns {
  readonly places: ReadonlyMap<string, number>;
  readonly left: readonly string[];
}

/**
 * Finds the columns in a table's header.
 *
 * @param mapping which is which; where absent, a column is what its name says
 */
export function columnsOf(
  header: readonly string[],
  mapping: Mapping | undefined,
): Columns | { readonly fault: string } {
  const names = header.map((name) => name.replace(/\s+/g, " ").trim());
  const wanted = mapping ?? ownNames(names);
  const places = new Map<string, number>();
  for (const [key, column] of wanted) {
    const place = placeOf(column.replace(/\s+/g, " ").trim(), names);
    if (place === -1) {
      const near = nearest(column, names);
      const help = near === undefined ? `there are ${listed(names)}` : `did you mean \`${near}\`?`;
      return { fault: `there is no column \`${column}\` for \`${key}\`\n  = help: ${help}` };
    }
    places.set(key, place);
  }
  if (!places.has("text")) {
    return {
      fault: `no column is said to hold the claims' texts; there are ${listed(names)}\n  = help: --map text=COLUMN,speaker=COLUMN,… says which is which`,
    };
  }
  const taken = new Set(places.values());
  return { places, left: names.filter((name, index) => name !== "" && !taken.has(index)) };
}

/** A name as it is written, or else in any case. */
function placeOf(column: string, names: readonly string[]): number {
  const exact = names.indexOf(column);
  const wanted = column.toLowerCase();
  return exact === -1 ? names.findIndex((name) => name.toLowerCase() === wanted) : exact;
}

function ownNames(names: readonly string[]): Map<string, string> {
  const own = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase().replace(/[ _]/g, "-");
    if (Object.hasOwn(COLUMN_KEYS, key) && !own.has(key)) own.set(key, name);
  }
  return own;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
