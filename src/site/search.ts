import { claimData, findables } from "./claim-data.js";
import { dataScript } from "./data.js";
import type { Desk } from "./desk.js";
import { packIndex } from "./search-index.js";
import type { SiteFile } from "./site.js";

/** The scripts of the pages that list claims, by their paths in the site. */
export const SEARCH_SCRIPTS: readonly string[] = ["assets/claims.js"];

/** Gives the files that searching and filtering read: the claims, and the words that they are found by. */
export function* searchFiles(desk: Desk): Generator<SiteFile> {
  yield { path: "data/claims.js", make: () => dataScript("claims", claimData(desk)) };
  yield { path: "data/words.js", make: () => dataScript("words", packIndex(findables(desk))) };
}
