import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FULL_AGENT, FULL_CLAIM, FULL_DOCUMENT } from "../model/full-entries.js";
import { claims, folder, type Outcome } from "./run.js";

/** What an export wrote, and what it said. */
export interface Exported extends Outcome {
  readonly bytes: Buffer;
  readonly text: string;
}

/** Exports a store that consists of one file, into a file. */
export async function exported(yaml: string, ...argv: string[]): Promise<Exported> {
  const cwd = folder({ "store.yaml": yaml });
  const outcome = await claims(["export", ...argv, "-o", "out"], { cwd });
  const bytes = outcome.code === 2 ? Buffer.alloc(0) : readFileSync(join(cwd, "out"));
  return { ...outcome, bytes, text: bytes.toString("utf8") };
}

/** Every key of the format, branches, gaps, a forum and a loop. Most of what it refers to is not there. */
export const FULL_STORE = JSON.stringify({
  agents: {
    "amir-abdollahian": FULL_AGENT,
    "un-assembly": { name: "UN General Assembly", kind: "forum" },
    "the-national": { name: "The National", kind: "outlet", "part-of": "group" },
    iran: { name: "Iran", kind: "organization" },
    ministry: { name: "The Ministry", kind: "organization" },
    analyst: { name: "An Analyst", kind: "person" },
    "an-aide": { kind: "anonymous", "described-as": "an aide", reason: "not allowed to speak" },
  },
  documents: {
    transcript: FULL_DOCUMENT,
    article: { title: "The article", by: "the-national", date: "2023-10-27" },
    dossier: { title: "The dossier", cites: ["transcript", "nowhere"] },
  },
  claims: {
    full: FULL_CLAIM,
    "earlier-claim": { text: "It is so.", speaker: "an-aide", relay: ["article"] },
    rumour: { text: "Somebody says so.", speaker: "unknown", relay: ["unknown", "nobody"] },
    circle: { text: "Round it goes.", speaker: "iran", "based-on": ["circle-back"] },
    "circle-back": {
      text: "And back.",
      speaker: "iran",
      "based-on": ["circle", "dossier"],
      relay: [
        { via: "the-national", from: ["speaker", "ministry"] },
        { via: "ministry", from: "the-national" },
        { via: "article", from: ["ministry", "nowhere"] },
      ],
    },
    plain: { text: "Nothing more.", speaker: "iran" },
  },
});

/** Texts that some format would act on. */
export const HOSTILE_TEXTS: readonly string[] = [
  "'); DROP TABLE claims; --",
  "it''s \\' \\\\ \\n $$ $tag$ E'\\x41' \"double\" `back` /* */ -- \\.",
  "one\ntwo\r\nthree\rfour\tfive",
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1+1",
  "＝1+1",
  ', ; | › " \' ""',
  "<b>&amp;</b> ]]> <![CDATA[ &#0; <!-- -->",
  "NUL \0 ESC \u001b[31m BEL \u0007 DEL \u007f C1 \u0085",
  "half \ud83d, whole 🙂, 中文, שלום, \u202egnp\u202c, \ufffe \u2028 \ufeff",
  "%%{init: {}}%% end click n0 --> n1 subgraph",
  "é e\u0301 ﬁ",
  "\\N NULL null ",
];

/** A store in which every text is one of {@link HOSTILE_TEXTS}. */
export const HOSTILE_STORE = inAscii({
  agents: Object.fromEntries(
    HOSTILE_TEXTS.map((text, index) => [
      `agent-${index}`,
      { name: text, kind: "outlet", aliases: [text], roles: { role: { title: text } }, note: text },
    ]),
  ),
  documents: Object.fromEntries(
    HOSTILE_TEXTS.map((text, index) => [
      `document-${index}`,
      { title: text, note: text, retracted: { because: text } },
    ]),
  ),
  claims: Object.fromEntries(
    HOSTILE_TEXTS.map((text, index) => [
      `claim-${index}`,
      {
        text,
        speaker: `agent-${index}`,
        how: text,
        quote: text,
        tags: [text, "plain"],
        relay: [{ via: `document-${index}`, how: text, says: text, note: text }],
        reviews: [{ verdict: text, rating: 1.5, best: -2e21 }],
        note: text,
      },
    ]),
  ),
});

/** Writes a value as JSON in which every character that YAML asks to be escaped is. */
export function inAscii(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028-\u202e\ufeff\ufffe]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
