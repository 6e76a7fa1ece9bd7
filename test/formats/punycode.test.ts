import { domainToASCII } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readLabel } from "../../src/formats/punycode.js";

const letters = fc.constantFrom(..."abz019éøßüñαωжя中明ก🙂");

it("a label of a domain name is read as Node writes it", () => {
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 12 }), (all) => {
      const label = all.join("");
      const written = domainToASCII(label);
      fc.pre(written.startsWith("xn--"));
      expect(readLabel(written)).toBe(label);
      expect(readLabel(written.toUpperCase())).toBe(label);
    }),
  );
});

it("what is no label stays as it is", () => {
  for (const label of ["xn--0", "xn--9999999999999999", "xn--a_b"]) {
    expect(readLabel(label)).toBe(label);
  }
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9-]{0,20}$/), (code) => {
      expect(readLabel(`xn--${code}`)).toEqual(expect.any(String));
    }),
  );
});
