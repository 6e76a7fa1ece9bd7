import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig, type OutputOptions, type Plugin } from "rolldown";

/** What only some commands need stands in files of its own, so that no other command reads it. */
const APART = [
  {
    name: "yaml",
    test: /node_modules[\\/]yaml[\\/]|src[\\/]store[\\/](parse|yaml|settle|conflict)\.ts/,
  },
  { name: "zod", test: /node_modules[\\/]zod[\\/]/ },
  {
    name: "schemas",
    test: /src[\\/]model[\\/](agent|claim|config|document|fields|file|output)\.ts/,
  },
  { name: "read", test: /src[\\/]store[\\/](read|shape|faults|splice|comments)\.ts/ },
  { name: "rules", test: /src[\\/]rules[\\/]/ },
  {
    name: "snapshots",
    test: /src[\\/]store[\\/]snapshot|node_modules[\\/](htmlparser2|domhandler|entities)[\\/]/,
  },
  { name: "write", test: /src[\\/](commands|store)[\\/]write\.ts/ },
  { name: "tables", test: /node_modules[\\/]cli-table3[\\/]/ },
];

/**
 * What every command needs stands in one file, which is read faster than many. It may know nothing that stands
 * apart: files that need each other don't load.
 */
const CORE = {
  name: "core",
  test: /src[\\/](model[\\/](?!json-schema|shape)|provenance|terminal|store[\\/](cache|catalog|cataloged|disk|folders|names|opened|packed|plain(-\w+)?|problem|quotations|reading|scalar|shapes|source|states|store|suppress|tape|text)\.|commands[\\/](asker|io|list|open|progress|resolve|failure|scope)|views[\\/](rows|list)|cli\.|cli[\\/](program|reading)\.)|node_modules[\\/](commander|chalk|csv-stringify|diff[\\/]|markdown-table|fastest-levenshtein)/,
};

/** What is cached by one build is nothing to another. */
const build = createHash("sha256");
for (const name of readdirSync("src", { recursive: true, encoding: "utf8" }).sort()) {
  if (/\.(tsx?|json)$/.test(name)) build.update(name).update(readFileSync(join("src", name)));
}
build.update(readFileSync("package-lock.json"));

/** Its name puts it beside commander; see {@link CORE}. */
const NO_PROGRAMS = "\0node_modules/commander/no-programs.cjs";

/**
 * commander can run commands that are programs of their own. Here none is, and what it would start them with
 * takes as long to load as commander itself.
 */
const withoutPrograms: Plugin = {
  name: "without-programs",
  resolveId: (id, importer) =>
    id === "node:child_process" && importer?.includes("commander") ? NO_PROGRAMS : null,
  load: (id) => (id === NO_PROGRAMS ? "module.exports = {};" : null),
};

const shared = {
  plugins: [withoutPrograms],
  transform: { define: { __BUILD__: JSON.stringify(build.digest("hex").slice(0, 16)) } },
  platform: "node" as const,
  preserveEntrySignatures: "allow-extension" as const,
  resolve: {
    extensionAlias: { ".js": [".ts", ".tsx", ".js"] },
    // Whether a terminal has colours is ours to tell, and asking loads half of Node's network.
    alias: {
      "#supports-color": resolve("node_modules/chalk/source/vendor/supports-color/browser.js"),
    },
  },
};

const output: OutputOptions = {
  minify: true,
  cleanDir: true,
  codeSplitting: { includeDependenciesRecursively: false, groups: [...APART, CORE] },
};

/** The scripts of a site's pages, each whole in itself: pages that open from a folder can't load modules. */
const SCRIPTS = readdirSync("src/site/browser")
  .filter((name) => /^page-\w+\.ts$/.test(name))
  .map((name) => name.replace(/^page-|\.ts$/g, ""));

/** Puts the files of a site that are no scripts beside those that are. */
const styles = {
  name: "styles",
  writeBundle: () => cpSync("src/site/assets", "dist/site", { recursive: true }),
};

/**
 * The command line is bundled, since reading a few files starts twice as fast as reading five hundred,
 * and as CommonJS, which Node loads twice as fast as modules; see bench/. The library is modules.
 */
export default defineConfig([
  {
    ...shared,
    input: { main: "src/main.ts" },
    output: {
      ...output,
      dir: "dist/cli",
      format: "cjs",
      entryFileNames: "[name].cjs",
      chunkFileNames: "[name]-[hash].cjs",
    },
  },
  {
    ...shared,
    input: { index: "src/index.ts" },
    output: {
      ...output,
      dir: "dist/lib",
      format: "esm",
      chunkFileNames: "[name]-[hash].js",
    },
  },
  ...SCRIPTS.map((name, index) => ({
    ...shared,
    platform: "browser" as const,
    input: { [name]: `src/site/browser/page-${name}.ts` },
    plugins: index === 0 ? [styles] : [],
    output: {
      dir: "dist/site",
      format: "iife" as const,
      minify: true,
      cleanDir: index === 0,
      entryFileNames: "[name].js",
    },
  })),
]);
