import { safeDeleteLineFixes } from '../../claim/fixes/delete-line.js';
import { staffRefill } from '../../claim/edits/evaluation.js';
import { isOfGroup, PUMP_CODES } from '../../codes/service-table.js';
import { isOfOtherNote } from '../../visit/same-day.js';
import type { Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { doubtsOf } from '../../codes/caveats.js';

export const emStaff: Rule<'error' | 'warning'> = {
  id: 'em-staff',
  group: 'edits',
  severity: 'warning',
  severities: ['error', 'warning'],
  title: '99211 beside a refill by staff',
  description: `99211 (a visit without a physician) is billed beside a refill that clinical staff did; or, where the
note names no performer, beside a refill code of the staff level (95990, 62369, 96521, 96522). Seeing the patient is
part of the refill then. Where an NCCI pair already says so (99211 beside 96521 or 96522), \`bundled-pair\` reports it and this rule does not. Institutional claims are not checked.`,
  rationale: 'The same nurse did the same work: 99211 is denied, or taken back on audit. 25 does not help it.',
  fixDescription: 'Edit: deletes 99211.',
  sources: ['NPM26', 'PTP24'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0
95990 @A
99211 @A
`,
    right: `2026-11-20 visit P-014 @office
by: RN KL
dx: G80.0
99211 @A
| Blood pressure check between refills.
`,
  },
  concerns: ['e/m', 'unknown code'],
  check(visit, context) {
    const refill = staffRefill(visit);
    const { date, codes, performer } = visit;
    if (!refill || visit.bill === 'facility') return;
    const who = performer ? `by staff (${performer.credential} ${performer.initials})` : 'of the staff level';
    const visits = visit.claimLines.filter(({ code }) => isOfGroup('staff-visit', code));
    if (!visits.length) return;
    context.applies();
    if (date && visit.claimLines.some(({ code }) => codes.pair(code, visits[0]!.code)?.indicator === 0)) return;
    const severity = visit.claimLines.some(({ code }) => PUMP_CODES.get(code)?.hardVisitEdit) ? 'error' : 'warning';
    for (const line of visits) {
      context.report({
        at: placeOfCode(line),
        message: `Delete ${line.code}: ${refill.code} is a refill ${who}, and seeing the patient is part of it, with or without 25.`,
        evidence: [
          { at: refill, text: isOfOtherNote(visit, refill) ? 'the refill, in another note of the day' : 'the refill' },
          ...(performer ? [{ at: performer, text: 'clinical staff filled' }] : []),
        ],
        fixes: safeDeleteLineFixes(visit, line),
        severity,
        ...doubtsOf(codes.unverifiedAbout('rule:em-staff')),
      });
    }
  },
};
