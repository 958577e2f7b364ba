import { pumpAfter } from '../visit/build-visit.js';
import type { Drug, Encounter } from '../encounter/model.js';
import { isAmount } from '../encounter/read-pump.js';
import { KEYS, SERVICES, type Key, type Service } from '../syntax/vocabulary.js';
import type { Position } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';
import { carriedValues, type CarriedValues } from './carried-values.js';
import { gap, type Gap, type Typed } from './completion/suggestion.js';
import { drugAgain } from './completion/fields/drug.js';
import { USUAL_KEYS } from './completion/keys.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { IsoDate } from '../syntax/iso-day.js';

/** A patient whose visits the notes hold, with the newest of them. */
export interface KnownPatient {
  /** The token as that visit spells it. */
  readonly patient: string;
  readonly last: Encounter;
  readonly visits: number;
}

/** Every patient of the workspace, the one seen last first; of one day, by token. */
export function knownPatients(workspace: Workspace): readonly KnownPatient[] {
  return workspace
    .patients()
    .flatMap((key): KnownPatient[] => {
      const timeline = workspace.timeline(key);
      const last = timeline.at(-1);
      return last?.patient ? [{ patient: last.patient.value, last, visits: timeline.length }] : [];
    })
    .sort((a, b) => {
      if (a.last.date === b.last.date) return a.patient < b.patient ? -1 : 1;
      return a.last.date! < b.last.date! ? 1 : -1;
    });
}

/** An encounter to go on with, and where in the file it belongs. */
export interface NextEncounter {
  readonly at: Position;
  readonly typed: readonly (string | Gap)[];
}

/** The visit that is wanted. */
export interface WantedVisit {
  readonly patient: string;
  readonly date: IsoDate;
  /** As a header spells them; left out, those of the last routine visit, with a gap to choose others. */
  readonly services?: string | undefined;
}

/** Visits without surgery, as a header spells their services. */
const ROUTINE_VISITS: readonly string[] = ['refill', 'refill+reprogram', 'reprogram', 'interrogate', 'visit'];
/** Visits that come again; a surgery or a trial is not what the next visit is like. */
const ROUTINE: ReadonlySet<Service> = new Set(['refill', 'reprogram', 'interrogate', 'visit']);
/** Keys of the last visit that the next one most likely has too, beside the usual ones of its service. */
const AGAIN: readonly Key[] = ['sup', 'prep', 'benefits', 'imaging'];

/**
 * An encounter of a patient on another day, based on the last visit. It takes over what outlasts a visit: place and
 * payer, an authorization still in its term, and, to be reviewed, diagnoses and what the pump was filled with. All that
 * is found or done on the day is a gap; the pump's line is left out if the new encounter inherits it.
 * @param uri the file that it goes to, whose own defaults are not repeated; it may not exist yet
 * @returns undefined for a patient without a dated visit, and for services that no header has
 */
export function nextEncounter(workspace: Workspace, uri: string, wanted: WantedVisit): NextEncounter | undefined {
  const { patient, date } = wanted;
  const timeline = workspace.timeline(patient);
  const earlier = timeline.filter(encounter => encounter.date! <= date);
  const known = earlier.length ? earlier : timeline;
  const model = known.findLast(isRoutine) ?? known.at(-1);
  if (!model) return undefined;
  const inherits = earlier.some(
    encounter => pumpAfter(encounter) && (encounter.date !== date || workspace.locate(encounter.header)?.uri === uri),
  );
  const chosen = wanted.services?.split('+');
  if (chosen && !chosen.every(isService)) return undefined;
  const carried = carriedValues(workspace, earlier, date);
  const filled = known.findLast(({ drugs }) => drugs.length > 0);
  const services = chosen ?? usualServices(model);
  const begun: Begun = { workspace, uri, model, filled, services, date, inherits, carried };
  const typed = [...header(begun, known.at(-1)!, !chosen), ...fields(begun).flatMap(line => ['\n', ...line]), '\n'];
  return { at: endOf(workspace, uri), typed: [breakBefore(workspace, uri), ...typed].filter(part => part !== '') };
}

function isRoutine({ services }: Encounter): boolean {
  return services.length > 0 && services.every(({ value }) => ROUTINE.has(value));
}

function isService(word: string): word is Service {
  return (SERVICES as readonly string[]).includes(word);
}

function usualServices(model: Encounter): readonly Service[] {
  return isRoutine(model) ? model.services.map(({ value }) => value) : ['refill'];
}

/** What the visit after this one can be for, as a header spells it; the most likely first. */
export function servicesAfter(last: Encounter): readonly string[] {
  return [...new Set([usualServices(last).join('+'), ...ROUTINE_VISITS])];
}

/** @param isOpen the services are a gap */
function header({ workspace, uri, model, services, date }: Begun, last: Encounter, isOpen: boolean): (string | Gap)[] {
  const usual = services.join('+');
  const visit = workspace.visit(last.block)!;
  const defaults = workspace.file(uri)?.defaults;
  const inherited = visit.payer ? [visit.payer] : [];
  const payers = last.payers.length ? last.payers : inherited;
  const isSaid = payers.length === 1 && payers[0]!.value === defaults?.payer?.value;
  const tags = [
    ...(visit.place && visit.place.code !== defaults?.place?.code ? [`@${visit.place.name}`] : []),
    ...(isSaid ? [] : payers.map(({ value }) => `#${value}`)),
    ...(last.bill ? [`bill=${last.bill.value}`] : []),
  ];
  const rest = [` ${last.patient!.value}`, ...tags].join(' ');
  return isOpen ? [`${date} `, gap(usual, servicesAfter(model)), rest] : [`${date} ${usual}${rest}`];
}

interface Begun {
  readonly workspace: Workspace;
  readonly uri: string;
  /** The visit that the next one is like. */
  readonly model: Encounter;
  /** The last visit that states a drug. */
  readonly filled: Encounter | undefined;
  readonly services: readonly Service[];
  readonly date: IsoDate;
  /** The pump is inherited, so that it needs no line. */
  readonly inherits: boolean;
  readonly carried: CarriedValues;
}

function fields(begun: Begun): Typed[] {
  const { model, filled, date } = begun;
  const valid = model.auths.filter(({ through }) => through && through.value >= date);
  const keys = keysOf(begun);
  if (valid.length) keys.add('auth');
  return KEYS.filter(key => keys.has(key)).flatMap((key): Typed[] => {
    switch (key) {
      case 'dx':
        return [['dx: ', gap(model.dx.map(textOf).join(', '))]];
      case 'drug':
        return (model.drugs.length ? model : filled)?.drugs.map(drugLine) ?? [['drug: ', gap()]];
      case 'auth':
        return valid.map(auth => `auth: ${textOf(auth)}`);
      default:
        return [[`${key}: `, ...valueOf(begun, key)]];
    }
  });
}

function keysOf({ workspace, uri, model, services, inherits }: Begun): Set<Key> {
  const defaults = workspace.file(uri)?.defaults;
  const keys = new Set<Key>([
    ...services.flatMap(service => USUAL_KEYS[service]),
    ...AGAIN.filter(key => model.fields.has(key)),
    'dx',
  ]);
  if (!inherits && !services.every(service => service === 'visit')) keys.add('pump');
  if (defaults?.by) keys.delete('by');
  if (defaults?.sup) keys.delete('sup');
  return keys;
}

/**
 * Who was there, and what the pump should show, to be looked at again; everything that is found or done on the day is
 * an empty gap.
 */
function valueOf({ model, carried: { dose, expected, filled } }: Begun, key: Key): readonly (string | Gap)[] {
  switch (key) {
    case 'by':
    case 'sup':
      return [gap(peopleOf(model, key))];
    case 'read':
      return ['expected ', gap(expected), ', dose ', gap(dose), ', alarms ', gap()];
    case 'fill':
      return ['out ', gap(), ' mL, in ', gap(filled), ', needle ', gap()];
    case 'after':
      return ['volume ', gap(filled), ', dose ', gap(dose), ', alarms ', gap()];
    case 'next':
      return [gap(), ', alarm ', gap()];
    default:
      return [gap()];
  }
}

function peopleOf(model: Encounter, key: 'by' | 'sup'): string {
  const line = model.fields.get(key)?.at(-1)?.line;
  return line ? line.items.map(({ text }) => text).join(', ') : '';
}

/**
 * The line of the last fill; mixture and volume are to be looked at again, regardless of what is on today's syringe.
 */
function drugLine(drug: Drug): Typed {
  return ['drug: ', ...drugAgain(drug, (item, i) => (i === 0 || isAmount(item) ? gap(item) : item))];
}

function textOf({ block, start, end }: SourceRange): string {
  return block.text.slice(start, end);
}

/** Behind everything that is written. */
function endOf(workspace: Workspace, uri: string): Position {
  const file = workspace.file(uri);
  const block = file?.blocks.at(-1);
  return file && block
    ? file.rangeOf({ block, start: block.text.length, end: block.text.length }).end
    : { line: 0, character: 0 };
}

/** What keeps an empty line between the new encounter and what is before it. */
function breakBefore(workspace: Workspace, uri: string): string {
  const text = workspace.file(uri)?.blocks.at(-1)?.text ?? '';
  if (text.trim() === '') return '';
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1)!.trim() !== '') return '\n\n';
  return lines.at(-2)!.trim() !== '' ? '\n' : '';
}
