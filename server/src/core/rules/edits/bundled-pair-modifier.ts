import { isUndecided } from '../../visit/undecided.js';
import { isOfOtherSpace } from '../../claim/services/pump-codes.js';
import { unbundlingFixes } from '../../claim/fixes/delete-line.js';
import { isEvaluation } from '../../claim/edits/evaluation.js';
import { bypassedPairs, openPairs, pairEdition, type BundledLine } from '../../claim/edits/pairs.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import { SURGERY_CODES } from '../../claim/services/surgery.js';
import type { BilledCode } from '../../encounter/model.js';
import { elsewhere } from '../../visit/same-day.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Violation, Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { arePairsKnown } from './pairs-known.js';
import { isStub } from '../../visit/acceptance.js';
import { addModifier, insertField } from '../../visit/note-edits.js';

/** What the record must show for each modifier that sets a procedure apart, the plain one last. */
const DISTINCT: readonly (readonly [modifier: string, shows: string])[] = [
  ['XE', 'that it was done at a separate encounter'],
  ['XS', 'the separate organ or structure'],
  ['XP', 'that another practitioner did it'],
  ['XU', 'why it does not overlap the main service'],
  ['59', 'the separate session, site or incision'],
];

export const bundledPairModifier: Rule = {
  id: 'bundled-pair-modifier',
  documents: [{ key: 'query', when: isSetApart }],
  group: 'edits',
  severity: 'warning',
  title: 'Bundled pair without a modifier',
  description: `Two lines of the claim are an NCCI pair that is in force on the date, with indicator 1, and neither
line carries a modifier that opens pairs (59, XE, XS, XP, XU, 24, 25, 57, 58, 78, 79, 27, 91, or one that names a side
or a part of the body; 22, 76 and 77 do not open them). The finding is on column 2. \`em-modifier\` reports a visit (E/M) in column 2.`,
  rationale:
    'Without such a modifier column 2 is denied. With one that the record does not bear out, the payment ' +
    'is taken back.',
  fixDescription: `Edits. *Delete column 2*; or add 59, XE, XS, XP or XU together with an empty \`query:\` line that says what the record must
show. The empty line is reported until the provider's answer is in it, since a modifier alone proves nothing.`,
  sources: ['PTP24', 'NPM26'],
  examples: {
    wrong: `2026-11-20 implant P-138 @opd
by: MD AS
device: in SynchroMed II 8637-40, 40 mL, IT, programmable
catheter: new, no laminectomy
imaging: fluoro, tip confirmed
dx: G82.22
62362 @A
62350 @A
76000 @A
`,
    right: `2026-11-20 implant P-138 @opd
by: MD AS
device: in SynchroMed II 8637-40, 40 mL, IT, programmable
catheter: new, no laminectomy
imaging: fluoro, tip confirmed
dx: G82.22
62362 @A
62350 @A
`,
  },
  check(visit, context) {
    if (!arePairsKnown(visit, context, false)) return;
    context.applies();
    if (isStub(visit, 'query')) {
      for (const { line } of procedures(visit, bypassedPairs(visit))) {
        context.missing({
          at: placeOfCode(line),
          message: `What sets ${line.code} apart is still to be filled in under \`query:\`.`,
          show: false,
        });
      }
    }
    for (const bundled of procedures(visit, openPairs(visit))) context.report(failureFor(visit, bundled));
  },
};

/** Whether a pair was opened by a modifier, so that an empty `query:` asks for what bears it out. */
function isSetApart(visit: Visit): boolean {
  return procedures(visit, bypassedPairs(visit)).length > 0;
}

/** Visits in column 2 are a matter of `em-modifier`, and codes for another pump than this one of `route`. */
function procedures(visit: Visit, bundled: readonly BundledLine[]): BundledLine[] {
  const { facts } = supportedServices(visit).pump;
  return bundled.filter(({ line }) => !isEvaluation(visit.codes, line.code) && !isOfOtherSpace(line.code, facts));
}

function failureFor(visit: Visit, bundled: BundledLine): Violation {
  const { line, wholes, within, edit } = bundled;
  return {
    at: placeOfCode(line),
    message:
      `Delete ${line.code}, or set it apart with 59 or an X modifier that the record supports: it is part of ${list(wholes)} ` +
      `unless it was separate (NCCI: ${edit.rationale}).`,
    evidence: [
      ...within.map(whole => ({
        at: whole,
        text: `includes ${line.code} (column 1)${elsewhere(visit, whole)}, no modifier that opens the pair`,
      })),
      { at: line, text: 'denied without one (column 2)' },
    ],
    fixes: [
      ...(isOpenSurgery(visit, line) ? [] : unbundlingFixes(visit, line)),
      ...DISTINCT.flatMap(([modifier, shows]) => setApart(visit, bundled, modifier, shows)),
    ],
    edition: pairEdition(visit),
  };
}

/**
 * Adds a modifier together with the question that it raises; not offered where it would be the fifth, the code does not
 * take it, or the note has no such surgery.
 */
function setApart(visit: Visit, { line, wholes }: BundledLine, modifier: string, shows: string): Fix[] {
  const { codes, date } = visit;
  const fits =
    line.modifiers.length < 4 &&
    date &&
    wasDone(visit, line) &&
    codes.modifierStatus(modifier) === 'valid' &&
    codes.modifierFit(modifier, line.code).verdict !== 'rejected' &&
    !line.modifiers.some(m => codes.modifierConflict(m.value, modifier));
  if (!fits) return [];
  const question = `query:  ; ${line.code} apart from ${list(wholes)}: the record must show ${shows}`;
  return [
    {
      kind: 'edit',
      title: `Add ${modifier} to ${line.code}, and insert \`query:\` to fill in: ${shows}`,
      edits: [addModifier(visit, line, modifier), insertField(visit, 'query', question)],
    },
  ];
}

/** Which of two surgeries was done is open: neither line is taken off. */
function isOpenSurgery(visit: Visit, { code }: BilledCode): boolean {
  return SURGERY_CODES.has(code) && isUndecided(visit, 'device', 'catheter');
}

/** Whether the note bears a surgery out: one that it does not is not set apart from another. */
function wasDone(visit: Visit, { code }: BilledCode): boolean {
  return !SURGERY_CODES.has(code) || supportedServices(visit).surgery.lines.some(line => line.code === code);
}
