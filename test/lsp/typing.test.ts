import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('a line that is not finished', () => {
  const FACTS = `${HEADER}by: RN KL\nsup: MD AS, in suiet\nread: expected 6.2 mL, dose 960`;
  /** Replaces a text of the note. */
  const correct = async (text: string, wrong: string, right: string): Promise<string> => {
    const at = text.indexOf(wrong);
    const range = { start: end(text.slice(0, at)), end: end(text.slice(0, at + wrong.length)) };
    await editor.connection.sendNotification('encounterNotes/caretMoved', {
      textDocument: { uri },
      line: range.start.line,
    });
    await editor.change(uri, 3, [{ range, text: right }]);
    return text.slice(0, at) + right + text.slice(at + wrong.length);
  };
  const lines = async (): Promise<number[]> => (await editor.findings(uri)).map(({ range }) => range.start.line);

  beforeEach(async () => {
    await start();
    await editor.open(uri, FACTS.slice(0, -1));
    await type(FACTS.slice(0, -1), FACTS.slice(-1));
  });

  it('waits while a line above is corrected', async () => {
    const corrected = await correct(FACTS, 'suiet', 'suit');
    expect(await lines()).toEqual([]);
    await correct(corrected, 'suit', 'suite\nprep: consent');
    expect(await lines(), 'one line further down').toEqual([]);
  });

  it('waits while a word in it is corrected', async () => {
    await correct(FACTS, 'expected', 'expected residual');
    expect(await lines()).toEqual([]);
  });

  it('is shown when Enter leaves it', async () => {
    await type(FACTS, '\n');
    expect(await lines()).toContain(3);
  });

  it('is shown when the coder pauses', async () => {
    await correct(FACTS, 'suiet', 'suite');
    expect(await lines()).toEqual([]);
    await editor.until(() => editor.refreshes > 0);
    expect(await lines()).toContain(3);
  });
});

it('shows a word that is changed within a line at once', async () => {
  await start();
  const note = `${HEADER}fill: out 6 mL, in 40 mL\n`;
  await editor.open(uri, note);
  const at = end(note.slice(0, note.indexOf(' mL,')));
  await editor.change(uri, 2, [{ range: { start: at, end: at }, text: 'x' }]);
  expect(await codes()).toContain('malformed-value');
});

it('shows what waits in a note when the caret goes to another note', async () => {
  await start();
  await editor.open('untitled:other.encounter', '2026-11-19 visit P-015 @office\n');
  await editor.open(uri, HEADER);
  await type(HEADER, 'fill: in 20 mL\n');
  expect(await codes()).toEqual([]);
  await editor.connection.sendNotification('encounterNotes/caretMoved', {
    textDocument: { uri: 'untitled:other.encounter' },
    line: 0,
  });
  expect((await codes()).length).toBeGreaterThan(1);
});
