import { performance } from "node:perf_hooks";
import {
  CodeActionKind,
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node.js";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { GlobalOptions, Io } from "../commands/io.js";
import { safe } from "../terminal/text.js";
import { VERSION } from "../version.js";
import { FIX_ALL } from "./actions.js";
import { Projects } from "./projects.js";
import { Publisher } from "./publish.js";
import { pathOf, Session } from "./session.js";

/** `claims lsp`: serves an editor over standard input and output until it says to exit, or is gone. */
export function lsp(options: GlobalOptions, io: Io): Promise<never> {
  serve(createConnection(process.stdin, process.stdout), options, io);
  // The connection ends the process, as the protocol has it: with 0 after `shutdown`, else with 1.
  return new Promise(() => {});
}

/** Answers what an editor asks over a connection. */
export function serve(connection: Connection, options: GlobalOptions, io: Io): void {
  new Server(connection, options, io).listen();
}

/** Wires the protocol to a {@link Session}, and sends findings as they change. */
class Server {
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #projects: Projects;
  readonly #session: Session;
  readonly #publisher: Publisher;
  #folders: string[] = [];
  #watches = false;
  #hasFolders = false;

  constructor(connection: Connection, options: GlobalOptions, io: Io) {
    this.#connection = connection;
    this.#projects = new Projects({
      io,
      options,
      today: () => new Date().toISOString().slice(0, 10),
      report: (message) => connection.console.warn(safeLines(message)),
    });
    this.#session = new Session(this.#documents, this.#projects);
    this.#publisher = new Publisher({
      workspaces: () => this.#projects.all(),
      findingsOf: (workspace) => this.#session.findingsOf(workspace),
      versionOf: (uri) => this.#documents.get(uri)?.version,
      send: (uri, diagnostics, version) => {
        const versioned = version === undefined ? {} : { version };
        void connection.sendDiagnostics({ uri, diagnostics, ...versioned });
      },
      fail: (error) => this.#log(error),
      clock: () => performance.now(),
    });
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#guard(() => this.#start()));
    this.#keepDocuments();
    this.#answer();
    this.#documents.listen(connection);
    connection.listen();
  }

  #initialize({ capabilities, workspaceFolders, rootUri }: InitializeParams): InitializeResult {
    const { workspace } = capabilities ?? {};
    this.#watches = workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    this.#hasFolders = workspace?.workspaceFolders ?? false;
    this.#session.isVersioned = workspace?.workspaceEdit?.documentChanges ?? false;
    const uris = workspaceFolders?.map(({ uri }) => uri) ?? [rootUri ?? ""];
    this.#folders = uris.flatMap((uri) => pathOf(uri) ?? []);
    return {
      serverInfo: { name: "claims", version: VERSION },
      capabilities: {
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: { includeText: false },
        },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        completionProvider: { triggerCharacters: [" ", "[", ","] },
        renameProvider: { prepareProvider: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  #start(): void {
    this.#openFolders();
    if (this.#watches) {
      const globs = ["**/*.{yaml,yml}", "**/snapshots/**"];
      const watchers = globs.map((globPattern) => ({ globPattern }));
      const type = DidChangeWatchedFilesNotification.type;
      void this.#guard(() => this.#connection.client.register(type, { watchers }));
    }
    if (!this.#hasFolders) return;
    this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = removed.map(({ uri }) => pathOf(uri));
      const kept = this.#folders.filter((folder) => !gone.includes(folder));
      this.#folders = [...kept, ...added.flatMap(({ uri }) => pathOf(uri) ?? [])];
      void this.#guard(() => this.#openFolders());
    });
  }

  /** Opens the stores of the editor's folders. One in none of them is kept while a file of it is open. */
  #openFolders(): void {
    const documents = this.#documents.keys().flatMap((uri) => pathOf(uri) ?? []);
    this.#projects.keep([...this.#folders, ...documents]);
    for (const folder of this.#folders) this.#projects.open(folder);
    this.#session.takeAll();
    this.#publisher.schedule();
  }

  #reload(): void {
    this.#projects.reload();
    this.#openFolders();
  }

  #keepDocuments(): void {
    const documents = this.#documents;
    const session = this.#session;
    documents.onDidChangeContent(({ document }) =>
      this.#guard(() => {
        if (session.take(document)) this.#publisher.schedule();
      }),
    );
    documents.onDidClose(({ document }) =>
      this.#guard(() => {
        session.close(document);
        this.#publisher.schedule();
      }),
    );
    documents.onDidSave(() => this.#guard(() => this.#reload()));
    this.#connection.onDidChangeWatchedFiles(() => this.#guard(() => this.#reload()));
  }

  #answer(): void {
    const connection = this.#connection;
    const session = this.#session;
    connection.onHover((asked) => this.#guard(() => session.hover(asked)));
    connection.onDefinition((asked) => this.#guard(() => session.definition(asked)));
    connection.onReferences((asked) => this.#guard(() => session.references(asked)));
    connection.onCompletion((asked) => this.#guard(() => session.completion(asked)));
    connection.onPrepareRename((asked) => this.#guard(() => session.prepareRename(asked)));
    connection.onRenameRequest((asked) => this.#guard(() => session.rename(asked)));
    connection.onCodeAction((asked) => this.#guard(() => session.codeActions(asked)));
    connection.onDocumentSymbol((asked) => this.#guard(() => session.outline(asked)));
    connection.onWorkspaceSymbol((asked) => this.#guard(() => session.search(asked)));
  }

  /** No request ends the server: what fails is logged in the editor, and the answer is none. */
  async #guard<T>(work: () => T | Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.#log(error);
      return null;
    }
  }

  #log(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#connection.console.error(safeLines(text));
  }
}

function safeLines(text: string): string {
  return text.split("\n").map(safe).join("\n");
}
