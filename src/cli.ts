import { Command, Option } from "commander";
import { addChecking } from "./cli/checking.js";
import { addCompleting } from "./cli/completing.js";
import { addEditing } from "./cli/editing.js";
import { addExchanging } from "./cli/exchanging.js";
import type { Wiring } from "./cli/program.js";
import { addReading } from "./cli/reading.js";
import { addWriting } from "./cli/writing.js";
import { explainFailure, oneError } from "./commands/failure.js";
import { EXIT, type GlobalOptions, type Io } from "./commands/io.js";
import { reasonOf } from "./store/disk.js";
import { VERSION } from "./version.js";

export { EXIT, reasonOf };

/**
 * Runs the command line: the only place that knows all commands, and that turns what went wrong
 * into an exit code. Each command's code is loaded when it is called.
 *
 * @param argv the arguments, without the interpreter and the script
 * @returns the exit code
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.clean;
  const program = buildProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return explainFailure(error, argv, program.opts<GlobalOptions>(), io);
  }
}

const EXAMPLES = `Examples:
  claims list                          what is claimed, by whom, and how well it is traced
  claims list --status unattributed    the claims that nobody can be held to
  claims trace ID                      a claim's chain back to its original speaker
  claims validate                      check the store; exits 1 when something is wrong
`;

function buildProgram(io: Io, finish: (code: number) => void): Command {
  const program = new Command("claims");
  configure(program, io);
  program
    .description("Who claimed what, where it was reported, and how it reached us.")
    .version(VERSION, "--version", "print the version")
    .helpOption("-h, --help", "print help")
    .option("-C, --directory <dir>", "run as if started in this folder")
    .option("--store <dir>", "the store's folder (else CLAIMS_STORE, else the nearest claims/)")
    .option("--config <file>", "the configuration (else claims.config.yaml)")
    .option("--no-config", "use no configuration")
    .addOption(
      new Option("--color <when>", "colour the output")
        .choices(["auto", "always", "never"])
        .default("auto"),
    )
    .option("--no-cache", "read everything anew, and save nothing for the next time")
    .option("--ascii", "draw trees without box characters")
    .option("-q, --quiet", "print no counts and no progress")
    .option("-v, --verbose", "print a stack trace on an internal error")
    .addHelpText("before", `${EXAMPLES}`);
  const wiring: Wiring = {
    program,
    io,
    finish,
    optionsOf: (own) => ({ ...program.opts<GlobalOptions>(), ...own }),
  };
  addReading(wiring);
  addChecking(wiring);
  addWriting(wiring);
  addEditing(wiring);
  addExchanging(wiring);
  addCompleting(wiring);
  for (const command of program.commands) configure(command, io);
  return program;
}

/** Keeps commander off the process: it writes where it is told, and throws instead of exiting. */
function configure(command: Command, io: Io): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      getOutHelpWidth: () => (io.stdout.isTTY ? (io.stdout.columns ?? 80) : 100),
      getErrHelpWidth: () => (io.stderr.isTTY ? (io.stderr.columns ?? 80) : 100),
      outputError: (text, write) => write(oneError(text)),
    })
    .showHelpAfterError("  = help: `claims --help` and `claims COMMAND --help` tell more");
}
