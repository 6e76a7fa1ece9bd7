import { compareLocations, type Diagnostic, type Location } from "../model/diagnostic.js";
import { paintSeverity, type Style } from "../terminal/style.js";
import { keepEnd, oneLine, safe, truncate, width } from "../terminal/text.js";

/** Gives the text of a line of a file, counted from 1; empty where it is not to be had. */
export type SourceLines = (file: string, line: number) => string;

/** The widest that a source line is shown where the terminal sets no width. */
const WIDEST = 160;

/**
 * Prints a finding as rustc does: what is wrong, where it stands with the span underlined, the other
 * places that it is about, and what to do. One finding is one text of several lines.
 */
export function pretty(finding: Diagnostic, sourceLines: SourceLines, style: Style): string {
  const { chalk } = style;
  const { rule, severity, message, location, label, related, notes = [], help } = finding;
  const spans: MarkedSpan[] = [
    { location, text: label ?? "", primary: true },
    ...related.map((each) => ({ location: each.location, text: each.message, primary: false })),
  ];
  const files = [...new Set(spans.map((span) => span.location.file))];
  const gutter = Math.max(...spans.map((span) => String(span.location.line).length));
  const bar = chalk.blue.bold(`${" ".repeat(gutter)} |`);
  const out = [
    `${paintSeverity(style, severity, `${severity}[${rule}]`)}${chalk.bold(`: ${oneLine(message)}`)}`,
  ];
  for (const [index, file] of files.entries()) {
    const own = spans.filter((span) => span.location.file === file);
    const { line, column } = own[0]!.location;
    const arrow = chalk.blue.bold(`${" ".repeat(gutter)}${index === 0 ? "-->" : ":::"}`);
    out.push(`${arrow} ${safe(file)}:${line}:${column}`);
    const snippet = [...snippetOf(own, { sourceLines, style, gutter, severity })];
    if (snippet.length > 0) out.push(bar, ...snippet, bar);
  }
  const equals = chalk.blue.bold(`${" ".repeat(gutter)} =`);
  for (const note of notes) out.push(`${equals} ${oneLine(note)}`);
  if (help !== undefined) out.push(`${equals} ${chalk.bold("help")}: ${oneLine(help)}`);
  out.push(`${equals} ${chalk.dim(`\`claims explain ${rule}\``)}`);
  return out.join("\n");
}

interface MarkedSpan {
  readonly location: Location;
  readonly text: string;
  readonly primary: boolean;
}

interface SnippetContext {
  readonly sourceLines: SourceLines;
  readonly style: Style;
  readonly gutter: number;
  readonly severity: Diagnostic["severity"];
}

/** The lines of one file, each span's underline below its line, `...` where several are left out. */
function* snippetOf(spans: readonly MarkedSpan[], context: SnippetContext): Generator<string> {
  const { sourceLines, style, gutter } = context;
  const { chalk } = style;
  let last: number | undefined;
  for (const span of [...spans].sort((a, b) => compareLocations(a.location, b.location))) {
    const { line } = span.location;
    const source = sourceLines(span.location.file, line);
    if (source.trim() === "") continue;
    const view = window(source, span.location, style.columns);
    const numbered = (number: number, text: string) =>
      `${chalk.blue.bold(`${String(number).padStart(gutter)} |`)} ${text}`.trimEnd();
    if (last !== undefined && line === last + 2) {
      const between = sourceLines(span.location.file, last + 1);
      yield numbered(last + 1, window(between, START, style.columns).text);
    } else if (last !== undefined && line > last + 2) {
      yield chalk.blue.bold("...");
    }
    if (line !== last) yield numbered(line, view.text);
    last = line;
    const mark = (span.primary ? "^" : "-").repeat(view.length);
    const text = span.text === "" ? mark : `${mark} ${oneLine(span.text)}`;
    const painted = span.primary
      ? paintSeverity(style, context.severity, text)
      : chalk.blue.bold(text);
    yield `${chalk.blue.bold(`${" ".repeat(gutter)} |`)} ${" ".repeat(view.start)}${painted}`;
  }
}

type Columns = Omit<Location, "file">;

/** The start of a line. */
const START: Columns = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** A source line as it is shown, and where the span lies in it, in columns of the terminal. */
interface View {
  readonly text: string;
  readonly start: number;
  readonly length: number;
}

/** Shows a line, or the part of a long one around the span. */
function window(source: string, location: Columns, columns: number | undefined): View {
  const from = Math.min(location.column - 1, source.length);
  const until = location.endLine === location.line ? location.endColumn - 1 : source.length;
  const to = from + source.slice(from, until).trimEnd().length;
  const room = Math.max(40, (columns ?? WIDEST) - 12);
  // No more of the line is looked at than can be shown: a file may be one line of many megabytes.
  const near = room * 4;
  const before = show(source.slice(Math.max(0, from - near), from));
  const marked = show(source.slice(from, Math.min(to, from + near)));
  const after = show(source.slice(to, Math.max(to, from + near)));
  const isLong = from > near || width(before + marked + after) > room;
  const ahead = isLong && width(before) > room / 2 ? keepEnd(before, room / 3) : before;
  const text = truncate(ahead + marked + after, isLong ? room : Number.POSITIVE_INFINITY);
  const start = width(ahead);
  return { text, start, length: Math.max(1, Math.min(width(marked), width(text) - start)) };
}

function show(text: string): string {
  return safe(text.replaceAll("\t", "    "));
}
