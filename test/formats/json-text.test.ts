import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../src/formats/json-text.js";

describe("JSON with lines", () => {
  it("is what JSON.parse makes of it, however it is laid out", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 4 }), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJson(text)).toMatchObject({ value: JSON.parse(text) });
      }),
    );
  });

  it("is refused where JSON.parse refuses it", () => {
    const text = fc.string({ unit: fc.constantFrom(...'{}[]:,"\\ntrue1-.e \n') });
    fc.assert(
      fc.property(text, (source) => {
        const parse = () => JSON.parse(source);
        if ("fault" in readJson(source)) expect(parse).toThrow();
        else expect(readJson(source)).toMatchObject({ value: parse() });
      }),
      { numRuns: 2000 },
    );
  });

  it("knows the line of each object", () => {
    const read = readJson('[\n  {"a": 1},\n  {\n    "b": [\n      2]}]');
    if ("fault" in read) throw new Error(read.fault);
    const [first, second] = read.value as [object, { b: object }];
    expect([first, second, second.b].map(read.lineOf)).toEqual([2, 3, 4]);
  });

  it.each([
    ["{\n", 2, "a key in double quotes is wanted here"],
    ["[1,\n]", 2, "a comma stands behind the last one"],
    ["[1\n2]", 2, "a `]` is wanted here"],
    ["[1]\n[2]", 2, "something follows its end"],
    ["", 1, "it ends too early"],
    ["[\nnil]", 2, "no value stands here"],
    ['["a\nb"]', 1, "a text is not closed, or holds what it can't"],
    [`${"[".repeat(100_000)}`, 1, "more than 200 levels stand in each other"],
  ])("%j is told on its line", (text, line, reason) => {
    expect(readJson(text)).toEqual({ line, fault: `this is no JSON: ${reason}` });
  });

  it("takes `__proto__` for a key like any other", () => {
    const read = readJson('{"__proto__": {"polluted": 1}}') as { value: object };
    expect(Object.keys(read.value)).toEqual(["__proto__"]);
    expect("polluted" in {}).toBe(false);
  });
});
