import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deleteNotes, open, until } from './notes';

describe('the extension', () => {
  afterEach(deleteNotes);

  it('starts when a note is opened, and is asleep before', async () => {
    const extension = vscode.extensions.getExtension('encounter-notes.encounter-notes');
    assert.ok(extension);
    assert.equal(extension.isActive, false);
    const note = await open('2026-11-20 refill P-660 @office\n');
    assert.equal(note.languageId, 'encounter-note');
    await until(
      () => extension.isActive,
      Boolean,
      () => 'the extension is not active',
    );
  });

  it('offers its commands', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const command of ['encounterNotes.restartServer', 'encounterNotes.showLog'])
      assert.ok(commands.includes(command), command);
  });
});
