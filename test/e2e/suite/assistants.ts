// Keeping AI assistants off notes, with an extension that declares the setting of one.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deleteNotes, NURSE_BILLED_AS_PHYSICIAN, open } from './notes';

const SETTING = 'github.copilot.enable';

describe('AI assistants', () => {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration();
  afterEach(async () => {
    await settings().update(SETTING, undefined, vscode.ConfigurationTarget.Workspace);
    await deleteNotes();
  });

  it('are kept off notes in the workspace, and other languages stay as they are', async () => {
    await open(NURSE_BILLED_AS_PHYSICIAN);
    await settings().update(SETTING, { markdown: true }, vscode.ConfigurationTarget.Workspace);
    const before = settings().inspect(SETTING);
    assert.deepEqual(await vscode.commands.executeCommand('encounterNotes.keepAssistantsOff'), ['GitHub Copilot']);
    const after = settings().inspect(SETTING);
    assert.deepEqual(after?.workspaceValue, { markdown: true, 'encounter-note': false });
    assert.deepEqual(after?.globalValue, before?.globalValue);
    assert.deepEqual(settings().get(SETTING), {
      '*': true,
      plaintext: false,
      markdown: true,
      'encounter-note': false,
    });
    assert.deepEqual(await vscode.commands.executeCommand('encounterNotes.keepAssistantsOff'), [], 'once is enough');
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
