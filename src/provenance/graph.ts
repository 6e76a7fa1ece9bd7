/** A directed graph over the nodes `0 … size - 1`. */
export interface Graph {
  readonly size: number;
  /** Gives the nodes that an edge leads to. */
  readonly successors: (node: number) => readonly number[];
}

/**
 * Finds strongly connected components from any node on: sets of nodes of which each leads to each
 * other. Tarjan's algorithm (Tarjan 1972), without recursion, so that no depth exhausts the stack.
 * What a node leads to is gone through when the node is first asked about, and never again.
 */
export class Components<Node, Result> {
  readonly #visits = new Map<Node, Visit<Node, Result>>();
  readonly #successors: (node: Node) => readonly Node[];
  readonly #conclude: (component: Component<Node, Result>) => Result;

  /**
   * @param successors gives the nodes that an edge leads to
   * @param conclude works out what holds for all members of a component
   */
  constructor(
    successors: (node: Node) => readonly Node[],
    conclude: (component: Component<Node, Result>) => Result,
  ) {
    this.#successors = successors;
    this.#conclude = conclude;
  }

  /** Gives what holds for a node's component. */
  of(node: Node): Result {
    const visit = this.#visits.get(node) ?? this.#visitFrom(node);
    return visit.conclusion!.result;
  }

  #visitFrom(root: Node): Visit<Node, Result> {
    const first = this.#enter(root);
    const path = [first];
    const open = [first];
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const target = visit.successors[visit.next++];
      if (target === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent) parent.low = Math.min(parent.low, visit.low);
        if (visit.low === visit.order) this.#close(open.splice(open.lastIndexOf(visit)));
        continue;
      }
      const known = this.#visits.get(target);
      if (!known) {
        const entered = this.#enter(target);
        path.push(entered);
        open.push(entered);
      } else if (!known.conclusion) {
        visit.low = Math.min(visit.low, known.order);
      }
    }
    return first;
  }

  #enter(node: Node): Visit<Node, Result> {
    const order = this.#visits.size;
    const visit = { node, order, low: order, successors: this.#successors(node), next: 0 };
    this.#visits.set(node, visit);
    return visit;
  }

  #close(visits: readonly Visit<Node, Result>[]): void {
    const [{ node, successors }] = visits as [Visit<Node, Result>];
    const result = this.#conclude({
      members: visits.map((visit) => visit.node),
      isCircle: visits.length > 1 || successors.includes(node),
      of: this.#resultOf,
    });
    const conclusion = { result };
    for (const visit of visits) visit.conclusion = conclusion;
  }

  readonly #resultOf = (node: Node) => this.#visits.get(node)?.conclusion?.result;
}

/** A set of nodes of which each leads to each other, or a node alone. */
export interface Component<Node, Result> {
  readonly members: readonly Node[];
  /** Whether its members lead in a circle: there are several, or the one leads to itself. */
  readonly isCircle: boolean;
  /** Gives what was worked out for a node that it leads to; `undefined` for its own members. */
  readonly of: (node: Node) => Result | undefined;
}

interface Visit<Node, Result> {
  readonly node: Node;
  readonly order: number;
  low: number;
  readonly successors: readonly Node[];
  /** How many of the successors were tried. */
  next: number;
  /** Absent while its component is open. */
  conclusion?: { readonly result: Result };
}

/** Numbers the components: gives that of each node. A number is greater than those that it leads to. */
export function components({ size, successors }: Graph): number[] {
  let count = 0;
  const numbers = new Components<number, number>(successors, () => count++);
  return Array.from({ length: size }, (_, node) => numbers.of(node));
}

/** Gives every set of nodes that lead in a circle, each in rising order, the sets by their least. */
export function circles({ size, successors }: Graph): number[][] {
  const components = new Components<number, number[] | undefined>(
    successors,
    ({ members, isCircle }) => (isCircle ? members.toSorted((a, b) => a - b) : undefined),
  );
  const found = new Set<number[]>();
  for (let node = 0; node < size; node++) {
    const circle = components.of(node);
    if (circle) found.add(circle);
  }
  return [...found];
}

/**
 * Gives a shortest way from a node back to itself, by breadth-first search; the node stands at its
 * start alone. Empty where there is none.
 */
export function shortestCircle<Node>(
  successors: (node: Node) => readonly Node[],
  start: Node,
): Node[] {
  const cameFrom = new Map<Node, Node>();
  const queue = [start];
  for (const node of queue) {
    for (const target of successors(node)) {
      if (target === start) return wayBack(cameFrom, node);
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  }
  return [];
}

function wayBack<Node>(cameFrom: ReadonlyMap<Node, Node>, end: Node): Node[] {
  const way: Node[] = [];
  for (let node: Node | undefined = end; node !== undefined; node = cameFrom.get(node)) {
    way.push(node);
  }
  return way.reverse();
}
