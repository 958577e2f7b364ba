/** The ASP crosswalk of NDC and HCPCS codes as comma-separated values. */
import { hasHeader, headerCell, readCsv, rowsBelow, type CsvRecord } from './csv.js';
import { dayFromName } from './release-day.js';
import type { Importer } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

export const ndcCrosswalk: Importer = {
  title: 'ASP crosswalk of NDC and HCPCS codes, csv',
  recognizes: head =>
    ['NDC', 'NDC2'].some(ndc => hasHeader(head, [ndc])) && /HCPCS/i.test(head) && !/ADDENDUM/i.test(head),
  read: readNdcCrosswalk,
};

function readNdcCrosswalk(file: TextFile): ReturnType<Importer['read']> {
  const records = readCsv(file);
  const at = records.findIndex(({ cells }) => cells.some(isNdc));
  const header = records[at];
  if (!header) throw new LayoutError(file.name, 1, 'a header with NDC and HCPCS columns');
  const ndc = header.cells.findIndex(isNdc);
  const code = header.cells.findIndex(cell => /HCPCS/.test(headerCell(cell)));
  const units = header.cells.findIndex(cell =>
    /BILL.?UNITS.*P(AC)?KG|BILL.?UNITS/.test(headerCell(cell).replaceAll('_', ' ')),
  );
  const name = header.cells.findIndex(cell => /NAME/.test(headerCell(cell)));
  for (const [column, title] of [
    [code, 'HCPCS'],
    [units, 'BILL UNITS'],
  ] as const)
    if (column < 0) throw new LayoutError(file.name, header.line, `a column with ${title} in its name`);
  const isRow = ({ cells }: CsvRecord): boolean => /^[\d-]{9,14}$/.test((cells[ndc] ?? '').trim());
  const rows = rowsBelow(file, records, header, isRow)
    .filter(({ cells }) => cells[ndc]!.trim() !== '')
    .map(({ line, cells }) => {
      const key = cells[ndc]!.replace(/[^0-9]/g, '');
      const hcpcs = (cells[code] ?? '').trim();
      if (!/^[\d-]+$/.test(cells[ndc]!.trim()) || key.length < 9 || key.length > 11 || !/^[0-9A-Z]{5}$/.test(hcpcs))
        throw new LayoutError(file.name, line, 'an NDC of 9 to 11 digits and a HCPCS code');
      const perPackage = (cells[units] ?? '').trim();
      if (!/^(?:\d*\.?\d+)?$/.test(perPackage)) throw new LayoutError(file.name, line, 'a number of billing units');
      return { key, info: `${hcpcs},${perPackage}`, text: (cells[name] ?? '').trim() };
    });
  return [{ set: 'NDC', from: dayFromName(file.name), rows: rows.sort((a, b) => (a.key < b.key ? -1 : 1)) }];
}

function isNdc(cell: string): boolean {
  return /^NDC2?$/.test(headerCell(cell));
}
