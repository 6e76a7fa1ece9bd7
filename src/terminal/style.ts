import { Chalk, type ChalkInstance } from "chalk";
import type { Severity } from "../model/diagnostic.js";
import type { Status } from "../provenance/measures.js";

/** How a text is to look; given to every printer as data. */
export interface Style {
  readonly chalk: ChalkInstance;
  /** Whether trees may use box characters and symbols. */
  readonly ascii: boolean;
  /** The width of the terminal in columns; `undefined` where nothing is to be cut. */
  readonly columns: number | undefined;
}

/** Gives a style. */
export function makeStyle(options: {
  color: boolean;
  ascii?: boolean;
  columns?: number | undefined;
}): Style {
  return {
    chalk: new Chalk({ level: options.color ? 1 : 0 }),
    ascii: options.ascii ?? false,
    columns: options.columns,
  };
}

/** The style of what is read by a program: no colour, nothing cut. */
export const PLAIN: Style = makeStyle({ color: false });

/** Colours a status; the word itself says the same. */
export function paintStatus({ chalk }: Style, status: Status, text: string = status): string {
  const paint = {
    circular: chalk.red,
    unattributed: chalk.red,
    broken: chalk.red,
    anonymous: chalk.yellow,
    "own-voice": chalk.yellow,
    original: chalk.green,
    traced: chalk.green,
  }[status];
  return paint(text);
}

/** Colours a severity; the word itself says the same. */
export function paintSeverity({ chalk }: Style, severity: Severity, text: string): string {
  const paint = { error: chalk.red, warning: chalk.yellow, info: chalk.cyan }[severity];
  return paint.bold(text);
}
