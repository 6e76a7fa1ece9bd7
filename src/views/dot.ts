import { wrap } from "../terminal/text.js";
import { NODE_KINDS, type NodeKind, type Picture, type PictureNode } from "./picture.js";

/** Shape, line and fill of each kind: any one of them tells the kinds apart without the others. */
const LOOKS: Record<NodeKind, string> = {
  speaker: 'shape=box, style="filled,bold", fillcolor="#d5e8d4"',
  anonymous: 'shape=box, style="filled,dashed", fillcolor="#fff2cc"',
  agent: 'shape=ellipse, style=filled, fillcolor="#ffffff"',
  outlet: 'shape=box, style="filled,rounded", fillcolor="#dae8fc"',
  document: 'shape=note, style=filled, fillcolor="#f5f5f5"',
  forum: 'shape=hexagon, style=filled, fillcolor="#ffffff"',
  unknown: 'shape=octagon, style="filled,dashed", fillcolor="#f8cecc"',
  missing: 'shape=doubleoctagon, style=filled, fillcolor="#f8cecc"',
};

/** The widest line of a label, in characters. */
const LABEL_WIDTH = 28;

/** Draws a picture in DOT, Graphviz's language; below it a legend of the kinds that stand in it. */
export function printDot({ claims, edges, kinds }: Picture): string {
  const lines = [
    "digraph provenance {",
    '  graph [rankdir=TB, fontname="Helvetica", fontsize=11, compound=true];',
    '  node [fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=9];',
  ];
  for (const [index, claim] of claims.entries()) {
    lines.push(
      `  subgraph cluster_${index} {`,
      `    label=${quote([claim.id, ...wrap(claim.text, 60), claim.summary])};`,
      ...claim.nodes.map((node) => `    ${node.id} [${lookOf(node)}];`),
      "  }",
    );
  }
  const style = { relay: "", loop: 'color="#b85450", style=bold, ', "rests-on": "style=dashed, " };
  for (const { from, to, label, kind } of edges) {
    const text = kind === "loop" ? [...(label === "" ? [] : [label]), "loop"] : [label];
    lines.push(`  ${from} -> ${to} [${style[kind]}label=${quote(text)}];`);
  }
  lines.push("  subgraph cluster_legend {", '    label="Legend"; style=dotted;');
  for (const kind of kinds) {
    lines.push(
      `    legend_${kind} [${LOOKS[kind]}, label=${quote(wrap(NODE_KINDS[kind], LABEL_WIDTH))}];`,
    );
  }
  for (const [index, kind] of kinds.slice(1).entries()) {
    lines.push(`    legend_${kinds[index]} -> legend_${kind} [style=invis];`);
  }
  lines.push("  }", "}");
  return `${lines.join("\n")}\n`;
}

function lookOf({ kind, name, isBottleneck }: PictureNode): string {
  const label = [...wrap(name, LABEL_WIDTH), `(${kind})`];
  if (isBottleneck) label.push("everything passes here");
  return `${LOOKS[kind]}, label=${quote(label)}${isBottleneck ? ", peripheries=2, penwidth=2" : ""}`;
}

/** Quotes lines for DOT, in which a backslash escapes and an ampersand begins an HTML entity. */
function quote(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"'),
  );
  return `"${escaped.join("\\n")}"`;
}
