/**
 * Gives a script that hands a value to the page that loads it: a page that is opened from a folder may load
 * scripts, and fetch nothing. The value is text until it is parsed, so that no key of it means anything.
 *
 * @param name letters alone
 * @param value what JSON can hold
 */
export function dataScript(name: string, value: unknown): string {
  const text = JSON.stringify(JSON.stringify(value));
  return `(globalThis.claimsData ??= {}).${name} = JSON.parse(${text});\n`;
}
