// What lines and findings are worth: by a loaded schedule and the practice's own settings only.
import { describe, expect, it } from 'vitest';
import { createLanguage } from '../../../server/src/core/language';
import type { LoadedRelease } from '../../../server/src/core/codes/loaded/loaded-release';
import type { FeeSettings } from '../../../server/src/core/policy/fee-settings';
import { reportMarkdown } from '../../../server/src/core/report/markdown';
import { report } from '../../../server/src/core/report/report';
import { release, releasesIn } from '../../support/releases';

// Invented values: round numbers that are easy to follow.
const row = (code: string, values: string, status = 'A') => `${code}|${status},0,XXX,0,0,0,0,0,${values},30.0|`;
const SCHEDULE = release('MPFS', '2026-01-01', [
  row('62370', '1.00,2.00,0.50,0.10'),
  row('76942', '0.60,1.00,NA,0.10'),
  row('76942-26', '0.60,0.20,0.20,0.05'),
  row('95990', '0.00,2.00,NA,0.10'),
  row('95991', '0.70,2.00,0.30,0.10'),
  row('99024', '0.00,0.00,0.00,0.00', 'B'),
]);
const PRICES = releasesIn(
  '"Payment limits, second line of a notice",,,\nHCPCS Code,Short Description,HCPCS Code Dosage,Payment Limit\nJ0475,baclofen,10 mg,"$150.250"\n',
  'asp_2026q4.csv',
);
const FEES: FeeSettings = {
  locality: 'Test',
  gpci: { work: '1.1', practice: '0.9', malpractice: '0.5' },
  conversionFactor: '30',
};

function reportOf(note: string, loaded: readonly LoadedRelease[], fees?: FeeSettings) {
  const workspace = createLanguage(loaded).createWorkspace(fees ? { fees } : {});
  workspace.set('note', note);
  return report(workspace, ['note']);
}
const note = (lines: string, tags = '@office #medicare', by = 'RN KL') =>
  `2026-11-20 refill P-014 ${tags}
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: ${by}
sup: MD AS, in suite
fill: out 3.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot 1, exp 2027-06, waste 0 mL, invoice $684.00
dx: G80.0
${lines}
`;
const worthOf = (found: ReturnType<typeof reportOf>, rule: string) =>
  found.encounters[0]!.rules.find(({ id }) => id === rule)?.findings.map(({ worth }) => worth);

describe('the value of a claim', () => {
  it('is by place, modifier and units, to the cent', () => {
    const { value } = reportOf(note('62370 @A\nJ0475-JZ-KD x8 @A', undefined, 'MD AS'), [SCHEDULE, ...PRICES], FEES)
      .encounters[0]!.claim;
    // (1.00 × 1.1 + 2.00 × 0.9 + 0.10 × 0.5) × 30 = 88.50; 8 × 150.25
    expect(value).toEqual({
      basis: 'Medicare fee schedule, Test, conversion factor 30, before reductions',
      lines: [
        { line: '62370', amount: '$88.50' },
        { line: 'J0475-JZ-KD ×8', amount: '$1,202.00' },
      ],
      total: '$1,290.50',
    });
    const facility = reportOf(note('62370 @A\n76942-26 @A\n76942 @A', '@opd #medicare', 'MD AS'), [SCHEDULE], FEES);
    // A part has a row of its own; no rate in a facility is no amount.
    expect(facility.encounters[0]!.claim.value?.lines).toEqual([
      { line: '62370', amount: '$48.00' },
      { line: '76942-26', amount: '$25.95' },
    ]);
  });

  it.each([
    ['without a schedule', [], FEES],
    ['without settings', [SCHEDULE, ...PRICES], undefined],
    ['before the schedule', [{ ...SCHEDULE, from: '2027-01-01' }], FEES],
  ])('is not shown %s', (_, loaded, fees) => {
    const found = reportOf(note('62370 @A'), loaded, fees);
    expect(found.encounters[0]!.claim.value).toBeUndefined();
    expect(JSON.stringify(found)).not.toMatch(/"worth"|"value"/);
    expect(reportMarkdown(found)).not.toMatch(/worth|fee schedule, Test/);
  });

  it('is not shown for an institutional claim, nor for a code that the schedule does not pay', () => {
    const facility = reportOf(note('62370 @A', '@opd bill=facility #medicare', 'MD AS'), [SCHEDULE], FEES);
    expect(facility.encounters[0]!.claim.value).toBeUndefined();
    expect(reportOf(note('99024 @A'), [SCHEDULE], FEES).encounters[0]!.claim.value).toBeUndefined();
  });
});

describe('what a finding is worth', () => {
  it('a code of another level: the difference of the two', () => {
    // 95991: (0.77 + 1.8 + 0.05) × 30 = 78.60; 95990: (1.8 + 0.05) × 30 = 55.50
    expect(worthOf(reportOf(note('95991 @A'), [SCHEDULE], FEES), 'performer-level')).toEqual([
      '$23.10 less with the fix',
    ]);
  });

  it('missing units: what they add', () => {
    const found = reportOf(note('95990 @A\nJ0475-JZ-KD x4 @A'), [SCHEDULE, ...PRICES], FEES);
    expect(worthOf(found, 'drug-units')).toEqual(['$601.00 more with the fix']);
    expect(reportMarkdown(found)).toContain('  - worth: $601.00 more with the fix');
  });

  it('a line that is denied: its amount', () => {
    const found = reportOf(note('95990 @A\nJ0475-KD x8 @A'), [SCHEDULE, ...PRICES], FEES);
    expect(worthOf(found, 'drug-waste')).toEqual(['$1,202.00 at risk (J0475-KD ×8)']);
  });

  it('nothing if a line of the difference has no price', () => {
    const [other] = [release('MPFS', '2026-01-01', [row('95991', '0.70,2.00,0.30,0.10')])];
    expect(worthOf(reportOf(note('95991 @A'), [other], FEES), 'performer-level')).toEqual(['$78.60 at risk (95991)']);
  });
});
