import { Provenance } from "../provenance/provenance.js";
import { laidOut } from "../terminal/text.js";
import { printEntries, SHOW_FORMATS } from "../views/show.js";
import { EXIT, type GlobalOptions, type Io, styleFor } from "./io.js";
import { openStore, tellIfPartial } from "./open.js";
import { oneOf, resolveEntry } from "./resolve.js";

/** The flags of `claims show`. */
export interface ShowOptions extends GlobalOptions {
  readonly format: string;
}

/** `claims show`: prints claims, agents or documents whole, with what refers to them. */
export async function show(ids: readonly string[], options: ShowOptions, io: Io): Promise<number> {
  const format = oneOf("show format", options.format, SHOW_FORMATS);
  const { store } = await openStore(io, options);
  const entries = ids.map((id) => resolveEntry(store, id, ["claim", "agent", "document"]));
  const style = styleFor(io.stdout, io, options);
  const provenance = new Provenance(store);
  const pieces = await laidOut(() => printEntries(format, entries, provenance, style));
  for (const text of pieces) io.stdout.write(text);
  return tellIfPartial(store, io, options) ? EXIT.problems : EXIT.clean;
}
