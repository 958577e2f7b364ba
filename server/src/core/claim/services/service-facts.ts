import { pumpModelOf } from '../../encounter/pump-catalog.js';
import type { Performer, Pump, PumpStatus, PumpType, Route } from '../../encounter/model.js';
import { formatQuantity } from '../../encounter/quantity.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { isUndecided, unreadItems } from '../../visit/undecided.js';
import type { Visit } from '../../visit/visit.js';
import type { Key } from '../../syntax/vocabulary.js';
import type { DeviceKind, Space, Vessel } from '../../codes/service-table.js';
import type { Reason } from '../reason.js';

/**
 * The facts that decide a pump service, as far as the note states them. `unreadable`: the field is there, and an item
 * of it is missing or was not read.
 */
export interface ServiceFacts {
  readonly space: Space | undefined;
  readonly device: DeviceKind | undefined;
  /** The model is that of an implanted pump, or the note says when it was put in. */
  readonly isImplanted: boolean;
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

/** Which vessel a systemic pump feeds. */
export function vesselOf(pump: Pump | undefined): Vessel | undefined {
  switch (pump?.route?.value) {
    case 'intravenous':
      return 'vein';
    case 'intra-arterial':
      return 'artery';
    default:
      return undefined;
  }
}

/** What kind of device a pump line names, if it says so. */
export function deviceOf(pump: Pump | undefined): DeviceKind | undefined {
  return pump?.other?.value ?? pump?.type?.value;
}

export function readServiceFacts(visit: Visit): ServiceFacts {
  const { encounter, pump } = visit;
  const lacking = lackingOf(encounter.read);
  const volumeCounts =
    visit.policy.parameters.reprogramRequires.value === 'volume' && encounter.prog?.volumeOnly !== undefined;
  return {
    space: spaceOf(pump),
    device: deviceOf(pump),
    isImplanted: pump !== undefined && (pump.implanted !== undefined || pumpModelOf(pump.model) !== undefined),
    lacking,
    fill: visit.fill !== 'refill' && !encounter.fill?.in && isUnreadable(visit, 'fill') ? 'unreadable' : visit.fill,
    analysis: analysisOf(visit),
    change: visit.reprogrammed || volumeCounts ? 'made' : unreadableOr(visit, 'prog', 'none'),
    performer: visit.performer?.class ?? 'unknown',
  };
}

function analysisOf(visit: Visit): ServiceFacts['analysis'] {
  if (visit.analyzed) return 'complete';
  return unreadableOr(visit, 'read', visit.encounter.read ? 'partial' : 'none');
}

function unreadableOr<T>(visit: Visit, key: Key, otherwise: T): T | 'unreadable' {
  return isUnreadable(visit, key) ? 'unreadable' : otherwise;
}

/** Whether something was filled, read or changed in words that were not read: what the visit was for is open then. */
export function isServiceUnread(visit: Visit): boolean {
  const { fill, analysis, change } = readServiceFacts(visit);
  return [fill, analysis, change].includes('unreadable');
}

function lackingOf(read: PumpStatus | undefined): ServiceFacts['lacking'] {
  return (['expected', 'dose', 'alarms'] as const).filter(item => !read?.[item]);
}

/**
 * Whether the key is there without a value, with an item that was not read, or with one that another rule already
 * reports as wrong: the absence of a fact proves nothing then.
 */
export function isUnreadable(visit: Visit, key: Key): boolean {
  if (isUndecided(visit, key)) return true;
  const uses = visit.encounter.fields.get(key);
  if (!uses) return false;
  if (uses.some(({ empty }) => empty)) return true;
  const wrong = visit.encounter.problems
    .filter(({ rule }) => rule === 'malformed-value' || rule === 'empty-field')
    .map(({ at }) => at.start)
    .sort((a, b) => a - b);
  return wrong.length > 0 && uses.some(({ line }) => firstFrom(wrong, line.start) <= line.end);
}

/** The items of a key that keep a rule from deciding: evidence for its missing fact. */
export function undecidedEvidence(visit: Visit, key: Key): { at: SourceRange; text: string }[] {
  const unread = unreadItems(visit, key).map(at => ({ at, text: 'this item was not read' }));
  const unstated = key === 'prog' ? visit.encounter.prog?.unstated : undefined;
  return unstated ? [...unread, { at: unstated, text: 'a change without values' }] : unread;
}

/** The first of some offsets, in order, that is not before `from`; infinity if there is none. */
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

/** `the pump delivers into the intrathecal space`. */
export function routeReason(pump: Pump | undefined): Reason | undefined {
  return pump?.route && { text: `the pump delivers ${ROUTE_WORDS[pump.route.value]}`, at: pump };
}

/** `it is a programmable pump`. */
export function typeReason(pump: Pump | undefined): Reason | undefined {
  return pump?.type && { text: `it is ${TYPE_WORDS[pump.type.value]}`, at: pump };
}

export function fillReason(visit: Visit): Reason {
  const { fill } = visit.encounter;
  if (fill?.emptied) return { text: 'the reservoir was emptied, and nothing was filled in', at: fill.emptied };
  if (visit.fill === 'refill' && fill?.in) return { text: `${formatQuantity(fill.in.value)} was filled in`, at: fill };
  return fill ? { text: 'an attempt: nothing was filled in', at: fill } : { text: 'nothing was filled' };
}

export function analysisReason(visit: Visit): Reason {
  const { read } = visit.encounter;
  const lacking = lackingOf(read);
  if (!read) return { text: 'no analysis of the pump is noted' };
  return {
    text: lacking.length
      ? `the analysis lacks ${lacking.join(' and ')}`
      : 'the pump was analyzed: reservoir, dose and alarms',
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
      ? 'the reservoir volume was updated, which counts as reprogramming for this payer'
      : "only the reservoir volume was updated, which isn't reprogramming";
    return { text, at: prog.volumeOnly };
  }
  if (prog?.none) return { text: 'nothing was reprogrammed', at: prog.none };
  if (prog?.unstated) return { text: 'a change is noted without its values', at: prog.unstated };
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
  const did = { none: 'performed', attempt: 'tried to fill', refill: 'filled' }[visit.fill];
  return { text: `${nameOf(who)}, who ${did}, is ${CLASS_WORDS[who.class]}`, at: who };
}
