import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  NURSE_BILLED_AS_PHYSICIAN,
  deleteNotes,
  finding,
  checkedFindings,
  open,
  describeFindings,
  until,
} from './notes';

interface Snippet {
  prefix: string | string[];
  body: string | string[];
}

/** What is reported if a snippet leaves a gap: the header, a field and a code line are not whole yet. */
const OF_A_GAP = new Set(['empty-field', 'malformed-header', 'malformed-code', 'malformed-value', 'unknown-place']);

describe('snippets', () => {
  afterEach(deleteNotes);

  it('open the eight visits, each with only stubs to fill', async () => {
    const all = await readSnippets();
    assert.ok(Object.keys(all).length >= 8);
    for (const name of Object.keys(all)) {
      const note = await open('');
      await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: 'encounter-note', name });
      assert.match(note.getText(), /^\d{4}-\d\d-\d\d [a-z]/m, `"${name}" opens an encounter`);
      assert.deepEqual(
        describeFindings((await checkedFindings(note)).filter(({ rule }) => !OF_A_GAP.has(rule))),
        [],
        name,
      );
    }
  });

  it('are offered while typing', async () => {
    await open(NURSE_BILLED_AS_PHYSICIAN).then(note => finding(note, 'performer-level'));
    const note = await open('re');
    const labels = (list: vscode.CompletionList): string[] =>
      list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    await until(
      () =>
        vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          note.uri,
          new vscode.Position(0, 2),
        ),
      list => labels(list).includes('refill'),
      list => `offered: ${labels(list).join(', ')}`,
    );
  });
});

async function readSnippets(): Promise<Record<string, Snippet>> {
  const extension = vscode.extensions.getExtension('encounter-notes.encounter-notes');
  assert.ok(extension);
  const file = vscode.Uri.joinPath(extension.extensionUri, 'snippets/encounter-note.json');
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as Record<string, Snippet>;
}
