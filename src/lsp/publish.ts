import type { Diagnostic as EditorDiagnostic } from "vscode-languageserver/node.js";
import type { Workspace } from "./workspace.js";

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
  #wait = 0;

  constructor(tools: PublishTools) {
    this.#tools = tools;
  }

  /**
   * Has the findings sent soon: after as long as it last took to find them, so that where that is long
   * a burst of edits is looked at once.
   */
  schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#publish(), Math.min(this.#wait, LONGEST_WAIT));
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
    this.#wait = clock() - start;
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
