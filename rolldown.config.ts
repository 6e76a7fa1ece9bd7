import { defineConfig } from "rolldown";

/** What only some commands need stands in files of its own, so that no other command reads it. */
const APART = [
  { name: "yaml", test: /node_modules[\\/]yaml[\\/]|src[\\/]store[\\/](parse|yaml|settle)\.ts/ },
  { name: "zod", test: /node_modules[\\/]zod[\\/]/ },
  {
    name: "schemas",
    test: /src[\\/]model[\\/](agent|claim|config|document|fields|file|output)\.ts/,
  },
  { name: "read", test: /src[\\/]store[\\/](read|shape|faults|splice)\.ts/ },
  { name: "rules", test: /src[\\/](rules|diagnostics)[\\/]/ },
  {
    name: "quotes",
    test: /src[\\/](provenance[\\/](quote|passage|nearest|drift|number)|store[\\/]snapshot)/,
  },
  { name: "forms", test: /node_modules[\\/](csv-stringify|markdown-table|cli-table3)[\\/]/ },
];

/** What every command needs stands in one file, which is read faster than many. */
const CORE = {
  name: "core",
  test: /src[\\/](model[\\/](?!json-schema|shape)|provenance|terminal|store[\\/](?!config|edit|trial|write)|commands[\\/](io|open|progress|resolve)|views[\\/]rows)/,
};

/** Bundled, since reading a few files starts twice as fast as reading five hundred; see bench/. */
export default defineConfig({
  input: { main: "src/main.ts", index: "src/index.ts" },
  platform: "node",
  preserveEntrySignatures: "allow-extension",
  output: {
    dir: "dist",
    format: "esm",
    cleanDir: true,
    chunkFileNames: "[name]-[hash].js",
    sourcemap: false,
    minify: true,
    codeSplitting: { includeDependenciesRecursively: false, groups: [...APART, CORE] },
  },
  resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
});
