import { Lexer } from "yaml";
import type { Span } from "./problem.js";
import type { SourceFile } from "./source.js";

/** A comment that silences rules on the entry it stands in, or on the next one. */
export interface Suppression {
  readonly file: SourceFile;
  /** The whole comment. */
  readonly span: Span;
  /** The rules' names, each with its place. */
  readonly rules: readonly (Span & { readonly name: string })[];
  /** Why; empty where no reason is given. */
  readonly reason: string;
}

const MARK = "claims-ignore:";
const COMMENT = /^#[ \t]*claims-ignore:(.*?)(?:(?<=[\s:])--(?:\s+(.*))?)?$/;

/**
 * Finds the `# claims-ignore: rule, rule -- reason` comments of a file. Only true YAML comments
 * count, not what looks like one inside a text.
 */
export function suppressionsIn(file: SourceFile): Suppression[] {
  if (!file.text.includes(MARK)) return [];
  const found: Suppression[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(file.text)) {
    // The lexer marks documents and scalars with control characters that the text doesn't hold.
    if (!file.text.startsWith(token, offset)) continue;
    const match = token.startsWith("#") ? COMMENT.exec(token.trimEnd()) : null;
    if (match) {
      const names = offset + token.indexOf(MARK) + MARK.length;
      found.push({
        file,
        span: { start: offset, end: offset + token.trimEnd().length },
        rules: namesIn(match[1] ?? "", names),
        reason: (match[2] ?? "").trim(),
      });
    }
    offset += token.length;
  }
  return found;
}

function namesIn(list: string, from: number): Suppression["rules"] {
  return [...list.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => {
    const start = from + index;
    return { name, start, end: start + name.length };
  });
}
