import * as z from "zod";
import { CHECKS, type CheckName } from "./checks.js";
import { ID_PATTERN } from "./ids.js";

/**
 * The checks that no pattern can say, by the schemas that make them, so that a reader without zod
 * can make them too.
 */
export const NAMED_CHECKS = z.registry<{ check: CheckName }>();

/**
 * Gives the zod schema of a reference: a bare id.
 *
 * @param description what the reference names, for the JSON Schema
 * @param examples ids to show in an editor
 */
export function reference(description: string, ...examples: string[]) {
  return z
    .string({ error: "an id" })
    .regex(ID_PATTERN)
    .meta({ description, ...(examples.length > 0 ? { examples } : {}) });
}

/** Gives the schema of a text that must say something. */
export function text(description: string, ...examples: string[]) {
  return z
    .string()
    .regex(/\S/, { error: "text that is not blank" })
    .meta({ description, ...(examples.length > 0 ? { examples } : {}) });
}

/** Gives the schema of a list of references with at least one. */
export function references(description: string, ...examples: string[]) {
  return z
    .array(reference("An id."))
    .min(1)
    .meta({ description, ...(examples.length > 0 ? { examples: [examples] } : {}) });
}

/**
 * Gives the schema of an EDTF date. YAML reads a bare year as a number, so a whole number is taken
 * for the year that it spells.
 */
export function date(description: string) {
  return z
    .union([z.string(), z.int()], { error: "a date" })
    .transform(String)
    .refine(CHECKS.date, { params: { rule: "invalid-date" } })
    .meta({
      description: `${description} An EDTF date: a year, month, day, instant or interval; ~ approximate, ? uncertain.`,
      examples: ["2023-10-26", "2023-10", "2023", "2023-10-26~", "2023-10-26T14:30:00Z"],
    })
    .register(NAMED_CHECKS, { check: "date" });
}

/** Gives the schema of a web address. */
export function url(description: string) {
  return (
    z
      .string()
      // The letters are spelt out as a JSON Schema's pattern has no flags.
      .regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s/?#]+\S*$/, {
        error: "a web address that starts with https:// or http://",
      })
      .meta({ description, format: "uri", examples: ["https://example.org/story"] })
  );
}

/** Gives the schema of a BCP 47 language tag, such as `fa` or `zh-Hant`. */
export function language(description: string) {
  return z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, { error: LANGUAGE_TAG, abort: true })
    .refine(CHECKS.language, { error: LANGUAGE_TAG })
    .meta({ description, examples: ["en", "fa", "ar", "zh-Hant"] })
    .register(NAMED_CHECKS, { check: "language" });
}

const LANGUAGE_TAG = "a BCP 47 language tag such as `fa`";

/** Gives the schema of a list of tags, aliases or the like: texts, at least one. */
export function texts(description: string, ...examples: string[]) {
  return z
    .array(text("A text."))
    .min(1)
    .meta({ description, ...(examples.length > 0 ? { examples: [examples] } : {}) });
}

const gradeBasis = {
  by: reference("The agent who gave the grade.").optional(),
  date: date("When the grade was given.").optional(),
  because: text("Why: what the grade rests on.").optional(),
};

/** The Admiralty (NATO STANAG 2511) grade of a source's reliability, `A` best, `F` not judged. */
export const SourceGrade = z
  .strictObject({
    reliability: z.enum(["A", "B", "C", "D", "E", "F"]).meta({
      description: "Source reliability: A completely reliable … E unreliable, F unknown.",
    }),
    ...gradeBasis,
  })
  .meta({ id: "sourceGrade", title: "Source grade", description: "Admiralty source reliability." });

const CREDIBILITY = "a whole number from 1 to 6";

/** The Admiralty (NATO STANAG 2511) grade of a report's credibility, 1 best, 6 not judged. */
export const InformationGrade = z
  .strictObject({
    credibility: z
      .int({ error: CREDIBILITY })
      .min(1, { error: CREDIBILITY })
      .max(6, { error: CREDIBILITY })
      .meta({
        description:
          "Information credibility: 1 confirmed by other sources … 5 improbable, 6 cannot be judged.",
        examples: [2],
      }),
    ...gradeBasis,
  })
  .meta({
    id: "informationGrade",
    title: "Information grade",
    description: "Admiralty information credibility.",
  });
