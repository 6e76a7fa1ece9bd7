import type { Io } from "./io.js";

/** What a person stops a program with: Ctrl-C, a service's end, a terminal that is closed. */
const STOPS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does some work that may be interrupted, and that ends by itself when it is.
 *
 * @param work is given a signal that is raised at the interruption; it must let the world in now and then
 */
export async function interruptible<T>(
  { signal }: Io,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);
  for (const name of STOPS) process.on(name, abort);
  try {
    return await work(stop.signal);
  } finally {
    signal?.removeEventListener("abort", abort);
    for (const name of STOPS) process.off(name, abort);
  }
}
