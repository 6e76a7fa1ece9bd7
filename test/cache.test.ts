import {
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { cached, put, settle, uncached } from "./support/cached.js";
import { apply, EDITED_STORES, EDITS, type Edit } from "./support/random-edits.js";
import { type Files, write } from "./support/random-store.js";
import { folder } from "./support/run.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 3_600_000 });

/** Stores are tried one after the other, each edited so many times at most. */
const RUNS = Number(process.env["CACHE_RUNS"] ?? 16);

/** Something that changes what a command says of a store. */
type Step =
  | { readonly what: "edit"; readonly edit: Edit }
  | { readonly what: "snapshot"; readonly how: (typeof SNAPSHOT_EDITS)[number] }
  | { readonly what: "config"; readonly text: string }
  | { readonly what: "nothing" };

const SNAPSHOT_EDITS = [
  ...["five", "nobody", "gone", "link", "folder", "away", "out", "out-empty", "back"],
] as const;

const CONFIGS = [
  "",
  "rules: { untraced: off }\n",
  "rules: { untraced: error, date-in-future: warning }\n",
  'exclude: ["claims/pad/3*"]\n',
  'exclude: ["claims/a.yaml"]\n',
];

const STEPS: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constant("edit" as const), edit: EDITS }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant("snapshot" as const),
      how: fc.constantFrom(...SNAPSHOT_EDITS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant("config" as const),
      text: fc.constantFrom(...CONFIGS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("nothing" as const) }) },
);

const COMMANDS: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(["validate", "--format", "json"]) },
  fc.constantFrom(
    ["validate", "--today", "2024"],
    ["validate", "--today", "2024-01-01", "--format", "json"],
    ["validate", "--select", "untraced,unused", "--format", "concise"],
    ["validate", "--fix", "--diff"],
    ["validate", "claims/a.yaml"],
    ["list", "--format", "json"],
    ["trace", "--all", "--format", "json"],
    ["stats", "--format", "json"],
  ),
  fc
    .constantFrom("claim-0", "claim-3", "page-1", "jane", "paper", "pad-7", "nobody")
    .map((id) => ["show", id, "--format", "json"]),
);

/** So many small files that a change of one is a change of few. */
const PADDING: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [
    `claims/pad/${index}.yaml`,
    `claims:
  pad-${index}:
    text: Of ${index % 30}.
    speaker: john
    ${index % 3 === 0 ? `based-on: [claim-${index % 8}]` : `about: [jane]${index % 5 ? "" : " # claims-ignore: untraced -- known"}`}
    ${index % 7 === 0 ? '"note": "folded\n      here"' : `date: 2023-05-0${1 + (index % 3)}`}
`,
  ]),
);

/** The texts of a store whose snapshots stand in a folder of their own. */
function textsOf(files: Files): Record<string, string> {
  const texts = Object.entries(write(files)).map(([path, text]) => [
    path,
    text.replaceAll('"page.txt"', '"../kept/page.txt"'),
  ]);
  return { ...PADDING, ...Object.fromEntries(texts) };
}

/** A folder that is outside of a store's. */
const apartFrom = (root: string) => `${root}-apart`;

/** Changes what stands at the snapshots' path, or on the way there. */
function changeSnapshot(root: string, how: (typeof SNAPSHOT_EDITS)[number]): void {
  const [kept, apart] = [join(root, "kept"), apartFrom(root)];
  const page = join(kept, "page.txt");
  const isReal = existsSync(kept) && lstatSync(kept).isDirectory();
  if (how === "back" || !isReal) {
    rmSync(kept, { recursive: true, force: true });
    if (existsSync(apart)) renameSync(apart, kept);
    else mkdirSync(kept);
    if (how === "back") return;
  }
  if (how === "away") renameSync(kept, apart);
  else if (how === "out" || how === "out-empty") {
    rmSync(apart, { recursive: true, force: true });
    renameSync(kept, apart);
    if (how === "out-empty") rmSync(join(apart, "page.txt"), { recursive: true, force: true });
    symlinkSync(apart, kept);
  } else {
    rmSync(page, { recursive: true, force: true });
    if (how === "five") writeFileSync(page, "They say: five went away.\n");
    else if (how === "nobody") writeFileSync(page, "They say, Nobody went.\n\n");
    else if (how === "link") symlinkSync("../elsewhere.txt", page);
    else if (how === "folder") mkdirSync(page);
  }
}

it("the cache changes no answer", async () => {
  let steps = 0;
  let read = 0;
  let checked = 0;
  await fc.assert(
    fc.asyncProperty(
      EDITED_STORES,
      fc.array(fc.tuple(STEPS, fc.array(COMMANDS, { minLength: 1, maxLength: 3 })), {
        minLength: 4,
        maxLength: 10,
      }),
      async ([start], sequence) => {
        let files = start;
        let texts = textsOf(files);
        const root = folder({ "elsewhere.txt/x": "", ...texts });
        try {
          await settle();
          await cached(root, ["validate"]);
          for (const [step, commands] of sequence) {
            if (step.what === "edit") {
              files = apply(files, step.edit);
              const now = textsOf(files);
              put(root, texts, now);
              texts = now;
            } else if (step.what === "snapshot") changeSnapshot(root, step.how);
            else if (step.what === "config") {
              writeFileSync(join(root, "claims.config.yaml"), step.text);
            }
            await settle();
            for (const argv of commands) {
              const { notes, ...outcome } = await cached(root, argv);
              expect(outcome, argv.join(" ")).toEqual(await uncached(root, argv));
              steps++;
              if (!notes.some((note) => /all is read|is not there/.test(note))) read++;
              if (argv[0] === "validate" && notes.length === 0) checked++;
            }
          }
        } finally {
          for (const path of [root, apartFrom(root)])
            rmSync(path, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: RUNS },
  );
  if (process.env["CACHE_RUNS"]) console.log({ steps, read, checked });
  // It would hold of a cache that is never used, too.
  expect(read).toBeGreaterThan(steps / 3);
  expect(checked).toBeGreaterThan(steps / 10);
});
