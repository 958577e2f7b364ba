/**
 * The row of a fee schedule file, however it is written: `info` holds indicators and relative value units with commas
 * between them.
 */
import type { Row } from '../block-table.js';

export interface FeeScheduleLine {
  readonly code: string;
  /** Blank, 26, TC or 53. */
  readonly modifier: string;
  readonly status: string;
  readonly work: string;
  readonly nonFacilityPractice: string;
  readonly nonFacilityNa: string;
  readonly facilityPractice: string;
  readonly facilityNa: string;
  readonly malpractice: string;
  readonly pctc: string;
  readonly global: string;
  readonly mult: string;
  readonly bilat: string;
  readonly asst: string;
  readonly co: string;
  readonly team: string;
  readonly conversionFactor: string;
}

export function feeScheduleRow(line: FeeScheduleLine): Row {
  const practice = (value: string, na: string): string => (na === 'NA' ? 'NA' : rvu(value));
  return {
    key: line.modifier ? `${line.code}-${line.modifier}` : line.code,
    info: [
      line.status,
      line.pctc,
      line.global,
      line.mult,
      line.bilat,
      line.asst,
      line.co,
      line.team,
      rvu(line.work),
      practice(line.nonFacilityPractice, line.nonFacilityNa),
      practice(line.facilityPractice, line.facilityNa),
      rvu(line.malpractice),
      line.conversionFactor,
    ].join(','),
    text: '',
  };
}

/** Two decimals, as published: spreadsheets write 2.9899999999999998 for 2.99. */
function rvu(text: string): string {
  return (Math.round(Number(text) * 100) / 100).toFixed(2);
}

/** Ascending by key. */
export function byKey(a: Row, b: Row): number {
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}
