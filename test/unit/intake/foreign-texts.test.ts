// Texts that tell of no implanted pump: nothing in them is a fact about one.
import { describe, expect, it } from 'vitest';
import { createCodeSets } from '../../../server/src/core/codes/code-sets';
import { maskIdentifiers } from '../../../server/src/core/intake/mask';
import { readChartText } from '../../../server/src/core/intake/read-chart';

const codes = createCodeSets();
const PUMP_KEYS = ['pump', 'read', 'fill', 'prog', 'after', 'drug', 'device'];

const TEXTS: readonly (readonly [name: string, text: string])[] = [
  [
    'an insulin pump',
    'Tandem insulin pump, basal 22 units/day. Reservoir filled with 3 mL. Alarms: none. Increase basal from 22 to 24 units/day.',
  ],
  [
    'an epidural injection',
    'Lumbar epidural steroid injection. Sterile prep. 20 gauge needle; dexamethasone 10 mg/mL, 1 mL and bupivacaine 0.25 %, 3 mL were injected.',
  ],
  [
    'analgesia by the patient',
    'PCA pump: hydromorphone 0.2 mg/mL, demand dose 0.2 mg, used 6 mg/24 h. Epidural catheter removed. Foley output 900 mL.',
  ],
  ['a colonoscopy', 'Colonoscopy. Propofol 200 mg IV. 10 mL of saline injected, polyp removed.'],
];

describe('a text about something else', () => {
  it.each(TEXTS)('is no fill of a pump: %s', (_, text) => {
    const [visit] = readChartText(`Date of service: 11/20/2026\n${text}\n`, codes).encounters;
    expect(visit!.fields.filter(({ key }) => PUMP_KEYS.includes(key))).toEqual([]);
    expect(visit!.services).toBeNull();
  });

  it('is read where it also tells of an implanted pump', () => {
    const text = 'Uses an insulin pump. Intrathecal pump refill: aspirated 6 mL, filled with 40 mL.';
    const [visit] = readChartText(`Date of service: 11/20/2026\n${text}\n`, codes).encounters;
    expect(visit!.fields.filter(({ key }) => key === 'fill').map(({ item }) => item)).toEqual(['out 6 mL', 'in 40 mL']);
  });

  it.each([
    ['letters', 'A'],
    ['braces', '{a/b '],
    ['dots', 'A . . . . '],
    ['bars', '| a '],
    ['slashes', '/ '],
    ['points between words', ' \u00b7 a'],
    ['numbers in words', 'four ninety-five '],
  ])('is read if one part repeats: %s', (_, part) => {
    const text = `Date of service: 11/20/2026\nPatient: Ann Zork\n${part.repeat(Math.ceil(9000 / part.length))}\n`;
    expect(readChartText(text, codes).encounters).toHaveLength(1);
    expect(maskIdentifiers(text)).not.toContain('Zork');
  });
});
