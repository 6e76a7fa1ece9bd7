import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSpaceless, tokensOf } from "../../src/site/tokens.js";

describe("the tokens of a text", () => {
  it.each([
    ["words, without case and accents", "Árvíztűrő TÜKÖR", ["arvizturo", "tukor"]],
    ["each once", "Taxes, taxes; TAXES!", ["taxes"]],
    [
      "the parts of what is joined",
      "Amir-Abdollahian’s l'aide",
      ["amir", "abdollahian", "s", "l", "aide"],
    ],
    ["numbers", "1,400 of 2023-10", ["1", "400", "of", "2023", "10"]],
    ["letters of other forms", "ﬁnal Ｔｏｋｙｏ ②", ["final", "tokyo", "2"]],
    ["Arabic without vowels and stretching", "قَالَ الـــوزيرُ إنّ", ["قال", "الوزير", "ان"]],
    ["Hebrew without points", "בֶּן־גוריון", ["בן", "גוריון"]],
    ["Persian, whose joiner ends a part", "می\u200cخواهد", ["می", "خواهد"]],
    ["nothing hidden", "so\u00adft \u202eword\u202c", ["soft", "word"]],
    ["Chinese in twos, and the last", "核协议", ["核协", "协议", "议"]],
    ["one letter", "核", ["核"]],
    ["Japanese in its scripts", "税をアゲ", ["税を", "をア", "アケ", "ケ"]],
    ["runs between other words", "用VPN上网", ["用", "vpn", "上网", "网"]],
    ["letters beyond the first plane", "𠮷野", ["𠮷野", "野"]],
    ["Thai", "ภาษี", ["ภา", "าษ", "ษ"]],
    ["nothing", "… — !?", []],
  ])("are %s", (_, text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens.map((token) => token.normalize("NFKD")));
  });

  it("are of a script without spaces or not", () => {
    expect(["核协", "ภา", "あ", "vpn", "قال", "한국", "1"].map(isSpaceless)).toEqual([
      ...[true, true, true],
      ...[false, false, false, false],
    ]);
  });

  it("hold no space, and are the tokens of themselves", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const odd = tokensOf(text).filter(
          (token) => /\s/.test(token) || !tokensOf(token).includes(token),
        );
        expect(odd).toEqual([]);
      }),
    );
  });
});
