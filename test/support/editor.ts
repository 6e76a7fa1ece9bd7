import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node.js";
import { createConnection } from "vscode-languageserver/node.js";
import { serve } from "../../src/lsp/server.js";
import { ROOT } from "./run.js";

/** What a server tells of a file. */
export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: {
    readonly message: string;
    readonly code: string;
    readonly severity: number;
    readonly tags?: number[];
    readonly range: Range;
    readonly relatedInformation?: { message: string; location: { uri: string; range: Range } }[];
  }[];
}

/** A part of a text, lines and characters from 0. */
export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What an editor says of itself. */
const CAPABILITIES = {
  workspace: {
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
  textDocument: { publishDiagnostics: { relatedInformation: true } },
};

/** An editor as a language server sees it: files are opened, typed in and saved. */
export class Editor {
  readonly root: string;
  readonly connection: MessageConnection;
  /** What the server last told of each file, by the path under the root. */
  readonly shown = new Map<string, Published>();
  readonly logged: string[] = [];
  readonly registered: string[] = [];
  /** How the server's process ended. */
  readonly ended: Promise<number | null>;
  readonly process: ChildProcess | undefined;
  readonly #open = new Map<string, { version: number; text: string }>();
  #waiting: (() => void)[] = [];

  private constructor(root: string, connection: MessageConnection, process?: ChildProcess) {
    this.root = root;
    this.connection = connection;
    this.process = process;
    this.ended = new Promise((resolve) => process?.on("exit", resolve));
    connection.onNotification("textDocument/publishDiagnostics", (published: Published) => {
      const path = Buffer.from(decodeURIComponent(published.uri)).toString().split(`${root}/`)[1]!;
      this.shown.set(path, published);
      this.#wake();
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.logged.push(message);
      this.#wake();
    });
    connection.onRequest(
      "client/registerCapability",
      (asked: { registrations: { method: string }[] }) => {
        this.registered.push(...asked.registrations.map(({ method }) => method));
        this.#wake();
        return null;
      },
    );
    connection.onError(() => {});
    connection.listen();
  }

  /** Starts the real binary in a process of its own, in the folder. */
  static binary(root: string, ...argv: string[]): Editor {
    const bin = join(ROOT, "bin/claims.js");
    const child = spawn(process.execPath, [bin, "lsp", "--stdio", ...argv], {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
      env: { PATH: process.env["PATH"] },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const reader = new StreamMessageReader(child.stdout);
    const connection = createMessageConnection(reader, new StreamMessageWriter(child.stdin));
    return new Editor(root, connection, child);
  }

  /** Starts the server in this process. */
  static inside(
    root: string,
    options: { env?: Record<string, string>; store?: string } = {},
  ): Editor {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const silent = { write: () => true };
    const { env = {}, ...flags } = options;
    serve(
      (strategy) =>
        createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), strategy),
      { color: "auto", ...flags },
      {
        stdout: silent,
        stderr: silent,
        stdin: () => Promise.reject(new Error("nothing is typed")),
        env,
        cwd: root,
        today: "2026-01-01",
        clock: () => 0,
      },
    );
    const connection = createMessageConnection(
      new StreamMessageReader(down),
      new StreamMessageWriter(up),
    );
    onTestFinished(() => connection.dispose());
    return new Editor(root, connection);
  }

  /** Shakes hands with the server. */
  async start(more: object = {}): Promise<{ capabilities: Record<string, unknown> }> {
    const result = await this.connection.sendRequest("initialize", {
      processId: null,
      rootUri: this.uri(""),
      workspaceFolders: [{ uri: this.uri(""), name: "root" }],
      capabilities: CAPABILITIES,
      ...more,
    });
    await this.connection.sendNotification("initialized", {});
    return result as { capabilities: Record<string, unknown> };
  }

  uri(path: string): string {
    return pathToFileURL(join(this.root, path)).href;
  }

  /** Gives the text of a file in the editor. */
  text(path: string): string {
    return this.#open.get(path)!.text;
  }

  open(path: string, text = readFileSync(join(this.root, path), "utf8")): void {
    this.#open.set(path, { version: 1, text });
    void this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: this.uri(path), languageId: "yaml", version: 1, text },
    });
  }

  /** Puts another text in the place of one in an open file, as a key stroke does. */
  type(path: string, old: string, text: string): void {
    const document = this.#open.get(path)!;
    const range = this.range(path, old);
    document.version++;
    document.text = document.text.replace(old, () => text);
    void this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(path), version: document.version },
      contentChanges: [{ range, text }],
    });
  }

  save(path: string): void {
    writeFileSync(join(this.root, path), this.text(path));
    void this.connection.sendNotification("textDocument/didSave", {
      textDocument: { uri: this.uri(path) },
    });
  }

  close(path: string): void {
    this.#open.delete(path);
    void this.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: this.uri(path) },
    });
  }

  /** Says that something has changed on the disk. */
  changed(...paths: string[]): void {
    void this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: paths.map((path) => ({ uri: this.uri(path), type: 2 })),
    });
  }

  /** Gives where a text stands in an open file. */
  range(path: string, text: string): Range {
    const whole = this.text(path);
    const at = whole.indexOf(text);
    if (at === -1) throw new Error(`${path} holds no ${text}`);
    return { start: positionIn(whole, at), end: positionIn(whole, at + text.length) };
  }

  /** Asks something about the place behind `|` in a part of an open file's text. */
  ask<T>(method: string, path: string, place: string, more: object = {}): Promise<T> {
    const [before = "", after = ""] = place.split("|");
    const at = this.text(path).indexOf(before + after);
    if (at === -1) throw new Error(`${path} holds no ${before + after}`);
    return this.connection.sendRequest(method, {
      textDocument: { uri: this.uri(path) },
      position: positionIn(this.text(path), at + before.length),
      ...more,
    });
  }

  /** Waits until something holds, as the server tells more. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  /** Waits for the findings in an open file as it is now, and gives their rules. */
  async found(path: string): Promise<string[]> {
    await this.until(() => this.shown.get(path)?.version === this.#open.get(path)!.version);
    return this.codes(path);
  }

  /** Gives the rules of the findings that are shown in a file. */
  codes(path: string): string[] {
    return (this.shown.get(path)?.diagnostics ?? []).map(({ code }) => code);
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}

function positionIn(text: string, offset: number): Range["start"] {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}

interface Change {
  readonly textDocument: { readonly uri: string };
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

/** Gives a text after an editor's edits. */
export function edited(text: string, edits: Change["edits"]): string {
  const offset = ({ line, character }: Range["start"]) =>
    text.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (all, { range, newText }) =>
        all.slice(0, offset(range.start)) + newText + all.slice(offset(range.end)),
      text,
    );
}
