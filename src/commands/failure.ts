import { CommanderError } from "commander";
import { ChangedMeanwhile } from "../store/cataloged.js";
import { oneLine, safe } from "../terminal/text.js";
import { Interrupted } from "./asker.js";
import { EXIT, type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";

/** Says on standard error what kept a command from running, and gives the exit code for that. */
export function explainFailure(
  error: unknown,
  argv: readonly string[],
  options: GlobalOptions,
  io: Io,
): number {
  // Commander has written its own message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.unusable;
  if (error instanceof Interrupted) {
    io.stderr.write("interrupted; nothing was written\n");
    return EXIT.interrupted;
  }
  const { chalk } = styleFor(io.stderr, io, { ...options, color: options.color ?? "auto" });
  const message = error instanceof Error ? error.message : String(error);
  const lines = message.split("\n").map((line) => line.replace(/\S.*/s, oneLine));
  if (error instanceof UsageError) {
    io.stderr.write(`${chalk.red.bold("error")}: ${lines.join("\n")}\n`);
    return EXIT.unusable;
  }
  if (error instanceof ChangedMeanwhile) {
    io.stderr.write(
      `${chalk.red.bold("error")}: ${lines.join("\n")}\n  = help: run the command again\n`,
    );
    return EXIT.unusable;
  }
  io.stderr.write(
    `${chalk.red.bold("internal error")}: ${lines.join("\n")}\n` +
      "  = help: this is a fault of claims, not of your store; please report it with the output of -v\n",
  );
  if (options.verbose || argv.includes("-v")) {
    const stack = (error instanceof Error && error.stack) || "no stack";
    io.stderr.write(`${stack.split("\n").map(safe).join("\n")}\n`);
  }
  return EXIT.unusable;
}

/**
 * Gives commander's messages the form of ours. What was typed comes back in them, so they are made
 * safe for the terminal.
 */
export function oneError(text: string): string {
  return text
    .split("\n")
    .map(oneLine)
    .filter((line) => line !== "")
    .map((line) =>
      line.replace(
        /^\(Did you mean (one of )?(.*)\?\)$/,
        (_, several: string | undefined, words: string) =>
          `  = help: did you mean ${several ?? ""}${words.replace(/[^, ]+/g, "`$&`")}?`,
      ),
    )
    .map((line) => line.replace(/'([^']*)'/g, "`$1`"))
    .join("\n")
    .concat("\n");
}
