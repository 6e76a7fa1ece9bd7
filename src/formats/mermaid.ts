import { escapeMermaid } from "../terminal/escape.js";
import { oneLine } from "../terminal/text.js";
import type { Lose } from "./columns.js";
import { loseValues } from "./dot.js";
import type { ExportRequest } from "./format.js";
import { edgesOf, type GraphNode, nodesOf } from "./graph.js";

/** What Mermaid draws where its settings `maxEdges` and `maxTextSize` are not raised. */
const MOST_EDGES = 500;
const MOST_CHARACTERS = 50_000;

/** The brackets that give each kind its shape. */
const SHAPES: Readonly<Record<GraphNode["kind"], readonly [open: string, close: string]>> = {
  agent: ["([", "])"],
  document: ["[/", "/]"],
  claim: ["[", "]"],
  unknown: ["[/", "\\]"],
  missing: ["[\\", "/]"],
};

const CLASSES = `  classDef agent fill:#cfe8cf,stroke:#333,color:#000
  classDef document fill:#f2f2f2,stroke:#333,color:#000
  classDef claim fill:#d6e6fa,stroke:#333,color:#000
  classDef unknown fill:#f8cecc,stroke:#333,stroke-dasharray:4 3,color:#000
  classDef missing fill:#f8cecc,stroke:#333,stroke-width:3px,color:#000
`;

/** Draws the whole graph as a Mermaid flowchart, and tells where it is more than Mermaid draws. */
export function* exportMermaid(request: ExportRequest, lose: Lose): Generator<string> {
  // Words such as `end` or `click` are Mermaid's own, so nodes are numbered.
  const numbers = new Map<string, string>();
  let length = 0;
  const counted = (text: string): string => {
    length += text.length;
    return text;
  };
  yield counted("flowchart LR\n");
  for (const node of nodesOf(request)) {
    loseValues(node, lose);
    numbers.set(node.id, `n${numbers.size}`);
    const [open, close] = SHAPES[node.kind];
    const label = escapeMermaid(oneLine(node.label));
    yield counted(`  ${numbers.get(node.id)}${open}"${label}"${close}:::${node.kind}\n`);
  }
  let edges = 0;
  for (const { from, to, kind, relay } of edgesOf(request, lose)) {
    const [arrow, label] = relay ? ["==>", relay.traced.chain.claim.id] : ["-.->", kind];
    const words = escapeMermaid(label);
    yield counted(`  ${numbers.get(from)} ${arrow}|"${words}"| ${numbers.get(to)}\n`);
    if (++edges > MOST_EDGES) {
      lose(`an edge above the ${MOST_EDGES} that Mermaid draws unless \`maxEdges\` is raised`);
    }
  }
  yield counted(CLASSES);
  if (length > MOST_CHARACTERS) {
    lose(
      `a text of more than the ${MOST_CHARACTERS} characters that Mermaid draws unless \`maxTextSize\` is raised`,
    );
  }
}
