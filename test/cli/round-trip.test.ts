import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { FULL_AGENT, FULL_CLAIM, FULL_DOCUMENT } from "../model/full-entries.js";
import { HOSTILE_STORE } from "../support/export.js";
import { claims, folder, ROOT } from "../support/run.js";

/** An empty store, to import into. */
const EMPTY = "agents: {}\n";

function example(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [`${name}.yaml`, readFileSync(join(ROOT, `claims/${name}.yaml`), "utf8")]),
  );
}

/** Every key of the format, with a circle and a gap in a relay. */
function wholeStore(): string {
  const people = ["jane-doe", "john-roe", "analyst", "interpreter"];
  const organizations = ["iran", "ministry", "cabinet", "press-office", "fact-checker"];
  const relations = ["confirmed", "disputed", "qualified", "corrected", "retracted", "updated"];
  const each = <T>(names: readonly string[], value: (name: string) => T) =>
    Object.fromEntries(names.map((name) => [name, value(name)]));
  return JSON.stringify({
    agents: {
      "amir-abdollahian": FULL_AGENT,
      "un-assembly": { name: "UN General Assembly", kind: "forum" },
      "the-national": { name: "The National", kind: "outlet" },
      "an-aide": { kind: "anonymous", "described-as": "an aide", reason: "not allowed to speak" },
      ...each(people, (name) => ({ name, kind: "person" })),
      ...each(organizations, (name) => ({ name, kind: "organization" })),
    },
    documents: {
      transcript: FULL_DOCUMENT,
      article: { title: "The article", by: "the-national", date: "2023-10-27" },
      dossier: { title: "The dossier", cites: ["transcript"] },
      "agency-report": {},
    },
    claims: {
      full: FULL_CLAIM,
      "earlier-claim": { text: "It is so.", speaker: "an-aide", relay: ["article"] },
      circle: { text: "Round it goes.", speaker: "iran", "based-on": ["circle-back"] },
      "circle-back": {
        text: "And back.",
        speaker: "unknown",
        "based-on": ["circle", "dossier"],
        relay: ["the-national", { via: "ministry", from: ["speaker", "the-national"] }],
      },
      ...each(
        relations.map((name) => `claim-${name}`),
        (name) => ({ text: `${name} is so.`, speaker: "iran" }),
      ),
    },
  });
}

/** Stores in which everything that is referred to is there: what refers to nothing is not taken in. */
const STORES: Readonly<Record<string, Record<string, string>>> = {
  "the example": example("agents", "documents", "hostages"),
  "a store with every key": { "whole.yaml": wholeStore() },
  "a store of hostile texts": { "hostile.yaml": HOSTILE_STORE },
};

/** Exports a store into a file beside it. */
async function out(cwd: string, ...argv: string[]): Promise<string> {
  const { code, stderr } = await claims(["export", ...argv, "-o", "out"], { cwd });
  expect(code, stderr).toBe(0);
  return join(cwd, "out");
}

async function dataOf(cwd: string): Promise<unknown> {
  return JSON.parse((await claims(["export", "json"], { cwd })).stdout);
}

describe.each(Object.entries(STORES))("%s", (_, files) => {
  it.each([
    "json",
    "jsonl",
    "prov-json",
  ])("goes out as %s and comes in as it was", async (format) => {
    const [before, after] = [folder(files), folder({ "empty.yaml": EMPTY })];
    const file = await out(before, format);
    const { code, stderr } = await claims(["import", format, file], { cwd: after });
    expect(stderr).toMatch(/^added /);
    expect(code).toBe(0);
    expect(await dataOf(after)).toEqual(await dataOf(before));
  });

  it.each(["json", "jsonl", "prov-json"])("has all that stands in its own %s", async (format) => {
    const cwd = folder(files);
    const { code, stderr } = await claims(["import", format, await out(cwd, format)], { cwd });
    expect(stderr).toMatch(/^nothing new; \d+ were there already\n$/);
    expect(code).toBe(0);
  });
});

it("takes a hop for the same, whether it is written as an id or as a map", async () => {
  const cwd = folder({
    "store.yaml":
      "agents: { p: { name: P, kind: outlet } }\n" +
      "claims: { c: { text: It is so., speaker: p, relay: [{ via: p }] } }\n",
    "./line.jsonl":
      '{"kind":"claim","id":"c","value":{"text":"It is so.","speaker":"p","relay":["p"]}}\n',
  });
  const { stderr } = await claims(["import", "jsonl", "line.jsonl"], { cwd });
  expect(stderr).toBe("nothing new; 1 was there already\n");
});

/** The columns of claims that come in again: what is computed shows that the chains are the same. */
const HELD = [
  ...[
    "id",
    "text",
    "speaker",
    "for",
    "date",
    "how",
    "quote",
    "lang",
    "in",
    "certainty",
    "based-on",
  ],
  ...["chain", "status", "hands", "reports", "bottlenecks", "origins", "confirms", "disputes"],
  ...["qualifies", "corrects", "retracts", "updates", "about", "tags", "note"],
];

describe.each(["csv", "tsv"])("claims that go out as %s", (format) => {
  it("come in the same, where their agents and documents are", async () => {
    const before = folder(example("agents", "documents", "hostages"));
    const after = folder(example("agents", "documents"));
    const file = await out(before, format);
    const { code, stderr } = await claims(["import", format, file], { cwd: after });
    expect(stderr).toMatch(/^not taken: .*\nadded \d+ claims to /);
    expect(code).toBe(0);
    const delimiter = format === "csv" ? "," : "\t";
    const rows = (path: string) =>
      (parse(readFileSync(path), { columns: true, delimiter }) as Record<string, string>[])
        .map((row) => HELD.map((name) => row[name]))
        .sort();
    expect(rows(await out(after, format))).toEqual(rows(file));
  });
});
