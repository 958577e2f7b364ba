// The notes that these tests open, and the helpers of the tests for them.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A visit with one wrong line: a nurse filled, and the code says that a physician did. */
export const NURSE_BILLED_AS_PHYSICIAN = `2026-11-20 refill P-660 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000660, 40 mL, IT, programmable, ERI 38 mo
by: RN KL
sup: MD AS, in suite
prep: identity, consent, vitals, allergies, anticoagulation
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
prog: volume only
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00
dx: G80.0, Z45.1
exam: pocket clean
assess: spasticity goals met, continue
response: tone stable, Ashworth 2, no withdrawal
next: 2027-04-20, alarm 2027-04-27
95991 @AB
J0475-JZ-KD x8 @A
`;

/** A line of pasted prose and a date in the American form: both can be repaired in bulk. */
export const UNTIDY =
  NURSE_BILLED_AS_PHYSICIAN.replace('2026-11-20 refill', '11/20/2026 refill') + 'tolerated the procedure well\n';

let opened = 0;

/** Writes a note into the workspace and shows it. */
export async function open(text: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the tests need a workspace');
  return openIn(folder, text);
}

/** The same in a folder of the workspace. */
export async function openIn(folder: vscode.WorkspaceFolder, text: string): Promise<vscode.TextDocument> {
  const file = vscode.Uri.joinPath(folder.uri, `test-${++opened}.encounter`);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return show(file);
}

/** Shows an example of the workspace, which is a copy of examples/. */
export async function openExample(name: string): Promise<vscode.TextDocument> {
  const [file] = await vscode.workspace.findFiles(name);
  assert.ok(file, `there is no example ${name}`);
  return show(file);
}

async function show(file: vscode.Uri): Promise<vscode.TextDocument> {
  const note = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(note, { preview: false }); // the next one must not take its place
  return note;
}

/** Deletes the notes that `open` wrote: a note of the workspace is history to the others. */
export async function deleteNotes(): Promise<void> {
  await vscode.workspace.saveAll(false); // a note that is closed unsaved would ask
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const files = await vscode.workspace.findFiles('test-*.encounter');
  // As an edit of the workspace, of which the server hears even if VS Code does not watch the folder.
  const deletion = new vscode.WorkspaceEdit();
  for (const file of files) deletion.deleteFile(file, { ignoreIfNotExists: true });
  await vscode.workspace.applyEdit(deletion);
  if (files.length > 0) await until(notesOfServer, isWithoutTests, names => `still known: ${names.join(', ')}`);
}

/** The names of the notes whose encounters the server knows; it learns of a deletion a moment later. */
async function notesOfServer(): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
    'vscode.executeWorkspaceSymbolProvider',
    '',
  );
  return found.map(({ location }) => location.uri.path.slice(location.uri.path.lastIndexOf('/') + 1));
}

const isWithoutTests = (names: readonly string[]): boolean => !names.some(name => name.startsWith('test-'));

export interface Finding {
  rule: string;
  severity: 'error' | 'warning' | 'info' | 'hint';
  line: string;
  diagnostic: vscode.Diagnostic;
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

/** What the note's squiggles say now. */
export function findingsIn(note: vscode.TextDocument): Finding[] {
  return vscode.languages.getDiagnostics(note.uri).map(diagnostic => ({
    rule: String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code),
    severity: SEVERITIES[diagnostic.severity],
    line: note.lineAt(diagnostic.range.start).text,
    diagnostic,
  }));
}

/** The note's findings as soon as they are what the test waits for; fails with what they are instead. */
export async function findings(
  note: vscode.TextDocument,
  wanted: (findings: Finding[]) => boolean,
): Promise<Finding[]> {
  return until(
    () => findingsIn(note),
    wanted,
    found => `findings: ${describeFindings(found).join('; ') || 'none'}`,
  );
}

/**
 * The note's findings after the server has checked its current text. An empty list alone can mean "not checked yet", so
 * this adds a line that is always reported, waits for that, takes it away again and waits for that.
 */
export async function checkedFindings(note: vscode.TextDocument): Promise<Finding[]> {
  const misfit = 'no-such-key: 1\n';
  const added = new vscode.WorkspaceEdit();
  added.insert(note.uri, note.positionAt(note.getText().length), misfit);
  await vscode.workspace.applyEdit(added);
  const hasMisfit = (found: Finding[]): boolean =>
    found.some(({ rule, line }) => rule === 'unknown-field' && line === misfit.trim());
  await findings(note, hasMisfit);
  const removed = new vscode.WorkspaceEdit();
  const end = note.getText().length;
  removed.delete(note.uri, new vscode.Range(note.positionAt(end - misfit.length), note.positionAt(end)));
  await vscode.workspace.applyEdit(removed);
  return findings(note, found => !found.some(({ rule }) => rule === 'unknown-field'));
}

/** `rule on "line"` of each finding, for a comparison that tells what is wrong. */
export const describeFindings = (found: Finding[]): string[] => found.map(({ rule, line }) => `${rule} on "${line}"`);

/** The one finding of a rule, as soon as there is one. */
export async function finding(note: vscode.TextDocument, rule: string): Promise<Finding> {
  const [first] = (await findings(note, found => found.some(one => one.rule === rule))).filter(
    one => one.rule === rule,
  );
  assert.ok(first);
  return first;
}

/** Asks again until the answer is the wanted one; the bound is a guard against a hang. */
export async function until<T>(
  ask: () => T | Thenable<T>,
  wanted: (answer: T) => boolean,
  describe: (answer: T) => string,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (attempt >= 400) throw new Error(describe(answer));
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** The position of a text in a note, just after its first character, where a mouse would hover. */
export function at(note: vscode.TextDocument, text: string, within = text): vscode.Position {
  const offset = note.getText().indexOf(within);
  assert.ok(offset >= 0, `the note does not hold "${within}"`);
  return note.positionAt(offset + within.indexOf(text) + Math.min(1, text.length - 1));
}

/** The code actions that VS Code offers on a range, each with its edit worked out. */
export async function actionsAt(
  note: vscode.TextDocument,
  range: vscode.Range,
  kind?: string,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    note.uri,
    range,
    kind,
    50,
  );
}

/** Does what clicking the action does. */
export async function apply(action: vscode.CodeAction): Promise<void> {
  assert.ok(action.edit, `"${action.title}" brings no edit`);
  assert.ok(await vscode.workspace.applyEdit(action.edit), `"${action.title}" could not be applied`);
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** The hover's Markdown at a place. */
export async function hover(note: vscode.TextDocument, place: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', note.uri, place);
  return hovers
    .flatMap(one => one.contents)
    .map(content => (typeof content === 'string' ? content : content.value))
    .join('\n');
}
