import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    // A property of many runs takes its time on a busy machine; nothing here measures speed.
    testTimeout: 30_000,
    setupFiles: ["test/setup.ts"],
    globalSetup: ["test/support/no-browser.ts"],
    coverage: {
      provider: "v8",
      include: ["src/**/*.{ts,tsx}"],
      // The entries of a process and of a page: what runs the real binary, and the real browser, runs them out of
      // the measure's sight.
      exclude: ["src/main.ts", "src/site/browser/page-*.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 95, functions: 95, statements: 95, branches: 90 },
    },
  },
});
