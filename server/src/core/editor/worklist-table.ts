/** A worklist as Markdown for people, and as CSV. */
import { escape } from '../explain/markdown.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { csv } from '../text/csv.js';
import type { DueRefill, WorklistRow, WorkState } from './worklist.js';

/** Where the header of an encounter is. */
export interface HeaderLocation {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

export type PlaceOf = (item: WorklistRow | DueRefill) => HeaderLocation;

export interface Listed {
  readonly rows: readonly WorklistRow[];
  readonly due: readonly DueRefill[];
}

/** In the order of what is left to do. */
export const WORK_STATES: readonly WorkState[] = ['errors', 'warnings', 'no claim', 'ready'];
const STATE_WORDS: Readonly<Record<WorkState, string>> = {
  errors: 'with errors',
  warnings: 'with warnings',
  'no claim': 'without a claim',
  ready: 'ready',
};

/** @param today the day by which a refill is overdue; without it none is called so */
export function worklistMarkdown({ rows, due }: Listed, placeOf: PlaceOf, today: IsoDate | undefined): string {
  const totals = WORK_STATES.map(state => `${rows.filter(row => row.state === state).length} ${STATE_WORDS[state]}`);
  const isOverdue = ({ planned, alarm }: DueRefill): boolean => today !== undefined && (planned ?? alarm)! < today;
  const place = (item: WorklistRow | DueRefill): string => {
    const { file, line } = placeOf(item);
    return `${file}:${line}`;
  };
  const overdue = due.filter(isOverdue).length;
  return [
    '# Worklist',
    '',
    `${rows.length} ${rows.length === 1 ? 'encounter' : 'encounters'}: ${totals.join(', ')}.`,
    `${due.length} due ${due.length === 1 ? 'refill' : 'refills'}${today === undefined ? '' : `, ${overdue} overdue on ${today}`}.`,
    '',
    ...section(
      'Due refills',
      ['Planned', 'Alarm', 'Patient', 'Last fill', today === undefined ? '' : 'Overdue'].filter(Boolean),
      due.map(refill => [
        refill.planned ?? '–',
        refill.alarm ?? '–',
        refill.patient,
        place(refill),
        ...(today === undefined ? [] : [isOverdue(refill) ? 'yes' : '']),
      ]),
    ),
    ...section(
      'Encounters',
      ['Date', 'Patient', 'Service', 'Payer', 'Provider', 'State', 'Note'],
      rows.map(row => [
        row.date ?? 'no date',
        row.patient ?? 'no patient',
        row.services.join(' + '),
        row.payer,
        row.provider ?? '–',
        row.words,
        place(row),
      ]),
    ),
  ].join('\n');
}

function section(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    line(headings),
    line(headings.map(() => '---')),
    ...rows.map(row => line(row.map(escape))),
    '',
  ];
}

const COLUMNS = 'Kind,Date,Patient,Services,Payer,Provider,State,Findings,Planned,Alarm,File,Line'.split(',');

/** Encounters and due refills in one table; `Date` of a due refill is that of the last fill. */
export function worklistCsv({ rows, due }: Listed, placeOf: PlaceOf): string {
  const placed = (item: WorklistRow | DueRefill): string[] => {
    const { file, line } = placeOf(item);
    return [file, String(line)];
  };
  return csv([
    COLUMNS,
    ...due.map(refill => [
      'due refill',
      refill.encounter.date ?? '',
      refill.patient,
      '',
      '',
      '',
      '',
      '',
      refill.planned ?? '',
      refill.alarm ?? '',
      ...placed(refill),
    ]),
    ...rows.map(row => [
      'encounter',
      row.date ?? '',
      row.patient ?? '',
      row.services.join(' + '),
      row.payer,
      row.provider ?? '',
      row.state,
      row.words,
      '',
      '',
      ...placed(row),
    ]),
  ]);
}
