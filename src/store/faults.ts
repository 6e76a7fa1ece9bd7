import { isMap, isScalar, isSeq } from "yaml";
import type * as z from "zod";
import { normalizeDate, parseEdtf } from "../model/edtf.js";
import { ID_PATTERN, toId } from "../model/ids.js";
import { nearest } from "../model/nearest.js";
import type { Path } from "../model/references.js";
import type { Problem, SpanFix } from "./problem.js";
import { inQuotes, rewrite } from "./scalar.js";
import { spanOf, type YamlNode } from "./yaml.js";

type Issue = z.core.$ZodIssue;

/** The mapping that a key belongs to. */
export interface Owner {
  readonly name: string;
  readonly noun: string;
  readonly keys: readonly string[];
  readonly isEntry: boolean;
}

/** What is wrong with a value and what to do, without its place. */
export type Fault = Pick<Problem, "rule" | "message" | "help" | "fix">;

/** Words what is wrong with a value that stands there. */
export function valueProblem(issue: Issue, path: Path, value: YamlNode, text: string): Fault {
  const name = nameOf(path);
  const written = sourceOf(value, text);
  const source = isScalar(value) ? text.slice(value.range![0], value.range![1]) : "";
  if (issue.code === "invalid_type") {
    return wrongType(name, typeWords(issue), path, value, { written, source });
  }
  if (isNothing(value)) return noValue(name, path);
  switch (issue.code) {
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const near = isScalar(value) ? nearest(written, allowed) : undefined;
      const fault = invalidValue(name, `one of ${allowed.join(", ")}`, written);
      return near === undefined ? fault : { ...fault, ...didYouMean(near, source) };
    }
    case "invalid_format":
      if ("pattern" in issue && issue.pattern === String(ID_PATTERN))
        return invalidId(written, source);
      return written.trim() === ""
        ? { rule: "invalid-value", message: `${name} is blank`, help: GIVE_OR_DELETE }
        : invalidValue(name, issue.message, written);
    case "too_small":
      return issue.origin === "array"
        ? { rule: "wrong-type", message: `${name} is an empty list`, help: "delete the key" }
        : invalidValue(name, issue.message, written);
    case "custom":
      return issue.params?.["rule"] === "invalid-date"
        ? invalidDate(name, written, { value, source })
        : invalidValue(name, issue.message, written);
    default:
      return invalidValue(name, issue.message, written);
  }
}

/**
 * Words a key that its mapping doesn't have.
 *
 * @param source the key as it is written
 * @param has tells whether the mapping has another key
 */
export function unknownKey(
  key: string,
  owner: Pick<Owner, "name" | "keys">,
  source: string,
  has: (other: string) => boolean,
): Fault {
  const near = nearest(key, owner.keys);
  const fault = { rule: "unknown-key", message: `${owner.name} has no key \`${key}\`` } as const;
  if (near === undefined) return { ...fault, help: `its keys are ${owner.keys.join(", ")}` };
  const { help, fix } = didYouMean(near, source);
  return { ...fault, help, ...(fix && !has(near) ? { fix } : {}) };
}

/** Suggests another word, and a fix that puts it in the place of what is written. */
function didYouMean(near: string, source: string): { help: string; fix?: SpanFix } {
  const help = `did you mean \`${near}\`?`;
  return { help, ...fixed(false, `write \`${near}\``, rewrite(source, near)) };
}

/** Gives a fix, where there is something to write. */
function fixed(
  safe: boolean,
  description: string,
  replacement: string | undefined,
): { fix?: SpanFix } {
  return replacement === undefined ? {} : { fix: { description, safe, replacement } };
}

const MISSING_HELP: Readonly<Record<string, string>> = {
  speaker: "say who made the claim: an agent, a document, or `unknown`",
  text: "put the assertion in your own words",
  via: "name an agent, a document, or `unknown`",
  kind: "add `kind:` with one of person, organization, outlet, forum, anonymous",
  name: "add `name:`; only an anonymous agent goes without",
  title: "add `title:` with the office as it is called",
  credibility: "grade it from 1, confirmed by other sources, to 5, improbable; 6 is not judged",
  reliability: "grade it from A, completely reliable, to E, unreliable; F is not judged",
};

/** Words a key that its mapping must have. */
export function missingKey(key: string, owner: Owner, id: string): Fault {
  const help = MISSING_HELP[key];
  return {
    rule: "missing-key",
    message: `${owner.isEntry ? `${owner.noun} \`${id}\`` : owner.name} has no \`${key}\``,
    ...(help === undefined ? {} : { help }),
  };
}

/** What a zod type is called to a person, where its schema doesn't say. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

/** How the messages begin that zod gives where the schema sets none. */
const UNWORDED = /^Invalid input/;

function typeWords(issue: { expected: string; message: string }): string {
  return UNWORDED.test(issue.message)
    ? (TYPE_WORDS[issue.expected] ?? issue.expected)
    : issue.message;
}

const GIVE_OR_DELETE = "give it a value or delete it";
const KEYS_BELOW = "write its keys below it, indented";

function isNothing(value: YamlNode): boolean {
  return !value || (isScalar(value) && value.value === null);
}

function noValue(name: string, path: Path, wanted?: string): Fault {
  return {
    rule: "wrong-type",
    message: `${name} has no value${wanted === undefined ? "" : `; it must be ${wanted}`}`,
    help: path.length === 0 ? KEYS_BELOW : GIVE_OR_DELETE,
  };
}

function wrongType(
  name: string,
  wanted: string,
  path: Path,
  value: YamlNode,
  { written, source }: { readonly written: string; readonly source: string },
): Fault {
  if (isNothing(value)) return noValue(name, path, wanted);
  return {
    rule: "wrong-type",
    message: `${name} must be ${wanted}, not ${describe(value, written)}`,
    ...typeHelp(wanted, value, written),
    ...typeFix(wanted, path, value, source),
  };
}

function typeHelp(wanted: string, value: YamlNode, written: string): { help?: string } {
  if (wanted === "a mapping") return { help: KEYS_BELOW };
  if (!isScalar(value)) return {};
  const isLong = written.endsWith(CUT);
  if (isTextInstead(wanted, value)) {
    return { help: isLong ? "put it in quotes" : `put it in quotes: "${written}"` };
  }
  if (wanted === "a list") {
    const isPlain = !isLong && !/[[\]{},:#"'\n]/.test(written);
    return { help: isPlain ? `write it as a list: [${written}]` : "write it as a list" };
  }
  return {};
}

/** What is read as a number or a truth value is a text in quotes; one text is a list of one. */
function typeFix(wanted: string, path: Path, value: YamlNode, source: string): { fix?: SpanFix } {
  if (!isScalar(value) || /[\r\n]/.test(source)) return {};
  const isText = typeof value.value === "string";
  if (isTextInstead(wanted, value)) return fixed(true, "put it in quotes", inQuotes(source));
  // A comma may part two items, and a review is no text.
  if (wanted !== "a list" || path.at(-1) === "reviews" || /[,;]/.test(source)) return {};
  if (!isText) return fixed(true, "write it as a list", `[${inQuotes(source)}]`);
  const isClear = /^(["'].*["']|[^"'[\]{}:#&*!|>%@`?-][^[\]{}:#]*)$/.test(source);
  return isClear ? fixed(true, "write it as a list", `[${source}]`) : {};
}

function isTextInstead(wanted: string, value: YamlNode): boolean {
  return /^(a text|an id)\b/.test(wanted) && isScalar(value) && typeof value.value !== "string";
}

function describe(value: YamlNode, written: string): string {
  if (isMap(value)) return "a mapping";
  if (isSeq(value)) return "a list";
  const kind = isScalar(value) ? typeof value.value : "nothing";
  return kind === "string" ? `the text \`${written}\`` : `the ${kind} \`${written}\``;
}

/** What has the form of a date, so that what is wrong with it is the day or the hour it names. */
const DATE_FORM = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}(:?\d{2})?)?)?)?[~?]?$/;

function invalidDate(
  name: string,
  written: string,
  { value, source }: { readonly value: YamlNode; readonly source: string },
): Fault {
  const help = "write 2023, 2023-10, 2023-10-26 or 2023-10-26T14:30:00Z; add ~ for approximate";
  const fault = (message: string): Fault => ({ rule: "invalid-date", message, help });
  if (parseEdtf(written)) {
    // YAML reads `0650` as the number 650.
    return {
      ...fault(`${name} is read as a number`),
      help: `put it in quotes: "${written}"`,
      ...fixed(true, "put it in quotes", inQuotes(source)),
    };
  }
  const normal = normalizeDate(isScalar(value) ? String(value.source) : "");
  if (normal !== undefined) {
    return {
      ...fault(`${name} must be an EDTF date, not \`${written}\``),
      help: `write ${normal}`,
      ...fixed(true, `write \`${normal}\``, rewrite(source, normal)),
    };
  }
  if (DATE_FORM.test(written)) {
    const place = written.includes("T") ? "calendar or clock" : "calendar";
    return fault(`no ${place} has the date \`${written}\``);
  }
  const ends = written.split("/");
  if (ends.length === 2 && ends.every((end) => parseEdtf(end))) {
    return {
      ...fault(`${name} must be an interval of two dates in order, not \`${written}\``),
      help: "write the earlier one first, both without a time of day: 2023-10-26/2023-10-28",
    };
  }
  return fault(`${name} must be an EDTF date, not \`${written}\``);
}

/**
 * Says that an id is not of the form of ids, and which one would be.
 *
 * @param source the id as it is written
 */
export function invalidId(written: string, source: string): Fault {
  const near = toId(written);
  return {
    rule: "invalid-id",
    message: `\`${written}\` is no id`,
    help: `an id is lower-case words and digits joined by hyphens${near ? `: \`${near}\`` : ""}`,
    ...fixed(false, `write \`${near}\``, near ? rewrite(source, near) : undefined),
  };
}

function invalidValue(name: string, expected: string, written: string): Fault {
  return { rule: "invalid-value", message: `${name} must be ${expected}, not \`${written}\`` };
}

/** Names a value for a message: its key, or its place in a list. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "the entry";
  return typeof last === "number" ? `item ${last + 1} of \`${path.at(-2)}\`` : `\`${last}\``;
}

/** The longest that a value is repeated in a message. */
const LONGEST_QUOTED = 60;

const CUT = "…";

function sourceOf(value: YamlNode, text: string): string {
  const span = spanOf(value, { start: 0, end: 0 });
  const written = isScalar(value) ? (value.source ?? "") : text.slice(span.start, span.end);
  return written.length > LONGEST_QUOTED ? `${written.slice(0, LONGEST_QUOTED)}${CUT}` : written;
}
