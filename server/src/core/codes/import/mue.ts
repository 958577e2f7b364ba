/**
 * Medically unlikely edits as comma-separated values: a quoted notice, then code, value, adjudication indicator and
 * rationale.
 */
import type { Row } from '../block-table.js';
import { columnsOf, headerCell, readCsv, rowsBelow, type CsvRecord } from './csv.js';
import { refuseMedicaid } from './medicaid.js';
import { dayFromName } from './release-day.js';
import type { Importer, ReleaseSet } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

export const mue: Importer = {
  title: 'medically unlikely edits, csv',
  recognizes: head => /MUE Adjudication Indicator/i.test(head) && /MUE Values/i.test(head),
  read: readMue,
};

/** The name of the value column says for which services the limits are. */
const VALUES: readonly (readonly [column: RegExp, set: ReleaseSet])[] = [
  [/^PRACTITIONER .*MUE VALUES$/, 'MUE'],
  [/^(OUTPATIENT|HOSPITAL|FACILITY) .*MUE VALUES$/, 'MUE facility'],
  [/^DME .*MUE VALUES$/, 'MUE equipment'],
];

function readMue(file: TextFile): ReturnType<Importer['read']> {
  refuseMedicaid(file.name);
  const records = readCsv(file);
  const at = records.findIndex(({ cells }) => cells.some(cell => headerCell(cell) === 'MUE ADJUDICATION INDICATOR'));
  const header = records[at];
  if (!header) throw new LayoutError(file.name, 1, 'a header with MUE Adjudication Indicator');
  const values = header.cells.map(headerCell);
  const kind = VALUES.find(([column]) => values.some(cell => column.test(cell)));
  if (!kind)
    throw new LayoutError(
      file.name,
      header.line,
      'MUE values of practitioner, outpatient hospital or DME supplier services',
    );
  const columns = columnsOf(file, header, [
    'HCPCS/ CPT CODE',
    values.find(cell => kind[0].test(cell))!,
    'MUE ADJUDICATION INDICATOR',
    'MUE RATIONALE',
  ]);
  const isRow = ({ cells }: CsvRecord): boolean => /^[0-9A-Z]{5}$/.test((cells[columns[0]!] ?? '').trim());
  const limits = new Map<string, Row>();
  for (const { line, cells } of rowsBelow(file, records, header, isRow)) {
    const [code, value, indicator, rationale] = columns.map(column => (cells[column] ?? '').trim());
    if (!/^[0-9A-Z]{5}$/.test(code!) || !/^\d+$/.test(value!) || !/^[123] /.test(indicator!))
      throw new LayoutError(file.name, line, 'a code, a number of units and an adjudication indicator 1, 2 or 3');
    const info = `${Number(value)},${indicator![0]}`;
    const before = limits.get(code!)?.info;
    if (before !== undefined && before !== info)
      throw new LayoutError(file.name, line, `one limit for ${code}: an earlier line has another`);
    limits.set(code!, { key: code!, info, text: rationale ?? '' });
  }
  const rows = [...limits.values()];
  return [{ set: kind[1], from: dayFromName(file.name), rows: rows.sort((a, b) => (a.key < b.key ? -1 : 1)) }];
}
