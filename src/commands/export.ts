import type { Exporter } from "../formats/format.js";
import { DEFAULT_BASE, isBase, isIri, type Naming } from "../formats/iris.js";
import { Provenance } from "../provenance/provenance.js";
import { VERSION } from "../version.js";
import { EXIT, type GlobalOptions, type Io, UsageError } from "./io.js";
import { openStore, tellIfPartial } from "./open.js";
import { oneOf } from "./resolve.js";

/** The flags of `claims export`. */
export interface ExportOptions extends GlobalOptions {
  readonly base?: string;
  readonly recorder?: string;
  readonly license?: string;
}

/** The formats, each with what makes its exporter. */
const FORMATS = {
  "schema-org": async (naming: Naming) =>
    (await import("../formats/schema-org.js")).schemaOrgNamed(naming),
  prov: async (naming: Naming) => (await import("../formats/prov.js")).provNamed(naming),
  "prov-json": async (naming: Naming) =>
    (await import("../formats/prov-json.js")).provJsonNamed(naming),
  nanopub: async (naming: Naming) => (await import("../formats/nanopub.js")).nanopubNamed(naming),
} satisfies Record<string, (naming: Naming) => Promise<Exporter>>;

/** `claims export FORMAT`: writes the store in somebody else's format, and says what it could not hold. */
export async function exportStore(name: string, options: ExportOptions, io: Io): Promise<number> {
  const format = oneOf("export format", name, Object.keys(FORMATS) as (keyof typeof FORMATS)[]);
  const exporter = await FORMATS[format](namingOf(options));
  const { store } = await openStore(io, options);
  const lost = new Map<string, number>();
  const lose = (what: string) => void lost.set(what, (lost.get(what) ?? 0) + 1);
  const request = { store, provenance: new Provenance(store), today: io.today, version: VERSION };
  const decoder = new TextDecoder();
  for await (const piece of exporter(request, lose)) {
    io.stdout.write(typeof piece === "string" ? piece : decoder.decode(piece, { stream: true }));
  }
  for (const [what, count] of lost) io.stderr.write(`lost ${count} × ${what}\n`);
  return tellIfPartial(store, io, options) ? EXIT.problems : EXIT.clean;
}

/** Reads what names are made of. @throws UsageError where that gives no IRIs */
function namingOf({ base = DEFAULT_BASE, recorder, license }: ExportOptions): Naming {
  if (!isBase(base)) {
    throw new UsageError(`--base takes an IRI that ends in /, # or :, not \`${base}\``);
  }
  for (const [flag, iri] of Object.entries({ recorder, license })) {
    if (iri !== undefined && !isIri(iri))
      throw new UsageError(`--${flag} takes an IRI, not \`${iri}\``);
  }
  return { base, ...(recorder ? { recorder } : {}), ...(license ? { license } : {}) };
}
