// What the server answers beyond the protocol, as protocol/messages.ts says it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import { CHANGED, type ImportedCharges, type Requests } from '../../protocol/messages';
import fc from 'fast-check';
import { RULES } from '../../server/src/core/check/catalog';
import { brokenNote } from '../support/broken-notes';
import { Editor, type EditorOptions } from './client';
import { APART, EARLIER_WITH_PUMP, LATER_WITHOUT_PUMP, NURSE_BILLED_AS_PHYSICIAN as NOTE, textIn } from './notes';

const uri = 'untitled:note.encounter';
let editor: Editor;
let folder: string;
const start = async (options: EditorOptions = {}): Promise<void> => {
  editor?.end();
  editor = await Editor.start(options);
};
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'notes-'));
});
afterEach(() => {
  editor.end();
  rmSync(folder, { recursive: true, force: true });
});
const ask = <M extends keyof Requests>(method: M, params?: Requests[M]['params']): Promise<Requests[M]['result']> =>
  editor.request(method, params);
/** A file of the folder, which the server was started in. */
const onDisk = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return pathToFileURL(path.join(folder, name)).href;
};
const inFolder = (): EditorOptions => ({ folders: [{ uri: pathToFileURL(folder).href, name: 'notes' }] });
const line = (word: string, text = NOTE): number => text.split('\n').findIndex(one => one.includes(word));

describe('explaining an encounter', () => {
  it('gives the report of the one encounter, with places in the note to jump to', async () => {
    await start();
    await editor.open(uri, `${APART}\n${NOTE}`);
    const above = APART.split('\n').length;
    const found = await ask('encounterNotes/explainEncounter', {
      textDocument: { uri },
      position: { line: above + 5, character: 3 },
    });
    expect(found?.range.start).toEqual({ line: above, character: 0 });
    const [encounter, ...others] = found!.report.encounters;
    expect(others).toEqual([]);
    expect(encounter).toMatchObject({ patient: 'P-311', line: above + 1, file: uri });
    const rule = encounter!.rules.find(({ id }) => id === 'performer-level');
    expect(rule).toMatchObject({ outcome: 'fail', findings: [{ line: above + 1 + line('95991') }] });
    expect(rule!.findings[0]!.evidence).toContainEqual(
      expect.objectContaining({ file: uri, line: above + 1 + line('by: RN'), text: 'by: RN TT' }),
    );
  });

  it('cites lines of other notes by their addresses', async () => {
    await start(inFolder());
    const earlier = onDisk('earlier.encounter', EARLIER_WITH_PUMP);
    await start(inFolder());
    await editor.open(uri, LATER_WITHOUT_PUMP);
    const found = await ask('encounterNotes/explainEncounter', {
      textDocument: { uri },
      position: { line: 0, character: 0 },
    });
    expect(JSON.stringify(found)).toContain(`"file":"${earlier}","line":2`);
  });

  it('takes the first encounter for the head of the file, and none for a file without any', async () => {
    await start();
    await editor.open(uri, `mac: NGS-JK\n\n${NOTE}`);
    expect(
      (await ask('encounterNotes/explainEncounter', { textDocument: { uri }, position: { line: 0, character: 0 } }))
        ?.range.start.line,
    ).toBe(2);
    await editor.open('untitled:empty.encounter', 'mac: NGS-JK\n');
    const at = (of: string) => ({ textDocument: { uri: of }, position: { line: 0, character: 0 } });
    expect(await ask('encounterNotes/explainEncounter', at('untitled:empty.encounter'))).toBeNull();
    expect(await ask('encounterNotes/claimPreview', at('untitled:empty.encounter'))).toBeNull();
    expect(await ask('encounterNotes/explainEncounter', at('untitled:unknown.encounter'))).toBeNull();
  });
});

it('previews the claim in the boxes of the form, with the places that its lines come from', async () => {
  await start();
  await editor.open(uri, NOTE);
  const preview = await ask('encounterNotes/claimPreview', {
    textDocument: { uri },
    position: { line: 3, character: 0 },
  });
  expect(preview).toMatchObject({
    patient: 'P-311',
    date: '2026-10-06',
    services: ['refill'],
    state: { errors: expect.any(Number), words: expect.stringMatching(/error/) },
  });
  expect(preview!.diagnoses.map(({ letter, printed }) => `${letter} ${printed}`)).toEqual(['A G8251', 'B Z451']);
  expect(preview!.forms).toMatchObject([
    [
      { code: '95991', date: '10 06 26', place: '11', pointers: 'AB', charge: null, npi: null },
      { code: 'J0475', modifiers: ['JZ'], units: 2 },
    ],
  ]);
  expect(preview!.forms[0]!.map(({ at }) => textIn(NOTE, at!.range))).toEqual(['95991 @AB', 'J0475-JZ x2 @A']);
  for (const { at } of preview!.remarks) expect(at?.uri).toBe(uri);
});

it('names what a claim leaves out and what is waived', async () => {
  await start();
  await editor.open(uri, `${NOTE.trimEnd().replace(/^J0475/m, '? J0475')}\nok: performer-level "reviewed", KL\n`);
  const preview = await ask('encounterNotes/claimPreview', {
    textDocument: { uri },
    position: { line: 3, character: 0 },
  });
  expect(preview).toMatchObject({ leftOut: ['J0475'], waived: ['performer-level'] });
});

describe('the report', () => {
  it('is of one note, or of all by the names in which they differ', async () => {
    await start();
    onDisk('a b.encounter', EARLIER_WITH_PUMP);
    const later = onDisk('later.encounter', LATER_WITHOUT_PUMP);
    await start(inFolder());
    const one = await ask('encounterNotes/report', { textDocument: { uri: later } });
    expect(one.match(/^## .*P-322/gm)).toHaveLength(1);
    const all = await ask('encounterNotes/report', {});
    expect(all.match(/^## .*P-322/gm)).toHaveLength(2);
    expect(all).toContain('\na b.encounter, line 1 ');
    expect(all).not.toContain('file:');
    expect(await ask('encounterNotes/report', { textDocument: { uri: 'file:///nowhere.encounter' } })).not.toContain(
      '## 2026',
    );
  });
});

it('lists the code sets, and for how many encounters each decides', async () => {
  await start();
  await editor.open(uri, '2025-09-20 visit P-014 @office\nby: MD AS\ndx: G35\n99213 @A\n');
  const sets = await ask('encounterNotes/codeSets', { date: '2026-11-30' });
  expect(sets).toMatchObject({ loaded: 0, problems: [] });
  expect(sets.markdown).toMatch(/\| ICD-10-CM \| FY2025 \| 2024-10-01 \| shipped \| replaced \| 1 \|/);
  // A server with a disk of its own leaves the import to the command line.
  expect(await ask('encounterNotes/importCodeSets', { files: [], isLicensed: false, from: null })).toBeNull();
});

describe('an import of charges', () => {
  const SHEET = 'DOS,MRN,CPT,Mod,Units,DX\n11/20/2026,7700,J0475,"JZ,KD",8,G80.0\n11/20/2026,7700,95990,,1,G80.0\n';
  const imported = (name: string): Promise<ImportedCharges> =>
    ask('encounterNotes/importCharges', {
      uri: pathToFileURL(path.join(folder, name)).href,
      folder: pathToFileURL(folder).href,
    });

  it('shows how the columns of a sheet are read until a mapping says it', async () => {
    writeFileSync(path.join(folder, 'day.csv'), SHEET);
    await start();
    const guess = await imported('day.csv');
    assert('note' in guess && guess.guessed?.file);
    expect(guess).toMatchObject({ encounters: 1, unread: 0 });
    expect(guess.note).toBe('2026-11-20 visit P-XXX\ndx: G80.0\nJ0475-JZ-KD x8\n95990\n');
    expect(guess.guessed.meanings).toContainEqual({ meaning: 'Modifiers', columns: ['Mod'] });
    mkdirSync(path.join(folder, '.encounter'));
    writeFileSync(path.join(folder, '.encounter/columns.json'), guess.guessed.file);
    expect(await imported('day.csv')).toEqual({ ...guess, guessed: null });
  });

  it('reads messages, claims and chart text, and says in one sentence why a file is none', async () => {
    writeFileSync(
      path.join(folder, 'one.hl7'),
      'MSH|^~\\&|A|B|C|D|20261120||DFT^P03|1|T|2.5.1\rFT1|1|||20261120||CG|95990^^C4|||1\r',
    );
    writeFileSync(path.join(folder, 'chart.txt'), 'Patient: Testperson, Ina\nDate: 11/20/2026\nFilled with 40 mL.\n');
    writeFileSync(path.join(folder, 'cut.x12'), 'ISA*00*');
    writeFileSync(path.join(folder, 'book.csv'), 'PK\u0003\u0004');
    await start();
    expect(await imported('one.hl7')).toMatchObject({ note: '2026-11-20 visit P-XXX\n95990\n', guessed: null });
    const chart = await imported('chart.txt');
    assert('note' in chart);
    expect(chart.note).toContain('fill: in 40 mL');
    expect(chart.note).not.toMatch(/testperson|\bina\b/i);
    for (const [name, why] of [
      ['cut.x12', /^cut\.x12: segment 1, ISA.*expected 16 elements\.$/],
      ['book.csv', /^book\.csv: line 1: the file is a workbook.*\.$/],
      ['none.csv', /^This file is not read: .*\.$/],
    ] as const)
      expect(await imported(name)).toEqual({ problem: expect.stringMatching(why) });
  });
});

describe('exporting charges', () => {
  /** The right codes for what the nurse did. */
  const RIGHT = NOTE.replace('95991', '95990').replace('J0475-JZ x2', 'J0475-JZ-KD x2');
  const exported = (format: 'csv' | 'x12', reason: string | null = null, of = uri) =>
    ask('encounterNotes/exportCharges', { textDocument: { uri: of }, format, reason });

  it('writes the claims of a checked note as a charge sheet or a claim file', async () => {
    await start();
    await editor.open(uri, RIGHT);
    const sheet = await exported('csv');
    assert(sheet && 'text' in sheet, JSON.stringify(sheet));
    expect(sheet).toMatchObject({ claims: 1, charges: 2, remarks: [], page: null });
    expect(sheet.text).toMatch(/^Date of Service,Patient,.*\r?\n2026-10-06,P-311,.*,95990,/);
    const file = await exported('x12');
    assert(file && 'text' in file, JSON.stringify(file));
    expect(file.text).toContain('SV1*HC:J0475:JZ:KD*');
  });

  it('holds them back while the note has errors, unless a reason is stated', async () => {
    await start();
    await editor.open(uri, NOTE);
    for (const reason of [null, '  ']) {
      const held = await exported('csv', reason);
      assert(held && 'errors' in held, JSON.stringify(held));
      expect(held.errors).toContainEqual({
        line: line('95991'),
        text: expect.stringMatching(/^Bill 95990: /),
      });
    }
    const sent = await exported('csv', 'payer *asked* for it');
    assert(sent && 'text' in sent);
    expect(sent.text).toContain('95991');
    expect(sent.page).toContain('## Errors overridden: “payer \\*asked\\* for it”');
    expect(sent.page).toMatch(/\n- Line \d+: Bill 95990: /);
  });

  it('says which lines stay behind and which findings are waived', async () => {
    await start();
    await editor.open(uri, `${RIGHT}? 99213-25 @A\n`);
    const sheet = await exported('csv');
    assert(sheet && 'text' in sheet, JSON.stringify(sheet));
    expect(sheet.remarks).toContainEqual({
      line: line('? 99213', `${RIGHT}? 99213-25 @A\n`),
      text: '99213 is not exported: the line is marked ? (unsure)',
    });
    expect(sheet.text).not.toContain('99213');
  });

  it('says why no claim can be written', async () => {
    await start(inFolder());
    await editor.open(uri, '2026-11-20 refill P-660 @office\nby: RN TT\n');
    expect(await exported('csv')).toEqual({ problem: 'This note bills nothing.' });
    await editor.open('untitled:nowhere.encounter', RIGHT.replace(' @office', ''));
    const claim = await exported('x12', 'test', 'untitled:nowhere.encounter');
    expect(claim).toEqual({ problem: 'Line 1: no place of service is stated, and CLM05 needs one.', line: 0 });
    mkdirSync(path.join(folder, '.encounter'));
    writeFileSync(path.join(folder, '.encounter/columns.json'), '{ "columns": 1 }');
    const kept = onDisk('kept.encounter', RIGHT);
    await editor.open(kept, RIGHT);
    expect(await exported('csv', null, kept)).toMatchObject({
      problem: expect.stringMatching(/^\.encounter\/columns\.json: line 1: /),
    });
    expect(await exported('csv', null, 'untitled:none.encounter')).toBeNull();
  });
});

it('tells which encounters change by the tables of another day', async () => {
  await start();
  await editor.open(uri, '2025-09-20 visit P-014 @office\nby: MD AS\ndx: G35\n99213 @A\n');
  const on = await ask('encounterNotes/whatChanges', { date: '2025-10-01' });
  expect(on).toMatchObject({ encounters: 1, changes: 1 });
  expect(on!.markdown).toContain('1 of 1 encounters changes by the tables of 2025-10-01.');
  expect(on!.markdown).toMatch(/- new: error `diagnosis-not-billable`, line 3: Code one of the codes below G35/);
  expect(await ask('encounterNotes/whatChanges', { date: '2025-09-01' })).toMatchObject({ changes: 0 });
  expect(await ask('encounterNotes/whatChanges', { date: 'tomorrow' })).toBeNull();
});

describe('days', () => {
  it('are counted without being checked, and checked when one is asked for', async () => {
    await start();
    await editor.open(uri, `${NOTE}\n${EARLIER_WITH_PUMP}\n2026-02-30 visit P-400 @office\n`);
    expect(await ask('encounterNotes/days')).toEqual([
      { date: '2026-10-06', encounters: 1 },
      { date: '2026-05-04', encounters: 1 },
      { date: null, encounters: 1 },
    ]);
    const [encounter] = await ask('encounterNotes/day', { date: '2026-10-06' });
    expect(encounter).toMatchObject({
      uri,
      patient: 'P-311',
      services: ['refill'],
      state: { words: expect.stringMatching(/^1 error/) },
    });
    expect(encounter!.range.start).toEqual({ line: 0, character: 0 });
    expect(await ask('encounterNotes/day', { date: null })).toMatchObject([{ patient: 'P-400' }]);
    expect(await ask('encounterNotes/day', { date: '1999-01-01' })).toEqual([]);
  });

  it('notify of changes only clients that ask for it', async () => {
    for (const wantsChanges of [true, false]) {
      await start({ initializationOptions: { wantsChanges } });
      let changes = 0;
      editor.connection.onNotification(CHANGED, () => void changes++);
      const heard = new Promise<void>(resolve => {
        if (wantsChanges) editor.connection.onNotification(CHANGED, resolve);
        else resolve();
      });
      await editor.open(uri, NOTE);
      await heard;
      if (wantsChanges) continue;
      for (let version = 2; version < 6; version++)
        await editor.change(uri, version, [{ text: `${NOTE}; ${version}\n` }]);
      await new Promise(resolve => {
        setTimeout(resolve, 1000);
      });
      expect(changes).toBe(0);
    }
  });
});

it('finds and explains codes, words and rules without any note', async () => {
  await start();
  const [code] = await ask('encounterNotes/findTopics', { query: '62370', date: '2026-11-20' });
  expect(code).toMatchObject({ label: '62370', kind: 'code' });
  expect(await ask('encounterNotes/explainTopic', { topic: code!.topic })).toMatch(/^\*\*62370\*\* · /);
  expect(await ask('encounterNotes/explainTopic', { topic: { kind: 'nonsense', word: 'x' } })).toBeNull();
  expect(await ask('encounterNotes/findTopics', { query: 'zzzzzz', date: '2026-11-20' })).toEqual([]);
});

it('lists the rules with the level in force, who set it, and the page', async () => {
  await start({ settings: () => ({ rules: { 'performer-level': 'hint' } }) });
  await editor.open(uri, `payer: medicare\n\n${NOTE}`);
  const rules = await ask('encounterNotes/rules', { textDocument: { uri } });
  expect(rules.find(({ id }) => id === 'performer-level')).toMatchObject({
    level: 'hint',
    setBy: 'set in the settings',
    page: expect.stringMatching(/docs\/rules\/performer-level\.md$/),
  });
  expect(rules.find(({ id }) => id === 'supervision')).toMatchObject({
    level: 'error',
    setBy: 'set by the payer profile medicare',
  });
  expect(rules.find(({ id }) => id === 'npi')).toMatchObject({ setBy: 'rule default' });
});

it('begins an encounter from the last visit as a snippet, at the end of the note', async () => {
  await start();
  await editor.open(uri, NOTE);
  expect(await ask('encounterNotes/patients')).toMatchObject([
    { patient: 'P-311', date: '2026-10-06', services: ['refill'], visits: 1, uri },
  ]);
  const next = await ask('encounterNotes/nextEncounter', {
    textDocument: { uri },
    patient: 'p-311',
    date: '2026-12-01',
  });
  expect(next!.position).toEqual({ line: NOTE.split('\n').length - 1, character: 0 });
  expect(next!.snippet).toMatch(/^\n2026-12-01 \$\{1\|refill,[^}]*\|\} P-311 @office\nby: \$\{2:[A-Z]+ [A-Z]+\}\n/);
  expect(next!.snippet).toMatch(/\ndx: \$\{\d+:G82\.51, Z45\.1\}\n/);
  expect(next!.snippet).not.toContain('pump:');
  expect(await ask('encounterNotes/nextEncounter', { patient: 'P-999', date: '2026-12-01' })).toBeNull();
  expect((await ask('encounterNotes/nextEncounter', { patient: 'P-311', date: '2026-12-01' }))!.position).toEqual({
    line: 0,
    character: 0,
  });
});

it('reads and sets the payer of an encounter', async () => {
  await start();
  await editor.open(uri, NOTE);
  const at = { textDocument: { uri }, position: { line: 0, character: 0 } };
  const payers = await ask('encounterNotes/payers', at);
  expect(payers.map(({ id }) => id)).toContain('medicare-advantage');
  const now = await ask('encounterNotes/payer', at);
  expect(now).toMatchObject({ id: 'national', typed: null });
  expect(await ask('encounterNotes/choosePayer', { ...at, payer: 'bcbs' })).toMatchObject({
    newText: expect.stringContaining('#bcbs'),
  });
  expect(await ask('encounterNotes/choosePayer', { ...at, payer: 'a b' })).toBeNull();
});

describe('a check of the workspace', () => {
  it('gives the findings of every note, open or not, and the next time only what is new', async () => {
    await start();
    const later = onDisk('later.encounter', LATER_WITHOUT_PUMP);
    await start(inFolder());
    await editor.open(uri, NOTE);
    const first = await ask('encounterNotes/checkWorkspace', {});
    expect(first.notes.map(note => note.uri).sort()).toEqual([later, uri]);
    expect(first).toMatchObject({ encounters: 2 });
    const diagnostics = first.notes.find(note => note.uri === later)!.diagnostics;
    expect(diagnostics).toEqual(await editor.findings(later));
    const levels = first.notes.flatMap(note => note.diagnostics as Diagnostic[]).map(({ severity }) => severity);
    expect([first.errors, first.warnings]).toEqual(
      [DiagnosticSeverity.Error, DiagnosticSeverity.Warning].map(level => levels.filter(one => one === level).length),
    );
    expect(first.errors).toBeGreaterThan(0);
    const known = Object.fromEntries(first.notes.map(({ uri: of, id }) => [of, id]));
    expect((await ask('encounterNotes/checkWorkspace', { known })).notes).toEqual(
      first.notes.map(({ uri: of, id }) => ({ uri: of, id })),
    );
    await editor.open('untitled:earlier.encounter', EARLIER_WITH_PUMP);
    const again = await ask('encounterNotes/checkWorkspace', { known });
    expect(
      again.notes
        .filter(note => note.diagnostics)
        .map(note => note.uri)
        .sort(),
    ).toEqual([later, 'untitled:earlier.encounter']);
  });

  it('says how far it is, and stops when it is canceled', async () => {
    await start();
    for (let i = 0; i < 50; i++)
      onDisk(
        `day-${i}.encounter`,
        Array.from({ length: 5 }, (_, j) => NOTE.replaceAll('P-311', `P-${1000 + i * 5 + j}`)).join('\n'),
      );
    await start(inFolder());
    const kinds: string[] = [];
    editor.connection.onNotification('$/progress', ({ token, value }: { token: string; value: { kind: string } }) => {
      if (token === 'check') kinds.push(value.kind);
    });
    const checked = await ask('encounterNotes/checkWorkspace', { workDoneToken: 'check' });
    expect(checked).toMatchObject({ encounters: 250 });
    expect([kinds[0], kinds.at(-1), kinds.includes('report')]).toEqual(['begin', 'end', true]);

    await start(inFolder());
    await ask('encounterNotes/status');
    const source = new CancellationTokenSource();
    const canceled = editor.connection.sendRequest('encounterNotes/checkWorkspace', {}, source.token);
    source.cancel();
    await expect(canceled).rejects.toMatchObject({ code: -32800 });
    expect(await ask('encounterNotes/days')).toHaveLength(1);
  });
});

it('describes a note without a word of it', async () => {
  await start();
  const secret = `${NOTE}| Call the daughter at home, she is called Wilhelmina.\n`;
  await editor.open(uri, secret, 7);
  const shape = await ask('encounterNotes/noteShape', { textDocument: { uri } });
  expect(shape).toMatchObject({
    version: 7,
    characters: secret.length,
    encounters: 1,
    lines: { header: 1, code: 2, narrative: 1 },
  });
  expect(shape!.findings).toContainEqual({
    rule: 'performer-level',
    severity: 'error',
    range: { start: { line: line('95991'), character: 0 }, end: { line: line('95991'), character: 5 } },
    fixes: expect.any(Number),
  });
  const shownText = JSON.stringify(shape);
  for (const word of ['Wilhelmina', 'P-311', 'NGP', 'baclofen', '95991', 'TT']) expect(shownText).not.toContain(word);
});

it('describes any note in words that are not the note’s: rule ids, levels, kinds of lines and numbers', async () => {
  await start();
  const words = new Set<unknown>([
    ...RULES.map(({ id }) => id),
    'error',
    'warning',
    'info',
    'hint',
    'version',
    'characters',
    'lines',
    'encounters',
    'findings',
    'rule',
    'severity',
    'range',
    'start',
    'end',
    'line',
    'character',
    'fixes',
    'header',
    'field',
    'code',
    'narrative',
    'fenced',
    'stray',
    'comment',
    'blank',
    'fence-open',
    'fence-close',
  ]);
  const textsOf = (value: unknown): unknown[] =>
    typeof value !== 'object' || value === null
      ? [value]
      : Object.entries(value).flatMap(([key, inner]) => [...(Array.isArray(value) ? [] : [key]), ...textsOf(inner)]);
  await editor.open(uri, '', 1);
  for (const [i, note] of fc.sample(brokenNote, 60).entries()) {
    await editor.change(uri, i + 2, [{ text: note }]);
    const shape = await ask('encounterNotes/noteShape', { textDocument: { uri } });
    expect(textsOf(shape).filter(word => typeof word === 'string' && !words.has(word))).toEqual([]);
  }
});

it('reads pasted chart text into a snippet of a note, with a gap for the patient', async () => {
  await start();
  await editor.open(uri, '');
  const text =
    'Date 11/20/2026\nOffice\nExpected residual 6 mL. Aspirated 5.8 mL, filled with 40 mL baclofen 2000 mcg/mL.\n';
  const at = { textDocument: { uri }, position: { line: 0, character: 0 } };
  const pasted = await ask('encounterNotes/pasteChart', { ...at, text });
  expect(pasted).toMatchObject({ items: 4, unsure: 0 });
  expect(pasted!.snippet).toMatch(
    /^2026-11-20 refill \$\{1:P-XXX\} @office\nby: \$2\nprep: \$3\nread: expected 6 mL\nfill: out 5\.8 mL, in 40 mL\n/,
  );
  expect(pasted!.snippet).toContain('\n"""\nDate 11/20/2026\n');
  expect(await ask('encounterNotes/pasteChart', { ...at, text: 'dear all,\nsee you\ntomorrow\n' })).toBeNull();
  expect(await ask('encounterNotes/pasteChart', { ...at, text: NOTE })).toBeNull();
});

it('answers requests that are not what they should be, and stays alive', async () => {
  await start();
  const methods: (keyof Requests)[] = [
    'encounterNotes/explainEncounter',
    'encounterNotes/report',
    'encounterNotes/claimPreview',
    'encounterNotes/days',
    'encounterNotes/day',
    'encounterNotes/findTopics',
    'encounterNotes/explainTopic',
    'encounterNotes/codeSheet',
    'encounterNotes/rules',
    'encounterNotes/patients',
    'encounterNotes/nextEncounter',
    'encounterNotes/payer',
    'encounterNotes/payers',
    'encounterNotes/choosePayer',
    'encounterNotes/worklist',
    'encounterNotes/patientTimeline',
    'encounterNotes/pasteChart',
    'encounterNotes/checkWorkspace',
    'encounterNotes/noteShape',
    'encounterNotes/redactNote',
  ];
  for (const method of methods) {
    for (const params of [
      undefined,
      null,
      {},
      [1, 2],
      'x',
      { textDocument: 1, position: 'x', query: 1, topic: null, patient: {}, date: [], known: 3, workDoneToken: {} },
    ]) {
      await editor
        .request(method, params)
        .catch((error: { code: number }) => expect(error.code, `${method} ${JSON.stringify(params)}`).not.toBe(-32603));
    }
  }
  expect(await ask('encounterNotes/days')).toEqual([]);
});
