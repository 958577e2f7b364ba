// Settings of one folder of a workspace with several.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { NURSE_BILLED_AS_PHYSICIAN, deleteNotes, finding, findings, open, openIn, until, type Finding } from './notes';

const RULE = 'performer-level';

describe('a workspace of several folders', () => {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const settingsOf = (folder: vscode.WorkspaceFolder): vscode.WorkspaceConfiguration =>
    vscode.workspace.getConfiguration('encounterNotes', folder.uri);

  afterEach(async () => {
    for (const name of ['rules', 'codeLens.claim', 'profile.default'])
      await settingsOf(folders[1]!).update(name, undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    await deleteNotes();
  });

  it('checks each note by the settings of its folder, as soon as they change', async () => {
    assert.equal(folders.length, 2, 'the suite runs in two folders');
    const [, annex] = folders;
    const here = await open(NURSE_BILLED_AS_PHYSICIAN);
    const there = await openIn(annex!, NURSE_BILLED_AS_PHYSICIAN.replaceAll('P-660', 'P-661'));
    await finding(here, RULE);
    await finding(there, RULE);
    await settingsOf(annex!).update('rules', { [RULE]: 'hint' }, vscode.ConfigurationTarget.WorkspaceFolder);
    await findings(there, found => found.some(({ rule, severity }) => rule === RULE && severity === 'hint'));
    assert.equal((await finding(here, RULE)).severity, 'error');
    await settingsOf(annex!).update('rules', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    await findings(there, found => found.some(({ rule, severity }) => rule === RULE && severity === 'error'));
  });

  it('shows lenses, and takes a payer for granted, folder by folder', async () => {
    const [, annex] = folders;
    const here = await open(NURSE_BILLED_AS_PHYSICIAN);
    const there = await openIn(
      annex!,
      NURSE_BILLED_AS_PHYSICIAN.replaceAll('P-660', 'P-662').replace(' #medicare', ''),
    );
    const titles = async (note: vscode.TextDocument): Promise<string[]> =>
      (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', note.uri, 9)).map(
        ({ command }) => command?.title ?? '',
      );
    await until(
      () => titles(there),
      all => all.length === 3,
      all => all.join(' | '),
    );
    await settingsOf(annex!).update('codeLens.claim', false, vscode.ConfigurationTarget.WorkspaceFolder);
    await until(
      () => titles(there),
      all => all.length === 2 && !all.some(title => title.startsWith('Facts')),
      all => all.join(' | '),
    );
    await until(
      () => titles(here),
      all => all.length === 3,
      all => all.join(' | '),
    );
    await settingsOf(annex!).update('profile.default', 'aetna', vscode.ConfigurationTarget.WorkspaceFolder);
    // Only Aetna's patients need verified benefits here.
    const asksForBenefits = ({ diagnostic }: Finding): boolean => diagnostic.message.includes('verified benefits');
    await findings(there, found => found.some(asksForBenefits));
    await findings(here, found => !found.some(asksForBenefits));
  });
});
