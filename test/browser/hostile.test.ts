import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { visible } from "../../src/terminal/text.js";
import { inBrowser } from "../support/browser.js";
import { HOSTILE_SITE_STORE, HOSTILE_SITE_TEXTS } from "../support/hostile-site.js";
import { servedSite } from "../support/served-site.js";
import { lastingFolder, writtenSite } from "../support/written-site.js";

const ALL = HOSTILE_SITE_TEXTS.join(" ");

const site = await writtenSite(
  lastingFolder({ "claims/a'b & {{c}} ${d}.yaml": HOSTILE_SITE_STORE }),
  ...["--title", ALL],
);
const served = await servedSite(site.store);

/** Tells whether anything of the store ran as a script. */
function hasRun(page: Page): Promise<boolean> {
  return page.evaluate(() => "ran" in globalThis);
}

/** Where a reader can type whatever they like. */
const FIELDS = "main :is(textarea, input:not([type=checkbox], [type=radio], [type=date]))";

/** Does to a page what a reader can: types, chooses, presses, points at and goes to all that there is. */
async function handle(page: Page): Promise<void> {
  for (const day of await page.locator("input[type=date]").all()) await day.fill("2024-03-06");
  for (const field of await page.locator(FIELDS).filter({ visible: true }).all()) {
    for (const text of HOSTILE_SITE_TEXTS) await field.fill(text);
    await field.press("Enter");
  }
  for (const choice of await page.locator("main select").all()) {
    for (const value of await choice.locator("option").evaluateAll(valuesOf)) {
      await choice.selectOption(value);
    }
  }
  for (const button of await page.locator("main :is(button, summary, [type=checkbox])").all()) {
    if ((await button.isVisible()) && (await button.isEnabled())) await button.click();
  }
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("a, [tabindex], svg *, bdi")) {
      for (const type of ["mouseenter", "mouseover", "pointerover", "mousemove"]) {
        element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
      }
      element.focus();
    }
  });
}

function valuesOf(options: Element[]): string[] {
  return options.map((option) => (option as HTMLOptionElement).value);
}

inBrowser("a store in which every text would run or fetch something", (browsing) => {
  it("makes more than a few pages", () => {
    expect(site.pages.length).toBeGreaterThan(30);
  });

  it.each([
    ...site.pages.map((path) => [path, "in a folder", site.address] as const),
    ...site.telling.map((path) => [path, "served", served] as const),
  ])("does neither on %s, %s, whatever a reader does there", async (path, _, address) => {
    const page = await browsing.open(address, path);
    await handle(page);
    expect(await hasRun(page)).toBe(false);
    const foreign = await page
      .locator("a:not([href^='http'])")
      .evaluateAll((links) =>
        links
          .map((link) => (link as HTMLAnchorElement).protocol ?? "svg:")
          .filter((protocol) => !/^(file|http|svg):$/.test(protocol)),
      );
    expect(foreign).toEqual([]);
  });

  it.each(site.telling)("does neither for what stands in the address of %s", async (path) => {
    const text = encodeURIComponent(visible(ALL));
    for (const key of ["q", "status", "speaker", "via", "tag", "focus"]) {
      const page = await browsing.open(site.address, `${path}?${key}=${text}#${text}`);
      expect(await hasRun(page)).toBe(false);
    }
  });

  describe("is read as it was written, with what is hidden shown", () => {
    const claims = Object.entries(
      (JSON.parse(HOSTILE_SITE_STORE) as { claims: Record<string, { text: string; note: string }> })
        .claims,
    );

    it.each(claims)("%s", async (id, { text, note }) => {
      const at = site.pages.find((path) => path.startsWith(`claims/${id.slice(0, 100)}`));
      const page = await browsing.open(site.address, at!);
      expect(await page.locator("h1 bdi").textContent()).toBe(visible(text));
      expect(await page.locator("dd bdi").allTextContents()).toContain(visible(note));
    });
  });
});
