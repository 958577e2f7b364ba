import { afterEach, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  ClientCapabilities,
  CompletionItem,
  CompletionList,
  MarkupContent,
  Position,
  TextEdit,
} from 'vscode-languageserver/node';
import { Editor, PULLING, type EditorOptions } from './client';
import { NURSE_BILLED_AS_PHYSICIAN } from './notes';

const uri = 'untitled:typed.encounter';
const UNBILLED = NURSE_BILLED_AS_PHYSICIAN.split('\n').slice(0, 14).join('\n') + '\n';
const SNIPPETS: ClientCapabilities = {
  ...PULLING,
  textDocument: {
    ...PULLING.textDocument,
    completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
  },
};
let editor: Editor;
afterEach(() => editor.end());

/** What is offered at the mark `‸` of a text. */
async function offered(marked: string, options: EditorOptions = {}, trigger?: string): Promise<CompletionItem[]> {
  editor = await Editor.start(options);
  const before = marked.slice(0, marked.indexOf('‸'));
  const position: Position = {
    line: before.split('\n').length - 1,
    character: before.length - before.lastIndexOf('\n') - 1,
  };
  await editor.open(uri, marked.replace('‸', ''));
  const context = trigger ? { triggerKind: 2, triggerCharacter: trigger } : { triggerKind: 1 };
  const list = await editor.request<CompletionList | null>('textDocument/completion', {
    textDocument: { uri },
    position,
    context,
  });
  return (list?.items ?? []).toSorted((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
}

const taken = (text: string, item: CompletionItem): string =>
  TextDocument.applyEdits(TextDocument.create(uri, '', 1, text), [item.textEdit as TextEdit]);

it('offers the code lines that the facts support first, and types them whole', async () => {
  const [first] = await offered(`${UNBILLED}‸`);
  expect(first!.label).toMatch(/^95990/);
  expect(taken(UNBILLED, first!)).toMatch(/\n95990 @AB$/);
  const { documentation } = await editor.request<CompletionItem>('completionItem/resolve', first);
  expect((documentation as MarkupContent).value).toContain('95990');
});

it('replaces the word at the caret and no more', async () => {
  const text = '2026-10-06 refill P-311 @of‸x #medicare\n';
  const office = (await offered(text)).find(({ label }) => label.includes('office'))!;
  expect(taken(text.replace('‸', ''), office)).toBe('2026-10-06 refill P-311 @office #medicare\n');
});

it('explains an item when it is looked at', async () => {
  const code = (await offered(`${UNBILLED}9599‸`)).find(({ label }) => label.startsWith('95991'))!;
  const { documentation } = await editor.request<CompletionItem>('completionItem/resolve', code);
  expect((documentation as MarkupContent).value).toContain('95991');
  expect(await editor.request('completionItem/resolve', { label: 'x', data: { uri: 5, topic: [] } })).toMatchObject({
    label: 'x',
  });
});

it('leaves gaps to fill only to clients that know them', async () => {
  const header = '2026-10-06 refill P-311 @office\n‸';
  const plain = await offered(header);
  expect(plain.length).toBeGreaterThan(10);
  expect(
    plain.filter(
      ({ textEdit, insertTextFormat }) => insertTextFormat === 2 || /\$\{?\d/.test((textEdit as TextEdit).newText),
    ),
  ).toEqual([]);
  editor.end();
  const gaps = (await offered(header, { capabilities: SNIPPETS })).filter(
    ({ insertTextFormat }) => insertTextFormat === 2,
  );
  expect(gaps.length).toBeGreaterThan(0);
  for (const { textEdit } of gaps) expect((textEdit as TextEdit).newText).toMatch(/\$\{?1/);
});

it('asks for more by the command that the client names, and by none otherwise', async () => {
  const commands = async (initializationOptions?: unknown): Promise<string[]> => {
    const items = await offered('2026-10-06 refill P-311 @office\n‸', { initializationOptions });
    editor.end();
    return [...new Set(items.flatMap(({ command }) => command?.command ?? []))];
  };
  expect(await commands()).toEqual([]);
  expect(await commands({ suggestCommand: 'suggest.more' })).toEqual(['suggest.more']);
});

it('offers nothing in narrative, nor in notes that are not there', async () => {
  expect(await offered('2026-10-06 refill P-311 @office\n| tolerated ‸\n')).toEqual([]);
  expect(
    await editor.request('textDocument/completion', {
      textDocument: { uri: 'file:///gone.encounter' },
      position: { line: 0, character: 0 },
    }),
  ).toBeNull();
});

it('shares the range of its items with clients that can read it there, and keeps its order for all', async () => {
  const capabilities: ClientCapabilities = {
    ...PULLING,
    textDocument: {
      ...PULLING.textDocument,
      completion: {
        completionItem: { labelDetailsSupport: true, tagSupport: { valueSet: [1] } },
        completionList: { itemDefaults: ['editRange'] },
      },
    },
  };
  editor = await Editor.start({ capabilities });
  const text = `${UNBILLED}dx: g35`;
  await editor.open(uri, text);
  const position: Position = { line: text.split('\n').length - 1, character: 7 };
  const list = (await editor.request<CompletionList | null>('textDocument/completion', {
    textDocument: { uri },
    position,
    context: { triggerKind: 2, triggerCharacter: '5' },
  }))!;
  expect(list.itemDefaults?.editRange).toEqual({ start: { line: position.line, character: 4 }, end: position });
  expect(list.isIncomplete).toBe(true);
  const billable = list.items.find(({ label }) => label === 'G35.A')!,
    category = list.items.find(({ label }) => label === 'G35')!;
  expect(billable).toMatchObject({
    filterText: 'g35',
    labelDetails: { description: expect.stringContaining('multiple sclerosis') },
  });
  expect(billable).not.toHaveProperty('textEdit');
  expect(billable).not.toHaveProperty('tags');
  expect(category.tags).toEqual([1]);
  expect(billable.sortText! < category.sortText!).toBe(true);
});

it('says by which characters it wants to be asked', async () => {
  editor = await Editor.start();
  expect(editor.initialized.capabilities.completionProvider).toMatchObject({
    resolveProvider: true,
    triggerCharacters: expect.arrayContaining([':', ' ', ',', '-', '@', '#', '!', '+', '"']),
  });
});

it('refuses a request that is none', async () => {
  editor = await Editor.start();
  await editor.open(uri, UNBILLED);
  await expect(
    editor.request('textDocument/completion', { textDocument: { uri }, position: { line: 'x' } }),
  ).rejects.toMatchObject({ code: -32602 });
});

it('shows the one continuation that follows, and none while the list of suggestions is open', async () => {
  editor = await Editor.start();
  await editor.open(uri, UNBILLED);
  const position = { line: UNBILLED.split('\n').length - 1, character: 0 };
  const ask = (context: object): Promise<unknown> =>
    editor.request('textDocument/inlineCompletion', { textDocument: { uri }, position, context });
  expect(editor.initialized.capabilities.inlineCompletionProvider).toBe(true);
  expect(await ask({ triggerKind: 2 })).toEqual([
    { insertText: expect.stringMatching(/^95990 @/) as string, range: { start: position, end: position } },
  ]);
  const selectedCompletionInfo = { range: { start: position, end: position }, text: '95990 @AB' };
  expect(await ask({ triggerKind: 2, selectedCompletionInfo })).toBeNull();
});
