/** Until when the drug of a fill may stay in the pump: its expiry or beyond-use date, and how long it keeps there. */
import type { DrugEntry, DrugStability, Vocabulary } from '../../codes/types.js';
import { addDays } from '../../encounter/date.js';
import type { Drug, Encounter } from '../../encounter/model.js';
import type { IsoDate } from '../../syntax/iso-day.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { linesOfFill } from '../../visit/placed-volume.js';
import { drugEntry, isDiluent, isMarketed } from './documented-drug.js';
import { reservoirContent } from './reservoir-content.js';

/** The day after which the drug of a fill should no longer be in the pump. */
export interface LastDay {
  readonly date: IsoDate;
  readonly at: SourceRange;
  /** `baclofen expires on 2026-12-28`, `ziconotide keeps 40 days in the pump (refill, diluted)`. */
  readonly why: string;
  /** Why the figure is not verified; undefined for a date that the note states. */
  readonly unverified: string | undefined;
}

/**
 * The earliest last day of the drugs that an encounter put in; undefined if neither the note nor the tables know one.
 * @param isFirstFill whether it is the first fill with a drug, by its name in the tables
 */
export function lastDayOf(
  codes: Vocabulary,
  encounter: Encounter,
  isFirstFill: (drug: string) => boolean,
): LastDay | undefined {
  const { date } = encounter;
  if (!date) return undefined;
  let first: LastDay | undefined;
  for (const drug of linesOfFill(encounter)) {
    for (const day of [expiryOf(codes, drug, date), stabilityOf(codes, encounter, drug, isFirstFill)])
      if (day && (!first || day.date < first.date)) first = day;
  }
  return first;
}

/** Nearly every last day is only compared: its words are made when they are asked for. */
class KnownLastDay implements LastDay {
  constructor(
    readonly date: IsoDate,
    readonly at: SourceRange,
    private readonly inWords: () => string,
    private readonly doubt: () => string | undefined,
  ) {}

  get why(): string {
    return this.inWords();
  }

  get unverified(): string | undefined {
    return this.doubt();
  }
}

/** The label's expiry, or the beyond-use date of a compound. A drug that had expired before is `drug-expired`. */
function expiryOf(codes: Vocabulary, drug: Drug, date: IsoDate): LastDay | undefined {
  const { expiry } = drug;
  if (!expiry || expiry.value < date) return undefined;
  const inWords = (): string => `${namesOf(codes, drug).join(' with ')} expires on ${expiry.value}`;
  return new KnownLastDay(expiry.value, expiry, inWords, () => undefined);
}

/** What a label says of a single drug; how long a mixture keeps its pharmacy says with the expiry. */
function stabilityOf(
  codes: Vocabulary,
  encounter: Encounter,
  drug: Drug,
  isFirstFill: (drug: string) => boolean,
): LastDay | undefined {
  const active = drug.components.filter(({ name }) => !isDiluent(name));
  const entry = active.length === 1 ? drugEntry(codes, active[0]!.name) : undefined;
  if (!entry?.stability || drug.source?.value === 'compounded') return undefined;
  if (reservoirContent(codes, encounter).length > 1) return undefined;
  const stability = stabilityFor(entry.stability, isFirstFill(entry.name), isDiluted(encounter, drug, entry));
  const date = stability && addDays(encounter.date!, stability.days);
  if (!date) return undefined;
  const kind = stability.when ? ` (${stability.when})` : '';
  return new KnownLastDay(
    date,
    drug,
    () => `${entry.name} keeps ${stability.days} days in the pump${kind}`,
    () => codes.unverifiedAbout(`drug:${entry.name}`)[0]?.reason,
  );
}

function stabilityFor(
  rows: readonly DrugStability[],
  isFirst: boolean,
  isDilution: boolean,
): DrugStability | undefined {
  const of = (fill: DrugStability['fill']): DrugStability | undefined => rows.find(row => row.fill === fill);
  return (isFirst ? of('first') : undefined) ?? of(isDilution ? 'diluted' : 'undiluted') ?? of(undefined);
}

/** Diluted from a stronger vial, by a diluent on a line of its own, or to a strength that is not sold. */
function isDiluted(encounter: Encounter, drug: Drug, entry: DrugEntry): boolean {
  if (drug.from || encounter.drugs.some(({ components }) => components.some(({ name }) => isDiluent(name))))
    return true;
  const strength = drug.components[0]?.strength?.value;
  return strength !== undefined && isMarketed(entry, strength) === false;
}

function namesOf(codes: Vocabulary, { components }: Drug): string[] {
  return components
    .filter(({ name }) => !isDiluent(name))
    .map(({ name }) => drugEntry(codes, name)?.name ?? (name || 'the drug'));
}

/** Whether an encounter put a drug into the pump, by its name in the tables. */
export function fillsWith(codes: Vocabulary, encounter: Encounter, name: string): boolean {
  return linesOfFill(encounter).some(({ components }) =>
    components.some(component => drugEntry(codes, component.name)?.name === name),
  );
}
