import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { POLICY } from "../site/page.js";
import type { SiteFile } from "../site/site.js";
import { reasonOf } from "../store/disk.js";
import { UsageError } from "./io.js";
import { RELOAD } from "./site-assets.js";

/** What a served page may do beyond one in a folder: ask whether it is still up to date. */
export const ALLOWED = "connect-src 'self'";

/** Where pages ask for news. */
const EVENTS = "/events";

/** The only address that is listened at: no other computer reaches it. */
const HOST = "127.0.0.1";

/** The types of the files of a site, by their endings. */
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

const TEXT = "text/plain; charset=utf-8";
const UNKNOWN_TYPE = "application/octet-stream";

/** What a request is answered. */
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly content: string | Uint8Array;
  readonly headers?: OutgoingHttpHeaders;
}

/** The answer that goes on until the page is left, and how it begins. */
const NEWS = "news";
const NEWS_HEAD: Answer = { status: 200, type: "text/event-stream; charset=utf-8", content: "" };

/** What is asked of every browser, whatever is served. */
const HEADERS: OutgoingHttpHeaders = {
  "Content-Security-Policy": `${POLICY}; ${ALLOWED}; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** What is shown at the moment. */
export interface Shown {
  readonly files: ReadonlyMap<string, SiteFile>;
  /** Told to each page, which loads itself again when it changes. */
  readonly version: string;
  /** What is wrong with it, to be told above each page; empty where nothing is. */
  readonly trouble: string;
}

/**
 * Serves the pages of a site on the loopback, to be read and no more. A page is made when it is asked for.
 *
 * Whoever looks at a page of the web has a browser that can reach this server: so a request under another
 * host's name (DNS rebinding) and one that another page makes in passing are refused.
 */
export class PageServer {
  readonly #server: Server;
  readonly #listeners = new Set<ServerResponse>();
  readonly #tell: (problem: string) => void;
  #hosts: ReadonlySet<string> = new Set();
  #shown: Shown | undefined;
  #trouble = "";

  /** @param tell is told of a page that can't be made */
  constructor(tell: (problem: string) => void) {
    this.#tell = tell;
    this.#server = createServer((request, response) => this.#respond(request, response));
  }

  /**
   * Begins to listen.
   *
   * @param port 0 for any that is free
   * @returns the port
   * @throws UsageError where it can't be listened at
   */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", (error: NodeJS.ErrnoException) => reject(portError(error, port)));
      this.#server.listen(port, HOST, resolve);
    });
    const address = this.#server.address() as { port: number };
    const names = ["localhost", HOST];
    this.#hosts = new Set(
      names.flatMap((name) => [`${name}:${address.port}`, ...(address.port === 80 ? [name] : [])]),
    );
    return address.port;
  }

  /** Shows a site from now on, and has open pages load themselves again. */
  show(shown: Shown): void {
    this.#shown = shown;
    this.#trouble = shown.trouble;
    this.#news();
  }

  /** Tells open pages what keeps the store from being shown as it is now. */
  complain(trouble: string): void {
    this.#trouble = trouble;
    this.#news();
  }

  /** Ends at once, with all that is open. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #respond(request: IncomingMessage, response: ServerResponse): void {
    const answer = this.#answerTo(request);
    const isNews = answer === NEWS;
    const { status, type, content, headers = {} } = isNews ? NEWS_HEAD : answer;
    const bytes = Buffer.from(content as string);
    const length = isNews ? {} : { "Content-Length": bytes.length };
    response.writeHead(status, { ...HEADERS, "Content-Type": type, ...length, ...headers });
    if (isNews) this.#listen(request, response);
    // Node itself keeps the content back from a HEAD.
    else response.end(bytes);
  }

  #answerTo({ method = "", headers, url = "" }: IncomingMessage): Answer | typeof NEWS {
    if (!this.#hosts.has((headers.host ?? "").toLowerCase()) || isPassing(headers)) {
      return { status: 403, type: TEXT, content: "This is not served to others.\n" };
    }
    if (method !== "GET" && method !== "HEAD") {
      const content = "Pages can only be read.\n";
      return { status: 405, type: TEXT, content, headers: { Allow: "GET, HEAD" } };
    }
    const path = pathOf(url);
    if (path === EVENTS && method === "GET") return NEWS;
    if (this.#shown) return this.#page(path, this.#shown);
    const content = messagePage("The store is being read");
    return { status: 503, type: TYPES["html"]!, content, headers: { "Retry-After": "1" } };
  }

  #page(path: string | undefined, { files, version }: Shown): Answer {
    const file = files.get((path ?? "").replace(/\/$/, "/index.html").slice(1));
    const failed = (status: number, message: string): Answer => {
      return { status, type: TYPES["html"]!, content: messagePage(message, version) };
    };
    if (!file) return failed(404, "There is no such page");
    const ending = file.path.slice(file.path.lastIndexOf(".") + 1);
    try {
      return { status: 200, type: TYPES[ending] ?? UNKNOWN_TYPE, content: file.make() };
    } catch (error) {
      this.#tell(`\`${file.path}\` can't be made: ${String(error)}`);
      return failed(500, "This page can't be made");
    }
  }

  #listen(request: IncomingMessage, response: ServerResponse): void {
    this.#listeners.add(response);
    request.once("close", () => this.#listeners.delete(response));
    response.write(this.#event());
  }

  #news(): void {
    for (const listener of this.#listeners) listener.write(this.#event());
  }

  /** JSON keeps all of it on one line, as an event wants it. */
  #event(): string {
    const news = { version: this.#shown?.version ?? "", trouble: this.#trouble };
    return `data: ${JSON.stringify(news)}\n\n`;
  }
}

/**
 * Tells whether another site's page asks, and not a person who follows a link. Browsers say so themselves
 * (Fetch Metadata, W3C); what is no browser says nothing, and is no danger.
 */
function isPassing(headers: IncomingMessage["headers"]): boolean {
  const site = headers["sec-fetch-site"] ?? "none";
  return site !== "none" && site !== "same-origin" && headers["sec-fetch-mode"] !== "navigate";
}

/** Gives the path that a request names, beginning with `/`; `undefined` where it is none. */
function pathOf(url: string): string | undefined {
  const path = url.replace(/[?#].*$/s, "");
  try {
    return path.startsWith("/") ? decodeURIComponent(path) : undefined;
  } catch {
    return undefined;
  }
}

/** A page that says what is not there, and leads back. Nothing of the request stands in it. */
function messagePage(message: string, version?: string): string {
  const script =
    version === undefined ? "" : `<script src="/${scriptFor(version)}" defer></script>\n`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${message}</title>
<link rel="stylesheet" href="/assets/style.css">
${script}<main id="main">
<h1>${message}</h1>
<p>It may have another name by now. <a href="/">Back to the overview</a></p>
</main>
</html>
`;
}

/** Gives the path of the script that loads a page again when the site has another version than it. */
export function scriptFor(version: string): string {
  return `${RELOAD}?${version}`;
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  const why = error.code === "EADDRINUSE" ? "another program listens there" : reasonOf(error);
  return new PortTaken(`port ${port} can't be used: ${why}\n  = help: name another with --port`, {
    cause: error,
  });
}

/** A port that can't be listened at. */
export class PortTaken extends UsageError {}
