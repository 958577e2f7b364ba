import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { splitBlocks } from '../../server/src/core/syntax/parse';

const folder = join(import.meta.dirname, '../../examples');

/** The encounters of the example days, each a note of its own. */
export const ENCOUNTERS: readonly string[] = ['clinic-day', 'clean-day'].flatMap(name =>
  splitBlocks(readFileSync(join(folder, `${name}.encounter`), 'utf8')).slice(1),
);

const CODES = [
  '95990',
  '95991',
  '62367',
  '62368',
  '62369',
  '62370',
  '96522',
  '62362',
  '62350',
  '62365',
  '99213',
  '99211',
  'J0475',
  'J7999',
  'J2274',
  'J1170',
  'A4220',
  '76942',
  '62361',
  '95971',
  'C1772',
];

const from = (...words: string[]): fc.Arbitrary<string> => fc.constantFrom(...words);
const put = (pattern: RegExp, words: fc.Arbitrary<string>): fc.Arbitrary<(text: string) => string> =>
  words.map(word => text => text.replace(pattern, () => word));

/**
 * What goes wrong in a clinic: another code, place, payer, person, date, modifier or unit; a line forgotten, a service
 * stopped.
 */
const slip: fc.Arbitrary<(text: string) => string> = fc.oneof(
  put(/^(\d{5}|J\d{4})(?=[-\s])/m, from(...CODES)),
  put(/@office/, from('@asc', '@opd', '@home', '@telehealth', '@snf', '@er')),
  put(/#\S+/, from('#medicare', '#aetna', '#medicaid', '#self-pay', '')),
  put(/^by: .*$/m, from('by: RN KL', 'by: MD AS', 'by: NP ZZ', 'by: PT QQ')),
  put(/^2026-11-20/, from('2023-05-01', '2017-03-01', '2024-09-30', '2025-12-01')),
  put(
    /volume only|dose [\d.]+ -> [\d.]+ \S+/,
    from('none', 'volume only', 'dose 480 -> 500 mcg/day', 'concentration 2000 -> 500 mcg/mL'),
  ),
  put(/commercial/, from('compounded')),
  put(/, practice/, from(', pharmacy', ', hospital', ', patient', '')),
  put(/waste 0 mL/, from('waste 2 mL', 'waste 5 mL')),
  put(/-(JZ|KD|25)/, from('')),
  put(/^dx: /m, from('dx: G35, ', 'dx: M54.5, ', 'dx: G89.2, ', 'dx: T85.615A, ', 'dx: Z79.891, ')),
  put(
    /\n/,
    from(
      ' !stopped\nstop: before-start\n',
      ' !stopped\nstop: after-start, reason "faint"\n',
      ' bill=facility\n',
      ' !postop\n',
    ),
  ),
  from(...CODES).map(code => (text: string) => `${text.trimEnd()}\n${code} @A\n`),
  from('26', 'QX', '11', '52', '53', '73', '59', 'LT', '25', 'KD', 'JW', 'AS').map(
    modifier => (text: string) => text.replace(/^([A-Z\d]{5})(?=\s)/m, `$1-${modifier}`),
  ),
  fc
    .integer({ min: -1, max: 100 })
    .map(n => (text: string) => text.replace(/ x(\d+)/, (_, units: string) => ` x${Math.max(0, +units + n)}`)),
  fc.nat(30).map(
    n => (text: string) =>
      text
        .split('\n')
        .filter((_, i) => i === 0 || i !== 1 + n)
        .join('\n'),
  ),
);

/** A believable encounter with up to three things gone wrong. */
export const clinicNote: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...ENCOUNTERS), fc.array(slip, { maxLength: 3 }))
  .map(([text, slips]) => slips.reduce((note, change) => change(note), text));
