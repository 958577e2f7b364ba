import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deleteNotes, finding, open } from './notes';

describe('the extension', () => {
  afterEach(deleteNotes);

  it('is asleep at first, and has a command wait that is called before its server is there', async () => {
    const extension = vscode.extensions.getExtension('encounter-notes.encounter-notes');
    assert.ok(extension);
    assert.equal(extension.isActive, false);
    await extension.activate();
    const early = vscode.commands.executeCommand('encounterNotes.keepAssistantsOff');
    // A command of the server, which answers only when it runs.
    const answer = await vscode.commands.executeCommand('encounterNotes.completeClaim').then(String, String);
    assert.match(answer, /names no place in a note/);
    assert.deepEqual(await early, []);
  });

  it('finds what is wrong in a note when it is opened', async () => {
    const note = await open('2026-11-20 refill P-660 @ofice\n');
    assert.equal(note.languageId, 'encounter-note');
    await finding(note, 'unknown-place');
  });

  it('offers its commands', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const command of ['encounterNotes.restartServer', 'encounterNotes.showLog'])
      assert.ok(commands.includes(command), command);
  });
});
