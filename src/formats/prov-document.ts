import type { Entry } from "../store/source.js";
import { type Attribute, nameIn } from "./terms.js";

/** What a node of a PROV document can be. */
export const NODE_KINDS = ["entity", "activity", "agent"] as const;

/** The relations of PROV-DM that an export uses, each with the names of its two ends. */
export const RELATION_ENDS = {
  wasGeneratedBy: ["prov:entity", "prov:activity"],
  used: ["prov:activity", "prov:entity"],
  wasDerivedFrom: ["prov:generatedEntity", "prov:usedEntity"],
  wasAttributedTo: ["prov:entity", "prov:agent"],
  wasAssociatedWith: ["prov:activity", "prov:agent"],
  actedOnBehalfOf: ["prov:delegate", "prov:responsible"],
} as const;

/** One of {@link RELATION_ENDS}. */
export type RelationKind = keyof typeof RELATION_ENDS;

/** An entity, an activity or an agent. Attributes have the names of PROV-DM, such as `prov:label`. */
export interface ProvNode {
  readonly kind: (typeof NODE_KINDS)[number];
  /** Its name, with a prefix. */
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

/** A relation between two nodes, by their names. */
export interface ProvRelation {
  readonly kind: RelationKind;
  readonly from: string;
  /** Absent where nobody knows what generated the entity. */
  readonly to?: string;
  readonly attributes: readonly Attribute[];
}

/** What one entry of a store becomes in a PROV document, whatever its serialization. */
export interface ProvPart {
  readonly nodes: readonly ProvNode[];
  readonly relations: readonly ProvRelation[];
}

/** Makes a part, record by record. */
export class PartMaker implements ProvPart {
  readonly nodes: ProvNode[] = [];
  readonly relations: ProvRelation[] = [];

  /** Adds a node. */
  node(kind: ProvNode["kind"], name: string, ...attributes: Attribute[]): void {
    this.nodes.push({ kind, name, attributes });
  }

  /** Adds a relation; none where one end is not there. */
  relate(
    kind: RelationKind,
    from: string | undefined,
    to: string | undefined,
    ...attributes: Attribute[]
  ): void {
    if (from !== undefined && to !== undefined) this.relations.push({ kind, from, to, attributes });
  }

  /** Says that an entity came to be by an activity, and when, as far as either is known. */
  generate(entity: string, activity: string | undefined, time: string | undefined): void {
    if (activity === undefined && time === undefined) return;
    const attributes: Attribute[] = time === undefined ? [] : [["prov:time", dateTime(time)]];
    const to = activity === undefined ? {} : { to: activity };
    this.relations.push({ kind: "wasGeneratedBy", from: entity, ...to, attributes });
  }
}

/** Gives a time as PROV has it. */
export function dateTime(text: string): { text: string; type: string } {
  return { text, type: "xsd:dateTime" };
}

/** Gives what kind of thing a node or a relation is, beyond what PROV calls it anyway. */
export function typed(name: string): Attribute {
  return ["prov:type", { name }];
}

/** Gives the attribute of what a node is called. */
export function labelled(text: string): Attribute {
  return ["prov:label", { text }];
}

/** Gives the name of who can be held to an act; a forum is a place, and a document speaks by its publisher. */
export function agentName(agent: Entry | undefined): string | undefined {
  return agent?.kind === "agent" && agent.value.kind !== "forum" ? nameIn(agent.id) : undefined;
}
