import { readFileSync } from "node:fs";
import { join } from "node:path";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { ROOT } from "./run.js";

const AXE = readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");

const OPTIONS: axe.RunOptions = {
  runOnly: [
    ...["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
  ],
  // Axe leaves it out unless it is asked for.
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
  // It would fetch the styles, which no page may.
  preload: false,
};

/** Gives what of WCAG 2.2 A and AA, and of best practices, a page does not hold to as it is shown. */
export async function barriersOf(page: Page): Promise<string[]> {
  const loaded = await page.evaluate(() => "axe" in window);
  if (!loaded) await page.evaluate(AXE);
  return page.evaluate(async (options) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(options);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
  }, OPTIONS);
}
