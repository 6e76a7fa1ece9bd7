import type { SnapshotFault } from "../store/snapshots.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A copy that isn't there proves nothing. */
export const snapshotMissing: Rule = {
  name: "snapshot-missing",
  tier: "meaning",
  severity: "error",
  summary: "a document whose `file` isn't there, or is nothing that can be read as its snapshot",
  why: "A snapshot is the evidence that outlives the page. The store promises that it holds one; where it doesn't, nobody can check the quotations any more, and nobody notices until the page is gone as well.",
  check: findMissing,
};

function* findMissing({ scope, snapshots }: RuleContext): Generator<Finding> {
  for (const document of scope.documents) {
    const snapshot = snapshots?.get(document.id);
    if (!snapshot || snapshot.state === "read") continue;
    yield {
      at: document,
      path: ["file"],
      message: `the snapshot of \`${document.id}\` can't be used: \`${document.value.file}\` ${snapshot.reason}`,
      help: HELP[snapshot.state](document.id),
    };
  }
}

const AGAIN = (id: string) => `\`claims snapshot ${id} FILE\` takes a copy into the store`;

const HELP: Readonly<Record<SnapshotFault, (id: string) => string>> = {
  missing: (id) => `paths start at the folder of this YAML file; ${AGAIN(id)}`,
  outside: AGAIN,
  link: (id) => `put the file itself there; ${AGAIN(id)}`,
  irregular: (id) => `name a file, no folder and no device; ${AGAIN(id)}`,
  "too-large": () => "keep it in an archive, and its address in `archive`",
  unreadable: () => "see who may read the file",
};
