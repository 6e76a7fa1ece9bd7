import { toJson } from "../terminal/json.js";
import type { Exporter } from "./format.js";
import { DEFAULT_NAMING, type Naming, PREFIXES } from "./iris.js";
import { provParts } from "./prov-entries.js";
import { Grounds } from "./prov-grounds.js";
import { type Triple, triplesOf } from "./prov-triples.js";
import type { Term } from "./terms.js";

/** Writes a store in PROV-O, the PROV ontology, as JSON-LD with its context in it. */
export const prov: Exporter = provNamed(DEFAULT_NAMING);

/** Gives the exporter to PROV-O that names things so. */
export function provNamed({ base }: Naming): Exporter {
  return function* (request, lose) {
    const prefixes = Object.entries({ ...PREFIXES, store: base });
    const context = Object.fromEntries(
      prefixes.map(([prefix, iri]) => [prefix, { "@id": iri, "@prefix": true }]),
    );
    yield `{"@context":${toJson({ "@version": 1.1, ...context })},\n"@graph":[`;
    let separator = "\n";
    const grounds = new Grounds(request.store, lose);
    for (const part of provParts(request, grounds, lose)) {
      for (const node of nodesOf(triplesOf(part))) {
        yield `${separator}${toJson(node)}`;
        separator = ",\n";
      }
    }
    yield "\n]}\n";
  };
}

type JsonNode = Record<string, unknown>;

/** Gives statements as node objects, one for each subject, in the order in which subjects come up. */
function nodesOf(triples: Iterable<Triple>): Iterable<JsonNode> {
  const nodes = new Map<string, JsonNode>();
  for (const [subject, property, value] of triples) {
    const node = nodes.get(subject) ?? { "@id": subject };
    nodes.set(subject, node);
    const isType = property === "rdf:type" && "name" in value;
    const key = isType ? "@type" : property;
    node[key] = [...((node[key] as unknown[]) ?? []), isType ? value.name : jsonValue(value)];
  }
  return nodes.values();
}

function jsonValue(term: Term): unknown {
  if ("name" in term) return { "@id": term.name };
  if ("iri" in term) return { "@id": term.iri };
  if (term.lang !== undefined) return { "@value": term.text, "@language": term.lang };
  if (term.type === "rdf:JSON") return { "@value": JSON.parse(term.text), "@type": "@json" };
  return term.type === undefined ? term.text : { "@value": term.text, "@type": term.type };
}
