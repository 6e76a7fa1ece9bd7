import { components } from "../../src/provenance/graph.js";

/** A PROV-JSON document, as far as a checker of it cares. */
export type ProvJson = Readonly<Record<string, Readonly<Record<string, ProvRecord>>>>;

/** A record's attributes. */
export type ProvRecord = Readonly<Record<string, unknown>>;

/** What stands at each end of a relation (PROV-CONSTRAINTS, constraint 50: typing). */
const TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  wasGeneratedBy: { "prov:entity": "entity", "prov:activity": "activity" },
  used: { "prov:activity": "activity", "prov:entity": "entity" },
  wasDerivedFrom: { "prov:generatedEntity": "entity", "prov:usedEntity": "entity" },
  wasAttributedTo: { "prov:entity": "entity", "prov:agent": "agent" },
  wasAssociatedWith: { "prov:activity": "activity", "prov:agent": "agent" },
  actedOnBehalfOf: {
    "prov:delegate": "agent",
    "prov:responsible": "agent",
    "prov:activity": "activity",
  },
};

/**
 * Holds a PROV-JSON document against the constraints of PROV-CONSTRAINTS (W3C 2013) that its relations can
 * break, and says which are broken. That times agree with the order of events is no constraint there; it is
 * one here. Every end of a relation must be declared.
 */
export function brokenConstraints(document: ProvJson): string[] {
  return [...brokenTypes(document), ...brokenGenerations(document), ...brokenOrder(document)];
}

function* brokenTypes(document: ProvJson): Generator<string> {
  for (const name of Object.keys(document["activity"] ?? {})) {
    // Constraint 55: entity-activity-disjoint.
    if (document["entity"]?.[name]) yield `55: ${name} is an entity and an activity`;
  }
  for (const [kind, ends] of Object.entries(TYPES)) {
    for (const [id, record] of Object.entries(document[kind] ?? {})) {
      for (const [end, type] of Object.entries(ends)) {
        const name = record[end] as string | undefined;
        if (name !== undefined && !document[type]?.[name]) {
          yield `50: ${name}, the ${end} of ${kind} ${id}, is no ${type}`;
        }
      }
    }
  }
}

function* brokenGenerations(document: ProvJson): Generator<string> {
  const generated = new Set<unknown>();
  for (const { "prov:entity": entity } of Object.values(document["wasGeneratedBy"] ?? {})) {
    // Constraint 24: unique-generation; two generations of one entity would be one event (39).
    if (generated.has(entity)) yield `24: ${entity} is generated twice`;
    generated.add(entity);
  }
}

/** The events of a document and which precedes which; their times, where they are given. */
class Events {
  readonly names: string[] = [];
  readonly times: (number | undefined)[] = [];
  readonly next: number[][] = [];
  readonly strict: [number, number, string][] = [];
  readonly #known = new Map<string, number>();

  event(name: string, time?: unknown): number {
    const event = this.#known.get(name) ?? this.names.length;
    if (event === this.names.length) {
      this.#known.set(name, event);
      this.names.push(name);
      this.times.push(undefined);
      this.next.push([]);
    }
    if (time !== undefined) this.times[event] = Date.parse(time as string);
    return event;
  }

  precedes(first: string, then: string, strictly?: string): void {
    const [a, b] = [this.event(first), this.event(then)];
    this.next[a]!.push(b);
    if (strictly !== undefined) this.strict.push([a, b, strictly]);
  }
}

function eventsOf(document: ProvJson): Events {
  const events = new Events();
  const records = (kind: string) => Object.entries(document[kind] ?? {});
  for (const [name, activity] of records("activity")) {
    events.event(`start ${name}`, activity["prov:startTime"]);
    events.event(`end ${name}`, activity["prov:endTime"]);
    // Constraint 30: start-precedes-end.
    events.precedes(`start ${name}`, `end ${name}`);
  }
  for (const [, record] of records("wasGeneratedBy")) {
    const { "prov:entity": entity, "prov:activity": activity } = record;
    events.event(`generation ${entity}`, record["prov:time"]);
    if (activity === undefined) continue;
    // Constraint 34: generation-within-activity.
    events.precedes(`start ${activity}`, `generation ${entity}`);
    events.precedes(`generation ${entity}`, `end ${activity}`);
  }
  for (const [id, { "prov:activity": activity, "prov:entity": entity }] of records("used")) {
    // Constraints 33 and 37: usage-within-activity, generation-precedes-usage.
    events.precedes(`start ${activity}`, `usage ${id}`);
    events.precedes(`usage ${id}`, `end ${activity}`);
    events.precedes(`generation ${entity}`, `usage ${id}`);
  }
  for (const [id, record] of records("wasDerivedFrom")) {
    // Constraint 42: derivation-generation-generation-ordering.
    const { "prov:usedEntity": from, "prov:generatedEntity": to } = record;
    events.precedes(`generation ${from}`, `generation ${to}`, `wasDerivedFrom ${id}`);
  }
  return events;
}

function* brokenOrder(document: ProvJson): Generator<string> {
  const { names, times, next, strict } = eventsOf(document);
  const circle = components({ size: names.length, successors: (event) => next[event]! });
  for (const [a, b, what] of strict) {
    if (circle[a] === circle[b]) yield `42: ${what} is part of a circle`;
  }
  // A component's number is greater than those it leads to: the earliest events come first.
  const order = names.map((_, event) => event).sort((a, b) => circle[b]! - circle[a]!);
  const latest = new Map<number, number>();
  for (const event of order) {
    const before = latest.get(circle[event]!) ?? Number.NEGATIVE_INFINITY;
    const time = times[event] ?? before;
    if (time < before) yield `times: ${names[event]} is before what precedes it`;
    latest.set(circle[event]!, Math.max(before, time));
    for (const then of next[event]!) {
      const known = latest.get(circle[then]!) ?? Number.NEGATIVE_INFINITY;
      latest.set(circle[then]!, Math.max(known, before, time));
    }
  }
}
