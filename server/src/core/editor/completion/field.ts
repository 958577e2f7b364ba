/** The value of a field, by key and by the item that the caret is in. */
import { asKey, PREPARATIONS, PLACE_NAMES, type Key } from '../../syntax/vocabulary.js';
import { declaredChoices, proposeItem, withDeclared, type ItemValues } from './item-values.js';
import { proposeDiagnoses } from './fields/diagnoses.js';
import { drugChoices, proposeMixture, wholeDrug } from './fields/drug.js';
import { nextChoices, proposeAuthorized, proposeWaiver } from './fields/office.js';
import { byChoices, supChoices } from './fields/people.js';
import { ownPump, pumpChoices } from './fields/pump.js';
import { afterChoices, fillChoices, progChoices, readChoices, wholeStatus } from './fields/status.js';
import { textOf, type Suggestion } from './suggestion.js';
import type { Slot } from './cursor-context.js';
import { CONTRACTORS } from '../../policy/contractors.js';

export function proposeValues(slot: Slot): readonly Suggestion[] {
  if (!slot.encounter) return defaultValues(slot);
  const key = asKey(slot.key);
  if (!key) return [];
  const propose = VALUES[key];
  return propose ? propose(slot) : proposeItem(slot, declaredChoices(key));
}

/**
 * What completion offers beyond the declared items of a field: values of this note, of the patient's history, and of
 * other notes.
 */
const VALUES: Readonly<Partial<Record<Key, (slot: Slot) => readonly Suggestion[]>>> = {
  pump: slot => [...wholes(slot, ownPump(slot)), ...proposeItem(slot, withDeclared('pump', pumpChoices(slot)), ['mL'])],
  device: slot => proposeItem(slot, withDeclared('device', pumpChoices(slot)), ['mL']),
  by: slot => proposeItem(slot, withDeclared('by', byChoices(slot))),
  sup: slot => proposeItem(slot, withDeclared('sup', supChoices(slot))),
  prep: slot => [
    ...wholes(slot, { label: PREPARATIONS.join(', '), note: 'all five checks' }),
    ...proposeItem(slot, declaredChoices('prep')),
  ],
  read: slot => [...whole(slot), ...proposeItem(slot, readChoices(slot))],
  after: slot => [...whole(slot), ...proposeItem(slot, afterChoices(slot))],
  fill: slot => [...whole(slot), ...proposeItem(slot, fillChoices(slot))],
  prog: slot => proposeItem(slot, withDeclared('prog', progChoices(slot))),
  drug: slot =>
    slot.index > 0
      ? proposeItem(slot, withDeclared('drug', drugChoices(slot)), ['mL'])
      : [...wholes(slot, wholeDrug(slot)), ...proposeMixture(slot)],
  dx: proposeDiagnoses,
  next: slot => proposeItem(slot, withDeclared('next', nextChoices(slot))),
  auth: slot => [...(slot.index > 0 ? proposeItem(slot, declaredChoices('auth')) : []), ...proposeAuthorized(slot)],
  ok: proposeWaiver,
};

/** A value for the whole line, while nothing is on it but its beginning. */
function wholes(slot: Slot, value: Pick<Suggestion, 'label' | 'typed' | 'note'> | undefined): readonly Suggestion[] {
  if (!value || slot.others.length > 0 || slot.right.trim() !== '') return [];
  return value.label.toLowerCase().startsWith(slot.left.toLowerCase())
    ? [{ ...value, kind: 'line', at: slot.item }]
    : [];
}

function whole(slot: Slot): readonly Suggestion[] {
  const typed = wholeStatus(slot, slot.key);
  return typed ? wholes(slot, { label: textOf(typed).replace(/ {2,}/g, ' … '), typed, note: 'the usual line' }) : [];
}

/** The lines before the first header. */
function defaultValues(slot: Slot): readonly Suggestion[] {
  const {
    workspace: { codes, seen },
  } = slot;
  const words = (list: readonly string[], note?: string): readonly ItemValues[] =>
    [...new Set(list)].map(word => ({ words: word, kind: 'value', ...(note ? { note } : {}) }));
  const sigil = (sign: string): string => (slot.left.startsWith(sign) ? sign : '');
  switch (slot.key) {
    case 'by':
      return proposeItem(slot, byChoices(slot));
    case 'sup':
      return proposeItem(slot, supChoices(slot));
    case 'mac':
      return slot.index > 0
        ? []
        : proposeItem(slot, words([...seen.words('mac'), ...CONTRACTORS], 'Medicare contractor'));
    case 'practice':
      return proposeItem(slot, words(seen.words('practice')));
    case 'payer':
      return proposeItem(
        slot,
        slot.workspace
          .profiles(slot.file.uri)
          .payers()
          .map(({ id, title }): ItemValues => ({
            words: sigil('#') + id,
            kind: 'payer',
            note: title,
            about: { kind: 'payer', word: id },
          })),
      );
    case 'place':
      return proposeItem(
        slot,
        [...PLACE_NAMES.keys(), ...codes.places().map(({ code }) => code)].map((word): ItemValues => ({
          words: sigil('@') + word,
          kind: 'place',
          note: codes.place(word)?.title ?? '',
          about: { kind: 'place', word },
        })),
      );
    default:
      return [];
  }
}
