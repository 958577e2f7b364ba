/** The value of a field, by key and by the item that the caret is in. */
import { PREPARATIONS, PLACE_NAMES, type Key } from '../../syntax/vocabulary.js';
import { proposeItem, type ItemValues } from './item-values.js';
import { proposeDiagnoses } from './fields/diagnoses.js';
import { drugChoices, proposeMixture, wholeDrug } from './fields/drug.js';
import {
  authorizationChoices,
  benefitsChoices,
  nextChoices,
  proposeAuthorized,
  proposeWaiver,
} from './fields/office.js';
import { byChoices, supChoices } from './fields/people.js';
import { ownPump, pumpChoices } from './fields/pump.js';
import { afterChoices, fillChoices, progChoices, readChoices, wholeStatus } from './fields/status.js';
import { catheterChoices, imagingChoices, prepChoices, stopChoices } from './fields/surgery.js';
import { textOf, type Suggestion } from './suggestion.js';
import type { Slot } from './cursor-context.js';

export function proposeValues(slot: Slot): readonly Suggestion[] {
  if (!slot.encounter) return defaultValues(slot);
  return Object.hasOwn(VALUES, slot.key) ? VALUES[slot.key as Key](slot) : [];
}

const nothing = (): readonly Suggestion[] => [];

/** What completion offers for the value of each key; free text and values that only the coder knows have nothing. */
const VALUES: Readonly<Record<Key, (slot: Slot) => readonly Suggestion[]>> = {
  pump: slot => [...wholes(slot, ownPump(slot)), ...proposeItem(slot, pumpChoices(slot), ['mL'])],
  device: slot => proposeItem(slot, pumpChoices(slot), ['mL']),
  by: slot => proposeItem(slot, byChoices(slot)),
  sup: slot => proposeItem(slot, supChoices(slot)),
  prep: slot => [
    ...wholes(slot, { label: PREPARATIONS.join(', '), note: 'all five checks' }),
    ...proposeItem(slot, prepChoices),
  ],
  read: slot => [...whole(slot), ...proposeItem(slot, readChoices(slot))],
  after: slot => [...whole(slot), ...proposeItem(slot, afterChoices(slot))],
  fill: slot => [...whole(slot), ...proposeItem(slot, fillChoices(slot))],
  prog: slot => proposeItem(slot, progChoices(slot)),
  drug: slot =>
    slot.index > 0
      ? proposeItem(slot, drugChoices(slot), ['mL'])
      : [...wholes(slot, wholeDrug(slot)), ...proposeMixture(slot)],
  dx: proposeDiagnoses,
  next: slot => proposeItem(slot, nextChoices(slot)),
  stop: slot => proposeItem(slot, stopChoices),
  catheter: slot => proposeItem(slot, catheterChoices),
  imaging: slot => proposeItem(slot, imagingChoices),
  benefits: slot => proposeItem(slot, benefitsChoices),
  auth: slot => [...(slot.index > 0 ? proposeItem(slot, authorizationChoices) : []), ...proposeAuthorized(slot)],
  ok: proposeWaiver,
  study: nothing,
  exam: nothing,
  assess: nothing,
  em: nothing,
  response: nothing,
  observe: nothing,
  event: nothing,
  query: nothing,
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

/** The contractors of Medicare and their jurisdictions, as notes name them. */
const CONTRACTORS = [
  'CGS-J15',
  'FCSO-JN',
  'NGS-J6',
  'NGS-JK',
  'Noridian-JE',
  'Noridian-JF',
  'Novitas-JH',
  'Novitas-JL',
  'Palmetto-JJ',
  'Palmetto-JM',
  'WPS-J5',
  'WPS-J8',
];

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
