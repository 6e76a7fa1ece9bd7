import { STATUS_MEANINGS } from "../provenance/measures.js";
import type { Provenance, Traced } from "../provenance/provenance.js";
import { nameOfId, publicNameOf } from "../provenance/ways.js";
import { PLAIN } from "../terminal/style.js";
import { escapeMarkdown } from "./list.js";
import { printMermaid } from "./mermaid.js";
import { pictureOf } from "./picture.js";
import { rangeText } from "./rows.js";
import { flatChains } from "./trace.js";

/** Prints a claim's chain as Markdown: its text, its chains, its measures, and a picture in Mermaid. */
export function* traceMarkdown(
  traced: Traced,
  provenance: Provenance,
  depth: number,
): Generator<string> {
  const { chain, status, hands, reports, independent, bottlenecks, origins } = traced;
  const { store } = provenance;
  const names = (ids: readonly string[]) =>
    [...new Set(ids)].map((id) => escapeMarkdown(nameOfId(store, id, publicNameOf))).join(", ");
  yield `## ${chain.claim.id}\n\n${escapeLine(chain.claim.value.text)}\n\n`;
  for (const line of flatChains(traced, store, PLAIN, publicNameOf))
    yield `- ${escapeLine(line)}\n`;
  yield `\n**${status}**: ${STATUS_MEANINGS[status]}. `;
  yield `Hands ${hands}, reports ${reports}, independent ${rangeText(independent)}.`;
  if (bottlenecks.length > 0) yield ` Everything passes through ${names(bottlenecks)}.`;
  if (origins.length > 0) yield ` Goes back to ${names(origins)}.`;
  yield `\n\n\`\`\`mermaid\n${printMermaid(pictureOf([traced], provenance, depth))}\`\`\`\n`;
}

/** Escapes a text for Markdown, on one line whose start it could take for a heading, a list or a rule. */
export function escapeLine(text: string): string {
  return escapeMarkdown(text).replace(/^(\d*)([#=+.)-])/, "$1\\$2");
}
