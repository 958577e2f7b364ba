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
