import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { barriersOf } from "../support/axe.js";
import { inBrowser } from "../support/browser.js";
import { servedSite } from "../support/served-site.js";
import { lastingFolder, storeOfEveryKind, writtenSite } from "../support/written-site.js";

const written = await writtenSite(storeOfEveryKind());
const served = await servedSite(written.store);

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut: { text: Taxes will fall., speaker: jane-doe }
`;
const edited = lastingFolder({ "claims/store.yaml": STORE });
const editedServed = await servedSite(edited);
const store = join(edited, "claims/store.yaml");

inBrowser("what `claims serve` serves", (browsing) => {
  describe("is what `claims site` writes", () => {
    it.each(written.telling)("%s", async (path) => {
      const textAt = async (address: string) => {
        const page = await browsing.open(address, path);
        return (await page.locator("body").innerText()).replace(/As of .*/, "");
      };
      expect(await textAt(served)).toBe(await textAt(written.address));
    });
  });

  it("leads from the overview to a claim and to who said it", async () => {
    const page = await browsing.open(served, "");
    await page.getByRole("link", { name: "Claims", exact: true }).click();
    await page.locator("main").getByRole("link", { name: "It hails." }).click();
    await expect.poll(() => page.locator("h1").innerText()).toBe("It hails.");
    await page.locator("nav").getByRole("link", { name: "Overview" }).click();
    await expect.poll(() => page.url()).toBe(`${served}index.html`);
  });

  it("follows the store as it is edited, and says what is wrong with it", async () => {
    const page = await browsing.open(editedServed, "claims/tax-cut.html");
    const heading = page.locator("h1");
    expect(await heading.innerText()).toBe("Taxes will fall.");
    writeFileSync(store, STORE.replace("fall", "rise"));
    await expect.poll(() => heading.innerText(), { timeout: 10_000 }).toBe("Taxes will rise.");

    writeFileSync(store, `${readFileSync(store, "utf8")}  torn: [\n`);
    const trouble = page.getByRole("alert").or(page.getByRole("status")).filter({ visible: true });
    await expect.poll(() => trouble.count(), { timeout: 10_000 }).toBe(1);
    expect(await trouble.innerText()).toContain("can't be read");
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await barriersOf(page)).toEqual([]);
    }

    writeFileSync(store, STORE);
    await expect.poll(() => trouble.count(), { timeout: 10_000 }).toBe(0);
    expect(await heading.innerText()).toBe("Taxes will fall.");
  });
});
