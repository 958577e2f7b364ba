// What five published pages say, as notes: true statements pass, wrong ones are caught by a rule that has a name. See
// README.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ruleById } from '../../../server/src/core/check/catalog';
import { check } from '../../support/checking';
import { readNotes, readTable, type Row } from './corpus';

const folder = import.meta.dirname;
const verdicts: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(folder, 'rows.json'), 'utf8'));
const notes = readNotes(folder);
const tables = readdirSync(folder)
  .filter(name => /^[0-9]+\.md$/.test(name))
  .sort()
  .map(file => ({ file, rows: readTable(folder, file, notes) }));
const rows = tables.flatMap(table => table.rows);
const failed = new Set<string>();

describe('the notes that the rows change', () => {
  for (const [name, note] of notes) it(`${name} is right as it stands`, () => expect(said(note)).toEqual([]));
});

for (const table of tables) {
  describe(table.file, () => {
    for (const row of table.rows)
      if (row.note !== undefined)
        it(`${row.id} ${row.verdict}: ${row.says} (line ${row.line})`, () => judge(row, row.note!));
  });
}

function judge(row: Row, note: string): void {
  failed.add(row.id);
  const found = check(note);
  const loud = found.filter(({ finding }) => finding.severity === 'error' || finding.severity === 'warning');
  expect(said(note), note).toEqual(
    expect.arrayContaining(row.answer.map(rule => expect.stringContaining(` ${rule}: `))),
  );
  expect(
    [...new Set(loud.map(({ finding }) => finding.rule))].filter(rule => !row.answer.includes(rule)),
    said(note).join('\n'),
  ).toEqual([]);
  failed.delete(row.id);
}

function said(note: string): string[] {
  return check(note).map(({ line, finding }) => `line ${line} ${finding.severity} ${finding.rule}: ${finding.message}`);
}

describe('every row', () => {
  it('is there, with its verdict', () => {
    const ids = new Set(rows.map(({ id }) => id));
    expect(Object.keys(verdicts)).toHaveLength(175);
    expect(Object.keys(verdicts).filter(id => !ids.has(id))).toEqual([]);
    expect(
      rows.filter(({ id, verdict }) => verdicts[id] !== verdict).map(({ id, verdict }) => `${id} ${verdict}`),
    ).toEqual([]);
  });

  it('that is wrong, misleading or outdated is answered by a rule, if a note can turn on it', () => {
    const wrong = rows.filter(({ verdict }) => CAUGHT.has(verdict));
    expect(wrong.filter(({ note, answer }) => note !== undefined && answer.length === 0).map(({ id }) => id)).toEqual(
      [],
    );
    expect(rows.flatMap(({ answer }) => answer).filter(rule => !ruleById(rule))).toEqual([]);
  });

  it('has a note, or one reason for all its lines', () => {
    for (const { id } of rows)
      expect(new Set(rows.filter(row => row.id === id).map(({ note }) => note === undefined)).size, id).toBe(1);
  });
});

const CAUGHT = new Set(['wrong', 'misleading', 'outdated']);

afterAll(() => {
  const distinct = (of: readonly Row[]): string[] => [...new Set(of.map(({ id }) => id))];
  const withNote = rows.filter(({ note }) => note !== undefined);
  const score = (is: (verdict: string) => boolean): string => {
    const all = distinct(withNote.filter(({ verdict }) => is(verdict)));
    return `${all.filter(id => !failed.has(id)).length} of ${all.length}`;
  };
  const idle = rows.filter(({ note }) => note === undefined);
  console.log(
    [
      `seeds: ${Object.keys(verdicts).length} statements: ${score(verdict => CAUGHT.has(verdict))} wrong, misleading or outdated ones are caught, ${score(verdict => verdict === 'true')} true ones pass, ` +
        `${score(verdict => verdict === 'payer-specific')} that depend on the payer are told apart; no note turns on the other ${distinct(idle).length}:`,
      ...idle.map(({ id, verdict, why }) => `  ${id} (${verdict}): ${why}`),
    ].join('\n'),
  );
});
