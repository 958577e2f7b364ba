import { MAX_EVIDENCE_LINES } from '../../claim/claim-limits.js';
import { safeDeleteLineFixes } from '../../claim/fixes/delete-line.js';
import { evaluations, isEvaluation, isMaterial, modifierOn, servicesBeside } from '../../claim/edits/evaluation.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { doubtsOf } from '../../codes/caveats.js';

export const visitComplexity: Rule = {
  id: 'visit-complexity',
  group: 'edits',
  severity: 'warning',
  title: 'G2211 beside a visit with 25',
  description: `G2211 (visit complexity) is billed beside an E/M that carries 25. Medicare pays it only with a visit
without 25; the exception are certain preventive services, which no pump service is.`,
  rationale: 'G2211 is denied.',
  fixDescription: 'Edit: deletes G2211.',
  sources: ['NPM26'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
dx: M96.1, M17.11
em: new right knee pain, exam and x-ray ordered
95991 @A
99214-25 @B
G2211 @B
`,
    right: `2026-11-23 visit P-022 @office #medicare
by: MD AS
assess: chronic pain syndrome followed here for six years
dx: G89.4
99214 @A
G2211 @A
`,
  },
  concerns: ['e/m', 'unknown code'],
  check(visit, context) {
    const separate = evaluations(visit).find(evaluation => modifierOn(evaluation, '25'));
    const foreign = separate && foreignService(visit);
    const services = separate ? servicesBeside(visit, separate.code) : [];
    for (const line of visit.claimLines) {
      if (line.code !== 'G2211') continue;
      context.applies();
      if (!separate) continue;
      if (foreign && services.length === 0) {
        context.missing({
          at: placeOfCode(line),
          message: `G2211 not decided: beside ${separate.code}-25 it is paid only if ${foreign.code} is one of certain preventive services.`,
          evidence: [{ at: foreign, text: 'a service outside these tables' }],
          show: false,
        });
        continue;
      }
      context.report({
        at: placeOfCode(line),
        message: `Delete G2211: it is not paid beside a visit with 25 (${separate.code}).`,
        evidence: [
          { at: separate, text: 'a visit with 25' },
          ...services.slice(0, MAX_EVIDENCE_LINES).map(service => ({ at: service, text: 'why the visit carries 25' })),
        ],
        fixes: safeDeleteLineFixes(visit, line),
        ...doubtsOf(visit.codes.unverifiedAbout('rule:visit-complexity')),
      });
    }
  },
};

/** A service that our tables do not hold: it may be the preventive service that excepts G2211. */
function foreignService(visit: Visit): BilledCode | undefined {
  return visit.claimLines.find(
    line =>
      !visit.codes.procedure(line.code) && !isMaterial(visit.codes, line.code) && !isEvaluation(visit.codes, line.code),
  );
}
