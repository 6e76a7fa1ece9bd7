import * as z from "zod";
import { SEVERITIES } from "./diagnostic.js";

const formatVersion = z.literal(1).meta({ description: "Grows when a key changes its meaning." });
const complete = z
  .boolean()
  .meta({ description: "Whether every entry of the store could be read." });
const id = z.string().meta({ description: "An id of the store." });
const ids = z.array(id);
const position = z.int().min(1);
const point = z
  .strictObject({
    file: z.string().meta({ description: "Relative to the repository's root." }),
    line: position,
    column: position,
  })
  .meta({ description: "Where it stands in the store; counted from 1." });
const independent = z
  .strictObject({ min: z.int().min(0), max: z.int().min(0) })
  .meta({ description: "Ways from the speaker to the reports that share no voice." });
const status = z.enum([
  "circular",
  "unattributed",
  "anonymous",
  "own-voice",
  "original",
  "broken",
  "traced",
]);
const measures = {
  status,
  hands: z.int().min(0).meta({ description: "Voices on the longest way to a report." }),
  reports: z.int().min(0).meta({ description: "The ends of its chains." }),
  independent,
};

const ways = {
  bottlenecks: ids.meta({ description: "The voices on every way to every report." }),
  origins: ids.meta({ description: "The speakers at the root, through `based-on`." }),
};

/** One claim as `claims list` gives it in JSON. */
export const ListedClaim = z
  .strictObject({
    id,
    text: z.string(),
    date: z.string().nullable(),
    speaker: z.strictObject({ id, name: z.string(), kind: z.string() }),
    via: ids.meta({ description: "The hops' ids, in the order of the file." }),
    ...measures,
    ...ways,
    tags: z.array(z.string()),
    location: point,
  })
  .meta({ title: "Listed claim" });

/** What `claims list --format json` prints. */
export const ListOutput = z
  .strictObject({
    formatVersion,
    complete,
    total: z.int().min(0).meta({ description: "How many claims the store holds." }),
    claims: z.array(ListedClaim),
  })
  .meta({ title: "claims list", description: "What `claims list --format json` prints." });

/** One claim as `claims trace` gives it in JSON. */
export const TracedClaim = z
  .strictObject({
    id,
    text: z.string(),
    ...measures,
    ...ways,
    chains: z.array(ids).meta({ description: "The ways to each end, the speaker's id first." }),
    moreChains: z.boolean().meta({ description: "Whether there are more chains than are given." }),
    hops: z.array(
      z.strictObject({
        id,
        via: id,
        in: id.nullable(),
        from: ids,
        how: z.string().nullable(),
        date: z.string().nullable(),
        location: point,
      }),
    ),
    restsOn: ids,
    restedOnBy: ids.meta({ description: "The claims and documents that rest on it." }),
    drift: z
      .array(
        z.strictObject({
          hop: id,
          from: id,
          quote: z
            .array(z.strictObject({ kind: z.enum(["same", "added", "removed"]), text: z.string() }))
            .nullable(),
          numbers: z
            .strictObject({ before: z.array(z.string()), now: z.array(z.string()) })
            .nullable(),
          certainty: z.strictObject({ before: z.string(), now: z.string() }).nullable(),
          language: z
            .strictObject({
              before: z.string(),
              now: z.string(),
              translator: z.string().nullable(),
            })
            .nullable(),
          laundered: z.boolean(),
        }),
      )
      .meta({ description: "What changed between a hop and what it draws on." }),
  })
  .meta({ title: "Traced claim" });

/** What `claims trace --format json` prints. */
export const TraceOutput = z
  .strictObject({
    formatVersion,
    complete,
    claims: z.array(TracedClaim),
    comparisons: z
      .array(
        z.strictObject({
          claims: ids,
          corroborates: z.enum(["yes", "weakly", "no", "unknown"]),
          sharedOrigins: ids,
          sharedBottlenecks: ids,
          sharedOwners: z.array(ids),
        }),
      )
      .meta({ description: "Whether the claims that were named corroborate each other." }),
  })
  .meta({ title: "claims trace", description: "What `claims trace --format json` prints." });

const span = z.strictObject({
  file: z.string(),
  line: position,
  column: position,
  endLine: position,
  endColumn: position,
});

const fix = z
  .strictObject({
    description: z.string(),
    applicability: z.enum(["safe", "unsafe"]).meta({
      description: "Whether what is meant is certain, or a guess that a person should look at.",
    }),
    edits: z.array(z.strictObject({ location: span, replacement: z.string() })),
  })
  .meta({ description: "What would mend it: all edits, or none." });

/** One finding as `claims validate` gives it in JSON. */
export const ReportedFinding = z
  .strictObject({
    rule: z.string(),
    severity: z.enum(SEVERITIES),
    message: z.string(),
    location: span,
    related: z.array(z.strictObject({ message: z.string(), location: span })),
    claim: id.nullable(),
    notes: z.array(z.string()),
    help: z.string().nullable(),
    fix: fix.nullable(),
  })
  .meta({ title: "Finding" });

const number = z.int().min(0);

/** What `claims validate --format json` prints. */
export const ValidateOutput = z
  .strictObject({
    formatVersion,
    summary: z.strictObject({
      files: number,
      claims: number,
      errors: number,
      warnings: number,
      infos: number,
    }),
    findings: z.array(ReportedFinding),
  })
  .meta({ title: "claims validate", description: "What `claims validate --format json` prints." });

/** {@inheritDoc (ListOutput:variable)} */
export type ListReport = z.output<typeof ListOutput>;
/** {@inheritDoc (TraceOutput:variable)} */
export type TraceReport = z.output<typeof TraceOutput>;
/** {@inheritDoc (ValidateOutput:variable)} */
export type ValidateReport = z.output<typeof ValidateOutput>;
