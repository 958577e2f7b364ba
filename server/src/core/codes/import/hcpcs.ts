/**
 * What the two layouts of the HCPCS Level II file share: records of codes and modifiers, whose long texts run over
 * several records.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import type { Row } from '../block-table.js';
import { wholeSize } from './extent.js';
import { hcpcsDay } from './hcpcs-day.js';
import type { ReleasePart } from './release.js';
import { LayoutError } from './text-file.js';

export interface HcpcsRecord {
  /** Of the file, from 1. */
  readonly line: number;
  /** A code of five characters, or a modifier of two. */
  readonly code: string;
  /** Order of the records of a code. */
  readonly sequence: string;
  /** 3 a code, 4 more text of it; 7 a modifier, 8 more text of it. */
  readonly kind: '3' | '4' | '7' | '8';
  readonly text: string;
  readonly added: IsoDate | undefined;
  readonly actionFrom: IsoDate | undefined;
  readonly ended: IsoDate | undefined;
}

/**
 * One row a code: `info` holds first and last day, the text the official title. Terminated codes stay in the file and
 * keep their rows.
 */
export function hcpcsParts(name: string, records: readonly HcpcsRecord[]): readonly ReleasePart[] {
  const codes = new Map<string, Row>();
  const modifiers = new Map<string, Row>();
  const changes = new Map<IsoDate, number>();
  const inOrder = onceEach(name, records).sort((a, b) => compare(a.code, b.code) || compare(a.sequence, b.sequence));
  for (const { code, kind, text, added, actionFrom, ended } of inOrder) {
    const rows = kind === '3' || kind === '4' ? codes : modifiers;
    const before = rows.get(code);
    if (before) rows.set(code, { ...before, text: joined(before.text, text) });
    else rows.set(code, { key: code, info: `${added ?? ''},${ended ?? ''}`, text });
    if (!before && actionFrom !== undefined && !isAfterEnd(actionFrom, ended))
      changes.set(actionFrom, (changes.get(actionFrom) ?? 0) + 1);
  }
  // The modifiers come first: all of them, and few codes below, are no selection that someone made.
  if (modifiers.size >= wholeSize('HCPCS modifiers') && codes.size < wholeSize('HCPCS'))
    throw new LayoutError(name, records.length + 1, 'all codes below the modifiers: the file is cut off');
  const day = hcpcsDay(name, changes, codes.size >= wholeSize('HCPCS'));
  return (
    [
      ['HCPCS', codes],
      ['HCPCS modifiers', modifiers],
    ] as const
  )
    .filter(([, rows]) => rows.size > 0)
    .map(([set, rows]) => ({ set, ...day, rows: sorted(rows) }));
}

/** @throws {LayoutError} where two records of one code and sequence have different contents */
function onceEach(name: string, records: readonly HcpcsRecord[]): HcpcsRecord[] {
  const known = new Map<string, HcpcsRecord>();
  for (const record of records) {
    const key = `${record.code} ${record.sequence} ${record.kind}`;
    const before = known.get(key);
    if (!before) known.set(key, record);
    else if (before.text !== record.text || before.added !== record.added || before.ended !== record.ended)
      throw new LayoutError(name, record.line, `one record ${key}: line ${before.line} says something else of it`);
  }
  return [...known.values()];
}

/** The action of a terminated code is dated after its last day, perhaps after the release. */
function isAfterEnd(actionFrom: IsoDate, ended: IsoDate | undefined): boolean {
  return ended !== undefined && actionFrom > ended;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function joined(before: string, more: string): string {
  return more === '' ? before : `${before} ${more}`.trim();
}

function sorted(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
