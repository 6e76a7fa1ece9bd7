import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { inBrowser } from "../support/browser.js";
import { ROOT } from "../support/run.js";
import { writtenSite } from "../support/written-site.js";

const site = await writtenSite(ROOT);

const CLAIM = "Hamas is ready to release the civilians it holds.";

/** Goes on with Tab until a link with these words has the focus, as one does who sees where it is. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 100; presses++) {
    await page.keyboard.press("Tab");
    const { text, outline } = await page.evaluate(() => {
      const focused = document.activeElement!;
      return { text: focused.textContent, outline: getComputedStyle(focused).outlineStyle };
    });
    if (text?.trim() !== words) continue;
    expect(outline).not.toBe("none");
    return;
  }
  expect.fail(`no Tab leads to “${words}”`);
}

const BY_MOUSE = async (page: Page, words: string) => {
  await page.locator("a", { hasText: words }).filter({ visible: true }).first().click();
};

const BY_KEYBOARD = async (page: Page, words: string) => {
  await tabTo(page, words);
  await page.keyboard.press("Enter");
};

inBrowser("from “what is this?” to who said it, and to the line where it stands", (browsing) => {
  it.each([
    ["the mouse", BY_MOUSE],
    ["the keyboard", BY_KEYBOARD],
  ])("in three steps with %s alone", async (_, follow) => {
    const page = await browsing.open(site.address, "index.html");
    const main = page.locator("main");
    const heading = (text: string) => expect.poll(() => page.locator("h1").innerText()).toBe(text);
    await expect
      .poll(() => main.innerText())
      .toContain("Each claim is one thing that somebody says is so.");

    await follow(page, "Claims");
    await heading("Claims");

    await follow(page, CLAIM);
    await heading(CLAIM);
    const speaker = page.locator("dt:text-is('Original speaker') + dd");
    expect(await speaker.innerText()).toBe("Hossein Amir-Abdollahian");
    expect(await speaker.isVisible()).toBe(true);
    const line = page.locator("ol.yaml li[value='25']");
    expect(await line.innerText()).toContain(`text: ${CLAIM}`);
    expect(await line.isVisible()).toBe(true);
    expect(await page.locator("#source ~ p .place").innerText()).toBe("claims/hostages.yaml:24");

    await follow(page, "Hossein Amir-Abdollahian");
    await heading("Hossein Amir-Abdollahian");
    expect(await main.innerText()).toContain(CLAIM);
  });

  it("past the navigation with the first link of a page", async () => {
    const page = await browsing.open(site.address, "claims/civilians-ready-for-release.html");
    await BY_KEYBOARD(page, "Skip to the content");
    expect(await page.locator(":focus").getAttribute("id")).toBe("main");
    await page.keyboard.press("Tab");
    expect(await page.locator("main :focus").count()).toBe(1);
  });
});
