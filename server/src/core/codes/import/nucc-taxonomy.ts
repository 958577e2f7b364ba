/**
 * The provider taxonomy of the NUCC as comma-separated values: Code, Grouping, Classification, Specialization, …,
 * Display Name, Section.
 */
import { columnsOf, hasHeader, headerOf, readCsv, rowsBelow, type CsvRecord } from './csv.js';
import type { Importer } from './release.js';
import { byKey } from './pprrvu.js';
import { oneRowEach } from './repeated-rows.js';
import { LayoutError, type TextFile } from './text-file.js';

const COLUMNS = ['CODE', 'GROUPING', 'CLASSIFICATION', 'SPECIALIZATION'];

export const nuccTaxonomy: Importer = {
  title: 'NUCC provider taxonomy, csv',
  recognizes: head => hasHeader(head, COLUMNS),
  read: readTaxonomy,
};

function readTaxonomy(file: TextFile): ReturnType<Importer['read']> {
  const records = readCsv(file);
  const header = headerOf(file, records, COLUMNS);
  const columns = columnsOf(file, header, COLUMNS);
  const isRow = ({ cells }: CsvRecord): boolean => /^[0-9A-Z]{9}X$/.test((cells[columns[0]!] ?? '').trim());
  const rows = rowsBelow(file, records, header, isRow).map(({ line, cells }) => {
    const [code, grouping, classification, specialization] = columns.map(column => (cells[column] ?? '').trim());
    if (cells.length !== header.cells.length || !/^[0-9A-Z]{9}X$/.test(code!))
      throw new LayoutError(file.name, line, `a taxonomy code and ${header.cells.length} columns, as in the header`);
    const text = [grouping, classification, specialization].filter(Boolean).join(' / ');
    return { line, row: { key: code!, info: '', text } };
  });
  // 26.0 is in force from January, 26.1 from July.
  const version = /(?<!\d)([12]\d)\.?([01])(?![\da-z])/i.exec(file.name.replace(/^.*nucc[-_ ]?taxonomy[-_ ]?/i, ''));
  const from = version ? `20${version[1]}-${version[2] === '0' ? '01' : '07'}-01` : undefined;
  const name = version ? `NUCC ${version[1]}.${version[2]}` : undefined;
  return [{ set: 'taxonomy', from, ...(name && { name }), rows: oneRowEach(file.name, rows).sort(byKey) }];
}
