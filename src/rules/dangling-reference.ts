import type { EntryKind } from "../model/entry.js";
import { UNKNOWN } from "../model/ids.js";
import { nearest } from "../model/nearest.js";
import type { Path, ReferenceField } from "../model/references.js";
import type { Chain, ChainHop } from "../provenance/chain.js";
import { nameOf, nameOfHop, nameOfId, wayTo } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { entryOf, type Store } from "../store/store.js";
import type { Finding, Rule, RuleContext } from "./rule.js";
import type { Stray } from "./strays.js";

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

function* findDangling(context: RuleContext): Generator<Finding> {
  const { store, strays, traces } = context;
  for (const stray of strays) {
    if (!stray.target && !isKnown(store, stray.id)) yield danglingId(stray, context);
  }
  for (const { chain } of traces) {
    for (const hop of chain.hops.filter(({ danglingFrom: names }) => names.length > 0)) {
      yield* danglingFrom(store, chain, hop);
    }
    if (chain.claim.value.role !== undefined) yield* danglingRole(store, chain.claim);
  }
}

/** An id that a damaged entry defines, or a torn file may define, is not reported: its cause is. */
function isKnown(store: Store, id: string): boolean {
  return entryOf(store, id) !== undefined || store.damaged.has(id) || store.doubtful.has(id);
}

function danglingId({ at: entry, id, path, field }: Stray, context: RuleContext): Finding {
  const { store } = context;
  const near = nearest(id, idsOf(store, field.kinds));
  const target = near === undefined ? undefined : entryOf(store, near);
  const isHop = entry.kind === "claim" && path[0] === "relay";
  return {
    at: entry,
    path,
    message: `no ${field.kinds.join(" or ")} is called \`${id}\``,
    label: isHop ? `relays \`${entry.id}\`` : `\`${field.name}\` of \`${entry.id}\``,
    ...(target ? { related: [{ at: target, message: "did you mean this?" }] } : {}),
    ...(isHop ? { notes: [chainNote(entry, Number(path[1]), context)] } : {}),
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

function chainNote(
  claim: Entry<"claim">,
  index: number,
  { store, provenance }: RuleContext,
): string {
  const { chain } = provenance.trace(claim);
  const way = wayTo(chain, chain.hops[index]!).map((hop) => nameOfHop(store, hop));
  return `chain: ${[nameOfId(store, claim.value.speaker), ...way].join(" › ")}`;
}

function* danglingFrom(
  store: Store,
  { claim, hops }: Chain,
  { index, hop, danglingFrom: names }: ChainHop,
): Generator<Finding> {
  for (const name of names) {
    const position = Array.isArray(hop.from) ? [hop.from.indexOf(name)] : [];
    const others = hops.map((other) => other.name);
    const near = nearest(name, ["speaker", ...others]);
    // The reference of that hop has the slip, and that is reported: here stands what was meant.
    const isReported = hops.some((other) => other.gap === "missing" && other.hop.via === near);
    if (isReported && !isKnown(store, near!) && isKnown(store, name)) continue;
    const path = ["relay", index, "from", ...position];
    yield {
      at: claim,
      path,
      message: `no hop of \`${claim.id}\` is called \`${name}\``,
      help: near === undefined ? `its hops are ${others.join(", ")}` : `did you mean \`${near}\`?`,
      ...guess(claim, path, near),
    };
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
