import { performance } from "node:perf_hooks";
import { buffer } from "node:stream/consumers";
import { run } from "./cli.js";

/**
 * Runs the command line on this process. The exit code is set, not forced, so that what is still on
 * its way to a pipe arrives.
 */
export async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    // The reader of a pipe has seen enough (`claims list | head -1`): that is no failure.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  }
  process.exitCode = await run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: () => buffer(process.stdin),
    env: process.env,
    cwd: process.cwd(),
    today: new Date().toISOString().slice(0, 10),
    clock: () => performance.now(),
  });
}
