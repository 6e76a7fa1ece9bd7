import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Provenance, type Traced } from "../../src/provenance/provenance.js";
import { type Picture, pictureOf } from "../../src/views/picture.js";
import { ROOT } from "./run.js";
import { storeOf } from "./store.js";

/** Reads one of the small stores in `test/cases/`. */
export function caseStore(name: string) {
  const folder = join(ROOT, "test/cases", name, "claims");
  const files = readdirSync(folder).sort();
  return storeOf(
    Object.fromEntries(
      files.map((file) => [`claims/${file}`, readFileSync(join(folder, file), "utf8")]),
    ),
  );
}

/** Texts that some format would act on, each with a name for the test that it is in. */
export const HOSTILE: Readonly<Record<string, string>> = {
  quotes: `"double" 'single' \`back\` “curly”`,
  backslashes: "a\\b\\nc\\\\ \\l \\N \\G",
  brackets: "[x] (x) {x} {{x}} [[x]] ((x)) >x] |x|",
  markup: "<b>bold</b> <script>alert(1)</script> </svg> <!-- --> <![CDATA[ ]]>",
  entities: "&quot; &amp;lt; &#34; #35; #quot; &",
  mermaid: "%%{init: {'theme':'dark'}}%% end subgraph A --> B; click A href",
  urls: "javascript:alert(1) https://example.org/?a=b&c www.example.org me@example.org",
  markdown: "1. **list** _x_ ~~x~~ ![i](u) # h | cell |",
  lines: "one\ntwo\r\n\nthree\tfour",
  direction: "شركة الأنباء ידיעות abc \u202Egnirts\u202C",
  emoji: "👩‍👩‍👧 🇺🇳 ✅ 中文",
  dashes: "--- - + * 1) ===",
};

/** A store in which every text is one that some format would act on. */
export function hostileStore() {
  const texts = Object.entries(HOSTILE);
  const agents = texts.map(([id, name]) => [id, { name, kind: "outlet" }]);
  const relay = texts.map(([via, how]) => ({ via, how }));
  return storeOf(
    JSON.stringify(
      {
        agents: {
          ...Object.fromEntries(agents),
          speaker: { name: Object.values(HOSTILE).join(" "), kind: "person" },
        },
        documents: { page: { title: HOSTILE["markup"], date: "2024" } },
        claims: {
          hostile: {
            text: Object.values(HOSTILE).join(" "),
            speaker: "speaker",
            how: HOSTILE["quotes"],
            "based-on": ["page", "other"],
            relay: [...relay, { via: "quotes", id: "again", in: "page" }],
          },
          other: { text: HOSTILE["entities"], speaker: "unknown" },
        },
      },
      null,
      1,
    ),
  );
}

/** What the tests of pictures draw: a store, and the claim in it. */
const DRAWN: Readonly<
  Record<string, readonly [store: () => ReturnType<typeof storeOf>, id: string]>
> = {
  "chain-of-three": [
    () =>
      storeOf(`agents:
  jane-doe: { name: Jane Doe, kind: person }
  parliament: { name: Parliament, kind: forum }
  the-gazette: { name: The Gazette, kind: outlet }
documents:
  round-up: { title: The week in review, kind: article, date: 2024-03-04 }
claims:
  tax-cut:
    text: Taxes will fall.
    speaker: jane-doe
    how: told
    date: 2024-03-01
    relay:
      - parliament
      - { via: the-gazette, how: reported }
      - { via: round-up, how: cited }
`),
    "tax-cut",
  ],
  "six-outlets": [() => caseStore("six-outlets-one-agency"), "bridge-safe"],
  loop: [() => caseStore("loop-over-three-files"), "bridge-safe"],
  "retracted-study": [() => caseStore("retraction-four-steps-up"), "bridge-safe"],
  "gaps-and-loops": [
    () =>
      storeOf(`agents:
  an-aide: { kind: anonymous, described-as: an aide to the minister, reason: not allowed to speak }
  john-roe: { name: John Roe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
documents:
  leaflet: { title: Five questions on taxes, kind: post }
claims:
  tax-cut:
    text: Taxes will fall.
    speaker: an-aide
    based-on: [surplus, budget]
    relay:
      - { via: unknown, how: leaked }
      - { via: the-gazete, how: reported }
      - { via: the-gazette, in: leaflet, from: unknown, how: reported }
      - { via: leaflet, from: [the-gazette, the-gazete], how: cited }
      - { via: john-roe, from: [john-roe, the-herald], how: told }
      - { via: the-herald, from: john-roe }
      - { via: the-herald, id: second, from: the-herold, in: leaflt }
  surplus: { text: There is a surplus., speaker: unknown }
`),
    "tax-cut",
  ],
  hostile: [hostileStore, "hostile"],
};

/** The names of what {@link draw} can draw. */
export const PICTURES = Object.keys(DRAWN);

/** Traces the claim of one of {@link PICTURES}. */
export function traceForPicture(name: string): { traced: Traced; provenance: Provenance } {
  const [store, id] = DRAWN[name]!;
  const provenance = new Provenance(store());
  return { traced: provenance.trace(provenance.store.claims.get(id)!), provenance };
}

/** Lays out one of {@link PICTURES}. */
export function draw(name: string, depth = Number.POSITIVE_INFINITY): Picture {
  const { traced, provenance } = traceForPicture(name);
  return pictureOf([traced], provenance, depth);
}
