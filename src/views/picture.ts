import { type Chain, type ChainHop, FROM_SPEAKER } from "../provenance/chain.js";
import { circles } from "../provenance/graph.js";
import type { Provenance, Traced } from "../provenance/provenance.js";
import { publicNameOf as nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { count, oneLine } from "../terminal/text.js";
import { rangeText } from "./rows.js";

/** What a node of a picture stands for, in the legend's words; each has a shape and a colour of its own. */
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
  /** The id of the entry of the store that it stands for; absent where there is none. */
  readonly entry?: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** What is said of it below its name: what it is, first. */
  readonly notes: readonly string[];
  /** Whether everything passes through it. */
  readonly isBottleneck: boolean;
}

/** An edge of a picture, in the direction in which an assertion travels. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Whether one hop draws on another, or a claim has something for its basis. */
  readonly kind: "relay" | "basis";
  /** Whether it is part of a circle. */
  readonly isLoop: boolean;
}

/** A claim in a picture: its chain, framed. The first of its nodes is the speaker. */
export interface PictureClaim {
  readonly id: string;
  readonly text: string;
  readonly summary: string;
  readonly isCircular: boolean;
  readonly nodes: readonly PictureNode[];
}

/** The chains of some claims and of what they rest on, as nodes and edges. */
export interface Picture {
  readonly title: string;
  readonly claims: readonly PictureClaim[];
  /** What the claims rest on and is no claim: documents, and ids that nothing has. */
  readonly grounds: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** The kinds that stand in it, in the order of {@link NODE_KINDS}. */
  readonly kinds: readonly NodeKind[];
}

/**
 * Lays out what a picture shows: the claims, what they rest on, and the ties between them.
 *
 * @param depth how many steps of `based-on` to follow
 */
export function pictureOf(
  traces: readonly Traced[],
  provenance: Provenance,
  depth: number,
): Picture {
  const all = withFoundations(traces, provenance, depth);
  const claims: PictureClaim[] = [];
  const grounds: PictureNode[] = [];
  const edges: PictureEdge[] = [];
  for (const [id, { key, traced }] of all) {
    if (traced) {
      claims.push(claimFrame(key, traced, provenance));
      edges.push(...relayEdges(key, traced.chain));
    } else grounds.push(groundNode(key, id, provenance));
  }
  edges.push(...basisEdges(all));
  const nodes = [...claims.flatMap((claim) => claim.nodes), ...grounds];
  const present = new Set(nodes.map(({ kind }) => kind));
  const kinds = (Object.keys(NODE_KINDS) as NodeKind[]).filter((kind) => present.has(kind));
  const asked = traces.map(({ chain }) => chain.claim.id);
  const title = `Provenance of ${asked.length > 3 ? count(asked.length, "claim") : asked.join(", ")}`;
  return { title, claims, grounds, edges, kinds };
}

/** An entry of a picture: a claim with its trace, or a ground without one. */
interface Shown {
  /** What its nodes' ids begin with. */
  readonly key: string;
  readonly traced: Traced | undefined;
  /** How many steps from a claim that was asked for. */
  readonly level: number;
  /** The ids of what it rests on, as far as that is shown. */
  readonly below: readonly string[];
}

function withFoundations(
  traces: readonly Traced[],
  provenance: Provenance,
  depth: number,
): ReadonlyMap<string, Shown> {
  const { claims, documents } = provenance.store;
  const all = new Map<string, Shown>();
  const enter = (id: string, level: number): void => {
    if (all.has(id)) return;
    const claim = claims.get(id);
    const supports = claim?.value["based-on"] ?? documents.get(id)?.value.cites ?? [];
    const key = `${claim ? "c" : "d"}${all.size}`;
    const traced = claim && provenance.trace(claim);
    all.set(id, { key, traced, level, below: level < depth ? [...new Set(supports)] : [] });
  };
  for (const { chain } of traces) enter(chain.claim.id, 0);
  for (const { level, below } of all.values()) for (const id of below) enter(id, level + 1);
  return all;
}

function claimFrame(key: string, traced: Traced, provenance: Provenance): PictureClaim {
  const { chain, bottlenecks } = traced;
  const { id, value } = chain.claim;
  const hops = chain.hops.map((hop): PictureNode => {
    const isBottleneck = hop.voice !== undefined && bottlenecks.includes(hop.voice);
    const notes = hopNotes(hop);
    return {
      id: idOf(key, hop.index),
      ...(hop.gap === undefined ? { entry: hop.hop.via } : {}),
      kind: hopKind(hop),
      name: hopName(hop),
      notes: isBottleneck ? [...notes, "everything passes here"] : notes,
      isBottleneck,
    };
  });
  const fall = fallenWord(id, provenance);
  return {
    id,
    text: oneLine(value.text),
    summary: [summaryOf(traced), ...fall].join(" · "),
    isCircular: traced.status === "circular",
    nodes: [speakerNode(key, chain), ...hops],
  };
}

function idOf(key: string, node: number): string {
  return node === FROM_SPEAKER ? `${key}s` : `${key}h${node}`;
}

function speakerNode(key: string, chain: Chain): PictureNode {
  const { speaker, claim } = chain;
  const kind = speakerKind(chain);
  const said = [claim.value.how, claim.value.date].filter((each) => each !== undefined);
  const word = {
    ...NODE_KINDS,
    agent: "original speaker",
    outlet: "outlet, in its own voice",
    document: "document, in its own voice",
    forum: "forum, which can't speak",
    unknown: "nobody is named",
    missing: "speaker, missing",
  }[kind];
  return {
    id: idOf(key, FROM_SPEAKER),
    ...(speaker ? { entry: speaker.id } : {}),
    kind,
    name: oneLine(speaker ? nameOf(speaker) : claim.value.speaker),
    notes: said.length === 0 ? [word] : [word, oneLine(said.join(", "))],
    isBottleneck: false,
  };
}

/** What a claim rests on that is no claim itself. */
function groundNode(key: string, id: string, provenance: Provenance): PictureNode {
  const document = provenance.store.documents.get(id);
  const kind = document ? "document" : "missing";
  const notes = [document?.value.kind ?? kind, ...fallenWord(id, provenance)];
  return {
    id: key,
    ...(document ? { entry: id } : {}),
    kind,
    name: oneLine(document ? nameOf(document) : id),
    notes,
    isBottleneck: false,
  };
}

function fallenWord(id: string, provenance: Provenance): string[] {
  const fall = provenance.fallOf(id);
  if (!fall) return [];
  return [fall.date === undefined ? fall.word : `${fall.word} ${oneLine(fall.date)}`];
}

function relayEdges(key: string, chain: Chain): PictureEdge[] {
  const loopOf = new Map(chain.loops.flatMap((loop, index) => loop.map((node) => [node, index])));
  return chain.hops.flatMap((hop) => {
    const when = hop.hop.date ?? hop.document?.value.date;
    const label = [hop.hop.how, when]
      .filter((each) => each !== undefined)
      .map(oneLine)
      .join(", ");
    return hop.from.map((source): PictureEdge => {
      const isLoop = loopOf.has(source) && loopOf.get(source) === loopOf.get(hop.index);
      return { from: idOf(key, source), to: idOf(key, hop.index), label, kind: "relay", isLoop };
    });
  });
}

function basisEdges(all: ReadonlyMap<string, Shown>): PictureEdge[] {
  const shown = [...all.values()];
  const position = new Map([...all.keys()].map((id, index) => [id, index]));
  const below = shown.map((each) => each.below.map((id) => position.get(id)!));
  const loops = circles({ size: shown.length, successors: (node) => below[node]! });
  const loopOf = new Map(loops.flatMap((loop, index) => loop.map((node) => [node, index])));
  const endOf = ({ key, traced }: Shown) => (traced ? idOf(key, FROM_SPEAKER) : key);
  return shown.flatMap((each, index) =>
    below[index]!.map((base): PictureEdge => {
      const isLoop = loopOf.has(base) && loopOf.get(base) === loopOf.get(index);
      const label = each.traced ? "basis of" : "cited by";
      return { from: endOf(shown[base]!), to: endOf(each), label, kind: "basis", isLoop };
    }),
  );
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

function hopNotes({ gap, agent, document, hop, from, danglingFrom }: ChainHop): string[] {
  const isAgent = agent?.id === hop.via;
  const word =
    gap === "unknown"
      ? "nobody is named"
      : (gap ?? (isAgent ? agent.value.kind : (document?.value.kind ?? "document")));
  const notes: string[] = [word];
  if (hop.in !== undefined) {
    notes.push(document ? `in ${oneLine(nameOf(document))}` : `in ${oneLine(hop.in)}, missing`);
  }
  for (const name of danglingFrom) notes.push(`from ${oneLine(name)}, missing`);
  if (from.length === 0) notes.push("nothing leads here");
  return notes;
}

function hopName({ gap, agent, document, hop }: ChainHop): string {
  if (gap !== undefined) return oneLine(hop.via);
  const entry: Entry | undefined = agent?.id === hop.via ? agent : document;
  return oneLine(entry ? nameOf(entry) : hop.via);
}

function summaryOf({ status, hands, reports, independent }: Traced): string {
  if (reports === 0) return status;
  const measures = [count(hands, "hand"), count(reports, "report")];
  return [status, ...measures, `${rangeText(independent)} independent`].join(" · ");
}
