import type { Point } from "./layout.js";
import type { Network } from "./network.js";

/** What the page of who relays whom hands to its script: each voice with its place. */
export interface RelayData extends Pick<Network, "voices" | "ties"> {
  /** In the order of the voices. */
  readonly points: readonly Point[];
}
