import type { Encounter, Performer } from '../encounter/model.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { alarmOf } from '../claim/history/alarm.js';
import { isUnknown } from '../claim/history/infusion-rate.js';
import { countFindings, stateOf } from './outline.js';
import type { Workspace } from '../workspace/workspace.js';

/** What is left to do for an encounter. */
export type WorkState = 'errors' | 'warnings' | 'no claim' | 'ready';

/** One encounter of a worklist. */
export interface WorklistRow {
  readonly encounter: Encounter;
  readonly date: IsoDate | undefined;
  readonly patient: string | undefined;
  readonly services: readonly string[];
  /** Id and title of the payer profile that the encounter is checked by. */
  readonly payerId: string;
  readonly payer: string;
  /** `RN KL`; undefined if the note does not state who performed. */
  readonly provider: string | undefined;
  readonly state: WorkState;
  /** `2 errors, 1 warning` */
  readonly words: string;
}

/** A refill that is planned and not in the notes yet. */
export interface DueRefill {
  readonly encounter: Encounter;
  readonly patient: string;
  /** The day that `next:` plans; undefined if the note plans none. */
  readonly planned: IsoDate | undefined;
  /** The day of the low-reservoir alarm, as computed from the fill, or as the note states it. */
  readonly alarm: IsoDate | undefined;
}

/** The row of an encounter; undefined for one that is no longer part of a note. */
export function worklistRow(workspace: Workspace, encounter: Encounter): WorklistRow | undefined {
  const visit = workspace.visit(encounter.block);
  if (!visit) return undefined;
  const { error, warning } = countFindings(workspace, encounter.block);
  const words = stateOf(workspace, encounter.block);
  return {
    encounter,
    date: encounter.date,
    patient: encounter.patient?.value,
    services: encounter.services.map(({ value }) => value),
    payerId: visit.policy.id,
    payer: visit.policy.title,
    provider: nameOf(visit.performer),
    state: stateFrom(error, warning, encounter.codes.length > 0),
    words,
  };
}

function stateFrom(errors: number, warnings: number, hasClaim: boolean): WorkState {
  if (errors > 0) return 'errors';
  if (warnings > 0) return 'warnings';
  return hasClaim ? 'ready' : 'no claim';
}

function nameOf(performer: Performer | undefined): string | undefined {
  return performer && `${performer.credential} ${performer.initials}`.trim();
}

/**
 * The next refill of each patient whose last fill plans one or lasts until a known day; the first one due comes first.
 */
export function dueRefills(workspace: Workspace): readonly DueRefill[] {
  const due = workspace.patients().flatMap((patient): DueRefill[] => {
    const encounter = workspace.timeline(patient).findLast(({ fill }) => fill?.in?.value.amount.gt(0));
    const visit = encounter && workspace.visit(encounter.block);
    if (!encounter?.patient || !visit) return [];
    const computed = alarmOf(visit);
    const alarm = computed && !isUnknown(computed) ? computed.date : encounter.next?.alarm?.value;
    const planned = encounter.next?.date?.value;
    return (planned ?? alarm) ? [{ encounter, patient: encounter.patient.value, planned, alarm }] : [];
  });
  const dayOf = ({ planned, alarm }: DueRefill): IsoDate => (planned ?? alarm)!;
  return due.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
}
