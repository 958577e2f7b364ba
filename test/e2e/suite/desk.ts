// What makes a desk of the window: assistants kept off notes, and a profile without the tools of programmers.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deleteNotes, finding, NURSE_BILLED_AS_PHYSICIAN, open } from './notes';

const ASSISTANTS = ['github.copilot.enable', 'codeium.enableConfig', 'cody.autocomplete.languages'];

describe('AI assistants', () => {
  afterEach(deleteNotes);

  it('are named if none is installed, and no setting is written', async () => {
    await open(NURSE_BILLED_AS_PHYSICIAN);
    for (const setting of ASSISTANTS) assert.equal(settingOf(setting), undefined, setting);
    assert.deepEqual(await vscode.commands.executeCommand('encounterNotes.keepAssistantsOff'), []);
    for (const setting of ASSISTANTS)
      assert.equal(vscode.workspace.getConfiguration().inspect(setting)?.workspaceValue, undefined, setting);
  });
});

describe('a redacted copy', () => {
  afterEach(deleteNotes);

  it('opens beside its note, with other tokens and the same findings', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    const answer = await vscode.commands.executeCommand<{ text: string }>('encounterNotes.redactNote');
    assert.ok('text' in answer, JSON.stringify(answer));
    const copy = vscode.window.activeTextEditor?.document;
    assert.ok(copy && copy !== note && copy.isUntitled);
    assert.equal(copy.getText(), answer.text);
    assert.doesNotMatch(copy.getText(), /P-660|NGP0000660|2026-11-20/);
    await finding(copy, 'performer-level');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is not made of a note that names a person; the caret goes there', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN.replace('pocket clean', 'call 555-201-4488'));
    const answer = await vscode.commands.executeCommand<object>('encounterNotes.redactNote');
    assert.ok('doubts' in answer);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document, note);
    assert.match(note.lineAt(editor.selection.active.line).text, /555-201-4488/);
  });
});

describe("the coder's profile", () => {
  it('has only settings that VS Code knows, with values of their kind', async () => {
    const extension = vscode.extensions.getExtension('encounter-notes.encounter-notes');
    assert.ok(extension);
    const file = vscode.Uri.joinPath(extension.extensionUri, 'media/medical-coder.code-profile');
    const profile = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as {
      settings: string;
    };
    const written = JSON.parse((JSON.parse(profile.settings) as { settings: string }).settings) as object;
    /** Newer than the lowest VS Code, which passes it by. */
    const newer = new Set(['chat.disableAIFeatures']);
    for (const [key, value] of Object.entries(written)) {
      const standard = settingOf(key);
      if (standard === undefined && newer.has(key)) continue;
      assert.equal(typeof standard, typeof value, key);
      assert.ok(!key.startsWith('encounterNotes.'), `${key} is for the coder to choose`);
    }
  });
});

const settingOf = (key: string): unknown => vscode.workspace.getConfiguration().inspect(key)?.defaultValue;
