import { describe, expect, it } from "vitest";
import { SEVERITIES } from "../../src/model/diagnostic.js";
import { makeStyle, PLAIN, paintSeverity, paintStatus } from "../../src/terminal/style.js";

const STATUSES = [
  "circular",
  "unattributed",
  "anonymous",
  "own-voice",
  "original",
  "broken",
  "traced",
] as const;

describe("a style", () => {
  it("without colour adds nothing to a text", () => {
    for (const severity of SEVERITIES) expect(paintSeverity(PLAIN, severity, "x")).toBe("x");
    for (const status of STATUSES) expect(paintStatus(PLAIN, status)).toBe(status);
  });

  it("with colour adds to it and takes nothing away", () => {
    const style = makeStyle({ color: true });
    for (const severity of SEVERITIES) {
      expect(paintSeverity(style, severity, severity)).toMatch(
        new RegExp(`^\\x1b\\[.+m${severity}\\x1b`),
      );
    }
    for (const status of STATUSES) {
      expect(paintStatus(style, status)).toMatch(new RegExp(`^\\x1b\\[.+m${status}\\x1b`));
    }
  });

  it("tells an error from a warning from an info", () => {
    const style = makeStyle({ color: true });
    expect(new Set(SEVERITIES.map((severity) => paintSeverity(style, severity, "x"))).size).toBe(3);
  });

  it("draws boxes and cuts nothing where nothing is said", () => {
    expect(makeStyle({ color: false })).toMatchObject({ ascii: false, columns: undefined });
    expect(makeStyle({ color: false, ascii: true, columns: 80 })).toMatchObject({
      ascii: true,
      columns: 80,
    });
  });
});
