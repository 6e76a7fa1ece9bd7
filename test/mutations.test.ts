import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it, vi } from "vitest";
import { parseDocument, stringify } from "yaml";
import type { Diagnostic, Location } from "../src/model/diagnostic.js";
import { jsonSchema } from "../src/model/json-schema.js";
import { readStoreFile } from "../src/store/read.js";
import type { FileReading } from "../src/store/reading.js";
import { uniteStore } from "../src/store/store.js";
import { FULL_AGENT, FULL_CLAIM, FULL_DOCUMENT } from "./model/full-entries.js";
import { mutate, type Pick, random } from "./support/mutate.js";
import { check } from "./support/print-all.js";
import { ROOT } from "./support/run.js";

vi.setConfig({ testTimeout: 120_000 });

type Data = Record<string, unknown>;
type Sections = Readonly<Record<"agents" | "documents" | "claims", Readonly<Record<string, Data>>>>;

/** The real store, file by file. */
const REAL: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(ROOT, "claims"))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => [`claims/${name}`, readFileSync(join(ROOT, "claims", name), "utf8")]),
);

/** Puts each entry in a file of its own: any layout of files is the same store, and small ones are fast. */
function split(sections: readonly Partial<Sections>[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [section, entries] of sections.flatMap((each) => Object.entries(each))) {
    for (const [id, value] of Object.entries(entries ?? {})) {
      files[`claims/${section}/${id}.yaml`] = stringify({ [section]: { [id]: value } });
    }
  }
  return files;
}

const named = (kind: string, ...ids: string[]) =>
  Object.fromEntries(ids.map((id) => [id, { name: id.toUpperCase(), kind }]));
const page = (...ids: string[]) =>
  Object.fromEntries(ids.map((id) => [id, { title: id.toUpperCase() }]));
const said = (...ids: string[]) =>
  Object.fromEntries(
    ids.map((id) => [id, { text: `${id}.`, speaker: "jane-doe", date: "2022-05" }]),
  );

/** A sound store with every key of the format. */
const FULL: Sections = {
  agents: {
    "amir-abdollahian": FULL_AGENT,
    ...named("organization", "iran", "ministry", "cabinet", "press-office"),
    ...named("person", "jane-doe", "john-roe", "analyst", "interpreter", "fact-checker"),
    ...named("outlet", "the-national"),
    ...named("forum", "un-assembly"),
  },
  documents: {
    speech: FULL_DOCUMENT,
    transcript: { title: "T", date: "2023-10-26" },
    article: { title: "A", date: "2023-10-27" },
    ...page("agency-report", "dossier"),
  },
  claims: {
    resignation: FULL_CLAIM,
    ...said("earlier-claim", "claim-confirmed", "claim-disputed", "claim-qualified"),
    ...said("claim-corrected", "claim-retracted", "claim-updated"),
  },
};

/** A store whose files were read once, so that a change of one is checked fast. */
class Store {
  readonly texts: ReadonlyMap<string, string>;
  readonly readings: ReadonlyMap<string, FileReading>;
  readonly data: ReadonlyMap<string, Partial<Sections>>;
  readonly ids: readonly string[];

  constructor(files: Readonly<Record<string, string>>) {
    const all = Object.entries(files);
    this.texts = new Map(all);
    this.readings = new Map(all.map(([path, text]) => [path, read(path, text)]));
    this.data = new Map(all.map(([path, text]) => [path, dataIn(text)]));
    const sections = [...this.data.values()].flatMap((each) => Object.values(each));
    this.ids = sections.flatMap((entries) => Object.keys(entries ?? {}));
  }

  errors(path?: string, text = ""): Diagnostic[] {
    const readings = new Map(this.readings);
    if (path !== undefined) readings.set(path, read(path, text));
    return check(uniteStore([...readings.values()])).filter(({ severity }) => severity === "error");
  }
}

function dataIn(text: string): Partial<Sections> {
  return parseDocument(text).toJS() as Partial<Sections>;
}

function read(path: string, text: string): FileReading {
  return readStoreFile(path, new TextEncoder().encode(text));
}

const isValid = new Ajv2020({ strict: false, formats: { uri: true } }).compile(jsonSchema("store"));

/** Says what is wrong with a mutated store, by means that share nothing with the tool's own. */
function faultOf(store: Store, path: string, text: string): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return "syntax";
  const data = document.toJS() as Partial<Sections>;
  if (!isValid(data)) return `shape: ${JSON.stringify(isValid.errors?.[0])}`;
  const files = new Map(store.data).set(path, data);
  const kinds = new Map<string, string>();
  for (const file of files.values()) {
    for (const [section, entries] of Object.entries(file)) {
      for (const id of Object.keys(entries ?? {})) {
        if (kinds.has(id)) return `twice: ${id}`;
        kinds.set(id, section);
      }
    }
  }
  for (const file of files.values()) {
    for (const [id, claim] of Object.entries(file.claims ?? {})) {
      const fault = timeFault(claim, (other) => claimIn(files, other));
      if (fault) return `time of ${id}: ${fault}`;
    }
    for (const [id, { date, retrieved }] of Object.entries(file.documents ?? {})) {
      if (isEarlier(retrieved, date)) return `time of ${id}: retrieved`;
    }
    for (const [section, entries] of Object.entries(file)) {
      for (const [id, entry] of Object.entries(entries ?? {})) {
        for (const [names, allowed] of referencesIn(section, entry)) {
          for (const name of names) {
            const kind = kinds.get(name);
            if (allowed.includes(name) || (kind !== undefined && allowed.includes(kind))) continue;
            return `reference of ${id}: ${name}`;
          }
        }
      }
    }
  }
  return undefined;
}

const list = (value: unknown): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];

/** Each group of references in an entry, with the sections and the words that may stand there. */
function* referencesIn(section: string, entry: Data): Generator<[string[], string[]]> {
  const within = (value: unknown) => (value ?? {}) as Data;
  yield [list(within(entry["grade"])["by"]), ["agents"]];
  if (section === "agents") {
    yield [list(entry["part-of"]), ["agents"]];
    for (const role of Object.values(within(entry["roles"]))) {
      yield [list(within(role)["of"]), ["agents"]];
    }
  } else if (section === "documents") {
    yield [[...list(entry["by"]), ...list(entry["authors"])], ["agents"]];
    yield [list(entry["cites"]), ["documents"]];
  } else {
    yield [list(entry["speaker"]), ["agents", "documents", "unknown"]];
    yield [[...list(entry["for"]), ...list(entry["about"])], ["agents"]];
    yield [list(entry["in"]), ["documents"]];
    yield [list(entry["based-on"]), ["claims", "documents"]];
    for (const key of ["confirms", "disputes", "qualifies", "corrects", "retracts", "updates"]) {
      yield [list(entry[key]), ["claims"]];
    }
    for (const review of (entry["reviews"] ?? []) as Data[]) yield [list(review["by"]), ["agents"]];
    for (const hop of (entry["relay"] ?? []) as (string | Data)[]) {
      const {
        via,
        in: inside,
        translator,
      } = typeof hop === "string" ? { via: hop } : (hop as Data);
      yield [list(via), ["agents", "documents", "unknown"]];
      yield [list(inside), ["documents"]];
      yield [list(translator), ["agents", "machine"]];
    }
  }
}

function claimIn(files: ReadonlyMap<string, Partial<Sections>>, id: string): Data | undefined {
  for (const { claims } of files.values())
    if (claims && Object.hasOwn(claims, id)) return claims[id];
  return undefined;
}

function timeFault(claim: Data, claimOf: (id: string) => Data | undefined): string | undefined {
  if (isEarlier("2026-01-02", claim["date"])) return "future";
  for (const hop of (claim["relay"] ?? []) as (string | Data)[]) {
    if (typeof hop !== "string" && isEarlier(hop["date"], claim["date"])) return "hop";
  }
  for (const key of ["corrects", "retracts", "updates"]) {
    for (const id of list(claim[key]))
      if (isEarlier(claim["date"], claimOf(id)?.["date"])) return key;
  }
  return undefined;
}

/** Tells whether one date is surely earlier than another: both whole days, months or years. */
function isEarlier(one: unknown, other: unknown): boolean {
  const [a, b] = [String(one), String(other)];
  const isPlain = /^\d{4}(-\d{2}){0,2}$/;
  if (!isPlain.test(a) || !isPlain.test(b)) return false;
  const shared = Math.min(a.length, b.length);
  return a.slice(0, shared) < b.slice(0, shared);
}

/** Tells whether a finding stands where the text was changed, above it, or where that is referred to. */
function touches(
  finding: Diagnostic,
  path: string,
  old: string,
  now: string,
  store: Store,
): boolean {
  const [before, after] = [old.split("\n"), now.split("\n")];
  let first = 0;
  while (first < after.length && before[first] === after[first]) first++;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - first &&
    before.at(-1 - tail) === after.at(-1 - tail)
  )
    tail++;
  const indent = (line = "") => /^ */.exec(line)![0].length;
  let last = after.length - tail;
  // What stood below a line that is gone is told of where it stands, be it below a comment.
  const isBelow = (line = "x") => /^\s*(#|$)/.test(line) || indent(line) > indent(before[first]);
  if (before.length > after.length) while (last < after.length && isBelow(after[last])) last++;
  const above = new Set<number>();
  let depth = Math.max(indent(after[first]), indent(before[first]));
  for (let line = first - 1; line >= 0; line--) {
    if (indent(after[line]) >= depth) continue;
    depth = indent(after[line]);
    above.add(line);
  }
  const changed = [...before.slice(first, before.length - tail), ...after.slice(first, last)];
  const words = new Set(changed.join(" ").match(/[a-z0-9]+(?:-[a-z0-9]+)*/g));
  const isThere = ({ file, line }: Location): boolean => {
    const at = line - 1;
    if (file === path && ((at >= first - 1 && at <= last) || above.has(at))) return true;
    const text = (file === path ? after : store.texts.get(file)!.split("\n"))[at] ?? "";
    return (text.match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) ?? []).some((word) => words.has(word));
  };
  return [finding.location, ...finding.related.map(({ location }) => location)].some(isThere);
}

describe.each([
  ["the real store", REAL, 500, 66],
  ["the real store, an entry a file", split(Object.values(REAL).map(dataIn)), 6000, 20231026],
  ["a store with every key", split([FULL]), 3500, 19700101],
] as const)("%s", (_, files, runs, seed) => {
  const store = new Store(files);

  it("is sound", () => {
    expect(store.errors()).toEqual([]);
  });

  it(`tells of each fault in ${runs} mutations where it is`, () => {
    const next = random(seed);
    const pick: Pick = (all) => all[Math.floor(next() * all.length)]!;
    const paths = [...store.texts.keys()];
    const silent: string[] = [];
    let faults = 0;
    for (let run = 0; run < runs; run++) {
      const path = pick(paths);
      const old = store.texts.get(path)!;
      const { how, text } = mutate(old, pick, store.ids);
      const errors = store.errors(path, text);
      const fault = faultOf(store, path, text);
      if (fault === undefined) continue;
      faults++;
      if (errors.some((finding) => touches(finding, path, old, text, store))) continue;
      const told = errors.map(({ rule, location }) => `${rule} ${location.file}:${location.line}`);
      silent.push(`${how}, ${path}: ${fault}; told ${told.join(", ") || "nothing"}\n${text}`);
    }
    expect(silent.slice(0, 5).join("\n")).toBe("");
    expect(faults).toBeGreaterThan(runs / 4);
  });
});
