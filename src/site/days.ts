import { parseEdtf } from "../model/edtf.js";

/** A date as a calendar has it: as much of it as is known. Of an interval its start. */
export interface Day {
  readonly year: number;
  /** 1 to 12; 0 where it is not known. */
  readonly month: number;
  /** 1 to 31; 0 where it is not known. */
  readonly day: number;
  /** The time of day as it is written, with its offset; empty where it is not known. */
  readonly time: string;
  /** Whether it is marked as approximate or uncertain. */
  readonly isVague: boolean;
  /** The end of an interval, as it is written. */
  readonly until: string | undefined;
}

const PARTS = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T([^~?]+))?([~?])?$/;

/** Reads an EDTF date; `undefined` where the text is none. */
export function dayOf(text: string | undefined): Day | undefined {
  if (text === undefined || !parseEdtf(text)) return undefined;
  const [start, until] = text.split("/") as [string, string | undefined];
  const [, year, month = "0", day = "0", time = "", qualifier] = PARTS.exec(start)!;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    time,
    isVague: qualifier !== undefined,
    until,
  };
}

/**
 * Orders days as a list with the newest first has them. What is known less well stands ahead of what it can be:
 * `2023` before all months of 2023, `2023-10` before all days of October.
 */
export function newestFirst(a: Day, b: Day): number {
  if (a.year !== b.year) return b.year - a.year;
  const month = vagueFirst(a.month, b.month);
  if (month !== 0) return month;
  const day = vagueFirst(a.day, b.day);
  if (day !== 0) return day;
  return a.time === b.time ? 0 : a.time < b.time ? 1 : -1;
}

function vagueFirst(a: number, b: number): number {
  if (a === b) return 0;
  if (a === 0) return -1;
  return b === 0 ? 1 : b - a;
}

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** Gives a year as a heading has it. */
export function yearWords({ year }: Pick<Day, "year">): string {
  return year === 0 ? "The year 0 (1 BC)" : String(year);
}

/** Gives the month of a day as a heading has it. */
export function monthWords({ year, month }: Pick<Day, "year" | "month">): string {
  return month === 0 ? `Some time in ${year}` : `${MONTHS[month - 1]} ${year}`;
}

/** Gives a day as a heading has it. */
export function dayWords({ month, day }: Pick<Day, "month" | "day">): string {
  return day === 0 ? `Some time in ${MONTHS[month - 1]}` : `${day} ${MONTHS[month - 1]}`;
}

/** Gives a day of a year in full, as in `26 October 2023`, as far as it is known. */
export function fullWords(day: Day): string {
  if (day.month === 0) return String(day.year);
  return day.day === 0 ? monthWords(day) : `${dayWords(day)} ${day.year}`;
}

/** How many days and months are still told one by one. */
const MOST_DAYS = 60;
const MOST_MONTHS = 24;

/**
 * Tells how much later one day is than another, as far as both are known: `the same day`, `2 days later`. Nothing
 * where it can't be told, as of a day and its own month.
 */
export function delayWords(from: Day, to: Day): string {
  const about = from.isVague || to.isVague ? "about " : "";
  if (from.day > 0 && to.day > 0) {
    const days = (utcOf(to) - utcOf(from)) / DAY;
    if (days === 0) return about === "" ? "the same day" : "about the same day";
    if (Math.abs(days) <= MOST_DAYS) return about + later(days, "day");
  }
  const months = 12 * (to.year - from.year) + to.month - from.month;
  if (from.month > 0 && to.month > 0) {
    if (months === 0) return from.day === to.day ? `${about}the same month` : "";
    if (Math.abs(months) <= MOST_MONTHS) return about + later(months, "month");
  }
  const years = to.year - from.year;
  return years === 0 ? "" : about + later(years, "year");
}

const DAY = 86_400_000;

function utcOf({ year, month, day }: Day): number {
  // `Date.UTC` reads years below 100 as 19xx.
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function later(number: number, unit: string): string {
  const size = Math.abs(number);
  const span = size === 1 ? `a ${unit}` : `${size.toLocaleString("en-US")} ${unit}s`;
  return `${span} ${number > 0 ? "later" : "earlier"}`;
}
