import { isSurgeryDay } from '../../visit/surgery-day.js';
import { differInStrength, reservoirContent } from '../../claim/drugs/reservoir-content.js';
import { pumpHistory } from '../../visit/pump-history.js';
import { formatQuantity } from '../../encounter/quantity.js';
import { accountsFor } from '../../visit/accounted.js';
import type { Visit } from '../../visit/visit.js';
import type { Evidence, Rule } from '../rule.js';
import { isOpen } from '../undecided.js';
import type { SourceRange } from '../../syntax/source-range.js';

export const concentrationBridge: Rule = {
  id: 'concentration-bridge',
  group: 'history',
  severity: 'warning',
  title: 'New concentration without a bridge',
  description: [
    'A new concentration, in `prog:` or because the same drug comes in another strength than at the last fill of the pump, needs a bridge: a `bridge` in',
    '`prog:`, or a sentence in the text that states one. A new catheter holds nothing of the old drug and needs none.',
  ].join('\n'),
  rationale:
    'Tubing and catheter still hold the old concentration: without a bridge the patient gets too much or ' +
    'too little of the drug for hours or days.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 refill+reprogram P-022 @office
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
read: expected 3.1 mL, dose 6.0 mg/day, alarms none
fill: out 2.9 mL, in 20 mL
prog: concentration 20 -> 25 mg/mL, reason "longer interval"
62370 @A
`,
    right: `2026-11-20 refill+reprogram P-022 @office
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
read: expected 3.1 mL, dose 6.0 mg/day, alarms none
fill: out 2.9 mL, in 20 mL
prog: concentration 20 -> 25 mg/mL, bridge 0.3 mL over 22 h, reason "longer interval"
62370 @A
`,
  },
  concerns: ['prog:', 'fill:'],
  check(visit, context) {
    const changed = changedConcentration(visit);
    if (!changed) return;
    context.applies();
    const { prog, catheter } = visit.encounter;
    if (prog?.items.some(({ kind }) => kind === 'bridge') || catheter?.work.some(({ value }) => value === 'new'))
      return;
    if (visit.affirms('bridge', 'bridged', 'bridging', 'bridge bolus') || accountsFor(visit, 'no bridge')) return;
    const what = 'whether a bridge was programmed';
    if (isOpen(visit, context, { at: changed.at, keys: ['prog', 'catheter'], what })) return;
    context.report({
      at: changed.at,
      message: `Write the \`bridge\` in \`prog:\`, or why there is none: the concentration changes from ${changed.from} to ${changed.to}.`,
      evidence: changed.evidence,
    });
  },
};

interface Changed {
  readonly at: SourceRange;
  readonly from: string;
  readonly to: string;
  readonly evidence: readonly Evidence[];
}

/** A change that `prog:` states, or that follows from the strengths of this fill and the last. */
function changedConcentration(visit: Visit): Changed | undefined {
  const { prog, header } = visit.encounter;
  const item = prog?.items.find(({ kind, changes }) => kind === 'concentration' && changes);
  if (item?.from && item.to) {
    const from = formatQuantity(item.from),
      to = formatQuantity(item.to);
    return { at: item, from, to, evidence: [{ at: item, text: `concentration from ${from} to ${to}` }] };
  }
  if (visit.fill !== 'refill' || isSurgeryDay(visit)) return undefined;
  const last = pumpHistory(visit).lastFill;
  const before = last && reservoirContent(visit.codes, last.encounter)[0],
    now = reservoirContent(visit.codes, visit.encounter)[0];
  if (!last || !before?.strength || !now?.strength || before.name !== now.name) return undefined;
  if (!differInStrength(before.strength, now.strength)) return undefined;
  const from = before.strength.text,
    to = now.strength.text;
  return {
    at: prog ?? header,
    from,
    to,
    evidence: [
      ...now.strength.from.map(at => ({ at, text: `${to} now` })),
      ...before.strength.from.map(at => ({ at, text: `${from} on ${last.date}` })),
    ],
  };
}
