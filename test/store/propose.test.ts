import fc from "fast-check";
import { expect, it } from "vitest";
import { isId } from "../../src/model/ids.js";
import { proposeId } from "../../src/store/propose.js";

const free = () => false;

it.each([
  ["Hamas is ready to release the civilians it holds.", "hamas-ready-release-civilians-holds"],
  ["Iran’s minister didn't resign", "iran-minister-didnt-resign"],
  ["Türkiye übergibt Geiseln", "turkiye-ubergibt-geiseln"],
  ["Москва осудила визит", "moskva-osudila-vizit"],
  ["伊朗外交部长", "yilangwaijiaobuzhang"],
  ["to be or not", "not"],
  ["it is", "it-is"],
  ["!!!", "claim"],
  ["", "claim"],
  ["unknown", "unknown-2"],
  ["x".repeat(60), "x".repeat(40)],
  ["one two three four five six seven", "one-two-three-four-five-six"],
  ["internationalization internationalization internationalization", "internationalization"],
])("%j becomes %s", (text, id) => {
  expect(proposeId(text, free, "claim")).toBe(id);
});

it("is numbered where it is taken", () => {
  const taken = new Set(["rents-rise", "rents-rise-2"]);
  expect(proposeId("Rents rise.", (id) => taken.has(id), "claim")).toBe("rents-rise-3");
});

it("is an id, and free, for any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.array(fc.string()), (text, words) => {
      const taken = new Set([...words, proposeId(text, free, "claim")]);
      const id = proposeId(text, (each) => taken.has(each), "claim");
      expect(isId(id)).toBe(true);
      expect(taken.has(id)).toBe(false);
      expect(id.length).toBeLessThanOrEqual(43);
    }),
  );
});
