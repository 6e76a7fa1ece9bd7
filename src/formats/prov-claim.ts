import type { Hop } from "../model/claim.js";
import { MACHINE } from "../model/ids.js";
import { type Chain, type ChainHop, FROM_SPEAKER } from "../provenance/chain.js";
import { driftsOf } from "../provenance/drift.js";
import type { Store } from "../store/store.js";
import { agentName, dateTime, labelled, PartMaker, type ProvPart, typed } from "./prov-document.js";
import { type Grounds, saidName } from "./prov-grounds.js";
import { type Order, orderOf } from "./prov-order.js";
import { type Attribute, attributesOf, momentOf, momentText, nameIn, type Scope } from "./terms.js";

/**
 * Gives a claim as a part of a PROV document: what was said and what each hop made of it are entities, the
 * saying and each relaying activities. The record in the store is an entity of its own, derived from the
 * chain's ends, so that a record of the utterance that is younger than it can be a primary source.
 */
export function claimPart(chain: Chain, grounds: Grounds, scope: Scope): ProvPart {
  const part = new PartMaker();
  const order = relayOrder(chain, grounds, scope);
  addRecord(part, chain, order, scope);
  addSaying(part, chain, grounds, scope.store);
  const verbatim = verbatimHops(chain);
  for (const hop of chain.hops) {
    addHop(part, chain, hop, order, scope);
    for (const node of order.sources(hop.index + 1)) {
      const source = entityName(chain, node - 1);
      const quoted = verbatim.has(hop.index) ? [typed("prov:Quotation")] : [];
      part.relate("used", activityName(chain, hop.index), source);
      part.relate("wasDerivedFrom", entityName(chain, hop.index), source, ...quoted);
    }
  }
  return part;
}

/** The derivations of a relay; node 0 is the speaker's, node 1 the first hop's. */
function relayOrder({ claim, hops }: Chain, grounds: Grounds, { lose }: Scope): Order {
  const said = grounds.momentOf(claim);
  return orderOf(
    {
      size: hops.length + 1,
      sources: (node) => (node === 0 ? [] : hops[node - 1]!.from.map((from) => from + 1)),
      moment: (node) => (node === 0 ? said : momentOf(dateOf(hops[node - 1]!))),
      earliest: (node) => (node === 0 ? grounds.earliestOf(claim) : Number.NEGATIVE_INFINITY),
    },
    lose,
  );
}

function dateOf({ hop, document }: ChainHop): string | undefined {
  return hop.date ?? document?.value.date;
}

function entityName({ claim }: Chain, node: number): string {
  return node === FROM_SPEAKER ? saidName(claim.id) : nameIn(claim.id, `hop-${node + 1}`);
}

function activityName({ claim }: Chain, node: number): string {
  return nameIn(claim.id, node === FROM_SPEAKER ? "saying" : `relaying-${node + 1}`);
}

/** The claim as it stands in the store: all its keys, and where it comes from. */
function addRecord(part: PartMaker, chain: Chain, order: Order, scope: Scope): void {
  const { claim, record, hops } = chain;
  const name = nameIn(claim.id);
  part.node(
    "entity",
    name,
    typed("claims:Claim"),
    labelled(claim.value.text),
    ...attributesOf(claim.value, ["text", "relay"], scope),
  );
  const drawnOn = new Set(hops.flatMap(({ index }) => [...order.sources(index + 1)]));
  const ends = hops.filter(({ index }) => !drawnOn.has(index + 1));
  for (const { index } of ends) part.relate("wasDerivedFrom", name, entityName(chain, index));
  if (!drawnOn.has(0)) part.relate("wasDerivedFrom", name, saidName(claim.id));
  if (record) {
    part.relate("wasDerivedFrom", name, nameIn(record.id), typed("prov:PrimarySource"));
  }
}

function addSaying(part: PartMaker, chain: Chain, grounds: Grounds, store: Store): void {
  const { claim, speaker, speakerVoice } = chain;
  const { value } = claim;
  const entity = saidName(claim.id);
  const activity = activityName(chain, FROM_SPEAKER);
  const moment = grounds.momentOf(claim);
  const voice = agentName(speaker && store.agents.get(speakerVoice));
  const responsible = agentName(store.agents.get(value.for ?? ""));
  addAct(part, { entity, activity, moment, how: value.how, places: forumsAt(chain) }, value);
  part.relate("wasAttributedTo", entity, voice);
  const role: Attribute[] =
    value.role === undefined || voice === undefined
      ? []
      : [["prov:role", { name: `${voice}/${value.role}` }]];
  part.relate("wasAssociatedWith", activity, voice, ...role);
  if (voice !== undefined) {
    part.relate("actedOnBehalfOf", voice, responsible, ["prov:activity", { name: activity }]);
  }
  for (const { name, isRevision } of grounds.of(claim)) {
    part.relate("wasDerivedFrom", entity, name, ...(isRevision ? [typed("prov:Revision")] : []));
  }
}

/** Where the speaker spoke: the forums that the relay begins with. */
function forumsAt({ hops, drawnOnBy }: Chain): string[] {
  const agents = drawnOnBy[FROM_SPEAKER + 1]!.map((node) => hops[node]!.agent);
  return agents.flatMap((agent) => (agent?.value.kind === "forum" ? agent.id : []));
}

function addHop(
  part: PartMaker,
  chain: Chain,
  { hop, index, agent }: ChainHop,
  order: Order,
  scope: Scope,
): void {
  const entity = entityName(chain, index);
  const activity = activityName(chain, index);
  const places = agent?.value.kind === "forum" ? [agent.id] : [];
  const act = { entity, activity, moment: order.moment(index + 1), how: hop.how, places };
  const label: Attribute[] = hop.says === undefined ? [] : [labelled(hop.says)];
  addAct(part, act, hop, ...label, ...attributesOf(hop, ["says"], scope));
  part.relate("wasAttributedTo", entity, agentName(agent));
  part.relate("wasAssociatedWith", activity, agentName(agent));
  addTranslator(part, activity, hop, scope.store);
}

function addTranslator(part: PartMaker, activity: string, hop: Hop, store: Store): void {
  if (hop.translator === undefined || hop.translator === MACHINE) return;
  const translator = agentName(store.agents.get(hop.translator));
  const role: Attribute = ["prov:role", { name: "claims:translator" }];
  part.relate("wasAssociatedWith", activity, translator, role);
}

interface Act {
  readonly entity: string;
  readonly activity: string;
  readonly moment: number | undefined;
  readonly how: string | undefined;
  /** The ids of the forums where it took place. */
  readonly places: readonly string[];
}

/** An act of saying or relaying, and what comes of it. */
function addAct(
  part: PartMaker,
  { entity, activity, moment, how, places }: Act,
  { quote, lang }: Pick<Hop, "quote" | "lang">,
  ...attributes: Attribute[]
): void {
  const words: Attribute[] =
    quote === undefined ? [] : [["prov:value", { text: quote, ...(lang ? { lang } : {}) }]];
  part.node("entity", entity, ...words, ...attributes);
  const time = moment === undefined ? undefined : momentText(moment);
  const times: Attribute[] =
    time === undefined
      ? []
      : [
          ["prov:startTime", dateTime(time)],
          ["prov:endTime", dateTime(time)],
        ];
  part.node(
    "activity",
    activity,
    ...times,
    ...(how === undefined ? [] : [labelled(how)]),
    ...places.map((id): Attribute => ["prov:location", { name: nameIn(id) }]),
  );
  part.generate(entity, activity, time);
}

/** The hops that give the very words: they quote, and neither cut, changed nor translated anything. */
function verbatimHops(chain: Chain): ReadonlySet<number> {
  const quoting = chain.hops.filter(({ hop }) => hop.quote !== undefined);
  const verbatim = new Set(quoting.map(({ index }) => index));
  if (verbatim.size === 0) return verbatim;
  for (const { hop, quote, language } of driftsOf(chain)) {
    if (quote || language) verbatim.delete(hop.index);
  }
  for (const { hop, index } of quoting) if (hop.translator !== undefined) verbatim.delete(index);
  return verbatim;
}
