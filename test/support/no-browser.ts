import type { TestProject } from "vitest/node";
import { findChromium } from "./chromium.js";

/** Says at the end of a run which tests did not run for want of a browser: nobody should take them for passed. */
export default function setup({ vitest }: TestProject): () => void {
  return () => {
    if (findChromium(process.env)) return;
    const modules = vitest.state.getTestModules().map(({ moduleId }) => moduleId);
    if (!modules.some((path) => path.includes("/test/browser/"))) return;
    process.stderr.write(
      "no Chromium: test/browser/** did not run; install chromium or set CLAIMS_CHROMIUM\n",
    );
  };
}
