import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";

/** The kinds of file whose text can be read. */
export type TextKind = "text" | "markdown" | "html" | "pdf";

/** The text of a snapshot, or why it has none that could be searched. */
export type SnapshotText =
  | { readonly kind: TextKind; readonly content: string }
  | {
      readonly reason: string;
      /** It may be read another time: this time it took too long. */
      readonly isPassing?: true;
    };

/** The most characters that are taken from one PDF, whose compressed pages can hold far more than its size. */
const MAX_PDF_CHARACTERS = 16 * 1024 * 1024;

const KINDS: Readonly<Record<string, TextKind>> = {
  txt: "text",
  text: "text",
  md: "markdown",
  markdown: "markdown",
  htm: "html",
  html: "html",
  xhtml: "html",
  pdf: "pdf",
};

/** Tells by the ending of a file's name how its text is read; `undefined` where it can't be. */
export function kindOf(path: string): TextKind | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(KINDS, ending) ? KINDS[ending] : undefined;
}

/** Takes the text out of a snapshot's bytes. Never fails: what can't be read says why. */
export async function readText(path: string, bytes: Uint8Array): Promise<SnapshotText> {
  const kind = kindOf(path);
  if (kind === undefined) return { reason: "only text, Markdown, HTML and PDF can be searched" };
  if (kind === "pdf") return readPdf(bytes);
  const decoded = decode(bytes, kind === "html" ? declaredCharset(bytes) : undefined);
  if (decoded === undefined) return { reason: "the file is no text in UTF-8" };
  if (kind === "html") return { kind, content: htmlText(decoded) };
  return { kind, content: kind === "markdown" ? markdownText(decoded) : decoded };
}

function decode(bytes: Uint8Array, charset = "utf-8"): string | undefined {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : undefined;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
  try {
    return new TextDecoder(wide ?? big ?? charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The encoding that a page names in its first 1,024 bytes, where the HTML standard looks for it. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  return /<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
}

/** Elements that stand within a line; the text of any other is apart from what stands around it. */
const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/** Elements whose text no reader sees. */
const UNSEEN = new Set(["script", "style"]);

/**
 * Takes the text out of HTML: entities decoded, scripts, styles and comments left out, blocks apart
 * from each other. The tokens are read one by one, without a tree, so that no nesting is too deep.
 */
export function htmlText(html: string): string {
  const parts: string[] = [];
  let unseen: string | undefined;
  const add = (text: string): void => {
    if (unseen === undefined) parts.push(text);
  };
  const nameAt = (start: number, end: number) => html.slice(start, end).toLowerCase();
  const ignore = (): void => {};
  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => add(html.slice(start, end)),
    ontextentity: (point) => add(String.fromCodePoint(point)),
    oncdata: (start, end, offset) => add(html.slice(start, end - offset)),
    onopentagname: (start, end) => {
      const name = nameAt(start, end);
      if (!INLINE.has(name)) add("\n");
      if (UNSEEN.has(name)) unseen ??= name;
    },
    // A self-closing script is left open by browsers as well, as HTML knows no such thing.
    onselfclosingtag: ignore,
    onclosetag: (start, end) => {
      const name = nameAt(start, end);
      if (name === unseen) unseen = undefined;
      if (!INLINE.has(name)) add("\n");
    },
    onattribdata: ignore,
    onattribentity: ignore,
    onattribend: ignore,
    onattribname: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onend: ignore,
    onopentagend: ignore,
    onprocessinginstruction: ignore,
  };
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
  return parts.join("");
}

/** Takes the marks out of Markdown that stand within sentences: of emphasis, code, links and block quotes. */
export function markdownText(markdown: string): string {
  return markdown
    .replace(/^[ \t]{0,3}(?:>[ \t]?){1,60}/gm, "")
    .replace(/!?\[([^[\]]{0,2000})\](?:\([^()\s]{0,2000}(?:[ \t]{1,60}"[^"\n]{0,500}")?\))/g, "$1")
    .replace(/\\([!-/:-@[-`{-~])|[*`]|(?<![\p{L}\p{N}])_{1,9}|_{1,9}(?![\p{L}\p{N}])/gu, "$1");
}

/** The longest that one PDF may take, in milliseconds: compressed, a small one can hold days of work. */
const MAX_PDF_MILLISECONDS = 20_000;
const SLOW = "the PDF takes too long to read";
const TOO_MUCH = "the PDF holds too much text";

/** The library is large, and few stores hold a PDF: it is loaded when one is there. */
async function readPdf(bytes: Uint8Array): Promise<SnapshotText> {
  try {
    const { getDocumentProxy } = await import("unpdf");
    // The library takes the memory over, and what it has to say would go to standard output.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    try {
      const pages: string[] = [];
      let characters = 0;
      const end = performance.now() + MAX_PDF_MILLISECONDS;
      for (let number = 1; number <= pdf.numPages; number++) {
        const page = await pdf.getPage(number);
        let text = "";
        // Piece by piece: a page can hold more than there is time or memory for.
        const reader = page.streamTextContent().getReader();
        for (let read = await reader.read(); !read.done; read = await reader.read()) {
          for (const item of read.value.items) {
            if ("str" in item) text += `${item.str}${item.hasEOL ? "\n" : ""}`;
          }
          if (performance.now() > end) return { reason: SLOW, isPassing: true };
          if (characters + text.length > MAX_PDF_CHARACTERS) return { reason: TOO_MUCH };
        }
        page.cleanup();
        pages.push(text);
        characters += text.length;
      }
      const content = pages.join(PAGE_BREAK);
      if (!/[\p{L}\p{N}]/u.test(content)) {
        return { reason: "the PDF holds pictures of its pages and no text" };
      }
      return { kind: "pdf", content };
    } finally {
      await pdf.destroy();
    }
  } catch (error) {
    const { name } = error as Error;
    const locked = name === "PasswordException";
    return { reason: locked ? "the PDF is locked with a password" : "the PDF is damaged" };
  }
}

/** Stands between two pages: what comes before and after may be their foot and head, not the text. */
const PAGE_BREAK = "\n\f\n";
