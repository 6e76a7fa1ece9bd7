import { inAscii } from "./export.js";

/** What would be run is this: a variable that no page has. */
const RUN = "globalThis.ran=1";

/** Where nothing may be fetched from: a name that no one can have (RFC 6761). */
const AWAY = "https://away.invalid";

/** Texts that would run or fetch something in some place of a page, were they more than text there. */
export const HOSTILE_SITE_TEXTS: readonly string[] = [
  `<script>${RUN}</script>`,
  `<script src="${AWAY}/script.js"></script>`,
  `<img src=x onerror=${RUN}>`,
  `<img src="${AWAY}/pixel.png">`,
  `"><svg onload=${RUN}>`,
  `'><svg/onload=${RUN}>`,
  `" onmouseover="${RUN}" onfocus="${RUN}" autofocus x="`,
  `' style='background:url(${AWAY}/style)' x='`,
  `</script><script>${RUN}</script>`,
  `</title></style></textarea></noscript></template></svg><script>${RUN}</script>`,
  `--><script>${RUN}</script><!--`,
  `]]><script>${RUN}</script><![CDATA[`,
  `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `<iframe src="javascript:parent.ran=1"></iframe>`,
  `<base href="${AWAY}/"><meta http-equiv=refresh content="0;url=${AWAY}/">`,
  `<link rel=stylesheet href="${AWAY}/style.css"><style>@import "${AWAY}/more.css";</style>`,
  `<form action="${AWAY}"><input autofocus onfocus=${RUN}><button>Go</button></form>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${RUN}&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<a href="javascript:${RUN}">click</a>`,
  `javascript:${RUN}`,
  `data:text/html,<script>parent.ran=1</script>`,
  `url(${AWAY}/image.png)`,
  `;background:url(${AWAY}/more.png)}*{background:url(${AWAY}/all.png)}`,
  `{{constructor.constructor("${RUN}")()}} \${${RUN}} <%= ${RUN} %>`,
  `\\"; ${RUN}; //`,
  `'; ${RUN}; // \`; ${RUN}; //`,
  `\u2028${RUN}\u2029${RUN}//`,
  `__proto__`,
  `&lt;b&gt; &amp;amp; &#60;script&#62; &nbsp`,
  `right \u202egnp.exe\u202c \u2066left\u2069 \u200f to \u200e left`,
  `NUL \0 BEL \u0007 ESC \u001b[31m C1 \u0085 not \ufffe half \ud83d whole 🙂`,
  `${"w".repeat(500)}`,
  `line\nfeed\r\nand\ttab`,
  `=1+1 * _under_ [link](javascript:${RUN}) |`,
  `$& $1 $$ $\` \\u003cscript\\u003e %3Cscript%3E`,
];

/** Addresses that the format lets through. */
const HOSTILE_URLS = [
  `https://example.org/"onmouseover="${RUN}"x="`,
  `https://example.org/<script>${RUN}</script>`,
  `https://user:password@example.org/'><img/src=x/onerror=${RUN}>`,
  "https://[::1/not-an-address",
  `https://example.org/javascript:${RUN}`,
];

/** Ids that are something else to a script, to a file system, or to a reader of addresses. */
const HOSTILE_IDS = [
  ...["index", "con", "nul", "com1", "constructor", "prototype", "tostring", "valueof"],
  ...["hasownproperty", "null", "true", "0", "1e3", "page-2", "main", "chain", "x".repeat(400)],
];

/** How many of the texts stand in one entry, in each of its fields. */
const EACH = 4;

const entries = Math.ceil(HOSTILE_SITE_TEXTS.length / EACH);

/** Gives the id of an entry; those of all kinds are in one set. */
function idOf(kind: "a" | "d" | "c", index: number): string {
  const at = ["a", "d", "c"].indexOf(kind) * entries + index;
  return HOSTILE_IDS[at] ?? `${kind}-${index}`;
}

/** Gives the texts of an entry, in another order for each of its fields. */
function textsOf(index: number): () => string {
  const texts = HOSTILE_SITE_TEXTS.slice(index * EACH, (index + 1) * EACH);
  let turn = 0;
  return () => {
    turn++;
    return texts.map((_, at) => texts[(at + turn) % texts.length]).join(" ");
  };
}

const each = <T>(kind: "a" | "d" | "c", make: (index: number) => T) =>
  Object.fromEntries(
    Array.from({ length: entries }, (_, index) => [idOf(kind, index), make(index)]),
  );

const KINDS = ["person", "organization", "outlet", "forum", "anonymous"];

const agents = each("a", (index) => {
  const text = textsOf(index);
  return {
    name: text(),
    kind: KINDS[index % KINDS.length],
    aliases: [text(), "__proto__"],
    roles: { constructor: { title: text() } },
    "part-of": idOf("a", (index + 1) % entries),
    "same-as": ["Q1", HOSTILE_URLS[index % HOSTILE_URLS.length]],
    url: HOSTILE_URLS[index % HOSTILE_URLS.length],
    "described-as": text(),
    reason: text(),
    grade: { reliability: "C", by: idOf("a", index), because: text() },
    note: text(),
  };
});

const documents = each("d", (index) => {
  const text = textsOf(index);
  return {
    title: text(),
    by: idOf("a", index),
    authors: [idOf("a", (index + 1) % entries)],
    kind: "article",
    url: HOSTILE_URLS[index % HOSTILE_URLS.length],
    archive: HOSTILE_URLS[(index + 1) % HOSTILE_URLS.length],
    file: `snapshots/"><svg onload=${RUN}>.txt`,
    cites: [idOf("d", (index + 1) % entries)],
    corrected: { because: text(), url: HOSTILE_URLS[index % HOSTILE_URLS.length] },
    retracted: { because: text() },
    date: "2024-03-06",
    note: text(),
  };
});

const claims = each("c", (index) => {
  const text = textsOf(index);
  const speaker = idOf("a", index);
  return {
    text: text(),
    speaker,
    role: "constructor",
    for: idOf("a", (index + 1) % entries),
    date: "2024-03-05",
    how: text(),
    quote: text(),
    in: idOf("d", index),
    "based-on": [idOf("c", (index + 1) % entries), "valueof"],
    relay: [
      { via: idOf("a", (index + 2) % entries), how: text(), quote: text(), translator: speaker },
      {
        via: idOf("d", index),
        how: text(),
        says: text(),
        note: text(),
        from: ["speaker", "nobody"],
      },
      { via: "toString".toLowerCase(), id: "constructor", note: text() },
      "unknown",
    ],
    disputes: [idOf("c", (index + 2) % entries)],
    about: [idOf("a", (index + 3) % entries)],
    tags: [text(), "__proto__", "constructor", "plain"],
    reviews: [
      {
        by: speaker,
        verdict: text(),
        url: HOSTILE_URLS[index % HOSTILE_URLS.length],
        rating: -2e21,
      },
    ],
    grade: { credibility: 3, by: speaker, because: text() },
    note: text(),
  };
});

/** A store in which every text is one of {@link HOSTILE_SITE_TEXTS}, as YAML. */
export const HOSTILE_SITE_STORE = inAscii({ agents, documents, claims });
