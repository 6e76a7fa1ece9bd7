import { normalizeDate, parseEdtf } from "../model/edtf.js";
import { htmlText } from "../store/snapshot-text.js";

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

const MONTH = "([A-Za-z]{3,9})\\.?";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const WEEKDAY = "(?:[A-Za-z]{3,9},? )?";
/** `6 March 2024`, `Wed, 06 Mar 2024 10:00:00 GMT` (RFC 5322); what follows a day is its time. */
const DAY_FIRST = new RegExp(`^${WEEKDAY}${DAY} (?:of )?${MONTH},? (\\d{4})(?: .*)?$`);
/** `March 6, 2024`, `Wed Mar 06 2024 10:00:00 GMT+0100`. */
const MONTH_FIRST = new RegExp(`^${WEEKDAY}${MONTH} ${DAY},? (\\d{4})(?: .*)?$`);
const MONTH_ONLY = new RegExp(`^${MONTH},? (\\d{4})$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const FRACTION = /^(.*\d{1,2}:\d{2}:\d{2})[.,]\d+(.*)$/;
const NO_TIME = /^(\d{4}-\d{1,2}-\d{1,2})[T ]00:00(?::00)?(?:\.0+)?$/;

/**
 * Gives the EDTF form of a date as other programs and people write it: with a month's English name, without
 * hyphens, with fractions of a second, as RFC 5322 has it. A midnight without a zone is a day.
 *
 * @returns `undefined` where it can't be read, or can be read in more than one way
 */
export function readDate(text: string): string | undefined {
  const word = text.replace(/\s+/g, " ").trim();
  const day = NO_TIME.exec(word)?.[1];
  if (day !== undefined) return parseEdtf(day) ? day : normalizeDate(day);
  if (parseEdtf(word)) return word;
  const compact = COMPACT.exec(word);
  if (compact) return sound(compact.slice(1).join("-"));
  const fraction = FRACTION.exec(word);
  return (
    normalizeDate(word) ??
    named(word) ??
    (fraction ? readDate(`${fraction[1]}${fraction[2]}`) : undefined)
  );
}

function named(word: string): string | undefined {
  const [first, second, month] = [DAY_FIRST, MONTH_FIRST, MONTH_ONLY].map((form) =>
    form.exec(word),
  );
  if (first) return dayOf(first[3]!, first[2]!, first[1]!);
  if (second) return dayOf(second[3]!, second[1]!, second[2]!);
  return month ? dayOf(month[2]!, month[1]!) : undefined;
}

function dayOf(year: string, month: string, day?: string): string | undefined {
  const name = month.toLowerCase();
  const index = MONTHS.findIndex((each) => each === name || each.slice(0, 3) === name);
  const number = name === "sept" ? 8 : index;
  const parts = [year, number + 1, ...(day === undefined ? [] : [Number(day)])];
  return sound(parts.map((part) => String(part).padStart(2, "0")).join("-"));
}

function sound(date: string): string | undefined {
  return parseEdtf(date) ? date : undefined;
}

/** Gives a web address without white space around it; `undefined` where it is none. */
export function readUrl(text: string): string | undefined {
  const url = text.trim();
  return /^https?:\/\/[^\s/?#]+\S*$/i.test(url) ? url : undefined;
}

/** Gives the item of Wikidata that an address names; any other address as it is. */
export function itemOrUrl(url: string): string {
  return /^https?:\/\/(?:www\.)?wikidata\.org\/(?:entity|wiki)\/(Q[1-9]\d*)$/.exec(url)?.[1] ?? url;
}

/** Gives a text without marks of HTML, its entities read, in one paragraph. */
export function plainText(text: string): string {
  const isMarked = /<[a-z/!]|&(?:#?\w+);/i.test(text);
  return (isMarked ? htmlText(text) : text).replace(/\s+/g, " ").trim();
}

/** Takes a list in one cell apart, at each `;` or line end. */
export function listIn(text: string): string[] {
  return text
    .split(/[;\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
