/**
 * HCPCS Level II as comma-separated values, with the columns HCPC, SEQNUM, RECID, LONG DESCRIPTION, …, ADD DT, ACT EFF
 * DT, TERM DT, ACTION CD.
 */
import { columnsOf, readCsv } from './csv.js';
import { hcpcsParts, type HcpcsRecord } from './hcpcs.js';
import { packedDay } from './release-day.js';
import type { Importer } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

export const hcpcsCsv: Importer = {
  title: 'HCPCS Level II file, csv',
  recognizes: head => /^\uFEFF?"?HCPC"?,"?SEQNUM"?,"?RECID"?,/i.test(head),
  read: readHcpcsCsv,
};

function readHcpcsCsv(file: TextFile): ReturnType<Importer['read']> {
  const [header, ...rest] = readCsv(file);
  const columns = columnsOf(file, header!, ['HCPC', 'RECID', 'LONG DESCRIPTION', 'ADD DT', 'ACT EFF DT', 'TERM DT']);
  const records = rest
    .filter(({ cells }) => cells.length > 1)
    .map(({ line, cells }): HcpcsRecord => {
      if (cells.length < header!.cells.length)
        throw new LayoutError(file.name, line, `${header!.cells.length} columns, as in the header`);
      const [code, kind, text, added, actionFrom, ended] = columns.map(column => cells[column]!.trim());
      if (!/^([A-Z]\d{4}|[0-9A-Z]{2})$/.test(code!) || !/^[3478]$/.test(kind!))
        throw new LayoutError(file.name, line, 'a code or modifier, and 3, 4, 7 or 8 as RECID');
      return {
        code: code!,
        kind: kind as HcpcsRecord['kind'],
        text: text!,
        added: packedDay(added!),
        actionFrom: packedDay(actionFrom!),
        ended: packedDay(ended!),
      };
    });
  return hcpcsParts(file.name, records);
}
