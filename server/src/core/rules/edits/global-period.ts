import type { Aftercare } from '../../visit/history.js';
import { isEvaluation, modifierOn } from '../../claim/edits/evaluation.js';
import { familyOf, surgeryInForce, type Surgery } from '../../visit/global-days.js';
import { bundledLines, bypassOf } from '../../claim/edits/pairs.js';
import { isOfOtherPractitioner, sharesDiagnosis } from '../../visit/same-day.js';
import type { BilledCode } from '../../encounter/model.js';
import { accountsFor } from '../../visit/accounted.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import { addModifier, insertField } from '../../visit/note-edits.js';
import type { RuleContext, Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { doubtsOf } from '../../codes/caveats.js';

export const globalPeriod: Rule = {
  id: 'global-period',
  group: 'edits',
  severity: 'warning',
  title: 'Service inside the global days of a surgery',
  description: `The patient had surgery with 10 or 90 global days (62350, 62355, 62360 to 62362, 62365, 64590, 36563
and the like: 10; 62351, 61215: 90) in an earlier encounter of these notes, or the header says \`!postop\`, and the visit lies inside those days; the day of the
surgery counts as day 0. Reported are visits (E/M) without 24, and refills, reprogramming and procedures on the same device without 58,
78 or 79. 99024, drugs and supplies are not in the package. A surgery that only an institution billed, or another practitioner, proves nothing about this practice.`,
  fixDescription: 'Edits: 58, 78 or 79 on a procedure; with `query:` to fill in if the text does not bear it out.',
  rationale:
    'Aftercare is paid with the surgery. A visit without 24 is denied automatically; whether a refill by ' +
    'the same group is denied was not found in any text.',
  sources: ['RVU26', 'RVUDOC', 'NPM26'],
  examples: {
    wrong: `2026-11-02 replace P-131 @asc
by: MD AS
device: out NGP0000131, in SynchroMed II 8637-20, 20 mL, IT, programmable
dx: Z45.1
62362 @A

2026-11-09 visit P-131 @office
by: MD AS
dx: Z45.1, M96.1
99213 @A
`,
    right: `2026-11-02 replace P-131 @asc
by: MD AS
device: out NGP0000131, in SynchroMed II 8637-20, 20 mL, IT, programmable
dx: Z45.1
62362 @A

2026-11-13 visit P-131 @office
by: MD AS
dx: Z45.1, M96.1
99213 @A
`,
  },
  check(visit, context) {
    if (visit.bill === 'facility') return;
    const flag = visit.encounter.flags.find(f => f.value === 'postop');
    if (!flag && !surgeryInForce(visit, () => true)) return;
    for (const line of visit.linesToCheck) checkLine(visit, context, line, flag !== undefined);
  },
};

function checkLine(visit: Visit, context: RuleContext, line: BilledCode, isFlagged: boolean): void {
  const isVisit = isEvaluation(visit.codes, line.code);
  const family = familyOf(visit.codes, line.code);
  if (!isVisit && !family) return;
  const related = (surgery: Aftercare): boolean => isVisit || surgery.family === family;
  const surgery = surgeryInForce(visit, one => !one.institution && related(one));
  if (!surgery && !isFlagged) {
    const foreign = surgeryInForce(visit, one => one.institution && related(one));
    if (foreign) context.missing(unknownGroup(line, foreign));
    return;
  }
  if (isExcused(visit, line, isVisit, surgery)) context.applies();
  else if (surgery && !isFlagged && isOfOtherPractitioner(visit, surgery.encounter))
    context.missing(otherPractitioner(line, surgery, !isVisit || sharesDiagnosis(visit.encounter, surgery.encounter)));
  else fail(visit, context, { line, isVisit, surgery });
}

/**
 * 24, or FT, takes a visit out; 58, 78 and 79 a procedure. On the day of the surgery what sets a service apart does so
 * too.
 */
function isExcused(visit: Visit, line: BilledCode, isVisit: boolean, surgery: Surgery | undefined): boolean {
  if (modifierOn(line, ...(isVisit ? ['24', 'FT'] : ['58', '78', '79']))) return true;
  if (surgery && isOfOperation(line, surgery)) return true;
  if (!isVisit && isShownUnrelated(visit, line)) return true;
  // A pair of the day says what is part of the surgery.
  if (surgery?.since === 0 && (bundledLines(visit).has(line) || isPartOf(visit, surgery, line))) return true;
  return surgery?.since === 0 && bypassOf(visit, line) !== undefined;
}

/** Whether the surgery of another note of the day is a part of this line that is never billed apart. */
function isPartOf({ codes }: Visit, surgery: Surgery, line: BilledCode): boolean {
  return codes.pair(line.code, surgery.line.code)?.indicator === 0;
}

function fail(
  visit: Visit,
  context: RuleContext,
  {
    line,
    isVisit,
    surgery,
  }: { readonly line: BilledCode; readonly isVisit: boolean; readonly surgery: Surgery | undefined },
): void {
  const { encounter } = visit;
  const flag = encounter.flags.find(f => f.value === 'postop');
  const when = surgery
    ? `on day ${surgery.since} of the ${surgery.days} global days of ${surgery.line.code} (${surgery.date})`
    : 'in a global period, by the header';
  const right = isVisit
    ? `Bill 99024 for aftercare, or add 24 to ${line.code} if the visit was unrelated`
    : whatTakesOut(visit, line);
  context.report({
    at: placeOfCode(line),
    message: `${right}: it falls ${when}.`,
    fixes: isVisit ? [] : modifierFixes(visit, line),
    evidence: [
      ...(surgery ? [{ at: surgery.line, text: `${surgery.days} global days from ${surgery.date}` }] : []),
      ...(flag ? [{ at: flag, text: 'the note says that the visit lies in a global period' }] : []),
    ],
    ...(isVisit ? {} : doubtsOf(visit.codes.unverifiedAbout('rule:global-period'))),
  });
}

/** A service that takes none of 58, 78 and 79, and of which the note says that it was unrelated. */
function isShownUnrelated(visit: Visit, { code }: BilledCode): boolean {
  return visit.codes.modifierFit('78', code).verdict === 'rejected' && accountsFor(visit, 'unrelated service');
}

function whatTakesOut(visit: Visit, line: BilledCode): string {
  return visit.codes.modifierFit('78', line.code).verdict === 'rejected'
    ? `Show in the record that ${line.code} was unrelated to the surgery, which pays for what is related`
    : `Add 58 (staged), 78 (unplanned return) or 79 (unrelated) to ${line.code}, or delete it`;
}

/** What each modifier says of a later procedure, with the words by which a note says it. */
const LATER_PROCEDURES = [
  ['58', 'staged or planned', ['planned', 'staged', 'second stage', 'stage two', 'to follow', 'more extensive']],
  ['78', 'an unplanned return to the operating room', ['unplanned', 'complication', 'return to the operating room']],
  ['79', 'unrelated to the surgery', ['unrelated']],
] as const;

/** Each modifier that the code takes; one that the text does not bear out brings an empty \`query:\` to fill in. */
function modifierFixes(visit: Visit, line: BilledCode): Fix[] {
  if (line.modifiers.length >= 4) return [];
  return LATER_PROCEDURES.flatMap(([modifier, means, words]): Fix[] => {
    if (visit.codes.modifierFit(modifier, line.code).verdict === 'rejected') return [];
    const add = addModifier(visit, line, modifier);
    if (visit.mentions(...words))
      return [{ kind: 'edit', title: `Add ${modifier} to ${line.code}: ${means}`, edits: [add] }];
    const question = `query:  ; ${line.code}-${modifier}: the record must show that it was ${means}`;
    return [
      {
        kind: 'edit',
        title: `Add ${modifier} to ${line.code}, and insert \`query:\` to fill in: ${means}`,
        edits: [add, insertField(visit, 'query', question)],
      },
    ];
  });
}

/** Who takes part in an operation bills its code on that day: an assistant, or a second surgeon. */
const PARTAKERS: ReadonlySet<string> = new Set(['62', '66', '80', '81', '82', 'AS']);

/** A line of the same operation in another note of the day. */
function isOfOperation({ code, modifiers }: BilledCode, { line, since }: Surgery): boolean {
  return since === 0 && (line.code === code || modifiers.some(({ value }) => PARTAKERS.has(value)));
}

function otherPractitioner(
  line: BilledCode,
  { line: surgery, date, since, days }: Surgery,
  show: boolean,
): Parameters<RuleContext['missing']>[0] {
  return {
    at: placeOfCode(line),
    show,
    message:
      `Check ${line.code} for the global days of ${surgery.code} (${date}, day ${since} of ${days}): ` +
      'another practitioner operated, and the notes do not say whether both are of one group.',
    evidence: [{ at: surgery, text: 'billed by another practitioner' }],
  };
}

function unknownGroup(
  line: BilledCode,
  { line: surgery, date, since, days }: Surgery,
): Parameters<RuleContext['missing']>[0] {
  return {
    at: placeOfCode(line),
    show: false,
    message:
      `${line.code} not decided: it falls on day ${since} of the ${days} global days of ${surgery.code} (${date}), ` +
      'which only an institution billed here.',
    evidence: [{ at: surgery, text: 'on an institutional claim' }],
  };
}
