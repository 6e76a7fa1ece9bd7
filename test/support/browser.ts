import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { findChromium, mustHaveChromium } from "./chromium.js";

const CHROMIUM = findChromium(process.env);

const NOWHERE = "about:blank";

/** How a page is looked at, where it differs from a desk with a wide, light screen. */
export interface Look {
  /** In CSS pixels. */
  readonly width?: number;
  readonly scheme?: "light" | "dark";
  /** Whether scripts run. */
  readonly scripts?: boolean;
}

/** A browser, and what pages did in it that no page may do. */
export class Browsing {
  #browser: Browser | undefined;
  /** A window each for pages with scripts and without: making one takes longer than most pages. */
  readonly #windows = new Map<boolean, Page>();
  /** The address that everything must begin with. */
  #site = "";
  readonly #trouble = new Set<string>();

  async start(): Promise<void> {
    this.#browser = await chromium.launch({
      executablePath: CHROMIUM!,
      // What a page must not ask for doesn't leave this machine even if it does.
      args: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
    });
  }

  async end(): Promise<void> {
    await this.#browser?.close();
  }

  /**
   * Opens a page of a site, and takes down whatever is wrong there: errors, what the policy forbade,
   * dialogs, windows, and requests for anything that isn't of the site.
   *
   * @param site the site's address, with `/` at its end
   * @param path the page in it, with a query or a fragment if need be
   */
  async open(site: string, path: string, look: Look = {}): Promise<Page> {
    const { width = 1280, scheme = "light", scripts = true } = look;
    const page = this.#windows.get(scripts) ?? (await this.#makeWindow(scripts));
    this.#site = site;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ media: null, colorScheme: scheme, reducedMotion: "reduce" });
    await page.goto(site + path);
    return page;
  }

  /** Leaves all pages, and gives what was wrong in them. */
  async leave(): Promise<string[]> {
    for (const page of this.#windows.values()) await page.goto(NOWHERE);
    const trouble = [...this.#trouble];
    this.#trouble.clear();
    return trouble;
  }

  async #makeWindow(scripts: boolean): Promise<Page> {
    const context = await this.#browser!.newContext({
      javaScriptEnabled: scripts,
      locale: "en-US",
      timezoneId: "UTC",
    });
    context.setDefaultTimeout(5000);
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`the policy forbids ${event.violatedDirective}: ${event.blockedURI}`);
      });
    });
    const page = await context.newPage();
    this.#watch(page);
    this.#windows.set(scripts, page);
    return page;
  }

  #watch(page: Page): void {
    const tell = (what: string) => {
      const path = page
        .url()
        .replace(this.#site, "")
        .replace(/[?#].*/s, "");
      this.#trouble.add(`${path}: ${what}`);
    };
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()))
        tell(`${message.type()} ${message.text()}`);
    });
    page.on("pageerror", (error) => tell(`threw ${error}`));
    page.on("popup", (popup) => tell(`opened ${popup.url()}`));
    page.on("dialog", (dialog) => {
      tell(`asked ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      const url = request.url();
      if (url !== NOWHERE && !url.startsWith(this.#site)) tell(`requested ${url}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) tell(`got ${response.status()} for ${response.url()}`);
    });
    page.on("requestfailed", (request) => {
      // A page that is left gives up what it was loading.
      const why = request.failure()?.errorText;
      if (why !== "net::ERR_ABORTED") tell(`could not load ${request.url()}: ${why}`);
    });
  }
}

/**
 * Describes what holds in a browser, one for all the tests in it. Whatever a test does, no page may do
 * what {@link Browsing.open} takes down. Without a browser the tests are skipped; `no-browser.ts` says so at the end of the run.
 */
export function inBrowser(title: string, tests: (browsing: Browsing) => void): void {
  if (!CHROMIUM && mustHaveChromium(process.env)) {
    it(title, () => expect.fail("no Chromium: install one or set CLAIMS_CHROMIUM"));
    return;
  }
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  describe.skipIf(!CHROMIUM)(title, () => {
    const browsing = new Browsing();
    beforeAll(() => browsing.start());
    afterAll(() => browsing.end());
    afterEach(async () => expect(await browsing.leave()).toEqual([]));
    tests(browsing);
  });
}
