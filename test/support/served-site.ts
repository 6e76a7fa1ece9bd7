import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll } from "vitest";
import { ROOT } from "./run.js";

/**
 * Serves a store with the real `claims serve` in a process of its own, until all tests of the file at
 * hand are over. To be called outside of them.
 *
 * @param store the folder that `claims/` stands in
 * @returns the address, with `/` at its end
 */
export async function servedSite(store: string): Promise<string> {
  const child = spawn(
    process.execPath,
    [join(ROOT, "bin/claims.js"), "serve", "--quiet", "--port", "0"],
    { cwd: store, stdio: ["ignore", "pipe", "inherit"], env: { PATH: process.env["PATH"] } },
  );
  afterAll(async () => {
    const ended = once(child, "exit");
    child.kill();
    await ended;
  });
  const [address] = await once(createInterface(child.stdout), "line");
  return address;
}
