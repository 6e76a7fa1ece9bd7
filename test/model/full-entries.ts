import type { Agent } from "../../src/model/agent.js";
import type { Claim } from "../../src/model/claim.js";
import type { Document } from "../../src/model/document.js";

/** An agent with every key of the format. */
export const FULL_AGENT = {
  name: "Hossein Amir-Abdollahian",
  kind: "person",
  aliases: ["H. Amirabdollahian"],
  roles: {
    "foreign-minister": {
      title: "Foreign Minister",
      of: "iran",
      from: "2021-08-25",
      until: "2024-05-19",
    },
  },
  "part-of": ["ministry", "cabinet"],
  country: "IR",
  "same-as": ["Q5926441", "https://example.org/person"],
  url: "https://example.org/minister",
  lang: "fa",
  "described-as": "a senior minister",
  reason: "not authorized to speak",
  confidential: false,
  grade: { reliability: "B", by: "analyst", date: "2023-11", because: "on the record" },
  note: "A note.",
} satisfies Agent;

/** A document with every key of the format. */
export const FULL_DOCUMENT = {
  title: "Speech to the General Assembly",
  by: "press-office",
  authors: ["jane-doe", "john-roe"],
  date: "2023-10-26",
  kind: "transcript",
  url: "https://example.org/speech",
  archive: "https://archive.example.org/speech",
  file: "snapshots/speech.txt",
  sha256: "0123456789abcdef".repeat(4),
  retrieved: "2023-10-27",
  lang: "en",
  cites: ["agency-report"],
  corrected: { date: "2023-10-28", because: "a name", url: "https://example.org/correction" },
  retracted: { date: "2023-10-29", because: "a date", url: "https://example.org/retraction" },
  note: "A note.",
} satisfies Document;

/** A claim with every key of the format, and a hop with every key of a hop. */
export const FULL_CLAIM = {
  text: "The minister will resign before the vote.",
  speaker: "amir-abdollahian",
  role: "foreign-minister",
  for: "iran",
  date: "2023-10-26",
  how: "told",
  quote: "I shall resign.",
  lang: "fa",
  in: "transcript",
  certainty: "certain",
  "based-on": ["earlier-claim", "dossier"],
  relay: [
    "un-assembly",
    {
      via: "the-national",
      in: "article",
      from: ["speaker", "un-assembly"],
      id: "national-again",
      how: "translated",
      date: "2023-10-27",
      quote: "I will resign.",
      lang: "en",
      translator: "interpreter",
      says: "he may resign",
      certainty: "possible",
      note: "A note.",
    },
    "unknown",
    { via: "unknown", from: "national-again", translator: "machine", id: "leak" },
  ],
  confirms: ["claim-confirmed"],
  disputes: ["claim-disputed"],
  qualifies: ["claim-qualified"],
  corrects: ["claim-corrected"],
  retracts: ["claim-retracted"],
  updates: ["claim-updated"],
  about: ["ministry"],
  tags: ["elections"],
  reviews: [
    {
      by: "fact-checker",
      verdict: "mostly true",
      url: "https://example.org/check",
      date: "2023-11-01",
      rating: 4,
      best: 5,
      worst: 1,
    },
  ],
  grade: { credibility: 2, by: "analyst", date: "2023-11", because: "two sources" },
  note: "A note.",
} satisfies Claim;
