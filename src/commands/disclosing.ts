import { knowsConfidential } from "../formats/confidential.js";
import { type GlobalOptions, type Io, UsageError } from "./io.js";
import { type OpenedStore, openStore } from "./open.js";

/**
 * Opens a store of which something is to go out.
 *
 * @throws UsageError where {@link openStore} does, and where it can't be known who is confidential
 */
export async function openToDisclose(io: Io, options: GlobalOptions): Promise<OpenedStore> {
  const opened = await openStore(io, options);
  if (knowsConfidential(opened.store)) return opened;
  throw new UsageError(
    "an agent can't be read or an id is defined twice, so it can't be known who is confidential\n" +
      "  = help: `claims validate` says where; mend it and try again",
  );
}
