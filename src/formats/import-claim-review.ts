import { UNKNOWN } from "../model/ids.js";
import { foldName } from "./directory.js";
import type { Intake } from "./intake.js";
import { Graph, isNode, type Node, typesOf } from "./json-ld.js";
import { readJson } from "./json-text.js";
import { relayOf } from "./relay.js";
import type { Data } from "./sameness.js";
import { itemOrUrl, readDate, readUrl } from "./values.js";

/** What reading one review needs. */
interface Context {
  readonly graph: Graph;
  readonly intake: Intake;
  readonly line: number;
}

/** Takes fact-checks in: every `ClaimReview` of a JSON-LD document, wherever in it. */
export function takeClaimReviews(text: string, intake: Intake): void {
  const read = readJson(text);
  if ("fault" in read) {
    intake.report(read.line, read.fault);
    return;
  }
  const graph = new Graph(read.value);
  const reviews = graph.typed("ClaimReview");
  if (reviews.length === 0) intake.report(1, "there is no ClaimReview in it");
  for (const review of reviews) takeReview(review, { graph, intake, line: read.lineOf(review) });
}

function takeReview(review: Node, context: Context): void {
  const { graph, intake, line } = context;
  const items = graph.values(review, "itemReviewed");
  const item = items.find(isNode);
  const text =
    graph.text(review, "claimReviewed") ??
    graph.text(item, "text", "name", "headline", "description") ??
    items.find((value) => typeof value === "string");
  if (typeof text !== "string") {
    intake.report(line, "the ClaimReview doesn't say what was claimed; it is left out");
    return;
  }
  const speaker = speakerOf(review, item, context);
  const { record, ways } = appearancesOf(item, speaker, context);
  const relay = relayOf(ways);
  const data = {
    text,
    speaker,
    date: dateOf(item, context, "datePublished", "dateCreated"),
    in: record,
    relay: relay.length > 0 ? relay : undefined,
    reviews: [reviewOf(review, context)].filter((each) => Object.keys(each).length > 0),
  };
  if (data.reviews.length === 0) delete (data as Partial<typeof data>).reviews;
  intake.claim(present(data), line);
}

function present(data: object): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

/**
 * The speaker is the author of what was reviewed. Where a page names its own reviewer there, which is a common
 * slip, nobody is known to have made the claim.
 */
function speakerOf(review: Node, item: Node | undefined, context: Context): string {
  const { graph, intake, line } = context;
  const authors = graph.values(item, "author", "creator");
  const [first, ...others] = authors.filter((author) => nameOf(author, graph) !== undefined);
  if (others.length > 0) {
    const names = others.map((author) => `\`${nameOf(author, graph)}\``).join(", ");
    intake.report(line, `a claim has one speaker; left out: ${names}`);
  }
  if (first === undefined) return UNKNOWN;
  const reviewers = graph.values(review, "author", "publisher", "creator");
  if (reviewers.some((reviewer) => isSame(first, reviewer, graph))) {
    intake.report(
      line,
      `the reviewer \`${nameOf(first, graph)}\` stands as the speaker; taken for unknown`,
    );
    return UNKNOWN;
  }
  return agentOf(first, "person", context) ?? UNKNOWN;
}

function isSame(a: unknown, b: unknown, graph: Graph): boolean {
  if (a === b) return true;
  const [one, other] = [nameOf(a, graph), nameOf(b, graph)];
  return one !== undefined && other !== undefined && foldName(one) === foldName(other);
}

const NOBODY = /^(?:unknown|anonymous|n\/?a|none|-|\?)$/i;

function nameOf(value: unknown, graph: Graph): string | undefined {
  const name = isNode(value)
    ? (graph.text(value, "name", "legalName", "alternateName") ?? joined(value, graph))
    : graph.text({ name: value }, "name");
  return name === undefined || NOBODY.test(name) ? undefined : name;
}

function joined(value: Node, graph: Graph): string | undefined {
  const parts = [graph.text(value, "givenName"), graph.text(value, "familyName")];
  return parts.filter(Boolean).join(" ") || undefined;
}

/** Gives the id of an agent; `undefined` where it has no name. */
function agentOf(
  value: unknown,
  usual: string,
  { graph, intake, line }: Context,
): string | undefined {
  const name = nameOf(value, graph);
  if (name === undefined) return undefined;
  const node = isNode(value) ? value : undefined;
  const elsewhere = graph
    .values(node, "sameAs")
    .flatMap((link) => (typeof link === "string" ? (readUrl(link) ?? []) : []))
    .map(itemOrUrl);
  const agent = {
    name,
    kind: node ? kindOf(typesOf(node), usual) : usual,
    url: urlOf(node, graph),
    ...(elsewhere.length > 0 ? { "same-as": elsewhere } : {}),
  };
  return intake.agent(agent, line);
}

function kindOf(types: readonly string[], usual: string): string {
  if (types.includes("Person")) return "person";
  if (
    types.some((type) =>
      /^(?:NewsMedia|Newspaper|Periodical|BroadcastService|Radio|Television)/.test(type),
    )
  ) {
    return "outlet";
  }
  return types.some((type) => /Organization|Corporation|Party|Agency/.test(type))
    ? "organization"
    : usual;
}

function urlOf(node: Node | undefined, graph: Graph): string | undefined {
  const given = graph.text(node, "url");
  return given === undefined ? undefined : readUrl(given);
}

function dateOf(
  node: Node | undefined,
  { graph, intake, line }: Context,
  ...terms: string[]
): string | undefined {
  const given = graph.text(node, ...terms);
  if (given === undefined) return undefined;
  const date = readDate(given);
  if (date === undefined) {
    intake.report(
      line,
      `\`${terms[0]}\` is no date that can be read in one way only: \`${given}\`; taken without it`,
    );
  }
  return date;
}

interface Appearances {
  /** The document in which the speaker said it in person. */
  readonly record: string | undefined;
  /** Each other document is a report of its own. */
  readonly ways: readonly string[][];
}

/** Gives the documents in which a claim appeared, the first appearance first. */
function appearancesOf(item: Node | undefined, speaker: string, context: Context): Appearances {
  const { graph } = context;
  const listed = [
    ...graph.values(item, "firstAppearance"),
    ...graph.values(item, "appearance"),
    ...graph.values(item, "itemReviewed", "isBasedOn"),
  ];
  // A claim that is no `Claim` is itself the work in which it was made.
  const isWork = item !== undefined && !typesOf(item).includes("Claim");
  const own = isWork ? graph.values(item, "url", "sameAs") : graph.values(item, "url");
  const works = listed.length > 0 ? listed : own.slice(0, 1);
  let record: string | undefined;
  const ids = new Set<string>();
  for (const work of works) {
    const { id, author } = documentOf(work, context) ?? {};
    if (id === undefined) continue;
    if (author === speaker && record === undefined && speaker !== UNKNOWN) record = id;
    else if (id !== record) ids.add(id);
  }
  return { record, ways: [...ids].map((id) => [id]) };
}

function documentOf(
  work: unknown,
  context: Context,
): { readonly id: string; readonly author?: string | undefined } | undefined {
  const { graph, intake, line } = context;
  if (!isNode(work)) {
    const url = typeof work === "string" ? readUrl(work) : undefined;
    if (url === undefined) {
      intake.report(line, `an appearance is no web address: \`${String(work)}\`; taken without it`);
      return undefined;
    }
    return { id: intake.document({ url }, line) };
  }
  const id = graph.text(work, "url") ?? (typeof work["@id"] === "string" ? work["@id"] : undefined);
  const url = id === undefined ? undefined : readUrl(id);
  const title = graph.text(work, "headline", "name");
  if (url === undefined && title === undefined) {
    intake.report(line, "an appearance has neither an address nor a title; taken without it");
    return undefined;
  }
  const author = agentIn(work, "author", "person", context);
  const by = agentIn(work, "publisher", "outlet", context);
  const date = dateOf(work, context, "datePublished", "dateCreated");
  const known = intake.document(
    {
      title,
      url,
      date,
      kind: documentKind(typesOf(work)),
      by: by ?? undefined,
      authors: author === undefined ? undefined : [author],
    },
    line,
  );
  return { id: known, author };
}

function agentIn(work: Node, term: string, usual: string, context: Context): string | undefined {
  const [first] = context.graph.values(work, term);
  return first === undefined ? undefined : agentOf(first, usual, context);
}

const DOCUMENT_KINDS: Readonly<Record<string, string>> = {
  Article: "article",
  NewsArticle: "article",
  BlogPosting: "post",
  SocialMediaPosting: "post",
  DiscussionForumPosting: "post",
  VideoObject: "recording",
  AudioObject: "recording",
  Clip: "recording",
  RadioEpisode: "broadcast",
  TVEpisode: "broadcast",
  Dataset: "dataset",
};

function documentKind(types: readonly string[]): string | undefined {
  return types.flatMap((type) =>
    Object.hasOwn(DOCUMENT_KINDS, type) ? [DOCUMENT_KINDS[type]!] : [],
  )[0];
}

function reviewOf(review: Node, context: Context): Data {
  const { graph } = context;
  const [rating] = graph.nodes(review, "reviewRating");
  const given = graph.text(rating, "ratingValue");
  const number = numberIn(given);
  const url = graph.text(review, "url") ?? String(review["@id"] ?? "");
  const [reviewer] = graph.values(review, "author", "creator", "publisher", "sdPublisher");
  return present({
    by: reviewer === undefined ? undefined : agentOf(reviewer, "organization", context),
    verdict:
      graph.text(rating, "alternateName", "name") ??
      (number === undefined ? given : undefined) ??
      graph.text(review, "reviewRating") ??
      graph.text(rating, "ratingExplanation", "description"),
    url: readUrl(url),
    date: dateOf(review, context, "datePublished", "dateCreated"),
    rating: number,
    best: numberIn(graph.text(rating, "bestRating")),
    worst: numberIn(graph.text(rating, "worstRating")),
  });
}

/** A number as a number or as a text, with a point or a comma. */
function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[-+]?\d+(?:[.,]\d+)?$/.test(text)
    ? Number(text.replace(",", "."))
    : undefined;
}
