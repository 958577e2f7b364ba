import { unbundlingFixes } from '../../claim/fixes/delete-line.js';
import { lockedPairs, pairEdition, type BundledLine } from '../../claim/edits/pairs.js';
import { elsewhere } from '../../visit/same-day.js';
import type { Visit } from '../../visit/visit.js';
import type { Violation, Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { arePairsKnown } from './pairs-known.js';

export const bundledPair: Rule = {
  id: 'bundled-pair',
  group: 'edits',
  severity: 'error',
  title: 'Code that is always bundled',
  description: `Two lines of the claim are an NCCI pair (column 1 and column 2) that is in force on the date, with
indicator 0: column 2 is denied, and no modifier opens it. So 62367 is never billed with 62370, 95990 never with
62369, 62365 never with 62362, the refill kit A4220 never with a refill. The finding is on column 2. An institutional
claim (\`bill=facility\`) is checked
by the hospital edits, if a release of them is loaded. Between two loaded releases the rule has no data and names the missing file. A
line marked \`?\` is in no pair.`,
  rationale:
    'The line is denied automatically, and billing parts of a service one by one is what auditors call unbundling.',
  fixDescription: '*Delete column 2* is an edit: it takes the line away, with add-ons that have no other primary.',
  sources: ['PTP24', 'NPM26'],
  examples: {
    wrong: `2026-11-20 refill+reprogram P-022 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
read: expected 3.1 mL, dose 6.0 mg/day, alarms none
fill: out 2.9 mL, in 20 mL
prog: dose 6.0 -> 6.6 mg/day
dx: M96.1
62370 @A
62367 @A
`,
    right: `2026-11-20 refill+reprogram P-022 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
read: expected 3.1 mL, dose 6.0 mg/day, alarms none
fill: out 2.9 mL, in 20 mL
prog: dose 6.0 -> 6.6 mg/day
imaging: ultrasound, pump tilted, image kept
dx: M96.1
62370 @A
76942 @A
`,
  },
  check(visit, context) {
    if (!arePairsKnown(visit, context, true)) return;
    context.applies();
    for (const bundled of lockedPairs(visit)) context.report(failureFor(visit, bundled));
  },
};

function failureFor(visit: Visit, { line, wholes, within, edit }: BundledLine): Violation {
  return {
    at: placeOfCode(line),
    message: `Delete ${line.code}: it is part of ${list(wholes)} and never paid beside it, with any modifier (NCCI: ${edit.rationale}).`,
    evidence: [
      ...within.map(whole => ({ at: whole, text: `includes ${line.code} (column 1)${elsewhere(visit, whole)}` })),
      { at: line, text: 'denied (column 2)' },
    ],
    fixes: unbundlingFixes(visit, line),
    edition: pairEdition(visit),
  };
}
