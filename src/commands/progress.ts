import type { GlobalOptions, Io } from "./io.js";

/** How long work may take before its progress is shown, and between two showings, in milliseconds. */
const PATIENCE = 500;
const PACE = 100;

/** Shows on a terminal's standard error how far long work has got, and takes it away when it is done. */
export class Progress {
  readonly #io: Io;
  readonly #isShown: boolean;
  #next: number;
  #dirty = false;

  constructor(io: Io, options: GlobalOptions) {
    this.#io = io;
    this.#isShown = io.stderr.isTTY === true && !options.quiet;
    this.#next = io.clock() + PATIENCE;
  }

  /** Tells how many of how many files are read. */
  report(done: number, total: number): void {
    this.tell(() => `reading ${done} of ${total} files`);
  }

  /** Tells how far it is, in words that are asked for when they are shown. */
  tell(words: () => string): void {
    if (!this.#isShown) return;
    const now = this.#io.clock();
    if (now < this.#next) return;
    this.#next = now + PACE;
    this.#dirty = true;
    this.#io.stderr.write(`\r${words()}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#dirty) this.#io.stderr.write("\r\x1b[K");
    this.#dirty = false;
  }
}
