import { posix } from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { describe, expect, it } from "vitest";
import { HOSTILE_SITE_STORE } from "../support/hostile-site.js";
import { elementsOf } from "../support/html.js";
import {
  lastingFolder,
  storeOfEveryKind,
  type WrittenSite,
  writtenSite,
} from "../support/written-site.js";

const everyKind = await writtenSite(storeOfEveryKind());
const hostile = await writtenSite(lastingFolder({ "claims/store.yaml": HOSTILE_SITE_STORE }));

const validator = new HtmlValidate(
  new StaticConfigLoader({ root: true, extends: ["html-validate:standard"] }),
);

/** What a page can be asked without a browser, each asked once. */
function askable(site: WrittenSite, path: string) {
  const elements = elementsOf(site.read(path));
  const values = (...keys: string[]) =>
    elements.flatMap(({ attribs }) => keys.flatMap((key) => attribs[key] ?? []));
  return {
    elements,
    ids: values("id"),
    /** The addresses that it names within the site. */
    addresses: values("href", "src", "xlink:href").filter((address) => !/^https?:/i.test(address)),
  };
}

/** Gives what an address within the site leads to. */
function targetOf(from: string, address: string) {
  const [, path = "", fragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(address)!;
  const target = path === "" ? from : posix.join(posix.dirname(from), decodeURI(path));
  return { target, fragment: fragment && decodeURIComponent(fragment) };
}

describe.each([
  ["with every kind of page", everyKind],
  ["of a hostile store", hostile],
])("a site %s", (_, site) => {
  const asked = new Map(site.pages.map((path) => [path, askable(site, path)]));

  describe.each(site.pages)("%s", (path) => {
    const { elements, ids, addresses } = asked.get(path)!;

    it("is valid HTML", () => {
      const { results } = validator.validateStringSync(site.read(path));
      expect(results.flatMap(({ messages }) => messages)).toEqual([]);
      expect(site.read(path)).not.toMatch(/[^\P{Cc}\n\t]|\p{Surrogate}|[\u202a-\u202e]/u);
    });

    it("names nothing twice", () => {
      expect(ids).toEqual([...new Set(ids)]);
    });

    it("leads only to what is there", () => {
      for (const address of addresses) {
        const { target, fragment } = targetOf(path, address);
        expect(site.files, address).toContain(target);
        if (fragment) expect(asked.get(target)?.ids, address).toContain(fragment);
      }
    });

    it("holds nothing that a policy against injected code would have to allow", () => {
      const policy = elements.find(({ attribs }) => attribs["http-equiv"] !== undefined);
      expect(policy?.attribs["content"]).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/,
      );
      for (const { name, attribs, children } of elements) {
        expect(["style", "iframe", "object", "embed", "base"]).not.toContain(name);
        if (name === "script") expect(children).toEqual([]);
        for (const key of Object.keys(attribs)) expect(key).not.toMatch(/^(style|srcdoc|on.*)$/i);
      }
    });

    it("has one heading of the first order, and skips none", () => {
      const levels = elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [+name[1]!] : []));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      const skips = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
      expect(skips).toEqual([]);
    });
  });

  it("is reached whole from its first page by links alone", () => {
    const reached = new Set(["index.html"]);
    for (const path of reached) {
      for (const address of asked.get(path)?.addresses ?? []) {
        reached.add(targetOf(path, address).target);
      }
    }
    expect(site.pages.filter((path) => !reached.has(path))).toEqual([]);
  });
});
