// Texts about several patients: nothing of one goes to another.
import { describe, expect, it } from 'vitest';
import { createCodeSets } from '../../../server/src/core/codes/code-sets';
import { readChartText } from '../../../server/src/core/intake/read-chart';
import { toNote } from '../../../server/src/core/intake/to-note';

const codes = createCodeSets();
const FIRST =
  'Expected 6.2 mL, 480 mcg/day.\nAspirated 6.0 mL, filled with 40 mL baclofen 2000 mcg/mL.\nPayer: Medicare\nPerformed by Kara Lindqvist, RN.';
const SECOND =
  'Expected 3.1 mL, 5 mg/day.\nAspirated 3.0 mL, filled with 20 mL morphine 25 mg/mL.\nPayer: Aetna\nPerformed by Mona Ortiz, RN.';

function visits(text: string): string[] {
  return readChartText(text, codes).encounters.map(({ header, fields }) =>
    [header, ...fields.filter(({ key }) => ['fill', 'by', 'drug'].includes(key)).map(({ item }) => item)].join(' | '),
  );
}

const WANTED = [
  '2026-11-20 refill P-XXX #medicare | RN KL | out 6.0 mL | in 40 mL | baclofen 2000 mcg/mL',
  '2026-11-20 refill P-XXX #aetna | RN MO | out 3.0 mL | in 20 mL | morphine 25 mg/mL',
];
const sorted = (line: string): string[] => line.split(' | ').toSorted();

describe('two patients on one day are two encounters', () => {
  it.each([
    [
      'below one date',
      `Date of service: 11/20/2026\n\nPatient: Harold Vintner\n${FIRST}\n\nPatient: Greta Lind\n${SECOND}\n`,
    ],
    [
      'each below its date',
      `Date of service: 11/20/2026\nPatient: Harold Vintner\n${FIRST}\n\nDate of service: 11/20/2026\nPatient: Greta Lind\n${SECOND}\n`,
    ],
    [
      'each above its date',
      `Patient: Vintner, Harold   MRN 4411-88\nDate of service: 11/20/2026\n${FIRST}\n\nPatient: Lind, Greta   MRN 4411-89\nDate of service: 11/20/2026\n${SECOND}\n`,
    ],
    ['of one family', `Visit 11/20/2026\nPatient name: Ng, An\n${FIRST}\nPatient name: Ng, Li\n${SECOND}\n`],
  ])('%s', (_, text) => {
    expect(visits(text).map(sorted)).toEqual(WANTED.map(sorted));
    expect(toNote(readChartText(text, codes), text)).not.toMatch(/vintner|harold|greta|\blind\b|\bng\b/i);
  });

  it('one patient who is named again is one', () => {
    const text = `Date of service: 11/20/2026\nPatient: Harold Vintner\n${FIRST}\nPatient: Vintner, H.\nNeedle 22 gauge, no dose change.\n`;
    expect(visits(text)).toHaveLength(1);
  });

  it('a contact or an answer behind the label is no patient', () => {
    for (const line of [
      'Name: Greta Lind (wife), 555-0101',
      'Patient: tolerated well.',
      'Patient: doing well, no pain.',
    ])
      expect(visits(`Date of service: 11/20/2026\nPatient: Harold Vintner\n${FIRST}\n${line}\n`)).toHaveLength(1);
  });
});

describe('the day of the visit', () => {
  const dateOf = (text: string): string | null => readChartText(`${text}\n${FIRST}\n`, codes).encounters[0]!.date;
  it.each([
    ['Clinic day: Tue 17-Nov-2026\nprinted 18-Nov-2026 07:02', '2026-11-17'],
    ['DICTATED: 21 October 2026, 11:48   TRANSCRIBED: 23 October 2026', '2026-10-21'],
    ['Date of service 11/20/2026   Dictated 11/21/2026', '2026-11-20'],
    ['PAIN OFFICE          EST. PATIENT          Tue, Nov 24, 2026\nLog: session 10/07/2026', '2026-11-24'],
    ['Seen on Friday, 11/20/2026\nSigned 11/22/2026', '2026-11-20'],
    ['Printed 11/22/2026', null],
    ['Faxed 11/22/2026   Transcribed: 11/21/2026', null],
    ['Last refill (10/07/2026)', null],
  ])('%s', (text, date) => {
    expect(dateOf(text)).toBe(date);
  });

  it('an appointment below the work opens no encounter', () => {
    const text = `DATE AND TIME\nNovember 12, 2026, 13:15\n${FIRST}\n\nAPPOINTMENT  02/12/2027\n\nGENERAL INFORMATION\nThe residual may differ by 2 mL.\nA pump fill of 20 mL lasts 120 days.\n`;
    const { encounters } = readChartText(text, codes);
    expect(encounters.map(({ date }) => date)).toEqual(['2026-11-12']);
  });
});

describe('what was taken back or done by others', () => {
  it.each([
    ['Charges 62370, J7999-KD?? - no: drug billed by pharmacy.', ['62370']],
    ['CPT 62368? no, not programmed', []],
    ['Charges 62370, 95990 withdrawn', ['62370']],
  ])('%s', (line, wanted) => {
    const [visit] = readChartText(`Date of service: 11/20/2026\n${FIRST}\n${line}\n`, codes).encounters;
    expect(visit!.codes.map(one => one.line)).toEqual(wanted);
  });

  it('the performer is whose initials are in the column of the visit', () => {
    const text =
      'PUMP LOG\n\t08/20/2026\t11/19/2026\nnurse/provider\tYT\tJK\nwithdrawn (mL)\t4.9\t7.8\nfilled (mL)\t40\t40\nYT = Yannick Trew RN   JK = Judit Kolar PA-C\n';
    const [visit] = readChartText(text, codes).encounters;
    expect(visit!.fields.filter(({ key }) => key === 'by').map(({ item }) => item)).toEqual(['PA JK']);
  });
});
