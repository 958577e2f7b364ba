import { guessColumns } from './columns.js';
import { SEPARATORS, tryCsv } from './csv-cells.js';

/** What kind of source a text is, by its content. */
export type StructuredFormat = 'csv' | 'hl7' | 'x12';
export type SourceFormat = StructuredFormat | 'text';

/** How the segments of a message or a claim look whose header is missing. */
const HL7_SEGMENT = /^(?:EVN|PID|PV1|FT1|DG1|IN1)\|/;
const X12_SEGMENT = /^(?:GS|ST|BHT|NM1|HL|CLM|SV1)\*/;

/** What a source is by its content, regardless of its name. */
export function detectFormat(text: string): SourceFormat {
  const start = text.slice(0, 400).replace(/^[\ufeff\s]+/, '');
  if (/^(?:MSH|FHS|BHS)[^\w\s]/.test(start) || HL7_SEGMENT.test(start)) return 'hl7';
  if (/^ISA[^\w\s]/.test(start) || X12_SEGMENT.test(start)) return 'x12';
  return hasHeadings(text) ? 'csv' : 'text';
}

/** Whether a row of the text names a date of service and a procedure code in cells of their own. */
function hasHeadings(text: string): boolean {
  const top = text.split(/\r\n?|\n/, 30).join('\n');
  return SEPARATORS.some(separator => {
    const rows = tryCsv(top, separator);
    const columns = rows && guessColumns(rows);
    return columns !== undefined && columns.width >= 3;
  });
}
