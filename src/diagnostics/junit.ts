import { compareText, type Diagnostic } from "../model/diagnostic.js";
import { escapeXml } from "../terminal/escape.js";
import { PLAIN } from "../terminal/style.js";
import { oneLine, safe } from "../terminal/text.js";
import { pretty, type SourceLines } from "./pretty.js";

/**
 * Prints findings as JUnit XML, line by line: a suite for each file, in it a failing case for each
 * error and warning, a passing one with its text for each info, and a passing one where nothing was
 * found. There are no times: two runs print the same.
 *
 * @param files the files that were checked, clean ones too
 */
export function* junit(
  findings: readonly Diagnostic[],
  files: readonly string[],
  sourceLines: SourceLines,
): Generator<string> {
  const byFile = new Map<string, Diagnostic[]>(files.map((file) => [file, []]));
  for (const finding of findings) {
    const { file } = finding.location;
    const own = byFile.get(file);
    if (own) own.push(finding);
    else byFile.set(file, [finding]);
  }
  const suites = [...byFile].sort(([a], [b]) => compareText(a, b));
  const tests = suites.reduce((sum, [, own]) => sum + Math.max(1, own.length), 0);
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield `<testsuites${attributes({ name: "claims", tests, failures: failuresIn(findings), errors: 0 })}>`;
  for (const [file, own] of suites) yield* suite(file, own, sourceLines);
  yield "</testsuites>";
}

function* suite(
  file: string,
  findings: readonly Diagnostic[],
  sourceLines: SourceLines,
): Generator<string> {
  const tests = Math.max(1, findings.length);
  const counts = { tests, failures: failuresIn(findings), errors: 0, skipped: 0 };
  yield `  <testsuite${attributes({ name: safe(file), ...counts })}>`;
  const common = { classname: safe(file), file: safe(file) };
  if (findings.length === 0)
    yield `    <testcase${attributes({ name: "no findings", ...common })}/>`;
  const seen = new Map<string, number>();
  for (const finding of findings) {
    const { rule, severity, message, location } = finding;
    // Readers know a case by its name, which has to stay when lines move and be the only one.
    const title = `${rule}: ${oneLine(message)}`;
    const times = (seen.get(title) ?? 0) + 1;
    seen.set(title, times);
    const name = times === 1 ? title : `${title} (${times})`;
    const text = escapeXml(pretty(finding, sourceLines, PLAIN));
    yield `    <testcase${attributes({ name, ...common, line: location.line })}>`;
    yield severity === "info"
      ? `      <system-out>${text}</system-out>`
      : `      <failure${attributes({ type: severity, message: oneLine(message) })}>${text}</failure>`;
    yield "    </testcase>";
  }
  yield "  </testsuite>";
}

function failuresIn(findings: readonly Diagnostic[]): number {
  return findings.filter(({ severity }) => severity !== "info").length;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}
