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
