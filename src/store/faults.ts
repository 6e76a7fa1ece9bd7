import { isMap, isScalar, isSeq } from "yaml";
import type * as z from "zod";
import { ID_PATTERN, toId } from "../model/ids.js";
import { nearest } from "../model/nearest.js";
import type { Path } from "../model/references.js";
import type { Problem } from "./problem.js";
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
export type Fault = Pick<Problem, "rule" | "message" | "help">;

/** Words what is wrong with a value that stands there. */
export function valueProblem(issue: Issue, path: Path, value: YamlNode, text: string): Fault {
  const name = nameOf(path);
  const written = sourceOf(value, text);
  switch (issue.code) {
    case "invalid_type":
      return wrongType(name, issue.expected, path, value, text);
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const near = nearest(written, allowed);
      const fault = invalidValue(name, `one of ${allowed.join(", ")}`, written);
      return near === undefined ? fault : { ...fault, help: `did you mean \`${near}\`?` };
    }
    case "invalid_format":
      return "pattern" in issue && issue.pattern === String(ID_PATTERN)
        ? invalidId(written)
        : invalidValue(name, issue.message, written);
    case "too_small":
    case "too_big":
      return issue.origin === "array"
        ? { rule: "wrong-type", message: `${name} is an empty list`, help: "delete the key" }
        : invalidValue(name, "a whole number from 1 to 6", written);
    case "custom":
      return issue.params?.["rule"] === "invalid-date"
        ? invalidDate(name, written)
        : invalidValue(name, issue.message, written);
    default:
      return invalidValue(name, issue.message, written);
  }
}

/** Words a key that its mapping doesn't have. */
export function unknownKey(key: string, owner: Owner): Fault {
  const near = nearest(key, owner.keys);
  return {
    rule: "unknown-key",
    message: `${owner.name} has no key \`${key}\``,
    help:
      near === undefined ? `its keys are ${owner.keys.join(", ")}` : `did you mean \`${near}\`?`,
  };
}

const MISSING_HELP: Readonly<Record<string, string>> = {
  speaker: "say who made the claim: an agent, a document, or `unknown`",
  text: "put the assertion in your own words",
  via: "name an agent, a document, or `unknown`",
  kind: "add `kind:` with one of person, organization, outlet, forum, anonymous",
  name: "add `name:`; only an anonymous agent goes without",
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

/** What a zod type is called to a person. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

function wrongType(
  name: string,
  expected: string,
  path: Path,
  value: YamlNode,
  text: string,
): Fault {
  const wanted = TYPE_WORDS[expected] ?? unionWords(path);
  if (!value || (isScalar(value) && value.value === null)) {
    return {
      rule: "wrong-type",
      message: `${name} has no value; it must be ${wanted}`,
      help:
        path.length === 0 ? "write its keys below it, indented" : "give it a value or delete it",
    };
  }
  const written = sourceOf(value, text);
  return {
    rule: "wrong-type",
    message: `${name} must be ${wanted}, not ${describe(value, written)}`,
    ...typeHelp(wanted, value, written),
  };
}

function typeHelp(wanted: string, value: YamlNode, written: string): { help?: string } {
  if (wanted === "a text" && isScalar(value)) return { help: `put it in quotes: "${written}"` };
  if (wanted === "a list" && isScalar(value)) return { help: `write it as a list: [${written}]` };
  return {};
}

function unionWords(path: Path): string {
  if (path.at(-2) === "relay") return "an id, or a mapping with `via`";
  if (path.at(-1) === "from" || path.at(-1) === "part-of") return "an id or a list of ids";
  return "a date";
}

function describe(value: YamlNode, written: string): string {
  if (isMap(value)) return "a mapping";
  if (isSeq(value)) return "a list";
  const kind = isScalar(value) ? typeof value.value : "nothing";
  return kind === "string" ? `the text \`${written}\`` : `the ${kind} \`${written}\``;
}

function invalidDate(name: string, written: string): Fault {
  return {
    rule: "invalid-date",
    message: /^\d{4}-\d{2}(-\d{2})?$/.test(written)
      ? `no calendar has the date \`${written}\``
      : `${name} must be an EDTF date, not \`${written}\``,
    help: "write 2023, 2023-10, 2023-10-26 or 2023-10-26T14:30:00Z; add ~ for approximate",
  };
}

/** Says that an id is not of the form of ids, and which one would be. */
export function invalidId(written: string): Fault {
  const near = toId(written);
  return {
    rule: "invalid-id",
    message: `\`${written}\` is no id`,
    help: `an id is lower-case words and digits joined by hyphens${near ? `: \`${near}\`` : ""}`,
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

function sourceOf(value: YamlNode, text: string): string {
  const span = spanOf(value, { start: 0, end: 0 });
  const written = isScalar(value) ? (value.source ?? "") : text.slice(span.start, span.end);
  return written.length > LONGEST_QUOTED ? `${written.slice(0, LONGEST_QUOTED)}…` : written;
}
