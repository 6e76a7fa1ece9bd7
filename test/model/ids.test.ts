import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isId, toId } from "../../src/model/ids.js";

describe("an id is lower-case words and digits joined by single hyphens", () => {
  it.each(["a", "7", "jane-doe", "un-2023-10-26", "42-is-it", "unknown"])("%s", (text) => {
    expect(isId(text)).toBe(true);
  });

  it.each([
    "",
    "-",
    "-a",
    "a-",
    "a--b",
    "A",
    "jane_doe",
    "jane doe",
    "josé",
    "a.b",
    "a/b",
    "a\n",
    "٣",
  ])("not %j", (text) => {
    expect(isId(text)).toBe(false);
  });
});

describe("toId makes the nearest id of a text", () => {
  it.each([
    ["Jane Doe", "jane-doe"],
    ["José Ramírez-Ñandú", "jose-ramirez-nandu"],
    ["Hossein  Amir‑Abdollahian", "hossein-amir-abdollahian"],
    ["ﬁnance №5", "finance-no5"],
    ["Ｗｉｄｅ", "wide"],
    ["__init__", "init"],
    ["C++ & D", "c-d"],
    ["İstanbul", "istanbul"],
    ["日本", ""],
    ["!", ""],
    ["", ""],
  ])("%j as %j", (text, id) => {
    expect(toId(text)).toBe(id);
  });

  it("gives an id or nothing, and leaves an id as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const id = toId(text);
        expect(id === "" || isId(id)).toBe(true);
        expect(toId(id)).toBe(id);
      }),
    );
  });
});
