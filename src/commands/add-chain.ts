import { DOCUMENT_KINDS } from "../model/document.js";
import type { EntryKind } from "../model/entry.js";
import { UNKNOWN } from "../model/ids.js";
import { entriesOf } from "../store/store.js";
import { oneLine } from "../terminal/text.js";
import { fold } from "../views/rows.js";
import type { Asker, Choice } from "./asker.js";
import { type Drafts, newKinds, partsOf } from "./drafts.js";
import type { Io } from "./io.js";
import { namesOf, nearestId } from "./resolve.js";

/** What can stand in a chain. */
const LINKS: readonly EntryKind[] = ["agent", "document"];

/**
 * Asks for the chain of a claim on one line, completed as it is typed, and then for each part that the
 * store doesn't know. Says what the chain was understood to be.
 *
 * @returns the ids, the speaker's first
 */
export async function askForChain(drafts: Drafts, asker: Asker, io: Io): Promise<string[]> {
  const line = await asker.completed({
    message: "Chain: speaker > forum > outlet > …",
    suggest: (typed) => suggestLink(typed, drafts),
    explain: (typed) => explainChain(typed, drafts),
    refuse: (typed) =>
      partsOf(typed).length === 0 ? "at least the speaker is needed, or `unknown`" : undefined,
  });
  const ids: string[] = [];
  for (const part of partsOf(line)) ids.push(await askForLink(part, LINKS, drafts, asker));
  io.stderr.write(`  ${ids.map((id) => nameIn(id, drafts)).join(" › ")}\n`);
  return ids;
}

/**
 * Asks for one agent or document, which may be new.
 *
 * @returns its id; `undefined` where nothing is typed
 */
export async function askForOne(
  message: string,
  kind: "agent" | "document",
  drafts: Drafts,
  asker: Asker,
): Promise<string | undefined> {
  const suggest = (typed: string) => suggestions(typed.trim(), [kind], drafts, (id) => id);
  const answer = await asker.completed({ message, suggest });
  return answer === "" ? undefined : askForLink(answer, [kind], drafts, asker);
}

/** Completes the part of a chain that is typed last. */
function suggestLink(line: string, drafts: Drafts): Choice[] {
  const [, head, word] = /^((?:.*(?:->|[>›→])\s*)?)(.*)$/.exec(line)!;
  return suggestions(word!.trim(), LINKS, drafts, (id) => `${head}${id}`);
}

function suggestions(
  word: string,
  kinds: readonly EntryKind[],
  drafts: Drafts,
  lineOf: (id: string) => string,
): Choice[] {
  const wanted = fold(word);
  if (wanted === "") return [];
  const found: { id: string; name: string; rank: number }[] = [];
  for (const entry of entriesOf(drafts.store)) {
    if (!kinds.includes(entry.kind)) continue;
    const words = [entry.id, ...namesOf(entry)].map(fold);
    const isStart = words.some((each) => each.startsWith(wanted));
    if (!isStart && !words.some((each) => each.includes(wanted))) continue;
    found.push({ id: entry.id, name: drafts.nameOf(entry.id), rank: isStart ? 0 : 1 });
  }
  found.sort((a, b) => a.rank - b.rank);
  return found.map(({ id, name }) => ({ value: lineOf(id), name: `${id}  ${oneLine(name)}` }));
}

/** Says what a chain stands for so far. */
function explainChain(line: string, drafts: Drafts): string {
  return partsOf(line)
    .map((part) => {
      if (part === UNKNOWN) return part;
      const found = drafts.find(part, LINKS);
      return found.length === 1
        ? nameIn(found[0]!, drafts)
        : `${oneLine(part)} (${found.length > 1 ? "which?" : "new"})`;
    })
    .join(" › ");
}

function nameIn(id: string, drafts: Drafts): string {
  return oneLine(drafts.nameOf(id));
}

/** Gives the id that a word means; asks where it may be several, or none. */
async function askForLink(
  word: string,
  kinds: readonly EntryKind[],
  drafts: Drafts,
  asker: Asker,
): Promise<string> {
  if (word === UNKNOWN && kinds === LINKS) return word;
  const found = drafts.find(word, kinds);
  if (found.length === 1) return found[0]!;
  const shown = oneLine(word);
  const known = (id: string): Choice => ({ value: id, name: `${nameIn(id, drafts)} (${id})` });
  if (found.length > 1) return asker.choice(`Which is ${shown}`, found.map(known));
  const near = nearestId(drafts.store, word, kinds);
  const made = newKinds(kinds).map(
    (kind): Choice => ({ value: `new ${kind}`, name: `new: ${kind}` }),
  );
  const message = `${shown} isn't in the store yet. What is it`;
  const answer = await asker.choice(message, [...(near ? [known(near)] : []), ...made]);
  return answer.startsWith("new ") ? askForNew(word, answer.slice(4), drafts, asker) : answer;
}

async function askForNew(
  word: string,
  kind: string,
  drafts: Drafts,
  asker: Asker,
): Promise<string> {
  const isDocument = (DOCUMENT_KINDS as readonly string[]).includes(kind);
  const message = isDocument
    ? "Its title"
    : kind === "anonymous"
      ? "How it is described"
      : "Its name";
  const name = await asker.line({ message, default: word });
  const proposed = drafts.propose(name, isDocument ? "document" : "agent");
  const id = await asker.line({
    message: "Its id",
    default: proposed,
    refuse: (typed) => drafts.refuseId(typed),
  });
  const by = isDocument
    ? await askForOne("Published by (or empty)", "agent", drafts, asker)
    : undefined;
  return drafts.create(name, kind, { id, ...(by === undefined ? {} : { by }) });
}
