import type { ComponentChildren } from "preact";
import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { printChainDot } from "../views/dot.js";
import { pictureOf } from "../views/picture.js";
import { inlineSvg } from "../views/svg.js";
import { AgentPage } from "./agent.js";
import { AgentsPage, agentPages } from "./agents.js";
import { ClaimPage } from "./claim.js";
import { ClaimsPage, claimPages } from "./claims.js";
import { Desk, type SiteSource } from "./desk.js";
import { DocumentPage } from "./document.js";
import { DocumentsPage, documentPages } from "./documents.js";
import { FindingsPage } from "./findings.js";
import { hrefFrom, listPage, PAGES, type PageName, pageOf } from "./links.js";
import { Overview } from "./overview.js";
import { renderPage } from "./page.js";
import { RELAY_SCRIPTS, RelaysPage, relayFiles } from "./relays.js";
import { SEARCH_SCRIPTS, searchFiles } from "./search.js";
import { TimelinePage, timelinePages } from "./timeline.js";

/** A file of a site. */
export interface SiteFile {
  /** Its path in the site, with `/` between folders: letters, digits, `-`, `_` and `.` alone. */
  readonly path: string;
  /** Makes it. Costs what it costs each time, and keeps nothing. */
  readonly make: () => string | Uint8Array;
}

/** What comes with the tool and goes into each site as it is: scripts and styles, by path. */
export type Assets = ReadonlyMap<string, string>;

/** What a site is to have beyond the store. */
export interface SiteOptions {
  readonly assets: Assets;
  /** Scripts that every page loads, by their paths in the site. */
  readonly scripts?: readonly string[];
  /** What the policy allows beyond what a static site needs. */
  readonly allowed?: string;
}

/**
 * Lays out a site: all its files, none of them made yet. One that is served makes what is asked for; one
 * that is written makes them all, one after another.
 */
export async function layOutSite(
  source: SiteSource,
  options: SiteOptions,
): Promise<ReadonlyMap<string, SiteFile>> {
  const layout = new Layout(source, options, await inlineSvg());
  return new Map([...layout.files()].map((file) => [file.path, file]));
}

class Layout {
  readonly #desk: Desk;
  readonly #options: SiteOptions;
  readonly #draw: (dot: string) => string;

  constructor(source: SiteSource, options: SiteOptions, draw: (dot: string) => string) {
    this.#desk = new Desk(source);
    this.#options = options;
    this.#draw = draw;
  }

  *files(): Generator<SiteFile> {
    const desk = this.#desk;
    yield this.#page(PAGES.overview, "overview", desk.source.title, () => <Overview />);
    yield this.#page(PAGES.findings, "overview", "What the checks found", () => <FindingsPage />);
    yield this.#page(
      PAGES.relays,
      "relays",
      "Who relays whom",
      () => <RelaysPage />,
      RELAY_SCRIPTS,
    );
    yield* this.#lists();
    yield* this.#entries();
    yield* searchFiles(desk);
    yield* relayFiles(desk);
    for (const [path, content] of this.#options.assets) yield { path, make: () => content };
  }

  *#lists(): Generator<SiteFile> {
    const desk = this.#desk;
    for (const page of countTo(claimPages(desk))) {
      const path = listPage("claims", page);
      yield this.#page(path, "claims", "Claims", () => <ClaimsPage page={page} />, SEARCH_SCRIPTS);
    }
    for (const page of countTo(agentPages(desk))) {
      const path = listPage("agents", page);
      yield this.#page(path, "agents", "People and outlets", () => <AgentsPage page={page} />);
    }
    for (const page of countTo(documentPages(desk))) {
      const path = listPage("documents", page);
      yield this.#page(path, "documents", "Documents", () => <DocumentsPage page={page} />);
    }
    for (const page of countTo(timelinePages(desk))) {
      const path = listPage("timeline", page);
      yield this.#page(path, "timeline", "Timeline", () => <TimelinePage page={page} />);
    }
  }

  *#entries(): Generator<SiteFile> {
    const { agents, documents, claims } = this.#desk.source.store;
    for (const claim of claims.values()) {
      const path = pageOf("claim", claim.id);
      yield this.#page(path, "claims", claim.value.text, () => this.#claim(path, claim));
    }
    for (const agent of agents.values()) {
      const path = pageOf("agent", agent.id);
      yield this.#page(path, "agents", nameOf(agent), () => <AgentPage agent={agent} />);
    }
    for (const document of documents.values()) {
      const path = pageOf("document", document.id);
      const content = () => <DocumentPage document={document} />;
      yield this.#page(path, "documents", nameOf(document), content);
    }
  }

  #page(
    path: string,
    part: PageName,
    title: string,
    content: () => ComponentChildren,
    scripts: readonly string[] = [],
  ): SiteFile {
    const { scripts: all = [], allowed } = this.#options;
    const frame = { desk: this.#desk, scripts: all, ...(allowed ? { allowed } : {}) };
    const make = () => renderPage(frame, { path, part, title, scripts, children: content() });
    return { path, make };
  }

  #claim(path: string, claim: Entry<"claim">) {
    const { store, provenance } = this.#desk.source;
    const traced = provenance.traceOnce(claim);
    const linkOf = (id: string) => {
      const entry = store.agents.get(id) ?? store.documents.get(id);
      return entry && hrefFrom(path, pageOf(entry.kind, entry.id));
    };
    const dot = printChainDot(pictureOf([traced], provenance, 0), linkOf);
    const picture = this.#draw(dot);
    // What was traced is kept for the picture's sake; a site can have a hundred thousand.
    provenance.forget();
    return <ClaimPage traced={traced} picture={picture} />;
  }
}

function countTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
