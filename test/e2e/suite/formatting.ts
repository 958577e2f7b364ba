// The form of a note: of all of it, of a range, and of the line that has just been finished.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { NURSE_BILLED_AS_PHYSICIAN, deleteNotes, finding, findings, open, until } from './notes';

const MESSY =
  NURSE_BILLED_AS_PHYSICIAN.replace('2026-11-20 refill', '11/20/2026  REFILL')
    .replace('fill: out 6.0 mL, in 40 mL', 'FILL:out 6.0ml ,in  40 ML')
    .replace('95991 @AB\nJ0475-JZ-KD x8 @A', 'j0475-jz-kd   X8 @a\n95991 @ab') +
  '|   Tolerated   well ,  thanks .\n;  a  comment\nwhat is  this line\n';
const OPTIONS: vscode.FormattingOptions = { tabSize: 2, insertSpaces: true };

async function apply(note: vscode.TextDocument, edits: vscode.TextEdit[] | undefined): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(note.uri, edits ?? []);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

const ofNote = (note: vscode.TextDocument): Thenable<vscode.TextEdit[] | undefined> =>
  vscode.commands.executeCommand('vscode.executeFormatDocumentProvider', note.uri, OPTIONS);

describe('formatting', () => {
  afterEach(deleteNotes);

  it('gives a note its form, keeps narrative and what it did not understand, and finds nothing more to do', async () => {
    const note = await open(MESSY);
    await finding(note, 'performer-level');
    await apply(note, await ofNote(note));
    const text = note.getText();
    assert.match(text, /^2026-11-20 refill P-660 @office #medicare$/m);
    assert.match(text, /^fill: out 6\.0 mL, in 40 mL, needle 22g, template, aseptic$/m);
    assert.match(text, /^J0475-JZ-KD x8 @A\n95991 {10}@AB$/m);
    assert.ok(text.endsWith('|   Tolerated   well ,  thanks .\n;  a  comment\nwhat is  this line\n'));
    await findings(note, found => !found.some(({ rule }) => rule === 'date-format'));
    assert.equal((await ofNote(note))?.length ?? 0, 0);
  });

  it('of a range leaves the rest alone', async () => {
    const note = await open(MESSY);
    await finding(note, 'performer-level');
    const line = note
      .getText()
      .split('\n')
      .findIndex(text => text.startsWith('FILL:'));
    await apply(
      note,
      await vscode.commands.executeCommand<vscode.TextEdit[]>(
        'vscode.executeFormatRangeProvider',
        note.uri,
        note.lineAt(line).range,
        OPTIONS,
      ),
    );
    assert.equal(
      note.getText(),
      MESSY.replace(/^FILL:.*$/m, 'fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic'),
    );
  });

  it('gives a line its form when it is finished, where the coder wants that', async () => {
    const editing = vscode.workspace.getConfiguration('editor', { languageId: 'encounter-note' });
    await editing.update('formatOnType', true, vscode.ConfigurationTarget.Workspace, true);
    try {
      const note = await open(`${NURSE_BILLED_AS_PHYSICIAN}j0476-kd   X2 @a`);
      await finding(note, 'performer-level');
      const end = note.positionAt(note.getText().length);
      vscode.window.activeTextEditor!.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand('type', { text: '\n' });
      await until(
        () => note.getText(),
        text => /^J0476-KD +x2 @A\n$/m.test(text),
        text => text,
      );
    } finally {
      await editing.update('formatOnType', undefined, vscode.ConfigurationTarget.Workspace, true);
    }
  });
});
