// What VS Code knows of a note's structure: outline, folds, growing selections, colors that take the facts.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { NURSE_BILLED_AS_PHYSICIAN, at, deleteNotes, finding, open, openExample, until } from './notes';

interface Fold {
  start: number;
  end: number;
  kind?: string;
}

describe('the outline', () => {
  afterEach(deleteNotes);

  it('goes from the day to the encounters with their state, their groups and lines', async () => {
    const note = await openExample('clinic-day.encounter');
    const symbols = await until(
      () => vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', note.uri),
      found => found?.length === 2,
      found => JSON.stringify(found),
    );
    const [defaults, day] = symbols;
    assert.equal(defaults!.name, 'File defaults');
    assert.equal(day!.name, '2026-11-20');
    assert.equal(day!.children.length, 10);
    const wrong = day!.children.find(({ name }) => name === 'P-031 refill+reprogram')!;
    assert.equal(wrong.detail, '2 errors');
    assert.match(day!.detail, /^10 encounters: \d+ errors, \d+ warnings$/);
    assert.deepEqual(
      wrong.children.map(({ name }) => name),
      ['People', 'Pump', 'Drugs', 'Diagnoses', 'Documentation', 'Claim'],
    );
    assert.deepEqual(
      wrong.children.at(-1)!.children.map(({ name, detail }) => `${name} ${detail}`),
      ['62370 @AB', 'J0475-KD x4 @A'],
    );
    assert.equal(day!.children.find(({ name }) => name === 'P-063 refill')!.detail, '1 error, 1 warning');
  });

  it('names the defaults of the file above the first day', async () => {
    const note = await open(`mac: NGS-JK\nby: RN KL\n\n${NURSE_BILLED_AS_PHYSICIAN}`);
    const symbols = await until(
      () => vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', note.uri),
      found => found?.length === 2,
      found => JSON.stringify(found),
    );
    const [defaults] = symbols;
    assert.deepEqual([defaults!.name, defaults!.range.start.line, defaults!.range.end.line], ['File defaults', 0, 1]);
    assert.deepEqual(
      defaults!.children.map(({ name, detail }) => `${name} ${detail}`),
      ['mac: NGS-JK', 'by: RN KL'],
    );
  });
});

describe('folding', () => {
  afterEach(deleteNotes);

  it('takes each encounter from its header to its last written line', async () => {
    const note = await openExample('clinic-day.encounter');
    await until(
      () => vscode.languages.getDiagnostics(note.uri).length,
      count => count > 0,
      () => 'no findings',
    );
    const folds = await vscode.commands.executeCommand<Fold[]>('vscode.executeFoldingRangeProvider', note.uri);
    const headers = note
      .getText()
      .split('\n')
      .flatMap((line, i) => (line.startsWith('2026-11-20 ') ? [i] : []));
    const ofEncounters = folds.filter(({ start }) => headers.includes(start));
    assert.deepEqual(
      ofEncounters.map(({ start }) => start),
      headers,
    );
    for (const { end } of ofEncounters) assert.equal(note.lineAt(Math.min(end + 1, note.lineCount - 1)).text, '');
  });
});

describe('a growing selection', () => {
  afterEach(deleteNotes);

  it('takes in the word, the item, the line, the encounter', async () => {
    const note = await open(`${NURSE_BILLED_AS_PHYSICIAN}\n2026-12-01 visit P-015 @office\n`);
    await finding(note, 'performer-level');
    const [range] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      note.uri,
      [at(note, '2000', 'baclofen 2000 mcg/mL')],
    );
    const grown: string[] = [];
    for (let one: vscode.SelectionRange | undefined = range; one; one = one.parent) grown.push(note.getText(one.range));
    assert.equal(grown[0], '2000');
    const line = grown.indexOf(note.lineAt(9).text),
      encounter = grown.findIndex(
        text => text.startsWith('2026-11-20') && text.trimEnd().endsWith('J0475-JZ-KD x8 @A'),
      );
    assert.ok(line > 0 && encounter > line, grown.join('\n---\n'));
    for (const [i, text] of grown.entries())
      assert.ok(i === 0 || text.includes(grown[i - 1]!), 'each takes in the one before');
  });
});

describe('semantic tokens', () => {
  afterEach(deleteNotes);

  it('color codes, modifiers, pointers, diagnoses and the patient, and strike out what does not hold on the day', async () => {
    const note = await open(
      NURSE_BILLED_AS_PHYSICIAN.replace('Z45.1', 'Z45.1, G80').replace('95991 @AB', '95991 @AB\nJ0475-25 x8 @A'),
    );
    await finding(note, 'performer-level');
    const [legend, tokens] = await Promise.all([
      vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
        'vscode.provideDocumentSemanticTokensLegend',
        note.uri,
      ),
      vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', note.uri),
    ]);
    const describeFindings: string[] = [];
    for (let i = 0, line = 0, character = 0; i < tokens.data.length; i += 5) {
      const [lines, characters, length, type, modifiers] = tokens.data.slice(i, i + 5) as unknown as [
        number,
        number,
        number,
        number,
        number,
      ];
      character = lines ? characters : character + characters;
      line += lines;
      describeFindings.push(
        [
          note.getText(new vscode.Range(line, character, line, character + length)),
          legend.tokenTypes[type],
          ...legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit)),
        ].join(' '),
      );
    }
    for (const token of [
      'P-660 variable declaration',
      'G80.0 class declaration',
      'G80 class declaration deprecated',
      '95991 class',
      'JZ enumMember',
      '25 enumMember deprecated',
    ]) {
      assert.ok(describeFindings.includes(token), `${token}: ${describeFindings.join(' · ')}`);
    }
  });
});
