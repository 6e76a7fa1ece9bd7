/** Anything but letters, signs and marks of which each takes one column. */
export const NOT_SINGLE =
  /[^\x20-\x7E\xA0-\xAC\xAE-\u02FF\u0370-\u0482\u048A-\u052F\u2010-\u2027\u2030-\u205E\u20A0-\u20BF\u2190-\u2199\u2200-\u22FF\u2500-\u257F]/;

/** The same in a file, where line ends are no part of what is printed, and an escape may be anything. */
const NOT_SINGLE_IN_FILE = new RegExp(`${NOT_SINGLE.source.replace("^", "^\\n\\r\\t")}|\\\\`);

/** Tells whether a file holds texts of which some characters take two columns of a terminal, or none. */
export function needsWidths(file: string): boolean {
  return NOT_SINGLE_IN_FILE.test(file);
}
