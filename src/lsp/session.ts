import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type CodeAction,
  CodeActionKind,
  type CompletionList,
  type Definition,
  type DocumentSymbol,
  type Diagnostic as EditorDiagnostic,
  ErrorCodes,
  type Hover,
  type Location,
  LSPErrorCodes,
  MarkupKind,
  type Position,
  type Range,
  ResponseError,
  type TextDocuments,
  type WorkspaceEdit,
  type WorkspaceSymbol,
} from "vscode-languageserver/node.js";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Edit } from "../model/diagnostic.js";
import { displayPath } from "../store/disk.js";
import type { FileReading } from "../store/reading.js";
import { safe } from "../terminal/text.js";
import { FIX_ALL, fixAllIn, fixesIn, isAskedFor, textEditsOf } from "./actions.js";
import { completeAt } from "./complete.js";
import { toEditor } from "./diagnostics.js";
import { hoverText } from "./hover.js";
import {
  definitionOf,
  outlineOf,
  referencesOf,
  renameableAt,
  renameIn,
  searchEntries,
} from "./navigate.js";
import { type Mention, mentionAt, offsetAt, rangeOf } from "./places.js";
import type { Projects } from "./projects.js";
import type { Workspace } from "./workspace.js";

/** The documents that are open in an editor. */
export type OpenDocuments = Pick<TextDocuments<TextDocument>, "all" | "get" | "keys">;

type Addressed = { readonly textDocument: { readonly uri: string } };
type Positioned = Addressed & { readonly position: Position };

/** A file of a store. */
interface Place {
  readonly workspace: Workspace;
  /** The file's path as the store tells it. */
  readonly path: string;
  readonly reading: FileReading;
}

/**
 * What an editor asks, answered: turns addresses into stores and paths, and what is found there into the
 * protocol's terms. The answer is `null` where there is none.
 */
export class Session {
  readonly #documents: OpenDocuments;
  readonly #projects: Projects;
  /** Whether the editor takes edits that tell the version of the text that they are for. */
  isVersioned = false;

  constructor(documents: OpenDocuments, projects: Projects) {
    this.#documents = documents;
    this.#projects = projects;
  }

  /** Takes a document's text. Tells whether it is part of a store. */
  async take(document: TextDocument): Promise<boolean> {
    // At once where it can be: no findings are to go out under a version whose text is not taken.
    if (this.#edit(document)) return true;
    if (!(await this.#reach(document))) return false;
    if (this.#edit(document)) return true;
    // A file that was made a moment ago has to be found on the disk first.
    if (document.version > 1) return false;
    await this.#projects.reload();
    return this.#edit(document);
  }

  /** Takes the texts of all documents again, after the stores were read anew. */
  async takeAll(): Promise<void> {
    for (const document of this.#documents.all()) {
      await this.#reach(document);
      this.#edit(document);
    }
  }

  #edit(document: TextDocument): boolean {
    const at = this.#locate(document.uri);
    return at?.workspace.edit(at.path, document.getText()) ?? false;
  }

  /** Opens the store that a document is in, if it is in one. Tells whether it is. */
  async #reach({ uri }: TextDocument): Promise<boolean> {
    const path = pathOf(uri);
    return path !== undefined && (await this.#projects.reach(path)) !== undefined;
  }

  /** Forgets the text of a document that is no longer open. */
  close({ uri }: { readonly uri: string }): void {
    const at = this.#locate(uri);
    at?.workspace.close(at.path);
  }

  /** Gives a store's findings by the address of the file. */
  async findingsOf(workspace: Workspace): Promise<Map<string, EditorDiagnostic[]>> {
    const uriOf = this.#uriIn(workspace);
    const byUri = new Map<string, EditorDiagnostic[]>();
    // A file that is open is told of even where nothing is found in it: that is news after an edit.
    for (const uri of this.#documents.keys()) {
      const at = this.#locate(uri);
      if (at?.workspace === workspace && workspace.reading(at.path)) byUri.set(uri, []);
    }
    for (const finding of await workspace.findings()) {
      const uri = uriOf(finding.location.file);
      const own = byUri.get(uri);
      if (own) own.push(toEditor(finding, uriOf));
      else byUri.set(uri, [toEditor(finding, uriOf)]);
    }
    return byUri;
  }

  /** Says what an id stands for. */
  hover(params: Positioned): Hover | null {
    const found = this.#mention(params);
    const value = found && hoverText(found.id, found.workspace.provenance);
    if (value === undefined) return null;
    const range = rangeOf(found!.reading.file.at(found!.span));
    return { contents: { kind: MarkupKind.Markdown, value }, range };
  }

  /** Gives where an id is defined. */
  definition(params: Positioned): Definition | null {
    const found = this.#mention(params);
    if (!found) return null;
    return definitionOf(found.workspace.store, found.id, this.#uriIn(found.workspace)) ?? null;
  }

  /** Gives every place where an id is written. */
  references(
    params: Positioned & { readonly context?: { readonly includeDeclaration?: boolean } },
  ): Location[] | null {
    const found = this.#mention(params);
    if (!found) return null;
    const { workspace, id } = found;
    const isWhole = params.context?.includeDeclaration ?? false;
    return referencesOf(workspace.store, id, isWhole, this.#uriIn(workspace));
  }

  /** Gives what may be written at a position. */
  completion({ textDocument, position }: Positioned): CompletionList | null {
    const place = this.#place(textDocument.uri);
    const text = this.#documents.get(textDocument.uri)?.getText();
    if (!place || text === undefined) return null;
    return completeAt(place.workspace.store, text, offsetAt(text, position));
  }

  /** Gives the id at a position where it can be renamed. */
  prepareRename(params: Positioned): { range: Range; placeholder: string } | null {
    const found = this.#mention(params);
    const range = found && renameableAt(found.workspace.store, found.reading, found);
    return range ? { range, placeholder: found.id } : null;
  }

  /** Renames an entry in all files. @throws ResponseError that says why it can't be renamed */
  rename(params: Positioned & { readonly newName: string }): WorkspaceEdit | null {
    const found = this.#mention(params);
    if (!found) return null;
    const { workspace, id } = found;
    const plan = renameIn(workspace.store, workspace.readings(), id, params.newName);
    if (!("refusal" in plan)) return this.#editOf(workspace, plan.edits);
    const lines = plan.refusal.split("\n").map(safe);
    throw new ResponseError(ErrorCodes.InvalidRequest, lines.join("\n"));
  }

  /** Gives what mends the findings in a range. @throws ResponseError where they are no longer of its text */
  async codeActions({
    textDocument,
    range,
    context,
  }: Addressed & {
    readonly range: Range;
    readonly context?: { readonly only?: readonly string[] };
  }): Promise<CodeAction[] | null> {
    const place = this.#place(textDocument.uri);
    if (!place) return null;
    const { workspace, path } = place;
    const { version } = this.#documents.get(textDocument.uri) ?? {};
    const only = context?.only;
    const editOf = (edits: readonly Edit[]) => this.#editOf(workspace, edits);
    const uriOf = this.#uriIn(workspace);
    const findings = (await workspace.findings()).filter(({ location }) => location.file === path);
    const fixes =
      !only || isAskedFor(CodeActionKind.QuickFix, only)
        ? fixesIn(findings, range, (finding) => toEditor(finding, uriOf), editOf)
        : [];
    // Trying all takes its time: only on demand, as on saving.
    const all = isAskedFor(FIX_ALL, only) ? await fixAllIn(workspace, path, editOf) : [];
    if (this.#documents.get(textDocument.uri)?.version !== version) {
      throw new ResponseError(LSPErrorCodes.ContentModified, "the text has changed since");
    }
    return [...fixes, ...all];
  }

  /** Gives the entries of a file. */
  outline({ textDocument }: Addressed): DocumentSymbol[] | null {
    const place = this.#place(textDocument.uri);
    return place ? outlineOf(place.reading) : null;
  }

  /** Finds entries in all stores. */
  search({ query }: { readonly query: string }): WorkspaceSymbol[] {
    return this.#projects
      .all()
      .flatMap((workspace) => searchEntries(workspace.store, query, this.#uriIn(workspace)));
  }

  #editOf(workspace: Workspace, edits: readonly Edit[]): WorkspaceEdit {
    const uriOf = this.#uriIn(workspace);
    const byFile = [...textEditsOf(edits)].map(([file, own]) => [uriOf(file), own] as const);
    if (!this.isVersioned) return { changes: Object.fromEntries(byFile) };
    return {
      documentChanges: byFile.map(([uri, own]) => {
        const version = this.#documents.get(uri)?.version ?? null;
        return { textDocument: { uri, version }, edits: own };
      }),
    };
  }

  #mention(params: Positioned): (Place & Mention) | undefined {
    const place = this.#place(params.textDocument.uri);
    if (!place) return undefined;
    const { workspace, reading } = place;
    const offset = offsetAt(reading.file.text, params.position);
    const mention = mentionAt(workspace.store, reading, offset);
    return mention && { ...place, ...mention };
  }

  #place(uri: string): Place | undefined {
    const at = this.#locate(uri);
    const reading = at?.workspace.reading(at.path);
    return reading && { ...at!, reading };
  }

  /** Finds the open store that a document is in, and the path by which the store knows it. */
  #locate(uri: string): Omit<Place, "reading"> | undefined {
    const path = pathOf(uri);
    const workspace = path === undefined ? undefined : this.#projects.around(path);
    return workspace && { workspace, path: displayPath(path!, workspace.base) };
  }

  /** Gives the address of a file as the editor writes it, where it has it open. */
  #uriIn({ base }: Workspace): (file: string) => string {
    const open = new Map(this.#documents.keys().map((uri) => [pathOf(uri), uri]));
    const known = new Map<string, string>();
    return (file) => {
      const told = known.get(file);
      if (told !== undefined) return told;
      const path = resolve(base, file);
      const uri = open.get(path) ?? pathToFileURL(path).href;
      known.set(file, uri);
      return uri;
    };
  }
}

/** Gives the full path of a file's address; `undefined` where it is no file's. */
export function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
