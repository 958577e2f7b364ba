import { lacksPrimary } from '../../claim/edits/add-ons.js';
import { safeDeleteLineFixes } from '../../claim/fixes/delete-line.js';
import { MAX_EVIDENCE_LINES } from '../../claim/claim-limits.js';
import { memoByVisitAndKey } from '../../visit/memo.js';
import type { CodeEntry } from '../../codes/types.js';
import type { Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

export const addOnCode: Rule = {
  id: 'add-on-code',
  group: 'edits',
  severity: 'error',
  title: 'An add-on without its primary code',
  description: `An add-on code (77001, 77002, 77003, 95984, G2211, G2212 and the like) stands on the claim without a code that it adds to.
Guidance needs a procedure, 95984 needs 95983, G2212 needs 99205 or 99215. A primary code marked \`?\` does not count.`,
  rationale: 'An add-on is paid only beside its primary; alone it is denied.',
  fixDescription: 'Edit: deletes the add-on.',
  sources: ['RVU24', 'NPM26'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
by: MD AS
dx: M54.16
99213 @A
77003 @A
`,
    right: `2026-11-20 visit P-062 @office
by: MD AS
dx: G80.1, M54.16
99215 @A
G2212 @A
`,
  },
  check(visit, context) {
    for (const line of visit.claimLines) {
      const entry = visit.codes.procedure(line.code);
      if (!entry?.addOnTo) continue;
      context.applies();
      if (!isAlone(visit, line.code)) continue;
      context.report({
        at: placeOfCode(line),
        message: `${line.code} is an add-on and has no primary code on this claim: it goes with ${wanted(entry)} or is not billed.`,
        evidence: visit.claimLines
          .slice(0, MAX_EVIDENCE_LINES)
          .filter(other => other !== line)
          .map(other => ({ at: other, text: `no primary for ${line.code}` })),
        fixes: safeDeleteLineFixes(visit, line),
      });
    }
  },
};

const isAlone = memoByVisitAndKey((visit, addOn) => lacksPrimary(visit.codes, addOn, visit.claimLines));

function wanted({ addOnTo = [], kind }: CodeEntry): string {
  if (addOnTo.length === 0) return kind === 'guidance' ? 'the procedure that it guided' : 'a procedure';
  return addOnTo.length > 3 ? `one of ${addOnTo[0]} to ${addOnTo.at(-1)}` : list(addOnTo, 'or');
}
