/**
 * A list of the diagnoses that support a service, by payer or contractor, as comma-separated values. No official file
 * has one layout for all of them, so this one is ours: `schemas/coverage-list.schema.json`.
 */
import { groupBy } from '../../collections/group-by.js';
import { isIsoDay } from '../../syntax/iso-day.js';
import type { Row } from '../block-table.js';
import { spellDiagnosis } from '../diagnosis-spelling.js';
import { hasHeader, headerCell, headerOf, readCsv, rowsBelow, type CsvRecord } from './csv.js';
import { byKey } from './pprrvu.js';
import { dayFromName } from './release-day.js';
import type { Importer, Mention } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

/** Its columns, in any order. */
export const COVERAGE_COLUMNS = ['payer', 'service', 'diagnosis', 'support', 'from', 'to', 'source'] as const;

export const coverageList: Importer = {
  title: 'list of diagnoses that support a service, csv (payer, service, diagnosis, support, from, to, source)',
  recognizes: head => hasHeader(head, COVERAGE_COLUMNS.slice(0, 4)),
  read: readCoverage,
};

function readCoverage(file: TextFile): ReturnType<Importer['read']> {
  const records = readCsv(file);
  const header = headerOf(file, records, COVERAGE_COLUMNS.slice(0, 4));
  const cells = header.cells.map(headerCell);
  const column = (name: string): number => {
    const at = cells.indexOf(name.toUpperCase());
    if (at < 0) throw new LayoutError(file.name, header.line, `a column “${name}”`);
    return at;
  };
  const columns = COVERAGE_COLUMNS.map(column);
  const isRow = ({ cells: own }: CsvRecord): boolean => /^(yes|no)$/i.test((own[columns[3]!] ?? '').trim());
  const lines = rowsBelow(file, records, header, isRow);
  const rows = lines.map(record => rowOf(file, record, columns));
  requireAgreement(
    file,
    rows.map((row, i) => ({ row, line: lines[i]!.line })),
  );
  const payers = [...new Set(rows.map(({ key }) => key.split(' ')[0]!))].sort();
  const first = rows.map(({ info }) => info.split(',')[1]!).sort()[0];
  const mentions = rows.map((row, i) => mentionOf(row, lines[i]!.line));
  return [
    {
      set: 'coverage',
      name: payers.join(', '),
      from: dayFromName(file.name) ?? first,
      mentions,
      rows: [...rows].sort(byKey),
    },
  ];
}

function mentionOf({ key, info }: Row, line: number): Mention {
  const [payer, , diagnosis] = key.split(' ') as [string, string, string];
  return { line, payer, diagnosis, from: info.split(',')[1]! };
}

function rowOf(file: TextFile, { line, cells }: CsvRecord, columns: readonly number[]): Row {
  const [payer, service, diagnosis, support, from, to, source] = columns.map(at => (cells[at] ?? '').trim());
  const expect = (isRight: boolean, expected: string): void => {
    if (!isRight) throw new LayoutError(file.name, line, expected);
  };
  expect(/^#?[A-Za-z][\w-]*$/.test(payer!), 'a payer or contractor, as the notes name it: medicare, NGS-JK');
  expect(/^[0-9A-Z]{5}$/i.test(service!), 'a service code of five characters');
  expect(
    /^[A-Z][0-9A-Z]{2}(\.?[0-9A-Z]{1,4})?(\.?[-*])?$/i.test(diagnosis!),
    'a diagnosis, or the beginning of some: G80.1, G80.-',
  );
  expect(/^(yes|no)$/i.test(support!), 'yes or no under support');
  expect(isIsoDay(from!), 'a first day as 2026-10-01 under from');
  expect(to === '' || (isIsoDay(to!) && to! >= from!), 'a last day as 2026-12-31 under to, or nothing');
  expect(source !== '', 'the policy or article that says so, under source');
  return {
    key: `${payer!.toLowerCase().replace(/^#/, '')} ${service!.toUpperCase()} ${prefixOf(diagnosis!)}`,
    info: `${/^yes$/i.test(support!) ? '1' : '0'},${from},${to}`,
    text: source!,
  };
}

/** Throws where a line supports what an earlier one of the same payer, service and diagnosis denies on common days. */
function requireAgreement(file: TextFile, all: readonly { readonly row: Row; readonly line: number }[]): void {
  for (const entries of groupBy(all, ({ row }) => row.key).values())
    entries.forEach(({ row, line }, i) => {
      const other = entries.slice(0, i).find(earlier => contradicts(earlier.row, row));
      if (other)
        throw new LayoutError(file.name, line, `the same support as in line ${other.line}, or days that do not meet`);
    });
}

function contradicts(a: Row, b: Row): boolean {
  const [support, from = '', to = ''] = a.info.split(',');
  const [otherSupport, otherFrom = '', otherTo = ''] = b.info.split(',');
  return support !== otherSupport && from <= (otherTo || LAST_DAY) && otherFrom <= (to || LAST_DAY);
}

const LAST_DAY = '9999-12-31';

/** `G80.-` and `G80*` are every code that begins with G80. */
function prefixOf(diagnosis: string): string {
  return spellDiagnosis(diagnosis.replace(/\.?[-*]$/, '')) + (/[-*]$/.test(diagnosis) ? '-' : '');
}
