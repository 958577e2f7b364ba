// Generated statements of structured keys: what was put off, planned or at hand only is no fact of the visit; a volume
// that is stated twice counts as the rest of the note says; lists of people are silent.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encounter } from '../../server/src/core/encounter/model';
import { readEncounter } from '../../server/src/core/encounter/read-encounter';
import { parseNote } from '../../server/src/core/syntax/parse';

function read(...lines: readonly string[]): Encounter {
  const text = `2026-11-20 refill P-014 @office #medicare\n${lines.join('\n')}\n`;
  const block = parseNote(text).blocks.find(one => one.header)!;
  return readEncounter(block, block.header!);
}

const PUT_OFF = [
  '{} declined',
  '{} offered, declined',
  '{} was refused by the patient',
  '{} deferred to next visit',
  '{} not done',
  '{} discussed, patient declined',
  '{} considered, not done',
];
const UNUSABLE = [
  '{} machine unavailable',
  '{} not available',
  '{} out of service',
  '{} broken',
  'no {}',
  '{} not used',
];
const OPEN = ['{} if needed', '{} on standby', '{} planned for next visit', 'will use {} next time', '{} available'];
const DONE = [
  '{}',
  '{}, image saved',
  'palpation failed, {} used',
  '{} because palpation failed',
  'with {}, report filed',
];
const METHODS = [
  ['ultrasound', 'ultrasound'],
  ['sonography', 'ultrasound'],
  ['fluoroscopy', 'fluoro'],
  ['c-arm', 'fluoro'],
] as const;
const STUDIES = ['dye study', 'side port study', 'catheter access port study', 'myelogram', 'rotor study'];

const say = (form: string, what: string): string => form.replace('{}', what);

describe('statements of structured keys', () => {
  it('imaging: denied, open, or done', () => {
    for (const [word, method] of METHODS) {
      for (const form of [...PUT_OFF, ...UNUSABLE]) {
        const line = `imaging: ${say(form, word)}`;
        expect([line, read(line).imaging?.kind?.value]).toEqual([line, 'none']);
      }
      for (const form of OPEN) {
        const line = `imaging: ${say(form, word)}`;
        const { kind, unsure } = read(line).imaging!;
        expect([line, kind, unsure !== undefined]).toEqual([line, undefined, true]);
      }
      for (const form of DONE) {
        const line = `imaging: ${say(form, word)}`;
        expect([line, read(line).imaging?.kind?.value]).toEqual([line, method]);
      }
    }
  });

  it('study: one that was put off is none', () => {
    for (const study of STUDIES) {
      for (const form of PUT_OFF) {
        const line = `study: ${say(form, study)}`;
        expect([line, read(line).study]).toEqual([line, undefined]);
      }
      expect([study, read(`study: ${study}`).study !== undefined]).toEqual([study, true]);
    }
  });

  it('fill: the same volume twice is what the drug line places', () => {
    const volume = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(volume, fc.boolean(), fc.constantFrom('', ', template', ', needle 22g'), (mL, isDouble, between) => {
        const placed = isDouble ? 2 * mL : mL;
        const { fill, problems } = read(
          `fill: out 3 mL, in ${mL} mL${between}, in ${mL} mL`,
          `drug: baclofen 500 mcg/mL, ${placed} mL, commercial`,
        );
        expect(fill?.in?.value.amount.toNumber()).toBe(placed);
        expect(problems).toEqual([]);
      }),
    );
  });

  it('fill: the same volume twice, with nothing to decide it, counts once and is reported', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), mL => {
        const { fill, unread } = read(`fill: out 3 mL, in ${mL} mL, in ${mL} mL`);
        expect(fill?.in?.value.amount.toNumber()).toBe(mL);
        expect(unread).toHaveLength(1);
      }),
    );
  });

  it('by, sup: a list of people is silent, and the first filled', () => {
    const person = fc
      .tuple(
        fc.constantFrom('RN', 'LPN', 'MD', 'NP', 'PA', 'DO'),
        fc.constantFrom('KL', 'AS', 'QQ', 'WT'),
        fc.boolean(),
      )
      .map(([credential, initials, isFirst]) => (isFirst ? `${credential} ${initials}` : `${initials} ${credential}`));
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 4 }), people => {
        const { by, problems, unread } = read(`by: ${people.join(', ')}`);
        expect([problems, unread]).toEqual([[], []]);
        expect(by?.main && people[0]!.split(' ')).toContain(by?.main?.credential);
        expect(read(`sup: ${people.join(', ')}, in suite`).problems).toEqual([]);
      }),
    );
  });
});
