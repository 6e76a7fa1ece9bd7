import { quoteDot } from "../terminal/escape.js";
import { wrap } from "../terminal/text.js";
import {
  NODE_KINDS,
  type NodeKind,
  type Picture,
  type PictureClaim,
  type PictureEdge,
  type PictureNode,
} from "./picture.js";

/** Shape, line and fill of each kind: any one of them tells the kinds apart without the others. */
const LOOKS: Record<NodeKind, string> = {
  speaker: 'shape=box, style="filled,bold", fillcolor="#cfe8cf"',
  anonymous: 'shape=box, style="filled,dashed", fillcolor="#fff2cc"',
  agent: 'shape=ellipse, style="filled", fillcolor="#ffffff"',
  outlet: 'shape=box, style="filled,rounded", fillcolor="#d6e6fa"',
  document: 'shape=note, style="filled", fillcolor="#f2f2f2"',
  forum: 'shape=hexagon, style="filled", fillcolor="#ffffff"',
  unknown: 'shape=octagon, style="filled,dashed", fillcolor="#f8cecc"',
  missing: 'shape=doubleoctagon, style="filled", fillcolor="#f8cecc"',
};

/** The colour of what goes in a circle. */
const LOOP_COLOR = "#a8322d";

/** The widest line of a node's label and of a frame's, in columns. */
const LABEL_WIDTH = 28;
const FRAME_WIDTH = 60;

/** The most kinds in a row of the legend. */
const LEGEND_ROW = 5;

/** Draws a picture in DOT, Graphviz's language; below it a legend of the kinds that stand in it. */
export function printDot(picture: Picture): string {
  const { title, claims, grounds, edges } = picture;
  const font = 'fontname="Helvetica"';
  const ends = endsOf(picture);
  const lines = [
    `digraph ${quoteDot([title])} {`,
    `  graph [${font}, fontsize=11, rankdir=TB, compound=true, newrank=true, nodesep=0.3, ranksep=0.45, pad=0.2];`,
    `  node [${font}, fontsize=11, margin="0.14,0.07"];`,
    `  edge [${font}, fontsize=9, fontcolor="#333333", arrowsize=0.8];`,
    ...claims.flatMap(frameOf),
    ...grounds.map((node) => `  ${node.id} [${lookOf(node)}];`),
    ...edges.map((edge) => edgeLine(edge, ends)),
    ...legendOf(picture),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * Draws the chain of a single claim in DOT, without its frame and without a legend: for a page that
 * says all else in words. Nodes and edges have their kinds for classes, so that the page can paint them.
 *
 * @param linkOf gives the address to which the node of an entry leads
 */
export function printChainDot(
  { title, claims, edges }: Picture,
  linkOf: (entry: string) => string | undefined,
): string {
  const [claim] = claims;
  if (!claim) throw new Error("a chain is that of one claim");
  const { nodes } = claim;
  const font = 'fontname="Helvetica"';
  return [
    `digraph ${quoteDot([title])} {`,
    `  graph [${font}, rankdir=TB, bgcolor="transparent", nodesep=0.3, ranksep=0.4, pad=0.05];`,
    `  node [${font}, fontsize=12, margin="0.16,0.09"];`,
    `  edge [${font}, fontsize=10, arrowsize=0.8];`,
    ...nodes.map((node) => {
      const link = node.entry === undefined ? undefined : linkOf(node.entry);
      const leads =
        link === undefined ? "" : `, URL=${quoteDot([link])}, tooltip=${quoteDot([node.name])}`;
      return `  ${node.id} [${lookOf(node)}, class="${node.kind}"${leads}];`;
    }),
    ...edges.map((edge) => edgeLine(edge, new Map())),
    "}",
    "",
  ].join("\n");
}

function frameOf({ id, text, summary, isCircular, nodes }: PictureClaim): string[] {
  const color = isCircular ? `, color="${LOOP_COLOR}", penwidth=2` : ', color="#888888"';
  // The spaces keep the words off the frame.
  const label = [id, ...wrap(text, FRAME_WIDTH), summary].map((line) => `   ${line}   `);
  return [
    `  subgraph ${quoteDot([frameName(nodes[0]!.id)])} {`,
    `    graph [label=${quoteDot(label)}, margin=14${color}];`,
    ...nodes.map((node) => `    ${node.id} [${lookOf(node)}];`),
    "  }",
  ];
}

function frameName(speaker: string): string {
  return `cluster_${speaker}`;
}

function lookOf({ kind, name, notes, isBottleneck }: PictureNode): string {
  const [word, ...more] = notes;
  const label = [name, `(${word})`, ...more].flatMap((line) => wrap(line, LABEL_WIDTH));
  return `${LOOKS[kind]}, label=${quoteDot(label)}${isBottleneck ? ", peripheries=2, penwidth=2" : ""}`;
}

/**
 * Gives each claim's speaker with a node at the end of its chain. What a claim is the basis of is
 * tied to that end, so that it comes below.
 */
function endsOf({ claims, edges }: Picture): ReadonlyMap<string, string> {
  const sources = new Set(edges.filter(({ kind }) => kind === "relay").map(({ from }) => from));
  return new Map(
    claims.map(({ nodes }) => {
      const end = nodes.findLast(({ id }) => !sources.has(id)) ?? nodes.at(-1)!;
      return [nodes[0]!.id, end.id];
    }),
  );
}

/** What ties claims is cut off at their frames, so that it crosses no text in them. */
function edgeLine(
  { from, to, label, kind, isLoop }: PictureEdge,
  ends: ReadonlyMap<string, string>,
): string {
  const words = [label, isLoop ? "loop" : ""].filter((each) => each !== "").join(", ");
  // The spaces keep the words off the line.
  const lines = wrap(words, LABEL_WIDTH).map((line) => `   ${line}   `);
  const look = words === "" ? [] : [`label=${quoteDot(lines)}`];
  const isFramed = kind === "basis" && from !== to;
  if (isFramed && ends.has(from)) look.push(`ltail=${quoteDot([frameName(from)])}`);
  if (isFramed && ends.has(to)) look.push(`lhead=${quoteDot([frameName(to)])}`);
  if (kind === "basis") look.push(`style="${isLoop ? "dashed,bold" : "dashed"}"`);
  else if (isLoop) look.push('style="bold"');
  if (isLoop) look.push(`color="${LOOP_COLOR}", fontcolor="${LOOP_COLOR}", class="loop"`);
  const tail = isFramed ? (ends.get(from) ?? from) : from;
  return `  ${tail} -> ${to}${look.length === 0 ? "" : ` [${look.join(", ")}]`};`;
}

/** The legend: rows at the bottom, held there by invisible edges. */
function legendOf({ kinds, claims, grounds, edges }: Picture): string[] {
  if (kinds.length === 0) return [];
  const lines = [
    '  subgraph "cluster_legend" {',
    '    graph [label="Legend", fontsize=9, color="#bbbbbb", style=dotted, margin=8];',
    '    node [fontsize=9, height=0.3, margin="0.1,0.04"];',
  ];
  for (const kind of kinds) {
    lines.push(`    legend_${kind} [${LOOKS[kind]}, label=${quoteDot([NODE_KINDS[kind]])}];`);
  }
  for (let start = 0; start < kinds.length; start += LEGEND_ROW) {
    const row = kinds.slice(start, start + LEGEND_ROW).map((kind) => `legend_${kind}`);
    lines.push(`    { rank=same; ${row.join("; ")}; }`);
    if (start > 0) {
      lines.push(`    legend_${kinds[start - LEGEND_ROW]} -> ${row[0]} [style=invis];`);
    }
  }
  lines.push("  }");
  const sources = new Set(edges.filter(({ isLoop }) => !isLoop).map(({ from }) => from));
  const nodes = [...claims.flatMap((claim) => claim.nodes), ...grounds];
  const first = kinds[Math.floor((Math.min(kinds.length, LEGEND_ROW) - 1) / 2)];
  for (const { id } of nodes) {
    if (!sources.has(id)) lines.push(`  ${id} -> legend_${first} [style=invis, weight=0];`);
  }
  return lines;
}
