import {
  CodeActionKind,
  ErrorCodes,
  ResponseError,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Position,
  type Range,
  type SnippetTextEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Edit } from '../../core/edits/fix.js';
import { NonOverlappingEdits } from '../../core/edits/select-non-overlapping.js';
import { createTextReader, type ReadText } from '../../core/editor/assists/read-text.js';
import { doubtActions } from '../../core/editor/assists/doubts.js';
import { lensText } from '../../core/editor/code-lens.js';
import { movesOf } from '../../core/editor/assists/move-diagnosis.js';
import { diagnosisAt } from '../../core/editor/rename.js';
import { askProvider } from '../../core/editor/assists/ask-provider.js';
import { TO_FILL, waive } from '../../core/editor/assists/waive.js';
import { writeAs } from '../../core/editor/assists/write-as.js';
import { lineAt } from '../../core/syntax/line-at.js';
import type { Context, Feature } from '../context.js';
import { toTextEdit } from '../to-proto.js';
import { guard } from '../guard.js';
import type { Note } from '../notes.js';
import { noteOf } from '../params.js';
import { matchDiagnostics, type Match } from '../match-diagnostics.js';
import { isPosition } from '../sync.js';
import { COMPLETE_CLAIM } from './code-lens.js';
import { whyNotActions } from './why-not.js';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.encounterNotes`;

/**
 * Quick fixes and waivers of the findings that are asked about; the repairs of one rule or of the whole note at once;
 * moving the diagnosis at the caret; and completing the claim. Every edit is for the text as it now is: where that has
 * moved on since a finding was shown, the fixes are those of the same finding in the current text, and none if it is
 * gone.
 */
export const codeActions: Feature = context => {
  const readText = createTextReader(context.workspace.codes);
  context.connection.onCodeAction(
    guard(context.log, 'offering fixes', (params: CodeActionParams) => {
      const note = noteOf(context, params);
      const { diagnostics, only } = params.context ?? {};
      if (!Array.isArray(diagnostics))
        throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no diagnostics.');
      if (!note) return [];
      const shown = matchDiagnostics(context, note, diagnostics);
      const asks = (kind: string, isWithoutAsking = true): boolean =>
        only?.some(wanted => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`)) ?? isWithoutAsking;
      const actions: CodeAction[] = [];
      if (asks(CodeActionKind.QuickFix))
        actions.push(
          ...quickFixes(context, note, shown),
          ...providerQueries(context, note, shown),
          ...ruleRepairs(context, note, shown),
        );
      actions.push(...doubtful(context, note, params.range?.start).filter(({ kind }) => asks(kind!)));
      if (asks(CodeActionKind.RefactorRewrite))
        actions.push(
          ...claimCompletion(context, note, params.range?.start),
          ...canonicalSpelling(context, note, params.range?.start),
          ...textReading(context, readText, note, params.range),
        );
      if (asks(`${CodeActionKind.Refactor}.explain`))
        actions.push(...whyNotActions(context, note, params.range?.start));
      if (asks(CodeActionKind.RefactorMove)) actions.push(...moves(context, note, params.range?.start));
      const edits = asks(FIX_ALL, shown.some(hasRepair)) ? repairs(context, note, () => true).edits : [];
      if (edits.length > 0)
        actions.push({ title: 'Fix formatting problems', kind: FIX_ALL, edit: change(context, note, edits) });
      return actions;
    }),
  );
  return {
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.RefactorMove,
        `${CodeActionKind.Refactor}.explain`,
        FIX_ALL,
      ],
    },
  };
};

function quickFixes(context: Context, note: Note, shown: readonly Match[]): CodeAction[] {
  const fixes: CodeAction[] = [];
  const waivers = new Map<string, CodeAction>();
  for (const { finding, diagnostic } of shown) {
    for (const { title, edits } of finding.fixes) {
      fixes.push({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        edit: editOf(context, note, edits),
        ...(finding.fixes.length === 1 ? { isPreferred: true } : {}),
      });
    }
    const {
      rule,
      at: { block },
    } = finding;
    const line = waive(block, rule);
    const waiver = line && toTextEdit(context, line);
    if (!waiver) continue;
    const id = `${rule} ${waiver.range.start.line}`;
    const known = waivers.get(id);
    if (known) known.diagnostics?.push(diagnostic);
    else {
      waivers.set(id, {
        title: `Waive ${rule} in this encounter`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        edit: change(context, note, [toFill(context, waiver)]),
      });
    }
  }
  return [...fixes, ...waivers.values()];
}

/**
 * A question to the provider about each fact that is missing: in the note, and on the clipboard where the client can do
 * that.
 */
function providerQueries(context: Context, note: Note, shown: readonly Match[]): CodeAction[] {
  const { workspace, copyCommand } = context;
  return shown.flatMap(({ finding, diagnostic }): CodeAction[] => {
    const query = askProvider(workspace, finding);
    if (!query) return [];
    const { title, text, edits } = query;
    return [
      {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        edit: editOf(context, note, edits),
        ...(copyCommand ? { command: { title: 'Copy the question', command: copyCommand, arguments: [text] } } : {}),
      },
    ];
  });
}

function hasRepair({ finding }: Match): boolean {
  return finding.isRepairable;
}

/** Repairs of the note that do not touch each other; what is left out comes with the next time. */
function repairs(
  context: Context,
  note: Note,
  isWanted: (rule: string) => boolean,
): { readonly edits: readonly TextEdit[]; readonly count: number; readonly lines: number } {
  const apart = new NonOverlappingEdits<Position, Range & { readonly edit: TextEdit }>(compare);
  let count = 0,
    lines = 0;
  for (const finding of context.workspace.findings(note.key)) {
    const repair =
      isWanted(finding.rule) && finding.isRepairable ? finding.fixes.find(({ kind }) => kind === 'repair') : undefined;
    const edits = repair?.edits.map(edit => toTextEdit(context, edit));
    if (!edits?.every(edit => edit !== undefined)) continue;
    if (!apart.choose(edits.map(edit => ({ ...edit.range, edit })))) continue;
    count++;
    lines += edits.at(-1)!.range.end.line - edits[0]!.range.start.line + 1;
  }
  return { edits: apart.chosen.map(({ edit }) => edit), count, lines };
}

/**
 * For each rule that is asked about and has several repairs in the note, all of them at once. What changes the claim is
 * done one at a time.
 */
function ruleRepairs(context: Context, note: Note, shown: readonly Match[]): CodeAction[] {
  const rules = new Map<string, Diagnostic[]>();
  for (const {
    finding: { rule },
    diagnostic,
  } of shown.filter(hasRepair))
    rules.set(rule, [...(rules.get(rule) ?? []), diagnostic]);
  return [...rules].flatMap(([rule, asked]): CodeAction[] => {
    const { edits, count, lines } = repairs(context, note, other => other === rule);
    return count > 1
      ? [
          {
            title:
              rule === 'unknown-line'
                ? `Mark all ${lines} lines as narrative`
                : `Fix all ${count} of ${rule} in this note`,
            kind: CodeActionKind.QuickFix,
            diagnostics: asked,
            edit: change(context, note, edits),
          },
        ]
      : [];
  });
}

/**
 * On a header, a code line or an empty one: the claim completed, as the lens above the encounter does it, for who works
 * without a mouse.
 */
function claimCompletion({ workspace, client }: Context, note: Note, caret: Position | undefined): CodeAction[] {
  const at = isPosition(caret) && client.workspace?.applyEdit ? workspace.at(note.key, caret!) : undefined;
  const line = at && lineAt(at.block, at.offset)?.kind;
  if (!at || (line !== 'header' && line !== 'code' && line !== 'blank')) return [];
  const text = lensText(workspace, at.block, 'complete');
  if (text?.click !== 'complete') return [];
  return [
    {
      title: text.title,
      kind: CodeActionKind.RefactorRewrite,
      command: { title: text.title, command: COMPLETE_CLAIM, arguments: [{ uri: note.uri, position: caret }] },
    },
  ];
}

/** On a reading in doubt: into its field, or away. Keys apply the first action of a kind. */
function doubtful(context: Context, note: Note, caret: Position | undefined): CodeAction[] {
  const at = isPosition(caret) ? context.workspace.at(note.key, caret!) : undefined;
  if (!at) return [];
  return doubtActions(at.block, at.offset).map(({ title, does, edits }) => ({
    title,
    kind: `${CodeActionKind.QuickFix}.encounterNotes.${does}`,
    edit: change(
      context,
      note,
      edits.flatMap(edit => toTextEdit(context, edit) ?? []),
    ),
  }));
}

/** On chart text in a fence or loose in the note: its fields above it. */
function textReading(context: Context, readText: ReadText, note: Note, range: Range | undefined): CodeAction[] {
  const { workspace } = context;
  if (!isPosition(range?.start) || !isPosition(range?.end)) return [];
  const from = workspace.at(note.key, range!.start),
    to = workspace.at(note.key, range!.end);
  if (!from || from.block !== to?.block) return [];
  const read = readText(from.block, from.offset, to.offset);
  if (!read) return [];
  const edits = read.edits.flatMap(edit => toTextEdit(context, edit) ?? []);
  return [{ title: read.title, kind: CodeActionKind.RefactorRewrite, edit: change(context, note, edits) }];
}

/** The item at the caret in the canonical spelling of the language. */
function canonicalSpelling(context: Context, note: Note, caret: Position | undefined): CodeAction[] {
  const at = isPosition(caret) ? context.workspace.at(note.key, caret!) : undefined;
  const visit = at && context.workspace.visit(at.block);
  const rewriting = visit && writeAs(visit.encounter, at.offset);
  if (!rewriting) return [];
  const edits = rewriting.edits.flatMap(edit => toTextEdit(context, edit) ?? []);
  return [{ title: rewriting.title, kind: CodeActionKind.RefactorRewrite, edit: change(context, note, edits) }];
}

/** Another place for the diagnosis at the caret, or that the letter at the caret points to. */
function moves(context: Context, note: Note, caret: Position | undefined): CodeAction[] {
  const at = isPosition(caret) ? context.workspace.at(note.key, caret!) : undefined;
  const visit = at && context.workspace.visit(at.block);
  const diagnosis = visit && diagnosisAt(visit.encounter, at.offset);
  if (!diagnosis) return [];
  return movesOf(visit, diagnosis).map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.RefactorMove,
    edit: change(
      context,
      note,
      edits.flatMap(edit => toTextEdit(context, edit) ?? []),
    ),
  }));
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

function change(context: Context, note: Note, edits: readonly (TextEdit | SnippetTextEdit)[]): WorkspaceEdit {
  if (context.client.workspace?.workspaceEdit?.documentChanges) {
    return { documentChanges: [{ textDocument: { uri: note.uri, version: note.version ?? null }, edits: [...edits] }] };
  }
  return { changes: { [note.uri]: edits.filter(edit => 'newText' in edit) } };
}

/** The waiver with the caret in its empty reason, where the client can do that. */
function toFill(context: Context, edit: TextEdit): TextEdit | SnippetTextEdit {
  if (!context.client.workspace?.workspaceEdit?.snippetEditSupport) return edit;
  const [before = '', after = ''] = edit.newText.split(TO_FILL);
  return { range: edit.range, snippet: { kind: 'snippet', value: `${before}"$1", $2${after}` } };
}

function editOf(context: Context, note: Note, edits: readonly Edit[]): WorkspaceEdit {
  return change(
    context,
    note,
    edits.flatMap(edit => toTextEdit(context, edit) ?? []),
  );
}
