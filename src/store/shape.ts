import { isCollection, isMap, isScalar, isSeq } from "yaml";
import type { z } from "zod";
import { Agent, Role } from "../model/agent.js";
import { Claim, DetailedHop, Review } from "../model/claim.js";
import { Amendment, Document } from "../model/document.js";
import { InformationGrade, SourceGrade } from "../model/fields.js";
import { ENTRY_SCHEMAS, type EntryKind, type EntryValues, KIND_WORDS } from "../model/file.js";
import { ID_PATTERN, toId } from "../model/ids.js";
import { nearest } from "../model/nearest.js";
import type { Path } from "../model/references.js";
import type { Problem, Span } from "./problem.js";
import { pairsOf, spanOf, type YamlNode, type YamlPair } from "./yaml.js";

type Issue = z.core.$ZodIssue;

/** An entry's checked value, or what is wrong with its shape. */
export type Shape<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/**
 * Checks an entry's plain data against the schema of its kind.
 *
 * @param pair where the entry stands, so that each problem names its key or value
 * @param text the file's text
 */
export function checkShape<K extends EntryKind>(
  kind: K,
  data: unknown,
  pair: YamlPair,
  text: string,
): Shape<EntryValues[K]> {
  const owner = (path: Path) => ownerOf(kind, path);
  return checkData(ENTRY_SCHEMAS[kind], data, { owner, pair, text, data });
}

/** Checks plain data against any schema; see {@link checkShape}. */
export function checkData<T>(schema: z.ZodType<T>, data: unknown, place: Place): Shape<T> {
  const result = schema.safeParse(data);
  if (result.success) return { value: result.data };
  const issues = result.error.issues.flatMap(flatten);
  return { problems: issues.flatMap((issue) => problemsOf(issue, place)) };
}

/** What an issue is in. */
export interface Place {
  /** Gives the mapping at a path. */
  readonly owner: (path: Path) => Owner;
  /** Where the data stands. */
  readonly pair: { readonly key: string; readonly keySpan: Span; readonly value: YamlNode };
  /** The file's text. */
  readonly text: string;
  readonly data: unknown;
}

/** What stands at the end of a path: the pair whose value it is, or an item of a list. */
interface Found {
  readonly keySpan: Span;
  readonly value: YamlNode;
}

/** Follows a path down from an entry; stops at the last node that exists. */
export function follow(pair: Found, path: Path): Found {
  let found: Found = pair;
  for (const step of path) {
    const { value } = found;
    if (isMap(value)) {
      const next = pairsOf(value).find(({ key }) => key === step);
      if (!next) return found;
      found = next;
    } else if (isSeq(value) && typeof step === "number" && step < value.items.length) {
      const item = value.items[step] as YamlNode;
      found = { keySpan: spanOf(item, found.keySpan), value: item };
    } else {
      return found;
    }
  }
  return found;
}

/** The span to mark for a value: the value where it is short, the key where it is a block. */
export function markOf(found: Found): Span {
  const { value, keySpan } = found;
  const block = isCollection(value) && !value.flow;
  return block || !value || (isScalar(value) && value.source === "")
    ? keySpan
    : spanOf(value, keySpan);
}

/** A union fails with the issues of all its branches: takes those of the branch of the right type. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = issue.errors.find(
    ([first]) => first && !(first.code === "invalid_type" && first.path.length === 0),
  );
  if (!meant) return [{ ...issue, code: "invalid_type", expected: "union" } as unknown as Issue];
  return meant.flatMap((inner) =>
    flatten({ ...inner, path: [...issue.path, ...inner.path] } as Issue),
  );
}

function problemsOf(issue: Issue, place: Place): Problem[] {
  const path = issue.path as (string | number)[];
  const found = follow(place.pair, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      ...unknownKey(key, place.owner(path)),
      ...follow(place.pair, [...path, key]).keySpan,
    }));
  }
  if (issue.code === "invalid_key") {
    return [{ ...invalidId(String(path.at(-1))), ...found.keySpan }];
  }
  if (isMissing(place.data, path)) {
    const parent = path.slice(0, -1);
    const fault = missingKey(String(path.at(-1)), place.owner(parent), place.pair.key);
    return [{ ...fault, ...follow(place.pair, parent).keySpan }];
  }
  return [{ ...valueProblem(issue, path, found.value, place.text), ...markOf(found) }];
}

type Fault = Pick<Problem, "rule" | "message" | "help">;

function valueProblem(issue: Issue, path: Path, value: YamlNode, text: string): Fault {
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

function unknownKey(key: string, owner: Owner): Fault {
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

function missingKey(key: string, owner: Owner, id: string): Fault {
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

function isMissing(data: unknown, path: Path): boolean {
  const key = path.at(-1);
  if (typeof key !== "string") return false;
  let parent = data;
  for (const step of path.slice(0, -1))
    parent = (parent as Record<string | number, unknown>)?.[step];
  return typeof parent === "object" && parent !== null && !Object.hasOwn(parent, key);
}

/** The mapping that a key belongs to. */
export interface Owner {
  readonly name: string;
  readonly noun: string;
  readonly keys: readonly string[];
  readonly isEntry: boolean;
}

/** Gives the mapping at a path in an entry: the entry itself, or one of those inside it. */
function ownerOf(kind: EntryKind, path: Path): Owner {
  const inner = path[0] === "grade" ? GRADES[kind] : INNER[String(path[0])];
  const [noun, schema] = inner ?? [kind, { agent: Agent, document: Document, claim: Claim }[kind]];
  const name = inner ? `a ${noun}` : KIND_WORDS[kind];
  return { name, noun, keys: Object.keys(schema.shape), isEntry: !inner };
}

type Inner = readonly [noun: string, schema: { readonly shape: object }];

const INNER: Readonly<Record<string, Inner>> = {
  relay: ["hop", DetailedHop],
  roles: ["role", Role],
  reviews: ["review", Review],
  corrected: ["correction", Amendment],
  retracted: ["retraction", Amendment],
};

const GRADES: Readonly<Partial<Record<EntryKind, Inner>>> = {
  agent: ["grade", SourceGrade],
  claim: ["grade", InformationGrade],
};
