import type { NewEntry } from "../store/insert.js";
import type { Data } from "./sameness.js";

/** What is wrong with a part of a foreign file. */
export interface ForeignProblem {
  /** The line on which it starts, from 1. */
  readonly line: number;
  readonly message: string;
}

/** An entry that was read from a foreign file, and is not in the store. */
export interface ReadEntry extends NewEntry {
  readonly data: Data;
  readonly line: number;
}

/** How claims without an id of their own are told apart. */
export interface IntakeOptions {
  /**
   * `said` where one claim can be told of several times, as by several reviews: what was said, by whom and
   * when makes it. `told` where the way it went makes it too.
   */
  readonly identity: "said" | "told";
}

/** An agent as a foreign file names it. */
export interface ForeignAgent {
  readonly name: string;
  /** What it is where the store doesn't know it. */
  readonly kind: string;
  /** The id that it is to have where the store doesn't know it. */
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly "same-as"?: readonly string[] | undefined;
}

/** A document as a foreign file names it; it has a title or an address. */
export interface ForeignDocument {
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly date?: string | undefined;
  /** The id of its publisher. */
  readonly by?: string | undefined;
  readonly kind?: string | undefined;
  readonly authors?: readonly string[] | undefined;
}
