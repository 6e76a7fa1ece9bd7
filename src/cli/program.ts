import type { Command } from "commander";
import type { GlobalOptions, Io } from "../commands/io.js";

/** What a group of commands needs to be added to the program. */
export interface Wiring {
  readonly program: Command;
  readonly io: Io;
  /** Takes the exit code of the command that ran. */
  readonly finish: (code: number) => void;
  /** Joins the flags of every command to a command's own. */
  readonly optionsOf: <T extends object>(own: T) => GlobalOptions & T;
}
