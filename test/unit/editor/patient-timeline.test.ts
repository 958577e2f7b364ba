import { expect, it } from 'vitest';
import { patientTimeline } from '../../../server/src/core/editor/patient-timeline';
import { workspaceOf } from '../../support/checking';

it('lists the visits of a patient with dose, fill, alarm and ERI', () => {
  const workspace = workspaceOf({
    b: `2026-12-20 reprogram P-014 @office
prog: dose 480 -> 528 mcg/day
`,
    a: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo
by: RN KL
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice

2026-11-20 refill P-099 @office
`,
  });
  expect(patientTimeline(workspace, 'P-014')).toMatchObject([
    {
      date: '2026-11-20',
      services: ['refill'],
      dose: { words: '480 mcg/day', mgPerDay: 0.48 },
      filled: '40 mL',
      alarm: '2027-04-27',
      eri: '38 mo',
    },
    {
      date: '2026-12-20',
      services: ['reprogram'],
      dose: { words: '528 mcg/day', mgPerDay: 0.528 },
      filled: undefined,
      alarm: undefined,
      eri: undefined,
    },
  ]);
});
