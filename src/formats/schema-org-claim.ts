import type { Claim, Hop } from "../model/claim.js";
import { isBefore, parseEdtf } from "../model/edtf.js";
import { MACHINE, UNKNOWN } from "../model/ids.js";
import { type Chain, type ChainHop, FROM_SPEAKER, reachedFrom } from "../provenance/chain.js";
import type { Entry } from "../store/source.js";
import { loseKeys } from "./losses.js";
import { commentOf } from "./schema-org-entries.js";
import { isOrganization, isVoice, type SchemaNode, type SchemaValues } from "./schema-org-node.js";

const CLAIM_KEYS = [
  ...["text", "speaker", "role", "for", "date", "quote", "lang", "in", "based-on", "relay"],
  ...["about", "tags", "reviews", "note"],
];

/** Gives a claim as nodes: the Claim, a Quotation for each wording, a ClaimReview for each review. */
export function* claimNodes(chain: Chain, values: SchemaValues): Generator<SchemaNode> {
  const { id, value } = chain.claim;
  loseKeys(value, CLAIM_KEYS, "claim", values.lose);
  if (chain.loops.length > 0) values.lose("that hops draw on each other in a circle");
  const author = authorOf(chain, values);
  const appearances = appearancesOf(chain);
  yield values.node("Claim", [id], {
    text: value.text,
    author,
    creator: roleOf(value, author, values),
    sourceOrganization: values.agents(
      value.for,
      isOrganization,
      "`for` of what is no organization",
    ),
    dateCreated: values.date(value.date),
    recordedAt: forumsAt(chain, values),
    appearance: appearances.map((document) => values.link(document)),
    firstAppearance: firstOf(chain, appearances, values),
    isBasedOn: values.works(value["based-on"]),
    about: values.agents(value.about, () => true, ""),
    keywords: value.tags,
    comment: commentOf(value.note, values),
  });
  if (value.quote !== undefined) {
    yield quotation([id, "quote"], value, chain, values, {
      recordedAt: forumsAt(chain, values),
      isPartOf: chain.record && values.link(chain.record.id),
    });
  }
  for (const hop of chain.hops) yield* hopNodes(hop, chain, values);
  for (const [index, review] of (value.reviews ?? []).entries()) {
    yield values.node("ClaimReview", [id, `review-${index + 1}`], {
      itemReviewed: values.link(id),
      claimReviewed: value.text,
      author: values.agents(review.by, isVoice, "a reviewer that is a forum"),
      datePublished: values.date(review.date),
      url: values.url(review.url),
      reviewRating: ratingOf(review, values),
    });
  }
}

/** The original speaker; of a document, who publishes it. Never one who only relays. */
function authorOf({ claim, speaker, speakerVoice }: Chain, values: SchemaValues): SchemaNode[] {
  if (claim.value.speaker === UNKNOWN) return [];
  if (speaker?.kind === "document" && !values.store.agents.has(speakerVoice)) return [];
  return values.agents(speakerVoice, isVoice, "a speaker that is a forum");
}

/** A role stands beside the author, who stays a plain link. */
function roleOf({ speaker, role }: Claim, author: readonly SchemaNode[], values: SchemaValues) {
  if (role === undefined) return undefined;
  const roleName = values.store.agents.get(speaker)?.value.roles?.[role]?.title ?? role;
  return values.node("Role", [], { roleName, creator: author });
}

/** Where the speaker spoke: the forums that the relay begins with. */
function forumsAt({ hops, drawnOnBy }: Chain, values: SchemaValues): SchemaNode[] {
  const agents = drawnOnBy[FROM_SPEAKER + 1]!.map((node) => hops[node]!.agent);
  return agents.flatMap((agent) => (agent?.value.kind === "forum" ? [values.link(agent.id)] : []));
}

/** The documents in which a claim stands, by id: its record, its speaker, those of its hops. */
function appearancesOf({ record, speaker, hops }: Chain): string[] {
  const documents = [
    record,
    speaker?.kind === "document" ? speaker : undefined,
    ...hops.map(({ document }) => document),
  ];
  return [...new Set(documents.flatMap((document) => document?.id ?? []))];
}

/** The one that is surely first: the record, or what all others are younger than or draw on. */
function firstOf(
  { record, hops, drawnOnBy }: Chain,
  appearances: readonly string[],
  values: SchemaValues,
): SchemaNode | undefined {
  if (record) return values.link(record.id);
  const first = appearances.find((id) => {
    const own = hops.flatMap(({ document, index }) => (document?.id === id ? index : []));
    const drawing = own.map((hop) => reachedFrom(hop, hops.length, (node) => drawnOnBy[node + 1]!));
    return appearances.every((other) => {
      if (other === id || isOlder(id, other, values)) return true;
      const others = hops.filter(({ document }) => document?.id === other);
      return (
        others.length > 0 &&
        others.every(({ index }) => drawing.some((reached) => reached[index])) &&
        !others.some(({ index }) => own.some((hop) => isDrawnOn(index, hop, hops)))
      );
    });
  });
  return first === undefined ? undefined : values.link(first);
}

function isDrawnOn(source: number, by: number, hops: readonly ChainHop[]): boolean {
  return reachedFrom(by, hops.length, (node) => hops[node]?.from.filter((from) => from >= 0) ?? [])[
    source
  ]!;
}

function isOlder(id: string, other: string, { store }: SchemaValues): boolean {
  const [own, then] = [id, other].map((each) => store.documents.get(each)?.value.date);
  return own !== undefined && then !== undefined && isBefore(parseEdtf(own)!, parseEdtf(then)!);
}

const HOP_KEYS = ["via", "in", "from", "quote", "lang", "translator"];

function* hopNodes(hop: ChainHop, chain: Chain, values: SchemaValues): Generator<SchemaNode> {
  loseKeys(hop.hop, HOP_KEYS, "hop", values.lose);
  const isPlace = hop.agent?.value.kind === "forum" && hop.from.includes(FROM_SPEAKER);
  if (!hop.document && !isPlace) values.lose("a hop that stands in no document");
  if (hop.hop.quote === undefined) return;
  yield quotation([chain.claim.id, `quote-${hop.index + 1}`], hop.hop, chain, values, {
    isPartOf: hop.document && values.link(hop.document.id),
    translator: translatorOf(hop.hop, values),
  });
}

function translatorOf({ translator }: Hop, values: SchemaValues): SchemaNode[] {
  if (translator === MACHINE) values.lose("that a machine translated");
  else return values.agents(translator, isVoice, "a translator that is a forum");
  return [];
}

/** The words, spoken by the original speaker whoever gives them. */
function quotation(
  path: readonly string[],
  { quote, lang }: Pick<Hop, "quote" | "lang">,
  chain: Chain,
  values: SchemaValues,
  more: SchemaNode,
): SchemaNode {
  return values.node("Quotation", path, {
    text: quote,
    inLanguage: lang,
    spokenByCharacter: authorOf(chain, values),
    exampleOfWork: values.link(chain.claim.id),
    ...more,
  });
}

function ratingOf(
  { verdict, rating, best, worst }: NonNullable<Claim["reviews"]>[number],
  values: SchemaValues,
): SchemaNode | undefined {
  if ([verdict, rating, best, worst].every((value) => value === undefined)) return undefined;
  return values.node("Rating", [], {
    alternateName: verdict,
    ratingValue: rating,
    bestRating: best,
    worstRating: worst,
  });
}

/** Gives the documents from which each document of a chain has the claim, as pairs of ids. */
export function* heardFrom({ hops }: Chain): Generator<[document: string, from: string]> {
  for (const { index, document } of hops) {
    if (!document) continue;
    for (const source of documentsAbove(index, hops)) {
      if (source.id !== document.id) yield [document.id, source.id];
    }
  }
}

/** The nearest documents that a hop draws on, past hops that stand in none. */
function* documentsAbove(start: number, hops: readonly ChainHop[]): Generator<Entry<"document">> {
  const seen = new Set([start]);
  const pending = [...hops[start]!.from];
  for (const node of pending) {
    const hop = hops[node];
    if (!hop || seen.has(node)) continue;
    seen.add(node);
    if (hop.document) yield hop.document;
    else pending.push(...hop.from);
  }
}
