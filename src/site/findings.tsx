import { SEVERITIES } from "../model/diagnostic.js";
import { RULES } from "../rules/list.js";
import type { Rule } from "../rules/rule.js";
import type { SiteFinding } from "./desk.js";
import { Coded, HiddenFindings, Severity, WhatToDo } from "./finding-parts.js";
import { useHere } from "./page.js";
import { EntryLink, Section } from "./parts.js";
import { capital, countOf, groups } from "./words.js";

/** How many findings of a rule are shown. */
const MOST = 200;

/** What the checks found, rule by rule, the worst first. */
export function FindingsPage() {
  const { desk } = useHere();
  const { findings, hiddenFindings } = desk.source;
  const byRule = groupByRule(findings);
  return (
    <>
      <h1>What the checks found</h1>
      <p class="lede">
        {findings.length === 0 ? "Nothing." : `${countOf(findings.length, "finding")}.`}
      </p>
      <HiddenFindings count={hiddenFindings} />
      {byRule.length > 0 && (
        <>
          <p>
            These are hints for whoever keeps the store: where something is wrong, missing or weak.
            An error is surely wrong, a warning should be looked at, an info is worth knowing.
          </p>
          <nav aria-label="Rules">
            <Rules findings={findings} page="" />
          </nav>
        </>
      )}
      {byRule.map((group) => (
        <RuleFindings key={group.rule} {...group} />
      ))}
    </>
  );
}

interface Group {
  readonly rule: string;
  readonly findings: readonly SiteFinding[];
}

function groupByRule(findings: readonly SiteFinding[]): Group[] {
  const byRule = new Map<string, SiteFinding[]>();
  for (const finding of findings) {
    const known = byRule.get(finding.rule);
    if (known) known.push(finding);
    else byRule.set(finding.rule, [finding]);
  }
  const rank = ({ findings: [first] }: Group) => SEVERITIES.indexOf(first!.severity);
  return [...byRule]
    .map(([rule, found]) => ({ rule, findings: found }))
    .sort((a, b) => rank(a) - rank(b) || b.findings.length - a.findings.length);
}

/**
 * The rules by which something was found, the worst first, each with how often.
 *
 * @param page the address of the page that tells what; empty on that page itself
 */
export function Rules({ findings, page }: { findings: readonly SiteFinding[]; page: string }) {
  return (
    <ul class="rules">
      {groupByRule(findings).map((group) => (
        <li key={group.rule}>
          <Severity finding={group.findings[0]!} />{" "}
          <a href={`${page}#${group.rule}`}>
            <Coded>{titleOf(group.rule)}</Coded>
          </a>{" "}
          {groups(group.findings.length)}
        </li>
      ))}
    </ul>
  );
}

const RULE_TEXTS: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.name, rule]));

/** What a rule finds, as a heading. */
function titleOf(rule: string): string {
  return capital(RULE_TEXTS.get(rule)?.summary ?? rule);
}

function RuleFindings({ rule, findings }: Group) {
  const why = RULE_TEXTS.get(rule)?.why;
  const rest = findings.length - MOST;
  return (
    <Section title={<Coded>{titleOf(rule)}</Coded>} id={rule}>
      <p class="eyebrow">
        <Severity finding={findings[0]!} /> <code>{rule}</code> ·{" "}
        {countOf(findings.length, "finding")}
      </p>
      {why !== undefined && (
        <p>
          <Coded>{why}</Coded>
        </p>
      )}
      <ul class="findings">
        {findings.slice(0, MOST).map((finding, index) => (
          <li key={index}>
            <FindingAt finding={finding} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p class="dim">
          and {groups(rest)} more. In a terminal, <code>claims validate --select {rule}</code> shows
          them all.
        </p>
      )}
    </Section>
  );
}

/** A finding under its rule's heading: at which entry, what is wrong, what to do, and where. */
function FindingAt({ finding }: { finding: SiteFinding }) {
  return (
    <>
      {finding.entry !== undefined && <EntryLink id={finding.entry} />}
      <p>
        <Coded>{finding.message}</Coded>
      </p>
      <WhatToDo finding={finding} />
    </>
  );
}
