import { MAX_EVIDENCE_LINES } from '../../claim/claim-limits.js';
import type { UnitsLimit } from '../../codes/types.js';
import type { BilledCode, Encounter } from '../../encounter/model.js';
import type { History, Visit } from '../../visit/visit.js';
import { groupBy } from '../../collections/group-by.js';
import type { RuleContext, Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

export const unitsLimit: Rule = {
  id: 'units-limit',
  group: 'edits',
  severity: 'warning',
  maxSeverity: 'error',
  title: 'More units than Medicare believes possible',
  description: `Compares the units of each code with its medically unlikely edit (MUE, practitioner services). The adjudication indicator (MAI)
says how they are added up: MAI 1 looks at each line by itself, MAI 2 and 3 at all lines of the day, lines with JW and with 76 or 77
included, and lines of the same practitioner in an earlier encounter of that day too. MAI 2 is absolute (error); 1 and 3 are warnings,
since MAI 3 may be appealed with the record. Institutional claims have limits of their own and are not judged.`,
  rationale:
    'With MAI 1 the line, with MAI 2 and 3 all units of the day are denied, not only the ones above the limit.',
  sources: ['MUE24', 'NPM26'],
  examples: {
    wrong: `2026-11-20 refill P-031 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 3.0 mL, in 20 mL
drug: ziconotide 100 mcg/mL, 20 mL, commercial, practice, mdv
dx: G89.4
95991 @A
J2278 x2000 @A
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
    if (visit.bill === 'facility') return;
    for (const [code, lines] of groupBy(visit.claimLines, line => line.code)) {
      const limit = visit.codes.procedure(code)?.mue;
      if (!limit || lines.some(line => isExempt(visit, line))) continue;
      context.applies();
      if (limit.mai === 1) for (const line of lines) judge(context, limit, [line]);
      else judge(context, limit, lines, earlierThatDay(visit, code));
    }
  },
};

/** GD said that units above the limit were needed; it ended in 2019. */
function isExempt(visit: Visit, line: BilledCode): boolean {
  return (
    visit.date !== undefined &&
    visit.codes.modifierStatus('GD') === 'valid' &&
    line.modifiers.some(m => m.value === 'GD')
  );
}

/** Fails on the line with which the units of the day pass the limit. */
function judge(
  context: RuleContext,
  limit: UnitsLimit,
  own: readonly BilledCode[],
  earlier: readonly BilledCode[] = [],
): void {
  const counted = [...earlier, ...own];
  const total = unitsOf(counted);
  if (total <= limit.units) return;
  let sum = unitsOf(earlier);
  const over = own.find(line => (sum += line.units) > limit.units)!;
  const shown =
    counted.length > 1
      ? `${counted.map(line => line.units).join(' + ')} = ${total} units of ${over.code} on the day`
      : `${total} units of ${over.code}`;
  const means =
    limit.mai === 2
      ? 'no record or modifier opens it'
      : limit.mai === 3
        ? 'it opens only on appeal, with the record'
        : 'it counts each line by itself';
  context.report({
    at: over.unitsFact ?? placeOfCode(over),
    message: `${shown}: the limit is ${limit.units} (MUE, MAI ${limit.mai}: ${means}), so at most ${limit.units} can be billed.`,
    evidence: counted
      .slice(0, MAX_EVIDENCE_LINES)
      .map(line => ({ at: line, text: `${line.units} ${line.units === 1 ? 'unit' : 'units'}` })),
    severity: limit.mai === 2 ? 'error' : 'warning',
    edition: limit.edition,
  });
}

function unitsOf(lines: readonly BilledCode[]): number {
  return lines.reduce((sum, line) => sum + line.units, 0);
}

/** A patient has a few encounters in a day; of a text that repeats one thousands of times not all are summed up in each. */
const MOST_THAT_DAY = 50;

/** Lines of the code that the same practitioner billed for the patient in an encounter above, on the same day. */
function earlierThatDay(visit: Visit, code: string): BilledCode[] {
  const who = performerOf(visit.encounter);
  if (!who) return [];
  const found: BilledCode[] = [];
  let past: History | undefined = visit.history;
  for (
    let seen = 0;
    seen < MOST_THAT_DAY && past?.newest && past.newest.date === visit.date;
    seen++, past = past.earlier
  ) {
    const earlier = past.newest.encounter;
    if (earlier.bill?.value === 'facility' || performerOf(earlier) !== who) continue;
    for (const line of earlier.codes) if (line.valid && !line.unsure && line.code === code) found.push(line);
  }
  return found;
}

function performerOf(encounter: Encounter): string | undefined {
  const performer = encounter.by?.main;
  return performer?.initials ? `${performer.credential} ${performer.initials}`.toUpperCase() : undefined;
}
