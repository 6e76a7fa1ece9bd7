import { describe, expect, it } from "vitest";
import { claims, onStore } from "../support/run.js";

describe("claims export", () => {
  it.each(["schema-org", "prov", "prov-json"])("writes %s, one JSON document", async (format) => {
    const { code, stdout } = await claims(["export", format]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Hamas is ready to release`);
    expect(() => JSON.parse(stdout)).not.toThrow();
  });

  it("writes nanopublications under the names that it is told", async () => {
    const { code, stdout, stderr } = await claims([
      ...["export", "nanopub", "--base", "https://example.org/c/"],
      ...["--recorder", "https://example.org/us", "--license", "https://example.org/licence"],
    ]);
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toContain("@prefix store: <https://example.org/c/>.");
    expect(stdout).toContain("dct:creator <https://example.org/us>");
    expect(stdout).toContain("dct:license <https://example.org/licence>");
  });

  it("says, counted, what the format could not hold", async () => {
    const { stderr } = await onStore(
      "claims:\n  one: { text: One., speaker: unknown, how: said, date: 2023/2024 }\n",
      ...["export", "schema-org"],
    );
    expect(stderr).toBe("lost 1 × `how` of a claim\nlost 1 × a date that is an interval\n");
  });

  it.each([
    [["export", "rdfxml"], "rdfxml"],
    [["export", "prov", "--base", "https://example.org"], "--base takes an IRI"],
    [["export", "nanopub", "--license", "CC BY"], "--license takes an IRI"],
  ])("refuses %j", async (argv, message) => {
    const { code, stderr } = await claims(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
