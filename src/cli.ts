import { Command, Option } from "commander";
import type { Wiring } from "./cli/program.js";
import { addReading } from "./cli/reading.js";
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
  const program = await buildProgram(argv, io, (result) => {
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

async function buildProgram(
  argv: readonly string[],
  io: Io,
  finish: (code: number) => void,
): Promise<Command> {
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
    .option(
      "-v, --verbose",
      "say why the cache is not used; print a stack trace on an internal error",
    )
    .addHelpText("before", `${EXAMPLES}`);
  const wiring: Wiring = {
    program,
    io,
    finish,
    optionsOf: (own) => ({ ...program.opts<GlobalOptions>(), ...own }),
  };
  addReading(wiring);
  const word = commandIn(argv, program);
  if (!program.commands.some((command) => command.name() === word)) {
    const { addRest } = await import("./cli/rest.js");
    addRest(wiring);
  }
  for (const command of program.commands) configure(command, io);
  return program;
}

/** Finds the word that names a command: the first that is neither a flag nor a flag's value. */
function commandIn(argv: readonly string[], { options }: Command): string | undefined {
  const valued = options
    .filter(({ required }) => required)
    .flatMap(({ short, long }) => [short, long]);
  const isValue = (index: number) => index > 0 && valued.includes(argv[index - 1]);
  return argv.find((word, index) => !word.startsWith("-") && !isValue(index));
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
