import { coveragePayers } from '../../visit/coverage-payers.js';
import { isAbout } from '../../codes/loaded/coverage.js';
import type { Coverage } from '../../codes/types.js';
import { placeOfCode, setPointers } from '../../encounter/code-line-edits.js';
import { diagnosisOf } from '../../encounter/diagnosis-letter.js';
import type { BilledCode, Diagnosis } from '../../encounter/model.js';
import type { Fix } from '../../edits/fix.js';
import type { Visit } from '../../visit/visit.js';
import { list } from '../../text/prose.js';
import type { Rule, RuleContext } from '../rule.js';
import { isOpen } from '../undecided.js';

export const diagnosisSupport: Rule = {
  id: 'diagnosis-support',
  group: 'code-sets',
  severity: 'warning',
  title: 'No diagnosis that the payer’s list accepts for the service',
  description:
    'Compares the diagnoses that a line points to with the list of its payer, or of the Medicare ' +
    'contractor named by `mac:`. No list ships: a practice loads those of its payers with ' +
    '`encounter-notes codes import`. Without a list of the payer the rule has no data; a service that ' +
    'the list does not name is not checked.',
  rationale:
    'The payer denies the line as not medically necessary, and the patient owes nothing without a notice ' +
    'signed before.',
  fixDescription: 'Edit: points the line to a diagnosis of the note that the list accepts.',
  sources: ['A56695'],
  examples: {
    loads: `payer,service,diagnosis,support,from,to,source
medicare,95991,G80.-,yes,2026-01-01,,Example policy 1
medicare,95991,M96.1,yes,2026-01-01,,Example policy 1
`,
    wrong: `2026-11-20 refill P-014 @office #medicare
dx: M54.50, G80.1
95991 @A
`,
    right: `2026-11-20 refill P-014 @office #medicare
dx: M54.50, G80.1
95991 @AB
`,
  },
  check(visit, context) {
    const payers = coveragePayers(visit);
    for (const line of visit.linesToCheck) {
      const coverage = visit.codes.coverage(payers, line.code);
      if (!coverage) {
        const message = `Load the coverage list of ${payers[0]} to check the diagnoses of ${line.code}: none is loaded for the date.`;
        context.missing({ at: placeOfCode(line), message, show: false });
      } else if (coverage.entries.length > 0) {
        checkLine(visit, context, line, coverage);
      }
    }
  },
};

/**
 * The names by which a list can be meant: of Medicare the contractor first, then the payer and the profiles that it
 * extends.
 */
function checkLine(visit: Visit, context: RuleContext, line: BilledCode, coverage: Coverage): void {
  const { dx } = visit.encounter;
  const pointed = line.pointers ? [...line.pointers].flatMap(letter => diagnosisOf(letter, dx) ?? []) : dx;
  // A line that points nowhere is `diagnosis-pointer`.
  if (pointed.length === 0) return;
  context.applies();
  if (pointed.some(({ code }) => supports(coverage, code))) return;
  if (isOpen(visit, context, { at: placeOfCode(line), keys: ['dx'], what: `which diagnoses support ${line.code}` }))
    return;
  const policies = [...new Set(coverage.entries.map(({ policy }) => policy))];
  context.report({
    at: line.pointersFact ?? placeOfCode(line),
    message: `Point ${line.code} to a diagnosis that ${coverage.payer} accepts: ${list(pointed.map(({ code }) => code))} ${pointed.length > 1 ? 'are' : 'is'} not on its list (${list(policies)}).`,
    evidence: pointed.map(one => ({ at: one, text: `does not support ${line.code}` })),
    sources: [coverage.source],
    edition: coverage.edition,
    fixes: pointingTo(visit, line, pointed, coverage),
  });
}

/** The longest entry about a code decides: `G80.1,no` beside `G80.-,yes`. */
function supports({ entries }: Coverage, code: string): boolean {
  const about = entries.filter(entry => isAbout(entry, code));
  if (about.length > 0) return about.reduce((a, b) => (b.diagnosis.length > a.diagnosis.length ? b : a)).supports;
  // A list that only names what does not support accepts the rest.
  return entries.every(entry => !entry.supports);
}

/** A claim line holds so many pointers. */
const MAX_POINTERS = 4;

function pointingTo(visit: Visit, line: BilledCode, pointed: readonly Diagnosis[], coverage: Coverage): Fix[] {
  const letters = line.pointers ?? '';
  if (letters.length === 0 || letters.length >= MAX_POINTERS) return [];
  return visit.encounter.dx
    .filter(one => !pointed.includes(one) && supports(coverage, one.code))
    .slice(0, MAX_POINTERS)
    .map(one => ({
      kind: 'edit',
      title: `Point ${line.code} to ${one.letter} (${one.code}) too`,
      edits: [setPointers(line, letters + one.letter)],
    }));
}
