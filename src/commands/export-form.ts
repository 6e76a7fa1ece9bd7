import { DEFAULT_BASE, isBase, isIri, type Naming } from "../formats/iris.js";
import {
  FORMATS,
  type Format,
  type FormatFlag,
  type FormatName,
  type FormatOptions,
} from "../formats/list.js";
import { UsageError } from "./io.js";
import { oneOf } from "./resolve.js";

/** The flags of `claims export` that say how a format is written. */
export interface FormOptions {
  readonly rows?: string;
  readonly bom?: boolean;
  readonly table?: string;
  readonly base?: string;
  readonly recorder?: string;
  readonly license?: string;
}

const FLAGS: readonly FormatFlag[] = ["rows", "bom", "table", "base", "recorder", "license"];

/**
 * Reads how a format is to be written.
 *
 * @throws UsageError where a flag's value is none, or the flag means nothing to the format
 */
export function formOf(name: FormatName, options: FormOptions): FormatOptions {
  for (const flag of FLAGS) {
    if (options[flag] !== undefined && !heeds(FORMATS[name], flag)) throw unheeded(name, flag);
  }
  const { rows = "claims", bom = false, table = "claims" } = options;
  return {
    rows: oneOf("kind of row", rows, ["claims", "hops"]),
    bom,
    table: oneOf("table", table, ["claims", "hops", "agents", "documents"]),
    naming: namingOf(options),
  };
}

function heeds({ flags = [] }: Format, flag: FormatFlag): boolean {
  return flags.includes(flag);
}

function unheeded(name: FormatName, flag: FormatFlag): UsageError {
  const others = Object.entries(FORMATS).filter(([, format]) => heeds(format, flag));
  const named = others.map(([other]) => other).join(", ");
  return new UsageError(`--${flag} means nothing to ${name}\n  = help: it is for ${named}`);
}

function namingOf({ base = DEFAULT_BASE, recorder, license }: FormOptions): Naming {
  if (!isBase(base)) {
    throw new UsageError(`--base takes an IRI that ends in /, # or :, not \`${base}\``);
  }
  for (const [flag, iri] of Object.entries({ recorder, license })) {
    if (iri !== undefined && !isIri(iri)) {
      throw new UsageError(`--${flag} takes an IRI, not \`${iri}\``);
    }
  }
  return { base, ...(recorder ? { recorder } : {}), ...(license ? { license } : {}) };
}
