import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  InlayHint,
  Location,
  Position,
  Range,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  SymbolInformation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { Editor, PULLING, type EditorOptions } from './client';
import { EARLIER_WITH_PUMP, LATER_WITHOUT_PUMP, NURSE_BILLED_AS_PHYSICIAN as NOTE, textIn } from './notes';

const uri = 'untitled:note.encounter';
let editor: Editor;
let isPlain = true;
const start = async (options: EditorOptions = {}): Promise<void> => {
  editor?.end();
  isPlain = Object.keys(options).length === 0;
  editor = await Editor.start({
    capabilities: {
      ...PULLING,
      textDocument: { ...PULLING.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
    },
    ...options,
  });
};
// The tests share a server; one that starts another leaves a plain one behind.
beforeAll(() => start());
afterEach(async () => {
  if (!isPlain) await start();
  else await editor.clear();
});
afterAll(() => editor.end());

/** The position of the first character of a word of a text. */
function at(word: string, text = NOTE): Position {
  const line = text.split('\n').findIndex(one => one.includes(word));
  return { line, character: text.split('\n')[line]!.indexOf(word) };
}
const ask = <Result>(method: string, params: object = {}, of = uri): Promise<Result> =>
  editor.request(`textDocument/${method}`, { textDocument: { uri: of }, ...params });

it('outlines a note by day, encounter, groups and lines, with the state of each encounter', async () => {
  await editor.open(uri, NOTE);
  const [day] = await ask<DocumentSymbol[]>('documentSymbol');
  const [encounter] = day!.children!;
  expect([day!.name, encounter!.name, encounter!.detail]).toEqual([
    '2026-10-06',
    'P-311 refill',
    expect.stringMatching(/1 error/),
  ]);
  expect(day!.detail).toMatch(/^1 encounter: 1 error, \d warnings?$/);
  expect(encounter!.children!.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
    'People: clean',
    'Pump: clean',
    'Drugs: clean',
    'Diagnoses: clean',
    'Documentation: 1 warning',
    expect.stringMatching(/^Claim: 1 error/),
  ]);
  const within = (outer: Range, inner: Range): boolean =>
    outer.start.line <= inner.start.line && inner.end.line <= outer.end.line;
  const walk = (symbol: DocumentSymbol): void => {
    expect(symbol.name).not.toBe('');
    expect(within(symbol.range, symbol.selectionRange)).toBe(true);
    symbol.children?.forEach(walk);
  };
  walk(day!);
});

it('has the group of each line as the first around it, which editors name above the text, also if the lines of a group are apart', async () => {
  const note = [
    '2026-10-06 refill P-311',
    'pump: SynchroMed II, 40 mL',
    'by: RN KL',
    'read: dose 1 mg/day',
    'dx: G80.1',
    'assess: as before',
    '95990 @A',
    'ok: doc-device "on paper", KL',
    '',
  ].join('\n');
  await editor.open(uri, note);
  const [day] = await ask<DocumentSymbol[]>('documentSymbol');
  const groupAt = (line: number): string | undefined =>
    day!.children![0]!.children!.find(({ range }) => range.start.line <= line && line <= range.end.line)?.name;
  expect([1, 2, 3, 4, 5, 6, 7].map(groupAt)).toEqual([
    'Pump',
    'People',
    'Pump',
    'Diagnoses',
    'Documentation',
    'Claim',
    'Documentation',
  ]);
});

it('outlines the defaults of a file above the days, so that breadcrumbs work there', async () => {
  await editor.open(uri, `; North clinic\nmac: NGS-JK\nby: RN KL\nfill: out 6 mL\n\n${NOTE}`);
  const [defaults, day] = await ask<DocumentSymbol[]>('documentSymbol');
  expect(defaults).toMatchObject({
    name: 'File defaults',
    detail: '1 warning',
    range: { start: { line: 0, character: 0 }, end: { line: 3, character: 14 } },
  });
  expect(defaults!.children!.map(({ name, detail }) => `${name} ${detail}`)).toEqual([
    'mac: NGS-JK',
    'by: RN KL',
    'fill: out 6 mL',
  ]);
  expect(day!.name).toBe('2026-10-06');
  for (const plain of [NOTE, `\n\n${NOTE}`]) {
    await editor.open('untitled:plain.encounter', plain);
    expect(
      (await ask<DocumentSymbol[]>('documentSymbol', {}, 'untitled:plain.encounter')).map(({ name }) => name),
    ).toEqual(['2026-10-06']);
    await editor.close('untitled:plain.encounter');
  }
});

it('outlines for clients that know no hierarchy', async () => {
  await start({ capabilities: PULLING });
  await editor.open(uri, NOTE);
  const symbols = await ask<SymbolInformation[]>('documentSymbol');
  expect(symbols.find(({ name }) => name === '95991')).toMatchObject({
    containerName: 'Claim',
    location: { uri, range: { start: at('95991') } },
  });
});

it('folds encounters, and in them the groups whose lines are together', async () => {
  const text = `${EARLIER_WITH_PUMP}\n${NOTE}`;
  await editor.open(uri, text);
  const lines = text.split('\n');
  const folded = (await ask<FoldingRange[]>('foldingRange')).map(
    ({ startLine, endLine }) => `${lines[startLine]!.split(/[ :]/, 1)[0]}…${lines[endLine]!.split(/[ :]/, 1)[0]}`,
  );
  expect(folded).toEqual([
    '2026-05-04…assess',
    '2026-10-06…tolerated',
    'by…sup',
    'read…after',
    'exam…next',
    '95991…J0475-JZ',
  ]);
});

describe('going to an encounter of any note', () => {
  const found = async (query: string): Promise<string[]> =>
    (await editor.request<WorkspaceSymbol[]>('workspace/symbol', { query })).map(
      ({ name, containerName }) => `${name} in ${containerName}`,
    );

  it('finds it by patient, service, date, place or payer, the latest first', async () => {
    await editor.open(uri, NOTE);
    await editor.open('untitled:earlier%20day.encounter', `${EARLIER_WITH_PUMP}\n2026-13-45 refill @office\n`);
    const all = [
      'P-311 refill 2026-10-06 in untitled:note.encounter',
      'P-322 visit 2026-05-04 in untitled:earlier day.encounter',
      'no patient refill in untitled:earlier day.encounter',
    ];
    expect(await found('')).toEqual(all);
    expect(await found('311')).toEqual(all.slice(0, 1));
    expect(await found('p-3')).toEqual(all.slice(0, 2));
    expect(await found('2026-05')).toEqual(all.slice(1, 2));
    expect(await found('visit refill')).toEqual([]);
  });

  it('leads to its header', async () => {
    await editor.open(uri, `; day\n${NOTE}`);
    const [symbol] = await editor.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'P-311' });
    expect(symbol!.location).toMatchObject({ uri, range: { start: { line: 1, character: 0 } } });
  });
});

it('grows a selection from the word to the encounter, for each position asked', async () => {
  await editor.open(uri, NOTE);
  const [code, beyond, drug, modifier] = await ask<SelectionRange[]>('selectionRange', {
    positions: [at('95991'), { line: 999, character: 0 }, at('1000 mcg'), at('JZ')],
  });
  const growing = (from: SelectionRange | undefined): string[] =>
    from ? [textIn(NOTE, from.range), ...growing(from.parent)] : [];
  const grown = growing(code);
  expect(grown[0]).toBe('95991');
  expect(grown).toContain('95991 @AB');
  expect(growing(modifier).slice(0, 3)).toEqual(['JZ', 'J0475-JZ', 'J0475-JZ x2 @A']);
  expect(growing(drug).slice(0, 4)).toEqual([
    '1000',
    'baclofen 1000 mcg/mL',
    expect.stringMatching(/^baclofen .*\$311\.00$/),
    expect.stringMatching(/^drug: /),
  ]);
  expect(grown.at(-2)).toBe(NOTE.trimEnd());
  expect(grown.at(-1)).toBe(NOTE);
  expect(beyond).toHaveProperty('range');
});

describe('what belongs together', () => {
  it('is found from a pointer to its diagnosis and back', async () => {
    await editor.open(uri, NOTE);
    const pointer = { line: at('95991').line, character: at('95991').character + 7 };
    expect(await ask<Location[]>('definition', { position: pointer })).toMatchObject([
      { uri, range: { start: at('G82.51') } },
    ]);
    const references = await ask<Location[]>('references', {
      position: at('G82.51'),
      context: { includeDeclaration: true },
    });
    expect(references.map(({ range }) => textIn(NOTE, range))).toEqual(['G82.51', 'A', 'A']);
    expect(await ask<DocumentHighlight[]>('documentHighlight', { position: at('G82.51') })).toHaveLength(3);
  });

  it('is found across notes: the pump that an encounter inherits, and all visits of a patient', async () => {
    await editor.open(uri, LATER_WITHOUT_PUMP);
    await editor.open('untitled:earlier.encounter', EARLIER_WITH_PUMP);
    expect(await ask<Location[]>('definition', { position: at('fill:', LATER_WITHOUT_PUMP) })).toMatchObject([
      { uri: 'untitled:earlier.encounter', range: { start: { line: 1 } } },
    ]);
    const visits = await ask<Location[]>('references', {
      position: at('P-322', LATER_WITHOUT_PUMP),
      context: { includeDeclaration: true },
    });
    expect(visits.map(visit => visit.uri).sort()).toEqual(['untitled:earlier.encounter', uri]);
    expect(
      await ask<DocumentHighlight[]>('documentHighlight', { position: at('P-322', LATER_WITHOUT_PUMP) }),
    ).toHaveLength(1);
  });

  it('is found in all notes for a code that is billed, and for a rule that is waived', async () => {
    const waived = (patient: string): string =>
      `2026-10-06 refill ${patient}\nok: refill-early "travel", KL\n? 95991 @A\n`;
    await editor.open(uri, waived('P-1'));
    await editor.open('untitled:b.encounter', `${waived('P-2')}95991-59 @A\n95990 @A\n`);
    const references = async (word: string): Promise<unknown[]> =>
      (
        await ask<Location[]>('references', {
          position: at(word, waived('P-1')),
          context: { includeDeclaration: true },
        })
      ).map(({ uri: of, range }) => `${of.slice(9, 10)} ${range.start.line}:${range.start.character}`);
    expect((await references('95991')).sort()).toEqual(['b 2:2', 'b 3:0', 'n 2:2']);
    expect((await references('refill-early')).sort()).toEqual(['b 1:4', 'n 1:4']);
    expect(await ask<DocumentHighlight[]>('documentHighlight', { position: at('95991', waived('P-1')) })).toHaveLength(
      1,
    );
    expect(await ask<Location[]>('definition', { position: at('refill-early', waived('P-1')) })).toMatchObject([
      { uri: expect.stringMatching(/docs\/rules\/refill-early\.md$/) },
    ]);
  });

  it('gets a new name everywhere, each note in its own version', async () => {
    await editor.open(uri, LATER_WITHOUT_PUMP, 3);
    await editor.open('untitled:earlier.encounter', EARLIER_WITH_PUMP, 8);
    const position = { ...at('P-322', LATER_WITHOUT_PUMP) };
    expect(await ask('prepareRename', { position })).toEqual({
      range: { start: position, end: { line: 0, character: position.character + 5 } },
      placeholder: 'P-322',
    });
    const { documentChanges } = await ask<WorkspaceEdit>('rename', { position, newName: 'P-900' });
    const changed = new Map(
      (documentChanges as TextDocumentEdit[]).map(({ textDocument, edits }) => [
        textDocument.uri,
        [textDocument.version, edits.map(edit => 'newText' in edit && edit.newText)],
      ]),
    );
    expect(changed).toEqual(
      new Map<string, unknown>([
        [uri, [3, ['P-900']]],
        ['untitled:earlier.encounter', [8, ['P-900']]],
      ]),
    );
    await expect(ask('rename', { position, newName: 'Jane Doe' })).rejects.toThrow(/local token/);
    await expect(ask('prepareRename', { position: at('95991', LATER_WITHOUT_PUMP) })).rejects.toThrow(
      /Only a patient token, a diagnosis or the letter/,
    );
    await expect(ask('rename', { position: at('95991', LATER_WITHOUT_PUMP), newName: 'P-900' })).rejects.toThrow(
      /Only a patient token/,
    );
  });

  it('is that of another patient only if the coder says that it is meant', async () => {
    await editor.open(uri, LATER_WITHOUT_PUMP);
    await editor.open('untitled:earlier.encounter', EARLIER_WITH_PUMP.replace('P-322', 'P-323'));
    const position = at('P-322', LATER_WITHOUT_PUMP);
    await expect(ask('rename', { position, newName: 'p-323' })).rejects.toThrow(
      'p-323 is another patient already: type p-323! to make the visits of both those of one patient.',
    );
    const texts = async (newName: string): Promise<unknown> =>
      ((await ask<WorkspaceEdit>('rename', { position, newName })).documentChanges as TextDocumentEdit[])[0]!.edits;
    expect(await texts('P-323!')).toMatchObject([{ newText: 'P-323' }]);
    expect(await texts('p-322')).toMatchObject([{ newText: 'p-322' }]);
  });
});

describe('moving a diagnosis', () => {
  const SEVERAL = `2026-10-06 refill P-344 @office
dx: M96.1 after two fusions, G89.4,  Z45.1, back pain, M17.11
62370 @ABC
99214-25 @D
? 20610-RT @da
J7999-KD x1 @AB "morphine 400 mg 20 mL compounded"
`;
  const after = async (edit: WorkspaceEdit): Promise<string> => {
    const [{ edits }] = edit.documentChanges as [TextDocumentEdit];
    return TextDocument.applyEdits(TextDocument.create(uri, '', 1, SEVERAL), edits as TextEdit[]);
  };
  const MOVED = SEVERAL.replace(
    'M96.1 after two fusions, G89.4,  Z45.1, back pain, M17.11',
    'G89.4, Z45.1,  M17.11, back pain, M96.1 after two fusions',
  )
    .replace('@ABC', '@DAB')
    .replace('@D\n', '@C\n')
    .replace('@da', '@CD')
    .replace('@AB ', '@DA ');

  it('rewrites every pointer when it is renamed on its code or on a letter that points to it', async () => {
    await editor.open(uri, SEVERAL);
    const onCode = at('M96.1', SEVERAL),
      onPointer = { line: 5, character: 13 };
    expect(await ask('prepareRename', { position: onCode })).toMatchObject({
      placeholder: 'A',
      range: { start: onCode },
    });
    expect(await ask('prepareRename', { position: onPointer })).toMatchObject({
      placeholder: 'A',
      range: { start: onPointer },
    });
    expect(await after(await ask('rename', { position: onCode, newName: 'D' }))).toBe(MOVED);
    expect(await after(await ask('rename', { position: onPointer, newName: '@d' }))).toBe(MOVED);
    expect(await after(await ask('rename', { position: onCode, newName: '4' }))).toBe(MOVED);
  });

  it('goes only to a letter that the encounter has', async () => {
    await editor.open(uri, SEVERAL);
    for (const newName of ['E', '', 'P-014', '0', 'AB']) {
      await expect(ask('rename', { position: at('M96.1', SEVERAL), newName })).rejects.toThrow(
        'M96.1 moves to another letter of this encounter: type one from A to D.',
      );
    }
  });

  it('is offered at the caret, first and one place either way', async () => {
    await editor.open(uri, SEVERAL);
    const position = at('G89.4', SEVERAL);
    const found = await editor.actions(uri, { start: position, end: position }, []);
    expect(found?.map(({ title, kind }) => [title, kind])).toEqual([
      ['Move G89.4 first, to A', 'refactor.move'],
      ['Move G89.4 right, to C', 'refactor.move'],
    ]);
    const last = at('M17.11', SEVERAL);
    const ways = await editor.actions(uri, { start: last, end: last }, [], ['refactor']);
    expect(ways?.map(({ title }) => title)).toEqual(['Move M17.11 first, to A', 'Move M17.11 left, to C']);
    expect(await after(ways![1]!.edit!)).toContain(
      'dx: M96.1 after two fusions, G89.4,  M17.11, back pain, Z45.1\n62370 @ABD\n99214-25 @C',
    );
    expect(
      await editor.actions(
        uri,
        { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
        [],
        ['refactor.move'],
      ),
    ).toEqual([]);
  });

  it('never leaves a pointer past L', async () => {
    const codes = [
      'G80.0',
      'Z45.1',
      'M96.1',
      'G89.4',
      'M17.11',
      'G35.A',
      'I10',
      'E11.9',
      'M54.50',
      'R25.2',
      'G82.51',
      'F32.A',
      'Z79.891',
    ];
    await editor.open(uri, `2026-10-06 refill P-344 @office\ndx: ${codes.join(', ')}\n95990 @A\n`);
    const position = { line: 1, character: 5 };
    await expect(ask('rename', { position, newName: 'M' })).rejects.toThrow(/past L/);
    expect(await ask('rename', { position, newName: 'L' })).toHaveProperty('documentChanges');
  });
});

it('colors tokens of the whole note as of its ranges', async () => {
  await editor.open(uri, `${EARLIER_WITH_PUMP}\n${NOTE}`);
  const { data } = await ask<SemanticTokens>('semanticTokens/full');
  expect(data.length % 5).toBe(0);
  const { tokenTypes } = editor.initialized.capabilities.semanticTokensProvider!.legend;
  const lines = `${EARLIER_WITH_PUMP}\n${NOTE}`.split('\n');
  const tokens: string[] = [];
  for (let i = 0, line = 0, character = 0; i < data.length; i += 5) {
    character = data[i] === 0 ? character + data[i + 1]! : data[i + 1]!;
    line += data[i]!;
    tokens.push(`${tokenTypes[data[i + 3]!]} ${lines[line]!.slice(character, character + data[i + 2]!)}`);
  }
  expect(tokens).toEqual(
    expect.arrayContaining(['variable P-322', 'variable P-311', 'class G82.51', 'class 95991', 'enumMember JZ']),
  );
  const range = { start: { line: 4, character: 0 }, end: { line: 999, character: 0 } };
  expect((await ask<SemanticTokens>('semanticTokens/range', { range })).data.length).toBe(data.length - 5);
});

it('sends of the colors only what an edit changed', async () => {
  await editor.open(uri, NOTE);
  const before = await ask<SemanticTokens>('semanticTokens/full');
  await editor.change(uri, 2, [
    { range: { start: at('95991'), end: { ...at('95991'), character: 5 } }, text: '62370-59' },
  ]);
  const delta = await ask<SemanticTokensDelta>('semanticTokens/full/delta', { previousResultId: before.resultId });
  const after = [...before.data];
  for (const { start: from, deleteCount, data } of delta.edits.toReversed())
    after.splice(from, deleteCount, ...(data ?? []));
  expect(delta.edits.flatMap(({ data }) => data ?? []).length).toBeLessThan(before.data.length / 2);
  expect(after).toEqual((await ask<SemanticTokens>('semanticTokens/full')).data);
  // An unknown previous result has no delta: the full answer comes.
  expect(await ask('semanticTokens/full/delta', { previousResultId: 'unknown' })).toMatchObject({ data: after });
});

it('gives the hints that are switched on', async () => {
  await start({ settings: () => ({ inlayHints: { codeMeaning: false } }) });
  await editor.open(uri, NOTE);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const labels = async (): Promise<unknown[]> =>
    (await ask<InlayHint[]>('inlayHint', { range })).map(({ label }) => label);
  const some = await labels();
  expect(some).toEqual(expect.arrayContaining(['A', 'B']));
  editor.settings = () => ({});
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  expect((await labels()).length).toBeGreaterThan(some.length);
});

describe('formatting', () => {
  const untidy = NOTE.replace('95991 @AB', '95991   @ab')
    .replace('by: RN TT', 'BY:RN TT')
    .replace('dx: G82.51', 'DX: g82.51');
  const formatted = (edits: TextEdit[]): string =>
    TextDocument.applyEdits(TextDocument.create(uri, '', 1, untidy), edits);

  it('fixes the form of the whole note, and then finds nothing more to do', async () => {
    await editor.open(uri, untidy);
    const once = formatted(await ask<TextEdit[]>('formatting', { options: { tabSize: 2, insertSpaces: true } }));
    expect(once).toContain('\nby: RN TT\n');
    expect(once).toContain('\ndx: G82.51, Z45.1\n');
    expect(once).toContain('@AB');
    expect(once.endsWith('tolerated well, no complaints\n')).toBe(true);
    await editor.change(uri, 2, [{ text: once }]);
    expect(await ask('formatting', { options: {} })).toEqual([]);
  });

  it('touches only the lines of a range, or the line that was just finished', async () => {
    await editor.open(uri, untidy);
    const { line } = at('DX:', untidy);
    const range = { start: { line, character: 0 }, end: { line, character: 3 } };
    const expected = untidy.replace('DX: g82.51', 'dx: G82.51');
    expect(formatted(await ask<TextEdit[]>('rangeFormatting', { range, options: {} }))).toBe(expected);
    const wholeLine = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    const next = untidy.replace(/(?<=DX: g82.51.*\n)\w+/, key => key.toUpperCase());
    await editor.change(uri, 2, [{ text: next }]);
    expect(
      (await ask<TextEdit[]>('rangeFormatting', { range: wholeLine, options: {} })).map(edit => edit.range.start.line),
    ).toEqual([line]);
    await editor.change(uri, 3, [{ text: untidy }]);
    expect(
      formatted(
        await ask<TextEdit[]>('onTypeFormatting', {
          position: { line: line + 1, character: 0 },
          ch: '\n',
          options: {},
        }),
      ),
    ).toBe(expected);
    expect(await ask('onTypeFormatting', { position: { line: 0, character: 0 }, ch: '\n', options: {} })).toEqual([]);
  });
});

it('answers all of them for notes that are not there', async () => {
  const position = { line: 0, character: 0 };
  const range = { start: position, end: position };
  const nowhere = (method: string, params: object = {}): Promise<unknown> =>
    ask(method, params, 'file:///nowhere.encounter');
  for (const method of ['documentSymbol', 'foldingRange', 'formatting']) expect(await nowhere(method)).toEqual([]);
  for (const method of ['rangeFormatting', 'inlayHint']) expect(await nowhere(method, { range })).toEqual([]);
  for (const method of ['definition', 'references', 'documentHighlight'])
    expect(await nowhere(method, { position })).toEqual([]);
  expect(await nowhere('prepareRename', { position })).toBeNull();
  expect(await nowhere('selectionRange', { positions: [position] })).toBeNull();
  expect(await nowhere('semanticTokens/full')).toMatchObject({ data: [] });
});
