import { resolve } from "node:path";
import { defineConfig, type OutputOptions } from "rolldown";

/** What only some commands need stands in files of its own, so that no other command reads it. */
const APART = [
  { name: "yaml", test: /node_modules[\\/]yaml[\\/]|src[\\/]store[\\/](parse|yaml|settle)\.ts/ },
  { name: "zod", test: /node_modules[\\/]zod[\\/]/ },
  {
    name: "schemas",
    test: /src[\\/]model[\\/](agent|claim|config|document|fields|file|output)\.ts/,
  },
  { name: "read", test: /src[\\/]store[\\/](read|shape|faults|splice)\.ts/ },
  { name: "rules", test: /src[\\/]rules[\\/]/ },
  {
    name: "quotes",
    test: /src[\\/](provenance[\\/](quote|passage|nearest|drift|number)|store[\\/]snapshot)/,
  },
  { name: "tables", test: /node_modules[\\/]cli-table3[\\/]/ },
];

/**
 * What every command needs stands in one file, which is read faster than many. It may know nothing that stands
 * apart: files that need each other don't load.
 */
const CORE = {
  name: "core",
  test: /src[\\/](model[\\/](?!json-schema|shape)|provenance|terminal|store[\\/](disk|folders|plain(-\w+)?|problem|quotations|reading|scalar|shapes|source|store|suppress|text)\.|commands[\\/](add-keys|asker|io|list|open|progress|resolve|failure)|views[\\/](rows|list)|cli)|node_modules[\\/](commander|chalk|csv-stringify|markdown-table|fastest-levenshtein)/,
};

const shared = {
  platform: "node" as const,
  preserveEntrySignatures: "allow-extension" as const,
  resolve: {
    extensionAlias: { ".js": [".ts", ".js"] },
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
]);
