import type { Agent } from "../model/agent.js";
import type { Document } from "../model/document.js";
import type { Entry } from "../store/source.js";
import { loseKeys } from "./losses.js";
import { isOrganization, isVoice, type SchemaNode, type SchemaValues } from "./schema-org-node.js";
import { sameAs } from "./terms.js";

const AGENT_TYPES = {
  person: "Person",
  organization: "Organization",
  outlet: "NewsMediaOrganization",
  forum: "Event",
  anonymous: "Person",
};

const AGENT_KEYS = [
  ...["name", "kind", "aliases", "roles", "part-of", "country", "same-as", "url", "lang"],
  ...["described-as", "confidential"],
];

/** Gives an agent: a Person, an Organization, or, where things are said, an Event. */
export function agentNode({ id, value }: Entry<"agent">, values: SchemaValues): SchemaNode {
  loseKeys(value, AGENT_KEYS, "agent", values.lose);
  const isForum = value.kind === "forum";
  return values.node(AGENT_TYPES[value.kind], [id], {
    name: value.name,
    description: value["described-as"],
    alternateName: value.aliases,
    url: values.url(value.url),
    sameAs: value["same-as"]?.map((item) => sameAs(item).iri),
    memberOf: rolesOf(id, value, values),
    ...ownersOf(value, values),
    ...countryOf(value, values),
    [isForum ? "inLanguage" : "knowsLanguage"]: value.lang,
  });
}

function rolesOf(id: string, { roles, kind }: Agent, values: SchemaValues): SchemaNode[] {
  return Object.entries(roles ?? {}).flatMap(([key, { title, of, from, until }]) => {
    if (kind === "forum") {
      values.lose("a role of a forum");
      return [];
    }
    return [
      values.node("OrganizationRole", [id, key], {
        roleName: title,
        memberOf: values.agents(of, isOrganization, "a role of what is no organization"),
        startDate: values.date(from),
        endDate: values.date(until),
      }),
    ];
  });
}

const OWNERS = {
  person: "affiliation",
  anonymous: "affiliation",
  organization: "parentOrganization",
  outlet: "parentOrganization",
  forum: "organizer",
};

function ownersOf({ kind, "part-of": owners }: Agent, values: SchemaValues): SchemaNode {
  const accepts = kind === "forum" ? isVoice : isOrganization;
  return { [OWNERS[kind]]: values.agents(owners, accepts, "an owner that is no organization") };
}

function countryOf({ kind, country }: Agent, values: SchemaValues): SchemaNode {
  if (country === undefined) return {};
  if (kind === "forum") return { location: values.node("Country", [], { name: country }) };
  return { address: values.node("PostalAddress", [], { addressCountry: country }) };
}

const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  article: "NewsArticle",
  post: "SocialMediaPosting",
  recording: "MediaObject",
  dataset: "Dataset",
};

const DOCUMENT_KEYS = [
  ...["title", "by", "authors", "date", "kind", "url", "archive", "sha256", "retrieved", "lang"],
  ...["cites", "corrected", "retracted", "note"],
];

/**
 * Gives a document.
 *
 * @param heardFrom the documents from which it has a claim, beside those that it cites
 */
export function documentNode(
  { id, value }: Entry<"document">,
  heardFrom: Iterable<string>,
  values: SchemaValues,
): SchemaNode {
  loseKeys(value, DOCUMENT_KEYS, "document", values.lose);
  const { kind = "", by } = value;
  const type = DOCUMENT_TYPES[kind] ?? "CreativeWork";
  const isPlace = by !== undefined && values.store.agents.get(by)?.value.kind === "forum";
  return values.node(type, [id], {
    [type === "NewsArticle" ? "headline" : "name"]: value.title,
    genre: type === "CreativeWork" ? value.kind : undefined,
    ...(isPlace
      ? { recordedAt: values.link(by) }
      : { publisher: values.agents(by, isVoice, "a publisher that is a forum") }),
    author: values.agents(value.authors, isVoice, "an author that is a forum"),
    datePublished: values.date(value.date),
    url: values.url(value.url),
    archivedAt: values.url(value.archive),
    inLanguage: value.lang,
    isBasedOn: values.works([...new Set([...(value.cites ?? []), ...heardFrom])]),
    encoding: copyOf(value, values),
    creativeWorkStatus: value.retracted === undefined ? undefined : "Retracted",
    correction: amendmentsOf(id, value, values),
    comment: commentOf(value.note, values),
  });
}

function copyOf({ sha256, retrieved }: Document, values: SchemaValues): SchemaNode | undefined {
  if (sha256 === undefined && retrieved === undefined) return undefined;
  return values.node("MediaObject", [], { sha256, dateCreated: values.date(retrieved) });
}

function amendmentsOf(id: string, document: Document, values: SchemaValues): SchemaNode[] {
  return (["corrected", "retracted"] as const).flatMap((key) => {
    const amendment = document[key];
    if (!amendment) return [];
    return [
      values.node("CorrectionComment", [id, key], {
        text: amendment.because,
        dateCreated: values.date(amendment.date),
        url: values.url(amendment.url),
      }),
    ];
  });
}

/** Gives a recorder's note as a comment. */
export function commentOf(note: string | undefined, values: SchemaValues): SchemaNode | undefined {
  return note === undefined ? undefined : values.node("Comment", [], { text: note });
}
