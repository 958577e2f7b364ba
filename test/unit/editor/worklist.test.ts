import { describe, expect, it } from 'vitest';
import { dueRefills, worklistRow } from '../../../server/src/core/editor/worklist';
import { workspaceOf } from '../../support/checking';

const FILLED = `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo
by: RN KL
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice
`;

describe('the worklist', () => {
  it('has the state, payer and provider of each encounter', () => {
    const workspace = workspaceOf({
      a: `${FILLED}95991 @A\n\n2026-11-21 visit P-015 @office\nexam: pocket clean\n`,
    });
    const rows = workspace.encounters('a').map(encounter => worklistRow(workspace, encounter)!);
    expect(rows.map(({ patient, payer, provider, state }) => [patient, payer, provider, state])).toEqual([
      ['P-014', 'Medicare (Part B)', 'RN KL', 'errors'],
      ['P-015', expect.any(String), undefined, 'no claim'],
    ]);
    expect(rows[0]!.words).toMatch(/^\d+ errors?/);
  });

  it('lists the next refill of each patient by its planned day, else by the computed alarm', () => {
    const workspace = workspaceOf({
      a: FILLED,
      b: `${FILLED.replace('P-014', 'P-015')}next: 2027-01-10\n`,
      c: '2026-11-20 visit P-016 @office\n',
    });
    expect(dueRefills(workspace).map(({ patient, planned, alarm }) => [patient, planned, alarm])).toEqual([
      ['P-015', '2027-01-10', '2027-04-27'],
      ['P-014', undefined, '2027-04-27'],
    ]);
  });

  it('counts only the last fill of a patient', () => {
    const later = FILLED.replace('2026-11-20', '2026-12-20');
    expect(dueRefills(workspaceOf({ a: FILLED, b: later })).map(({ encounter }) => encounter.date)).toEqual([
      '2026-12-20',
    ]);
  });
});
