import { describe, expect, it } from "vitest";
import { isStale, readNews, versionIn } from "../../../src/site/browser/reload.js";

describe("a served page", () => {
  it("knows its version by the address of its script", () => {
    expect(versionIn("http://127.0.0.1:4567/assets/reload.js?a-1")).toBe("a-1");
    expect(versionIn("http://127.0.0.1:4567/assets/reload.js")).toBe("");
  });

  it("is out of date where the server has another", () => {
    const news = (version: string) => readNews(JSON.stringify({ version, trouble: "" }));
    expect(isStale("a-1", news("a-2"))).toBe(true);
    expect(isStale("a-1", news("a-1"))).toBe(false);
    expect(isStale("a-1", news(""))).toBe(false);
  });

  it("reads what is wrong, and nothing where nothing is said", () => {
    expect(readNews('{"version":"1","trouble":"no store"}').trouble).toBe("no store");
    expect(readNews("{}")).toEqual({ version: "", trouble: "" });
  });
});
