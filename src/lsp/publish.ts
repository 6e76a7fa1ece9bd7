import type { Diagnostic as EditorDiagnostic } from "vscode-languageserver/node.js";
import type { Workspace } from "./workspace.js";

/** What takes less than this, in milliseconds, is done at each key stroke. */
const QUICK = 100;

/** The longest that findings wait for more to be typed, in milliseconds. */
const LONGEST_WAIT = 300;

/** What publishing needs of the editor. */
export interface PublishTools {
  /** Gives the stores whose findings are shown. */
  readonly workspaces: () => readonly Workspace[];
  /** Gives a store's findings in the form of the protocol, by the address of the file. */
  readonly findingsOf: (workspace: Workspace) => Promise<Map<string, EditorDiagnostic[]>>;
  /** Gives the version of the text that the editor has open; `undefined` where it hasn't. */
  readonly versionOf: (uri: string) => number | undefined;
  readonly send: (uri: string, diagnostics: EditorDiagnostic[], version?: number) => void;
  readonly fail: (error: unknown) => void;
  /** Calls back at once, or once the stores are as the editor has them. */
  readonly ready: (publish: () => void) => void;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
}

/** Sends the findings to the editor after each edit: those of files whose text or findings have changed. */
export class Publisher {
  readonly #tools: PublishTools;
  /** What the editor shows, by the address of the file. */
  readonly #shown = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #isBusy = false;
  #isStale = false;
  #took = 0;
  #ended = 0;
  #pause = 0;

  constructor(tools: PublishTools) {
    this.#tools = tools;
  }

  /**
   * Has the findings sent soon: at once, or where it takes long to find them not before about as long
   * again has passed since the last, so that a burst of edits is looked at once.
   */
  schedule(): void {
    clearTimeout(this.#timer);
    const wait = Math.max(0, this.#ended + this.#pause - this.#tools.clock());
    this.#timer = setTimeout(() => this.#tools.ready(() => void this.#publish()), wait);
  }

  async #publish(): Promise<void> {
    if (this.#isBusy) {
      this.#isStale = true;
      return;
    }
    this.#isBusy = true;
    const { workspaces, findingsOf, fail, clock } = this.#tools;
    const start = clock();
    try {
      const all = new Map<string, EditorDiagnostic[]>();
      for (const workspace of workspaces()) {
        for (const [uri, found] of await findingsOf(workspace)) all.set(uri, found);
      }
      this.#send(all);
    } catch (error) {
      fail(error);
    }
    this.#ended = clock();
    const took = this.#ended - start;
    // Once is no measure: what checks all of a store is followed by what checks a few entries.
    const usual = Math.min(took, this.#took);
    this.#pause = usual < QUICK ? 0 : Math.min(usual, LONGEST_WAIT);
    this.#took = took;
    this.#isBusy = false;
    if (this.#isStale) this.schedule();
    this.#isStale = false;
  }

  #send(all: ReadonlyMap<string, EditorDiagnostic[]>): void {
    for (const uri of [...this.#shown.keys()]) {
      if (all.has(uri)) continue;
      this.#shown.delete(uri);
      this.#tools.send(uri, []);
    }
    for (const [uri, found] of all) {
      const version = this.#tools.versionOf(uri);
      const text = JSON.stringify([version, found]);
      if (this.#shown.get(uri) === text) continue;
      this.#shown.set(uri, text);
      this.#tools.send(uri, found, version);
    }
  }
}
