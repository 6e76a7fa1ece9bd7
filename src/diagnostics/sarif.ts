import type {
  ArtifactLocation,
  CodeFlow,
  Log,
  Region,
  ReportingDescriptor,
  Result,
  Fix as SarifFix,
  Location as SarifLocation,
} from "sarif";
import type { Diagnostic, Fix, Location, Severity } from "../model/diagnostic.js";
import { RULE_NAMES, RULES } from "../rules/list.js";
import type { Rule } from "../rules/rule.js";
import { toJson } from "../terminal/json.js";
import { fence, sentence } from "../terminal/markdown.js";
import { oneLine } from "../terminal/text.js";
import { VERSION } from "../version.js";
import { fingerprints } from "./fingerprint.js";
import { plainLines } from "./plain.js";

/** The rules whose places form a chain, in their order: viewers can step through it. */
const CHAINS: readonly string[] = [
  "relay-cycle",
  "circular-sourcing",
  "part-of-cycle",
  "rests-on-retracted",
];

const LEVELS: Record<Severity, Result.level> = { error: "error", warning: "warning", info: "note" };

/** The name under which results carry their fingerprint; the number grows when it changes. */
const FINGERPRINT = "claims/v1";

/** What paths are relative to; the reader of the report knows where it is. */
const ROOT = "%SRCROOT%";

/**
 * Prints findings as SARIF 2.1.0, the Static Analysis Results Interchange Format of OASIS: one JSON
 * document, with all rules in it.
 */
export function sarif(findings: readonly Diagnostic[]): string {
  const names = fingerprints(findings);
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "claims", semanticVersion: VERSION, rules: RULES.map(describe) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [ROOT]: { description: { text: "The repository's root." } } },
        results: findings.map((finding, index) => resultOf(finding, names[index]!)),
      },
    ],
  };
  return toJson(log, 2);
}

function describe({ name, tier, severity, summary, why, examples }: Rule): ReportingDescriptor {
  const text = [sentence(why)];
  const markdown = [sentence(why)];
  if (examples) {
    text.push(`Found:\n\n${examples.bad.trimEnd()}`, `Not found:\n\n${examples.good.trimEnd()}`);
    markdown.push("**Found**", fence(examples.bad, "yaml"));
    markdown.push("**Not found**", fence(examples.good, "yaml"));
  }
  return {
    id: name,
    // A name that differs from the id in case alone says nothing, and validators complain of it.
    ...(name.includes("-") ? { name: toPascalCase(name) } : {}),
    shortDescription: { text: sentence(summary) },
    fullDescription: { text: sentence(why) },
    help: { text: text.join("\n\n"), markdown: markdown.join("\n\n") },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [tier] },
  };
}

function toPascalCase(name: string): string {
  return name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}

function resultOf(finding: Diagnostic, fingerprint: string): Result {
  const { rule, severity, location, label, related, claim, fix } = finding;
  const index = RULE_NAMES.indexOf(rule);
  return {
    ruleId: rule,
    ...(index === -1 ? {} : { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: escapeMessage(plainLines(finding).join("\n")) },
    locations: [
      {
        ...placeOf(location, label),
        ...(claim === undefined ? {} : { logicalLocations: [{ name: claim, kind: "object" }] }),
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place, number) => ({
            id: number + 1,
            ...placeOf(place.location, place.message),
          })),
        }),
    ...(related.length > 0 && CHAINS.includes(rule) ? { codeFlows: [flowOf(finding)] } : {}),
    ...(fix === undefined ? {} : { fixes: [fixOf(fix)] }),
    partialFingerprints: { [FINGERPRINT]: fingerprint },
  };
}

/** The edits of a fix, file by file: all are to be made, or none. */
function fixOf({ description, safe, edits }: Fix): SarifFix {
  const files = [...new Set(edits.map(({ location }) => location.file))];
  const text = escapeMessage(oneLine(safe ? description : `${description} (a guess)`));
  return {
    description: { text },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactOf(file),
      replacements: edits
        .filter(({ location }) => location.file === file)
        .map(({ location, replacement }) => ({
          deletedRegion: regionOf(location),
          insertedContent: { text: replacement },
        })),
    })),
  };
}

/** The steps of a chain: the finding's own place, and on from there. */
function flowOf({ location, label, message, related }: Diagnostic): CodeFlow {
  const steps = [{ location, message: label ?? message }, ...related];
  const locations = steps.map((step) => ({ location: placeOf(step.location, step.message) }));
  return { threadFlows: [{ locations }] };
}

function placeOf(location: Location, message: string | undefined): SarifLocation {
  const text = message === undefined ? "" : escapeMessage(oneLine(message));
  return {
    physicalLocation: { artifactLocation: artifactOf(location.file), region: regionOf(location) },
    ...(text === "" ? {} : { message: { text } }),
  };
}

function artifactOf(file: string): ArtifactLocation {
  return { uri: toUri(file), uriBaseId: ROOT };
}

function regionOf({ line, column, endLine, endColumn }: Location): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Gives a path as a relative URI (RFC 3986): no part of it can be taken for a scheme or a query. */
function toUri(file: string): string {
  return file.replace(LONE_SURROGATE, "\uFFFD").split("/").map(encodeURIComponent).join("/");
}

/**
 * Keeps a text from being read as more than text: `[words](address)` is a link in a message (SARIF
 * 2.1.0, section 3.11.6), `{0}` a place to fill (3.11.5).
 */
function escapeMessage(text: string): string {
  return text.replaceAll("](", "\\](").replace(/\{(\d+)\}/g, "{{$1}}");
}
