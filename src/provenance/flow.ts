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
   * maximum flow where each such node has capacity one, found phase by phase, all shortest ways at a
   * time (Dinic 1970; for capacities of one, Even & Tarjan 1975). Every way must pass an unshared
   * node. Uses the network up.
   */
  countWays(): number {
    let ways = 0;
    for (let level = this.#levels(); level[this.sink] !== -1; level = this.#levels()) {
      const tried = new Int32Array(this.#arcs.length);
      while (this.#take(level, tried)) ways++;
    }
    return ways;
  }

  /** Gives how many arcs with room each node is from the source; -1 where none lead there. */
  #levels(): Int32Array {
    const level = new Int32Array(this.#arcs.length).fill(-1);
    level[this.source] = 0;
    const queue = [this.source];
    for (const node of queue) {
      for (const arc of this.#arcs[node]!) {
        const target = this.#head[arc]!;
        if (this.#room[arc] === 0 || level[target] !== -1) continue;
        level[target] = level[node]! + 1;
        queue.push(target);
      }
    }
    return level;
  }

  /**
   * Takes one way that goes a level further with each arc; tells whether there was one.
   *
   * @param tried for each node, how many of its arcs lead nowhere in this phase
   */
  #take(level: Int32Array, tried: Int32Array): boolean {
    const way: number[] = [];
    for (let node = this.source; node !== this.sink; ) {
      const arc = this.#arcs[node]![tried[node]!];
      if (arc === undefined) {
        const last = way.pop();
        if (last === undefined) return false;
        node = this.#head[last ^ 1]!;
        tried[node]! += 1;
      } else if (this.#room[arc] !== 0 && level[this.#head[arc]!] === level[node]! + 1) {
        way.push(arc);
        node = this.#head[arc]!;
      } else {
        tried[node]! += 1;
      }
    }
    for (const arc of way) {
      this.#room[arc]! -= 1;
      this.#room[arc ^ 1]! += 1;
    }
    return true;
  }
}

/** The two ends of a node of a {@link Network}. */
export interface Gate {
  readonly entry: number;
  readonly exit: number;
}
