import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { textOf } from "../support/page-text.js";
import { pageAt } from "../support/site.js";

const BRIDGE = readFileSync(join(import.meta.dirname, "pages/bridge.yaml"), "utf8");

describe("the overview", () => {
  it("tells at a glance what the desk knows", async () => {
    const finding = (rule: string, severity: "error" | "warning" | "info") => ({
      rule,
      severity,
      message: "x",
      place: undefined,
      entry: undefined,
    });
    const page = await pageAt("index.html", BRIDGE, {
      findings: [
        finding("number-drift", "warning"),
        finding("single-source", "info"),
        finding("single-source", "info"),
      ],
      hiddenFindings: 1,
    });
    await expect(textOf(page)).toMatchFileSnapshot("pages/overview.txt");
  });

  it("of a store with nothing in it says so, and is no error", async () => {
    expect(textOf(await pageAt("index.html", "claims: {}\n"))).toMatchSnapshot();
  });

  it("puts claims without a date behind all others", async () => {
    const dated = (id: string, date: string) =>
      `  ${id}: { text: ${id}, speaker: unknown${date === "" ? "" : `, date: ${date}`} }\n`;
    const yaml = `claims:\n${dated("old", "1999")}${dated("never", "")}${dated("new", "2024-05")}`;
    const reading = textOf(await pageAt("index.html", yaml));
    const [, newest = ""] = /## The newest claims\n([\s\S]*?)##/.exec(reading) ?? [];
    expect([...newest.matchAll(/- \[(\w+)\]/g)].map(([, id]) => id)).toEqual(["new", "old"]);
  });
});
