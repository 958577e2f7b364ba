// Lines of `drug:` that say that their drug did not go into the reservoir, beside one whose drug did.
import { describe, expect, it } from 'vitest';
import { readEncounter } from '../../../server/src/core/encounter/read-encounter';
import { parseNote } from '../../../server/src/core/syntax/parse';

const PLACED = 'drug: morphine 25 mg/mL, 20 mL, commercial, practice, sdv 1 x 20 mL, waste 0 mL';

function read(lines: readonly string[]): { names: readonly string[]; elsewhere: number; reported: number } {
  const note = ['2026-11-20 refill P-014 @office #medicare', ...lines, ''].join('\n');
  const block = parseNote(note).blocks.find(one => one.header)!;
  const { drugs, drugsElsewhere, problems, unread } = readEncounter(block, block.header!);
  return {
    names: drugs.flatMap(({ components }) => components.map(({ name }) => name)),
    elsewhere: drugsElsewhere.length,
    reported: problems.length + unread.length,
  };
}

const OLD = [
  'removed: morphine 20 mg/mL, 2.9 mL',
  'residual morphine 20 mg/mL, 2.9 mL aspirated, wasted',
  'hydromorphone 10 mg/mL, 2.9 mL, aspirated and wasted',
  'morphine 20 mg/mL, 2.9 mL, discarded',
  'morphine 20 mg/mL, 2.9 mL, old drug',
  'morphine 20 mg/mL (old), 2.9 mL',
  'previous drug hydromorphone 10 mg/mL',
  'hydromorphone 10 mg/mL discontinued',
  'planned: hydromorphone 10 mg/mL',
  'next refill hydromorphone 10 mg/mL, 20 mL',
];

const ELSEWHERE = [
  'lidocaine 1%, 2 mL, local anesthetic for the skin',
  'lidocaine 1 %, 1 mL, skin, practice, mdv',
  'lidocaine 1%, 3 mL, injected, local',
  'lidocaine 1% 2 mL',
  'bupivacaine 0.25%, 3 mL, local infiltration, practice',
  'lidocaine/prilocaine cream',
  'EMLA cream',
  'sodium chloride 0.9%, 10 mL, flush',
  'normal saline 5 mL, rinse of the reservoir',
  'heparin flush 100 units/mL, 5 mL',
  'Omnipaque 180, 3 mL, contrast',
  'iohexol 240 mg/mL, 3 mL, practice',
  'ceftriaxone 1 g IV given before',
  'midazolam 1 mg IV, practice',
  'midazolam 1 mg/mL, 2 mL, IV, practice',
  'cefazolin 2 g IV, premedication',
  'ketorolac 30 mg IM for headache, practice',
  'ketorolac 30 mg/mL, 1 mL, IM, practice',
  'baclofen tablets 10 mg, patient',
  'oral baclofen 20 mg tid continues',
  'ondansetron 4 mg PO, practice',
];

describe('a drug that did not go into the reservoir', () => {
  it.each(OLD)('came out or is planned: %s', line => {
    for (const lines of [
      [PLACED, `drug: ${line}`],
      [`drug: ${line}`, PLACED],
    ])
      expect(read(lines)).toEqual({ names: ['morphine'], elsewhere: 0, reported: 0 });
  });

  it.each(ELSEWHERE)('was given elsewhere: %s', line => {
    for (const lines of [
      [PLACED, `drug: ${line}`],
      [`drug: ${line}`, PLACED],
    ])
      expect(read(lines)).toEqual({ names: ['morphine'], elsewhere: 1, reported: 0 });
  });
});

describe('a drug that went into the reservoir', () => {
  it.each([
    ['drug: baclofen 2000 mcg/mL, 40 mL, practice, saline flush 2 mL', 'baclofen'],
    ['drug: baclofen 2000 mcg/mL, 40 mL, practice, flushed with 2 mL saline', 'baclofen'],
    ['drug: bupivacaine 7.5 mg/mL, 20 mL, compounded by a local pharmacy, practice', 'bupivacaine'],
    ['drug: treprostinil 10 mg/mL, 20 mL, IV, practice', 'treprostinil'],
    ['drug: heparin 1000 units/mL, 30 mL, flush', 'heparin'],
    ['drug: baclofen 2000 mcg/mL, 40 mL, practice, oral baclofen 10 mg continues', 'baclofen'],
  ])('alone: %s', (line, name) => expect(read([line]).names).toEqual([name]));

  it('is in each of two lines', () => {
    const lines = [
      'drug: ziconotide 100 mcg/mL, 1 mL, practice',
      'drug: sodium chloride 0.9%, 19 mL',
      'drug: baclofen 500 mcg/mL, 20 mL, practice',
    ];
    expect(read(lines).names).toEqual(['ziconotide', 'sodium chloride', 'baclofen']);
  });
});
