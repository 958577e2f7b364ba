/**
 * Payment limits of Part B drugs (ASP pricing) as comma-separated values: notices, then HCPCS code, description,
 * dosage, payment limit.
 */
import { headerCell, readCsv, rowsBelow, type CsvRecord } from './csv.js';
import { byKey } from './pprrvu.js';
import { oneRowEach } from './repeated-rows.js';
import { dayFromName } from './release-day.js';
import type { Importer } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

export const aspPricing: Importer = {
  title: 'payment limits of Part B drugs (ASP pricing), csv',
  recognizes: head => /(^|\n)"?HCPCS[\s_]*Code"?,/i.test(head) && /Payment[\s_]*Limit/i.test(head),
  read: readAspPricing,
};

function readAspPricing(file: TextFile): ReturnType<Importer['read']> {
  const records = readCsv(file);
  const plain = (cell: string): string => headerCell(cell.replaceAll('_', ' '));
  const at = records.findIndex(
    ({ cells }) =>
      cells.some(cell => plain(cell) === 'HCPCS CODE') && cells.some(cell => plain(cell) === 'PAYMENT LIMIT'),
  );
  const header = records[at];
  if (!header) throw new LayoutError(file.name, 1, 'a header with HCPCS Code and Payment Limit');
  const titles = header.cells.map(plain);
  const [code, limit] = [titles.indexOf('HCPCS CODE'), titles.indexOf('PAYMENT LIMIT')];
  const column = (title: string): number => {
    const found = titles.findIndex(cell => cell.includes(title));
    if (found < 0) throw new LayoutError(file.name, header.line, `a column with ${title} in its name`);
    return found;
  };
  const [name, dosage] = [column('DESCRIPTION'), column('DOSAGE')];
  const isRow = ({ cells }: CsvRecord): boolean => /^[A-Z0-9]\d{4}$/.test((cells[code] ?? '').trim());
  const rows = rowsBelow(file, records, header, isRow)
    .filter(({ cells }) => cells[code]!.trim() !== '')
    .map(({ line, cells }) => {
      const key = cells[code]!.trim();
      const amount = (cells[limit] ?? '').trim().replace(/^\$/, '').replaceAll(',', '');
      if (!/^[0-9A-Z]{5}$/.test(key) || !/^\d*\.?\d+$/.test(amount))
        throw new LayoutError(file.name, line, 'a HCPCS code and a payment limit in dollars');
      const text = [name, dosage].flatMap(column => (cells[column] ?? '').trim() || []).join(', ');
      return { line, row: { key, info: amount, text } };
    });
  return [{ set: 'ASP', from: dayFromName(file.name), rows: oneRowEach(file.name, rows).sort(byKey) }];
}
