/**
 * ASC payment addenda AA, BB and EE (and FF) as comma-separated values: a code, its addendum or payment indicator, and
 * its rate.
 */
import { hasHeader, headerCell, readCsv, rowsBelow, type CsvRecord } from './csv.js';
import { dayFromName } from './release-day.js';
import type { Importer } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

export const ascAddenda: Importer = {
  title: 'ASC payment addenda, csv',
  recognizes: head =>
    ['HCPCS', 'HCPCS Code'].some(code => hasHeader(head, [code])) && /PAYMENT[_ ]INDICATOR/i.test(head),
  read: readAscAddenda,
};

const ADDENDUM = /(?:addend(?:a|um)|asc|^|[!/\\])[-_ .]*(aa|bb|ee|ff)(?![a-z])/i;
/** EE lists what is excluded from payment, FF the offsets of devices. */
const WITHOUT_RATES: readonly string[] = ['EE', 'FF'];

/** `AA`, as the name of the file or a line above the header says it. */
function addendumNamed(name: string, above: readonly CsvRecord[]): string | undefined {
  const texts = [name, ...above.map(({ cells }) => cells.join(' '))];
  return texts.flatMap(text => ADDENDUM.exec(text)?.[1]?.toUpperCase() ?? [])[0];
}

function readAscAddenda(file: TextFile): ReturnType<Importer['read']> {
  const records = readCsv(file);
  const at = records.findIndex(({ cells }) => cells.some(isIndicator) && cells.some(isCode));
  const header = records[at];
  if (!header) throw new LayoutError(file.name, 1, 'a header with HCPCS code and payment indicator');
  const find = (test: (cell: string) => boolean): number => header.cells.findIndex(test);
  const [code, indicator, rate, addendum] = [
    find(isCode),
    find(isIndicator),
    find(cell => /RATE|PAYMENT$/.test(plain(cell))),
    find(cell => plain(cell) === 'ADDENDUM'),
  ];
  const named = addendum < 0 ? addendumNamed(file.name, records.slice(0, at)) : undefined;
  if (addendum < 0 && named === undefined)
    throw new LayoutError(
      file.name,
      header.line,
      'a column ADDENDUM, or “Addendum AA” above the header or in the name',
    );
  if (rate < 0 && !WITHOUT_RATES.includes(named ?? ''))
    throw new LayoutError(file.name, header.line, 'a column with PAYMENT RATE in its name');
  const isRow = ({ cells }: CsvRecord): boolean => CODE.test((cells[code] ?? '').trim());
  const rows = rowsBelow(file, records, header, isRow)
    .filter(({ cells }) => cells[code]!.trim() !== '')
    .map(record => rowOf(file, record, { code, indicator, rate, addendum: addendum < 0 ? (named ?? '') : addendum }));
  return [{ set: 'ASC', from: dayFromName(file.name), rows: rows.sort((a, b) => (a.key < b.key ? -1 : 1)) }];
}

/** Not a heading as HCPCS. */
const CODE = /^(?=.*\d)[0-9A-Z]{5}$/;

interface Columns {
  readonly code: number;
  readonly indicator: number;
  readonly rate: number;
  /** Its column, or the addendum that the whole file is. */
  readonly addendum: number | string;
}

function rowOf(file: TextFile, { line, cells }: CsvRecord, columns: Columns) {
  const key = cells[columns.code]!.trim();
  if (!CODE.test(key)) throw new LayoutError(file.name, line, 'a code of five characters');
  const addendum = typeof columns.addendum === 'string' ? columns.addendum : (cells[columns.addendum] ?? '');
  return {
    key,
    info: [addendum, cells[columns.indicator] ?? '', cells[columns.rate] ?? ''].map(s => s.trim()).join(','),
    text: '',
  };
}

function plain(cell: string): string {
  return headerCell(cell).replaceAll('_', ' ');
}

function isCode(cell: string): boolean {
  return ['HCPCS', 'HCPCS CODE', 'CODE'].includes(plain(cell));
}

function isIndicator(cell: string): boolean {
  return plain(cell).includes('PAYMENT INDICATOR');
}
