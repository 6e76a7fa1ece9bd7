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

/** Tells whether a text may hold such comments. */
export function hasSuppressions(text: string): boolean {
  return text.includes(MARK);
}

/** Tells whether a comment is one that silences rules, or is meant to be. */
export function isSuppression(comment: string): boolean {
  return COMMENT.test(comment);
}

/** Finds the `# claims-ignore: rule, rule -- reason` comments of a file. */
export function suppressionsIn(file: SourceFile): Suppression[] {
  if (!hasSuppressions(file.text)) return [];
  return file.comments().flatMap((span) => {
    const comment = file.text.slice(span.start, span.end);
    const match = COMMENT.exec(comment);
    if (!match) return [];
    const names = span.start + comment.indexOf(MARK) + MARK.length;
    const rules = namesIn(match[1] ?? "", names);
    return [{ file, span, rules, reason: (match[2] ?? "").trim() }];
  });
}

function namesIn(list: string, from: number): Suppression["rules"] {
  return [...list.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => {
    const start = from + index;
    return { name, start, end: start + name.length };
  });
}

/**
 * Gives the span to delete so that a comment names a rule no more: the name with its comma, or, where
 * it is the only one, the whole comment, with its line where nothing else stands there.
 *
 * @param name the place of the name
 */
export function withoutName({ file: { text }, span, rules }: Suppression, name: Span): Span {
  const index = rules.findIndex(({ start }) => start === name.start);
  const [next, last] = [rules[index + 1], rules[index - 1]];
  if (next) return { start: name.start, end: next.start };
  if (last) return { start: last.end, end: name.end };
  let { start, end } = span;
  while (/[ \t]/.test(text[start - 1] ?? "")) start--;
  while (/[ \t]/.test(text[end] ?? "")) end++;
  if (start > 0 && text[start - 1] !== "\n") return { start, end };
  return { start, end: end + (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0) };
}
