// The worklist for a desk, a spreadsheet and a calendar.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Clinic } from './clinic';

const FILLED = (patient: string, more = ''): string => `2026-11-20 refill ${patient} @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo
by: RN KL
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice
${more}`;

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
  clinic.write('a.encounter', FILLED('P-014', 'next: 2027-01-10\n95991 @A\n| Doe, Jane is well.\n'));
  clinic.write('b.encounter', FILLED('P-015'));
  clinic.write('c.encounter', '2026-11-21 visit P-016 @office #aetna\nby: MD AS\nexam: pocket clean\n');
});
afterEach(() => clinic.leave());

const worklist = (...args: string[]): string => clinic.run(['worklist', '.', ...args]).out;
const csv = (...args: string[]): string[][] =>
  worklist('--format', 'csv', ...args)
    .split('\r\n')
    .slice(1, -1)
    .map(row => row.split(','));

it('has totals, due refills by day, and encounters, the newest first', () => {
  const lines = worklist().split('\n');
  expect(lines[2]).toMatch(/^3 encounters: \d with errors, \d with warnings, \d without a claim, \d ready\.$/);
  expect(lines[3]).toBe('2 due refills.');
  expect(lines.filter(line => line.startsWith('| 20')).map(line => line.split(' | ').slice(0, 3))).toEqual([
    ['| 2027-01-10', '2027-04-27', 'P-014'],
    ['| 2026-11-21', 'P-016', 'visit'],
    ['| 2026-11-20', 'P-014', 'refill'],
    ['| 2026-11-20', 'P-015', 'refill'],
  ]);
  expect(worklist('--today', '2027-02-01')).toContain('2 due refills, 1 overdue on 2027-02-01.');
});

it('is filtered by state, payer, provider and patient', () => {
  const patients = (...args: string[]): unknown[] => csv(...args).map(([kind, , patient]) => `${kind} ${patient}`);
  expect(patients()).toHaveLength(5);
  expect(patients('--payer', 'Aetna')).toEqual(['encounter P-016']);
  expect(patients('--payer', '#medicare')).toHaveLength(4);
  expect(patients('--provider', 'MD AS')).toEqual(['encounter P-016']);
  expect(patients('--provider', 'kl')).toHaveLength(4);
  expect(patients('--patient', 'p-015')).toEqual(['due refill P-015', 'encounter P-015']);
  expect(patients('--state', 'errors', '--patient', 'P-014')).toEqual(['due refill P-014', 'encounter P-014']);
  expect(patients('--state', 'ready')).toEqual(['due refill P-014', 'due refill P-015']);
});

it('is a calendar of tokens and days, equal to the byte each time', () => {
  const calendar = worklist('--format', 'ics');
  expect(calendar).toBe(worklist('--format', 'ics'));
  expect(calendar.split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Encounter Notes//Due refills//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    'UID:P-014-refill-after-2026-11-20@encounter-notes.invalid',
    'DTSTAMP:20261120T000000Z',
    'DTSTART;VALUE=DATE:20270110',
    'DTEND;VALUE=DATE:20270111',
    'SUMMARY:Pump refill P-014',
    String.raw`DESCRIPTION:Planned for 2027-01-10\, low-reservoir alarm 2027-04-27\, last `,
    ' fill 2026-11-20.',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:P-015-refill-after-2026-11-20@encounter-notes.invalid',
    'DTSTAMP:20261120T000000Z',
    'DTSTART;VALUE=DATE:20270427',
    'DTEND;VALUE=DATE:20270428',
    'SUMMARY:Pump refill P-015',
    String.raw`DESCRIPTION:No visit is planned\, low-reservoir alarm 2027-04-27\, last fil`,
    ' l 2026-11-20.',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
  const none = clinic.run(['worklist', 'c.encounter', '--format', 'ics']);
  expect([none.code, none.out, none.err]).toEqual([
    0,
    '',
    'encounter-notes: no refill is due, so there is no calendar\n',
  ]);
});

it('says which notes could not be read', () => {
  clinic.write('binary.encounter', new Uint8Array([0, 1]));
  const { code, out, err } = clinic.run(['worklist', '.']);
  expect([code, out.length > 0, err.includes('binary.encounter')]).toEqual([2, true, true]);
});
