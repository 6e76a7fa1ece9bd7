import type { Provenance } from "../provenance/provenance.js";
import { firstWay, nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import type { Style } from "../terminal/style.js";
import { count, oneLine, safe, wrap } from "../terminal/text.js";
import { AT_EDGE, deeper, drawIndent, hopLine, type Indent, marksOf, speakerLine } from "./hops.js";

/** Which way a trace goes beyond the claim itself, and how far. */
export interface TieOptions {
  /** `up` to what the claim rests on, `down` to what rests on it. */
  readonly direction: "up" | "down";
  /** The most steps from the claim. */
  readonly depth: number;
}

/** Draws what a claim or a document rests on, or what rests on it, and so on, each entry once. */
export function drawTies(
  claim: Entry<"claim"> | Entry<"document">,
  provenance: Provenance,
  { direction, depth }: TieOptions,
  style: Style,
): Generator<string> {
  const { store } = provenance;
  return direction === "up"
    ? follow(claim, supportsIn(store), "rests on", depth, provenance, style)
    : follow(claim, dependantsIn(store), "rested on by", depth, provenance, style);
}

/** Gives the ids that each entry is tied to. */
export type TiesOf = (id: string) => readonly string[];

/** What each entry of the store rests on. */
function supportsIn({ claims, documents }: Store): TiesOf {
  return (id) => claims.get(id)?.value["based-on"] ?? documents.get(id)?.value.cites ?? [];
}

/** Tells what rests on each entry of the store: claims first, then documents. */
export function dependantsIn(store: Store): TiesOf {
  const supports = supportsIn(store);
  return (id) => {
    const referrers = store.referrersOf(id, ["based-on", "cites", "speaker"]);
    const resting = (kind: Entry["kind"]) =>
      referrers
        .filter((entry) => entry.kind === kind)
        .flatMap((entry) => supports(entry.id).flatMap((each) => (each === id ? entry.id : [])));
    // What a document says itself stands and falls with the document.
    const spoken = store.documents.has(id)
      ? referrers.filter((entry) => entry.kind === "claim" && entry.value.speaker === id)
      : [];
    return [...resting("claim"), ...resting("document"), ...spoken.map((claim) => claim.id)];
  };
}

/** Draws what an entry is tied to, and what that is tied to, each once; loops to where they close. */
function* follow(
  claim: Entry<"claim"> | Entry<"document">,
  tiesOf: TiesOf,
  verb: string,
  depth: number,
  provenance: Provenance,
  style: Style,
): Generator<string> {
  const { chalk } = style;
  const marks = marksOf(style);
  const { claims, documents } = provenance.store;
  const drawn = new Set([claim.id]);
  const onWay = new Set([claim.id]);
  const pending: ({ id: string; indent: Indent } | { leave: string })[] = [];
  const enter = (id: string, indent: Indent): void => {
    if (indent.level >= depth) return;
    for (const tied of tiesOf(id).toReversed()) pending.push({ id: tied, indent });
  };
  enter(claim.id, AT_EDGE);
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ("leave" in next) {
      onWay.delete(next.leave);
      continue;
    }
    const { id, indent } = next;
    const entry = claims.get(id) ?? documents.get(id);
    const first = `${chalk.dim(`${drawIndent(indent, style)}${verb}  `)}${chalk.cyan(safe(id))}`;
    if (!entry) yield first + chalk.red(` ${marks.gap} ${absence(id, provenance.store)}`);
    else if (onWay.has(id)) yield first + chalk.red(` ${marks.gap} ${loopWord(id === claim.id)}`);
    else if (drawn.has(id)) yield first + chalk.dim(` ${marks.again} drawn above`);
    else {
      yield first + fallenWord(id, provenance, style);
      const under = deeper(indent, "   ");
      yield* foldUnder(shortChain(entry, provenance, style), drawIndent(under, style), style);
      drawn.add(id);
      onWay.add(id);
      pending.push({ leave: id });
      enter(id, under);
    }
  }
}

/** Says that an entry was retracted or corrected, where it was. */
function fallenWord(id: string, provenance: Provenance, style: Style): string {
  const fall = provenance.fallOf(id);
  if (!fall) return "";
  const when = fall.date === undefined ? "" : ` ${safe(fall.date)}`;
  return style.chalk.red(` ${marksOf(style).gap} ${fall.word}${when}`);
}

function absence(id: string, store: Store): string {
  return store.damaged.has(id) ? "unreadable" : "missing";
}

function loopWord(toClaim: boolean): string {
  return `loop: back to ${toClaim ? "the claim" : "the entry above"}`;
}

/** Breaks a text to the width of the terminal, where there is one, all of it indented. */
function foldUnder(text: string, lead: string, { columns }: Style): string[] {
  const lines = columns === undefined ? [text] : wrap(text, Math.max(20, columns - lead.length));
  return lines.map((line) => lead + line);
}

/** The shortest telling of where an entry comes from: a claim's first chain, a document's name. */
function shortChain(entry: Entry, provenance: Provenance, style: Style): string {
  const marks = marksOf(style);
  if (entry.kind !== "claim") return `${marks.speaker} ${oneLine(nameOf(entry))}`;
  const { store } = provenance;
  const { chain } = provenance.trace(entry);
  const hops = firstWay(chain).map((hop) => hopLine(chain, hop, "", { store, marks }).name);
  const others = chain.hops.length - hops.length;
  const rest = others === 0 ? "" : `${marks.dot}and ${count(others, "other hop")}`;
  return [speakerLine(chain, store, marks).name, ...hops].join(marks.dash) + rest;
}
