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
    ['Attendance 19/11/2026', '2026-11-19'],
    ['date of visit november ninth two thousand twenty six in the office', '2026-11-09'],
    [
      'Dr note. pt doing ok with ITB. 11.20.26 office. Spasms 2-3/day. I personally accessed the pump because of a deep pocket, nurse unable x2, and will see her on 12.30.26.',
      '2026-11-20',
    ],
    ['Discharge 11/23/2026\nHospital course: On 11/20/2026 pt underwent explantation of the pump.', '2026-11-20'],
  ])('%s', (text, date) => {
    expect(dateOf(text)).toBe(date);
  });

  it('an appointment below the work opens no encounter', () => {
    const text = `DATE AND TIME\nNovember 12, 2026, 13:15\n${FIRST}\n\nAPPOINTMENT  02/12/2027\n\nGENERAL INFORMATION\nThe residual may differ by 2 mL.\nA pump fill of 20 mL lasts 120 days.\n`;
    const { encounters } = readChartText(text, codes);
    expect(encounters.map(({ date }) => date)).toEqual(['2026-11-12']);
  });
});

describe('visits on lines that begin with their dates', () => {
  it('are one encounter each', () => {
    const text =
      'VISITS FOR 2026\n\n01/12/2026 - Refill. RN Amy T. Baclofen 2000 mcg/ml 40ml. Exp 6.1 / act 6.0. Dose 501 mcg/day no change.\n03/24/2026 - Refill. Exp 5.9/act 7.5 -- discrepancy discussed w/ Dr. Ruiz, will monitor. Dose 501 -> 526 mcg/day.\n05/29/2026 - pump check only. No refill. Volume 12 mL per pump. Dose 526. alarms none.\n';
    const found = readChartText(text, codes).encounters.map(({ header, fields }) => [
      header,
      ...fields.filter(({ key }) => ['by', 'read', 'fill', 'prog'].includes(key)).map(({ item }) => item),
    ]);
    expect(found).toEqual([
      ['2026-01-12 refill P-XXX', 'RN AT', 'expected 6.1 mL', 'out 6.0 mL', 'none'],
      [
        '2026-03-24 refill+reprogram P-XXX',
        'expected 5.9 mL',
        'out 7.5 mL',
        'reason "discussed w/ DR, will monitor"',
        'dose 501 -> 526 mcg/day',
      ],
      ['2026-05-29 interrogate P-XXX', 'expected 12 mL', 'dose 526 mcg/day', 'alarms none'],
    ]);
  });
});

describe('a trial', () => {
  const TRIAL =
    'Intrathecal Baclofen Screening Test\nDate: 12-08-2025\nProvider: Joaquin Bell, MD. Nurse: T. Noor RN.\nLioresal Intrathecal 50 mcg/mL, 1 mL (50 mcg) given by barbotage.\n';

  it('is known by its title, and is the physician’s', () => {
    const { header, fields } = readChartText(TRIAL, codes).encounters[0]!;
    expect(header).toBe('2025-12-08 trial P-XXX');
    expect(fields.filter(({ key }) => key === 'by').map(({ item }) => item)).toEqual(['MD JB']);
  });
});

it('the codes in parentheses behind the procedures of an operation are read', () => {
  const text =
    'Operative report 2026-09-22\nOperation:\n1. Implantation of intrathecal catheter, tunneled (62350)\n2. Implantation of programmable pump (62362)\n';
  expect(readChartText(text, codes).encounters[0]!.codes.map(({ line }) => line)).toEqual(['62350', '62362']);
});

describe('an operation is known by', () => {
  const headerOf = (text: string): string => readChartText(text, codes).encounters[0]!.header;
  it.each([
    [
      'its report',
      'OP REPORT. 11/03/2026. Surgeon Dr. Bea Lindgren, MD.\nProcedure: revision of pump pocket, left abdomen.\nThe pump was put back.\n',
      '2026-11-03 revise P-XXX',
    ],
    [
      'its short title',
      'EXPLANT/REPLACE - 07JAN2026 - outpatient surgery dept\nSurgeon A. Moreau, DO\nOld pump out: SynchroMed II 8637-20 NGV330198H. New pump in: SynchroMed II 8637-20 NGV770044H\n',
      '2026-01-07 replace P-XXX @opd',
    ],
  ])('%s', (_, text, header) => {
    expect(headerOf(text)).toBe(header);
  });
});

it('a removal leaves no dose', () => {
  const text =
    'Operative report 2026-02-11\nSurgeon: Ludek Hora, MD\nProcedure: removal of the pump\nThe pump (8637-40, SN NGP300981H) was removed. It was at 620 mcg/day.\n';
  const { fields } = readChartText(text, codes).encounters[0]!;
  expect(fields.filter(({ key }) => key === 'after')).toEqual([]);
});

describe('an operation in the course of a stay', () => {
  const course = (words: string): string =>
    readChartText(
      `DISCHARGE SUMMARY\nAdmit 08/04/2026  Discharge 08/07/2026\nHospital course: ${words}\nSynchroMed II 40 mL, SN NGP777012H.\n`,
      codes,
    ).encounters[0]!.header;
  it.each([
    ['On 8/5/2026 pt underwent explantation of the baclofen pump.', '2026-08-05 remove P-XXX'],
    ['On August 5, 2026 the patient underwent replacement of the pump.', '2026-08-05 replace P-XXX'],
  ])('%s', (words, header) => {
    expect(course(words)).toBe(header);
  });

  it('is none if the day is not that of the visit', () => {
    const text = `Pump visit 11/20/2026\nOn 3/2/2019 the patient underwent implantation of the pump.\n${FIRST}\n`;
    expect(readChartText(text, codes).encounters[0]!.header).toBe('2026-11-20 refill P-XXX #medicare');
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
