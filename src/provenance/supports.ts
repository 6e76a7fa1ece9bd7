import type { Path } from "../model/references.js";
import { hopsOf } from "../model/relations.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";

/** An entry that another rests on, and where it says so. */
export interface Support {
  readonly from: Entry;
  readonly to: Entry;
  /** Where the tie is written, and in which of the two entries. */
  readonly at: Entry;
  readonly path: Path;
  /** How `from` rests on `to`, as a verb. */
  readonly how: "rests on" | "cites" | "is known only from" | "relays";
}

/** A claim or a document as a node; a claim is two, as made and as something that others rest on. */
export interface Ground {
  readonly entry: Entry<"claim"> | Entry<"document">;
  /** Whether it is a claim as it was made. */
  readonly isMade: boolean;
  /** What it rests on, straight. */
  readonly ties: readonly Tie[];
}

/** An edge from one ground to another. */
export interface Tie extends Support {
  readonly target: Ground;
}

/**
 * What rests on what: claims and documents, through `based-on`, `cites` and relays. Each node is made
 * when it is first reached, and so are its edges, so that asking about one claim touches only what it
 * leads to.
 *
 * A claim is two nodes. One stands for the claim as something that was made, and leads only to what
 * its speaker based it on. The other stands for the claim as something that others rest on, and leads
 * also to the document that it is known only from; a document leads to what it cites and to the claims
 * that were relayed in it. So two articles that report each other's claims are no loop, until one of
 * the claims rests on the other (citogenesis).
 */
export class Supports {
  readonly #store: Store;
  readonly #made = new Map<string, Ground>();
  readonly #restedOn = new Map<string, Ground>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Gives a claim as it was made; `undefined` where the store has none of the id. */
  made(id: string): Ground | undefined {
    return this.#made.get(id) ?? this.#add(this.#made, this.#store.claims.get(id), true);
  }

  /** Gives a claim or a document as others rest on it; `undefined` where the store has none of the id. */
  restedOn(id: string): Ground | undefined {
    const { claims, documents } = this.#store;
    return (
      this.#restedOn.get(id) ??
      this.#add(this.#restedOn, claims.get(id) ?? documents.get(id), false)
    );
  }

  #add(known: Map<string, Ground>, entry: Ground["entry"] | undefined, isMade: boolean) {
    if (!entry) return undefined;
    const ground = new LazyGround(entry, isMade, this);
    known.set(entry.id, ground);
    return ground;
  }

  /**
   * Tells whether an id leads nowhere: nothing has it, or it is a claim that rests on nothing, as most
   * do that others rest on.
   */
  isEnd(id: string): boolean {
    const claim = this.#store.claims.get(id);
    if (!claim) return !this.#store.documents.has(id);
    return claim.value["based-on"] === undefined && !onlySourceOf(claim, this.#store);
  }

  /** Works out the edges of a node. */
  tiesOf({ entry, isMade }: Ground): Tie[] {
    const ties: Tie[] = [];
    const add = (id: string, at: Entry, path: Path, how: Support["how"]): void => {
      const target = how === "relays" ? this.made(id) : this.restedOn(id);
      if (target) ties.push({ target, from: entry, to: target.entry, at, path, how });
    };
    if (entry.kind === "document") {
      this.#eachRelay(entry, (claim, path) => add(claim.id, claim, path, "relays"));
      for (const [index, id] of (entry.value.cites ?? []).entries()) {
        if (this.#store.documents.has(id)) add(id, entry, ["cites", index], "cites");
      }
      return ties;
    }
    for (const [index, id] of (entry.value["based-on"] ?? []).entries()) {
      add(id, entry, ["based-on", index], "rests on");
    }
    const source = isMade ? undefined : onlySourceOf(entry, this.#store);
    if (source) add(source.document.id, entry, source.path, "is known only from");
    return ties;
  }

  #eachRelay({ id }: Entry<"document">, visit: (claim: Entry<"claim">, path: Path) => void): void {
    for (const claim of this.#store.referrersOf(id, ["via", "in"])) {
      if (claim.kind !== "claim") continue;
      for (const path of relaysIn(claim, id, this.#store)) visit(claim, path);
    }
  }
}

class LazyGround implements Ground {
  readonly entry: Ground["entry"];
  readonly isMade: boolean;
  readonly #supports: Supports;
  #ties: readonly Tie[] | undefined;

  constructor(entry: Ground["entry"], isMade: boolean, supports: Supports) {
    this.entry = entry;
    this.isMade = isMade;
    this.#supports = supports;
  }

  get ties(): readonly Tie[] {
    this.#ties ??= this.#supports.tiesOf(this);
    return this.#ties;
  }
}

/**
 * Gives the document that a claim has no other source than: the one that makes it in its own voice,
 * or in which an outlet does. A claim with a named speaker rests on the speaker, not on the page.
 */
export function onlySourceOf(
  { value }: Entry<"claim">,
  store: Store,
): { readonly document: Entry<"document">; readonly path: Path } | undefined {
  const voice = store.documents.get(value.speaker);
  if (voice) return { document: voice, path: ["speaker"] };
  if (store.agents.get(value.speaker)?.value.kind !== "outlet") return undefined;
  const record = value.in === undefined ? undefined : store.documents.get(value.in);
  return record && { document: record, path: ["in"] };
}

/** Gives the places at which a claim says that it was relayed in a document. */
function relaysIn(claim: Entry<"claim">, document: string, store: Store): Path[] {
  return hopsOf(claim.value).flatMap(({ via, in: inside }, index) => {
    const isVia = store.documents.has(via);
    if ((isVia ? via : inside) !== document) return [];
    const isBare = typeof claim.value.relay?.[index] === "string";
    return [isBare ? ["relay", index] : ["relay", index, isVia ? "via" : "in"]];
  });
}
