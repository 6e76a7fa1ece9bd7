import { existsSync, type FSWatcher, watch } from "node:fs";
import { resolve } from "node:path";

/** How long a burst of changes may go on before it is looked at, in milliseconds. */
const SETTLE = 80;

/** Where changes are looked for. */
export interface Watched {
  /** Folders that are watched with all that is in them. */
  readonly folders: readonly string[];
  /** A folder of which only what stands in it itself is watched: there folders come and go. */
  readonly root: string;
  /** Tells whether a change of a path is of no concern, such as what this process writes. */
  readonly isIgnored: (path: string) => boolean;
}

/**
 * Calls back once at first and then after each burst of changes, until the signal is given. A folder
 * that goes away and comes back is watched again.
 *
 * @param onChange may take its time: changes meanwhile are looked at after it
 */
export async function watchFolders(
  watched: Watched,
  onChange: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let wake = (): void => {};
  let changed = true;
  const touch = (): void => {
    changed = true;
    wake();
  };
  signal.addEventListener("abort", touch);
  // What is watched may be gone for a while, and nothing else would keep the process waiting.
  const alive = setInterval(() => {}, 1 << 30);
  let watchers: FSWatcher[] = [];
  try {
    while (!signal.aborted) {
      if (!changed) {
        await new Promise<void>((resume) => {
          wake = resume;
        });
        await pause(SETTLE);
        if (signal.aborted) return;
      }
      changed = false;
      // Folders may be others than before: the watch is set anew, ahead of the look.
      for (const watcher of watchers) watcher.close();
      watchers = watchAll(watched, touch);
      await onChange();
    }
  } finally {
    clearInterval(alive);
    for (const watcher of watchers) watcher.close();
  }
}

function watchAll({ folders, root, isIgnored }: Watched, touch: () => void): FSWatcher[] {
  const targets = [
    { folder: root, recursive: false },
    ...folders.map((folder) => ({ folder, recursive: true })),
  ];
  return targets
    .filter(({ folder }) => existsSync(folder))
    .map(({ folder, recursive }) => {
      const watcher = watch(folder, { recursive }, (_, name) => {
        if (name === null || !isIgnored(resolve(folder, name))) touch();
      });
      // A watcher fails when what it watches goes away: the next look says so in its own words.
      watcher.on("error", touch);
      return watcher;
    });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
