// The configuration of the workspace: VS Code reads it as JSON with comments, checks and completes it by the
// contributed schema, and the server applies it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { KeptFile } from './kept-file';
import { deleteNotes, finding, findings, NURSE_BILLED_AS_PHYSICIAN, open, until } from './notes';

const SOUND = `{
  // settled with the payer
  "rules": { "performer-level": "hint", },
}
`;

const configuration = new KeptFile('config.json');

describe('the configuration of the workspace', () => {
  after(async () => {
    await deleteNotes();
    await configuration.remove();
  });

  it('changes the findings as soon as it is saved, and its comments are no errors', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    const config = await configuration.write(SOUND);
    assert.equal(config.languageId, 'jsonc');
    await findings(note, all => all.some(({ rule, severity }) => rule === 'performer-level' && severity === 'hint'));
    await vscode.window.showTextDocument(config);
    assert.deepEqual(configuration.shownFaults(), []);
    await configuration.save(SOUND.replace('"hint"', '"info"'));
    await findings(note, all => all.some(({ rule, severity }) => rule === 'performer-level' && severity === 'info'));
  });

  it('is completed from its schema', async () => {
    const config = await vscode.workspace.openTextDocument(configuration.uri);
    const at = config.positionAt(config.getText().indexOf('"rules": { ') + '"rules": { '.length);
    const offered = async (): Promise<string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        configuration.uri,
        at,
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    await until(
      offered,
      labels => labels.some(label => label.includes('drug-waste')),
      labels => `offered: ${labels.join(', ')}`,
    );
  });

  it('shows a fault once, at its line: by its schema where VS Code checks it', async () => {
    await configuration.save(SOUND.replace('"hint"', '"loud"'));
    await until(
      configuration.shownFaults,
      all => all.length === 1 && all[0]!.startsWith('3 ') && !all[0]!.includes('encounter-notes'),
      all => `diagnostics: ${all.join('; ')}`,
    );
  });
});
