// Makes a store of any size, the same for the same seed: `node bench/generate.js FOLDER CLAIMS [SEED]`.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { agentFiles, groupOf, orgId, outletId, personId, sizesOf } from "./agents.js";
import { assertion, blockLines, dayOf, drawsFrom, foreignAssertion, scalar } from "./words.js";

const CLAIMS_A_FILE = 12;
const FILES_A_FOLDER = 100;
/** The stories are spread over some fourteen years. */
const DAYS = 5_100;
const FORUMS = ["parliament", "assembly", "press-briefing", "court"];
const CUES = ["reported", "cited", "quoted", "said", "confirmed", "summarized"];
const SPOKEN = ["said", "told", "announced", "denied", "confirmed", "warned"];
const TOPICS = ["budget", "water", "health", "transport", "elections", "courts"];
const SLUGS = ["dam", "ferry-deal", "water-prices", "ballot", "night-flights", "truce", "harbour"];

/** The id of the claim of a number, the same in a store of any size. */
export function claimId(number) {
  return `${SLUGS[number % SLUGS.length]}-${number}`;
}

/** The path of the story file in which the claim of a number stands, from the store's root. */
export function storyOf(claim) {
  const file = Math.floor(claim / CLAIMS_A_FILE);
  return `claims/${folderOf(file)}/story-${file}.yaml`;
}

function folderOf(file) {
  return String(Math.floor(file / FILES_A_FOLDER)).padStart(3, "0");
}

/**
 * Writes a store of so many claims into a folder, file by file, so that its size has no bound; gives
 * how many store files and bytes it has. It is one that is kept: chains lead to names, documents have
 * copies, and few things are left for `claims validate` to tell, none of them an error.
 */
export function generate(folder, claims, seed = 1) {
  const draw = drawsFrom(seed);
  const sizes = sizesOf(claims);
  const total = { files: 0, bytes: 0 };
  const write = (path, text) => {
    const full = join(folder, "claims", path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    if (!path.endsWith(".yaml")) return;
    total.files++;
    total.bytes += Buffer.byteLength(text);
  };
  for (const [path, text] of agentFiles(sizes, FORUMS, draw)) write(path, text);
  const files = Math.ceil(claims / CLAIMS_A_FILE);
  for (let file = 0; file < files; file++) {
    const first = file * CLAIMS_A_FILE;
    const count = Math.min(CLAIMS_A_FILE, claims - first);
    const story = new Story({ file, files, first, count, sizes, draw });
    write(`${folderOf(file)}/story-${file}.yaml`, story.yaml());
    if (story.words.length > 0) write(`${folderOf(file)}/${story.snapshot}`, story.speech());
  }
  return total;
}

/** One file: the documents of a story and what is claimed in them. */
class Story {
  /** What the transcript's snapshot must hold. */
  words = [];

  constructor({ file, files, first, count, sizes, draw }) {
    Object.assign(this, { file, first, count, sizes, draw });
    this.days = Math.floor((file * DAYS) / files);
    this.publisher = draw.below(sizes.outlets);
    this.article = `article-${file}`;
    this.wire = draw.chance(0.25) ? `wire-${file}` : undefined;
    this.transcript = draw.chance(0.1) ? `transcript-${file}` : undefined;
    this.snapshot = `snapshots/speech-${file}.txt`;
    this.lang = !this.transcript && draw.chance(0.08) ? "fa" : "en";
    this.speakers = [0, 1, 2].map(() => draw.unevenly(sizes.people));
  }

  /** The file's text. The claims come first, since their quotations make the snapshot. */
  yaml() {
    const claims = Array.from({ length: this.count }, (_, index) => this.#claim(index)).flat();
    const head = "# yaml-language-server: $schema=../../schemas/claims.schema.json";
    return `${[head, "documents:", ...this.#documents(), "claims:", ...claims].join("\n").trimEnd()}\n`;
  }

  /** The text of the transcript's snapshot. */
  speech() {
    return `Transcript of the session of ${dayOf(this.days)}\n\n${this.words.join("\n\n")}\n`;
  }

  #documents() {
    const { file, draw } = this;
    const lines = [
      `  ${this.article}:`,
      `    title: ${scalar(this.#title())}`,
      "    kind: article",
      `    by: ${outletId(this.publisher)}`,
      `    date: ${dayOf(this.days)}`,
      `    url: https://news.example.org/story-${file}`,
    ];
    if (draw.chance(0.98))
      lines.push(`    archive: https://archive.example.org/news/story-${file}`);
    if (this.lang !== "en") lines.push(`    lang: ${this.lang}`);
    if (this.wire) {
      const by = orgId(file % this.sizes.orgs);
      const title = `"Statement ${file}"`;
      lines.push(`  ${this.wire}: { title: ${title}, by: ${by}, date: ${dayOf(this.days)} }`);
    }
    if (this.words.length > 0) {
      const hash = createHash("sha256").update(this.speech()).digest("hex");
      lines.push(
        `  ${this.transcript}:`,
        `    title: Transcript of session ${file}`,
        "    kind: transcript",
        `    date: ${dayOf(this.days)}`,
        `    file: ${this.snapshot}`,
        `    sha256: ${hash}`,
      );
    }
    return [...lines, ""];
  }

  #title() {
    const { draw, file } = this;
    if (this.lang !== "en") return foreignAssertion(draw);
    const title = assertion(draw);
    if (draw.chance(0.1)) return `"Nobody told us": ${title}`;
    return draw.chance(0.1) ? `Story ${file}: ${title}` : title;
  }

  #claim(index) {
    const { draw, first } = this;
    const id = first + index;
    const text = this.lang === "en" ? assertion(draw) : foreignAssertion(draw);
    // The first claim of a story may be corrected by its last, which is made on a later day.
    const corrects = index === this.count - 1 && index > 0 && draw.chance(0.06);
    const said = Math.max(0, this.days - (index === 0 ? 2 : corrects ? 0 : draw.below(2)));
    const lines = [
      ...(draw.chance(0.04) ? ["  # Heard again on the phone; see the note on the story."] : []),
      `  ${claimId(id)}:`,
      `    text: ${scalar(draw.chance(0.03) ? `In short: ${text}.` : `${text}.`)}`,
      ...this.#speaker(),
      `    date: ${this.#date(said)}`,
      `    how: ${draw.pick(SPOKEN)}`,
      ...this.#quote(),
      ...(corrects ? [`    corrects: [${claimId(first)}]`] : []),
      ...this.#basis(index),
      "    relay:",
      ...this.#relay(),
      ...this.#about(),
      ...this.#note(),
      "",
    ];
    return lines;
  }

  #speaker() {
    const { draw, speakers, publisher } = this;
    if (draw.chance(0.002)) return ["    speaker: unknown"];
    if (draw.chance(0.002)) return [`    speaker: ${outletId(publisher)}`];
    if (draw.chance(0.1)) return [`    speaker: ${orgId(draw.below(this.sizes.orgs))}`];
    const person = draw.pick(speakers);
    const lines = [`    speaker: ${personId(person)}`];
    if (person % 4 === 0 && draw.chance(0.6)) {
      lines.push("    role: spokesperson");
      if (draw.chance(0.5)) lines.push(`    for: ${orgId(person % this.sizes.orgs)}`);
    }
    return lines;
  }

  #date(days) {
    const { draw } = this;
    if (draw.chance(0.03)) return `${dayOf(days)}~`;
    return draw.chance(0.02) ? `${dayOf(days)}T09:30:00Z` : dayOf(days);
  }

  /** The speaker's own words, where there is a transcript; a longer quotation stands in a block. */
  #quote() {
    const { draw } = this;
    if (!this.transcript || !draw.chance(0.35)) return [];
    const words = Array.from({ length: draw.chance(0.3) ? 3 : 1 }, () => `${assertion(draw)}.`);
    this.words.push(words.join(" "));
    const long = `    quote: ${draw.pick([">", ">-", "|"])}`;
    const quote =
      words.length > 1
        ? [long, ...blockLines(words.join(" "), "      ")]
        : [`    quote: ${JSON.stringify(words[0])}`];
    return [...quote, "    lang: en", `    in: ${this.transcript}`];
  }

  /** What a claim rests on: never the first of a story, which may have been corrected. */
  #basis(index) {
    const { draw, first, file } = this;
    if (index > 1 && draw.chance(0.06)) {
      return [`    based-on: [${claimId(first + 1 + draw.below(index - 1))}]`];
    }
    if (file === 0 || !draw.chance(0.03)) return [];
    const story = Math.max(0, file - 1 - draw.below(200)) * CLAIMS_A_FILE;
    const relation = draw.pick(["based-on", "based-on", "confirms"]);
    return [`    ${relation}: [${claimId(story + 1 + draw.below(CLAIMS_A_FILE - 1))}]`];
  }

  /** One to five hops, a branch in every tenth; the last is the article. */
  #relay() {
    const { draw } = this;
    if (draw.chance(0.1)) return this.#branches();
    const lines = [];
    if (this.wire && draw.chance(0.3)) lines.push(`      - ${this.wire}`);
    else if (draw.chance(0.25)) lines.push(`      - ${draw.pick(FORUMS)}`);
    const hops = draw.pick([0, 0, 1, 1, 1, 2, 2, 3]);
    for (const outlet of this.#outlets(hops)) lines.push(...this.#hop(outletId(outlet)));
    if (draw.chance(0.001)) lines.push("      - unknown");
    return [...lines, ...this.#last()];
  }

  #hop(via) {
    const { draw } = this;
    if (draw.chance(0.5)) return [`      - ${via}`];
    const lines = [`      - via: ${via}`, `        how: ${draw.pick(CUES)}`];
    if (draw.chance(0.1)) lines.push("        says: It was put more mildly there.");
    return lines;
  }

  /** Two who had it from the speaker: the article draws on one of them or, as often, on both. */
  #branches() {
    const { draw } = this;
    const [one, other] = this.#outlets(2).map(outletId);
    const last = draw.chance(0.5) ? [`        from: [${one}, ${other}]`] : [];
    const lines = [`      - ${one}`, `      - via: ${other}`];
    // Now and then both have it from one agency, and so are one source.
    if (draw.chance(0.02) && last.length === 0) {
      const agencies = this.#outlets(3).map(outletId);
      const agency = agencies.find((each) => each !== one && each !== other);
      return [`      - ${agency}`, ...lines, `        from: ${agency}`, ...this.#last()];
    }
    return [...lines, "        from: speaker", `      - via: ${this.article}`, ...last];
  }

  #last() {
    const { draw } = this;
    if (draw.chance(0.4)) return [`      - ${this.article}`];
    return [`      - via: ${this.article}`, `        how: ${draw.pick(CUES)}`];
  }

  /** So many outlets that are neither the article's publisher nor of one house with another. */
  #outlets(count) {
    const { draw, sizes, publisher } = this;
    const found = [];
    while (found.length < count) {
      const outlet = draw.below(sizes.outlets);
      const isFree = outlet !== publisher && groupOf(outlet) === undefined;
      if (isFree && !found.includes(outlet)) found.push(outlet);
    }
    return found;
  }

  #about() {
    const { draw, sizes } = this;
    const lines = draw.chance(0.5) ? [`    about: [${orgId(draw.below(sizes.orgs))}]`] : [];
    if (!draw.chance(0.85)) return lines;
    const more = draw.chance(0.3) ? ", official" : "";
    return [...lines, `    tags: [${draw.pick(TOPICS)}${more}]`];
  }

  #note() {
    const { draw } = this;
    if (!draw.chance(0.12)) return [];
    const text = `${assertion(draw)}, as others have it.`;
    if (draw.chance(0.6)) return [`    note: ${scalar(text)}`];
    return ["    note: >-", ...blockLines(`${text} Nobody has seen the minutes.`, "      ")];
  }
}

if (process.argv[1] === import.meta.filename) {
  const [folder, claims, seed] = process.argv.slice(2);
  if (!folder || !claims) throw new Error("node bench/generate.js FOLDER CLAIMS [SEED]");
  const { files, bytes } = generate(folder, Number(claims), Number(seed ?? 1));
  console.log(`${claims} claims in ${files} files, ${bytes} bytes`);
}
