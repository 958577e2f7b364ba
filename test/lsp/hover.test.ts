import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { Editor } from './client';
import { NURSE_BILLED_AS_PHYSICIAN, textIn } from './notes';

const uri = 'untitled:hover.encounter';
let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
  await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN);
});
afterAll(() => editor.end());

const over = (word: string): Promise<Hover | null> => {
  const line = NURSE_BILLED_AS_PHYSICIAN.split('\n').findIndex(text => text.includes(word));
  const character = NURSE_BILLED_AS_PHYSICIAN.split('\n')[line]!.indexOf(word) + 1;
  return editor.request('textDocument/hover', { textDocument: { uri }, position: { line, character } });
};

it.each(['95991', 'J0475', 'JZ', 'G82.51', 'RN', 'refill', '@office', 'baclofen', 'fill', 'mcg/day'])(
  'explains %s in Markdown, over the word itself',
  async word => {
    const hover = (await over(word))!;
    const { kind, value } = hover.contents as MarkupContent;
    expect(kind).toBe('markdown');
    expect(value.length).toBeGreaterThan(20);
    expect(textIn(NURSE_BILLED_AS_PHYSICIAN, hover.range!)).toContain(word);
  },
);

it.each([
  ['IT,', '**IT**'],
  ['ERI', '**ERI**'],
  ['programmable', '**programmable**'],
  ['aseptic', '**aseptic**'],
])('writes the keyword %s as a note does', async (word, heading) => {
  expect(((await over(word))!.contents as MarkupContent).value.startsWith(heading)).toBe(true);
});

it('says where the facts of this encounter lead', async () => {
  expect(((await over('95991'))!.contents as MarkupContent).value).toContain('95990');
});

it('says nothing if there is nothing to explain, and of notes that are not there', async () => {
  expect(await over('dinner')).toBeNull();
  expect(
    await editor.request('textDocument/hover', { textDocument: { uri }, position: { line: 4000, character: 4000 } }),
  ).toBeNull();
  expect(
    await editor.request('textDocument/hover', {
      textDocument: { uri: 'file:///gone.encounter' },
      position: { line: 0, character: 0 },
    }),
  ).toBeNull();
});

it('links to the page of a code for a client that has one, and to nothing for others', async () => {
  expect(JSON.stringify(await over('95991'))).not.toContain('command:');
  const own = await Editor.start({ initializationOptions: { codePageCommand: 'encounterNotes.showCodePage' } });
  try {
    const hostile = '2026-11-20 visit P-014 @office\ndx: G80.0 [x](command:a.b)\n95991 @A\n';
    await own.open(uri, hostile);
    const at = (line: number, character: number): Promise<Hover | null> =>
      own.request('textDocument/hover', { textDocument: { uri }, position: { line, character } });
    const { value } = (await at(2, 1))!.contents as MarkupContent;
    expect(value).toContain('[Open the page of 95991](command:encounterNotes.showCodePage?%5B%2295991%22');
    expect(JSON.stringify(await at(1, 5))).not.toContain('(command:a.b)');
  } finally {
    own.end();
  }
});
