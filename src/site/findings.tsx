import type { SiteFinding } from "./desk.js";
import { useHere } from "./page.js";
import { Findings, Section } from "./parts.js";
import { countOf } from "./words.js";

/** What the checks found, rule by rule. */
export function FindingsPage() {
  const { desk } = useHere();
  const byRule = new Map<string, SiteFinding[]>();
  for (const finding of desk.source.findings) {
    const known = byRule.get(finding.rule);
    if (known) known.push(finding);
    else byRule.set(finding.rule, [finding]);
  }
  return (
    <>
      <h1>What the checks found</h1>
      <p class="lede">{countOf(desk.source.findings.length, "finding")}.</p>
      {[...byRule].map(([rule, findings]) => (
        <Section key={rule} title={rule} id={rule}>
          <Findings findings={findings} />
        </Section>
      ))}
    </>
  );
}
