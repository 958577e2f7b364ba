/**
 * The physician fee schedule file as comma-separated values: caption lines, a header over several lines, 31 or 32
 * columns.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import { headerCell, readCsv, type CsvRecord } from './csv.js';
import { byKey, feeScheduleRow } from './pprrvu.js';
import { dayFromName } from './release-day.js';
import type { Importer } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

export const pprrvuCsv: Importer = {
  title: 'Medicare physician fee schedule file (PPRRVU), csv',
  recognizes: head =>
    /Physician Fee Schedule Relative Value File/i.test(head) && /\nHCPCS,MOD,DESCRIPTION,/i.test(head),
  read: readPprrvuCsv,
};

const MONTHS: Readonly<Record<string, string>> = { JANUARY: '01', APRIL: '04', JULY: '07', OCTOBER: '10' };

/**
 * Their headers, joined over the lines above them: `NON-FAC PE RVU`. The first match is the fully implemented value.
 */
const COLUMNS = {
  status: /STATUS CODE$/,
  work: /WORK RVU$/,
  nonFacilityPractice: /^NON-FAC PE RVU|NON-FAC(ILITY)? PE RVU$/,
  nonFacilityNa: /NON-FAC NA INDICATOR$/,
  facilityPractice: /^FACILITY PE RVU$/,
  facilityNa: /FACILITY NA INDICATOR$/,
  malpractice: /^MP RVU$/,
  pctc: /^PCTC IND$/,
  global: /^GLOB DAYS$/,
  mult: /^MULT PROC$/,
  bilat: /^BILAT SURG$/,
  asst: /^ASST SURG$/,
  co: /^CO- SURG$/,
  team: /^TEAM SURG$/,
  conversionFactor: /^CONV FACTOR$/,
} as const;

function readPprrvuCsv(file: TextFile): ReturnType<Importer['read']> {
  const records = readCsv(file);
  const at = records.findIndex(({ cells }) => headerCell(cells[0] ?? '') === 'HCPCS');
  const columns = findColumns(file, records, at);
  const width = records[at]!.cells.length;
  const rows = records
    .slice(at + 1)
    .filter(({ cells }) => (cells[0] ?? '').trim() !== '')
    .map(({ line, cells }) => {
      const code = cells[0]!.trim();
      if (cells.length !== width || !/^[0-9A-Z]{5}$/.test(code) || !/^(\d{3}|[A-Z]{3})$/.test(cells[columns.global]!))
        throw new LayoutError(file.name, line, `a code and ${width} columns, as in the header`);
      const values = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, cells[column]!.trim()]));
      return feeScheduleRow({ code, modifier: cells[1]!.trim(), ...(values as Record<keyof typeof COLUMNS, string>) });
    });
  return [{ set: 'MPFS', from: releaseDay(records) ?? dayFromName(file.name), rows: rows.sort(byKey) }];
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

/** `2026 National Physician Fee Schedule Relative Value File July Release`. */
function releaseDay(records: readonly CsvRecord[]): IsoDate | undefined {
  for (const { cells } of records.slice(0, 3)) {
    const match = /(20\d\d) National Physician Fee Schedule Relative Value File(?: (\w+) Release)?/i.exec(
      cells.join(' '),
    );
    if (match) return `${match[1]}-${MONTHS[(match[2] ?? 'January').toUpperCase()] ?? '01'}-01`;
  }
  return undefined;
}
