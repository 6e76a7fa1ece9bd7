import * as z from "zod";
import {
  date,
  InformationGrade,
  language,
  reference,
  references,
  text,
  texts,
  url,
} from "./fields.js";
import { CERTAINTIES } from "./relations.js";

const certainty = z.enum(CERTAINTIES);

/** A hop written out as a mapping. */
export const DetailedHop = z
  .strictObject({
    via: reference("Who relayed: an agent, a document (then its publisher, in it) or unknown."),
    in: reference("The document it was relayed in, when `via` names an agent.").optional(),
    from: z
      .union([reference("A hop of this claim, or `speaker`."), references("Several of them.")], {
        error: "an id or a list of ids",
      })
      .meta({
        description:
          "What this hop draws on: `speaker`, another hop of this claim, or a list. Default: the hop before it; for the first, the speaker.",
        examples: ["speaker", ["reuters", "afp"]],
      })
      .optional(),
    id: reference("A name for this hop, needed when the same `via` stands twice.").optional(),
    how: text("The cue: reported, cited, quoted, translated, leaked, …", "reported").optional(),
    date: date("When this hop happened. Default: its document's date.").optional(),
    quote: text("The words as this hop gives them, verbatim.").optional(),
    lang: language("The language of this hop's quote.").optional(),
    translator: reference("Who translated: an agent, or `machine`.").optional(),
    says: text("How this hop words the assertion, in paraphrase.").optional(),
    certainty: certainty.meta({ description: "How sure this hop makes it sound." }).optional(),
    note: text("Free text.").optional(),
  })
  .meta({ id: "hop", title: "Hop", description: "One hand through which the claim went." });

/** A hop: a bare id, or a mapping. */
export const Hop = z
  .union([reference("An agent, a document or unknown."), DetailedHop], {
    error: "an id, or a mapping with `via`",
  })
  .meta({ description: "A bare id (an agent, a document or unknown), or a mapping." });

/** A hop as a mapping, whichever way it was written. */
export type Hop = z.output<typeof DetailedHop>;

const number = () => z.number({ error: "a finite number" });

/** A fact-check of a claim, in the terms of schema.org's ClaimReview. */
export const Review = z
  .strictObject({
    by: reference("Who reviewed it, an agent.").optional(),
    verdict: text("The verdict in the reviewer's words.", "mostly true").optional(),
    url: url("Where the review was published.").optional(),
    date: date("When it was published.").optional(),
    rating: number().meta({ description: "The rating (schema.org ratingValue)." }).optional(),
    best: number().meta({ description: "The best rating of the scale." }).optional(),
    worst: number().meta({ description: "The worst rating of the scale." }).optional(),
  })
  .meta({ id: "review", title: "Review", description: "A fact-check of the claim." });

const related = (description: string) => references(description).optional();

/** One assertion: what was said, by whom, and how it reached us. */
export const Claim = z
  .strictObject({
    text: text(
      "The assertion, in the recorder's words.",
      "The minister will resign before the vote.",
    ),
    speaker: reference(
      "Who made it: an agent, a document (in its own voice), or unknown.",
      "amir-abdollahian",
      "unknown",
    ),
    role: reference("In which of the speaker's roles.", "foreign-minister").optional(),
    for: reference("On whose behalf, an agent (prov:actedOnBehalfOf).", "iran").optional(),
    date: date("When it was said.").optional(),
    how: text("The cue: told, said, confirmed, denied, demanded, announced, …", "told").optional(),
    quote: text("The speaker's own words, verbatim. None means paraphrase.").optional(),
    lang: language("The language of the quote.").optional(),
    in: reference("The document that is the primary record of the utterance.").optional(),
    certainty: certainty.meta({ description: "How sure the speaker was." }).optional(),
    "based-on": related("Claims or documents that the speaker says this rests on."),
    relay: z
      .array(Hop)
      .min(1)
      .meta({
        description: "How it reached us, nearest the speaker first.",
        examples: [["un-general-assembly", "the-national"]],
      })
      .optional(),
    confirms: related("Claims that this one confirms."),
    disputes: related("Claims that this one disputes."),
    qualifies: related("Claims that this one qualifies."),
    corrects: related("Earlier claims that this one corrects."),
    retracts: related("Earlier claims that this one takes back."),
    updates: related("Earlier claims that this one brings up to date."),
    about: related("The agents that it is about."),
    tags: texts("Words to find it by.", "elections", "budget").optional(),
    reviews: z.array(Review).min(1).meta({ description: "Fact-checks of the claim." }).optional(),
    grade: InformationGrade.optional(),
    note: text("Free text.").optional(),
  })
  .meta({
    id: "claim",
    title: "Claim",
    description: "What was asserted, by whom, and how it reached us.",
  });

/** {@inheritDoc (Claim:variable)} */
export type Claim = z.output<typeof Claim>;
