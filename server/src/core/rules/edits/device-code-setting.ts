import { safeDeleteLineFixes } from '../../claim/fixes/delete-line.js';
import { deviceSettingProblem, settingKind } from '../../claim/services/device-setting.js';
import { isFacilityPlace } from '../../claim/drugs/documented-drug.js';
import { billedDrugs } from '../../claim/drugs/billed-drug.js';
import type { BilledCode } from '../../encounter/model.js';
import { isAccepted } from '../../visit/acceptance.js';
import { drugsWithTheirOwnCode } from '../drugs/unclassified-drug-code.js';
import type { Visit } from '../../visit/visit.js';
import type { Evidence, Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

export const deviceCodeSetting: Rule = {
  id: 'device-code-setting',
  group: 'edits',
  severity: 'error',
  title: 'Device code on the wrong kind of claim',
  description: `C-codes (C1772, C1891, C2626, C1755, C1889, C9399 …) are the hospital's and the ASC's, and are on a
professional claim here; or E0782, E0783, E0785 or E0786, which a physician or supplier bills outside a facility, is
on an institutional claim or on a claim for a facility place.`,
  rationale:
    "The line is rejected: C-codes exist only under hospital outpatient and ASC payment, and in a facility the device is in the facility's payment.",
  fixDescription: 'Edit: deletes the line.',
  sources: ['HC19', 'HC26', 'ASC26'],
  examples: {
    wrong: `2026-11-20 replace P-131 @asc
by: MD AS
device: out NGP0000131, in SynchroMed II 8637-20, 20 mL, IT, programmable
dx: Z45.1
62362 @A
C1772 @A
`,
    right: `2026-11-20 replace P-131 @asc bill=facility
by: MD AS
device: out NGP0000131, in SynchroMed II 8637-20, 20 mL, IT, programmable
dx: Z45.1
62362 @A
C1772 @A
`,
  },
  concerns: ['device', 'supply', 'drug', 'other', 'unknown code'],
  check(visit, context) {
    for (const line of visit.linesToCheck) {
      const kind = settingKind(line.code);
      if (!kind || hasOwnCode(visit, line)) continue;
      if (kind === 'E' && visit.bill === 'pro' && visit.pos === undefined) {
        context.missing({
          at: placeOfCode(line),
          message: `${line.code} not decided: the header names no place, and it is not billed for a facility.`,
          show: false,
        });
        continue;
      }
      context.applies();
      const message = deviceSettingProblem(visit, line);
      if (message)
        context.report({
          at: placeOfCode(line),
          message,
          evidence: settingOf(visit),
          fixes: safeDeleteLineFixes(visit, line),
        });
    }
  },
};

/** An unlisted drug code that `unclassified-drug-code` replaces by the code of the drug. */
function hasOwnCode(visit: Visit, line: BilledCode): boolean {
  if (isAccepted(visit, 'unclassified-drug-code')) return false;
  const bill = billedDrugs(visit).find(one => one.line === line);
  return bill !== undefined && drugsWithTheirOwnCode(visit, bill)[0]?.commercial === true;
}

function settingOf(visit: Visit): Evidence[] {
  const { bill } = visit.encounter;
  const claim: Evidence[] = bill
    ? [{ at: bill, text: visit.bill === 'facility' ? 'an institutional claim' : 'a professional claim' }]
    : [];
  return visit.place && isFacilityPlace(visit) ? [...claim, { at: visit.place, text: 'a facility' }] : claim;
}
