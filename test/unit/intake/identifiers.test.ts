// Who the patient is, anywhere in a chart: neither the result nor the note may show it.
import { describe, expect, it } from 'vitest';
import { createCodeSets } from '../../../server/src/core/codes/code-sets';
import { readChartText } from '../../../server/src/core/intake/read-chart';
import { toNote } from '../../../server/src/core/intake/to-note';

const codes = createCodeSets();
const VISIT = `Date of visit: 11/20/2026
SynchroMed II 8637-40, serial NGP7701441, expected 6.2 mL, 480 mcg/day, no alarms.
Aspirated 6.0 mL, filled with 40 mL baclofen 2000 mcg/mL, lot G4412, exp 06/2027, Rx # 772210.
Site clean. Performed by Kara Lindqvist, RN.
`;
/** What stays readable. */
const KEPT = ['NGP7701441', 'lot G4412', 'out 6.0 mL', 'in 40 mL', 'RN KL', 'rx 772210', '2026-11-20'];

type Case = readonly [line: string, ...secrets: string[]];

/** At the top of a chart only its place and what is beside it tells that it is a name. */
const AT_TOP: readonly Case[] = [
  ['Zamora, Ambrose   PT8812   8/23/1957   Medicaid', 'Zamora', 'Ambrose', 'PT8812', '8/23/1957'],
  ['LOG\tZamora, Ambrose\tPT8812\t8/23/1957', 'Zamora', 'Ambrose', 'PT8812', '8/23/1957'],
  ['| Zamora, Ambrose | 90-1121-88 | 2/14/1970 |', 'Zamora', 'Ambrose', '90-1121-88', '2/14/1970'],
  ['8/19/26 1100 Zamora A. #20881', 'Zamora', '20881'],
  ['Ambrose Zamora  4/4/1950', 'Ambrose', 'Zamora', '4/4/1950'],
  ['Ambrose Zamora (4471-20)', 'Ambrose', 'Zamora', '4471-20'],
  // A child's birth date lies near the visit.
  ['Zamora, Ines   MRN 44-1009   2019-04-02', 'Zamora', '44-1009', '2019-04-02'],
];

const ANYWHERE: readonly Case[] = [
  ['Zamora, Ambrose   MRN 0091-8827   born June 3, 1948', 'Zamora', '0091-8827', 'June 3, 1948'],
  ['Patient ID KX-227710  ZAMORA', 'ZAMORA', '227710'],
  ['RE: Ambrose Zamora   File LW-44120   phone 555-0101', 'Zamora', 'LW-44120', '555-0101'],
  ['Accession: A2026-88213   Specimen ID 4471-X9', 'A2026-88213', '4471-X9'],
  ['Medicare (ID XQR902114455)', 'XQR902114455'],
  ['Member ID A1B2C3D44E', 'A1B2C3D44E'],
  ['Patient name: Valentina Okonkwo-Reyes\nPatient signature: V. Okonkwo-Reyes', 'Okonkwo-Reyes', 'Valentina'],
  ['Pt: Rosamund Quillian, DOB 11/21/1966, 22 Harbor Street.', 'Quillian', '11/21/1966', '22 Harbor'],
  ['His wife Marguerite came along. Mr. Pemberley is well.', 'Marguerite', 'Pemberley'],
  ['SSN 330-41-9982   e-mail a.zamora@mail.example', '330-41-9982', 'a.zamora'],
];

function expectMasked(source: string, secrets: readonly string[]): void {
  const result = readChartText(source, codes);
  const note = toNote(result, source);
  for (const secret of secrets)
    for (const output of [JSON.stringify(result), note])
      expect(output.toLowerCase(), secret).not.toContain(secret.toLowerCase());
  for (const kept of KEPT) expect(note).toContain(kept);
}

describe('what identifies the patient', () => {
  it('is found in a text without capitals', () => {
    const source = `amalia rosencrantz, mrn 2209-771, dob 3-3-1961\n${VISIT.toLowerCase()}`;
    const result = readChartText(source, codes);
    const note = toNote(result, source);
    for (const secret of ['amalia', 'rosencrantz', '2209-771', '3-3-1961'])
      for (const output of [JSON.stringify(result), note]) expect(output).not.toContain(secret);
    expect(note).toContain('by: RN KL');
  });

  it.each([...AT_TOP, ...ANYWHERE])('%s, at the top', (line, ...secrets) => {
    expectMasked(`${line}\n${VISIT}`, secrets);
    expectMasked(`PUMP CLINIC\n\n${line.toUpperCase()}\n${VISIT}`, secrets);
  });

  it.each([...ANYWHERE])('%s, below', (line, ...secrets) => {
    expectMasked(`${VISIT}${line}\n`, secrets);
    expectMasked(VISIT.replace('Aspirated', `${line}\nAspirated`), secrets);
  });
});
