import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlText, kindOf, markdownText, readText } from "../../src/store/snapshot-text.js";
import { makePdf } from "../support/pdf.js";

const utf8 = (text: string) => new TextEncoder().encode(text);

/** The text that is read of a file, with its white space folded, or why there is none. */
async function read(path: string, bytes: Uint8Array): Promise<string> {
  const text = await readText(path, bytes);
  return "reason" in text ? `! ${text.reason}` : text.content.replace(/\s+/g, " ").trim();
}

describe("kindOf goes by the ending of the name", () => {
  it.each([
    ["speech.txt", "text"],
    ["SPEECH.TXT", "text"],
    ["notes.md", "markdown"],
    ["page.html", "html"],
    ["page.htm", "html"],
    ["paper.pdf", "pdf"],
    ["recording.ogg", undefined],
    ["page.html.gz", undefined],
    ["speech", undefined],
    [".constructor", undefined],
  ])("%s: %s", (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });
});

describe("plain text", () => {
  it("is UTF-8, with or without a byte order mark", async () => {
    expect(await read("a.txt", utf8("Ça va"))).toBe("Ça va");
    expect(await read("a.txt", utf8("\uFEFFÇa va"))).toBe("Ça va");
  });

  it("or UTF-16, where a byte order mark says so", async () => {
    const little = new Uint8Array([0xff, 0xfe, 0xc7, 0x00, 0x61, 0x00]);
    const big = new Uint8Array([0xfe, 0xff, 0x00, 0xc7, 0x00, 0x61]);
    expect(await read("a.txt", little)).toBe("Ça");
    expect(await read("a.txt", big)).toBe("Ça");
  });

  it("and nothing else", async () => {
    expect(await read("a.txt", new Uint8Array([0xc7, 0x61]))).toBe(
      "! the file is no text in UTF-8",
    );
  });
});

describe("HTML", () => {
  it.each([
    ["entities are decoded", "<p>a &lt; b &amp;&nbsp;c &#8212; &eacute;</p>", "a < b & c — é"],
    ["words may change their look", "<p>w<b>or</b>d <i>and</i> word</p>", "word and word"],
    ["blocks are apart", "<h1>A</h1><p>B<p>C<div>D</div>E", "A B C D E"],
    ["line breaks and cells too", "A<br>B<table><tr><td>C<td>D</table>", "A B C D"],
    ["scripts and styles are no text", "A<script>B</script><STYLE>C</STYLE >D", "A D"],
    ["nor are comments", "A<!-- B --><!DOCTYPE C>D", "AD"],
    ["nor are attributes", '<p title="B > C" hidden>A</p>', "A"],
    ["a script that ends nowhere hides the rest", "A<script>B</p>C", "A"],
    ["a script's own tags end nothing", 'A<script>"</style><p>B"</script>C', "A C"],
  ])("%s", (_, html, text) => {
    expect(htmlText(html).replace(/\s+/g, " ").trim()).toBe(text);
  });

  it.each([
    '<meta charset="windows-1251">',
    "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
  ])("is in the encoding that it names: %s", async (meta) => {
    const bytes = Buffer.concat([utf8(`<html>${meta}<p>`), Buffer.from([0xcc, 0xe8, 0xf0])]);
    expect(await read("a.html", bytes)).toBe("Мир");
  });

  it("in one that nobody knows can't be read", async () => {
    expect(await read("a.html", utf8('<meta charset="klingon">'))).toMatch(/^! /);
  });

  it("however deep it nests", () => {
    const depth = 200_000;
    expect(htmlText(`${"<div>".repeat(depth)}A${"</div>".repeat(depth)}`).trim()).toBe("A");
  });

  it("of any sort is read without failing", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</",
      "script",
      "p",
      "&",
      "#x",
      ";",
      "!--",
      "]]>",
      "=",
      "'",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => typeof htmlText(pieces.join("")) === "string"),
    );
  });
});

describe("of Markdown the marks within sentences are taken away", () => {
  it.each([
    ["We **might** *cut* `taxes`", "We might cut taxes"],
    ["We __might__ _cut_ snake_case", "We might cut snake_case"],
    ["[Taxes](https://example.org/a_b) fall", "Taxes fall"],
    ['[Taxes](https://example.org "The story") fall', "Taxes fall"],
    ["> She said:\n> We might", "She said:\nWe might"],
    ["2 \\* 3", "2 * 3"],
    ["We [might] cut", "We [might] cut"],
  ])("%s", (markdown, text) => {
    expect(markdownText(markdown)).toBe(text);
  });
});

describe("a PDF", () => {
  it("is read page by page, line by line", async () => {
    const pdf = makePdf([["We might", "cut taxes."], ["Nobody (at all) clapped."]]);
    const text = await readText("a.pdf", pdf);
    expect(text).toEqual({
      kind: "pdf",
      content: "We might\ncut taxes.\n\f\nNobody (at all) clapped.",
    });
  });

  it("takes no memory away from who gives it", async () => {
    const pdf = makePdf([["We might"]]);
    await readText("a.pdf", pdf);
    expect(pdf.length).toBeGreaterThan(0);
  });

  it("of pictures can't be searched", async () => {
    expect(await read("a.pdf", makePdf([[], []]))).toBe(
      "! the PDF holds pictures of its pages and no text",
    );
  });

  it.each([
    ["nothing", ""],
    ["something else", "We might cut taxes."],
    [
      "only the beginning of one",
      Buffer.from(makePdf([["We might"]]))
        .toString("latin1")
        .slice(0, 60),
    ],
  ])("that holds %s can't be read", async (_, content) => {
    expect(await read("a.pdf", utf8(content))).toBe("! the PDF is damaged");
  });
});

it("what is none of these can't be searched", async () => {
  expect(await read("a.ogg", utf8("OggS"))).toBe(
    "! only text, Markdown, HTML and PDF can be searched",
  );
});
