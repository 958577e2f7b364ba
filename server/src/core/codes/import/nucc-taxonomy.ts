/**
 * The provider taxonomy of the NUCC as comma-separated values: Code, Grouping, Classification, Specialization, …,
 * Display Name, Section.
 */
import { columnsOf, readCsv } from './csv.js';
import type { Importer } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

export const nuccTaxonomy: Importer = {
  title: 'NUCC provider taxonomy, csv',
  recognizes: head => /^\uFEFF?"?Code"?,"?Grouping"?,"?Classification"?,"?Specialization"?/i.test(head),
  read: readTaxonomy,
};

function readTaxonomy(file: TextFile): ReturnType<Importer['read']> {
  const [header, ...rest] = readCsv(file);
  const columns = columnsOf(file, header!, ['CODE', 'GROUPING', 'CLASSIFICATION', 'SPECIALIZATION']);
  const rows = rest
    .filter(({ cells }) => cells.length > 1)
    .map(({ line, cells }) => {
      const [code, grouping, classification, specialization] = columns.map(column => (cells[column] ?? '').trim());
      if (cells.length !== header!.cells.length || !/^[0-9A-Z]{9}X$/.test(code!))
        throw new LayoutError(file.name, line, `a taxonomy code and ${header!.cells.length} columns, as in the header`);
      return { key: code!, info: '', text: [grouping, classification, specialization].filter(Boolean).join(' / ') };
    });
  // 26.0 is in force from January, 26.1 from July.
  const version = /(\d\d)\.?([01])(?!\d)/.exec(file.name.replace(/^.*nucc[-_ ]?taxonomy[-_ ]?/i, ''));
  const from = version ? `20${version[1]}-${version[2] === '0' ? '01' : '07'}-01` : undefined;
  const name = version ? `NUCC ${version[1]}.${version[2]}` : undefined;
  return [{ set: 'taxonomy', from, ...(name && { name }), rows: rows.sort((a, b) => (a.key < b.key ? -1 : 1)) }];
}
