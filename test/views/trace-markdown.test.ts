import { describe, expect, it } from "vitest";
import { Provenance } from "../../src/provenance/provenance.js";
import { traceMarkdown } from "../../src/views/trace-markdown.js";
import { PICTURES, traceForPicture } from "../support/pictures.js";
import { storeOf } from "../support/store.js";

/** Prints one claim's chain as Markdown. */
function print(name: string, depth = Number.POSITIVE_INFINITY): string {
  const { traced, provenance } = traceForPicture(name);
  return [...traceMarkdown(traced, provenance, depth)].join("");
}

describe("a trace as Markdown", () => {
  it.each(PICTURES)("of %s", async (name) => {
    await expect(print(name)).toMatchFileSnapshot(`pictures/${name}.md`);
  });

  it("holds its picture in one fence, which nothing in it can end", () => {
    for (const name of PICTURES) {
      const fences = print(name).match(/^ *(?:`{3,}|~{3,}).*$/gm);
      expect(fences).toEqual(["```mermaid", "```"]);
    }
  });

  it("lets no text of the store be markup", () => {
    const [prose] = print("hostile").split("```mermaid");
    expect(prose).not.toMatch(/<\w|<\/|<!/);
    const own = prose!.replace("**circular**", "").replace(/\\./g, "");
    expect(own).not.toMatch(/[*_`~[\]|$\\]/);
    expect(own).not.toMatch(/https?:|@/);
  });

  it.each([
    ["# Heading", "\\# Heading"],
    ["- item", "\\- item"],
    ["+ item", "\\+ item"],
    ["* item", "\\* item"],
    ["1. item", "1\\. item"],
    ["12) item", "12\\) item"],
    ["=== rule", "\\=== rule"],
    ["> quoted", "&gt; quoted"],
    ["5 of 7.", "5 of 7."],
  ])("lets a text that begins with %j be a paragraph", (text, line) => {
    const store = storeOf(JSON.stringify({ claims: { said: { text, speaker: "unknown" } } }));
    const provenance = new Provenance(store);
    const traced = provenance.trace(store.claims.get("said")!);
    expect([...traceMarkdown(traced, provenance, 0)].join("").split("\n")[2]).toBe(line);
  });

  it("draws what the claim rests on as far as its depth", () => {
    expect(print("loop", 0)).not.toContain("The Mayor");
    expect(print("loop")).toContain("The Mayor");
  });
});
