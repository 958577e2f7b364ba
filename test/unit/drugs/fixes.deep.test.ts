import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeSetsRules } from '../../../server/src/core/rules/code-sets/index';
import { drugsRules } from '../../../server/src/core/rules/drugs/index';
import { brokenFixes } from '../../support/fix-laws';

const rules = [...codeSetsRules, ...drugsRules].map(({ id }) => id);

const drug = fc
  .record({
    name: fc.constantFrom(
      'baclofen 2000 mcg/mL',
      'Gablofen 500 mcg/mL',
      'morphine 25 mg/mL',
      'Infumorph 10 mg/mL',
      'hydromorphone 10 mg/mL',
      'hydromorphone 20 mg/mL',
      'bupivacaine 0.75 %',
      'clonidine 0.5 mg/mL',
      'ziconotide 25 mcg/mL',
      'fentanyl 0.05 mg/mL',
      'ropivacaine 5 mg/mL',
      'baclofen',
      'morphine 20 mg/mL + bupivacaine 10 mg/mL',
      'hydromorphone 8 mg/mL + clonidine 50 mcg/mL + ropivacaine 2 mg/mL',
    ),
    volume: fc.constantFrom('', ', 20 mL', ', 18 mL', ', 1.5 mL'),
    source: fc.constantFrom(', commercial', ', compounded', ''),
    owner: fc.constantFrom(', practice', ', practice', ', pharmacy', ', hospital', ''),
    container: fc.constantFrom(
      '',
      ', mdv',
      ', sdv',
      ', sdv 1 x 20 mL',
      ', sdv 2 x 10 mL',
      ', sdv 1 x 20 mL, waste 0 mL',
      ', sdv, waste 2 mL',
      ', sdv 1 x 20 mL, waste 2 mL',
    ),
    given: fc.constantFrom('', '', '', ', not given'),
  })
  .map(d => `drug: ${d.name}${d.volume}${d.source}${d.owner}${d.container}${d.given}`);

const drugLine = fc
  .tuple(
    fc.constantFrom('', '', '', '? '),
    fc.constantFrom(
      'J0475',
      'J0476',
      'J2274',
      'J2270',
      'J2275',
      'J2271',
      'J1170',
      'J1171',
      'J0665',
      'S0020',
      'J0735',
      'J0736',
      'J2278',
      'J3010',
      'J7999',
      'J3490',
      'Q9977',
      'J0457',
    ),
    fc.constantFrom('', '', '-KD', '-JZ-KD', '-JW', '-JW-KD', '-JZ', '-GA'),
    fc.constantFrom('', ' x1', ' x8', ' x45', ' x5', ' x50'),
    fc.constantFrom(' @A', ' @AB', ' @B', '', ' @ABCDE', ' @C'),
    fc.constantFrom('', '', ' "morphine 400 mg 20 mL"', ' "baclofen 500 ug 20 mL"', ' $12.00', '  ; a comment'),
  )
  .map(parts => parts.join(''));

const serviceLine = fc
  .tuple(
    fc.constantFrom('', '', '', '? '),
    fc.constantFrom('95990', '95991', '62369', '62370', '62367', '95970', '62322', '62376', '64590', '99213'),
    fc.constantFrom(' @A', ' @AB', '', ' @C'),
  )
  .map(parts => parts.join(''));

const line = fc.oneof({ weight: 2, arbitrary: drugLine }, { weight: 1, arbitrary: serviceLine });

const dx = fc
  .array(
    fc.constantFrom(
      'G80.0',
      'G35',
      'G35.A',
      'G89.2',
      'G89.29',
      'G89.4 chronic pain syndrome',
      'M96.1',
      'Z45.1',
      'T85.610',
      'T85.610A',
      'T42.8X6A',
      'Z79.891',
      'C79.51',
      'G89.3',
      'M54.5',
      'G80.5',
      'see letter',
      'g800',
    ),
    { maxLength: 5 },
  )
  .map(codes => (codes.length ? [`dx: ${codes.join(', ')}`] : []));

const UNCLASSIFIED = /J7999|J3490|Q9977/;

const note = fc
  .record({
    date: fc.constantFrom('2026-11-20', '2026-11-20', '2024-09-30', '2023-06-30', '2016-06-01', '2014-05-01'),
    service: fc.constantFrom('refill', 'refill', 'trial', 'visit', 'implant'),
    tags: fc.constantFrom(
      '@office #medicare',
      '@office',
      '@office #aetna',
      '@opd #medicare',
      '@opd #medicare bill=facility',
      '@asc',
      '',
    ),
    facts: fc.constantFrom(
      ['pump: SynchroMed II, 20 mL, IT, programmable', 'by: RN KL', 'sup: MD AS, in suite', 'fill: out 2 mL, in 20 mL'],
      ['pump: SynchroMed II, 20 mL, IT, programmable', 'by: MD AS', 'fill: out 2 mL, in 18 mL'],
      ['pump: IsoMed, 35 mL, IV, constant-flow', 'by: RN KL', 'sup: MD AS, in suite', 'fill: in 20 mL'],
      ['by: MD AS'],
      ['fill: in 0 mL'],
      ['device: in SynchroMed II, 20 mL, IT, programmable'],
      [],
    ),
    drugs: fc.array(drug, { maxLength: 3 }),
    dx,
    // At most one unclassified code: with several, each corrected line changes which drug belongs to which.
    lines: fc
      .array(line, { maxLength: 5 })
      .map(all =>
        all.filter((text, i) => !UNCLASSIFIED.test(text) || all.findIndex(other => UNCLASSIFIED.test(other)) === i),
      ),
    end: fc.constantFrom('\n', ''),
  })
  .map(
    n =>
      [`${n.date} ${n.service} P-014 ${n.tags}`.trim(), ...n.facts, ...n.drugs, ...n.dx, ...n.lines].join('\n') + n.end,
  );

it('every fix of these rules removes its finding and brings no error', () => {
  fc.assert(
    fc.property(note, text => {
      const broken = brokenFixes(text, rules);
      expect(broken, broken[0]).toEqual([]);
    }),
    { numRuns: 150, seed: 20261120 },
  );
});
