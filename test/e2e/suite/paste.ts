import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deleteNotes, open, until } from './notes';

const CHART = [
  'Visit date 11/20/2026, office, Medicare',
  'Name Testperson, Ines   MRN 99100-22',
  'Expected residual 6.2 mL, dose 480 mcg/day, no alarms.',
  'Aspirated 6.0 mL; filled with 40 mL baclofen 2000 mcg/mL, lot G4412, exp 06/2027.',
  'No dose change. Next refill 04/20/2027.',
  'K. Lindqvist RN',
].join('\n');

describe('pasting chart text', () => {
  afterEach(deleteNotes);

  it('makes a note of it with a gap for the patient, and undo takes all of it back', async () => {
    const note = await open('');
    await vscode.env.clipboard.writeText(CHART);
    await vscode.commands.executeCommand('editor.action.pasteAs', { kind: 'encounterNotes.chart' });
    await until(
      () => Promise.resolve(note.getText()),
      text => text.includes('fill: out 6.0 mL, in 40 mL'),
      text => text,
    );
    assert.match(note.getText(), /^2026-11-20 refill P-XXX @office #medicare\n/);
    assert.doesNotMatch(note.getText(), /Testperson|99100/);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor && note.getText(editor.selection), 'P-XXX');
    await vscode.commands.executeCommand('undo');
    assert.doesNotMatch(note.getText(), /fill:/);
  });

  it('leaves other text as it is', async () => {
    const note = await open('');
    await vscode.env.clipboard.writeText('| called\n| not at home\n| will call again');
    await vscode.commands.executeCommand('editor.action.clipboardPasteAction');
    await until(
      () => Promise.resolve(note.getText()),
      text => text.includes('will call again'),
      text => text,
    );
    assert.equal(note.getText(), '| called\n| not at home\n| will call again');
  });
});
