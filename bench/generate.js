// Makes a store of any size, the same for the same seed: `node bench/generate.js FOLDER CLAIMS [SEED]`.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const CLAIMS_A_FILE = 12;
const FILES_A_FOLDER = 100;
const CUES = ["reported", "cited", "quoted", "said", "confirmed", "summarized"];
const WORDS =
  "the minister council report budget figures agreed to release prisoners ceasefire talks would be held before winter and nobody was told about water prices rise fall court ruled against company vote border aid convoy reached city".split(
    " ",
  );

/** A small, fast generator of random numbers (mulberry32), the same on every machine. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Writes a store of so many claims into a folder; gives how many files and bytes it has. */
export function generate(folder, claims, seed = 1) {
  const random = randomFrom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const people = Math.max(4, Math.ceil(claims / 20));
  const outlets = Math.max(4, Math.ceil(claims / 100));
  const groups = Math.max(2, Math.ceil(outlets / 5));
  let files = 0;
  let bytes = 0;
  const write = (path, text) => {
    const full = join(folder, "claims", path);
    mkdirSync(join(full, ".."), { recursive: true });
    writeFileSync(full, text);
    files++;
    bytes += Buffer.byteLength(text);
  };
  write("agents.yaml", agents({ people, outlets, groups, pick, random }));
  for (let first = 0, file = 0; first < claims; first += CLAIMS_A_FILE, file++) {
    const count = Math.min(CLAIMS_A_FILE, claims - first);
    const name = `${String(Math.floor(file / FILES_A_FOLDER)).padStart(3, "0")}/story-${file}.yaml`;
    write(name, story({ first, file, count, people, outlets, pick, random }));
  }
  return { files, bytes };
}

function agents({ people, outlets, groups, pick, random }) {
  const lines = ["agents:"];
  for (let index = 0; index < people; index++) {
    lines.push(`  person-${index}:`, `    name: Person Number ${index}`, "    kind: person");
  }
  for (let index = 0; index < groups; index++) {
    lines.push(`  group-${index}:`, `    name: Group ${index}`, "    kind: organization");
  }
  for (let index = 0; index < outlets; index++) {
    lines.push(`  outlet-${index}:`, `    name: Outlet ${index}`, "    kind: outlet");
    if (random() < 0.5) lines.push(`    part-of: group-${Math.floor(random() * groups)}`);
    lines.push(`    country: ${pick(["GB", "IR", "AE", "LB", "FR"])}`);
  }
  for (const place of ["parliament", "assembly", "briefing", "court"]) {
    lines.push(`  ${place}:`, `    name: The ${place}`, "    kind: forum");
  }
  return `${lines.join("\n")}\n`;
}

function story({ first, file, count, people, outlets, pick, random }) {
  const day = `20${String(10 + Math.floor(random() * 14))}-${pick(["01", "05", "10"])}-${pick(["03", "14", "26"])}`;
  const outlet = () => `outlet-${Math.floor(random() * outlets)}`;
  const lines = [
    "# yaml-language-server: $schema=../../schemas/claims.schema.json",
    "documents:",
    `  article-${file}:`,
    `    title: The story number ${file}`,
    "    kind: article",
    `    by: ${outlet()}`,
    `    date: ${day}`,
    `    url: https://example.org/story/${file}`,
    "",
    "claims:",
  ];
  for (let index = 0; index < count; index++) {
    const id = first + index;
    const text = Array.from({ length: 8 + Math.floor(random() * 8) }, () => pick(WORDS)).join(" ");
    const speaker = random() < 0.05 ? "unknown" : `person-${Math.floor(random() * people)}`;
    lines.push(
      `  claim-${id}:`,
      `    text: ${text[0].toUpperCase()}${text.slice(1)} in ${id}.`,
      `    speaker: ${speaker}`,
      `    date: ${day}`,
      `    how: ${pick(CUES)}`,
    );
    if (index > 0 && random() < 0.15) {
      lines.push(`    based-on: [claim-${first + Math.floor(random() * index)}]`);
    }
    lines.push("    relay:", ...relay({ file, pick, random, outlet }));
    lines.push(
      `    tags: [${pick(["budget", "war", "health"])}, ${pick(["official", "rumour"])}]`,
      "",
    );
  }
  return `${lines.join("\n")}\n`;
}

function relay({ file, pick, random, outlet }) {
  const lines = [];
  const used = new Set();
  const hops = 1 + Math.floor(random() * 4);
  if (random() < 0.4)
    lines.push(`      - ${pick(["parliament", "assembly", "briefing", "court"])}`);
  for (let hop = 0; hop < hops; hop++) {
    const via = random() < 0.03 ? "unknown" : outlet();
    if (used.has(via)) continue;
    used.add(via);
    if (random() < 0.5) lines.push(`      - ${via}`);
    else {
      lines.push(`      - via: ${via}`, `        how: ${pick(CUES)}`);
      if (hop > 0 && random() < 0.3) lines.push("        from: speaker");
    }
  }
  lines.push(`      - via: article-${file}`, "        how: cited");
  return lines;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [folder, claims, seed] = process.argv.slice(2);
  if (!folder || !claims) throw new Error("node bench/generate.js FOLDER CLAIMS [SEED]");
  const { files, bytes } = generate(folder, Number(claims), Number(seed ?? 1));
  console.log(`${claims} claims in ${files} files, ${bytes} bytes`);
}
