import type { Finding, Rule, RuleContext } from "./rule.js";

/** A copy that was changed is no copy. */
export const snapshotChanged: Rule = {
  name: "snapshot-changed",
  tier: "meaning",
  severity: "error",
  summary: "a snapshot whose SHA-256 isn't the one that was recorded for it",
  why: "A snapshot proves what a page said only as long as it is the very file that was saved. A checksum taken on that day shows that it is (the Berkeley Protocol on Digital Open Source Investigations, 2020, asks for one on preservation); a different one says that somebody, or some program, has changed the evidence since.",
  check: findChanged,
};

function* findChanged({ scope, snapshots }: RuleContext): Generator<Finding> {
  for (const document of scope.documents) {
    const snapshot = snapshots?.get(document.id);
    const { file, sha256 } = document.value;
    if (snapshot?.state !== "read" || sha256 === undefined || snapshot.sha256 === sha256) continue;
    yield {
      at: document,
      path: ["sha256"],
      message: `\`${file}\` isn't the file that was recorded as the snapshot of \`${document.id}\``,
      label: "recorded",
      related: [{ at: document, path: ["file"], message: `has ${shorten(snapshot.sha256)}` }],
      notes: [`recorded ${shorten(sha256)}`, `found    ${shorten(snapshot.sha256)}`],
      help: snapshot.hasOtherLineEnds
        ? "only its line ends differ, which git changes: write `snapshots/** -text` in .gitattributes, and check it out again"
        : `restore the file as it was; if it was replaced on purpose, \`claims snapshot ${document.id} FILE\` records the new one`,
    };
  }
}

/** The first digits of a checksum, as many as tell two apart at a glance. */
function shorten(sha256: string): string {
  return `${sha256.slice(0, 12)}…`;
}
