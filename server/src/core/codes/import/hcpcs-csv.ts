/**
 * HCPCS Level II as comma-separated values, with the columns HCPC, SEQNUM, RECID, LONG DESCRIPTION, …, ADD DT, ACT EFF
 * DT, TERM DT, ACTION CD.
 */
import { columnsOf, hasHeader, headerOf, readCsv, rowsBelow, type CsvRecord } from './csv.js';
import { hcpcsParts, type HcpcsRecord } from './hcpcs.js';
import { isImpossibleDay, packedDay } from './release-day.js';
import type { Importer } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

const COLUMNS = ['HCPC', 'SEQNUM', 'RECID', 'LONG DESCRIPTION', 'ADD DT', 'ACT EFF DT', 'TERM DT'];

export const hcpcsCsv: Importer = {
  title: 'HCPCS Level II file, csv',
  recognizes: head => hasHeader(head, COLUMNS.slice(0, 3)),
  read: readHcpcsCsv,
};

function readHcpcsCsv(file: TextFile): ReturnType<Importer['read']> {
  const all = readCsv(file);
  const header = headerOf(file, all, COLUMNS.slice(0, 3));
  const columns = columnsOf(file, header, COLUMNS);
  const isRow = ({ cells }: CsvRecord): boolean =>
    /^([A-Z]\d{4}|[0-9A-Z]{2})$/.test((cells[columns[0]!] ?? '').trim()) && /^[3478]$/.test(cells[columns[2]!] ?? '');
  const records = rowsBelow(file, all, header, isRow).map(({ line, cells }): HcpcsRecord => {
    const [code, sequence, kind, text, added, actionFrom, ended] = columns.map(column => cells[column]!.trim());
    if (!/^([A-Z]\d{4}|[0-9A-Z]{2})$/.test(code!) || !/^[3478]$/.test(kind!))
      throw new LayoutError(file.name, line, 'a code or modifier, and 3, 4, 7 or 8 as RECID');
    if ([added!, actionFrom!, ended!].some(isImpossibleDay))
      throw new LayoutError(file.name, line, 'days of the calendar, as 20260101');
    return {
      line,
      code: code!,
      sequence: sequence!,
      kind: kind as HcpcsRecord['kind'],
      text: text!,
      added: packedDay(added!),
      actionFrom: packedDay(actionFrom!),
      ended: packedDay(ended!),
    };
  });
  return hcpcsParts(file.name, records);
}
