// A workspace's own payer profile: VS Code checks and completes it by the contributed schema, and the server applies it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deleteNotes, findings, NURSE_BILLED_AS_PHYSICIAN, open, told, until } from './notes';

const NOTE = NURSE_BILLED_AS_PHYSICIAN.replace('#medicare', '#acme');
const FAULTY = `{
  "id": "acme",
  "title": "Acme Health",
  "extends": "medicare",
  "parameters": { "kdd": { "value": "off" } }
}
`;
const SOUND = FAULTY.replace('"parameters": { "kdd": { "value": "off" } }', '"severity": { "performer-level": "hint" }');

function file(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, '.encounter/profiles/acme.json');
}

async function write(text: string): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(file(), new TextEncoder().encode(text));
  return vscode.workspace.openTextDocument(file());
}

const said = (): string[] => vscode.languages.getDiagnostics(file()).map(({ source, message, range }) => `${range.start.line + 1} ${source}: ${message}`);

describe('a payer profile of the workspace', () => {
  after(async () => {
    await deleteNotes();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(file(), '../..'), { recursive: true });
  });

  it('is checked by its schema and by the server, at the line of the fault', async () => {
    const note = await open(NOTE);
    await findings(note, found => found.some(({ rule }) => rule === 'unknown-payer'));
    await vscode.window.showTextDocument(await write(FAULTY));
    const faults = await until(said, all => all.some(one => one.includes('This profile is not used')) && all.some(one => !one.includes('encounter-notes')), all => `diagnostics: ${all.join('; ')}`);
    assert.ok(faults.every(fault => fault.startsWith('5 ')), faults.join('; '));
  });

  it('is completed from its schema', async () => {
    const profile = await vscode.workspace.openTextDocument(file());
    const offered = async (inside: string): Promise<string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', file(), profile.positionAt(profile.getText().indexOf(inside) + inside.length));
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const wanted = await until(() => offered('"parameters": { '), labels => labels.some(label => label.includes('alarmResidual')), labels => `offered: ${labels.join(', ')}`);
    assert.ok(wanted.some(label => label.includes('audioVideoSupervision')), wanted.join(', '));
  });

  it('changes the findings of its notes as soon as it is saved sound', async () => {
    const note = await open(NOTE);
    await findings(note, found => found.some(({ rule }) => rule === 'unknown-payer'));
    await write(SOUND);
    const found = await findings(note, all => all.every(({ rule }) => rule !== 'unknown-payer'));
    assert.deepEqual(told(found.filter(({ severity }) => severity === 'hint')), ['performer-level on "95991 @AB"']);
    await until(said, all => all.length === 0, all => `diagnostics: ${all.join('; ')}`);
  });
});
