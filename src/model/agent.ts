import * as z from "zod";
import { CHECKS } from "./checks.js";
import {
  date,
  language,
  NAMED_CHECKS,
  reference,
  references,
  SourceGrade,
  text,
  texts,
  url,
} from "./fields.js";
import { ID_PATTERN } from "./ids.js";

/** What an agent can be. A forum hosts and never speaks; an outlet publishes. */
export const AGENT_KINDS = ["person", "organization", "outlet", "forum", "anonymous"] as const;

/** One office or position that an agent holds or held. */
export const Role = z
  .strictObject({
    title: text("The office as it is called.", "Foreign Minister"),
    of: reference("The agent whose office it is.", "iran").optional(),
    from: date("When the role began.").optional(),
    until: date("When the role ended; absent while it lasts.").optional(),
  })
  .meta({ id: "role", title: "Role", description: "An office that the agent holds or held." });

/** One who can speak, relay or host. */
export const Agent = z
  .strictObject({
    name: text("What the agent is called. Required of all but an anonymous one.").optional(),
    kind: z.enum(AGENT_KINDS).meta({
      description:
        "person, organization (a state, party, ministry, company), outlet (publishes), forum (a place where things are said, never a voice) or anonymous.",
    }),
    aliases: texts("Other names and spellings.", "Mohammed", "Muhammad").optional(),
    roles: z
      .record(z.string().regex(ID_PATTERN), Role)
      .meta({ description: "Roles by id; a claim's `role` names one of them." })
      .optional(),
    "part-of": z
      .union([reference("An id."), references("Several owners.")], {
        error: "an id or a list of ids",
      })
      .meta({
        description:
          "Owner or parent agent, or a list of them. Outlets with a common owner aren't independent.",
        examples: ["news-group"],
      })
      .optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, { error: "a two-letter ISO 3166-1 code such as `LB`" })
      .meta({ description: "ISO 3166-1 alpha-2 code.", examples: ["IR", "AE", "LB"] })
      .optional(),
    "same-as": z
      .array(
        z.string().regex(/^(Q[1-9]\d*|https?:\/\/\S+)$/, {
          error: "a Wikidata item such as `Q794`, or a web address",
        }),
      )
      .min(1)
      .meta({
        description: "The same agent elsewhere: Wikidata items or URLs.",
        examples: [["Q794"]],
      })
      .optional(),
    url: url("The agent's own page.").optional(),
    lang: language("The language that the agent speaks or publishes in.").optional(),
    "described-as": text(
      "How the source is described in print.",
      "a diplomat briefed on the talks",
    ).optional(),
    reason: text("Why an anonymous source is unnamed.", "not authorized to speak").optional(),
    confidential: z
      .boolean()
      .meta({ description: "Keeps the agent out of every export but for `described-as`." })
      .optional(),
    grade: SourceGrade.optional(),
    note: text("Free text.").optional(),
  })
  .superRefine((agent, context) => {
    if (CHECKS.named(agent)) return;
    context.addIssue({ code: "custom", path: ["name"], params: { rule: "missing-key" } });
  })
  .meta({
    id: "agent",
    title: "Agent",
    description: "A person, organization, outlet, forum or anonymous source.",
    if: { properties: { kind: { const: "anonymous" } } },
    else: { required: ["name"] },
  })
  .register(NAMED_CHECKS, { check: "named" });

/** {@inheritDoc (Agent:variable)} */
export type Agent = z.output<typeof Agent>;
