/** A directed graph over the nodes `0 … size - 1`. */
export interface Graph {
  readonly size: number;
  /** Gives the nodes that an edge leads to. */
  readonly successors: (node: number) => readonly number[];
}

/**
 * Numbers the strongly connected components: two nodes have the same number where each leads to the
 * other. Tarjan's algorithm (Tarjan 1972), without recursion, so that no depth exhausts the stack.
 *
 * @returns the component of each node; a component's number is greater than those it leads to
 */
export function components({ size, successors }: Graph): Int32Array {
  const component = new Int32Array(size).fill(-1);
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const next = new Int32Array(size);
  const open: number[] = [];
  const path: number[] = [];
  let visited = 0;
  let count = 0;
  const enter = (node: number): void => {
    order[node] = low[node] = visited++;
    open.push(node);
    path.push(node);
  };
  for (let root = 0; root < size; root++) {
    if (order[root] === -1) enter(root);
    while (path.length > 0) {
      const node = path.at(-1)!;
      const target = successors(node)[next[node]!++];
      if (target === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
        if (low[node] !== order[node]) continue;
        let member: number;
        do {
          member = open.pop()!;
          component[member] = count;
        } while (member !== node);
        count++;
      } else if (order[target] === -1) {
        enter(target);
      } else if (component[target] === -1) {
        low[node] = Math.min(low[node]!, order[target]!);
      }
    }
  }
  return component;
}

/** Gives every set of nodes that lead in a circle, each in rising order, the sets by their least. */
export function circles(graph: Graph): number[][] {
  const members = new Map<number, number[]>();
  for (const [node, component] of components(graph).entries()) {
    const list = members.get(component);
    if (list) list.push(node);
    else members.set(component, [node]);
  }
  return [...members.values()]
    .filter(([first, second]) => second !== undefined || graph.successors(first!).includes(first!))
    .sort(([a], [b]) => a! - b!);
}

/**
 * Gives a shortest way from a node back to itself, by breadth-first search; the node stands at its
 * start alone. Empty where there is none.
 */
export function shortestCircle(graph: Graph, start: number): number[] {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const target of graph.successors(node)) {
      if (target === start) return wayBack(cameFrom, node);
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  }
  return [];
}

function wayBack(cameFrom: ReadonlyMap<number, number>, end: number): number[] {
  const way: number[] = [];
  for (let node: number | undefined = end; node !== undefined; node = cameFrom.get(node)) {
    way.push(node);
  }
  return way.reverse();
}
