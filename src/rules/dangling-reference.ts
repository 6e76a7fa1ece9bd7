import type { EntryKind } from "../model/entry.js";
import { UNKNOWN } from "../model/ids.js";
import { nearest } from "../model/nearest.js";
import {
  type Path,
  type Reference,
  type ReferenceField,
  referencesOf,
} from "../model/references.js";
import { buildChain } from "../provenance/chain.js";
import { nameOf, nameOfHop, nameOfId, wayTo } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { entriesOf, entryOf, type Store } from "../store/store.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A reference that leads nowhere breaks the chain there. */
export const danglingReference: Rule = {
  name: "dangling-reference",
  tier: "meaning",
  severity: "error",
  summary: "an id, a role or a hop that nothing defines",
  why: "A reference that leads nowhere breaks the chain there: the outlet, the speaker or the claim that it should name can't be found, and what is counted along the chain is wrong.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
  the-gazette:
    name: The Gazette
    kind: outlet
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-gazete]
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
  the-gazette:
    name: The Gazette
    kind: outlet
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-gazette]
`,
  },
  check: findDangling,
};

function* findDangling({ store }: RuleContext): Generator<Finding> {
  for (const entry of entriesOf(store)) {
    for (const reference of referencesOf(entry.kind, entry.value)) {
      if (isKnown(store, reference.id)) continue;
      yield danglingId(store, entry, reference);
    }
    if (entry.kind === "claim") {
      yield* danglingFrom(store, entry);
      yield* danglingRole(store, entry);
    }
  }
}

/** An id that a damaged entry defines, or a torn file may define, is not reported: its cause is. */
function isKnown(store: Store, id: string): boolean {
  return entryOf(store, id) !== undefined || store.damaged.has(id) || store.doubtful.has(id);
}

function danglingId(store: Store, entry: Entry, { id, path, field }: Reference): Finding {
  const near = nearest(id, idsOf(store, field.kinds));
  const target = near === undefined ? undefined : entryOf(store, near);
  const isHop = entry.kind === "claim" && path[0] === "relay";
  return {
    at: entry,
    path,
    message: `no ${field.kinds.join(" or ")} is called \`${id}\``,
    label: isHop ? `relays \`${entry.id}\`` : `\`${field.name}\` of \`${entry.id}\``,
    ...(target ? { related: [{ at: target, message: "did you mean this?" }] } : {}),
    ...(isHop ? { notes: [chainNote(store, entry as Entry<"claim">, Number(path[1]))] } : {}),
    ...(target ? {} : { help: helpFor(id, field) }),
    ...guess(entry, path, near),
  };
}

/** The nearest name is a guess: another may be meant, or none that is there. */
function guess(at: Entry, path: Path, near: string | undefined): Pick<Finding, "fix"> {
  if (near === undefined) return {};
  const edits = [{ at, path, replacement: near }];
  return { fix: { description: `write \`${near}\``, safe: false, edits } };
}

function helpFor(id: string, { kinds, word }: ReferenceField): string {
  const define = `define the ${kinds.join(" or ")} \`${id}\``;
  return word === UNKNOWN ? `${define}, or write \`${word}\` where nobody is named` : define;
}

function* idsOf(store: Store, kinds: readonly EntryKind[]): Generator<string> {
  if (kinds.includes("agent")) yield* store.agents.keys();
  if (kinds.includes("document")) yield* store.documents.keys();
  if (kinds.includes("claim")) yield* store.claims.keys();
}

function chainNote(store: Store, claim: Entry<"claim">, index: number): string {
  const chain = buildChain(claim, store);
  const way = wayTo(chain, chain.hops[index]!).map((hop) => nameOfHop(store, hop));
  return `chain: ${[nameOfId(store, claim.value.speaker), ...way].join(" › ")}`;
}

function* danglingFrom(store: Store, claim: Entry<"claim">): Generator<Finding> {
  const chain = buildChain(claim, store);
  for (const { index, hop, danglingFrom: names } of chain.hops) {
    for (const name of names) {
      const position = Array.isArray(hop.from) ? [hop.from.indexOf(name)] : [];
      const others = chain.hops.map((other) => other.name);
      const near = nearest(name, ["speaker", ...others]);
      // The hop's own id has the slip, and that is reported: here stands what was meant.
      if (near !== undefined && !isKnown(store, near) && isKnown(store, name)) continue;
      const path = ["relay", index, "from", ...position];
      yield {
        at: claim,
        path,
        message: `no hop of \`${claim.id}\` is called \`${name}\``,
        help:
          near === undefined ? `its hops are ${others.join(", ")}` : `did you mean \`${near}\`?`,
        ...guess(claim, path, near),
      };
    }
  }
}

function* danglingRole(store: Store, claim: Entry<"claim">): Generator<Finding> {
  const { role, speaker: id } = claim.value;
  const speaker = store.agents.get(id);
  if (role === undefined || !speaker) return;
  const roles = Object.keys(speaker.value.roles ?? {});
  if (roles.includes(role)) return;
  const near = nearest(role, roles);
  yield {
    at: claim,
    path: ["role"],
    message: `${nameOf(speaker)} has no role called \`${role}\``,
    related: [{ at: speaker, path: ["roles"], on: "key", message: "its roles are here" }],
    help: near === undefined ? `add it to the roles of \`${id}\`` : `did you mean \`${near}\`?`,
    ...guess(claim, ["role"], near),
  };
}
