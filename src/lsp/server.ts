import { performance } from "node:perf_hooks";
import {
  CodeActionKind,
  type Connection,
  type ConnectionOptions,
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
import { Gate } from "./gate.js";
import { Projects } from "./projects.js";
import { Publisher } from "./publish.js";
import { pathOf, Session } from "./session.js";

/** `claims lsp`: serves an editor over standard input and output until it says to exit, or is gone. */
export function lsp(options: GlobalOptions, io: Io): Promise<never> {
  serve((strategy) => createConnection(process.stdin, process.stdout, strategy), options, io);
  // The connection ends the process, as the protocol has it: with 0 after `shutdown`, else with 1.
  return new Promise(() => {});
}

/**
 * Answers what an editor asks over a connection.
 *
 * @param connect makes the connection, to which the server tells how it takes messages
 */
export function serve(
  connect: (strategy: ConnectionOptions) => Connection,
  options: GlobalOptions,
  io: Io,
): void {
  const gate = new Gate();
  new Server(connect({ messageStrategy: gate }), gate, options, io).listen();
}

/** Wires the protocol to a {@link Session}, and sends findings as they change. */
class Server {
  readonly #connection: Connection;
  readonly #gate: Gate;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #projects: Projects;
  readonly #session: Session;
  readonly #publisher: Publisher;
  #folders: string[] = [];
  #watches = false;
  #hasFolders = false;

  constructor(connection: Connection, gate: Gate, options: GlobalOptions, io: Io) {
    this.#connection = connection;
    this.#gate = gate;
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
      ready: (publish) => gate.pass(publish),
      clock: () => performance.now(),
    });
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#read(() => this.#start()));
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

  async #start(): Promise<void> {
    if (this.#watches) {
      const globs = ["**/*.{yaml,yml}", "**/snapshots/**"];
      const watchers = globs.map((globPattern) => ({ globPattern }));
      const type = DidChangeWatchedFilesNotification.type;
      void this.#guard(() => this.#connection.client.register(type, { watchers }));
    }
    if (this.#hasFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = removed.map(({ uri }) => pathOf(uri));
        const kept = this.#folders.filter((folder) => !gone.includes(folder));
        this.#folders = [...kept, ...added.flatMap(({ uri }) => pathOf(uri) ?? [])];
        void this.#read(() => this.#openFolders());
      });
    }
    await this.#openFolders();
  }

  /** Opens the stores of the editor's folders. One in none of them is kept while a file of it is open. */
  async #openFolders(): Promise<void> {
    const documents = this.#documents.keys().flatMap((uri) => pathOf(uri) ?? []);
    this.#projects.keep([...this.#folders, ...documents]);
    for (const folder of this.#folders) await this.#projects.open(folder);
    await this.#session.takeAll();
    this.#publisher.schedule();
  }

  async #reload(): Promise<void> {
    await this.#projects.reload();
    await this.#openFolders();
  }

  #keepDocuments(): void {
    const documents = this.#documents;
    const session = this.#session;
    documents.onDidChangeContent(({ document }) =>
      this.#read(async () => {
        if (await session.take(document)) this.#publisher.schedule();
      }),
    );
    documents.onDidClose(({ document }) =>
      this.#guard(() => {
        session.close(document);
        this.#publisher.schedule();
      }),
    );
    documents.onDidSave(() => this.#read(() => this.#reload()));
    this.#connection.onDidChangeWatchedFiles(() => this.#read(() => this.#reload()));
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

  /** Reads stores; what else comes from the editor waits. */
  #read(work: () => Promise<void>): Promise<unknown> {
    return this.#guard(() => this.#gate.hold(work));
  }

  #log(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#connection.console.error(safeLines(text));
  }
}

function safeLines(text: string): string {
  return text.split("\n").map(safe).join("\n");
}
