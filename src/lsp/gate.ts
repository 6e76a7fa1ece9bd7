import type { MessageStrategy } from "vscode-languageserver/node.js";

/**
 * Lets through what comes in, one after the other, and holds it back while something is being done: a
 * store is read from the disk in its own time, and what is asked meanwhile, and what is typed, waits in
 * the order in which it came, so that each request is answered with the text that it was asked of.
 */
export class Gate implements MessageStrategy {
  #isShut = false;
  readonly #held: (() => void)[] = [];

  /** Lets a message of the editor through. */
  handleMessage: MessageStrategy["handleMessage"] = (message, next) => {
    this.pass(() => next(message));
  };

  /** Does something: now, or where the gate is shut once it is open again. */
  pass(work: () => void): void {
    if (this.#isShut) this.#held.push(work);
    else work();
  }

  /** Shuts the gate until something is done, or has failed. For what came through the gate itself. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#isShut = true;
    try {
      return await work();
    } finally {
      this.#isShut = false;
      this.#release();
    }
  }

  #release(): void {
    while (!this.#isShut) {
      const work = this.#held.shift();
      if (!work) return;
      work();
    }
  }
}
