import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Parser } from "htmlparser2";
import { expect } from "vitest";
import { claims } from "./run.js";

/** The pages of a store, each as HTML by its path in the site. */
export interface Pages {
  /** Gives a page's HTML. */
  readonly html: (path: string) => string;
  /** Gives what a reader sees of a page's content, as {@link textOf} writes it. */
  readonly text: (path: string) => string;
  /** The paths of all pages. */
  readonly paths: readonly string[];
}

/** Writes some files as a site, as `claims site` does, and reads its pages. */
export async function siteOf(files: string | Readonly<Record<string, string>>): Promise<Pages> {
  const cwd = mkdtempSync(join(tmpdir(), "claims-test-"));
  try {
    put(cwd, typeof files === "string" ? { "claims/store.yaml": files } : files);
    const { code, stderr } = await claims(["site", "-o", "site"], { cwd });
    expect(code, stderr).toBeLessThan(2);
    const pages = pagesIn(join(cwd, "site"));
    const html = (path: string) => {
      const page = pages.get(path);
      if (page === undefined) throw new Error(`there is no page ${path}`);
      return page;
    };
    return { html, text: (path) => textOf(html(path)), paths: [...pages.keys()] };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

function put(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

function pagesIn(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".html"))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** What stands before the content of some elements, each of which begins a line. */
const LINES: Readonly<Record<string, string>> = {
  ...{ h1: "# ", h2: "\n## ", h3: "\n### ", h4: "\n#### ", p: "", li: "- ", tr: "", div: "" },
  ...{
    dt: "",
    blockquote: "> ",
    figcaption: "",
    summary: "▸ ",
    section: "",
    nav: "",
    ul: "",
    ol: "",
    table: "",
  },
};

/** What stands before the content of some elements that go on with the line. */
const WORDS: Readonly<Record<string, string>> = { dd: ": ", td: " | ", th: " | ", a: "[" };

/**
 * Writes what a page's `main` says, a line each block: headings with `#`, links as `[words](address)`. What
 * stands in a picture is left out.
 */
export function textOf(html: string): string {
  let text = "";
  let inMain = false;
  let drawings = 0;
  const hrefs: string[] = [];
  const parser = new Parser({
    onopentag(name, { href = "", class: className }) {
      if (name === "main") inMain = true;
      if (name === "svg") drawings++;
      if (!inMain || drawings > 0) return;
      if (name in LINES) text += `\n${LINES[name]}`;
      text += WORDS[name] ?? "";
      if (name === "a") hrefs.push(href);
      if (className === "claim-meta") text += " — ";
    },
    ontext(part) {
      if (inMain && drawings === 0) text += part.replace(/\s+/g, " ");
    },
    onclosetag(name) {
      if (name === "svg") drawings--;
      if (drawings > 0) return;
      if (inMain && name === "a") text += `](${hrefs.pop()})`;
      if (inMain && name in LINES) text += "\n";
      if (name === "main") inMain = false;
    },
  });
  parser.end(html);
  return tidy(text);
}

function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/ +/g, " ").trim());
  return `${lines
    .filter((line) => line !== "")
    .map((line) => (line.startsWith("#") ? `\n${line}` : line))
    .join("\n")
    .replace(/\n:/g, ":")
    .trim()}\n`;
}
