import type { Chain, ChainHop } from "../provenance/chain.js";
import { FROM_SPEAKER } from "../provenance/chain.js";
import type { Provenance, Traced } from "../provenance/provenance.js";
import { nameOfId } from "../provenance/ways.js";
import type { Store } from "../store/store.js";
import { paintStatus, type Style } from "../terminal/style.js";
import { count, oneLine, pad, truncate, width, wrap } from "../terminal/text.js";
import { type Drawing, EMPTY, hopLine, type Line, marksOf, placeOf, speakerLine } from "./hops.js";
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
  const lines = [...chainLines(traced.chain, store, style)];
  const widths = columnWidths([head, ...lines], style.columns);
  yield `${layLine({ ...head }, widths, (text) => chalk.bold.cyan(text), style)}\n`;
  for (const line of wrap(oneLine(claim.value.text), style.columns ?? Number.POSITIVE_INFINITY)) {
    yield `${line}\n`;
  }
  yield "\n";
  for (const line of lines) {
    yield `${layLine(line, widths, (text) => paintName(style, line.tone, text), style)}\n`;
  }
  const tied = [...drawTies(claim, provenance, options, style)];
  if (tied.length > 0) yield `\n${tied.join("\n")}\n`;
  yield "\n";
  yield* wrap(summary(traced, store, style), style.columns ?? Number.POSITIVE_INFINITY).map(
    (line) => `${line}\n`,
  );
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
  const withPlace = columns - cue - place - 2 * GAP;
  if (withPlace >= LEAST_NAME) return [withPlace, cue, place];
  return [Math.max(LEAST_NAME, columns - cue - GAP), cue, 0];
}

function layLine(
  { lead, name, details, cue, place }: Line,
  [nameWidth, cueWidth, placeWidth]: readonly [number, number, number],
  paint: (text: string) => string,
  { chalk }: Style,
): string {
  const shown = truncate(name, Math.max(1, nameWidth - width(lead)));
  const more = truncate(details, Math.max(0, nameWidth - width(lead + shown)));
  const filler = " ".repeat(Math.max(0, nameWidth - width(lead + shown + more)) + GAP);
  const first = chalk.dim(lead) + paint(shown) + chalk.dim(more);
  const third = placeWidth === 0 ? "" : " ".repeat(GAP) + chalk.dim(place);
  return (first + filler + pad(cue, cueWidth) + third).trimEnd();
}

function* chainLines(chain: Chain, store: Store, style: Style): Generator<Line> {
  const marks = marksOf(style);
  const drawn = new Set<number>();
  yield speakerLine(chain, store, marks);
  const { how, date } = chain.claim.value;
  const said = [how, date]
    .filter((each) => each !== undefined)
    .map(oneLine)
    .join(", ");
  const hasHops = chain.drawnOnBy[0]!.length > 0;
  if (said !== "") yield { ...EMPTY, lead: hasHops ? marks.trunk : "   ", details: ` ${said}` };
  yield* branchLines(chain, FROM_SPEAKER, "", { store, marks, drawn, onWay: new Set() });
  // What no way from the speaker reaches is drawn too, each piece from its first hop.
  for (const hop of chain.hops) {
    if (chain.reached[hop.index] || drawn.has(hop.index)) continue;
    yield { ...EMPTY, name: `${marks.gap} nothing leads here from the speaker`, tone: "gap" };
    yield hopLine(chain, hop, marks.last, { store, marks });
    drawn.add(hop.index);
    yield* branchLines(chain, hop.index, "   ", {
      store,
      marks,
      drawn,
      onWay: new Set([hop.index]),
    });
  }
}

interface Progress extends Drawing {
  /** The hops that are drawn already. */
  readonly drawn: Set<number>;
  /** The hops on the way from the speaker to here. */
  readonly onWay: Set<number>;
}

/** Draws the hops that draw on a node, and what draws on them. Without recursion: chains can be long. */
function* branchLines(
  chain: Chain,
  root: number,
  lead: string,
  progress: Progress,
): Generator<Line> {
  const { drawn, onWay, marks } = progress;
  type Step = { node: number; lead: string; last: boolean } | { leave: number };
  const stepsInto = (node: number, under: string): Step[] => {
    const targets = chain.drawnOnBy[node + 1]!;
    return targets
      .map((target, index) => ({ node: target, lead: under, last: index === targets.length - 1 }))
      .reverse();
  };
  const pending: Step[] = stepsInto(root, lead);
  for (let step = pending.pop(); step; step = pending.pop()) {
    if ("leave" in step) {
      onWay.delete(step.leave);
      continue;
    }
    const hop = chain.hops[step.node]!;
    const own = step.lead + (step.last ? marks.last : marks.branch);
    if (drawn.has(step.node)) {
      yield againLine(chain, hop, own, progress);
      continue;
    }
    yield hopLine(chain, hop, own, progress);
    drawn.add(step.node);
    onWay.add(step.node);
    const under = step.lead + (step.last ? "   " : marks.trunk);
    pending.push({ leave: step.node }, ...stepsInto(step.node, under));
  }
}

function againLine(
  chain: Chain,
  hop: ChainHop,
  lead: string,
  { store, marks, onWay }: Progress,
): Line {
  const { name } = hopLine(chain, hop, lead, { store, marks });
  const place = placeOf(chain.claim, hop.path);
  return onWay.has(hop.index)
    ? {
        ...EMPTY,
        lead,
        name: ` ${marks.gap}${name}`,
        details: " · loop: back to the same hop",
        place,
        tone: "gap",
      }
    : {
        ...EMPTY,
        lead,
        name: ` ${marks.again}${name}`,
        details: " · drawn above",
        place,
        tone: "again",
      };
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
  return parts.join(" · ");
}

function names(ids: readonly string[], store: Store): string {
  return ids.map((id) => oneLine(nameOfId(store, id))).join(" and ");
}
