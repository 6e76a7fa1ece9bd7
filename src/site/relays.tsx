import type { Desk } from "./desk.js";
import type { SiteFile } from "./site.js";

/** The scripts of the page, by their paths in the site. */
export const RELAY_SCRIPTS: readonly string[] = [];

/** Who relays whom: the whole graph. */
export function RelaysPage() {
  return <h1>Who relays whom</h1>;
}

/** Gives the files that the page's scripts read. */
export function* relayFiles(_desk: Desk): Generator<SiteFile> {}
