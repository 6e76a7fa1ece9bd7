import { toJson } from "../terminal/json.js";
import type { Style } from "../terminal/style.js";
import { count, oneLine } from "../terminal/text.js";

/** The forms of a diagnosis. */
export const DOCTOR_FORMATS = ["text", "json"] as const;

/** One of {@link DOCTOR_FORMATS}. */
export type DoctorFormat = (typeof DOCTOR_FORMATS)[number];

/** What `claims doctor` finds out about the tool and the place where it is run. */
export interface Diagnosis {
  readonly version: string;
  /** The version, with what tells this build of it from any other. */
  readonly build: string;
  /** Node's version. */
  readonly node: string;
  /** The store at hand; `null` where there is none, or it can't be opened. */
  readonly store: StoreHealth | null;
  readonly cache: CacheHealth;
  /** What is wrong, each with what to do. */
  readonly problems: readonly string[];
}

/** What there is to say of a store. */
export interface StoreHealth {
  /** Its folders and files, and its configuration, as they are told. */
  readonly paths: readonly string[];
  readonly configuration: string | null;
  readonly files: number;
  readonly claims: number;
  /** Whether every entry of every file could be used. */
  readonly complete: boolean;
  /** The files that only the YAML library reads, by path, in the order of the store. */
  readonly slow: readonly string[];
  readonly cached: CachedState;
  /** How many files have changed since it was put into the cache. */
  readonly changed: number;
  /** Why it is not in the cache, in the cache's own words. */
  readonly notes: readonly string[];
}

/**
 * Whether the cache knows a store: as it is; as it was; only from now on; or not at all.
 */
export type CachedState = "current" | "changed" | "new" | "no";

/** What there is to say of the cache. */
export interface CacheHealth {
  /** Where it is; `null` where the environment names no place. */
  readonly folder: string | null;
  /** Whether commands use it. */
  readonly used: boolean;
  /** How many files it has, and how many bytes are in them. */
  readonly files: number;
  readonly bytes: number;
  readonly writable: boolean;
  /** Whether nobody but its owner can read it. */
  readonly private: boolean;
  /** What was just deleted of it; `null` where nothing was to be. */
  readonly cleared: { readonly files: number; readonly bytes: number } | null;
}

/** The most slow files that are named; the rest is counted. */
const MOST_NAMED = 5;

/** Prints a diagnosis. */
export function printDiagnosis(format: DoctorFormat, diagnosis: Diagnosis, style: Style): string {
  if (format === "json") return `${toJson({ formatVersion: 1, ...diagnosis }, 2)}\n`;
  const { build, node, store, cache, problems } = diagnosis;
  const { chalk } = style;
  const parts: [title: string, lines: readonly string[]][] = [
    ["claims", [`${build}, Node ${node}`]],
    ["store", store ? storeLines(store) : ["none at hand"]],
    ["cache", [...cacheLines(cache), ...(store && cache.used ? [cachedLine(store)] : [])]],
    ...problems.map((problem): [string, string[]] => ["wrong", problem.split("\n")]),
  ];
  const lines = parts.flatMap(([title, said]) => {
    const paint = title === "wrong" ? chalk.red.bold : chalk.bold;
    return said
      .map((line) => line.replace(/\S.*/s, oneLine))
      .map((line, index) => (index === 0 ? paint(title.padEnd(8)) : " ".repeat(8)) + line);
  });
  return `${lines.join("\n")}\n`;
}

function storeLines({
  paths,
  configuration,
  files,
  claims,
  complete,
  slow,
}: StoreHealth): string[] {
  const settings = configuration === null ? "no configuration" : `set up by ${configuration}`;
  const named = slow.slice(0, MOST_NAMED);
  const others = slow.length - named.length;
  return [
    `${paths.join(", ")}; ${settings}`,
    `${count(files, "file")}, ${count(claims, "claim")}${complete ? "" : "; part of it can't be read"}`,
    ...(slow.length === 0
      ? ["all of them are read the fast way"]
      : [
          `${slow.length} of them ${slow.length === 1 ? "is" : "are"} read the slow way; \`claims fmt\` may bring them into a form that is read fast:`,
          ...named.map((path) => `  ${path}`),
          ...(others > 0 ? [`  and ${others} more`] : []),
        ]),
  ];
}

function cacheLines({ folder, used, files, bytes, writable, cleared, ...rest }: CacheHealth) {
  if (folder === null) return ["none: neither XDG_CACHE_HOME nor HOME names a place for it"];
  const access = writable ? "can be written" : "can't be written";
  const readers = rest.private ? "nobody else can read it" : "others can read it";
  return [
    folder,
    ...(cleared ? [`emptied: ${count(cleared.files, "file")}, ${sizeOf(cleared.bytes)}`] : []),
    `${count(files, "file")}, ${sizeOf(bytes)}; ${access}; ${readers}`,
    ...(used ? [] : ["not used, as --no-cache says"]),
  ];
}

function cachedLine({ cached, changed, notes }: StoreHealth): string {
  switch (cached) {
    case "current":
      return "the store is in it, and up to date";
    case "changed":
      return `the store is in it; ${count(changed, "file")} of it changed since`;
    case "new":
      return "the store was not in it, and is from now on";
    case "no":
      return `the store is not in it: ${notes.at(-1) ?? "it can't be known again"}`;
  }
}

/** Says a size in bytes in a unit that keeps the number short. */
function sizeOf(bytes: number): string {
  if (bytes < 1024) return count(bytes, "byte");
  const isSmall = bytes < 1024 * 1024;
  return isSmall ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
