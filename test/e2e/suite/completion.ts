// What VS Code offers to type, and what it writes when an item is taken.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { NURSE_BILLED_AS_PHYSICIAN, deleteNotes, finding, findings, open, until } from './notes';

/** The visit before anything is billed. */
const UNBILLED = NURSE_BILLED_AS_PHYSICIAN.split('\n').slice(0, 15).join('\n') + '\n';

const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);
const noteOf = ({ label }: vscode.CompletionItem): string =>
  typeof label === 'string' ? '' : (label.description ?? '');
const documentationOf = ({ documentation }: vscode.CompletionItem): string =>
  typeof documentation === 'object' ? documentation.value : (documentation ?? '');

/** Our items at the mark `‸` of a text, in the order in which they are offered, with their explanations. */
async function offered(
  marked: string,
  wanted: (labels: string[]) => boolean,
): Promise<{ note: vscode.TextDocument; items: vscode.CompletionItem[] }> {
  const note = await open(marked.replace('‸', ''));
  const position = note.positionAt(marked.indexOf('‸'));
  const ask = async (): Promise<vscode.CompletionItem[]> => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      note.uri,
      position,
      undefined,
      30,
    );
    return list.items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  };
  const items = await until(
    ask,
    all => wanted(all.map(labelOf)),
    all => `offered: ${all.map(labelOf).join(' · ')}`,
  );
  return { note, items };
}

/** Does what taking the item does to the text. */
async function take(note: vscode.TextDocument, item: vscode.CompletionItem): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document, note);
  const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
  const text = item.insertText ?? labelOf(item);
  await editor.insertSnippet(
    typeof text === 'string' ? new vscode.SnippetString(text.replaceAll(/[\\$}]/g, '\\$&')) : text,
    range,
  );
}

const named = (items: vscode.CompletionItem[], label: string): vscode.CompletionItem => {
  const item = items.find(one => labelOf(one) === label);
  assert.ok(item, `offered: ${items.map(labelOf).join(' · ')}`);
  return item;
};

describe('completion', () => {
  afterEach(deleteNotes);

  it('offers first, on a new line, the code lines that the facts support, with the reason; taken, they leave no finding', async () => {
    const { note, items } = await offered(`${UNBILLED}‸`, labels => labels[0]?.startsWith('95990') === true);
    assert.equal(labelOf(items[1]!), 'J0475-JZ-KD x8 @A');
    assert.match(documentationOf(items[0]!), /RN KL/, 'the reason is in the details');
    await take(note, items[0]!);
    await vscode.commands.executeCommand('type', { text: '\n' });
    const drug = await until(
      async () =>
        (
          await vscode.commands.executeCommand<vscode.CompletionList>(
            'vscode.executeCompletionItemProvider',
            note.uri,
            vscode.window.activeTextEditor!.selection.active,
          )
        ).items,
      all => all.some(item => labelOf(item) === 'J0475-JZ-KD x8 @A'),
      all => `offered: ${all.map(labelOf).join(' · ')}`,
    );
    await take(note, named(drug, 'J0475-JZ-KD x8 @A'));
    assert.match(note.getText(), /^95990 @AB\nJ0475-JZ-KD x8 @A$/m);
    await findings(note, found => found.length === 0);
  });

  it('offers the keys that this visit still lacks, the required ones first and marked', async () => {
    const text = UNBILLED.replace(/^(exam|response|next): .*\n/gm, '');
    const { items } = await offered(`${text}‸`, labels => labels.includes('response:'));
    const keys = items.filter(item => labelOf(item).endsWith(':'));
    assert.ok(
      keys.findIndex(item => labelOf(item) === 'response:') < keys.findIndex(item => labelOf(item) === 'query:'),
    );
    assert.match(noteOf(named(items, 'response:')), /required here/);
    assert.ok(!keys.some(item => labelOf(item) === 'fill:'), 'an existing key is not offered again');
  });

  it('finds diagnoses by words, marks those that cannot be billed, and types the code', async () => {
    const { note, items } = await offered(UNBILLED.replace(/^dx: .*$/m, 'dx: spastic dipl‸'), labels =>
      labels.includes('G80.1'),
    );
    await take(note, named(items, 'G80.1'));
    assert.match(note.getText(), /^dx: G80\.1/m);
    const { items: family } = await offered(UNBILLED.replace(/^dx: .*$/m, 'dx: G80‸'), labels =>
      labels.includes('G80'),
    );
    assert.deepEqual(named(family, 'G80').tags, [vscode.CompletionItemTag.Deprecated]);
    assert.ok(family.findIndex(item => labelOf(item) === 'G80.1') >= 0, 'it is expanded to what can be billed');
    assert.equal(named(family, 'G80.1').tags?.length ?? 0, 0);
  });

  it('offers the modifiers that a code accepts, each with why', async () => {
    const { items } = await offered(`${UNBILLED}J0475-‸`, labels => labels.includes('JZ'));
    for (const modifier of ['JZ', 'JW', 'KD'])
      assert.ok(
        noteOf(named(items, modifier)).length > 5 || documentationOf(named(items, modifier)).length > 5,
        modifier,
      );
    assert.ok(!items.some(item => labelOf(item) === '25'), 'a drug takes no 25');
  });

  it('offers the rules that can be waived here, and the people, places and payers', async () => {
    const { note, items } = await offered(`${UNBILLED}95991 @AB\nok: ‸`, labels => labels.includes('performer-level'));
    assert.equal(labelOf(items[0]!), 'performer-level', 'the rule with a finding here is first');
    await take(note, items[0]!);
    assert.match(note.getText(), /^ok: performer-level/m);
    await offered(UNBILLED.replace('@office', '@‸'), labels =>
      ['office', 'home', 'asc'].every(place => labels.some(label => label.includes(place))),
    );
    await offered(UNBILLED.replace('#medicare', '#med‸'), labels =>
      ['medicare', 'medicaid', 'medicare-advantage'].every(payer => labels.some(label => label.includes(payer))),
    );
    await offered(UNBILLED.replace('by: RN KL', 'by: ‸'), labels =>
      ['RN', 'LPN', 'MD'].every(who => labels.some(label => label.startsWith(who))),
    );
  });

  it('offers the last pump of a patient whom another note knows', async () => {
    await open(NURSE_BILLED_AS_PHYSICIAN.replaceAll('P-660', 'P-881').replace('NGP0000660', 'NGP0000881')).then(note =>
      finding(note, 'performer-level'),
    );
    const { note, items } = await offered('2026-12-20 refill P-881 @office\npump: ‸\n', labels =>
      labels.some(label => label.includes('8637-40')),
    );
    await take(
      note,
      items.find(item => labelOf(item).includes('8637-40'))!,
    );
    assert.match(note.getText(), /^pump: SynchroMed II 8637-40, sn NGP0000881, 40 mL, IT, programmable/m);
  });

  it('offers nothing in narrative', async () => {
    const note = await open(`${NURSE_BILLED_AS_PHYSICIAN}| Tolerated `);
    await finding(note, 'performer-level');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      note.uri,
      note.positionAt(note.getText().length),
    );
    assert.deepEqual(items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Snippet).map(labelOf), []);
  });
});
