import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import { Components, shortestCircle } from "./graph.js";
import { compareSources } from "./order.js";
import { originsOf } from "./origins.js";
import { type Ground, onlySourceOf, type Support, Supports, type Tie } from "./supports.js";

/** What claims and documents rest on: where they come from, what leads back, and the ways down. */
export class Foundations {
  readonly #store: Store;
  readonly #supports: Supports;
  readonly #circles: Components<Ground, Circle | undefined>;
  /**
   * Gives the speakers that a claim goes back to: `based-on` followed to its end, through claims
   * and the documents that they cite. The claim's own speaker where it rests on nothing; none where
   * all it rests on is a circle.
   */
  readonly origins: (claim: Entry<"claim">) => readonly string[];

  constructor(store: Store) {
    this.#store = store;
    this.#supports = new Supports(store);
    this.#circles = new Components<Ground, Circle | undefined>(leadsTo, ({ members, isCircle }) =>
      isCircle ? new Circle(members) : undefined,
    );
    this.origins = originsOf(store);
  }

  /** Tells whether a claim or a document rests on itself. */
  isCircular(id: string): boolean {
    return this.#circlesOf(id).length > 0;
  }

  /**
   * Gives the loops that are told at a claim or a document: for each set of entries that rest on each
   * other a shortest one, from its first claim on. Each loop is told at one entry alone.
   */
  loopsAt(id: string): (readonly Support[])[] {
    return this.#circlesOf(id)
      .map((circle) => circle.loop)
      .filter(([first]) => first!.at.id === id);
  }

  /** Gives a shortest loop in which a claim rests on itself; empty where there is none. */
  loopOf(id: string): Support[] {
    const made = this.#supports.made(id);
    if (!made || !this.isCircular(id)) return [];
    const loop = loopFrom(made);
    return loop.length > 0 ? loop : loopFrom(this.#supports.restedOn(id)!);
  }

  /**
   * Makes a finder of ways from claims down to some entries, through `based-on`, `cites` and the
   * documents that claims are known only from. It keeps what it found to lead nowhere.
   *
   * @returns gives a shortest way from a claim to each of the entries; a way ends at the first
   */
  waysTo(isEnd: (id: string) => boolean): (claim: Entry<"claim">) => Support[][] {
    const leads = new Components<Ground, boolean>(standsOn, ({ members, of }) =>
      members.some(
        (ground) => isEnd(ground.entry.id) || standsOn(ground).some((below) => of(below)),
      ),
    );
    return (claim) => {
      const basis = claim.value["based-on"] ?? [];
      if (basis.every((id) => !isEnd(id) && this.#supports.isEnd(id))) return [];
      const made = this.#supports.made(claim.id);
      return made && leads.of(made) ? waysDown(made, isEnd, (ground) => leads.of(ground)) : [];
    };
  }

  /** Most of what a claim is based on rests on nothing: there a search would end before it began. */
  #isShallow(id: string): boolean {
    const claim = this.#store.claims.get(id);
    if (!claim || onlySourceOf(claim, this.#store)) return false;
    return (claim.value["based-on"] ?? []).every((base) => this.#supports.isEnd(base));
  }

  #circlesOf(id: string): Circle[] {
    if (this.#isShallow(id)) return [];
    const grounds = [this.#supports.made(id), this.#supports.restedOn(id)];
    const circles = grounds.map((ground) => ground && this.#circles.of(ground));
    return [...new Set(circles)].filter((circle) => circle !== undefined);
  }
}

/** Everything that a ground rests on or relays. */
function leadsTo({ ties }: Ground): Ground[] {
  return ties.map(({ target }) => target);
}

/** What a ground stands and falls with: an article doesn't with each claim in it. */
function standsOn({ ties }: Ground): Ground[] {
  return ties.filter(({ how }) => how !== "relays").map(({ target }) => target);
}

/** Grounds that rest on each other. */
class Circle {
  readonly #members: readonly Ground[];
  #loop: readonly Support[] | undefined;

  constructor(members: readonly Ground[]) {
    this.#members = members;
  }

  /** A shortest loop from its first claim as made on, else from its first claim or document. */
  get loop(): readonly Support[] {
    this.#loop ??= loopFrom(this.#members.reduce((a, b) => (compareGrounds(a, b) < 0 ? a : b)));
    return this.#loop;
  }
}

function compareGrounds(a: Ground, b: Ground): number {
  return Number(b.isMade) - Number(a.isMade) || compareSources(a.entry, b.entry);
}

function loopFrom(start: Ground): Support[] {
  const way = shortestCircle(leadsTo, start);
  return way.map((from, index) => {
    const to = way[(index + 1) % way.length]!;
    return from.ties.find(({ target }) => target === to)!;
  });
}

function waysDown(
  start: Ground,
  isEnd: (id: string) => boolean,
  isOpen: (ground: Ground) => boolean,
): Support[][] {
  const ways: Support[][] = [];
  const cameBy = new Map<Ground, { source: Ground; tie: Tie }>();
  const queue = [start];
  for (const source of queue) {
    for (const tie of source.ties) {
      const { target, how } = tie;
      if (how === "relays" || cameBy.has(target) || !isOpen(target)) continue;
      cameBy.set(target, { source, tie });
      const { id } = target.entry;
      if (isEnd(id) && id !== start.entry.id) ways.push(wayBack(cameBy, start, target));
      else queue.push(target);
    }
  }
  return ways;
}

function wayBack(
  cameBy: ReadonlyMap<Ground, { source: Ground; tie: Tie }>,
  start: Ground,
  end: Ground,
): Support[] {
  const way: Support[] = [];
  for (let ground = end; ground !== start; ) {
    const { source, tie } = cameBy.get(ground)!;
    way.push(tie);
    ground = source;
  }
  return way.reverse();
}
