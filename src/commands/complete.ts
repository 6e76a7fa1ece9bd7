import { UNKNOWN } from "../model/ids.js";
import { referenceAt } from "../model/references.js";
import { STATUS_MEANINGS, STATUSES } from "../provenance/measures.js";
import { publicNameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { entriesOf, type Store } from "../store/store.js";
import { oneLine, truncate } from "../terminal/text.js";
import { CI_SERVICES } from "./init-files.js";
import { EXIT, type GlobalOptions, type Io } from "./io.js";
import { openStore } from "./open.js";

/** What is to be completed, and what a shell is to be given. */
export interface Completing {
  /** The words, where the command line itself knows them. */
  readonly words?: readonly { readonly word: string; readonly says: string }[];
  /** Otherwise the command, and the flag or argument whose value is wanted. */
  readonly command?: string;
  readonly name?: string;
  /** What stands ahead of the value in the same word. */
  readonly head: string;
  /** What of it is typed. */
  readonly start: string;
}

/** A value with what it means. */
type Value = readonly [value: string, says: string];

/** The widest description: shells put it on the line of its value. */
const WIDEST = 60;

/**
 * `claims __complete`: prints for a shell what a word may become. The first line is `values`, `files` or
 * `folders`; below `values` stands a value a line, and what it means behind a tab. Says nothing of what
 * goes wrong: a person is in the middle of a line.
 */
export async function complete(
  completing: Completing,
  options: GlobalOptions,
  io: Io,
): Promise<number> {
  const silent: Io = { ...io, stderr: { write: () => {} } };
  try {
    const found = await valuesFor(completing, options, silent);
    if (typeof found === "string") {
      io.stdout.write(`${found}\n`);
      return EXIT.clean;
    }
    const { head, start } = completing;
    // Of a list with commas between, the last word is the one that is typed.
    const ahead = isList(completing) ? start.slice(0, start.lastIndexOf(",") + 1) : "";
    const lines = found
      .filter(([value]) => value.startsWith(start.slice(ahead.length)) && isTypable(value))
      .map(([value, says]) => `${head}${ahead}${value}\t${truncate(oneLine(says), WIDEST)}\n`);
    io.stdout.write(`values\n${[...new Set(lines)].join("")}`);
  } catch {
    // No store, or one that can't be read, has nothing to complete.
  }
  return EXIT.clean;
}

/** What holds a control character is no word that a shell can be given on a line. */
function isTypable(value: string): boolean {
  return value !== "" && oneLine(value) === value;
}

function isList({ name }: Completing): boolean {
  return name === "select" || name === "ignore";
}

/** The flags and arguments whose value is a path. */
const PATHS: Readonly<Record<string, "files" | "folders">> = {
  directory: "folders",
  store: "folders",
  dir: "folders",
  config: "files",
  baseline: "files",
  output: "files",
  file: "files",
  path: "files",
};

async function valuesFor(
  { words, command, name = "" }: Completing,
  options: GlobalOptions,
  io: Io,
): Promise<readonly Value[] | "files" | "folders"> {
  if (words) return words.map(({ word, says }) => [word, says] as const);
  if (command === "site" && name === "output") return "folders";
  if (Object.hasOwn(PATHS, name)) return PATHS[name]!;
  if (name === "status")
    return STATUSES.map((status) => [status, STATUS_MEANINGS[status]] as const);
  if (name === "ci") return CI_SERVICES.map((service) => [service, ""] as const);
  if (name === "rule" || name === "select" || name === "ignore") {
    const { RULES } = await import("../rules/list.js");
    return RULES.map((rule) => [rule.name, rule.summary] as const);
  }
  if (!isOfStore(name)) return [];
  const { store } = await openStore(io, options);
  return valuesIn(store, command!, name);
}

function isOfStore(name: string): boolean {
  return ["id", "document", "at", "tag", "how"].includes(name) || fieldOf(name) !== undefined;
}

/** The flags for a list are called as one of its items. */
function fieldOf(name: string) {
  return referenceAt([name === "author" ? "authors" : name]);
}

function valuesIn(store: Store, command: string, name: string): Value[] {
  if (name === "tag" || name === "how") return [...wordsIn(store, name)].map((word) => [word, ""]);
  const wanted = wantedBy(command, name);
  const entries = [...entriesOf(store)].filter(wanted);
  const values = entries.map((entry): Value => [entry.id, titleOf(entry)]);
  return fieldOf(name)?.word === UNKNOWN ? [...values, [UNKNOWN, "nobody is named"]] : values;
}

/** Tells which entries a flag or an argument may name. */
function wantedBy(command: string, name: string): (entry: Entry) => boolean {
  const isForum = (entry: Entry) => entry.kind === "agent" && entry.value.kind === "forum";
  if (name === "at") return isForum;
  if (name === "document") return ({ kind }) => kind === "document";
  if (name === "id") return ({ kind }) => command !== "trace" || kind !== "agent";
  const { kinds, speaks } = fieldOf(name)!;
  return (entry) => kinds.includes(entry.kind) && !(speaks && isForum(entry));
}

function wordsIn({ claims }: Store, name: "tag" | "how"): Set<string> {
  const words = new Set<string>();
  for (const { value } of claims.values()) {
    if (name === "tag") for (const tag of value.tags ?? []) words.add(tag);
    else if (value.how !== undefined) words.add(value.how);
  }
  return words;
}

function titleOf(entry: Entry): string {
  return entry.kind === "claim" ? entry.value.text : publicNameOf(entry);
}
