import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { visible } from "../terminal/text.js";
import type { Desk } from "./desk.js";
import { type Href, hrefFrom, isListPage, PAGES, type PageName } from "./links.js";
import { SiteSearch } from "./search-panel.js";

/** What is asked of everybody who looks at a page: nothing may run or load but what comes with the site. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** How the pages of a site are to be made. */
export interface Frame {
  readonly desk: Desk;
  /** Scripts that every page loads beside its own, by their paths in the site. */
  readonly scripts: readonly string[];
  /** What the policy allows beyond what a static site needs, as `connect-src 'self'`. */
  readonly allowed?: string;
}

/** What a page is. */
export interface PageProps {
  /** Its path in the site. */
  readonly path: string;
  /** What it is called in the window's title. */
  readonly title: string;
  /** The part of the site that it belongs to. */
  readonly part: PageName;
  /** Scripts of its own, by their paths in the site. */
  readonly scripts?: readonly string[];
  readonly children: ComponentChildren;
}

/** What the parts of a page may ask of it. */
export interface Here {
  readonly desk: Desk;
  /** Gives the address of a path in the site, as seen from the page at hand. */
  readonly href: Href;
}

/**
 * The page at hand: one is rendered without a pause, so there is one at most. A context of Preact's would tie
 * together what all pages leave behind, and fill the memory of whoever writes a hundred thousand.
 */
let here: Here | undefined;

/** Gives the desk, and the way from the page at hand to others. */
export function useHere(): Here {
  if (!here) throw new Error("a part of a page stands outside of one");
  return here;
}

/** Renders a page to HTML, with whatever is hidden in its texts shown. */
export function renderPage(frame: Frame, page: PageProps): string {
  here = { desk: frame.desk, href: (path) => hrefFrom(page.path, path) };
  try {
    return visible(`<!doctype html>\n${renderToString(<Page frame={frame} {...page} />)}\n`);
  } finally {
    here = undefined;
  }
}

/** The parts of the site as the navigation names them, in its order. */
const PARTS: readonly (readonly [PageName, string])[] = [
  ["overview", "Overview"],
  ["claims", "Claims"],
  ["agents", "People and outlets"],
  ["documents", "Documents"],
  ["relays", "Who relays whom"],
  ["timeline", "Timeline"],
];

function Page({ frame, path, title, part, scripts = [], children }: PageProps & { frame: Frame }) {
  const { desk, allowed } = frame;
  const href = (to: string) => hrefFrom(path, to);
  const site = desk.source.title;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content={allowed ? `${POLICY}; ${allowed}` : POLICY}
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === site ? site : `${title} · ${site}`}</title>
        <link rel="icon" type="image/svg+xml" href={href("assets/icon.svg")} />
        <link rel="stylesheet" href={href("assets/style.css")} />
        {[...frame.scripts, ...scripts].map((script) => (
          <script key={script} src={href(script)} defer />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="site-header">
          <a class="site-title" href={href(PAGES.overview)} dir="auto">
            {site}
          </a>
          <nav aria-label="Site">
            <ul>
              {PARTS.map(([name, words]) => (
                <li key={name}>
                  <a
                    href={href(PAGES[name])}
                    aria-current={
                      name === part ? (path === PAGES[name] ? "page" : "true") : undefined
                    }
                  >
                    {words}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {isListPage("claims", path) || <SiteSearch action={href(PAGES.claims)} />}
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer class="site-footer">
          <p>
            Made from a plain-text store with <code>claims</code>. What is said here was said by
            those named, not by whoever keeps the store.
          </p>
        </footer>
      </body>
    </html>
  );
}
