import type { Page } from "playwright-core";
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { barriersOf } from "../support/axe.js";
import { inBrowser } from "../support/browser.js";
import { storeOfEveryKind, writtenSite } from "../support/written-site.js";

const site = await writtenSite(storeOfEveryKind());

/**
 * Gives what stands out over the sides of a page, and what is cut off within it. On a screen a part of
 * the page may be scrolled by itself, as a picture that is large; on paper none can.
 */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cutting = matchMedia("print").matches ? /hidden|clip|auto|scroll/ : /hidden|clip/;
    const { clientWidth, scrollWidth } = document.documentElement;
    const name = (element: Element) => `${element.outerHTML.slice(0, 120)}…`;
    const all = [...document.body.querySelectorAll<HTMLElement>("*")];
    const cut = all.filter((element) => {
      // What is there for a screen reader alone is a pixel wide.
      if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth <= 1) return false;
      return cutting.test(getComputedStyle(element).overflowX);
    });
    if (scrollWidth <= clientWidth) return cut.map(name);
    const over = all.filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > clientWidth + 1 || left < -1;
    });
    return [`${scrollWidth} px wide on ${clientWidth}`, ...[...cut, ...over].map(name)];
  });
}

/** Makes all text of a page as large as this, as the settings of a browser can. */
async function enlarge(page: Page, size: string): Promise<void> {
  await page.evaluate((value) => {
    document.documentElement.style.fontSize = value;
  }, size);
}

inBrowser("a page", (browsing) => {
  describe("keeps out nobody: WCAG 2.2 A and AA, and best practices", () => {
    it.each(site.telling)("%s", async (path) => {
      const page = await browsing.open(site.address, path, { width: 360 });
      expect(await barriersOf(page), "narrow, light").toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await barriersOf(page), "narrow, dark").toEqual([]);
      await page.setViewportSize({ width: 1280, height: 800 });
      expect(await barriersOf(page), "wide, dark").toEqual([]);
      await page.emulateMedia({ colorScheme: "light" });
      expect(await barriersOf(page), "wide, light").toEqual([]);
    });
  });

  describe("is read without scrolling sideways, and with nothing cut off", () => {
    it.each(site.telling)("%s", async (path) => {
      const page = await browsing.open(site.address, path);
      for (const width of [320, 360, 768, 1280, 1600]) {
        await page.setViewportSize({ width, height: 800 });
        // A picture that a script draws takes its new size a moment later.
        await expect.poll(() => cutOff(page), { message: `${width} px` }).toEqual([]);
      }
      await enlarge(page, "200%");
      for (const width of [640, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const message = `${width} px, text of twice the size`;
        await expect.poll(() => cutOff(page), { message }).toEqual([]);
      }
      await enlarge(page, "");
      // A4 between margins of 1 cm.
      await page.setViewportSize({ width: 718, height: 1000 });
      await page.emulateMedia({ media: "print" });
      await expect.poll(() => cutOff(page), { message: "on paper" }).toEqual([]);
      expect(await page.locator("nav, .skip").filter({ visible: true }).count()).toBe(0);
    });
  });

  it("goes onto paper whole", async () => {
    const page = await browsing.open(site.address, "claims/tax-cut.html");
    const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format: "A4" })));
    const { text } = await extractText(pdf, { mergePages: true });
    const words = text.replace(/\s+/g, " ");
    for (const part of ["Taxes will fall.", "How it reached us", "claims/full.yaml:", "A note."]) {
      expect(words).toContain(part);
    }
    expect(words).not.toContain("Timeline");
  });

  describe("lets each text keep its direction and its language", () => {
    const shownOn = async (path: string) => {
      const page = await browsing.open(site.address, path);
      return page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("h1 bdi, blockquote, dd bdi, a bdi")].map(
          (said) => ({
            text: said.textContent,
            direction: getComputedStyle(said).direction,
            lang: said.closest("[lang]")?.getAttribute("lang"),
            isApart: /isolate|plaintext/.test(getComputedStyle(said).unicodeBidi),
          }),
        ),
      );
    };

    it.each([
      ["arabic", "سيتم", "rtl", "en"],
      ["arabic", "«سنفرج", "rtl", "ar"],
      ["arabic", "“เรา", "ltr", "th"],
      ["hebrew", "המס", "rtl", "en"],
      ["hebrew", "דנה", "rtl", "en"],
      ["chinese", "發言人", "ltr", "en"],
      ["thai", "โฆษก", "ltr", "en"],
    ])("%s: %s", async (id, beginning, direction, lang) => {
      const said = (await shownOn(`claims/${id}.html`)).find(({ text }) =>
        text?.startsWith(beginning),
      );
      expect(said).toMatchObject({ direction, lang, isApart: true });
    });
  });

  describe("can be read with scripts off", () => {
    it.each(site.telling)("%s", async (path) => {
      const page = await browsing.open(site.address, path, { scripts: false });
      expect(await page.locator("h1").innerText()).not.toBe("");
      // What would do nothing is not there.
      const idle = page.locator("button, input, select, textarea, [role=button], canvas");
      expect(await idle.filter({ visible: true }).evaluateAll((all) => all.map(String))).toEqual(
        [],
      );
    });
  });
});
