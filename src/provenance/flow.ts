/** A network of ways from one source to one sink, on which some nodes may stand on one way only. */
export class Network {
  /** For each arc, the node it leads to; the arc `a ^ 1` leads back. */
  readonly #head: number[] = [];
  readonly #room: number[] = [];
  readonly #arcs: number[][] = [[], []];

  /** Where all ways begin. */
  readonly source = 0;
  /** Where all ways end. */
  readonly sink = 1;

  /**
   * Adds a node and gives its entry and its exit.
   *
   * @param shared whether any number of ways may pass through it; otherwise one
   */
  add(shared: boolean): Gate {
    const entry = this.#arcs.push([]) - 1;
    const exit = this.#arcs.push([]) - 1;
    this.#link(entry, exit, shared ? Number.POSITIVE_INFINITY : 1);
    return { entry, exit };
  }

  /** Adds an edge, which any number of ways may take. */
  connect(from: number, to: number): void {
    this.#link(from, to, Number.POSITIVE_INFINITY);
  }

  #link(from: number, to: number, room: number): void {
    this.#arcs[from]!.push(this.#head.push(to) - 1);
    this.#room.push(room);
    this.#arcs[to]!.push(this.#head.push(from) - 1);
    this.#room.push(0);
  }

  /**
   * Counts the ways from source to sink that share no unshared node: by Menger's theorem the
   * maximum flow where each such node has capacity one, found by shortest augmenting paths
   * (Edmonds & Karp 1972). Every way must pass an unshared node. Uses the network up.
   */
  countWays(): number {
    let ways = 0;
    while (this.#augment()) ways++;
    return ways;
  }

  #augment(): boolean {
    const arrivedBy = new Map<number, number>();
    const queue = [this.source];
    for (const node of queue) {
      for (const arc of this.#arcs[node]!) {
        const target = this.#head[arc]!;
        if (this.#room[arc] === 0 || target === this.source || arrivedBy.has(target)) continue;
        arrivedBy.set(target, arc);
        if (target === this.sink) return this.#take(arrivedBy);
        queue.push(target);
      }
    }
    return false;
  }

  #take(arrivedBy: ReadonlyMap<number, number>): true {
    for (let node = this.sink; node !== this.source; ) {
      const arc = arrivedBy.get(node)!;
      this.#room[arc]! -= 1;
      this.#room[arc ^ 1]! += 1;
      node = this.#head[arc ^ 1]!;
    }
    return true;
  }
}

/** The two ends of a node of a {@link Network}. */
export interface Gate {
  readonly entry: number;
  readonly exit: number;
}
