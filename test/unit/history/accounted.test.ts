// Which sentences of a note account for what a rule would report; what is denied, planned or about today does not.
import { describe, expect, it } from 'vitest';
import { accountsFor, type Matter } from '../../../server/src/core/visit/accounted';
import { workspaceOf } from '../../support/checking';

const note = (line: string): string =>
  `2026-11-20 refill P-014 @office\npump: SynchroMed II 8637-20, 20 mL, IT\nby: MD AS\n${line}\n95991\n`;

function accounts(matter: Matter, line: string): boolean {
  const workspace = workspaceOf({ note: note(line) });
  return accountsFor(workspace.visit(workspace.file('note')!.blocks[1]!)!, matter);
}

const STATED: readonly (readonly [Matter, string])[] = [
  ['late refill', 'event: patient missed two visits, pump ran dry, withdrawal treated'],
  ['late refill', '| Pump was refilled elsewhere on 2026-08-20.'],
  ['late refill', 'fill: in 20 mL, reason "missed visits"'],
  ['other dose', '| Dose was changed in the hospital on 2026-07-15 by MD HH.'],
  ['other dose', 'event: dose increased by the hospital'],
  ['expired drug', 'event: expired drug found after the fill, removed and replaced'],
  ['unrelated service', 'assess: increase for new spasms, unrelated to the implant'],
  ['unrelated service', 'assess: new spasms; not related to the recent surgery'],
  ['no bridge', 'prog: concentration 20 -> 25 mg/mL, no bridge because the catheter was emptied'],
  ['no bridge', 'prog: concentration 20 -> 25 mg/mL, priming bolus 0.3 mL'],
  ['residual', 'assess: residual higher than expected, reviewed'],
];

const NOT_STATED: readonly (readonly [Matter, string])[] = [
  ['late refill', 'response: 50% relief, no signs of withdrawal'],
  ['late refill', 'response: has not missed a visit'],
  ['late refill', 'assess: signs of withdrawal explained, go to the hospital if they occur'],
  ['other dose', 'prog: dose increased from 6.0 to 6.6 mg/day, reason "pain in the evening"'],
  ['other dose', '| Dose was increased by 10 % today.'],
  ['other dose', '| Dose will be increased by MD HH at the next visit.'],
  ['expired drug', '| Drug not expired, filter replaced.'],
  ['expired drug', '| The expired drug will be replaced.'],
  ['unrelated service', 'assess: headache, unrelated to meals'],
  ['no bridge', 'prog: concentration 20 -> 25 mg/mL, no bridge'],
  ['no bridge', 'prog: concentration 20 -> 25 mg/mL, no bridge, catheter not aspirated'],
  ['residual', 'assess: residual will be rechecked'],
];

describe('a note', () => {
  it.each(STATED)('accounts for the %s: %s', (matter, line) => {
    expect(accounts(matter, line)).toBe(true);
  });

  it.each(NOT_STATED)('does not account for the %s: %s', (matter, line) => {
    expect(accounts(matter, line)).toBe(false);
  });
});
