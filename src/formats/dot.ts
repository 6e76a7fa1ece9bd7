import { quoteDot } from "../terminal/escape.js";
import { oneLine, wrap } from "../terminal/text.js";
import type { Lose } from "./columns.js";
import type { ExportRequest } from "./format.js";
import { edgesOf, type GraphNode, nodesOf } from "./graph.js";

/** The looks of each kind of node; shape or line tells them apart without the colour. */
const LOOKS: Readonly<Record<GraphNode["kind"], string>> = {
  agent: 'shape=ellipse, style="filled", fillcolor="#cfe8cf"',
  document: 'shape=note, style="filled", fillcolor="#f2f2f2"',
  claim: 'shape=box, style="filled,rounded", fillcolor="#d6e6fa"',
  unknown: 'shape=octagon, style="filled,dashed", fillcolor="#f8cecc"',
  missing: 'shape=doubleoctagon, style="filled", fillcolor="#f8cecc"',
};

/** The widest line of a label, in columns. */
const LABEL_WIDTH = 28;

/** Draws the whole graph in DOT, Graphviz's language. */
export function* exportDot(request: ExportRequest, lose: Lose): Generator<string> {
  yield "digraph claims {\n";
  yield '  graph [fontname="Helvetica", rankdir=LR];\n';
  yield '  node [fontname="Helvetica", fontsize=11];\n';
  yield '  edge [fontname="Helvetica", fontsize=9, arrowsize=0.8];\n';
  for (const node of nodesOf(request)) {
    loseValues(node, lose);
    const label = wrap(oneLine(node.label), LABEL_WIDTH);
    yield `  "${node.id}" [${LOOKS[node.kind]}, label=${quoteDot(label)}];\n`;
  }
  for (const { from, to, kind, relay } of edgesOf(request, lose)) {
    const look = relay
      ? `style="bold", label=${quoteDot([relay.traced.chain.claim.id])}`
      : `style="dashed", label=${quoteDot([kind])}`;
    yield `  "${from}" -> "${to}" [${look}];\n`;
  }
  yield "}\n";
}

/** Counts what a picture of all does not tell of a node. */
export function loseValues({ kind, entry }: GraphNode, lose: Lose): void {
  if (entry)
    lose(`what is known of ${kind === "agent" ? "an" : "a"} ${kind} but its name and ties`);
}
