// One slip on a right note is one finding: no second one with another way out, and no other line accused.
import { describe, expect, it } from 'vitest';
import { findingsInDetail, workspaceOf } from '../support/checking';

const REFILL = `2026-11-20 refill P-1 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
read: expected 6 mL, dose 480 mcg/day, alarms none
fill: out 6 mL, in 40 mL
prog: none
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, mdv
dx: G80.0
95991 @A
J0475 x8 @A
`;
const CHANGE = REFILL.replace('prog: none', 'prog: dose 480 -> 520 mcg/day')
  .replace('dose 480 mcg/day, alarms none\ndrug', 'dose 520 mcg/day, alarms none\ndrug')
  .replace('95991', '62370');
const REVISION = `2026-11-20 revise P-1 @opd
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD NS
catheter: revised, no laminectomy
dx: T85.620A
62350 @A
`;
const STUDY = `2026-11-20 visit P-1 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
study: side-port, contrast 2 mL
imaging: fluoro
dx: T85.690A
61070 @A
75809 @A
`;

const swap = (note: string, from: string, to: string): string => note.replace(from, to);

const SLIPS: Readonly<Record<string, string>> = {
  'a refill billed as a catheter': swap(REFILL, '95991', '62350'),
  'a refill billed as a study': swap(REFILL, '95991', '61070'),
  'a refill billed as a stimulator': swap(REFILL, '95991', '95976'),
  'a change billed as a stimulator': swap(CHANGE, '62370', '64590'),
  'a change billed by the staff code without it': swap(CHANGE, '62370', '95990'),
  'a staff code with a change that is not there': swap(REFILL, '95991', '62369'),
  'a revision billed as a pump': swap(REVISION, '62350', '62362'),
  'a study billed as an injection': swap(STUDY, '61070', '62323'),
  'a whole fill billed as stopped': swap(REFILL, '95991', '95991-53'),
  'a code of another drug': swap(REFILL, 'J0475 x8', 'J0475 x8 @A\nJ0476'),
  'the dose before the change differs from the one read': swap(CHANGE, 'dose 480 -> 520', 'dose 450 -> 520'),
  'two hospice modifiers': swap(swap(REFILL, '@office', '@office !hospice'), '95991', '95991-GV-GW'),
};

const loud = (note: string): string[] =>
  findingsInDetail(workspaceOf({ note }))
    .filter(({ finding: { severity } }) => severity === 'error' || severity === 'warning')
    .map(({ finding: { rule, message } }) => `${rule}: ${message}`);

describe('a note without a slip', () => {
  it.each(Object.entries({ REFILL, CHANGE, REVISION, STUDY }))('%s has no finding', (_, note) => {
    expect(loud(note)).toEqual([]);
  });
});

describe('one slip is one finding', () => {
  it.each(Object.entries(SLIPS))('%s', (_, note) => {
    expect(loud(note), note).toHaveLength(1);
  });
});
