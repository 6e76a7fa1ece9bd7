import * as z from "zod";
import { date, language, reference, references, text, url } from "./fields.js";

/** What a document can be. */
export const DOCUMENT_KINDS = [
  "article",
  "transcript",
  "broadcast",
  "post",
  "recording",
  "statement",
  "dataset",
] as const;

/** A correction or a retraction of a document. */
export const Amendment = z
  .strictObject({
    date: date("When it was published.").optional(),
    because: text("What was wrong.").optional(),
    url: url("Where it was published.").optional(),
  })
  .meta({
    id: "amendment",
    title: "Amendment",
    description: "A published correction or retraction.",
  });

/** Something published, in which a claim is recorded or relayed. */
export const Document = z
  .strictObject({
    title: text("The title, or what it is where it has none.").optional(),
    by: reference("The publisher, an agent.", "the-national").optional(),
    authors: references("The authors, agents.", "jane-doe").optional(),
    date: date("When it was published.").optional(),
    kind: z.enum(DOCUMENT_KINDS).meta({ description: "What sort of document it is." }).optional(),
    url: url("Where it was published.").optional(),
    archive: url("An archived copy.").optional(),
    file: z
      .string()
      .regex(/^(?![/\\]|[A-Za-z]:)(?=.*\S)[^\\]+$/, {
        error: "a path relative to this file, with / between folders",
      })
      .meta({
        description: "A local snapshot: a path relative to this file, within the store.",
        examples: ["snapshots/speech.txt"],
      })
      .optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: "64 lower-case hexadecimal digits" })
      .meta({ description: "SHA-256 of the snapshot, 64 lower-case hexadecimal digits." })
      .optional(),
    retrieved: date("When the copy was taken.").optional(),
    lang: language("The document's language.").optional(),
    cites: references("The documents that it draws on.", "agency-report").optional(),
    corrected: Amendment.optional(),
    retracted: Amendment.optional(),
    note: text("Free text.").optional(),
  })
  .meta({
    id: "document",
    title: "Document",
    description: "An article, transcript, broadcast, post, recording, statement or dataset.",
  });

/** {@inheritDoc (Document:variable)} */
export type Document = z.output<typeof Document>;
