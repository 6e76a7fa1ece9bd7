import { UNKNOWN } from "../model/ids.js";
import { type Chain, type ChainHop, FROM_SPEAKER } from "../provenance/chain.js";
import { doubtsOf } from "../provenance/doubts.js";
import type { Provenance, Traced } from "../provenance/provenance.js";
import type { Support } from "../provenance/supports.js";
import { nameOf, nameOfId } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import { paintStatus, type Style } from "../terminal/style.js";
import { count, oneLine, pad, truncate, width, wrap } from "../terminal/text.js";
import {
  AT_EDGE,
  type Drawing,
  deeper,
  drawIndent,
  EMPTY,
  hopLine,
  type Indent,
  type Line,
  marksOf,
  placeOf,
  saidLine,
  speakerLine,
} from "./hops.js";
import { rangeText } from "./rows.js";
import { drawTies, type TieOptions } from "./ties.js";

/**
 * Draws a claim's chain as a tree from the speaker outward, a line a hop, then what it rests on or
 * what rests on it, then a line that sums it up. A hop that draws on several is drawn below the
 * first and pointed to from the others; a loop is drawn to where it closes.
 */
export function* drawTrace(
  traced: Traced,
  provenance: Provenance,
  options: TieOptions,
  style: Style,
): Generator<string> {
  const { chalk } = style;
  const { claim } = traced.chain;
  const { store } = provenance;
  const head: Line = { lead: "", name: claim.id, details: "", cue: "", place: placeOf(claim) };
  const lines = [...chainLines(traced, store, style)];
  const widths = columnWidths([head, ...lines], style.columns);
  yield `${layLine({ ...head }, widths, (text) => chalk.bold.cyan(text), style)}\n`;
  for (const line of fold(oneLine(claim.value.text), style)) yield `${line}\n`;
  yield "\n";
  for (const line of lines) {
    yield `${layLine(line, widths, (text) => paintName(style, line.tone, text), style)}\n`;
  }
  const tied = [...drawTies(claim, provenance, options, style)];
  if (tied.length > 0) yield `\n${tied.join("\n")}\n`;
  const loop = loopText(provenance.foundations.loopOf(claim.id), marksOf(style).gap);
  if (loop !== "") yield "\n";
  for (const line of loop === "" ? [] : fold(loop, style)) yield `${chalk.red(line)}\n`;
  for (const [id, fall] of provenance.fallsUnder(claim)) {
    const when = fall.date === undefined ? "" : ` ${oneLine(fall.date)}`;
    const text = `${marksOf(style).gap} rests on ${id}, which was ${fall.word}${when}`;
    yield "\n";
    for (const line of fold(text, style)) yield `${chalk.red(line)}\n`;
  }
  yield "\n";
  for (const line of fold(summary(traced, store, style), style)) yield `${line}\n`;
  for (const doubt of doubtLines(traced, provenance)) {
    for (const line of fold(doubt, style)) yield `${chalk.yellow(line)}\n`;
  }
}

/** Says in words why the least of the independent ways is below the most. */
function doubtLines({ chain, independent }: Traced, { store, ownerOf }: Provenance): string[] {
  if (independent.min === independent.max) return [];
  return doubtsOf(chain, ownerOf).map((doubt) => {
    if (doubt.kind === "owner") {
      return `perhaps ${independent.min}: ${names(doubt.voices, store)} belong together`;
    }
    if (doubt.kind === "speaker") {
      return `perhaps ${independent.min}: ${names(doubt.voices, store)} belong${doubt.voices.length === 1 ? "s" : ""} with the speaker`;
    }
    return doubt.hops === 1
      ? `perhaps ${independent.min}: nobody knows who the unknown hop is`
      : `perhaps ${independent.min}: the ${doubt.hops} unknown hops may be one`;
  });
}

/** Draws what rests on a document, which has no chain of its own. */
export function* drawDocument(
  document: Entry<"document">,
  provenance: Provenance,
  options: TieOptions,
  style: Style,
): Generator<string> {
  const { chalk } = style;
  yield `${chalk.bold.cyan(document.id)}   ${chalk.dim(placeOf(document))}\n`;
  const fall = provenance.fallOf(document.id);
  const word = fall ? chalk.red(` ${marksOf(style).gap} ${fall.word}`) : "";
  yield `${oneLine(nameOf(document))}${word}\n\n`;
  const tied = [...drawTies(document, provenance, options, style)];
  yield tied.length > 0 ? `${tied.join("\n")}\n` : "nothing rests on it\n";
}

/** Breaks a text to the width of the terminal, where there is one. */
function fold(text: string, { columns }: Style): string[] {
  return columns === undefined ? [text] : wrap(text, columns);
}

function paintName({ chalk }: Style, tone: Line["tone"], text: string): string {
  if (tone === "speaker") return chalk.bold(text);
  if (tone === "gap") return chalk.red(text);
  return tone === "forum" || tone === "again" ? chalk.dim(text) : text;
}

const GAP = 3;

/** The least width, in columns, in which a name is still worth reading. */
const LEAST_NAME = 24;

function columnWidths(
  lines: readonly Line[],
  columns: number | undefined,
): [number, number, number] {
  const widest = (cell: (line: Line) => string) =>
    lines.reduce((most, line) => Math.max(most, width(cell(line))), 0);
  const name = widest((line) => line.lead + line.name + line.details);
  const cue = widest(({ cue }) => cue);
  const place = widest(({ place }) => place);
  if (columns === undefined || name + cue + place + 2 * GAP <= columns) return [name, cue, place];
  // Who it was matters more than where it is written: the place gives way first.
  return [Math.min(name, Math.max(LEAST_NAME, columns - cue - GAP)), cue, 0];
}

function layLine(
  { lead, name, details, cue, place }: Line,
  [nameWidth, cueWidth, placeWidth]: readonly [number, number, number],
  paint: (text: string) => string,
  style: Style,
): string {
  const { chalk } = style;
  const { more: ellipsis } = marksOf(style);
  const shown = truncate(name, Math.max(1, nameWidth - width(lead)), ellipsis);
  const more = truncate(details, Math.max(0, nameWidth - width(lead + shown)), ellipsis);
  const filler = " ".repeat(Math.max(0, nameWidth - width(lead + shown + more)) + GAP);
  const first = chalk.dim(lead) + paint(shown) + chalk.dim(more);
  const third = placeWidth === 0 ? "" : " ".repeat(GAP) + chalk.dim(place);
  return (first + filler + pad(cue, cueWidth) + third).trimEnd();
}

function* chainLines(traced: Traced, store: Store, style: Style): Generator<Line> {
  const { chain } = traced;
  const marks = marksOf(style);
  // In a chain of one strand all hops are bottlenecks, and a mark on each would say nothing.
  const isBranched = chain.drawnOnBy.some((targets) => targets.length > 1);
  const bottlenecks = new Set(isBranched ? traced.bottlenecks : []);
  const drawn = new Set<number>();
  yield speakerLine(chain, store, marks);
  const said = saidLine(chain, store, marks);
  if (said) yield said;
  const progress = { store, marks, style, drawn, bottlenecks };
  yield* branchLines(chain, FROM_SPEAKER, AT_EDGE, { ...progress, onWay: new Set() });
  // What no way from the speaker reaches is drawn too: each piece from where it begins, or from the
  // first hop of the loop that it begins with.
  const starts = [
    ...chain.hops.filter(({ from }) => from.length === 0),
    ...chain.loops.map(([first]) => chain.hops[first!]!),
  ];
  for (const hop of starts) {
    if (drawn.has(hop.index)) continue;
    yield { ...EMPTY, name: `${marks.gap} nothing leads here from the speaker`, tone: "gap" };
    yield hopLine(chain, hop, marks.last, { store, marks });
    drawn.add(hop.index);
    const onWay = new Set([hop.index]);
    yield* branchLines(chain, hop.index, deeper(AT_EDGE, "   "), { ...progress, onWay });
  }
}

interface Progress extends Drawing {
  readonly style: Style;
  /** The hops that are drawn already. */
  readonly drawn: Set<number>;
  /** The hops on the way from the speaker to here. */
  readonly onWay: Set<number>;
  /** The voices that all reports have it through. */
  readonly bottlenecks: ReadonlySet<string>;
}

function markBottleneck(line: Line, { voice }: ChainHop, { bottlenecks, marks }: Progress): Line {
  if (voice === undefined || !bottlenecks.has(voice)) return line;
  return { ...line, details: `${line.details}${marks.dot}everything passes here` };
}

/** Draws the hops that draw on a node, and what draws on them. Without recursion: chains can be long. */
function* branchLines(
  chain: Chain,
  root: number,
  indent: Indent,
  progress: Progress,
): Generator<Line> {
  const { drawn, onWay, marks, style } = progress;
  const pending: ({ node: number; indent: Indent; last: boolean } | { leave: number })[] = [];
  const enter = (node: number, under: Indent): void => {
    for (const [index, target] of chain.drawnOnBy[node + 1]!.toReversed().entries()) {
      pending.push({ node: target, indent: under, last: index === 0 });
    }
  };
  enter(root, indent);
  for (let step = pending.pop(); step; step = pending.pop()) {
    if ("leave" in step) {
      onWay.delete(step.leave);
      continue;
    }
    const hop = chain.hops[step.node]!;
    const lead = drawIndent(step.indent, style) + (step.last ? marks.last : marks.branch);
    if (drawn.has(step.node)) {
      yield againLine(chain, hop, lead, progress);
      continue;
    }
    yield markBottleneck(hopLine(chain, hop, lead, progress), hop, progress);
    drawn.add(step.node);
    onWay.add(step.node);
    pending.push({ leave: step.node });
    enter(step.node, deeper(step.indent, step.last ? "   " : marks.trunk));
  }
}

/** Points to a hop that is drawn already. */
function againLine(
  chain: Chain,
  hop: ChainHop,
  lead: string,
  { store, marks, onWay }: Progress,
): Line {
  const line = { ...EMPTY, lead, place: placeOf(chain.claim, hop.path) };
  const name = hopLine(chain, hop, lead, { store, marks }).name.slice(1).trimStart();
  return onWay.has(hop.index)
    ? {
        ...line,
        name: `${marks.gap} ${name}`,
        details: `${marks.dot}loop: back to the same hop`,
        tone: "gap",
      }
    : {
        ...line,
        name: `${marks.again} ${name}`,
        details: `${marks.dot}drawn above`,
        tone: "again",
      };
}

/** The most steps of a loop that are told. */
const MOST_STEPS = 6;

/** Tells how a claim rests on itself: `a rests on b, which rests on a`; empty where it doesn't. */
function loopText(loop: readonly Support[], gap: string): string {
  const [first] = loop;
  if (!first) return "";
  const told = loop.length > MOST_STEPS ? [...loop.slice(0, MOST_STEPS - 1), loop.at(-1)!] : loop;
  const left = loop.length - told.length;
  const steps = told.map(({ how, to }, index) => {
    const between = left > 0 && index === told.length - 1 ? `, ${count(left, "step")} on,` : "";
    return `${index === 0 ? first.from.id : `which${between}`} ${how} ${to.id}`;
  });
  return `${gap} loop: ${steps.join(", ")}`;
}

/** Sums a trace up: its status and what its chain is worth. */
function summary(traced: Traced, store: Store, style: Style): string {
  const { status, chain, hands, reports, independent, bottlenecks, origins } = traced;
  const parts = [paintStatus(style, status)];
  if (reports === 0) parts.push("no report");
  else {
    parts.push(
      count(hands, "hand"),
      count(reports, "report"),
      `${rangeText(independent)} independent`,
    );
  }
  if (bottlenecks.length > 0) {
    parts.push(`everything passes through ${names(bottlenecks, store)}`);
  }
  if (chain.claim.value["based-on"] !== undefined && origins.length > 0) {
    parts.push(`goes back to ${names(origins, store)}`);
  }
  return parts.join(marksOf(style).dot);
}

function names(ids: readonly string[], store: Store): string {
  const unique = [...new Set(ids)];
  return unique
    .map((id) => (id === UNKNOWN ? "someone unknown" : oneLine(nameOfId(store, id))))
    .join(" and ");
}
