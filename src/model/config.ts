import * as z from "zod";
import { SEVERITIES } from "./diagnostic.js";

/** What a rule can be set to: a severity, or off. */
export const RULE_LEVELS = [...SEVERITIES, "off"] as const;

/** One of {@link RULE_LEVELS}. */
export type RuleLevel = (typeof RULE_LEVELS)[number];

/** The settings of a project: `claims.config.yaml`. */
export const Config = z
  .strictObject({
    stores: z
      .array(z.string().regex(/\S/, { error: "a folder's path" }))
      .min(1)
      .meta({
        description: "Store folders beside `claims/`, relative to this file.",
        examples: [["archive/claims"]],
      })
      .optional(),
    exclude: z
      .array(z.string().regex(/\S/, { error: "a glob" }))
      .min(1)
      .meta({
        description: "Globs, relative to this file, of YAML files that are no part of the store.",
        examples: [["claims/drafts/**"]],
      })
      .optional(),
    rules: z
      .record(z.string(), z.enum(RULE_LEVELS))
      .meta({
        description: "Severities by rule: error, warning, info or off.",
        examples: [{ unused: "off" }],
      })
      .optional(),
  })
  .meta({ title: "claims configuration", description: "The settings of a claim store." });

/** {@inheritDoc (Config:variable)} */
export type Config = z.output<typeof Config>;
