import type { Chart, Reading } from '../chart.js';
import { notOfThisVisit } from '../guards.js';
import { amountOf } from '../measures.js';
import { spelledNumber } from '../number-words.js';
import { phrasePattern } from '../patterns.js';
import type { Placed } from '../read-measures.js';
import type { Segment } from '../segments.js';
import { FILL } from '../wordings/phrases.js';
import { isConstantFlow } from './constant-flow.js';
import { textOf } from './item-text.js';
import { firstOfEach, statementsOf } from './statements.js';

const phrases = FILL.map(phrasePattern);
const GAUGE =
  /(?<![\d.])(1[4-9]|2\d|twenty[- ](?:two|three|four|five)|twenty)[ -]?(?:g\b|ga\b|gauge\b|gage\b)|(?<=\b(?:huber(?: needle)?|needle) {1,12})(2[0-5])(?= *(?:[,;.)]|$))/g;
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/**
 * `fill:` of a pump: what came out, what went in, needle, template, technique, attempts.
 * @param studied the catheter was studied: what was drawn came from there, unless something was put into the pump
 */
export function readFill(chart: Chart, placed: readonly Placed[], studied: boolean): Reading[] {
  if (chart.kind !== 'visit' || (studied && !placed.some(({ slot, why }) => slot === 'in' && !why))) return [];
  const volumes = [...flows(placed), ...lastResidual(placed, isConstantFlow(chart))];
  const tried = volumes.length ? undefined : chart.segments.find(segment => attempted(chart, segment));
  if (!volumes.length && !tried) return [];
  return [
    ...volumes,
    ...(tried ? nothingIn(chart) : []),
    ...needle(chart),
    ...firstOfEach(chart, 'fill', statementsOf(chart, phrases)),
    ...attempts(chart),
    ...earlyReason(chart),
  ];
}

const ATTEMPTED =
  /\b(?:refill attempt|attempt(?:ed)? (?:to |at )?(?:a )?refill|(?:port|septum|reservoir|pump) could not be (?:entered|accessed|located|found)|(?:unable|failed|not able) to (?:reach|enter|access|locate|find|palpate|fill|refill)(?: \w+){0,3}? (?:port|septum|reservoir|pump)|(?:could|did) not (?:be able to )?(?:reach|find|enter|access|locate|hit|get into)(?: \w+){0,2}? (?:port|septum|reservoir|pump)|nothing (?:was )?aspirated|(?:failed|unsuccessful) (?:access|refill)|(?:refill|access) (?:was )?(?:abandoned|aborted|unsuccessful)|(?:septum|port) (?:was )?not (?:entered|accessed|reached|found|located)|(?:no|nothing|unable to get) (?:\w+ )?(?:fluid|return|drug|medication)? ?(?:was |could be )?(?:obtained|aspirated|returned|withdrawn|injected|instilled|given|placed|put in)\b)/;

/** A fill that was tried at this visit, though nothing came out and nothing went in. */
function attempted(chart: Chart, segment: Segment): boolean {
  const match = ATTEMPTED.exec(segment.text);
  return match !== null && !notOfThisVisit(segment, segment.start + match.index, chart.date);
}

const NOTHING_IN =
  /\b(?:nothing|no (?:\w+ )?(?:drug|medication|med|fluid|solution)) (?:was |were )?(?:injected|instilled|given|placed|put in|infused|added)\b|\b(?:drug|medication|med) (?:was )?not (?:injected|instilled|given|placed|infused)\b|\bpump (?:was )?not (?:re)?filled\b/;

/** `nothing injected`: after an attempt the reservoir is as it was. */
function nothingIn(chart: Chart): Reading[] {
  for (const segment of chart.segments) {
    const match = NOTHING_IN.exec(segment.text);
    const start = segment.start + (match?.index ?? 0);
    if (match && !notOfThisVisit(segment, start, chart.date))
      return [{ key: 'fill', slot: 'fill in', item: 'in 0 mL', start, end: start + match[0].length }];
  }
  return [];
}

function flows(placed: readonly Placed[]): Reading[] {
  return placed.flatMap((one): Reading[] => {
    if (one.why || one.kind !== 'volume' || (one.slot !== 'out' && one.slot !== 'in')) return [];
    const slot = `fill ${one.slot}`;
    return [
      {
        key: 'fill',
        slot,
        item: `${one.slot} ${amountOf(one)}`,
        start: one.start,
        end: one.end,
        weak: one.weak || one.garbled,
      },
    ];
  });
}

/**
 * A bare `residual` beside an expected one is what was aspirated, if nothing else is; so is that of a pump that no
 * programmer reads.
 */
function lastResidual(placed: readonly Placed[], constant: boolean): Reading[] {
  const own = placed.filter(({ why }) => !why);
  if (
    own.some(({ slot }) => slot === 'out') ||
    (!constant && !own.some(({ slot }) => slot === 'expected')) ||
    !own.some(({ slot }) => slot === 'in')
  )
    return [];
  return own
    .filter(({ slot }) => slot === 'residual')
    .map(one => ({
      key: 'fill',
      slot: 'fill out',
      item: `out ${amountOf(one)}`,
      start: one.start,
      end: one.end,
      weak: !constant,
    }));
}

function needle(chart: Chart): Reading[] {
  const found: { reading: Reading; rank: number }[] = [];
  for (const segment of chart.segments) {
    const bare =
      /needle|gauge/.test(segment.label) && segment.labeled
        ? /^ ?(1[4-9]|2\d)\b(?! ?[a-z]{0,2}\/)/.exec(segment.text.slice(segment.valueStart - segment.start))
        : null;
    if (bare && !notOfThisVisit(segment, segment.valueStart, chart.date))
      found.push({ reading: made(segment, segment.valueStart, bare[0].length, bare[1]!), rank: 2 });
    for (const match of segment.text.matchAll(GAUGE)) {
      const start = segment.start + match.index;
      const near = segment.text.slice(Math.max(0, match.index - 40), match.index + 50);
      if (
        notOfThisVisit(segment, start, chart.date) ||
        /spinal|butterfly|tuohy|lidocaine|local|skin wheal|iv\b|introducer|epidural|failed|first tried/.test(near)
      )
        continue;
      found.push({
        reading: made(segment, start, match[0].length, (match[1] ?? match[2])!),
        rank: /huber|non-?coring|port|septum|needle/.test(near) ? 2 : 1,
      });
    }
  }
  const best = Math.max(...found.map(({ rank }) => rank));
  return found.filter(({ rank }) => rank === best).map(({ reading }) => reading);
}

function made(segment: Segment, start: number, length: number, gauge: string): Reading {
  return {
    key: 'fill',
    slot: 'fill needle',
    item: `needle ${spelledNumber(gauge) ?? gauge}g`,
    start,
    end: Math.min(start + length, segment.end),
  };
}

const ATTEMPTS =
  /\battempted (?:re)?fill x ?(?<tries>\d)\b|\b(?:huber|needle)[^.;,]{0,12} x ?(\d)\b(?!\.?\d| ?(?:in\b|inch|"))|\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th) (?:\w+ )?(?:pass|attempts?|stick|try|poke)\b|\bx ?(\d) (?:sticks?|attempts?|pass(?:es)?)\b|\b(?:attempts?|passes|sticks)[:#= ]{1,3}(?:\d ?(?:,|and|&|\+) ?#?)?(\d)\b(?![.\d]*[ ]?(?:ml|cc|min))|\b(single|one|two|three|four|\d) (?:\w+ )?(?:passes|attempts|sticks|punctures|pass|attempt|stick|puncture)\b(?! (?:with|failed|were unsuccessful))/g;

function attempts(chart: Chart): Reading[] {
  const found: { count: number; start: number; end: number }[] = [];
  for (const segment of chart.segments) {
    const label =
      /attempts|passes|sticks|punctures|\btries\b/.test(segment.label) && segment.labeled
        ? /^ ?(\d)\b/.exec(segment.text.slice(segment.valueStart - segment.start))
        : null;
    if (label) found.push({ count: Number(label[1]), start: segment.valueStart, end: segment.end });
    for (const match of segment.text.matchAll(ATTEMPTS)) {
      const start = segment.start + match.index;
      if (!notOfThisVisit(segment, start, chart.date))
        found.push({ count: countOf(match), start, end: start + match[0].length });
    }
  }
  const most = found.reduce<(typeof found)[number] | undefined>(
    (best, one) => (best && best.count >= one.count ? best : one),
    undefined,
  );
  return most
    ? [{ key: 'fill', slot: 'fill attempts', item: `attempts ${most.count}`, start: most.start, end: most.end }]
    : [];
}

function countOf([, tries, behind, ordinal, times, labeled, count]: RegExpExecArray): number {
  const digit = tries ?? behind ?? labeled;
  if (digit) return Number(digit);
  if (ordinal) return /^\d/.test(ordinal) ? Number(ordinal[0]) : ORDINALS.indexOf(ordinal) + 1;
  if (times) return Number(times);
  return /^\d/.test(count!) ? Number(count) : Math.max(1, ['one', 'two', 'three', 'four'].indexOf(count!) + 1);
}

/** `fill: reason "…"` of a fill before its time, or of a residual that is not the expected one. */
function earlyReason(chart: Chart): Reading[] {
  for (const segment of chart.segments) {
    const match =
      /\b(?:filled|refilled|refill|fill) (?:was )?early (?:because|due to|for|since)(?: of)? |\bearly (?:re)?fill (?:because|due to|for)(?: of)? |(?:reason for early (?:re)?fill|discrepancy)[: ]+|^(?:difference|discrepancy|variance)[: ]+[+-]?[\d.]+ ?(?:ml|cc)?[ ,;:-]+(?=[a-z])/.exec(
        segment.text,
      );
    if (
      !match ||
      notOfThisVisit({ ...segment, text: segment.text.slice(0, match.index) }, segment.start + match.index, chart.date)
    )
      continue;
    const start = segment.start + match.index + match[0].length;
    const end = segment.end - (segment.text.endsWith('.') ? 1 : 0);
    if (/[a-z]{4}/.test(segment.text.slice(start - segment.start)))
      return [
        {
          key: 'fill',
          slot: 'fill reason',
          item: `reason "${textOf(chart, start, end).replaceAll('"', "'")}"`,
          start,
          end,
        },
      ];
  }
  return [];
}
