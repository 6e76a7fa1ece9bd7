import type { Severity } from "../model/diagnostic.js";
import type { Interval } from "../model/edtf.js";
import type { Path } from "../model/references.js";
import type { Provenance, Traced } from "../provenance/provenance.js";
import type { Snapshots } from "../store/snapshots.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import type { Batch } from "./scope.js";
import type { StoreIndex } from "./store-index.js";
import type { Stray } from "./strays.js";

/** The three tiers of checks; a finding of an earlier one silences the later ones of its entry. */
export const TIERS = ["syntax", "shape", "meaning"] as const;

/** What a rule may know. */
export interface RuleContext {
  /**
   * What is to be checked: a rule yields what it finds at these entries, each finding at one of them.
   * It is a part of the store; a rule is asked again with the next.
   */
  readonly scope: Batch;
  /** Where all else is looked up, by id. Going through all of it would cost as much for one entry. */
  readonly store: Store;
  readonly provenance: Provenance;
  /** The claims of the scope, traced. */
  readonly traces: readonly Traced[];
  /** What is looked up otherwise than by id. */
  readonly index: StoreIndex;
  /** The references of the scope that don't lead to what may stand there. */
  readonly strays: readonly Stray[];
  /** The day on which the store is checked. */
  readonly today: Interval;
  /** What is at the `file` of each document; absent where nobody looked. */
  readonly snapshots?: Snapshots;
}

/** A place in an entry. */
export interface Place {
  readonly at: Entry;
  /** From the entry down; absent for the entry's own key. */
  readonly path?: Path;
  /** Whether to mark the value, which is the default, or its key. */
  readonly on?: "key" | "value";
}

/** What a rule found. The engine adds the rule's name, its severity and the position. */
export interface Finding extends Place {
  /** What is wrong, in one line. */
  readonly message: string;
  /** What the marked span is, in a few words. */
  readonly label?: string;
  readonly related?: readonly (Place & { readonly message: string })[];
  /** Facts that explain it, a line each. */
  readonly notes?: readonly string[];
  /** What to do. */
  readonly help?: string;
  readonly fix?: FoundFix;
}

/** What would mend a finding. The engine works out where in the text each edit is. */
export interface FoundFix {
  /** What it does, in a few words. */
  readonly description: string;
  /** Whether what is meant is certain; if not, it is a guess that a person should look at. */
  readonly safe: boolean;
  /** What is to stand in the place of keys and values that are one text; the engine writes the quotes. */
  readonly edits: readonly (Place & { readonly replacement: string })[];
}

/** A rule: what is checked and why. */
export interface Rule {
  readonly name: string;
  readonly tier: (typeof TIERS)[number];
  /** The severity where the configuration sets none. */
  readonly severity: Severity;
  /** What it finds, in one line. */
  readonly summary: string;
  /** What goes wrong in the world when it is broken, with the standard or practice it comes from. */
  readonly why: string;
  /** A store that breaks it and one that doesn't; absent where no text can show it. */
  readonly examples?: { readonly bad: string; readonly good: string };
  /** Finds what breaks it. Absent where reading the store finds it. */
  readonly check?: (context: RuleContext) => Iterable<Finding>;
}
