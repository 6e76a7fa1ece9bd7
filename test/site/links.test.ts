import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hrefFrom, listPage, PAGES, pageOf, webAddress } from "../../src/site/links.js";

const id = fc
  .array(fc.stringMatching(/^[a-z0-9]{1,80}$/), { minLength: 1, maxLength: 6 })
  .map((words) => words.join("-"));

describe("the page of an entry", () => {
  it("is called as the entry", () => {
    expect(pageOf("claim", "bridge-closes")).toBe("claims/bridge-closes.html");
    expect(pageOf("agent", "the-national")).toBe("agents/the-national.html");
    expect(pageOf("document", "hansard")).toBe("documents/hansard.html");
  });

  it("is never the page of a list, nor one that Windows can't have", () => {
    expect(pageOf("claim", "index")).toBe("claims/index_.html");
    expect(pageOf("agent", "con")).toBe("agents/con_.html");
    expect(pageOf("agent", "lpt1")).toBe("agents/lpt1_.html");
    expect(pageOf("agent", "console")).toBe("agents/console.html");
  });

  it("is that of no other entry, and has a name that every file system takes", () => {
    fc.assert(
      fc.property(id, id, (one, other) => {
        expect(pageOf("claim", one).length).toBeLessThan(200);
        expect(pageOf("claim", one) === pageOf("claim", other)).toBe(one === other);
      }),
    );
    const [long, longer] = ["a".repeat(200), "a".repeat(201)];
    expect(pageOf("claim", long)).not.toBe(pageOf("claim", longer));
  });

  it("is not one of the pages of a list", () => {
    fc.assert(
      fc.property(id, fc.integer({ min: 2, max: 1e6 }), (name, page) => {
        expect(pageOf("claim", name)).not.toBe(listPage("claims", page));
        expect(Object.values(PAGES)).not.toContain(pageOf("claim", name));
      }),
    );
  });
});

describe("the way from one page to another", () => {
  it("is relative, so that a site opens from any folder", () => {
    expect(hrefFrom("index.html", "claims/a.html")).toBe("claims/a.html");
    expect(hrefFrom("claims/a.html", "agents/b.html")).toBe("../agents/b.html");
    expect(hrefFrom("claims/a.html", "claims/index.html?status=traced")).toBe(
      "../claims/index.html?status=traced",
    );
  });

  it("leads there, as a browser reads it", () => {
    const paths = fc.constantFrom(...Object.values(PAGES), "claims/a.html", "documents/d_1.html");
    fc.assert(
      fc.property(paths, paths, (from, to) => {
        const base = new URL(from, "file:///site/");
        expect(new URL(hrefFrom(from, to), base).href).toBe(`file:///site/${to}`);
      }),
    );
  });
});

describe("a web address", () => {
  it.each([
    ["https://example.org/a?b=c#d", "https://example.org/a?b=c#d"],
    ["HTTP://EXAMPLE.org", "http://example.org/"],
    ["https://example.org/ü", "https://example.org/%C3%BC"],
    ["https://web.archive.org/web/2024/https://example.org/", undefined],
  ])("%s is followed", (text, href) => {
    expect(webAddress(text)).toBe(href ?? text);
  });

  it.each([
    "javascript:alert(1)",
    " https://example.org",
    "https://example.org/a b",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//example.org/",
    "https://bank.example@evil.example/",
    "https://",
    "https://[::1",
    "vbscript:x",
    "file:///etc/passwd",
  ])("%j is shown, and not followed", (text) => {
    expect(webAddress(text)).toBeUndefined();
  });

  it("never begins with anything but http: or https:", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: "binary" })), (text) => {
        expect(webAddress(text) ?? "https://").toMatch(/^https?:\/\//);
      }),
    );
  });
});
