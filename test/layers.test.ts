import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";
import { describe, expect, it } from "vitest";

/** The rooms in the order in which they may know each other: each only those before it. */
const ROOMS = [
  ["version.ts"],
  ["model"],
  ["store"],
  ["provenance"],
  ["rules"],
  ["terminal"],
  ["diagnostics", "views", "formats"],
  ["site"],
  ["commands"],
  ["lsp"],
  ["index.ts"],
  ["cli"],
  ["cli.ts"],
  ["main.ts"],
];

/** What only the edge may touch: the disk, the process and the clock. */
const EDGE = [
  ...["store/cache.ts", "store/disk.ts", "store/folders.ts", "store/opened.ts", "store/packed.ts"],
  ...["store/snapshots.ts", "store/states.ts", "store/write.ts", "commands/"],
  ...["lsp/projects.ts", "lsp/server.ts", "lsp/session.ts", "main.ts"],
];

/** The packages that a room may use; `commander` is the command line's and its failures' alone. */
const PACKAGES: Record<string, readonly string[]> = {
  model: ["zod", "fastest-levenshtein"],
  store: ["zod", "yaml", "picomatch", "htmlparser2", "unpdf", "any-ascii"],
  provenance: ["diff"],
  rules: [],
  terminal: ["chalk", "string-width"],
  diagnostics: ["zod", "@noble/hashes/sha2.js", "@noble/hashes/utils.js", "sarif"],
  views: ["@hpcc-js/wasm-graphviz", "cli-table3", "csv-stringify/sync", "diff", "markdown-table"],
  formats: [
    "zod",
    "entities",
    "punycode/punycode.js",
    "any-ascii",
    "csv-parse/sync",
    "csv-stringify/sync",
    "hyparquet-writer",
    "n3",
    "@noble/hashes/sha2.js",
    "@noble/hashes/utils.js",
  ],
  site: [
    "minisearch",
    "preact",
    "preact/hooks",
    "preact-render-to-string",
    "cytoscape",
    "d3-force",
  ],
  commands: [
    "commander",
    "@inquirer/confirm",
    "@inquirer/core",
    "@inquirer/input",
    "@inquirer/select",
  ],
  lsp: ["vscode-languageserver/node.js", "vscode-languageserver-textdocument", "yaml"],
  cli: ["commander"],
  "cli.ts": ["commander"],
};

const SOURCE = join(import.meta.dirname, "../src");

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => path.split(sep).join("/"))
  .sort();

function importsOf(file: string): string[] {
  const text = readFileSync(join(SOURCE, file), "utf8");
  return [
    ...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm),
  ].map((match) => (match[1] ?? match[2])!);
}

function roomOf(file: string): string {
  return file.split("/")[0]!;
}

function level(file: string): number {
  return ROOMS.findIndex((rooms) => rooms.includes(roomOf(file)));
}

describe("imports go one way", () => {
  it.each(files)("%s", (file) => {
    expect(level(file), `${file} stands in no room`).toBeGreaterThanOrEqual(0);
    for (const name of importsOf(file)) {
      if (name.startsWith(".")) {
        const module = posix.join(dirname(file), name).replace(/\.js$/, ".ts");
        const target = files.includes(`${module}x`) ? `${module}x` : module;
        if (target.startsWith("..")) continue;
        const sameRoom = roomOf(target) === roomOf(file);
        const ok = sameRoom || level(target) < level(file);
        expect(ok, `${file} must not know ${target}`).toBe(true);
      } else if (name.startsWith("node:")) {
        const atEdge = EDGE.some((edge) => file.startsWith(edge));
        expect(atEdge, `${file} is pure and must not know ${name}`).toBe(true);
      } else {
        expect(PACKAGES[roomOf(file)] ?? [], `${file} must not know ${name}`).toContain(name);
      }
    }
  });

  it("reads every import", () => {
    expect(importsOf("cli.ts")).toContain("commander");
    expect(importsOf("cli.ts")).toContain("./cli/reading.js");
  });
});

describe("the pure rooms", () => {
  const pure = files.filter((file) => !EDGE.some((edge) => file.startsWith(edge)));

  it.each(pure)("%s asks neither process, clock nor environment", (file) => {
    const code = readFileSync(join(SOURCE, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    expect(code).not.toMatch(/\bprocess\.|\bDate\.now\b|new Date\(\)|\bconsole\./);
  });
});
