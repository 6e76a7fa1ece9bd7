import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toJson } from "../../src/terminal/json.js";

describe("toJson", () => {
  it("escapes what a terminal would obey, in JSON's own way", () => {
    expect(toJson({ a: "\x1b[31m\x7f\x9b\u2028\u202e\u2066" })).toBe(
      '{"a":"\\u001b[31m\\u007f\\u009b\\u2028\\u202e\\u2066"}',
    );
  });

  it("leaves every other character as it is", () => {
    expect(toJson("é 日本 👍 \u200f")).toBe('"é 日本 👍 \u200f"');
  });

  it("writes on one line, or indented", () => {
    expect(toJson({ a: [1] })).toBe('{"a":[1]}');
    expect(toJson({ a: [1] }, 2)).toBe('{\n  "a": [\n    1\n  ]\n}');
  });

  it("loses nothing and holds no unsafe byte, whatever the value", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({
        unit: fc.constantFrom("\x1b", "\x9b", "\u202e", "\u2028", "\ud800", '"', "\\", "a"),
      }),
    );
    const value = fc.oneof(fc.jsonValue(), fc.array(text), fc.dictionary(text, text));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (data, indent) => {
        const json = toJson(data, indent);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(data)));
        expect(json.replaceAll("\n", "")).not.toMatch(
          /[\x00-\x1F\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]/,
        );
        expect(json).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
