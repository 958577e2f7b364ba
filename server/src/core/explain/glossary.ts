import type { Help } from '../fields/field.js';
import { FIELDS } from '../fields/fields.js';
import type { Flag, Key, Service } from '../syntax/vocabulary.js';

export type { Help };

type KeyOrDefault = Key | 'mac' | 'practice' | 'payer' | 'place';

/** What each key means: those of an encounter by its field's declaration. */
export const KEY_HELP: Readonly<Record<KeyOrDefault, Help>> = {
  ...(Object.fromEntries(FIELDS.map(({ key, help }) => [key, help])) as Record<Key, Help>),
  mac: { summary: 'The Medicare contractor of this file.', example: 'mac: NGS-JK' },
  practice: { summary: 'The practice that this file belongs to.', example: 'practice: North clinic' },
  payer: { summary: 'The payer of every encounter in this file that names none.', example: 'payer: medicare' },
  place: { summary: 'The place of every encounter in this file that names none.', example: 'place: office' },
};

export const SERVICE_HELP: Readonly<Record<Service, Help>> = {
  refill: { summary: 'The reservoir is emptied and filled.' },
  reprogram: { summary: 'Dose, concentration, mode, bolus or bridge is changed.' },
  interrogate: { summary: 'The pump is read out and nothing is changed.' },
  implant: { summary: 'A first pump, reservoir or catheter goes in.' },
  replace: { summary: 'A pump is swapped for another; taking out the old one is part of it.' },
  remove: { summary: 'Pump or catheter comes out and is not replaced.' },
  revise: { summary: 'Catheter or pocket is revised.' },
  trial: { summary: 'A screening dose or a temporary catheter, before any implant.' },
  visit: { summary: 'A visit without work on the pump.' },
};

export const FLAG_HELP: Readonly<Record<Flag, Help>> = {
  stopped: {
    summary: 'A procedure was stopped.',
    decides: 'Say how far it went in `stop:`; that decides the modifier.',
  },
  postop: { summary: 'The visit lies in the global period of a surgery.' },
  hospice: {
    summary: 'The patient has elected hospice.',
    decides:
      'Medicare wants GV for the attending practitioner, or GW for care that is unrelated to the terminal illness.',
  },
  'new-patient': {
    summary: 'The patient is new to the group.',
    decides: 'It alone supports no separate E/M, and staff work is not incident to anyone yet.',
  },
};

/** What the keywords of each field mean, by key and by the keyword in lower case. */
const WORD_HELP: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  FIELDS.map(({ key, items }) => [
    key,
    new Map(items.filter(({ word }) => word).map(({ word, help }) => [word.toLowerCase(), help])),
  ]),
);

/** What a keyword of a field means. Both words may be anything that was typed. */
export function wordHelp(key: string, word: string): string | undefined {
  return WORD_HELP.get(key)?.get(word);
}

/** Words of a pump that are written in capitals. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(['IT', 'IV', 'IA', 'ERI']);

/** How a keyword of `pump:` or `device:` is written, regardless of the case in which it was typed. */
export function pumpWord(word: string): string {
  const upper = word.toUpperCase();
  return ABBREVIATIONS.has(upper) ? upper : word;
}
