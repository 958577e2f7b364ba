import { afterEach, expect, it } from 'vitest';
import { TextDocumentSaveReason, type CodeLens } from 'vscode-languageserver/node';
import { Editor, type EditorOptions } from './client';

let editor: Editor;
const start = async (options: EditorOptions = {}): Promise<void> => {
  editor = await Editor.start({ initializationOptions: { calmWhileTyping: true }, ...options });
};
afterEach(() => editor.end());

const uri = 'untitled:day.encounter';
const HEADER = '2026-11-20 refill P-014 @office #medicare\n';
const codes = async (): Promise<unknown[]> => (await editor.findings(uri)).map(({ code }) => code);
const end = (text: string) => ({
  line: text.split('\n').length - 1,
  character: text.length - text.lastIndexOf('\n') - 1,
});
/** Types at the end of the note. */
const type = async (text: string, typed: string): Promise<void> =>
  editor.change(uri, 2, [{ range: { start: end(text), end: end(text) }, text: typed }]);

it('shows everything in a note that was opened', async () => {
  await start();
  await editor.open(uri, `${HEADER}fill: in 20 mL\n`);
  expect((await codes()).length).toBeGreaterThan(1);
});

it('holds findings that a later line can resolve until the note is saved', async () => {
  await start();
  await editor.open(uri, HEADER);
  await type(HEADER, 'fill: in 20 mL\n');
  expect(await codes()).toEqual([]);
  await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  expect((await codes()).length).toBeGreaterThan(1);
});

it('holds them when the editor saves by itself after a delay, until the coder saves', async () => {
  await start();
  await editor.open(uri, HEADER);
  await type(HEADER, 'fill: in 20 mL\n');
  const save = async (reason: TextDocumentSaveReason): Promise<void> => {
    await editor.connection.sendNotification('textDocument/willSave', { textDocument: { uri }, reason });
    await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  };
  await save(TextDocumentSaveReason.AfterDelay);
  expect(await codes()).toEqual([]);
  await save(TextDocumentSaveReason.Manual);
  expect((await codes()).length).toBeGreaterThan(1);
});

it('counts in the lens what it shows', async () => {
  await start();
  await editor.open(uri, HEADER);
  await type(HEADER, 'fill: in 20 mL\n');
  const findings = async (): Promise<string | undefined> => {
    const placed = await editor.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    const lens = placed.find(({ data }) => (data as { kind: string }).kind === 'findings');
    return (await editor.request<CodeLens>('codeLens/resolve', lens)).command?.title;
  };
  expect(await findings()).toBe('No claim yet');
  await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  expect(await findings()).toMatch(/^\d+ warnings/);
});

it('shows them when the caret goes to another encounter', async () => {
  await start();
  const above = `2026-11-19 visit P-015 @office\n\n`;
  await editor.open(uri, above + HEADER);
  await type(above + HEADER, 'fill: in 20 mL\n');
  expect(await codes()).toEqual([]);
  await editor.connection.sendNotification('encounterNotes/caretMoved', { textDocument: { uri }, line: 0 });
  expect((await codes()).length).toBeGreaterThan(1);
});

it.each([
  ['an editor that does not ask for it', { initializationOptions: {} }],
  ['the setting “all”', { settings: () => ({ whileTyping: 'all' }) }],
])('holds nothing back for %s', async (_, options: EditorOptions) => {
  await start(options);
  await editor.open(uri, HEADER);
  await type(HEADER, 'fill: in 20 mL\n');
  expect((await codes()).length).toBeGreaterThan(1);
});
