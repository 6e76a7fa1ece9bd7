import { parseEdtf } from "../model/edtf.js";

/** The filters that take one of several values, by the names that `claims list` has for them. */
export const CHOICES = ["speaker", "via", "at", "status", "tag"] as const;

/** One of {@link CHOICES}. */
export type Choice = (typeof CHOICES)[number];

/** The orders that claims can be asked for in; without one the best match comes first. */
export const ORDERS = ["newest", "oldest"] as const;

/** One of {@link ORDERS}. */
export type Order = (typeof ORDERS)[number];

/** What a reader asks the list of claims for; what is absent narrows nothing. */
export interface Query extends Readonly<Partial<Record<Choice, string>>> {
  /** Words, as they were typed. */
  readonly q?: string;
  /** Days as `2024-01-31`, both included. */
  readonly since?: string;
  readonly until?: string;
  readonly sort?: Order;
}

/** The longest value that is looked at. */
const LONGEST = 300;

/**
 * Reads what is asked for from an address's parameters or from the fields of a form. Parameters that mean
 * nothing here are left out, as are days that no calendar has. A date of any EDTF form will do: `2024` is
 * its first day where it stands for a beginning, and its last where it stands for an end.
 */
export function readQuery(parameters: Pick<URLSearchParams, "get">): Query {
  const query: Record<string, string> = {};
  for (const name of ["q", ...CHOICES]) {
    const value = parameters.get(name)?.slice(0, LONGEST) ?? "";
    if (value.trim() !== "") query[name] = wellFormed(value);
  }
  for (const [name, end] of [
    ["since", "min"],
    ["until", "max"],
  ] as const) {
    const interval = parseEdtf(parameters.get(name) ?? "");
    const day = interval && new Date(interval[end]).toISOString().slice(0, "2024-01-31".length);
    // What lies outside of the years 0 to 9999 narrows nothing.
    if (day !== undefined && parseEdtf(day)) query[name] = day;
  }
  const sort = ORDERS.find((order) => order === parameters.get("sort"));
  return sort ? { ...query, sort } : query;
}

/** Gives the parameters of an address that asks for the same: `?q=…&status=…`, or nothing for all claims. */
export function writeQuery(query: Query): string {
  const parameters = new URLSearchParams();
  for (const name of ["q", ...CHOICES, "since", "until", "sort"] as const) {
    const value = query[name];
    if (value !== undefined) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** An address can't hold half a character. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
