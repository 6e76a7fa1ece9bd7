import { toJson } from "../terminal/json.js";
import type { Exporter } from "./format.js";
import { DEFAULT_NAMING, type Naming } from "./iris.js";
import { claimNodes, heardFrom } from "./schema-org-claim.js";
import { agentNode, documentNode } from "./schema-org-entries.js";
import { type SchemaNode, SchemaValues } from "./schema-org-node.js";

/** Writes a store in schema.org's vocabulary, as JSON-LD. */
export const schemaOrg: Exporter = schemaOrgNamed(DEFAULT_NAMING);

/** Gives the exporter to schema.org that names things so. */
export function schemaOrgNamed({ base }: Naming): Exporter {
  return function* ({ store, provenance }, lose) {
    const values = new SchemaValues(store, base, lose);
    const basis = new Map<string, Set<string>>();
    function* nodes(): Generator<SchemaNode> {
      for (const agent of store.agents.values()) yield agentNode(agent, values);
      for (const claim of store.claims.values()) {
        const { chain } = provenance.traceOnce(claim);
        yield* claimNodes(chain, values);
        for (const [document, from] of heardFrom(chain)) {
          const known = basis.get(document);
          if (known) known.add(from);
          else basis.set(document, new Set([from]));
        }
      }
      // Documents come last: what they are based on shows in the claims.
      for (const document of store.documents.values()) {
        yield documentNode(document, basis.get(document.id) ?? [], values);
      }
    }
    yield '{"@context":"https://schema.org",\n"@graph":[';
    let separator = "\n";
    for (const node of nodes()) {
      yield `${separator}${toJson(node)}`;
      separator = ",\n";
    }
    yield "\n]}\n";
  };
}
