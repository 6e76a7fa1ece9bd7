import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import type { ExportRequest } from "./format.js";
import { claimPart } from "./prov-claim.js";
import {
  agentName,
  labelled,
  PartMaker,
  type ProvNode,
  type ProvPart,
  typed,
} from "./prov-document.js";
import type { Grounds } from "./prov-grounds.js";
import { BACKWARDS } from "./prov-order.js";
import { attributesOf, dateTerm, momentOf, momentText, nameIn, type Scope } from "./terms.js";

/** Gives a store as the parts of a PROV document: agents, documents, claims, in the order of the store. */
export function* provParts(
  { store, provenance }: ExportRequest,
  grounds: Grounds,
  lose: (what: string) => void,
): Generator<ProvPart> {
  const scope = { store, lose };
  for (const agent of store.agents.values()) {
    yield { nodes: [agentNode(agent, scope)], relations: [] };
  }
  for (const document of store.documents.values()) yield documentPart(document, grounds, scope);
  for (const claim of store.claims.values()) {
    yield claimPart(provenance.traceOnce(claim).chain, grounds, scope);
  }
}

const AGENT_TYPES = {
  person: ["prov:Person"],
  organization: ["prov:Organization"],
  outlet: ["prov:Organization"],
  forum: ["prov:Location"],
  anonymous: [],
};

/** Gives an agent as a node. A forum is a place and no agent. */
export function agentNode(agent: Entry<"agent">, scope: Scope): ProvNode {
  const { kind } = agent.value;
  return {
    kind: kind === "forum" ? "entity" : "agent",
    name: nameIn(agent.id),
    attributes: [
      ...AGENT_TYPES[kind].map(typed),
      labelled(nameOf(agent)),
      ...attributesOf(agent.value, ["name"], scope),
    ],
  };
}

/** Gives a document as a node. */
export function documentNode(document: Entry<"document">, scope: Scope): ProvNode {
  return {
    kind: "entity",
    name: nameIn(document.id),
    attributes: [
      typed("claims:Document"),
      labelled(nameOf(document)),
      ...attributesOf(document.value, ["title"], scope),
    ],
  };
}

function documentPart(document: Entry<"document">, grounds: Grounds, scope: Scope): ProvPart {
  const { id, value } = document;
  const name = nameIn(id);
  const part = new PartMaker();
  const moment = grounds.momentOf(document);
  part.nodes.push(documentNode(document, scope));
  part.generate(name, undefined, moment === undefined ? undefined : momentText(moment));
  for (const agent of new Set([value.by ?? [], value.authors ?? []].flat())) {
    part.relate("wasAttributedTo", name, agentName(scope.store.agents.get(agent)));
  }
  for (const ground of grounds.of(document)) part.relate("wasDerivedFrom", name, ground.name);
  if (value.corrected) addCorrection(part, document, grounds.earliestOf(document), scope);
  return part;
}

/** A correction makes a new version of the document. */
function addCorrection(
  part: PartMaker,
  { id, value: { corrected } }: Entry<"document">,
  earliest: number,
  { lose }: Scope,
): void {
  const name = nameIn(id, "corrected");
  const moment = momentOf(corrected?.date);
  const isLate = moment !== undefined && moment < earliest;
  if (isLate) lose(BACKWARDS);
  part.node(
    "entity",
    name,
    typed("claims:Document"),
    ...(corrected?.date === undefined ? [] : [["claims:date", dateTerm(corrected.date)] as const]),
  );
  part.generate(name, undefined, moment === undefined || isLate ? undefined : momentText(moment));
  part.relate("wasDerivedFrom", name, nameIn(id), typed("prov:Revision"));
}
