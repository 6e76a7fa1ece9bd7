import { NODE_KINDS, type NodeKind, type Picture, type PictureNode } from "./picture.js";

/** The brackets that give each kind its shape. */
const SHAPES: Record<NodeKind, readonly [open: string, close: string]> = {
  speaker: ["[[", "]]"],
  anonymous: [">", "]"],
  agent: ["([", "])"],
  outlet: ["(", ")"],
  document: ["[/", "/]"],
  forum: ["{{", "}}"],
  unknown: ["((", "))"],
  missing: ["(((", ")))"],
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

/** Draws a picture as a Mermaid flowchart, with a legend of the kinds that stand in it. */
export function printMermaid({ claims, edges, kinds }: Picture): string {
  const lines = ["flowchart TB"];
  for (const [index, claim] of claims.entries()) {
    const title = [claim.id, claim.text, claim.summary].map(escapeMermaid).join("<br/>");
    lines.push(`  subgraph claim${index}["${title}"]`);
    for (const node of claim.nodes) lines.push(`    ${nodeLine(node)}`);
    lines.push("  end");
  }
  for (const { from, to, label, kind } of edges) {
    const text = [label, kind === "loop" ? "loop" : ""].filter((each) => each !== "").join(", ");
    const arrow = { relay: "-->", loop: "==>", "rests-on": "-.->" }[kind];
    lines.push(`  ${from} ${arrow}${text === "" ? "" : `|"${escapeMermaid(text)}"|`} ${to}`);
  }
  lines.push('  subgraph legend["Legend"]');
  for (const kind of kinds) {
    const [open, close] = SHAPES[kind];
    lines.push(`    legend_${kind}${open}"${escapeMermaid(NODE_KINDS[kind])}"${close}:::${kind}`);
  }
  lines.push("  end");
  for (const kind of kinds) lines.push(`  classDef ${kind} ${CLASSES[kind]}`);
  return `${lines.join("\n")}\n`;
}

function nodeLine({ id, kind, name, isBottleneck }: PictureNode): string {
  const [open, close] = SHAPES[kind];
  const label = [name, `(${kind})`, ...(isBottleneck ? ["everything passes here"] : [])];
  return `${id}${open}"${label.map(escapeMermaid).join("<br/>")}"${close}:::${kind}`;
}

/** Escapes a label as Mermaid's own entities: whatever is no letter, digit or plain punctuation. */
function escapeMermaid(text: string): string {
  return text.replace(
    /[^\p{Letter}\p{Mark}\p{Number} .,:'’()›…?!-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
