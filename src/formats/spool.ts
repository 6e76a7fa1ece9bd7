/** Texts are kept in pieces of so many bytes. */
const PIECE_BYTES = 256 * 1024;

/**
 * Keeps texts until it is their turn to be written: as bytes, in which a letter takes one, and which nothing
 * goes through when memory is tidied up.
 */
export class Spool {
  readonly #encoder = new TextEncoder();
  readonly #full: Uint8Array[] = [];
  #piece = new Uint8Array(0);
  #used = 0;

  /** Adds a text, one that UTF-8 can hold: no half of a character. */
  add(text: string): void {
    for (let rest = text; rest !== ""; ) {
      const { read, written } = this.#encoder.encodeInto(rest, this.#piece.subarray(this.#used));
      this.#used += written;
      if (read === rest.length) return;
      rest = rest.slice(read);
      this.#close();
      this.#piece = new Uint8Array(PIECE_BYTES);
    }
  }

  /** Gives all texts in their order, joined into larger ones, and lets go of them. */
  *take(): Generator<string> {
    this.#close();
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    for (const piece of this.#full.splice(0)) yield decoder.decode(piece);
  }

  /** A piece ends with a whole character: one that has no room left is not begun. */
  #close(): void {
    if (this.#used > 0) this.#full.push(this.#piece.subarray(0, this.#used));
    this.#piece = new Uint8Array(0);
    this.#used = 0;
  }
}
