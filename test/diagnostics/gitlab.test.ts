import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { fingerprints } from "../../src/diagnostics/fingerprint.js";
import {
  anyFindings,
  FINDINGS,
  movedDown,
  NOTHING,
  printed,
  REPORT,
  reportOf,
} from "../support/findings.js";

/** What GitLab's documentation of Code Quality reports asks for. */
const CodeQuality = z.array(
  z.strictObject({
    description: z.string().min(1),
    check_name: z.string().min(1),
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
    severity: z.enum(["info", "minor", "major", "critical", "blocker"]),
    location: z.strictObject({
      path: z.string().regex(/^(?!\.?\/)/),
      lines: z.strictObject({ begin: z.int().min(1), end: z.int().min(1) }),
    }),
  }),
);

const read = (output: string) => CodeQuality.parse(JSON.parse(output));

describe("gitlab", () => {
  it("is a Code Quality report", async () => {
    await expect(printed("gitlab", REPORT)).toMatchFileSnapshot("gitlab/report.json");
    expect(read(printed("gitlab", REPORT))).toHaveLength(FINDINGS.length);
  });

  it("is an empty report where nothing was found, and never coloured", () => {
    expect(printed("gitlab", NOTHING)).toBe("[]\n");
    expect(printed("gitlab", REPORT, true)).toBe(printed("gitlab", REPORT));
  });

  it("is one entry a finding, for any findings", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const entries = JSON.parse(printed("gitlab", reportOf(findings))) as z.infer<
          typeof CodeQuality
        >;
        expect(entries.map(({ check_name }) => check_name)).toEqual(
          findings.map(({ rule }) => rule),
        );
        expect(entries.map(({ location }) => location.path)).toEqual(
          findings.map(({ location }) => location.file),
        );
      }),
    );
  });
});

describe("a fingerprint", () => {
  it("stays when lines move", () => {
    fc.assert(
      fc.property(anyFindings, fc.integer({ min: 1, max: 99 }), (findings, lines) => {
        expect(fingerprints(movedDown(findings, lines))).toEqual(fingerprints(findings));
      }),
    );
  });

  it("is no other's", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        expect(new Set(fingerprints([...findings, ...findings])).size).toBe(findings.length * 2);
      }),
    );
  });

  it.each([
    ["rule", { rule: "unused" }],
    ["message", { message: "something else" }],
    ["claim", { claim: "another" }],
    ["file", { location: { ...FINDINGS[0]!.location, file: "claims/other.yaml" } }],
  ])("differs with the %s", (_, change) => {
    const finding = { ...FINDINGS[0]!, rule: "untraced" };
    expect(fingerprints([{ ...finding, ...change }])).not.toEqual(fingerprints([finding]));
  });

  it("doesn't differ with the severity, the help or the notes", () => {
    const change = { severity: "error" as const, help: "x", notes: ["y"], label: "z" };
    expect(fingerprints([{ ...FINDINGS[0]!, ...change }])).toEqual(fingerprints([FINDINGS[0]!]));
  });

  it("of the first of some equal findings is that of the only one", () => {
    expect(fingerprints([FINDINGS[0]!, FINDINGS[0]!])[0]).toBe(fingerprints([FINDINGS[0]!])[0]);
  });
});
