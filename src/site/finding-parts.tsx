import type { SiteFinding } from "./desk.js";
import { Place } from "./parts.js";
import { countOf } from "./words.js";

/** What was found, worst first as it comes, each with its place. */
export function Findings({ findings }: { findings: readonly SiteFinding[] }) {
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <li key={JSON.stringify([finding.rule, finding.place, finding.message])}>
          <Severity finding={finding} /> <code class="rule">{finding.rule}</code>{" "}
          <Coded>{finding.message}</Coded>
          <WhatToDo finding={finding} />
        </li>
      ))}
    </ul>
  );
}

/** How bad a finding is, as a mark. */
export function Severity({ finding: { severity } }: { finding: SiteFinding }) {
  return <span class={`severity severity-${severity}`}>{severity}</span>;
}

/** What to do about a finding, and where it stands. */
export function WhatToDo({ finding: { help, place } }: { finding: SiteFinding }) {
  return (
    <>
      {help !== undefined && (
        <p class="help">
          <Coded>{help}</Coded>
        </p>
      )}
      <p class="where">
        <Place place={place} />
      </p>
    </>
  );
}

/** How many findings are not shown; nothing where all are. */
export function HiddenFindings({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p class="dim">
      {countOf(count, "more is", "more are")} kept back, for the sake of a confidential source.
    </p>
  );
}

/** A text in which what stands between backticks is a key, an id or a command. */
export function Coded({ children }: { children: string }) {
  return (
    <bdi dir="auto">
      {children
        .split(/`([^`]*)`/)
        .map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
    </bdi>
  );
}
