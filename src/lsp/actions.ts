import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic as EditorDiagnostic,
  type Range,
  type TextEdit,
} from "vscode-languageserver/node.js";
import type { Diagnostic, Edit } from "../model/diagnostic.js";
import { withoutConflicts } from "../store/edit.js";
import { tryFixes } from "../store/trial.js";
import { oneLine } from "../terminal/text.js";
import { rangeOf } from "./places.js";
import type { Workspace } from "./workspace.js";

/** The kind of the action that applies all safe fixes of a file; an editor can ask for it on saving. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.claims`;

/** What an action does in an editor's terms. */
export type WorkspaceEditOf = (edits: readonly Edit[]) => NonNullable<CodeAction["edit"]>;

/**
 * Gives the fixes of what is found in a part of a file: first those whose meaning is certain.
 *
 * @param findings those in the file
 */
export function fixesIn(
  findings: readonly Diagnostic[],
  range: Range,
  toEditor: (finding: Diagnostic) => EditorDiagnostic,
  editOf: WorkspaceEditOf,
): CodeAction[] {
  const actions = findings.flatMap((finding): CodeAction[] => {
    const { fix, location } = finding;
    if (!fix || !overlap(rangeOf(location), range)) return [];
    const { description, safe, edits } = fix;
    const title = oneLine(description).replace(/^./, (letter) => letter.toUpperCase());
    return [
      {
        title: safe ? title : `${title} (a guess)`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toEditor(finding)],
        isPreferred: safe,
        edit: editOf(edits),
      },
    ];
  });
  return actions.sort((a, b) => Number(b.isPreferred) - Number(a.isPreferred));
}

/** Gives the action that applies all safe fixes of a file that do no harm; none where there are none. */
export async function fixAllIn(
  workspace: Workspace,
  path: string,
  editOf: WorkspaceEditOf,
): Promise<CodeAction[]> {
  const findings = await workspace.findings();
  const { store } = workspace;
  const wanted = findings.filter(({ location, fix }) => location.file === path && fix?.safe);
  const chosen = withoutConflicts(wanted, ({ fix }) => fix!.edits);
  const readings = new Map([...workspace.readings()].map((each) => [each.file.path, each]));
  const textOf = (file: string) => {
    const reading = readings.get(file);
    return reading && ({ text: reading.file.text, mark: "" } as const);
  };
  const base = { readings, texts: new Map(), store, findings };
  const check = (draft: typeof store) => workspace.checkWhole(draft);
  const { kept } = await tryFixes(base, chosen, { textOf, check });
  if (kept.length === 0) return [];
  const edit = editOf(kept.flatMap(({ fix }) => fix!.edits));
  return [{ title: "Fix all that can be fixed safely", kind: FIX_ALL, edit }];
}

/** Tells whether an action of a kind is asked for, by the kind itself or one that it belongs to. */
export function isAskedFor(kind: string, only: readonly string[] | undefined): boolean {
  return only?.some((asked) => kind === asked || kind.startsWith(`${asked}.`)) ?? false;
}

/** Gives edits in the form of the protocol, file by file. */
export function textEditsOf(edits: readonly Edit[]): Map<string, TextEdit[]> {
  const byFile = new Map<string, TextEdit[]>();
  for (const { location, replacement } of edits) {
    const own = byFile.get(location.file) ?? [];
    byFile.set(location.file, [...own, { range: rangeOf(location), newText: replacement }]);
  }
  return byFile;
}

function overlap(a: Range, b: Range): boolean {
  const isAhead = (x: Range, y: Range) =>
    x.end.line < y.start.line ||
    (x.end.line === y.start.line && x.end.character < y.start.character);
  return !isAhead(a, b) && !isAhead(b, a);
}
