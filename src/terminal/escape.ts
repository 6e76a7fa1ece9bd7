const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/**
 * Escapes a safe text for XML 1.0, within quotation marks and outside. Of what XML forbids
 * (production 2, Char) making a text safe leaves only the two last code points of the plane.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!)
    .replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

/** Quotes lines for DOT, in which a backslash escapes and an ampersand begins an HTML entity. */
export function quoteDot(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"'),
  );
  return `"${escaped.join("\\n")}"`;
}

/**
 * Escapes a label as Mermaid's own entities: whatever is no letter, digit or plain punctuation, and
 * the punctuation in which its Markdown would see a list or an address.
 */
export function escapeMermaid(text: string): string {
  return text.replace(
    /^-|(?<=^\d{1,9})[.)]|\.(?!\s|$)|[^\p{Letter}\p{Mark}\p{Number} .,'’()›…?!-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
