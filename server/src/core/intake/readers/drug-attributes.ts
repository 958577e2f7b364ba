import type { Chart, Reading } from '../chart.js';
import { EXPIRY, expiryOf } from '../dates.js';
import { notOfThisVisit } from '../guards.js';
import { amountOf } from '../measures.js';
import { phrasePattern } from '../patterns.js';
import type { Placed } from '../read-measures.js';
import type { Segment } from '../segments.js';
import { EXPIRES } from '../wordings/dates.js';
import { LOT, NDC, OTHER_LOT, PRESCRIPTION } from '../wordings/drugs.js';
import { DRUG } from '../wordings/phrases.js';
import type { Mention } from './drug-mentions.js';
import { statementsOf } from './statements.js';
import { containersOf } from './containers.js';

const phrases = DRUG.map(phrasePattern),
  otherLot = new RegExp(`\\b(?:${OTHER_LOT})(?: \\w+)?(?: \\(?(?:model|ref|cat\\w*)[^,;.]{0,20},)?[ ,(]*$`),
  ownLot = new RegExp(`(?:${OTHER_LOT})`),
  expires = new RegExp(`\\b(?:${EXPIRES})[ :.]*(?:is |on )?(${EXPIRY})(?![\\d/-])`, 'g'),
  expiresLabel = new RegExp(`^(?:(?:new )?(?:drug|medication|pharmacy|lot|batch|vial|syringe) )?(?:${EXPIRES})\\.?$`);

/** Behind a number: another source has another one, `(label on vial MS-4481)`. */
const OTHERWISE = /^ ?\((?:[^()]*\b)?(?:label|vial|box|reads?|vs|but|or|illegible)\b[^()]*\)/;

/** Where a drug went: a lot behind it is the drug's. */
const INTO_PUMP = /(?:->|\b(?:in)?to) (?:the )?(?:pump reservoir|reservoir|pump)\b/;

/** Headings above a lot that is not the drug's. */
const HEADING_OF_OTHER = /\b(?:kits?|trays?|needles?|catheter|vaccines?|contrast|lidocaine|implants?|supplies)\b/;

/** Lot, expiry, prescription, supply, vials, waste and invoice, each for the drug line beside it. */
export function drugAttributes(chart: Chart, placed: readonly Placed[], lines: readonly Mention[]): Reading[] {
  const found = [
    ...numbered(chart, 'lot', {
      pattern: LOT,
      label:
        /^(?:drug |pharmacy |medication )?(?:lot|batch)(?: ?(?:no\.?|number|#))*(?: ?(?:\/|&|and|,) ?exp\w*(?: date)?)?$/,
      value: /^ ?#?([a-z0-9][a-z0-9-]*\d[a-z0-9-]*)/,
    }),
    ...numbered(chart, 'rx', {
      pattern: PRESCRIPTION,
      label: /^(?:rx|prescription)(?: ?(?:no\.?|number|#))*$/,
      value: /^ ?#?([a-z]{0,3}-?\d[\d-]+\d(?:-?[a-z]{1,2}\b)?)(?![\d.,]*[ ]?(?:ml|mc?g|cc|%|units))/,
    }),
    ...numbered(chart, 'ndc', { pattern: NDC, label: /^ndc.*$/, value: /^ ?(\d{4,5}-\d{3,4}-\d{1,2}|\d{10,11})/ }),
    ...expiries(chart),
    ...amounts(placed),
    ...dilution(placed),
    ...(chart.kind === 'visit' || lines.length ? statedInText(chart) : []),
    ...containersOf(chart, lines.length),
  ];
  if (lines.length < 2) return found;
  return found.map(one => {
    const line = Math.max(1, lines.filter(({ start }) => start <= one.start).length);
    return { ...one, line, ...(one.slot ? { slot: `${one.slot} ${line}` } : {}) };
  });
}

function numbered(
  chart: Chart,
  word: string,
  { pattern, label, value }: { readonly pattern: string; readonly label: RegExp; readonly value: RegExp },
): Reading[] {
  const found: Reading[] = [];
  const add = (segment: Segment, start: number, end: number): void => {
    const before =
      `${segment.labeled ? '' : segment.label} ${segment.text.slice(0, Math.max(0, start - segment.start))}`
        .replace(/(?:lot|batch)[^;,.]*$/, '')
        .replace(INTO_PUMP, '');
    if (notOfThisVisit(segment, start, null) || otherLot.test(before.slice(-34))) return;
    const item = `${word} ${chart.source.slice(start, end).toUpperCase()}`;
    const weak = OTHERWISE.test(segment.text.slice(end - segment.start));
    if (!found.some(one => one.item === item))
      found.push({ key: 'drug', slot: `drug ${word}`, item, start, end, weak });
  };
  for (const segment of chart.segments) {
    if (segment.labeled && label.test(segment.label) && !HEADING_OF_OTHER.test(segment.heading)) {
      const match = value.exec(segment.text.slice(segment.valueStart - segment.start));
      if (match)
        add(segment, segment.valueStart + match[0].length - match[1]!.length, segment.valueStart + match[0].length);
    }
    for (const match of segment.text.matchAll(new RegExp(pattern, 'g'))) {
      const end = segment.start + match.index + match[0].length;
      add(segment, end - match[1]!.length, end);
    }
  }
  return found;
}

function expiries(chart: Chart): Reading[] {
  const found: Reading[] = [];
  const add = (segment: Segment, start: number, words: string): void => {
    const iso = expiryOf(words.trim());
    const before = segment.text.slice(0, Math.max(0, start - segment.start));
    const clause = before
      .split(/[;.](?= )/)
      .at(-1)!
      .replace(INTO_PUMP, '');
    const drugLot = /\blot\b/.exec(clause);
    const other = ownLot.exec(clause.slice(0, drugLot?.index));
    if (
      !iso ||
      segment.section === 'aside' ||
      (other && otherLot.test(clause.slice(0, drugLot?.index ?? clause.length).trimEnd() + ' '))
    )
      return;
    const item = `exp ${iso}`;
    if (!found.some(one => one.item === item))
      found.push({ key: 'drug', slot: 'drug exp', item, start, end: start + words.length });
  };
  for (const segment of chart.segments) {
    const value = segment.text.slice(segment.valueStart - segment.start);
    const bare = segment.labeled && expiresLabel.test(segment.label) ? new RegExp(`^ ?(${EXPIRY})`).exec(value) : null;
    if (bare) add(segment, segment.valueStart + bare[0].length - bare[1]!.length, bare[1]!);
    const second =
      segment.labeled && /^lot ?(?:\/|&|and|,) ?exp/.test(segment.label)
        ? new RegExp(`^\\S+ ?[/,;]? ?(${EXPIRY})`).exec(value)
        : null;
    if (second) add(segment, segment.valueStart + second[0].length - second[1]!.length, second[1]!);
    for (const match of segment.text.matchAll(expires))
      add(segment, segment.start + match.index + match[0].length - match[1]!.length, match[1]!);
  }
  return found;
}

function amounts(placed: readonly Placed[]): Reading[] {
  return placed.flatMap((one): Reading[] => {
    if (one.why) return [];
    const place = { start: one.start, end: one.end, weak: one.weak || one.garbled };
    if (one.slot === 'waste' && !/csf|cerebrospinal|blood/.test(one.segment.text))
      return [{ key: 'drug', slot: 'drug waste', item: `waste ${amountOf(one)}`, ...place }];
    if (one.slot === 'invoice')
      return [{ key: 'drug', slot: 'drug invoice', item: `invoice $${one.number}`, ...place }];
    return [];
  });
}

/** `from 100 mcg/mL`: the strength of the vial that was diluted. */
function dilution(placed: readonly Placed[]): Reading[] {
  return placed
    .filter(({ kind, why, segment, start, end }) => {
      const before = segment.text.slice(0, start - segment.start);
      const behind = segment.text.slice(end - segment.start);
      return (
        kind === 'strength' &&
        !why &&
        (/\bdilut\w* (?:down )?(?:from|of)(?: \w+){0,3} $/.test(before) ||
          /^(?:,? \d+ ?(?:ml|cc)(?: \w+)?)?,? (?:was )?dilut\w*(?! (?:down )?from)\b/.test(behind))
      );
    })
    .slice(0, 1)
    .map(one => ({ key: 'drug', slot: 'drug from', item: `from ${amountOf(one)}`, start: one.start, end: one.end }));
}

const OWNERS: ReadonlySet<string> = new Set(['practice', 'pharmacy', 'patient', 'hospital']);

function statedInText(chart: Chart): Reading[] {
  const seen = new Set<string>();
  return statementsOf(chart, phrases).flatMap(({ item, start, end }): Reading[] => {
    if (seen.has(item) || (item === 'injected' && chart.kind !== 'ommaya')) return [];
    seen.add(item);
    const named = item.startsWith('waste') ? 'drug waste' : `drug ${item}`;
    const slot = OWNERS.has(item) ? 'drug owner' : named;
    return [{ key: 'drug', slot, item, start, end }];
  });
}
