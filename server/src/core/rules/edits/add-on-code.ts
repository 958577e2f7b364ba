import { addOnOn, isAlone } from '../../claim/edits/add-ons.js';
import { lockedLines } from '../../claim/edits/pairs.js';
import { safeDeleteLineFixes } from '../../claim/fixes/delete-line.js';
import { MAX_EVIDENCE_LINES } from '../../claim/claim-limits.js';
import type { AddOn } from '../../codes/types.js';
import { isStimulatorCodeOfPump } from '../code-sets/neurostimulator-code.js';
import type { Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

export const addOnCode: Rule = {
  id: 'add-on-code',
  group: 'edits',
  severity: 'error',
  title: 'Add-on without its primary code',
  description: `An add-on code (77001, 77002, 77003, 95984, 99417, G2211, G2212, 69990) is on the claim without a
primary code that Medicare accepts for it on the date of service. Most lists are closed (NCCI add-on type 1): 77003
goes with 61050, 61055, 62267, 62273, 62280 to 62282, 62284, 64449, 64510, 64517, 64520, 64610 or 96450, and 77002
with a list of joint, biopsy and nerve-block codes. No refill, read-out, implant, revision, removal or port code is on
either. The primary codes of 77001 are defined by the contractor (type 2): central venous device codes. A primary code
marked \`?\` does not count.`,
  rationale: 'An add-on is paid only with one of its primary codes. Without one it is denied, with any modifier.',
  fixDescription: 'Edit: deletes the add-on.',
  sources: ['AOC25', 'NPM26'],
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
  concerns: ['add-on code'],
  check(visit, context) {
    for (const line of visit.claimLines) {
      if (!visit.codes.procedure(line.code)?.isAddOn || isStimulatorCodeOfPump(visit, line.code)) continue;
      const file = visit.codes.missingFile('add-on edits');
      if (file !== undefined) {
        const message = `Load the ${file}: without it, the primary codes of ${line.code} on ${visit.date} are not known.`;
        context.missing({ at: placeOfCode(line), message, show: true });
        continue;
      }
      const addOn = addOnOn(visit.codes, line.code, visit.date);
      if (!addOn) {
        context.missing({
          at: placeOfCode(line),
          message: `The primary codes of ${line.code} depend on the date of service, which cannot be read.`,
          show: false,
        });
        continue;
      }
      // Not valid on the date: `code-not-on-date` reports it.
      if (visit.codes.status(line.code) !== 'valid') continue;
      if (addOn.type === 1 && addOn.primaries.length === 0) {
        const message = `The primary codes of ${line.code} on that date are not in the list that was read.`;
        context.missing({ at: placeOfCode(line), message, show: false });
        continue;
      }
      context.applies();
      // A pair that no modifier opens is reported by itself.
      if (!isAlone(visit, line.code) || lockedLines(visit).has(line)) continue;
      context.report({
        at: placeOfCode(line),
        sources: [addOn.source],
        edition: visit.codes.source(addOn.source).edition ?? addOn.source,
        message: `Delete ${line.code} or bill its primary code: it is an add-on, and ${wanted(addOn)}.`,
        evidence: visit.claimLines
          .slice(0, MAX_EVIDENCE_LINES)
          .filter(other => other !== line)
          .map(other => ({ at: other, text: `not a primary code of ${line.code}` })),
        fixes: safeDeleteLineFixes(visit, line),
      });
    }
  },
};

/** Longer lists are cut off: the docs page and the hover have them. */
const LISTED = 8;

function wanted({ type, primaries }: AddOn): string {
  if (type === 2) return 'no code on this claim can be its primary code';
  const shown = primaries.slice(0, LISTED);
  const rest = primaries.length - shown.length;
  const codes = rest > 0 ? `${shown.join(', ')} and ${rest} more` : list(shown, 'or');
  return `no code on this claim is on its list of primary codes (${codes})`;
}
