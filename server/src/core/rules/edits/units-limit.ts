import { billedDrugs } from '../../claim/drugs/billed-drug.js';
import { isMissing, unitsPlaced } from '../../claim/drugs/drug-amounts.js';
import { MAX_EVIDENCE_LINES } from '../../claim/claim-limits.js';
import type { UnitsLimit } from '../../codes/types.js';
import type { BilledCode } from '../../encounter/model.js';
import { earlierLinesEditedTogether, isOfOtherNote } from '../../visit/same-day.js';
import { rightCodes } from '../../claim/drugs/documented-drug.js';
import type { Visit } from '../../visit/visit.js';
import { groupBy } from '../../collections/group-by.js';
import type { RuleContext, Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

export const unitsLimit: Rule<'error' | 'warning'> = {
  id: 'units-limit',
  group: 'edits',
  severity: 'warning',
  severities: ['error', 'warning'],
  title: 'Units exceed the MUE',
  description: `Compares the units of each code with its medically unlikely edit (MUE, practitioner services). The
adjudication indicator (MAI) says how they are added up: MAI 1 looks at each line by itself, MAI 2 and 3 at all lines
of the day, lines with JW and with 76 or 77 included, and the lines of the patient's earlier notes of that day by the
same practitioner too: a refill that is billed in two notes may be a duplicate. A line with 58, 78 or 79 is a session
of its own under MAI 3. MAI 2 is absolute (error); 1 and 3 are warnings, since MAI 3 may be appealed with the record.
An institutional claim is compared with the limits for outpatient hospital services, if a release of them is loaded.
Between two loaded releases the rule has no data and names the missing file.`,
  rationale:
    'With MAI 1 the line, with MAI 2 and 3 all units of the day are denied, not only the ones above the limit.',
  sources: ['MUE24', 'NPM26'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, mdv
dx: G80.0
95991 x2 @A
J0475 x8 @A
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, mdv
dx: G80.0
95991 @A
J0475 x8 @A
`,
  },
  check(visit, context) {
    const set = visit.bill === 'facility' ? 'MUE facility' : 'MUE';
    const file = visit.codes.missingFile(set);
    if (file !== undefined && visit.claimLines.length > 0) {
      const message = `Load the ${file}: without it, the units of ${visit.date} cannot be compared with their limits.`;
      return context.missing({ at: visit.encounter.datePlace, message, show: true });
    }
    for (const [key, lines] of groupBy(visit.claimLines, limitKey)) {
      const { code } = lines[0]!;
      const limit = set === 'MUE' ? visit.codes.procedure(code)?.mue : visit.codes.hospitalLimit(code);
      if (!limit || lines.some(line => isExempt(visit, line))) continue;
      context.applies();
      if (limit.mai === 1) for (const line of lines) checkUnits(visit, context, limit, { earlier: [], own: [line] });
      else {
        checkUnits(visit, context, limit, { earlier: earlierUnits(visit, key, lines), own: lines });
      }
    }
  },
};

/** The limit is one practitioner's: an assistant at surgery has a limit of their own. */
function limitKey({ code, modifiers }: BilledCode): string {
  return modifiers.some(({ value }) => ASSISTANTS.has(value)) ? `${code} assistant` : code;
}

const ASSISTANTS: ReadonlySet<string> = new Set(['80', '81', '82', 'AS']);

/** GD stated that units above the limit were needed; it ended in 2019. */
function isExempt(visit: Visit, line: BilledCode): boolean {
  return (
    visit.date !== undefined &&
    visit.codes.modifierStatus('GD') === 'valid' &&
    line.modifiers.some(m => m.value === 'GD')
  );
}

/**
 * The lines of the code in earlier notes of the day; 77 says that another practitioner repeated the service, which has
 * a limit of its own.
 */
function earlierUnits(visit: Visit, key: string, own: readonly BilledCode[]): readonly BilledCode[] {
  const isRepeat = own.every(line => line.modifiers.some(({ value }) => value === '77'));
  const who = visit.by?.main?.initials;
  const others =
    isRepeat && who ? visit.sameDay.before.filter(({ encounter }) => encounter.by?.main?.initials === who) : undefined;
  const blocks = others && new Set(others.map(({ block }) => block));
  return earlierLinesEditedTogether(visit).filter(line => limitKey(line) === key && (blocks?.has(line.block) ?? true));
}

/** The adjudication indicator in words. */
const MAI_MEANS = {
  1: 'it counts each line by itself',
  2: 'no record or modifier opens it',
  3: 'it opens only on appeal, with the record',
} as const;

/** Reports the line with which the units of the day pass the limit. */
function checkUnits(
  visit: Visit,
  context: RuleContext<'error' | 'warning'>,
  limit: UnitsLimit,
  counted: Counted,
): void {
  const { earlier, own } = counted;
  const lines = [...earlier, ...own];
  const total = unitsOf(lines);
  if (total <= limit.units || isOfWrongUnits(visit, own, limit)) return;
  if (limit.mai === 3 && unitsOf(own) <= limit.units && own.every(isLaterProcedure)) return;
  let sum = unitsOf(earlier);
  const over = own.find(line => (sum += line.units) > limit.units)!;
  const shown = lines.length > 1 ? `${lines.map(line => line.units).join(' + ')} = ${total} units` : `${total} units`;
  const duplicate = earlier.length ? '; another note of the day bills it too, possibly a duplicate' : '';
  context.report({
    at: over.unitsFact ?? placeOfCode(over),
    message: `Bill at most ${limit.units} of ${over.code} a day: ${shown} exceed the MUE (MAI ${limit.mai}: ${MAI_MEANS[limit.mai]})${duplicate}.`,
    evidence: lines.slice(0, MAX_EVIDENCE_LINES).map(line => ({
      at: line,
      text: `${line.units} ${line.units === 1 ? 'unit' : 'units'}${isOfOtherNote(visit, line) ? ', another note of the day' : ''}`,
    })),
    severity: limit.mai === 2 ? 'error' : 'warning',
    edition: limit.edition,
  });
}

/**
 * Units that the drug placed contradicts, and that it puts below the limit, are for `drug-units` to say; those of
 * another product's code for `drug-code`.
 */
function isOfWrongUnits(visit: Visit, own: readonly BilledCode[], limit: UnitsLimit): boolean {
  const bills = billedDrugs(visit).filter(
    ({ line, entry, discarded }) => own.includes(line) && !entry.isNoc && !discarded,
  );
  const [first] = bills;
  if (!first?.entry.drug) return false;
  const drugs = first.drugs.filter(({ billable, compound }) => billable && !compound);
  const isOtherProduct = drugs.some(({ entries: [entry] }) => {
    const right = entry ? rightCodes(visit, entry) : [];
    return right.length > 0 && !right.some(({ code }) => code === first.entry.code);
  });
  if (isOtherProduct) return true;
  const placed = drugs.length ? unitsPlaced(visit, drugs, first.entry.drug) : undefined;
  if (!placed || isMissing(placed)) return false;
  return placed.units <= limit.units && placed.units !== unitsOf(bills.map(({ line }) => line));
}

/** A second session of the day that the line states: staged, a return to the operating room, or unrelated. */
function isLaterProcedure({ modifiers }: BilledCode): boolean {
  return modifiers.some(({ value }) => value === '58' || value === '78' || value === '79');
}

/** Lines of one code that are added up: this note's, and those of earlier notes of the day. */
interface Counted {
  readonly earlier: readonly BilledCode[];
  readonly own: readonly BilledCode[];
}

function unitsOf(lines: readonly BilledCode[]): number {
  return lines.reduce((sum, line) => sum + line.units, 0);
}
