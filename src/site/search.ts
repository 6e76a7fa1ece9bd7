import type { Desk } from "./desk.js";
import type { SiteFile } from "./site.js";

/** The scripts of the pages that list claims, by their paths in the site. */
export const SEARCH_SCRIPTS: readonly string[] = ["assets/claims.js"];

/** Gives the files that searching and filtering read. */
export function* searchFiles(_desk: Desk): Generator<SiteFile> {}
