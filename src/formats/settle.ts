import { type EntryKind, KIND_WORDS, SECTIONS } from "../model/entry.js";
import { eachReference, type ReferenceField } from "../model/references.js";
import type { Store } from "../store/store.js";
import type { ReadEntry } from "./foreign.js";
import type { Intake } from "./intake.js";

/**
 * Leaves out of what was read the entries that refer to nothing, to what can't stand there, or to an entry that
 * is left out for that, and reports them; then the agents and documents that nothing refers to after all.
 *
 * @returns what is left, agents first, in the order in which it was read
 */
export function settle(intake: Intake, store: Store): ReadEntry[] {
  dropDangling(intake, store);
  dropUnneeded(intake);
  const order = Object.keys(SECTIONS);
  return [...intake.entries.values()].sort(
    (a, b) => order.indexOf(a.section) - order.indexOf(b.section),
  );
}

function dropDangling(intake: Intake, store: Store): void {
  const referrers = referrersIn(intake);
  const pending = [...intake.entries.values()];
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const { id, line, section } = entry;
    if (!intake.entries.has(id)) continue;
    const fault = faultIn(entry, intake, store);
    if (fault === undefined) continue;
    intake.report(line, `${fault}; the ${SECTIONS[section]} is left out`);
    intake.remove(id);
    pending.push(...(referrers.get(id) ?? []));
  }
}

function referrersIn({ entries }: Intake): Map<string, ReadEntry[]> {
  const referrers = new Map<string, ReadEntry[]>();
  for (const entry of entries.values()) {
    visit(entry, (id) => {
      const known = referrers.get(id);
      if (known) known.push(entry);
      else referrers.set(id, [entry]);
    });
  }
  return referrers;
}

function visit({ section, data }: ReadEntry, told: (id: string, field: ReferenceField) => void) {
  eachReference(SECTIONS[section], data as never, told);
}

/** Says what keeps a reference of an entry from being one; `undefined` where all are sound. */
function faultIn(entry: ReadEntry, intake: Intake, store: Store): string | undefined {
  let fault: string | undefined;
  visit(entry, (id, field) => {
    fault ??= faultOf(id, field, intake, store);
  });
  return fault;
}

function faultOf(
  id: string,
  { name, kinds, speaks }: ReferenceField,
  { entries }: Intake,
  store: Store,
): string | undefined {
  const read = entries.get(id);
  const agent = read?.section === "agents" ? read.data : store.agents.get(id)?.value;
  const kind = read ? SECTIONS[read.section] : kindIn(store, id);
  if (kind === undefined)
    return `\`${name}\` names \`${id}\`, which is neither in the store nor in what is taken of the file`;
  if (!kinds.includes(kind)) return `\`${name}\` names \`${id}\`, which is ${KIND_WORDS[kind]}`;
  const isForum = agent?.["kind"] === "forum";
  return isForum && speaks ? `\`${name}\` names \`${id}\`, a forum, which can't speak` : undefined;
}

function kindIn(store: Store, id: string): EntryKind | undefined {
  if (store.agents.has(id)) return "agent";
  if (store.documents.has(id)) return "document";
  return store.claims.has(id) ? "claim" : store.damaged.get(id);
}

/** Whatever was made for a row that is left out, or is in the store already, is no longer needed. */
function dropUnneeded(intake: Intake): void {
  const needed = new Set<string>();
  const pending = [...intake.entries.values()].filter(({ id }) => !intake.isImplied(id));
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    visit(entry, (id) => {
      const read = intake.entries.get(id);
      if (!read || needed.has(id)) return;
      needed.add(id);
      pending.push(read);
    });
  }
  for (const id of [...intake.entries.keys()]) {
    if (intake.isImplied(id) && !needed.has(id)) intake.remove(id);
  }
}
