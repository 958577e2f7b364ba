// Quick fixes that change how a rule reports in this folder, as linters have them.
import {
  CodeAction,
  CodeActionKind,
  ConfigurationTarget,
  Disposable,
  Uri,
  languages,
  window,
  workspace,
  type CodeActionContext,
  type Diagnostic,
  type TextDocument,
} from 'vscode';
import { CLIENT_ID, LANGUAGE_ID, NOTE_SCHEMES } from './names';
import { DIAGNOSTIC_SOURCE } from './status';

const OFF = 'off';

/** Offers to turn off the rule of each finding at the caret. */
export function offerRuleLevels(): Disposable {
  return languages.registerCodeActionsProvider(
    NOTE_SCHEMES.map(scheme => ({ scheme, language: LANGUAGE_ID })),
    { provideCodeActions: (document, _range, context) => actionsFor(document, context) },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
}

function actionsFor(document: TextDocument, { diagnostics }: CodeActionContext): CodeAction[] {
  const rules = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const rule = ruleOf(diagnostic);
    if (rule) rules.set(rule, [...(rules.get(rule) ?? []), diagnostic]);
  }
  const scope = workspace.getWorkspaceFolder(document.uri) ? 'in this folder' : 'in user settings';
  return [...rules].map(([rule, found]) => {
    const title = `Turn off ${rule} ${scope}`;
    const action = new CodeAction(title, CodeActionKind.QuickFix);
    action.diagnostics = found;
    action.command = { title, command: `${CLIENT_ID}.turnOffRule`, arguments: [rule, document.uri.toString()] };
    return action;
  });
}

/** The rule of a finding of ours; undefined for diagnostics of others. */
export function ruleOf({ source, code }: Diagnostic): string | undefined {
  if (source !== DIAGNOSTIC_SOURCE) return undefined;
  return String(typeof code === 'object' ? code.value : code);
}

/** Writes `off` for a rule into the settings of the note's folder, and offers to take it back. */
export async function turnOffRule(...[rule, uri]: readonly unknown[]): Promise<void> {
  if (typeof rule !== 'string' || typeof uri !== 'string') return;
  const note = Uri.parse(uri);
  const target = workspace.getWorkspaceFolder(note) ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Global;
  const before = await setLevel(note, target, rule, OFF);
  const UNDO = 'Undo';
  const chosen = await window.showInformationMessage(`${rule} is off for notes of this folder.`, UNDO);
  if (chosen === UNDO) await setLevel(note, target, rule, before);
}

/** @returns the level that the rule had in these settings before */
async function setLevel(
  note: Uri,
  target: ConfigurationTarget,
  rule: string,
  level: string | undefined,
): Promise<string | undefined> {
  const settings = workspace.getConfiguration(CLIENT_ID, note);
  const set = settings.inspect<Readonly<Record<string, string>>>('rules');
  const own = (target === ConfigurationTarget.Global ? set?.globalValue : set?.workspaceFolderValue) ?? {};
  const { [rule]: before, ...others } = own;
  const rules = level === undefined ? others : { ...others, [rule]: level };
  await settings.update('rules', Object.keys(rules).length > 0 ? rules : undefined, target);
  return before;
}
