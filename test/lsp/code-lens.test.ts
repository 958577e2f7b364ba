import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  ApplyWorkspaceEditParams,
  ClientCapabilities,
  CodeLens,
  ShowDocumentParams,
} from 'vscode-languageserver/node';
import { Editor, PULLING, type EditorOptions } from './client';
import { NURSE_BILLED_AS_PHYSICIAN } from './notes';

const uri = 'untitled:lenses.encounter';
/** What VS Code says of itself, as far as lenses and their commands ask. */
const ABLE: ClientCapabilities = {
  ...PULLING,
  window: { showDocument: { support: true } },
  workspace: {
    ...PULLING.workspace,
    applyEdit: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
    codeLens: { refreshSupport: true },
  },
};
let editor: Editor;
let applied: ApplyWorkspaceEditParams[], shown: ShowDocumentParams[], messages: string[];

async function start(options: EditorOptions = {}): Promise<void> {
  editor = await Editor.start({ capabilities: ABLE, ...options });
  [applied, shown, messages] = [[], [], []];
  editor.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
    applied.push(params);
    return { applied: true };
  });
  editor.connection.onRequest('window/showDocument', (params: ShowDocumentParams) => {
    shown.push(params);
    return { success: true };
  });
  editor.connection.onNotification(
    'window/showMessage',
    ({ message }: { message: string }) => void messages.push(message),
  );
  await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 3);
}

beforeEach(() => start());
afterEach(() => editor.end());

const lenses = async (): Promise<CodeLens[]> => {
  const placed = await editor.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  return Promise.all(placed.map(lens => editor.request<CodeLens>('codeLens/resolve', lens)));
};
const titles = async (): Promise<string[]> => (await lenses()).map(({ command }) => command!.title);
const click = async (title: RegExp): Promise<void> => {
  const lens = (await lenses()).find(({ command }) => title.test(command!.title));
  if (!lens) throw new Error(`no lens says ${title}`);
  await editor.request('workspace/executeCommand', {
    command: lens.command!.command,
    arguments: lens.command!.arguments,
  });
};

describe('above an encounter', () => {
  it('are its derived claim, its findings in words, and what completes the claim', async () => {
    const [claim, findings, complete] = await lenses();
    expect(claim!.command).toEqual({ title: 'Note supports 95990, J0475-JZ x2', command: '' });
    expect(findings!.command!.title).toMatch(/^1 error/);
    expect(complete!.command!.title).toMatch(/^Complete the claim \(\d changes?\)$/);
    for (const { range } of [claim!, findings!, complete!]) expect(range.start).toEqual({ line: 0, character: 0 });
  });

  it('lists its commands among the code actions of the header and of the code lines only, for use without a mouse', async () => {
    const at = async (line: number, only?: string[]): Promise<unknown[]> => {
      const position = { line, character: 0 };
      return ((await editor.actions(uri, { start: position, end: position }, [], only)) ?? []).filter(
        ({ kind }) => kind === 'refactor.rewrite',
      );
    };
    const [, , complete] = await lenses();
    const action = {
      title: complete!.command!.title,
      kind: 'refactor.rewrite',
      command: { ...complete!.command, arguments: [{ uri, position: { line: 14, character: 0 } }] },
    };
    expect(await at(14)).toEqual([action]);
    expect(await at(0, ['refactor'])).toMatchObject([{ title: action.title }]);
    expect(await at(3)).toEqual([]);
    expect(await at(14, ['quickfix'])).toEqual([]);
  });

  it('are only the kinds that are switched on, as soon as they are', async () => {
    editor.settings = () => ({ codeLens: { claim: false, complete: false } });
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await titles()).toEqual([expect.stringMatching(/error/)]);
    editor.settings = () => ({ codeLens: { claim: false, findings: false, complete: false } });
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await titles()).toEqual([]);
  });
});

describe('one click', () => {
  it('shows the change of the claim before it is made, for the version it was made for', async () => {
    await click(/^Complete the claim/);
    const [{ edit }] = applied as [ApplyWorkspaceEditParams];
    expect(edit.changeAnnotations).toEqual({
      claim: {
        label: 'Complete the claim',
        needsConfirmation: true,
        description: expect.stringContaining('Bill 95990 instead of 95991'),
      },
    });
    const [change] = edit.documentChanges as unknown as [
      { textDocument: object; edits: { annotationId: string; newText: string }[] },
    ];
    expect(change.textDocument).toEqual({ uri, version: 3 });
    expect(change.edits[0]).toMatchObject({ annotationId: 'claim', newText: '95990 @AB' });
    expect(change.edits.every(({ annotationId }) => annotationId === 'claim')).toBe(true);
  });

  it('goes to the most severe finding', async () => {
    await click(/error/);
    const line = NURSE_BILLED_AS_PHYSICIAN.split('\n').indexOf('95991 @AB');
    expect(shown).toEqual([
      { uri, takeFocus: true, selection: { start: { line, character: 0 }, end: { line, character: 5 } } },
    ]);
  });

  it('says so if there is nothing to complete', async () => {
    await editor.change(uri, 4, [{ text: '2026-10-06 visit P-333 @office\n' }]);
    await editor.request('workspace/executeCommand', {
      command: 'encounterNotes.completeClaim',
      arguments: [{ uri, position: { line: 0, character: 0 } }],
    });
    await editor.request('textDocument/codeLens', { textDocument: { uri } });
    expect(applied).toEqual([]);
    expect(messages).toEqual([expect.stringContaining('nothing to complete')]);
  });

  it('is refused where it names no place', async () => {
    for (const sent of [undefined, [], [null], [{ uri: 5 }], [{ uri, position: { line: -1, character: 0 } }]]) {
      await expect(
        editor.request('workspace/executeCommand', { command: 'encounterNotes.completeClaim', arguments: sent }),
      ).rejects.toMatchObject({ code: -32602 });
    }
  });
});

describe('for a client that can do less', () => {
  it('a change is plain where it knows no annotations', async () => {
    editor.end();
    await start({ capabilities: { ...ABLE, workspace: { ...ABLE.workspace, workspaceEdit: {} } } });
    await click(/^Complete the claim/);
    expect(applied[0]!.edit.changes![uri]![0]).toEqual(expect.objectContaining({ newText: '95990 @AB' }));
    expect(applied[0]!.edit).not.toHaveProperty('documentChanges');
  });

  it('lenses only tell where it cannot follow them', async () => {
    editor.end();
    await start({ capabilities: PULLING });
    expect((await lenses()).map(({ command }) => command!.command)).toEqual(['', '', '']);
  });
});

it('of notes that are not there, and of lenses that are none, there is nothing', async () => {
  expect(await editor.request('textDocument/codeLens', { textDocument: { uri: 'file:///gone.encounter' } })).toEqual(
    [],
  );
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  for (const data of [undefined, 5, { kind: 'x' }, { kind: 'claim', uri, position: 'x' }]) {
    expect(
      await editor.request('codeLens/resolve', { range, ...(data === undefined ? {} : { data }) }),
    ).not.toHaveProperty('command');
  }
});
