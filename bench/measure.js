// Starts processes and tells how long they took and how much memory they held.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** Memory is looked up so often, in milliseconds. */
const LOOK_EVERY = 5;

/**
 * The environment of all that is measured: the caches in a folder of their own, no certificates that
 * Node would read at every start, a locale in which every peer reads UTF-8, and no settings of `claims`.
 */
export function environment(cache) {
  const { NODE_EXTRA_CA_CERTS, NODE_OPTIONS, CLAIMS_STORE, FORCE_COLOR, ...rest } = process.env;
  return { ...rest, XDG_CACHE_HOME: cache, LC_ALL: "C.UTF-8" };
}

/**
 * Runs a command to its end, its output thrown away, and gives the milliseconds from start to end as
 * seen from outside. Throws where it ends in another way than with one of the exit codes allowed.
 */
export function timeOf([file, ...argv], { cwd, env, codes = [0] }) {
  const start = performance.now();
  const ended = spawnSync(file, argv, { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
  const taken = performance.now() - start;
  check(file, argv, codes, ended.status ?? ended.signal ?? ended.error, ended.stderr);
  return taken;
}

/** Runs a command once more and gives the most memory that it held, in bytes; `undefined` on other systems. */
export async function memoryOf(command, options) {
  if (process.platform !== "linux") return undefined;
  return (await costOf(command, options)).memory;
}

/**
 * Runs a command to its end and gives the milliseconds from start to end, those that processors spent on it,
 * and the most memory that it held, in bytes. Linux keeps that as a process's high-water mark (`VmHWM`), so that
 * only what is added in the last few milliseconds can be missed. Linux only.
 */
export async function costOf([file, ...argv], { cwd, env, codes = [0] }) {
  const start = performance.now();
  const child = spawn(file, argv, { cwd, env, stdio: "ignore" });
  let [memory, processor] = [0, 0];
  const look = setInterval(() => {
    memory = Math.max(memory, highWaterMark(child.pid));
    processor = Math.max(processor, processorTime(child.pid));
  }, LOOK_EVERY);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status, signal) => resolve(status ?? signal));
  }).finally(() => clearInterval(look));
  check(file, argv, codes, code, "");
  return { taken: performance.now() - start, processor, memory };
}

/** The first line of what a program says of its version; `undefined` where there is no such program. */
export function versionOf(program) {
  const { error, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return error ? undefined : stdout.split("\n")[0].trim();
}

function highWaterMark(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

/** The time that all threads of a process have run so far: Linux counts it in hundredths of a second. */
function processorTime(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

function check(file, argv, codes, code, stderr) {
  if (codes.includes(code)) return;
  throw new Error(`${[file, ...argv].join(" ")}: ended with ${code}\n${stderr ?? ""}`);
}
