import { AGENT_KINDS } from "../model/agent.js";
import { DOCUMENT_KINDS } from "../model/document.js";
import { parseEdtf } from "../model/edtf.js";
import type { EntryKind } from "../model/entry.js";
import { UNKNOWN } from "../model/ids.js";
import { oneLine } from "../terminal/text.js";
import { askForChain, askForOne } from "./add-chain.js";
import { addEntry, dataFrom, type Given, headingOf, makeNew } from "./add-flags.js";
import type { Asker, Choice } from "./asker.js";
import type { Drafts } from "./drafts.js";
import type { Io } from "./io.js";

/**
 * Asks for what flags don't say of an entry: what it needs, and what is mostly known. New agents and
 * documents are made on the way.
 */
export async function askForEntry(
  kind: EntryKind,
  given: Given,
  drafts: Drafts,
  asker: Asker,
  io: Io,
): Promise<void> {
  makeNew(given, drafts);
  const data = dataFrom(kind, given, drafts);
  const questions = new Questions(data, asker);
  if (kind === "claim") await askClaim(questions, drafts, io);
  else if (kind === "agent") await askAgent(questions);
  else await askDocument(questions, drafts);
  const id = given.id ?? (await askId(headingOf(data), kind, drafts, asker));
  addEntry(kind, data, id, drafts);
}

/** Asks for an id, proposing one. */
export function askId(
  heading: string,
  kind: EntryKind,
  drafts: Drafts,
  asker: Asker,
): Promise<string> {
  const proposed = drafts.propose(heading, kind);
  return asker.line({ message: "Id", default: proposed, refuse: (id) => drafts.refuseId(id) });
}

/** Asks for the values of keys that have none yet. */
class Questions {
  readonly data: Record<string, unknown>;
  readonly asker: Asker;

  constructor(data: Record<string, unknown>, asker: Asker) {
    this.data = data;
    this.asker = asker;
  }

  async text(key: string, message: string, isNeeded = false): Promise<void> {
    if (this.data[key] !== undefined) return;
    const refuse = (answer: string) => (isNeeded && answer === "" ? "this is needed" : undefined);
    const answer = await this.asker.line({ message, refuse });
    if (answer !== "") this.data[key] = answer;
  }

  async date(message: string): Promise<void> {
    if (this.data["date"] !== undefined) return;
    const answer = await this.asker.line({
      message: `${message} (2023-10-26, 2023-10~, empty)`,
      refuse: refuseDate,
    });
    if (answer !== "") this.data["date"] = /^[1-9]\d{3}$/.test(answer) ? Number(answer) : answer;
  }

  async choice(key: string, message: string, choices: readonly string[]): Promise<void> {
    if (this.data[key] !== undefined) return;
    const answer = await this.asker.choice(message, choices.map(choiceOf));
    if (answer !== NONE) this.data[key] = answer;
  }
}

const NONE = "not given";

function choiceOf(word: string): Choice {
  return { value: word, name: word };
}

function refuseDate(answer: string): string | undefined {
  if (answer === "" || parseEdtf(answer)) return undefined;
  return "no such date: a year, a month or a day, such as 2023-10-26; ~ behind it for about";
}

async function askClaim(questions: Questions, drafts: Drafts, io: Io): Promise<void> {
  const { data, asker } = questions;
  await questions.text("text", "What is claimed, in your own words", true);
  if (data["speaker"] === undefined) {
    const [speaker, ...relay] = await askForChain(drafts, asker, io);
    data["speaker"] = speaker;
    if (relay.length > 0) data["relay"] = relay;
  }
  if (data["speaker"] !== UNKNOWN) {
    await questions.date("When was it said");
    await questions.text("how", "How: said, told, denied, demanded, … (or empty)");
    await questions.text("quote", "The speaker's own words, where you have them (or empty)");
  }
  if (data["quote"] !== undefined) {
    await questions.text("lang", "Language of the quote, such as en or fa (or empty)");
    data["in"] ??= await askForOne(
      "Which document records the words (or empty)",
      "document",
      drafts,
      asker,
    );
  }
  if (data["tags"] === undefined) await askTags(questions, drafts);
}

async function askAgent(questions: Questions): Promise<void> {
  await questions.choice("kind", "What is it", AGENT_KINDS);
  if (questions.data["kind"] === "anonymous") {
    await questions.text("described-as", "How is the source described", true);
    await questions.text("reason", "Why is it unnamed (or empty)");
  } else {
    await questions.text("name", "Name", true);
  }
}

async function askDocument(questions: Questions, drafts: Drafts): Promise<void> {
  const { data, asker } = questions;
  await questions.text("title", "Title", true);
  await questions.choice("kind", "What is it", [...DOCUMENT_KINDS, NONE]);
  data["by"] ??= await askForOne("Published by (or empty)", "agent", drafts, asker);
  await questions.date("When was it published");
  await questions.text("url", "Address (or empty)");
}

async function askTags({ data, asker }: Questions, drafts: Drafts): Promise<void> {
  const known = new Set([...drafts.store.claims.values()].flatMap(({ value }) => value.tags ?? []));
  const tagsOf = (line: string) =>
    line
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean);
  const suggest = (line: string): Choice[] => {
    const last = line.split(",").at(-1)!.trim();
    if (last === "") return [];
    const head = line.slice(0, line.lastIndexOf(",") + 1);
    return [...known]
      .filter((tag) => tag.startsWith(last))
      .map((tag) => ({ value: `${head}${head && " "}${tag}`, name: oneLine(tag) }));
  };
  const answer = await asker.completed({
    message: "Tags, with commas between (or empty)",
    suggest,
  });
  const tags = [...new Set(tagsOf(answer))];
  if (tags.length > 0) data["tags"] = tags;
}
