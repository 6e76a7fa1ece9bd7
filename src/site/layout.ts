import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";
import { tanglesOf } from "./layout-tangles.js";
import type { Network } from "./network.js";

/** Where a voice stands: to the right and downward, in pixels at full size. */
export type Point = readonly [x: number, y: number];

/** Half of the room that a voice and its name take. */
const ROOM = 62;

/** How many steps are taken at most, and how many moves of a single voice in all of them. */
const MOST_STEPS = 300;
const MOST_MOVES = 120_000;
const FEWEST_STEPS = 50;

/** Among so many no name may stand on another at all, whatever it costs. */
const FEW = 300;

/** With no more ties than this, several beginnings are tried. */
const FEW_TIES = 60;
/** How many ties are laid out in all trials of a small network, and how often at most. */
const TRIED_TIES = 600;
const MOST_TRIALS = 48;

/** Where between those who only say (-1) and those who only pass on (1) a voice belongs. */
interface Body extends SimulationNodeDatum {
  readonly lean: number;
}

/**
 * Lays out a network: who is tied stands near, who says stands on the left and who passes on to its right, and
 * nobody stands on another's name. Forces, by Barnes & Hut (d3-force), from the same beginnings each time; the
 * larger the network, the fewer the steps, so that time grows with its size and no faster. Of a small one, which
 * is looked at whole, the least tangled of several is taken.
 */
export function layOut(network: Network): Point[] {
  if (network.ties.length > FEW_TIES) return settle(network, 0);
  const length = Math.min(MOST_TRIALS, Math.ceil(TRIED_TIES / Math.max(1, network.ties.length)));
  const trials = Array.from({ length }, (_, trial) => {
    const points = settle(network, trial);
    return { points, tangles: tanglesOf(points, network.ties, ROOM / 2) };
  });
  return trials.reduce((best, each) => (each.tangles < best.tangles ? each : best)).points;
}

/** Lets the forces play from one of the beginnings. */
function settle({ voices, ties }: Network, trial: number): Point[] {
  const bodies = leansOf(voices.length, ties).map((lean, index) => ({
    lean,
    ...spiral(index, trial),
  }));
  const span = ROOM * 1.6 * Math.sqrt(voices.length);
  const steps = stepsFor(voices.length);
  forceSimulation<Body>(bodies)
    .force("link", linkForce(backboneOf(voices.length, ties), ties[0]?.[2] ?? 1))
    .force(
      "apart",
      forceManyBody()
        .strength(-700)
        .theta(1.2)
        .distanceMax(span * 2),
    )
    .force("flow", forceX<Body>(({ lean }) => lean * span).strength(0.07))
    .force("middle", forceY(0).strength(0.09))
    .force("room", forceCollide(ROOM).iterations(voices.length > FEW ? 1 : 2))
    .stop()
    .alphaDecay(1 - 0.001 ** (1 / steps))
    .tick(steps);
  return bodies.map(({ x, y }): Point => [Math.round(x), Math.round(y)]);
}

/** Sunflower seeds, the busiest in the middle (as d3-force begins); in each trial turned by another angle. */
function spiral(index: number, trial: number): { x: number; y: number } {
  const radius = 10 * Math.sqrt(0.5 + index);
  const angle = index * Math.PI * (3 - Math.sqrt(5)) * (trial + 1);
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

interface Link {
  readonly source: number;
  readonly target: number;
  readonly claims: number;
}

/** How many ties of a voice draw it to its place. */
const DRAWN_BY = 4;

/** The strongest ties of each voice: all of them would draw everybody into one heap. */
function backboneOf(size: number, ties: Network["ties"]): Link[] {
  const kept = new Array<number>(size).fill(0);
  return ties.flatMap(([from, to, claims]) => {
    if (from === to || (kept[from]! >= DRAWN_BY && kept[to]! >= DRAWN_BY)) return [];
    kept[from]!++;
    kept[to]!++;
    return [{ source: from, target: to, claims }];
  });
}

/** Pulls the more, the more claims; and less at who has many ties, whom all of them would tear apart. */
function linkForce(links: readonly Link[], most: number) {
  const degrees = new Map<number, number>();
  for (const { source, target } of links) {
    for (const end of [source, target]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  }
  const strengths = links.map(({ source, target, claims }) => {
    const weight = 0.5 + 0.5 * Math.sqrt(claims / most);
    return weight / Math.min(degrees.get(source)!, degrees.get(target)!);
  });
  return forceLink<Body, SimulationLinkDatum<Body>>(links.map((link) => ({ ...link })))
    .distance(ROOM * 2.6)
    .strength((_, index) => strengths[index]!);
}

function leansOf(size: number, ties: Network["ties"]): number[] {
  const given = new Array<number>(size).fill(0);
  const taken = new Array<number>(size).fill(0);
  for (const [from, to, claims] of ties) {
    given[from]! += claims;
    taken[to]! += claims;
  }
  return given.map((give, index) => (taken[index]! - give) / Math.max(1, taken[index]! + give));
}

function stepsFor(size: number): number {
  return Math.round(Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, MOST_MOVES / Math.max(1, size))));
}
