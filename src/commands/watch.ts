import { type FSWatcher, watch } from "node:fs";

/** How long a burst of changes may go on before it is looked at, in milliseconds. */
const SETTLE = 80;

/**
 * Calls back once at first and then after each burst of changes under some folders, until the
 * signal is given. A folder that goes away and comes back is watched again.
 *
 * @param onChange may take its time: changes meanwhile are looked at after it
 */
export async function watchFolders(
  folders: readonly string[],
  onChange: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const watchers: FSWatcher[] = [];
  let wake = (): void => {};
  let changed = true;
  const touch = (): void => {
    changed = true;
    wake();
  };
  for (const folder of folders) {
    const watcher = watch(folder, { recursive: true }, touch);
    // A watcher fails when what it watches goes away: the next look says so in its own words.
    watcher.on("error", touch);
    watchers.push(watcher);
  }
  signal.addEventListener("abort", touch);
  try {
    while (!signal.aborted) {
      if (!changed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        await pause(SETTLE);
        if (signal.aborted) return;
      }
      changed = false;
      await onChange();
    }
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
