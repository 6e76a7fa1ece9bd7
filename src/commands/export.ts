import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { confidentialIn } from "../formats/confidential.js";
import type { Exporter, Loss } from "../formats/format.js";
import { FORMATS, type Format, type FormatName } from "../formats/list.js";
import { referencesOf } from "../model/references.js";
import { Provenance } from "../provenance/provenance.js";
import { type Store, withEntries } from "../store/store.js";
import { count, safe } from "../terminal/text.js";
import { VERSION } from "../version.js";
import { passes } from "../views/rows.js";
import { openToDisclose } from "./disclosing.js";
import { type FormOptions, formOf } from "./export-form.js";
import { EXIT, type GlobalOptions, type Io, type Output, UsageError } from "./io.js";
import { type FilterOptions, filterOf } from "./list.js";
import { tellIfPartial, workingFolder } from "./open.js";
import { Progress } from "./progress.js";
import { oneOf } from "./resolve.js";
import { WholeFile } from "./write.js";

/** The flags of `claims export`. */
export interface ExportOptions extends GlobalOptions, FilterOptions, FormOptions {
  readonly output?: string;
}

/** Pieces are joined until they have so many characters or bytes, so that writing is worth its while. */
const AT_ONCE = 64 * 1024;

/**
 * `claims export`: writes the store in a format, without what is confidential, and tells on standard error
 * what the format could not hold. Without a format, lists them.
 */
export async function exportStore(
  named: string | undefined,
  options: ExportOptions,
  io: Io,
): Promise<number> {
  if (named === undefined) return listFormats(io);
  const name = oneOf("export format", named, Object.keys(FORMATS) as FormatName[]);
  const format: Format = FORMATS[name];
  const form = formOf(name, options);
  if (format.isBinary && options.output === undefined && io.stdout.isTTY) {
    throw new UsageError(`${name} is nothing for a terminal\n  = help: write it with -o FILE`);
  }
  const opened = await openToDisclose(io, options);
  const [write, losses] = [await format.load(form), new Losses()];
  const disclosed = await disclosedOf(opened.store, losses.add);
  const provenance = new Provenance(disclosed);
  const store = narrow(disclosed, provenance, options, losses.add);
  const request = { store, provenance, today: io.today, version: VERSION };
  await send(write(request, losses.add), options, io);
  if (!options.quiet) tell(name, store, losses.all(), io);
  return tellIfPartial(opened.store, io, options) ? EXIT.problems : EXIT.clean;
}

/** What finds names in every spelling is large, and is loaded where somebody is confidential. */
async function disclosedOf(store: Store, lose: (what: string) => void): Promise<Store> {
  if (confidentialIn(store).length === 0) return store;
  const { disclose } = await import("../formats/disclosure.js");
  return disclose(store, lose);
}

function listFormats(io: Io): number {
  for (const [name, { description }] of Object.entries(FORMATS)) {
    io.stdout.write(`${name.padEnd(12)}${description}\n`);
  }
  return EXIT.clean;
}

/** What was lost, counted by what it is, in the order in which it was first met. */
class Losses {
  readonly #counts = new Map<string, number>();
  readonly add = (what: string): void => {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  };

  all(): Loss[] {
    return [...this.#counts].map(([what, times]) => ({ what, count: times }));
  }
}

/**
 * Gives a store of the claims that pass, with the agents and documents that they need; the store itself
 * where no flag narrows it.
 */
function narrow(
  store: Store,
  provenance: Provenance,
  options: FilterOptions,
  lose: (what: string) => void,
): Store {
  const filter = filterOf([], options, store);
  if (Object.values(filter).every((value) => Array.isArray(value))) return store;
  const claims = new Map(
    [...store.claims].filter(([, claim]) => passes(provenance.traceOnce(claim), filter, store)),
  );
  const wanted = new Set<string>();
  const want = (references: ReturnType<typeof referencesOf>): void => {
    for (const { id } of references) wanted.add(id);
  };
  for (const { value } of claims.values()) want(referencesOf("claim", value));
  // A set that grows while it is walked: what is needed needs more.
  for (const id of wanted) {
    const [agent, document] = [store.agents.get(id), store.documents.get(id)];
    if (agent) want(referencesOf("agent", agent.value));
    if (document) want(referencesOf("document", document.value));
    if (store.claims.has(id) && !claims.has(id)) {
      lose("a claim that others refer to and that the flags leave out");
    }
  }
  const kept = <E>(entries: ReadonlyMap<string, E>) =>
    new Map([...entries].filter(([id]) => wanted.has(id)));
  return withEntries(store, {
    agents: kept(store.agents),
    documents: kept(store.documents),
    claims,
  });
}

async function send(pieces: ReturnType<Exporter>, options: ExportOptions, io: Io): Promise<void> {
  const progress = new Progress(io, options);
  const { output } = options;
  const file =
    output === undefined ? undefined : new WholeFile(resolve(workingFolder(io, options), output));
  let written = 0;
  try {
    for (const chunk of joined(pieces)) {
      if (file) file.write(chunk);
      else await put(chunk, io.stdout);
      written += chunk.length;
      progress.tell(() => `written ${(written / 1e6).toFixed(1)} MB`);
      // Lets the world in: an interruption, or a reader that has seen enough.
      await setImmediate();
    }
    file?.keep();
  } finally {
    progress.clear();
    file?.close();
  }
}

/** Joins small texts to larger ones; bytes are passed on as they come. */
function* joined(pieces: ReturnType<Exporter>): Generator<string | Uint8Array> {
  let texts: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (typeof piece !== "string") {
      yield piece;
      continue;
    }
    texts.push(piece);
    length += piece.length;
    if (length < AT_ONCE) continue;
    yield texts.join("");
    texts = [];
    length = 0;
  }
  if (length > 0) yield texts.join("");
}

/** A terminal is sent what it can show: the bytes are exact in a file and in a pipe. */
async function put(chunk: string | Uint8Array, stdout: Output): Promise<void> {
  const isShown = stdout.isTTY === true && typeof chunk === "string";
  const shown = isShown ? chunk.split(/\r?\n/).map(safe).join("\n") : chunk;
  if (stdout.write(shown) !== false || !stdout.once) return;
  await new Promise<void>((drained) => stdout.once?.("drain", drained));
}

function tell(name: FormatName, store: Store, losses: readonly Loss[], io: Io): void {
  const { claims, agents, documents } = store;
  const sizes = [
    count(claims.size, "claim"),
    count(agents.size, "agent"),
    count(documents.size, "document"),
  ];
  io.stderr.write(`${sizes.join(", ")} as ${name}\n`);
  for (const { what, count: times } of losses) {
    io.stderr.write(`  not in it, ${times} ×: ${what}\n`);
  }
}
