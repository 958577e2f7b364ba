// A workspace's own payer profile: VS Code checks and completes it by the contributed schema, and the server applies
// it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { KeptFile } from './kept-file';
import { deleteNotes, findings, NURSE_BILLED_AS_PHYSICIAN, open, describeFindings, until } from './notes';

const NOTE = NURSE_BILLED_AS_PHYSICIAN.replace('#medicare', '#acme');
const INVALID = `{
  "id": "acme",
  "title": "Acme Health",
  "extends": "medicare",
  "parameters": { "kdd": { "value": "off" } }
}
`;
const SOUND = INVALID.replace(
  '"parameters": { "kdd": { "value": "off" } }',
  '"severity": { "performer-level": "hint" }',
);

const profile = new KeptFile('profiles/acme.json');

describe('a payer profile of the workspace', () => {
  after(async () => {
    await deleteNotes();
    await profile.remove();
  });

  it('shows a fault once, at its line: by its schema where VS Code checks it, else by the server', async () => {
    const note = await open(NOTE);
    await findings(note, found => found.some(({ rule }) => rule === 'unknown-payer'));
    await vscode.window.showTextDocument(await profile.write(INVALID));
    await until(
      profile.shownFaults,
      all => all.length === 1 && all[0]!.startsWith('5 ') && !all[0]!.includes('encounter-notes'),
      all => `diagnostics: ${all.join('; ')}`,
    );
    // The schema knows no payers: the server alone finds this.
    await profile.save(SOUND.replace('"medicare"', '"medicair"'));
    await until(
      profile.shownFaults,
      all => all.length === 1 && all[0]!.includes('This profile is not used'),
      all => `diagnostics: ${all.join('; ')}`,
    );
  });

  it('is completed from its schema', async () => {
    await profile.save(INVALID);
    const document = await vscode.workspace.openTextDocument(profile.uri);
    const offered = async (inside: string): Promise<string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        profile.uri,
        document.positionAt(document.getText().indexOf(inside) + inside.length),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const wanted = await until(
      () => offered('"parameters": { '),
      labels => labels.some(label => label.includes('alarmResidual')),
      labels => `offered: ${labels.join(', ')}`,
    );
    assert.ok(
      wanted.some(label => label.includes('audioVideoSupervision')),
      wanted.join(', '),
    );
  });

  it('changes the findings of its notes as soon as it is saved sound', async () => {
    const note = await open(NOTE);
    await findings(note, found => found.some(({ rule }) => rule === 'unknown-payer'));
    await profile.save(SOUND);
    const found = await findings(note, all => all.every(({ rule }) => rule !== 'unknown-payer'));
    assert.deepEqual(describeFindings(found.filter(({ severity }) => severity === 'hint')), [
      'performer-level on "95991 @AB"',
    ]);
    await until(
      profile.shownFaults,
      all => all.length === 0,
      all => `diagnostics: ${all.join('; ')}`,
    );
  });

  it('does so even if VS Code does not watch its folder', async () => {
    const note = await open(NOTE);
    await findings(note, all => all.some(({ rule, severity }) => rule === 'performer-level' && severity === 'hint'));
    const files = vscode.workspace.getConfiguration('files');
    await files.update('watcherExclude', { '**/.encounter/**': true }, vscode.ConfigurationTarget.Workspace);
    try {
      await profile.save(SOUND.replace('"hint"', '"info"'));
      await findings(note, all => all.some(({ rule, severity }) => rule === 'performer-level' && severity === 'info'));
    } finally {
      await files.update('watcherExclude', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
