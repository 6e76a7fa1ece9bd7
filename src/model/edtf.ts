/**
 * Dates in the Extended Date/Time Format, ISO 8601-2:2019 annex A: level 0 (year, month, day, date
 * and time, interval of two dates) and the qualifiers `~` (approximate) and `?` (uncertain).
 *
 * A date is the interval of all instants that it can stand for, so that `2023` and `2023-10-26`
 * are in no order and `2022` is before both.
 */
export interface Interval {
  /** First millisecond that the date can stand for, counted from 1970-01-01T00:00:00Z. */
  readonly min: number;
  /** Last millisecond that the date can stand for. */
  readonly max: number;
  /** Whether the date names its offset from UTC; if not, it is a wall clock's, somewhere. */
  readonly zoned: boolean;
}

const SINGLE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?])?$/;
const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(Z|[+-](?:(?:0\d|1[0-3])(?::?[0-5]\d)?|14(?::?00)?))?$/;

/** The widest that clocks on Earth differ from UTC (UTC+14, Kiribati), in milliseconds. */
const WIDEST_OFFSET = 14 * 3_600_000;

/**
 * Reads an EDTF date.
 *
 * A qualified date reaches one unit of its own precision to either side: `2023-10-26~` is the 25th
 * to the 27th, `2023?` is 2022 to 2024. ISO 8601-2 leaves the width open; one unit is the least
 * that keeps a near miss from being called wrong.
 *
 * @returns the interval, or `undefined` where the text is no EDTF date or no calendar has the day
 */
export function parseEdtf(text: string): Interval | undefined {
  const known = READ.get(text);
  if (known) return known;
  const interval = readEdtf(text);
  if (interval) {
    if (READ.size === MOST_READ) READ.clear();
    READ.set(text, interval);
  }
  return interval;
}

/** The dates that were read: a store has few different ones, and each rule asks for them again. */
const READ = new Map<string, Interval>();

const MOST_READ = 10_000;

function readEdtf(text: string): Interval | undefined {
  const slash = text.indexOf("/");
  if (slash === -1) return parseSingle(text) ?? parseInstant(text);
  const start = parseSingle(text.slice(0, slash));
  const end = parseSingle(text.slice(slash + 1));
  if (!start || !end || start.min > end.max) return undefined;
  return { min: start.min, max: end.max, zoned: false };
}

/** Tells whether every reading of `a` is earlier than every reading of `b`. */
export function isBefore(a: Interval, b: Interval): boolean {
  // A bare day is a day of some place; against an instant in UTC it can lie 14 hours off.
  const slack = a.zoned === b.zoned ? 0 : WIDEST_OFFSET;
  return a.max + slack < b.min;
}

function parseSingle(text: string): Interval | undefined {
  const match = SINGLE.exec(text);
  if (!match) return undefined;
  const [, year, month, day, qualifier] = match;
  const y = Number(year);
  const m = month === undefined ? 1 : Number(month);
  const d = day === undefined ? 1 : Number(day);
  if (!isCalendarDay(y, m, d)) return undefined;
  const step = (units: number): number => {
    if (day !== undefined) return utc(y, m, d + units);
    if (month !== undefined) return utc(y, m + units, 1);
    return utc(y + units, 1, 1);
  };
  const reach = qualifier === undefined ? 0 : 1;
  return { min: step(-reach), max: step(1 + reach) - 1, zoned: false };
}

function parseInstant(text: string): Interval | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [y, m, d, hour, minute, second] = match.slice(1, 7).map(Number) as Six;
  if (!isCalendarDay(y, m, d) || minute > 59 || second > 59) return undefined;
  if (hour > 23 && !(hour === 24 && minute === 0 && second === 0)) return undefined;
  const local = utc(y, m, d) + ((hour * 60 + minute) * 60 + second) * 1000;
  const zone = match[7];
  const min = local - offsetOf(zone);
  return { min, max: min + 999, zoned: zone !== undefined };
}

type Six = [number, number, number, number, number, number];

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === "Z") return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(":", "") || 0);
  return sign * (hours * 60 + minutes) * 60_000;
}

/** `Date.UTC` reads years below 100 as 19xx; `setUTCFullYear` doesn't. Months are 1-based here. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(utc(year, month + 1, 0)).getUTCDate();
}

/** A year, a month and a day in this order, as they are written where hyphens and zeros are not kept. */
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:([~?])|[Tt ](\S+))?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * Gives the EDTF form of a date that is written otherwise, where it can be read in one way only:
 * `2023-1-5`, `2023/10/26`, `26.10.2023`, `2023-10-26T14:30z`. Neither `5/6/2023`, whose day and month
 * can't be told apart, nor `2009/10`, which may be a month or two years.
 *
 * @returns `undefined` where there is no such reading, or the text has its normal form already
 */
export function normalizeDate(text: string): string | undefined {
  const normal = normalSingle(text.trim()) ?? normalInterval(text.trim());
  return normal !== undefined && normal !== text && parseEdtf(normal) ? normal : undefined;
}

function normalInterval(text: string): string | undefined {
  const ends = text.split("/").map((end) => normalSingle(end.trim()));
  return ends.length === 2 && ends.every((end) => end !== undefined) ? ends.join("/") : undefined;
}

function normalSingle(text: string): string | undefined {
  if (parseEdtf(text)) return text;
  const first = YEAR_FIRST.exec(text);
  if (first) {
    const [, year, , month, day, qualifier = "", time] = first;
    const clock = time === undefined ? "" : normalTime(time);
    return clock === undefined ? undefined : `${dayOf(year!, month!, day!)}${qualifier}${clock}`;
  }
  const last = YEAR_LAST.exec(text);
  if (!last) return undefined;
  const [, one, , two, year] = last;
  const readings = [dayOf(year!, two!, one!), dayOf(year!, one!, two!)];
  const days = new Set(readings.filter((reading) => parseEdtf(reading)));
  return days.size === 1 ? [...days][0] : undefined;
}

function dayOf(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function normalTime(text: string): string | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [, hour, minute, second = "00", zone = ""] = match;
  return `T${hour!.padStart(2, "0")}:${minute}:${second}${zone.toUpperCase()}`;
}
