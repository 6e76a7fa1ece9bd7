import { existsSync } from "node:fs";

/** Where a Chromium usually stands, on Debian and on the machines of a CI. */
const PLACES: readonly string[] = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Says that there is a reason to do without a browser, and so no failure even in CI. */
const NONE = "none";

/**
 * Gives the path of the Chromium to test with: what `CLAIMS_CHROMIUM` says, or the first that stands
 * where one usually does; `undefined` where there is none.
 *
 * @throws where `CLAIMS_CHROMIUM` names no file
 */
export function findChromium(env: NodeJS.ProcessEnv): string | undefined {
  const named = env["CLAIMS_CHROMIUM"];
  if (named === NONE) return undefined;
  if (!named) return PLACES.find((path) => existsSync(path));
  if (!existsSync(named)) throw new Error(`CLAIMS_CHROMIUM: there is no ${named}`);
  return named;
}

/** Tells whether it is a failure to have no browser: in CI, unless one was looked for in vain. */
export function mustHaveChromium(env: NodeJS.ProcessEnv): boolean {
  return !!env["CI"] && env["CLAIMS_CHROMIUM"] !== NONE;
}
