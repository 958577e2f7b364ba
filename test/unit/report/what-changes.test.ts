// The same notes by the tables of another day or for another payer.
import { describe, expect, it } from 'vitest';
import { changesText, whatChanges } from '../../../server/src/core/report/what-changes';
import type { AsOf } from '../../../server/src/core/visit/build-visit';
import { workspaceOf } from '../../support/checking';

const NOTE = `2025-09-20 visit P-014 @office
by: MD AS
dx: G35
99213 @A

2026-11-20 visit P-015 @office
by: MD AS
dx: G80.0
99213 @A

2026-13-01 visit P-016 @office
by: MD AS
dx: G35
99213 @A
`;
const REFILL = `2023-06-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 3 mL, in 20 mL
drug: hydromorphone 10 mg/mL, 20 mL, commercial, practice, sdv 2 x 10 mL, waste 0 mL, lot 1, exp 2023-12
dx: M96.1
95991 @A
J1170-KD x50 @A
`;

function changes(text: string, asOf: AsOf) {
  return whatChanges(workspaceOf({ n: text }), workspaceOf({ n: text }, { asOf }), 'n', 'notes/n.encounter');
}

describe('what changes', () => {
  it('names the encounters whose findings differ, and no others', () => {
    expect(changes(NOTE, { date: '2025-10-01' })).toEqual([
      {
        file: 'notes/n.encounter',
        line: 1,
        date: '2025-09-20',
        patient: 'P-014',
        services: ['visit'],
        added: [
          {
            rule: 'diagnosis-not-billable',
            severity: 'error',
            line: 3,
            message: 'Code one of the codes below G35: it is a category since 2025-10-01 and not billable.',
            edition: 'FY2026',
          },
        ],
        removed: [],
      },
    ]);
  });

  it('is nothing by the day of the encounter itself, and by no other day or payer', () => {
    expect(changes(NOTE.split('\n\n')[0]!, { date: '2025-09-20' })).toEqual([]);
    expect(changes(NOTE, {})).toEqual([]);
  });

  it('shows the codes that are supported before and after, and leaves dates of the chart alone', () => {
    const [change] = changes(REFILL, { date: '2024-11-01' });
    expect(change?.supported).toEqual({ before: ['95991', 'J1170-KD ×50'], after: ['95991', 'J1171-JZ-KD ×2000'] });
    // The drug has not expired on the day of the visit, and the visit keeps its day.
    expect(change?.added.map(({ rule }) => rule)).not.toContain('drug-expired');
    expect(change?.added.map(({ rule }) => rule)).toContain('code-not-on-date');
  });

  it('by another payer', () => {
    const [change] = changes(REFILL, { payer: 'aetna' });
    expect(change?.removed.length).toBeGreaterThan(0);
    expect(change?.removed.every(({ severity }) => severity !== 'error')).toBe(true);
  });

  it('reads as a list', () => {
    const text = changesText(changes(NOTE, { date: '2025-10-01' }), 3, 'as of 2025-10-01');
    expect(text).toBe(
      `1 of 3 encounters changes as of 2025-10-01:

notes/n.encounter:1  2025-09-20 visit P-014
  + line 3  error  diagnosis-not-billable: Code one of the codes below G35: it is a category since 2025-10-01 and not billable.
`,
    );
    expect(changesText([], 3, 'as of 2025-10-01')).toBe('0 of 3 encounters change as of 2025-10-01.\n');
  });
});
