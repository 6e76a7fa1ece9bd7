import { escapeMermaid } from "../terminal/escape.js";
import { NODE_KINDS, type NodeKind, type Picture, type PictureNode } from "./picture.js";

/** The brackets that give each kind its shape. */
const SHAPES: Record<NodeKind, readonly [open: string, close: string]> = {
  speaker: ["[[", "]]"],
  anonymous: [">", "]"],
  agent: ["([", "])"],
  outlet: ["(", ")"],
  document: ["[/", "/]"],
  forum: ["{{", "}}"],
  unknown: ["[/", "\\]"],
  missing: ["[\\", "/]"],
};

const CLASSES: Record<NodeKind, string> = {
  speaker: "fill:#d5e8d4,stroke:#333,stroke-width:3px,color:#000",
  anonymous: "fill:#fff2cc,stroke:#333,stroke-dasharray:4 3,color:#000",
  agent: "fill:#fff,stroke:#333,color:#000",
  outlet: "fill:#dae8fc,stroke:#333,color:#000",
  document: "fill:#f5f5f5,stroke:#333,color:#000",
  forum: "fill:#fff,stroke:#333,color:#000",
  unknown: "fill:#f8cecc,stroke:#333,stroke-dasharray:4 3,color:#000",
  missing: "fill:#f8cecc,stroke:#333,stroke-width:3px,color:#000",
};

/** The look of a frame, and of one whose claim rests on itself. */
const FRAME = "fill:none,stroke:#888,color:#000";
const CIRCULAR_FRAME = "fill:none,stroke:#a8322d,stroke-width:3px,color:#000";

/** Draws a picture as a Mermaid flowchart, with a legend of the kinds that stand in it. */
export function printMermaid({ title, claims, grounds, edges, kinds }: Picture): string {
  const lines = ["flowchart TB", `  accTitle: ${escapeMermaid(title)}`];
  const frames = new Map(claims.map(({ nodes }) => [nodes[0]!.id, `frame_${nodes[0]!.id}`]));
  for (const { id, text, summary, isCircular, nodes } of claims) {
    const speaker = nodes[0]!.id;
    // A frame has room for one line above its nodes, so what the claim says is a node in it.
    lines.push(
      `  subgraph frame_${speaker}["${escapeMermaid(id)}"]`,
      "    direction TB",
      `    text_${speaker}["${labelOf([text, summary])}"]:::text`,
      `    text_${speaker} ~~~ ${speaker}`,
      ...nodes.map((node) => `    ${nodeLine(node)}`),
      "  end",
      `  style frame_${speaker} ${isCircular ? CIRCULAR_FRAME : FRAME}`,
    );
  }
  for (const node of grounds) lines.push(`  ${nodeLine(node)}`);
  const loops: number[] = [];
  for (const [index, { from, to, label, kind, isLoop }] of edges.entries()) {
    const text = [label, isLoop ? "loop" : ""].filter((each) => each !== "").join(", ");
    const words = text === "" ? "" : `|"${escapeMermaid(text)}"|`;
    if (kind === "relay") lines.push(`  ${from} ${isLoop ? "==>" : "-->"}${words} ${to}`);
    else lines.push(`  ${frames.get(from) ?? from} -.->${words} ${frames.get(to) ?? to}`);
    // The edges above each speaker come first.
    if (isLoop) loops.push(claims.length + index);
  }
  if (loops.length > 0)
    lines.push(`  linkStyle ${loops.join(",")} stroke:#a8322d,stroke-width:3px`);
  lines.push(...legendOf(kinds));
  const [first] = frames.values();
  if (first !== undefined)
    lines.push(`  ${first} ~~~ legend`, "  classDef text fill:none,stroke:none,color:#000");
  for (const kind of kinds) lines.push(`  classDef ${kind} ${CLASSES[kind]}`);
  return `${lines.join("\n")}\n`;
}

function legendOf(kinds: readonly NodeKind[]): string[] {
  if (kinds.length === 0) return [];
  const nodes = kinds.map((kind) => {
    const [open, close] = SHAPES[kind];
    return `    legend_${kind}${open}"${escapeMermaid(NODE_KINDS[kind])}"${close}:::${kind}`;
  });
  return [
    '  subgraph legend["Legend"]',
    "    direction TB",
    ...nodes,
    "  end",
    "  style legend fill:none,stroke:#bbb,stroke-dasharray:2 4,color:#000",
  ];
}

function nodeLine({ id, kind, name, notes, isBottleneck }: PictureNode): string {
  const [open, close] = SHAPES[kind];
  const [word, ...more] = notes;
  const label = labelOf([name, `(${word})`, ...more]);
  const style = isBottleneck ? `\n    style ${id} stroke-width:4px` : "";
  return `${id}${open}"${label}"${close}:::${kind}${style}`;
}

function labelOf(lines: readonly string[]): string {
  return lines.map(escapeMermaid).join("<br/>");
}
