import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  NURSE_BILLED_AS_PHYSICIAN,
  UNTIDY,
  actionsAt,
  apply,
  deleteNotes,
  finding,
  findings,
  open,
  until,
} from './notes';

describe('quick fixes', () => {
  afterEach(deleteNotes);

  it('change what their title says and nothing else', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    const { diagnostic } = await finding(note, 'performer-level');
    const fix = (await actionsAt(note, diagnostic.range, 'quickfix')).find(({ title }) => title.includes('95990'));
    assert.ok(fix, "a fix names the code of a nurse's refill");
    await apply(fix);
    assert.equal(note.getText(), NURSE_BILLED_AS_PHYSICIAN.replace('95991', '95990'));
    await findings(note, found => !found.some(one => one.rule === 'performer-level'));
  });

  it('write a waiver with an empty reason to fill', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    const { diagnostic } = await finding(note, 'performer-level');
    const waive = (await actionsAt(note, diagnostic.range, 'quickfix')).find(({ title }) =>
      title.startsWith('Waive performer-level'),
    );
    assert.ok(waive, 'a waiver is offered');
    await apply(waive);
    assert.match(note.getText(), /^ok: performer-level ""/m);
    await until(
      () => {
        const caret = vscode.window.activeTextEditor?.selection.active;
        return caret && note.lineAt(caret).text.slice(0, caret.character);
      },
      text => text === 'ok: performer-level "',
      text => `the caret is behind “${text}”`,
    );
    await findings(
      note,
      found => found.some(one => one.rule === 'performer-level') && found.some(one => one.rule === 'waiver'),
    );
  });

  it('all at once repair the form and leave the claim alone', async () => {
    const note = await open(UNTIDY);
    await finding(note, 'date-format');
    await finding(note, 'performer-level');
    const everything = new vscode.Range(0, 0, note.lineCount, 0);
    const [fixAll, ...others] = await actionsAt(note, everything, 'source.fixAll.encounterNotes');
    assert.ok(fixAll);
    assert.deepEqual(others, []);
    await apply(fixAll);
    assert.match(note.getText(), /^2026-11-20 refill/);
    assert.match(note.getText(), /^\| tolerated the procedure well$/m);
    assert.match(note.getText(), /^95991 @AB$/m);
    await findings(note, found => !found.some(one => ['date-format', 'unknown-line'].includes(one.rule)));
    await finding(note, 'performer-level');
  });
});
