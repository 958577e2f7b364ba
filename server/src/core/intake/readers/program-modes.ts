import type { Chart, Reading } from '../chart.js';
import { clauseAt, isDenied, notOfThisVisit } from '../guards.js';
import { amountOf } from '../measures.js';
import type { Placed } from '../read-measures.js';
import type { Segment } from '../segments.js';

const MODE =
  /\b(simple continuous|constant flow|constant|continuous|multi-?step flex|flex(?: dosing)?|night(?: |-)?bolus|periodic(?: bolus)?|bolus delivery|minimum rate|stopped pump)\b/g;

/** `prog: mode simple continuous -> flex`: the mode before and after differ. */
export function readMode(chart: Chart): Reading[] {
  const modes: { mode: string; segment: Segment; start: number }[] = [];
  for (const segment of chart.segments) {
    const context = `${segment.label} ${segment.text}`;
    if (!/\bmode\b|\bpattern\b|\bprofile\b|\bflow type\b|chang|switch|convert|clear|replac|\bnow\b/.test(context))
      continue;
    for (const match of segment.text.matchAll(MODE)) {
      const start = segment.start + match.index;
      if (!notOfThisVisit(segment, start, chart.date))
        modes.push({ mode: match[1]!.replace(' dosing', ''), segment, start });
    }
  }
  const change = modes.find(({ segment, start }, i) => {
    const earlier = modes[i - 1];
    if (!earlier || earlier.mode === modes[i]!.mode) return false;
    const words = segment.text.slice(0, start - segment.start);
    return segment.phase === 'after' || /\b(?:to|now) (?:an? )?$|-> ?$/.test(words);
  });
  if (!change) return [];
  const from = modes[modes.indexOf(change) - 1]!;
  const end = change.start + change.mode.length;
  return [{ key: 'prog', slot: 'prog mode', item: `mode ${from.mode} -> ${change.mode}`, start: change.start, end }];
}

/** The row of the amount below the heading of a bridge bolus. */
const BRIDGE_HEADING = /^bridg\w+(?: bolus)?\b/,
  BRIDGE_AMOUNT = /^(?:(?:bolus|bridge|total) ?)+(?:amount|dose|drug)?$|^(?:amount|dose)$/;

/** `prog: bridge 0.26 mL over 13 h` */
export function readBridge(placed: readonly Placed[]): Reading[] {
  return placed.flatMap((one): Reading[] => {
    const { segment, start, end } = one;
    const words = segment.label + segment.text;
    const isRow = BRIDGE_HEADING.test(segment.heading) && BRIDGE_AMOUNT.test(segment.label) && one.kind === 'mass';
    if (one.why || !(isRow || /\bbridg/.test(words)) || !['volume', 'mass'].includes(one.kind)) return [];
    if (isDenied(segment, start) || (one.slot !== 'bolus' && one.kind === 'volume')) return [];
    const over = /^[^;.]{0,12}?over ([\d.]+) ?(h|min|days?)/.exec(segment.text.slice(end - segment.start));
    const item = `bridge ${amountOf(one)}${over ? ` over ${over[1]} ${over[2]}` : ''}`;
    return [{ key: 'prog', slot: 'prog bridge', item, start, end: end + (over?.[0].length ?? 0) }];
  });
}

const PATIENT_BOLUS =
  /patient[- ](?:activated |controlled |initiated |administered |therapy )*(?:bolus|dose|manager|controller)\w*|dose per (?:demand|bolus|activation)|\bpt ?bolus|\b(?:my)?ptm\b|\bptc\b|\bpca\b|on[- ]demand (?:dose|bolus)|\bpta\b|bolus dose|demand dose/;

/** `prog: bolus 50 mcg`: one that the clinician gave at the visit. */
export function readSingleBolus(placed: readonly Placed[]): Reading[] {
  return placed
    .filter(({ kind, why, segment, start }) => {
      const before = segment.text.slice(0, start - segment.start);
      return !why && kind === 'mass' && SINGLE_BOLUS.test(before) && !isDenied(segment, start);
    })
    .slice(0, 1)
    .map(one => ({ key: 'prog', slot: 'prog bolus', item: `bolus ${amountOf(one)}`, start: one.start, end: one.end }));
}

const SINGLE_BOLUS =
  /\b(?:single|one-?time|clinician|programmed|loading|therapeutic) bolus(?: dose)?(?: of| was given| given|:)*[ ]$/;

/** `prog: bolus 0.4 mg, lockout 3 h, max 4/day`: patient boluses that were added or changed. */
export function readBolus(chart: Chart, placed: readonly Placed[]): Reading[] {
  const doses = placed.filter(one => {
    const words = `${one.segment.heading} ${one.segment.label} ${one.segment.text.slice(0, one.start - one.segment.start)}`;
    return (
      !one.why &&
      (one.kind === 'mass' || one.kind === 'volume') &&
      PATIENT_BOLUS.test(words) &&
      one.slot !== 'in' &&
      one.slot !== 'out'
    );
  });
  const then = doses.find(({ segment }) => segment.phase === 'before');
  const dose = newest(doses.filter(({ segment }) => segment.phase !== 'before'));
  if (!dose || (then && amountOf(then) === amountOf(dose))) return [];
  if (!then && !isAdded(chart, dose)) return [];
  if (isKept(dose) || chart.segments.some(({ text }) => BOLUS_KEPT.test(text))) return [];
  const words = nearby(chart, dose);
  const lockout =
    /lock-?out(?: interval| period| of| time)?[: ]*(?:of )?(\d+(?:\.\d+)?) ?(h(?:ou)?r?s?|min\w*)/.exec(words) ??
    /every (\d+) ?(h(?:ou)?r?s?)\b/.exec(words);
  const most =
    /max(?:imum)?(?: \w+){0,3}?[: ]+(?:of )?(\d+)(?! ?m)/.exec(words) ??
    /(\d+) (?:boluses |doses |times )?(?:per|a|each|\/) ?(?:day|24)/.exec(words);
  const parts = [
    `bolus ${amountOf(dose.to ?? dose)}`,
    ...(lockout ? [`lockout ${lockout[1]} ${lockout[2]!.startsWith('h') ? 'h' : 'min'}`] : []),
    ...(most ? [`max ${most[1]}/day`] : []),
  ];
  const { end } = dose.to ?? dose;
  return [{ key: 'prog', slot: 'prog bolus', item: parts.join(', '), start: dose.start, end }];
}

/** The dose behind an arrow, else that of the column after the session, else the first. */
function newest(doses: readonly Placed[]): Placed | undefined {
  return doses.find(({ to }) => to) ?? doses.find(({ segment }) => segment.phase === 'after') ?? doses[0];
}

/** Whether the columns of a programmer, an arrow or a verb show that the boluses are new. */
function isAdded(chart: Chart, dose: Placed): boolean {
  const { phase, label } = dose.segment;
  const tabled = phase === 'after' && chart.segments.some(other => other.phase === 'before' && other.label === label);
  const verb = /\b(?:add|enabl|start|activat|new|program|set|chang|increas|turn|initiat|allow|on\b)/;
  const changed = /\b(?:change|update|adjustment)s?$/.test(dose.segment.heading);
  return tabled || changed || dose.to !== undefined || verb.test(nearby(chart, dose));
}

const KEPT = '(?:unchanged|not (?:been )?changed|no changes?|the same|same|remain\\w*|stays?|kept|left|continu\\w+)';
const kept = new RegExp(`\\b${KEPT}\\b`),
  keptBehind = new RegExp(`^[ ,(:-]{0,3}(?:(?:is|was|were|are) )?${KEPT}\\b`);

/** `PTM same`, in a statement of its own */
const BOLUS_KEPT = new RegExp(
  `\\b(?:(?:my)?ptm|(?:patient|demand) bolus\\w*)(?: settings?| dose)?:? (?:(?:is|was|were|are) )?${KEPT}\\b`,
);

/** `PTM unchanged at 0.2 mg`, `PTM 0.2 mg (same)`, `no PTM of 0.2 mg` */
function isKept({ segment, start, end }: Placed): boolean {
  const behind = segment.text.slice(end - segment.start);
  return isDenied(segment, start) || kept.test(clauseAt(segment, start)) || keptBehind.test(behind);
}

/** The words of the segment and of the two after it that are of the same phase. */
function nearby(chart: Chart, { segment }: Placed): string {
  const at = chart.segments.indexOf(segment);
  return chart.segments
    .slice(at, at + 8)
    .filter(
      other =>
        other === segment ||
        (other.phase === segment.phase && /bolus|lockout|max|ptm|limit/.test(other.label + other.text)),
    )
    .map(other => `${other.label}: ${other.text}`)
    .join('; ');
}
