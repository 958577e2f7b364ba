import type { Performer, Pump, PumpStatus, PumpType, Route } from '../../encounter/model.js';
import { formatQuantity } from '../../encounter/quantity.js';
import { isUndecided } from '../../visit/undecided.js';
import type { Visit } from '../../visit/visit.js';
import type { Key } from '../../syntax/vocabulary.js';
import type { Space } from './pump-codes.js';
import type { Reason } from '../reason.js';

/** The facts that decide a pump service, as far as the note states them. `unreadable`: the field is there, but its value is missing or cannot be read. */
export interface ServiceFacts {
  readonly space: Space | undefined;
  readonly device: PumpType | undefined;
  readonly fill: 'refill' | 'attempt' | 'none' | 'unreadable';
  readonly analysis: 'complete' | 'partial' | 'none' | 'unreadable';
  /** What a complete reading still lacks, as the items of `read:`. */
  readonly lacking: readonly ('expected' | 'dose' | 'alarms')[];
  readonly change: 'made' | 'none' | 'unreadable';
  /** The class of who filled; with no fill, of who read. */
  readonly performer: Performer['class'] | 'unknown';
}

const SPACES: Readonly<Record<Route, Space>> = {
  intrathecal: 'spinal',
  epidural: 'spinal',
  intraventricular: 'brain',
  intravenous: 'systemic',
  'intra-arterial': 'systemic',
};

export function spaceOf(pump: Pump | undefined): Space | undefined {
  return pump?.route && SPACES[pump.route.value];
}

export function readServiceFacts(visit: Visit): ServiceFacts {
  const { encounter, pump } = visit;
  const lacking = lackingOf(encounter.read);
  const volumeCounts =
    visit.policy.parameters.reprogramRequires.value === 'volume' && encounter.prog?.volumeOnly !== undefined;
  return {
    space: spaceOf(pump),
    device: pump?.type?.value,
    lacking,
    fill:
      visit.fill === 'refill'
        ? 'refill'
        : !encounter.fill?.in && isUnreadable(visit, 'fill')
          ? 'unreadable'
          : visit.fill,
    analysis: visit.analyzed
      ? 'complete'
      : isUnreadable(visit, 'read')
        ? 'unreadable'
        : encounter.read
          ? 'partial'
          : 'none',
    change: visit.reprogrammed || volumeCounts ? 'made' : isUnreadable(visit, 'prog') ? 'unreadable' : 'none',
    performer: visit.performer?.class ?? 'unknown',
  };
}

function lackingOf(read: PumpStatus | undefined): ServiceFacts['lacking'] {
  return (['expected', 'dose', 'alarms'] as const).filter(item => !read?.[item]);
}

/** Whether the key is there without a value, or with one that a rule of form reports: nothing can be decided on it. */
export function isUnreadable(visit: Visit, key: Key): boolean {
  const uses = visit.encounter.fields.get(key);
  if (!uses) return false;
  if (uses.some(({ empty }) => empty) || isUndecided(visit, key)) return true;
  const wrong = visit.encounter.problems
    .filter(({ rule }) => rule === 'malformed-value' || rule === 'empty-field')
    .map(({ at }) => at.start)
    .sort((a, b) => a - b);
  return wrong.length > 0 && uses.some(({ line }) => firstFrom(wrong, line.start) <= line.end);
}

/** The first of some offsets, in order, that is not before `from`; infinity where there is none. */
function firstFrom(offsets: readonly number[], from: number): number {
  let low = 0,
    high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return offsets[low] ?? Infinity;
}

const ROUTE_WORDS: Readonly<Record<Route, string>> = {
  intrathecal: 'into the intrathecal space',
  epidural: 'into the epidural space',
  intraventricular: 'into a ventricle of the brain',
  intravenous: 'into a vein',
  'intra-arterial': 'into an artery',
};
const TYPE_WORDS: Readonly<Record<PumpType, string>> = {
  programmable: 'a programmable pump',
  'constant-flow': 'a constant-flow pump',
  reservoir: 'a reservoir without a pump',
};

/** `a programmable pump that delivers into the intrathecal space`. */
export function pumpReason(pump: Pump | undefined): Reason | undefined {
  if (!pump?.route && !pump?.type) return undefined;
  const what = pump.type ? TYPE_WORDS[pump.type.value] : 'a pump';
  return { text: pump.route ? `${what} that delivers ${ROUTE_WORDS[pump.route.value]}` : what, at: pump };
}

export function fillReason(visit: Visit): Reason {
  const { fill } = visit.encounter;
  if (visit.fill === 'refill' && fill?.in) return { text: `${formatQuantity(fill.in.value)} was filled in`, at: fill };
  return fill ? { text: 'an attempt: nothing was filled in', at: fill } : { text: 'nothing was filled' };
}

export function analysisReason(visit: Visit): Reason {
  const { read } = visit.encounter;
  const lacking = lackingOf(read);
  if (!read) return { text: 'no reading of the pump is noted' };
  return {
    text: lacking.length
      ? `the reading lacks ${lacking.join(' and ')}`
      : 'the pump was read: reservoir, dose and alarms',
    at: read,
  };
}

/** What was changed, or what the note says instead. */
export function changeReason(visit: Visit): Reason {
  const { prog } = visit.encounter;
  const change = prog?.items.find(item => item.changes);
  if (change) {
    const values =
      change.from && change.to ? ` from ${formatQuantity(change.from)} to ${formatQuantity(change.to)}` : '';
    return { text: `the ${change.kind} was changed${values}`, at: change };
  }
  if (prog?.volumeOnly) {
    const counts = visit.policy.parameters.reprogramRequires.value === 'volume';
    const text = counts
      ? 'the reservoir volume was set, which this payer takes for reprogramming'
      : 'only the reservoir volume was set, which is no reprogramming';
    return { text, at: prog.volumeOnly };
  }
  if (prog?.none) return { text: 'nothing was reprogrammed', at: prog.none };
  if (prog?.items.length) return { text: 'old and new values are the same', at: prog.items[0]! };
  return prog
    ? { text: 'no change of dose, concentration, mode, bolus or bridge is stated', at: prog }
    : { text: 'no reprogramming is noted' };
}

const CLASS_WORDS: Readonly<Record<Performer['class'], string>> = {
  staff: 'clinical staff',
  qhp: 'a physician or other qualified professional',
  unrecognized: 'not a recognized performer',
};

/** `RN KL`. */
export function nameOf(performer: Performer): string {
  return performer.initials ? `${performer.credential} ${performer.initials}` : performer.credential;
}

export function performerReason(visit: Visit): Reason | undefined {
  const who = visit.performer;
  if (!who) return undefined;
  const did = visit.fill === 'none' ? 'performed' : 'filled';
  return { text: `${nameOf(who)}, who ${did}, is ${CLASS_WORDS[who.class]}`, at: who };
}
