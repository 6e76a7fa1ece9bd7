// Takes the picture of a site that the README shows, of the store in claims/, in light and in dark:
// `npm run screenshots`. The same browser with the same fonts takes the same picture.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const PAGE = "claims/civilians-ready-for-release.html";
const PICTURES = { light: "docs/site.png", dark: "docs/site-dark.png" };

const folder = mkdtempSync(join(tmpdir(), "claims-pictures-"));
const title = ["--title", "The desk's claims"];
const made = spawnSync(
  process.execPath,
  ["bin/claims.js", "site", "-o", folder, "--quiet", ...title],
  { cwd: ROOT, stdio: "inherit" },
);
if (made.status === 2) process.exit(2);

const browser = await chromium.launch({
  executablePath: process.env.CLAIMS_CHROMIUM ?? "/usr/bin/chromium",
});
for (const [colorScheme, path] of Object.entries(PICTURES)) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 980 },
    deviceScaleFactor: 1,
    colorScheme,
    locale: "en-US",
  });
  await page.goto(pathToFileURL(join(folder, PAGE)).href);
  await page.screenshot({ path: join(ROOT, path), animations: "disabled" });
}
await browser.close();
rmSync(folder, { recursive: true });
