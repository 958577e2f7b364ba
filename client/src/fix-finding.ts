import { CodeActionKind, Uri, commands, languages, window, workspace, type CodeAction, type Diagnostic } from 'vscode';
import { ruleOf } from './rule-levels';

/** A finding, by its rule and the line (from 0) that it is on. */
interface ShownFinding {
  readonly uri: string;
  readonly line: number;
  readonly rule: string;
}

/** Lists the fixes of a finding from a view, and applies the chosen one. */
export async function fixFinding({ uri, line, rule }: ShownFinding): Promise<void> {
  const note = Uri.parse(uri);
  const isMeant = (one: Diagnostic): boolean => ruleOf(one) === rule && one.range.start.line === line;
  const finding = languages.getDiagnostics(note).find(isMeant);
  const actions = finding
    ? await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        note,
        finding.range,
        CodeActionKind.QuickFix.value,
      )
    : [];
  // VS Code does not pass on which finding an action is for; the range is that of this one.
  const items = actions.map(action => ({ label: action.title, action }));
  if (items.length === 0) return void window.showInformationMessage(`This finding of ${rule} has no fix.`);
  const chosen = await window.showQuickPick(items, {
    title: `Fix ${rule}`,
    placeHolder: finding?.message.split('\n')[0],
  });
  if (!chosen) return;
  const { edit, command } = chosen.action;
  if (edit) await workspace.applyEdit(edit);
  if (command) await commands.executeCommand(command.command, ...((command.arguments as unknown[] | undefined) ?? []));
}
