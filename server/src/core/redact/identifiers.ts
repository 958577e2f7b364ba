import type { Defaults, Encounter, Fact, People, Performer, Pump } from '../encounter/model.js';
import type { Span } from '../syntax/tree.js';

/** What identifies a patient, a device, a person of the staff or a payment, as fields state it. */
export type IdentifierKind = 'patient' | 'number' | 'initials' | 'npi';

export interface Identifier extends Span {
  /** `unsure`: the value is not in the text as it was read, so no part of the text can be exchanged for another. */
  readonly kind: IdentifierKind | 'unsure';
  /** As it is in the text. */
  readonly text: string;
}

/** The identifiers of an encounter, in no order; a place can be named twice. */
export function identifiersOf(encounter: Encounter): Identifier[] {
  const { block, patient, pump, by, sup, devices, drugs, auths, waivers } = encounter;
  const found: Identifier[] = [];
  const add = (kind: IdentifierKind, ...facts: readonly (Fact<string> | undefined)[]): void => {
    for (const fact of facts) if (fact?.block === block) found.push(valueIn(fact, kind));
  };
  add('patient', patient);
  add('number', serialOf(pump));
  for (const { out, in: placed, removed } of devices) add('number', out, serialOf(placed), serialOf(removed));
  for (const { lot, prescription } of drugs) add('number', lot, prescription);
  add('number', ...auths.map(({ number }) => number));
  add('initials', ...waivers.map(({ initials }) => initials));
  found.push(...identifiersOfPeople(by), ...performer(sup?.supervisor), ...performer(sup?.planBy));
  return found.filter(({ text }) => text !== '');
}

/** The same of the defaults of a file. */
export function identifiersOfDefaults({ by, sup }: Defaults): Identifier[] {
  return [...identifiersOfPeople(by), ...performer(sup?.supervisor), ...performer(sup?.planBy)];
}

const serialOf = (pump: Pump | undefined): Fact<string> | undefined => pump?.serial;

function identifiersOfPeople(by: People | undefined): Identifier[] {
  if (!by) return [];
  const { main, read, prog, needle, second, resident, teaching, npi } = by;
  return [
    ...[main, read, prog, needle, second, resident, teaching].flatMap(performer),
    ...(npi ? [valueIn(npi, 'npi')] : []),
  ];
}

function performer(one: Performer | undefined): Identifier[] {
  if (!one || one.initials === '') return [];
  const text = one.block.text.slice(one.start, one.end);
  const at = text.lastIndexOf(one.initials);
  if (at < 0) return [{ kind: 'unsure', start: one.start, end: one.end, text }];
  const start = one.start + at;
  return [{ kind: 'initials', start, end: start + one.initials.length, text: one.initials }];
}

/** Of a fact that covers its keyword too, such as `lot G4412`, the value alone. */
function valueIn({ block, start, end, value }: Fact<string>, kind: IdentifierKind): Identifier {
  const text = block.text.slice(start, end);
  const at = text.toLowerCase().lastIndexOf(value.toLowerCase());
  if (at < 0) return { kind: 'unsure', start, end, text };
  return { kind, start: start + at, end: start + at + value.length, text: text.slice(at, at + value.length) };
}
