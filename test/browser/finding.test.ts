import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { barriersOf } from "../support/axe.js";
import { inBrowser } from "../support/browser.js";
import { storeOfEveryKind, writtenSite } from "../support/written-site.js";

const site = await writtenSite(storeOfEveryKind());

/** Holds a page, as it is now, to what everybody needs, on a narrow screen and on a wide, dark one. */
async function expectOpenToAll(page: Page): Promise<void> {
  for (const [width, colorScheme] of [
    [360, "light"],
    [1280, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    expect(await barriersOf(page), `${width} px, ${colorScheme}`).toEqual([]);
  }
}

/** The claims that are shown; the list as it was written is hidden while something is asked. */
function shownIn(page: Page): Locator {
  return page.locator("main tbody tr").filter({ visible: true });
}

inBrowser("finding something", (browsing) => {
  it("by a word typed at the head of a page leads to the claims that hold it", async () => {
    const page = await browsing.open(site.address, "agents/jane-doe.html");
    await page.locator("header").getByRole("searchbox").fill("rains");
    await page.keyboard.press("Enter");
    await expect.poll(() => shownIn(page).count()).toBe(1);
    expect(await shownIn(page).innerText()).toContain("It rains.");
    await expectOpenToAll(page);
  });

  it("that is not there says so, and lets one start again", async () => {
    const page = await browsing.open(site.address, "claims/index.html");
    const all = await shownIn(page).count();
    await page.locator("main").getByRole("searchbox").fill("nobody ever said this xyzzy");
    await expect.poll(() => shownIn(page).count()).toBe(0);
    await expectOpenToAll(page);
    await page.getByRole("button", { name: "Clear all" }).click();
    await expect.poll(() => shownIn(page).count()).toBe(all);
  });

  it("by a filter is kept in the address, and so can be sent to others", async () => {
    const page = await browsing.open(site.address, "claims/index.html");
    await page.getByLabel("Status").selectOption("anonymous");
    await expect.poll(() => shownIn(page).count()).toBe(1);
    const query = new URL(page.url()).search;
    const again = await browsing.open(site.address, `claims/index.html${query}`);
    await expect.poll(() => shownIn(again).count()).toBe(1);
    expect(await shownIn(again).innerText()).toContain("It is late.");
  });

  it("by its script and direction is as easy", async () => {
    const page = await browsing.open(site.address, "claims/index.html");
    for (const [word, text] of [
      ["رهينة", "سيتم الإفراج"],
      ["המס", "המס ירד"],
      ["莫斯科", "發言人表示"],
      ["การเจรจา", "โฆษก"],
    ] as const) {
      await page.locator("main").getByRole("searchbox").fill(word);
      await expect
        .poll(
          () =>
            shownIn(page)
              .allInnerTexts()
              .then((rows) => rows.join()),
          { message: word },
        )
        .toContain(text);
    }
  });

  it("somebody in the picture of who relays whom tells whom they have it from", async () => {
    const page = await browsing.open(site.address, "relays.html");
    await page.locator("main").getByRole("searchbox").fill("agen");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.locator("main h2:visible").allInnerTexts())
      .toContain("The Agency");
    await expectOpenToAll(page);
  });

  it("somebody by the address of the picture", async () => {
    const page = await browsing.open(site.address, "relays.html#node=agency");
    await expect
      .poll(() => page.locator("main h2:visible").allInnerTexts())
      .toContain("The Agency");
  });
});
