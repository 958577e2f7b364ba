/**
 * The physician fee schedule file as fixed-width text of 200 characters. Columns, from 1: 1–5 code, 6–7 modifier, 58
 * status, 60–65 work, 67–72 and 76–81 practice expense, 73–74 and 82–83 NA, 85–89 malpractice, 103 PC/TC, 104–106
 * global days, 116–120 MULT, BILAT, ASST, CO, TEAM, 133–140 conversion factor. The first records begin with HDR.
 */
import { feeScheduleDay, feeScheduleRows } from './pprrvu.js';
import type { Importer } from './release.js';
import { LayoutError, linesOf, type TextFile } from './text-file.js';

const HEADER = /^HDR/;
const LINE = /^[0-9A-Z]{5}.{52}[A-Z]/;
const LEAST_LENGTH = 140;

export const pprrvuText: Importer = {
  title: 'Medicare physician fee schedule file (PPRRVU), text',
  recognizes: head => {
    const lines = head.split(/\r?\n/);
    return lines.some(line => HEADER.test(line)) && lines.some(line => LINE.test(line) && line.length >= LEAST_LENGTH);
  },
  read: readPprrvuText,
};

function readPprrvuText(file: TextFile): ReturnType<Importer['read']> {
  const lines = linesOf(file.text);
  // Lines of notice may come before the headers.
  const first = lines.findIndex(line => HEADER.test(line) || LINE.test(line));
  const services = lines.flatMap((line, index) => {
    if (index < first || HEADER.test(line) || line.trim() === '' || line.startsWith('TRL')) return [];
    if (!LINE.test(line) || line.length < LEAST_LENGTH)
      throw new LayoutError(file.name, index + 1, 'a code and 200 characters in their columns');
    const cut = (from: number, to: number): string => line.slice(from - 1, to).trim();
    return [
      {
        at: index + 1,
        values: {
          code: cut(1, 5),
          modifier: cut(6, 7),
          status: cut(58, 58),
          work: cut(60, 65),
          nonFacilityPractice: cut(67, 72),
          nonFacilityNa: cut(73, 74),
          facilityPractice: cut(76, 81),
          facilityNa: cut(82, 83),
          malpractice: cut(85, 89),
          pctc: cut(103, 103),
          global: cut(104, 106),
          mult: cut(116, 116),
          bilat: cut(117, 117),
          asst: cut(118, 118),
          co: cut(119, 119),
          team: cut(120, 120),
          conversionFactor: cut(133, 140),
        },
      },
    ];
  });
  return [
    {
      set: 'MPFS',
      from: feeScheduleDay(
        lines.filter(line => HEADER.test(line)),
        file.name,
      ),
      rows: feeScheduleRows(file, services),
    },
  ];
}
