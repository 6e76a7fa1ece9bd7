import { bottlenecksOf } from "./bottlenecks.js";
import { type Chain, type ChainHop, FROM_SPEAKER, isLinear } from "./chain.js";
import { type Gate, Network } from "./flow.js";
import { type Flow, reportsOf, withoutLoops } from "./strand.js";

/** The statuses of a claim, in the order in which the first that applies is taken. */
export const STATUSES = [
  "circular",
  "unattributed",
  "anonymous",
  "own-voice",
  "original",
  "broken",
  "traced",
] as const;

/** One of {@link STATUSES}. */
export type Status = (typeof STATUSES)[number];

/** What each status means, in a few words. */
export const STATUS_MEANINGS: Record<Status, string> = {
  circular: "the claim rests on itself",
  unattributed: "nobody is named as its speaker",
  anonymous: "its speaker is an anonymous source",
  "own-voice": "an outlet or a document says so itself and names nobody",
  original: "a named speaker, and a primary record of the words",
  broken: "a named speaker, but a link of the chain is missing",
  traced: "every chain leads through named hands to a named speaker",
};

/** What a claim's chain is worth. Always computed, never stored. */
export interface Measures {
  /** The voiced hops on the longest way from the speaker to a report, the report included. */
  readonly hands: number;
  /** The chain's ends: voiced hops that no other voiced hop draws on. */
  readonly reports: number;
  /** The largest number of ways from the speaker to the reports that share no voice. */
  readonly independent: { readonly min: number; readonly max: number };
  /** The voices that stand, ahead of its end, on every way to every report; nearest the speaker first. */
  readonly bottlenecks: readonly string[];
}

/**
 * Tells a claim's status.
 *
 * @param circular whether the claim rests on itself through other claims or documents
 */
export function statusOf(chain: Chain, circular: boolean): Status {
  const { speaker, claim, hops } = chain;
  if (circular || chain.loops.length > 0) return "circular";
  const kind = speaker?.kind === "document" ? "document" : speaker?.value.kind;
  if (claim.value.speaker === "unknown" || kind === "forum") return "unattributed";
  if (kind === "anonymous") return "anonymous";
  if (kind === "outlet" || kind === "document") return "own-voice";
  if (kind === undefined) return "broken";
  if (chain.record) return "original";
  if (claim.value.in !== undefined) return "broken";
  return hops.every((hop) => hop.gap === undefined && chain.reached[hop.index])
    ? "traced"
    : "broken";
}

/**
 * Measures a chain. That hops draw on each other in a circle adds nothing, nor do hops that no way
 * from the speaker reaches but through one.
 *
 * @param ownerOf gives one name for all agents that are tied by `part-of`
 */
export function measure(chain: Chain, ownerOf: (voice: string) => string): Measures {
  if (isLinear(chain.hops)) return measureStrand(chain.hops);
  const flow = withoutLoops(chain);
  const reports = reportsOf(flow);
  if (reports.length === 0) {
    return NOTHING;
  }
  const independent = reports.length === 1 ? ONE : independentWays(chain, flow, reports, ownerOf);
  return {
    hands: longestWay(flow, reports),
    reports: reports.length,
    independent,
    bottlenecks: bottlenecksOf(flow, reports),
  };
}

const NOTHING: Measures = {
  hands: 0,
  reports: 0,
  independent: { min: 0, max: 0 },
  bottlenecks: [],
};

/** A strand has one report, its last voice; all voices before stand on the one way. */
function measureStrand(hops: readonly ChainHop[]): Measures {
  const voiced = hops.filter(({ voice }) => voice !== undefined);
  if (voiced.length === 0) return NOTHING;
  const bottlenecks: string[] = [];
  const seen = new Set<string>();
  for (const { voice, gap } of voiced.slice(0, -1)) {
    if (gap === "unknown" || !seen.has(voice!)) bottlenecks.push(voice!);
    seen.add(voice!);
  }
  return { hands: voiced.length, reports: 1, independent: ONE, bottlenecks };
}

/** Ways that share no voice end in different reports: to one report there is one. */
const ONE = { min: 1, max: 1 };

function independentWays(
  chain: Chain,
  flow: Flow,
  reports: readonly number[],
  ownerOf: (voice: string) => string,
): Measures["independent"] {
  const tops = topVoices(flow);
  if (tops !== undefined && haveOwnersOfTheirOwn(chain, ownerOf)) return { min: tops, max: tops };
  const eachAlone = ({ voice, gap, index }: ChainHop) =>
    gap === "unknown" ? `${voice} ${index}` : voice!;
  const max = countWays(flow, reports, eachAlone);
  const speaker = ownerOf(chain.speakerVoice);
  const oneOwnerOnce = ({ voice, gap }: ChainHop) => {
    const owner = gap === "unknown" ? undefined : ownerOf(voice!);
    return owner === speaker ? undefined : owner;
  };
  const min = Math.min(max, Math.max(1, countWays(flow, reports, oneOwnerOnce)));
  return { min, max };
}

/**
 * Counts the ways of a tree in which no voice stands twice: one for each voice that no other comes
 * before, since all reports below it pass it. `undefined` where the chain is no such tree.
 */
function topVoices({ hops, order }: Flow): number | undefined {
  const voices = new Set<string>();
  const isBelow = new Array<boolean>(hops.length).fill(false);
  let tops = 0;
  for (const node of order) {
    const { voice, from } = hops[node]!;
    if (from.length !== 1) return undefined;
    const above = from[0]!;
    const isTop = above === FROM_SPEAKER || !isBelow[above];
    isBelow[node] = !isTop || voice !== undefined;
    if (voice === undefined) continue;
    if (voices.has(voice)) return undefined;
    voices.add(voice);
    if (isTop) tops++;
  }
  return tops;
}

/** Tells whether every voice is known, and none shares an owner with another or with the speaker. */
function haveOwnersOfTheirOwn({ hops, speakerVoice }: Chain, ownerOf: (voice: string) => string) {
  const owners = new Set([ownerOf(speakerVoice)]);
  for (const { voice, gap } of hops) {
    if (voice === undefined) continue;
    const owner = ownerOf(voice);
    if (gap === "unknown" || owners.has(owner)) return false;
    owners.add(owner);
  }
  return true;
}

function longestWay({ hops, next, order }: Flow, reports: readonly number[]): number {
  const before = new Int32Array(hops.length);
  const length = new Int32Array(hops.length);
  for (const node of order) {
    length[node] = before[node]! + (hops[node]!.voice === undefined ? 0 : 1);
    for (const target of next[node + 1]!) {
      before[target] = Math.max(before[target]!, length[node]!);
    }
  }
  return reports.reduce((most, report) => Math.max(most, length[report]!), 0);
}

/**
 * Counts the ways to reports that share no voice. Hops of one voice are one node: what a voice has
 * heard at one hop it can pass on at another.
 *
 * @param voiceOf names the voice of a voiced hop; `undefined` closes the hop to every way
 */
function countWays(
  { hops, next, order }: Flow,
  reports: readonly number[],
  voiceOf: (hop: ChainHop) => string | undefined,
): number {
  const network = new Network();
  const voices = new Map<string, Gate>();
  const gates = new Map<number, Gate>();
  for (const node of order) {
    const hop = hops[node]!;
    const voice = hop.voice === undefined ? undefined : voiceOf(hop);
    if (hop.voice !== undefined && voice === undefined) continue;
    const gate =
      (voice === undefined ? undefined : voices.get(voice)) ?? network.add(voice === undefined);
    if (voice !== undefined) voices.set(voice, gate);
    gates.set(node, gate);
  }
  for (const node of [FROM_SPEAKER, ...order]) {
    const exit = node === FROM_SPEAKER ? network.source : gates.get(node)?.exit;
    if (exit === undefined) continue;
    for (const target of next[node + 1]!) {
      const gate = gates.get(target);
      if (gate) network.connect(exit, gate.entry);
    }
  }
  for (const report of reports) {
    const gate = gates.get(report);
    if (gate) network.connect(gate.exit, network.sink);
  }
  return network.countWays();
}
