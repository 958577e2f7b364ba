import type { History, HistoryEntry, SameDay } from './history.js';
import type { CodeSets } from '../codes/types.js';
import { levelSetter, type OwnLevels } from '../policy/level.js';
import type { Profiles } from '../policy/types.js';
import type { Defaults, Encounter, Pump, TextFact } from '../encounter/model.js';
import { isAlnum } from '../syntax/chars.js';
import { isPositive } from '../encounter/quantity.js';
import { affirmsPhrase } from '../encounter/statements.js';
import { placedVolume } from './placed-volume.js';
import type { IsoDate } from '../syntax/iso-day.js';
import type { Today, Visit } from './visit.js';
import type { SourceRange } from '../syntax/source-range.js';

/** What an encounter is checked with, apart from its own text. */
export interface VisitInputs extends OwnLevels {
  readonly defaults: Defaults;
  readonly history: History;
  readonly sameDay: SameDay;
  readonly nextDay?: readonly HistoryEntry[] | undefined;
  readonly codes: CodeSets;
  readonly profiles: Profiles;
  /** Payer in force if neither the encounter nor the file names one. */
  readonly defaultPayer?: string | undefined;
  readonly today?: Today | undefined;
  readonly asOf?: AsOf | undefined;
}

/** Another day or payer by which encounters are checked; their own dates stay, so that histories and intervals do. */
export interface AsOf {
  readonly date?: IsoDate | undefined;
  readonly payer?: string | undefined;
}

export function buildVisit(encounter: Encounter, around: VisitInputs): Visit {
  const { defaults, history, codes, profiles } = around;
  const { place, by, sup, payer } = withDefaults(encounter, defaults, around.asOf);
  const claimLines = encounter.codes.filter(line => line.valid && !line.unsure);
  // An encounter without a valid date has no tables on any day.
  const tablesOn = encounter.date && (around.asOf?.date ?? encounter.date);
  const policy = profiles.policyFor(around.asOf?.payer ?? payer?.value ?? around.defaultPayer, tablesOn);
  return {
    memo: new Map(),
    encounter,
    defaults,
    codes: codes.on(tablesOn),
    history,
    sameDay: around.sameDay,
    nextDay: around.nextDay ?? [],
    place,
    payer,
    by,
    policy,
    severityOf: levelSetter(policy, around),
    knownPayers: profiles.payerIds(),
    date: encounter.date,
    today: around.today,
    pos: place?.code,
    bill: encounter.bill?.value ?? 'pro',
    sup,
    pump: encounter.pump ?? pumpPutIn(encounter) ?? inheritedPump(history),
    claimLines,
    linesToCheck: encounter.codes.filter(line => line.valid),
    ...workOf(encounter, by),
    mentions: (...words) => mentionOf(encounter, words),
    affirms: (...phrases) => texts(encounter).find(text => phrases.some(phrase => affirmsPhrase(text.value, phrase))),
    placedVolume: drug => placedVolume(encounter, drug),
  };
}

/** What an encounter says, or else the top of its file. */
function withDefaults(encounter: Encounter, defaults: Defaults, asOf: AsOf | undefined) {
  const payer = encounter.payers[0] ?? defaults.payer;
  return {
    place: encounter.place ?? defaults.place,
    by: encounter.by ?? defaults.by,
    sup: encounter.sup ?? defaults.sup,
    payer: payer && { ...payer, value: asOf?.payer ?? payer.value },
  };
}

/** What was done, and who did it. */
function workOf(
  { read, fill, prog, stop, flags }: Encounter,
  by: Encounter['by'],
): Pick<Visit, 'fill' | 'analyzed' | 'reprogrammed' | 'performer' | 'stopped'> {
  return {
    fill: fillOf(fill),
    analyzed: read?.expected !== undefined && read.dose !== undefined && read.alarms !== undefined,
    reprogrammed: prog?.items.some(item => item.changes) ?? false,
    performer: fill ? by?.main : (by?.main ?? by?.read ?? by?.prog),
    stopped: stop !== undefined || flags.some(flag => flag.value === 'stopped'),
  };
}

/** The pump that an encounter leaves the patient with, by its own words. */
export function pumpAfter(encounter: Encounter): Pump | undefined {
  return pumpPutIn(encounter) ?? encounter.pump;
}

function pumpPutIn(encounter: Encounter): Pump | undefined {
  return encounter.devices.findLast(device => device.in)?.in;
}

/** The pump that a patient comes with, by the earlier encounters: an exchange or a revision keeps its route. */
export function inheritedPump(history: History): Pump | undefined {
  const last = history.since('leavesPump')?.newest;
  return last && pumpAfter(last.encounter);
}

function mentionOf(encounter: Encounter, words: readonly string[]): SourceRange | undefined {
  for (const text of texts(encounter)) {
    const lower = text.value.toLowerCase();
    for (const word of words) {
      for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
        if (!isAlnum(lower.charCodeAt(at - 1)) && !isAlnum(lower.charCodeAt(at + word.length))) return text;
      }
    }
  }
  return undefined;
}

/** The free text of an encounter; a `query` only asks. */
function texts(encounter: Encounter): readonly TextFact[] {
  const { exam, assess, em, response, observe, narrative } = encounter;
  return [exam, assess, em, response, observe, ...narrative].filter(text => text !== undefined);
}

function fillOf(fill: Encounter['fill']): Visit['fill'] {
  if (!fill) return 'none';
  return fill.in && isPositive(fill.in.value.amount) ? 'refill' : 'attempt';
}
