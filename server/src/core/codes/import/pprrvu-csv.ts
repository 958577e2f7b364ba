/**
 * The physician fee schedule file as comma-separated values: caption lines, a header over several lines, 31 or 32
 * columns.
 */
import { columnsOf, hasHeader, headerCell, headerOf, readCsv, type CsvRecord } from './csv.js';
import { feeScheduleDay, feeScheduleRows, type FeeScheduleLine } from './pprrvu.js';
import type { Importer } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

export const pprrvuCsv: Importer = {
  title: 'Medicare physician fee schedule file (PPRRVU), csv',
  recognizes: head => /Physician Fee Schedule/i.test(head) && hasHeader(head, ['HCPCS', 'MOD', 'DESCRIPTION']),
  read: readPprrvuCsv,
};

/**
 * Their headers, joined over the lines above them: `NON-FAC PE RVU`. The first match is the fully implemented value.
 */
const COLUMNS = {
  status: /STATUS CODE$|^STATUS$/,
  work: /WORK RVU$/,
  nonFacilityPractice: /^NON-?FAC(ILITY)? PE RVU$/,
  nonFacilityNa: /NON-?FAC(ILITY)? NA INDICATOR$/,
  facilityPractice: /^FAC(ILITY)? PE RVU$/,
  facilityNa: /^(?!NON).*FAC(ILITY)? NA INDICATOR$/,
  malpractice: /^(MP|MALPRACTICE) RVU$/,
  pctc: /^PC\/?TC IND/,
  global: /^GLOB(AL)? DAYS$/,
  mult: /^MULT(IPLE)? PROC/,
  bilat: /^BILAT(ERAL)? SURG/,
  asst: /^ASST(ISTANT)? SURG/,
  co: /^CO-? ?SURG/,
  team: /^TEAM SURG/,
  conversionFactor: /^CONV(ERSION)? FACTOR$/,
} as const;

function readPprrvuCsv(file: TextFile): ReturnType<Importer['read']> {
  const records = readCsv(file);
  const header = headerOf(file, records, ['HCPCS', 'MOD', 'DESCRIPTION']);
  const at = records.indexOf(header);
  const columns = findColumns(file, records, at);
  const [codeColumn, modifierColumn] = columnsOf(file, header, ['HCPCS', 'MOD']) as [number, number];
  const width = header.cells.length;
  const isCode = (cell: string | undefined): boolean => /^(?=.*\d)[0-9A-Z]{5}$/.test((cell ?? '').trim());
  const early = records.slice(0, at).find(({ cells }) => isCode(cells[codeColumn]) && cells.length === width);
  if (early)
    throw new LayoutError(file.name, early.line, 'the header before the first row: the lines are out of order');
  const lines = records
    .slice(at + 1)
    .filter(({ cells }) => (cells[codeColumn] ?? '').trim() !== '')
    // The last line may be a trailer.
    .filter(({ cells }, i, all) => i < all.length - 1 || isCode(cells[codeColumn]))
    .map(({ line, cells }) => {
      const code = (cells[codeColumn] ?? '').trim();
      if (cells.length !== width || !isCode(code))
        throw new LayoutError(file.name, line, `a code and ${width} columns, as in the header`);
      const values = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, cells[column]!.trim()]));
      const modifier = cells[modifierColumn]!.trim();
      const own: FeeScheduleLine = { code, modifier, ...(values as Record<keyof typeof COLUMNS, string>) };
      return { at: line, values: own };
    });
  return [
    {
      set: 'MPFS',
      from: feeScheduleDay(
        records.slice(0, 3).map(({ cells }) => cells.join(' ')),
        file.name,
      ),
      rows: feeScheduleRows(file, lines),
    },
  ];
}

/** Each caption is a word in one of the lines above the header, in its column. */
function findColumns(file: TextFile, records: readonly CsvRecord[], at: number): Record<keyof typeof COLUMNS, number> {
  const header = records[at]!;
  const above = records.slice(Math.max(0, at - 4), at + 1).filter(({ cells }) => cells.length === header.cells.length);
  const captions = header.cells.map((_, column) => headerCell(above.map(({ cells }) => cells[column]).join(' ')));
  const find = ([name, pattern]: [string, RegExp]): [string, number] => {
    const column = captions.findIndex(caption => pattern.test(caption));
    if (column < 0)
      throw new LayoutError(file.name, header.line, `a column for “${name}” (31 or 32 columns are known)`);
    return [name, column];
  };
  return Object.fromEntries(Object.entries(COLUMNS).map(find)) as Record<keyof typeof COLUMNS, number>;
}
