// The configuration of the workspace: VS Code reads it as JSON with comments, checks and completes it by the contributed schema, and the server applies it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deleteNotes, finding, findings, NURSE_BILLED_AS_PHYSICIAN, open, until } from './notes';

const SOUND = `{
  // settled with the payer
  "rules": { "performer-level": "hint", },
}
`;

function file(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, '.encounter/config.json');
}

async function write(text: string): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(file(), new TextEncoder().encode(text));
  return vscode.workspace.openTextDocument(file());
}

const said = (): string[] => vscode.languages.getDiagnostics(file()).map(({ source, message, range }) => `${range.start.line + 1} ${source}: ${message}`);

describe('the configuration of the workspace', () => {
  after(async () => {
    await deleteNotes();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(file(), '..'), { recursive: true });
  });

  it('changes the findings as soon as it is saved, and its comments are no faults', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    const config = await write(SOUND);
    assert.equal(config.languageId, 'jsonc');
    await findings(note, all => all.some(({ rule, severity }) => rule === 'performer-level' && severity === 'hint'));
    await vscode.window.showTextDocument(config);
    assert.deepEqual(said(), []);
  });

  it('is completed from its schema', async () => {
    const config = await vscode.workspace.openTextDocument(file());
    const at = config.positionAt(config.getText().indexOf('"rules": { ') + '"rules": { '.length);
    const offered = async (): Promise<string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', file(), at);
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    await until(offered, labels => labels.some(label => label.includes('drug-waste')), labels => `offered: ${labels.join(', ')}`);
  });

  it('is checked by its schema and by the server, at the line of the fault', async () => {
    await vscode.window.showTextDocument(await write(SOUND.replace('"hint"', '"loud"')));
    const faults = await until(said, all => all.some(one => one.includes('encounter-notes: performer-level: can be error')) && all.some(one => !one.includes('encounter-notes')), all => `diagnostics: ${all.join('; ')}`);
    assert.ok(faults.every(fault => fault.startsWith('3 ')), faults.join('; '));
  });
});
