import * as z from "zod";
import { compareText, type Diagnostic, findingKey } from "../model/diagnostic.js";
import { toJson } from "../terminal/json.js";

/** A finding that is known, by what stays when lines move. */
const Known = z.strictObject({
  rule: z.string(),
  file: z.string(),
  claim: z.string().nullable(),
  message: z.string(),
  count: z.int().min(1),
});

/** The findings that are known and let be, as they are kept in a file. */
export const Baseline = z.strictObject({ formatVersion: z.literal(1), findings: z.array(Known) });

/** {@inheritDoc (Baseline:variable)} */
export type Baseline = z.output<typeof Baseline>;

/** One entry of a {@link Baseline}. */
export type KnownFinding = z.output<typeof Known>;

/**
 * Writes findings down as a baseline, in an order in which a change is a small difference.
 *
 * @param others entries to keep beside them
 */
export function makeBaseline(
  findings: readonly Diagnostic[],
  others: readonly KnownFinding[] = [],
): string {
  const known = new Map(others.map((entry) => [knownKey(entry), { ...entry }]));
  for (const finding of findings) {
    const { rule, location, claim = null, message } = finding;
    const key = findingKey(finding);
    const earlier = known.get(key);
    if (earlier) earlier.count++;
    else known.set(key, { rule, file: location.file, claim, message, count: 1 });
  }
  const sorted = [...known].sort(([a], [b]) => compareText(a, b)).map(([, entry]) => entry);
  return `${toJson({ formatVersion: 1, findings: sorted }, 2)}\n`;
}

/** Reads a baseline. @returns `undefined` where the text is none */
export function readBaseline(text: string): Baseline | undefined {
  try {
    return Baseline.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Findings held against a baseline. */
export interface AgainstBaseline {
  /** The findings that are not known. */
  readonly fresh: readonly Diagnostic[];
  /** The known ones that are no more, with how many of each. */
  readonly gone: readonly KnownFinding[];
}

/** Takes the known findings out. Of equal ones as many as are known, in their order. */
export function holdAgainst(findings: readonly Diagnostic[], baseline: Baseline): AgainstBaseline {
  const left = new Map<string, number>();
  for (const entry of baseline.findings) {
    const key = knownKey(entry);
    left.set(key, (left.get(key) ?? 0) + entry.count);
  }
  const fresh = takeOut(findings, left, findingKey);
  const gone = baseline.findings.flatMap((entry) => {
    const count = left.get(knownKey(entry)) ?? 0;
    return count > 0 ? [{ ...entry, count }] : [];
  });
  return { fresh, gone };
}

function knownKey({ file, claim, ...entry }: KnownFinding): string {
  return findingKey({ ...entry, location: { file }, ...(claim === null ? {} : { claim }) });
}

/** Gives the findings that are left when of each key as many are taken out as there are to take. */
function takeOut(
  findings: readonly Diagnostic[],
  left: Map<string, number>,
  keyOf: (finding: Diagnostic) => string,
): Diagnostic[] {
  return findings.filter((finding) => {
    const key = keyOf(finding);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}

/**
 * Takes out the findings that an earlier state of the store has too: what is left was caused by the
 * change, wherever it stands. A finding in a claim is the same though the claim moves to another file.
 */
export function withoutEarlier(
  findings: readonly Diagnostic[],
  earlier: readonly Diagnostic[],
): Diagnostic[] {
  const left = new Map<string, number>();
  for (const finding of earlier) {
    const key = keyAcross(finding);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  return takeOut(findings, left, keyAcross);
}

function keyAcross({ rule, location, claim, message }: Diagnostic): string {
  return JSON.stringify([rule, claim ?? location.file, message]);
}
