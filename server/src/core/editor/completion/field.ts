/** The value of a field, by key and by the item that the caret is in. */
import { PREPARATIONS, PLACE_NAMES } from '../../syntax/vocabulary.js';
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
  switch (slot.key) {
    case 'pump':
      return [...wholes(slot, ownPump(slot)), ...proposeItem(slot, pumpChoices(slot), ['mL'])];
    case 'device':
      return proposeItem(slot, pumpChoices(slot), ['mL']);
    case 'by':
      return proposeItem(slot, byChoices(slot));
    case 'sup':
      return proposeItem(slot, supChoices(slot));
    case 'prep':
      return [
        ...wholes(slot, { label: PREPARATIONS.join(', '), note: 'all five checks' }),
        ...proposeItem(slot, prepChoices),
      ];
    case 'read':
      return [...whole(slot), ...proposeItem(slot, readChoices(slot))];
    case 'after':
      return [...whole(slot), ...proposeItem(slot, afterChoices(slot))];
    case 'fill':
      return [...whole(slot), ...proposeItem(slot, fillChoices(slot))];
    case 'prog':
      return proposeItem(slot, progChoices(slot));
    case 'drug': {
      if (slot.index > 0) return proposeItem(slot, drugChoices(slot), ['mL']);
      const last = wholeDrug(slot);
      return [...wholes(slot, last), ...proposeMixture(slot)];
    }
    case 'dx':
      return proposeDiagnoses(slot);
    case 'next':
      return proposeItem(slot, nextChoices(slot));
    case 'stop':
      return proposeItem(slot, stopChoices);
    case 'catheter':
      return proposeItem(slot, catheterChoices);
    case 'imaging':
      return proposeItem(slot, imagingChoices);
    case 'benefits':
      return proposeItem(slot, benefitsChoices);
    case 'auth':
      return [...(slot.index > 0 ? proposeItem(slot, authorizationChoices) : []), ...proposeAuthorized(slot)];
    case 'ok':
      return proposeWaiver(slot);
    default:
      return [];
  }
}

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
