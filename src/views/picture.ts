import type { Chain, ChainHop } from "../provenance/chain.js";
import { FROM_SPEAKER } from "../provenance/chain.js";
import type { Provenance, Traced } from "../provenance/provenance.js";
import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { oneLine } from "../terminal/text.js";

/** What a node of a picture stands for; each has a shape, a colour and a word of its own. */
export const NODE_KINDS = {
  speaker: "original speaker",
  anonymous: "anonymous source",
  agent: "person or organization",
  outlet: "outlet",
  document: "document",
  forum: "forum (no voice)",
  unknown: "unknown: nobody is named",
  missing: "missing in the store",
} as const;

/** One of {@link NODE_KINDS}. */
export type NodeKind = keyof typeof NODE_KINDS;

/** A node of a picture. Its texts are safe for a line, and not yet escaped for a format. */
export interface PictureNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** Whether everything passes through it. */
  readonly isBottleneck: boolean;
}

/** An edge of a picture: what was passed on, or what a claim rests on. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly kind: "relay" | "loop" | "rests-on";
}

/** A claim in a picture: its chain, framed. */
export interface PictureClaim {
  readonly id: string;
  readonly text: string;
  readonly summary: string;
  readonly nodes: readonly PictureNode[];
}

/** The chains of some claims and of what they rest on, as nodes and edges. */
export interface Picture {
  readonly claims: readonly PictureClaim[];
  readonly edges: readonly PictureEdge[];
  /** The kinds that stand in it, in the order of {@link NODE_KINDS}. */
  readonly kinds: readonly NodeKind[];
}

/**
 * Lays out what a picture shows: the claims, those that they rest on, and the ties between them.
 *
 * @param depth how many steps of `based-on` to follow
 */
export function pictureOf(
  traces: readonly Traced[],
  provenance: Provenance,
  depth: number,
): Picture {
  const all = withFoundations(traces, provenance, depth);
  const position = new Map(all.map(({ chain }, index) => [chain.claim.id, index]));
  const claims: PictureClaim[] = [];
  const edges: PictureEdge[] = [];
  for (const [index, traced] of all.entries()) {
    const { chain } = traced;
    const idOf = (node: number) => (node === FROM_SPEAKER ? `c${index}s` : `c${index}h${node}`);
    const isBottleneck = (voice: string | undefined) =>
      voice !== undefined && traced.bottlenecks.includes(voice);
    const nodes = chain.hops.map((hop) => ({
      id: idOf(hop.index),
      kind: hopKind(hop),
      name: hopName(hop),
      isBottleneck: isBottleneck(hop.voice),
    }));
    nodes.unshift({
      id: idOf(FROM_SPEAKER),
      kind: speakerKind(chain),
      name: oneLine(chain.speaker ? nameOf(chain.speaker) : chain.claim.value.speaker),
      isBottleneck: false,
    });
    edges.push(...relayEdges(chain, idOf));
    for (const id of chain.claim.value["based-on"] ?? []) {
      const below = position.get(id);
      if (below === undefined) continue;
      edges.push({
        from: `c${below}s`,
        to: idOf(FROM_SPEAKER),
        label: "rests on",
        kind: "rests-on",
      });
    }
    claims.push({
      id: chain.claim.id,
      text: oneLine(chain.claim.value.text),
      summary: summaryOf(traced),
      nodes,
    });
  }
  const present = new Set(claims.flatMap(({ nodes }) => nodes.map(({ kind }) => kind)));
  const kinds = (Object.keys(NODE_KINDS) as NodeKind[]).filter((kind) => present.has(kind));
  return { claims, edges, kinds };
}

function withFoundations(
  traces: readonly Traced[],
  provenance: Provenance,
  depth: number,
): Traced[] {
  const all = new Map(traces.map((traced) => [traced.chain.claim.id, { traced, level: 0 }]));
  for (const { traced, level } of all.values()) {
    if (level >= depth) continue;
    for (const id of traced.chain.claim.value["based-on"] ?? []) {
      const claim = provenance.store.claims.get(id);
      if (claim && !all.has(id)) all.set(id, { traced: provenance.trace(claim), level: level + 1 });
    }
  }
  return [...all.values()].map(({ traced }) => traced);
}

function relayEdges(chain: Chain, idOf: (node: number) => string): PictureEdge[] {
  const loopOf = new Map(chain.loops.flatMap((loop, index) => loop.map((node) => [node, index])));
  return chain.hops.flatMap((hop) => {
    const when = hop.hop.date ?? hop.document?.value.date;
    const label = [hop.hop.how, when]
      .filter((each) => each !== undefined)
      .map(oneLine)
      .join(", ");
    return hop.from.map((source): PictureEdge => {
      const isLoop = loopOf.has(source) && loopOf.get(source) === loopOf.get(hop.index);
      return { from: idOf(source), to: idOf(hop.index), label, kind: isLoop ? "loop" : "relay" };
    });
  });
}

function speakerKind({ speaker, claim }: Chain): NodeKind {
  if (!speaker) return claim.value.speaker === "unknown" ? "unknown" : "missing";
  if (speaker.kind === "document") return "document";
  const kinds = { anonymous: "anonymous", outlet: "outlet", forum: "forum" } as const;
  const kind = speaker.value.kind;
  return kind === "person" || kind === "organization" ? "speaker" : kinds[kind];
}

function hopKind({ gap, agent, document, hop }: ChainHop): NodeKind {
  if (gap !== undefined) return gap;
  if (agent?.id !== hop.via) return document ? "document" : "missing";
  const { kind } = agent.value;
  return kind === "person" || kind === "organization" ? "agent" : kind;
}

function hopName({ gap, agent, document, hop }: ChainHop): string {
  if (gap !== undefined) return oneLine(hop.via);
  const entry: Entry | undefined = agent?.id === hop.via ? agent : document;
  return oneLine(entry ? nameOf(entry) : hop.via);
}

function summaryOf({ status, hands, reports, independent }: Traced): string {
  const range =
    independent.min === independent.max
      ? String(independent.min)
      : `${independent.min} to ${independent.max}`;
  return reports === 0
    ? status
    : `${status}: hands ${hands}, reports ${reports}, independent ${range}`;
}
