import type { Asker } from "./commands/asker.js";
import { VERSION } from "./version.js";

/**
 * Runs the command line on this process. The exit code is set, not forced, so that what is still on
 * its way to a pipe arrives.
 */
export async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  // Asked for by scripts and prompts: told before anything is loaded.
  if (argv.length === 1 && argv[0] === "--version") {
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  const { EXIT, reasonOf, run } = await import("./cli.js");
  for (const stream of [process.stdout, process.stderr]) {
    // The reader of a pipe has seen enough (`claims list | head -1`): that is no failure.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit();
      // Where the other stream fails too there is nobody left to tell.
      if (stream === process.stdout) {
        process.stderr.write(`error: standard output can't be written: ${reasonOf(error)}\n`);
      }
      process.exit(EXIT.unusable);
    });
  }
  process.exitCode = await run(argv, {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: readAll,
    // Few commands ask about standard input, and to look at it is to open it.
    get isTyped() {
      return process.stdin.isTTY === true;
    },
    get ask() {
      return canAsk() ? askHere : undefined;
    },
    env: process.env,
    cwd: process.cwd(),
    today: new Date().toISOString().slice(0, 10),
    clock: () => process.uptime() * 1000,
  });
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Questions are put to a person who sees them: on standard error, as standard output is for data. */
function canAsk(): boolean {
  return (
    process.stdin.isTTY === true && process.stderr.isTTY === true && process.env["TERM"] !== "dumb"
  );
}

async function askHere(): Promise<Asker> {
  const { makeAsker } = await import("./commands/prompts.js");
  return makeAsker({ input: process.stdin, output: process.stderr });
}
