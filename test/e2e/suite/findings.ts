import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  NURSE_BILLED_AS_PHYSICIAN,
  deleteNotes,
  finding,
  findings,
  checkedFindings,
  open,
  openExample,
  describeFindings,
} from './notes';

describe('findings', () => {
  afterEach(deleteNotes);

  it('show on the examples: some on the clinic day, none on the clean one', async () => {
    const day = await openExample('clinic-day.encounter');
    assert.equal(day.languageId, 'encounter-note');
    await findings(day, found => found.length > 0);
    const clean = await openExample('clean-day.encounter');
    assert.deepEqual(describeFindings(await checkedFindings(clean)), []);
  });

  it('are on the word that is wrong, with rule, documentation, one sentence and evidence', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    const { diagnostic, severity } = await finding(note, 'performer-level');
    assert.equal(severity, 'error');
    assert.equal(note.getText(diagnostic.range), '95991');
    const [sentence, source] = diagnostic.message.split('\n');
    assert.match(sentence ?? '', /^Bill 95990: .*95991.*\.$/);
    assert.match(source ?? '', /^Source: \S/);
    assert.equal(diagnostic.source, 'encounter-notes');
    assert.ok(
      typeof diagnostic.code === 'object' && diagnostic.code.target.path.includes('performer-level'),
      'the rule links to its page',
    );
    const evidence = diagnostic.relatedInformation?.map(({ location }) => note.lineAt(location.range.start).text) ?? [];
    assert.ok(evidence.includes('by: RN KL'), `evidence lines: ${evidence.join('; ')}`);
  });

  it('follow every keystroke', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    const { diagnostic } = await finding(note, 'performer-level');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(note.uri, diagnostic.range, '95990');
    await vscode.workspace.applyEdit(edit);
    await findings(note, found => !found.some(one => one.rule === 'performer-level'));
    await vscode.commands.executeCommand('undo');
    await finding(note, 'performer-level');
  });

  it('follow the setting of their rule', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    const settings = vscode.workspace.getConfiguration('encounterNotes');
    try {
      await settings.update('rules', { 'performer-level': 'hint' }, vscode.ConfigurationTarget.Workspace);
      await findings(note, found => found.some(one => one.rule === 'performer-level' && one.severity === 'hint'));
      await settings.update('rules', { 'performer-level': 'off' }, vscode.ConfigurationTarget.Workspace);
      await findings(note, found => !found.some(one => one.rule === 'performer-level'));
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await finding(note, 'performer-level');
  });

  it('follow a waiver in the note', async () => {
    const waiver = 'ok: performer-level "physician filled, chart shows it", KL';
    const note = await open(NURSE_BILLED_AS_PHYSICIAN.replace('95991 @AB', `${waiver}\n95991 @AB`));
    assert.deepEqual(describeFindings(await checkedFindings(note)), []);
  });

  it('come back after a restart of the server', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    await vscode.commands.executeCommand('encounterNotes.restartServer');
    await finding(note, 'performer-level');
  });
});
