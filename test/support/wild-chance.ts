import { random } from "./mutate.js";

/** Chance, the same for the same seed. */
export class Chance {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  /** Gives one of some things. */
  pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.#next() * all.length)]!;
  }

  /** Is true in a share of all cases, from 0 to 1. */
  of(share: number): boolean {
    return this.pick([...Array(100).keys()]) < share * 100;
  }

  /** Gives some of some things, in any order, each once. */
  some<T>(all: readonly T[], least: number, most: number): T[] {
    const rest = [...all];
    const chosen: T[] = [];
    const length = least + this.pick([...Array(most - least + 1).keys()]);
    while (chosen.length < length && rest.length > 0) {
      chosen.push(...rest.splice(rest.indexOf(this.pick(rest)), 1));
    }
    return chosen;
  }
}
