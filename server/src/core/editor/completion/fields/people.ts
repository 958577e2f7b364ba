/** `by:` and `sup:`: credentials, the people seen before, and how staff was supervised. */
import type { CredentialClass } from '../../../codes/types.js';
import type { Performer } from '../../../encounter/model.js';
import type { ItemValues, Value } from '../item-values.js';
import type { Slot, CursorContext } from '../cursor-context.js';

/** People of this encounter except for the item at the caret, then of the other notes, the most seen first. */
function peopleKnown(slot: Slot): readonly string[] {
  const { workspace, encounter, file, item } = slot;
  const own = (performers: readonly (Performer | undefined)[]): string[] =>
    performers.flatMap(p =>
      p?.initials && !(p.block === slot.block && p.start <= item.end && item.start <= p.end)
        ? [`${p.credential} ${p.initials}`]
        : [],
    );
  const { by, sup } = encounter ?? {};
  const { by: usual, sup: supervising } = file.defaults;
  return [
    ...new Set([
      ...own([sup?.supervisor, by?.main, by?.read, by?.prog, sup?.planBy]),
      ...own([supervising?.supervisor, usual?.main]),
      ...workspace.seen.words('person', encounter),
    ]),
  ];
}

/** People and credentials as they follow `by:`, `read` or `plan by`; the ones of the likelier class first. */
function persons(slot: Slot, likely: CredentialClass | undefined): readonly Value[] {
  const { codes } = slot.workspace;
  const rank = (name: string): number => (codes.credential(credentialIn(name)).class === likely ? 0 : 1);
  const people = [...peopleKnown(slot)]
    .sort((a, b) => rank(a) - rank(b))
    .map((name): Value => ({ text: name, kind: 'person', ...credentialSaid(slot, name) }));
  const words = [
    ...codes
      .credentials()
      .filter(entry => entry.class !== 'unrecognized')
      .map(({ word }) => word),
    'PA-C',
  ].sort((a, b) => rank(a) - rank(b));
  return [
    ...people,
    ...words.map((word): Value => ({
      text: spelled(word),
      kind: 'person',
      isWord: true,
      ...credentialSaid(slot, word),
    })),
  ];
}

function credentialIn(name: string): string {
  return name.split(' ', 1)[0]!;
}

/** As notes have it: capitals, except for `tech`. */
function spelled(word: string): string {
  return word === 'TECH' ? 'tech' : word;
}

const LEVELS = {
  qhp: 'physician or QHP',
  staff: 'clinical staff',
  unrecognized: 'not a recognized performer',
} as const;

function credentialSaid({ workspace }: CursorContext, name: string): Pick<Value, 'note' | 'about'> {
  const entry = workspace.codes.credential(credentialIn(name));
  return { note: LEVELS[entry.class], about: { kind: 'credential', word: entry.word } };
}

/** Persons as items of their own: the known ones whole, then each credential with its initials to fill. */
function personChoices(slot: Slot, likely: CredentialClass | undefined): ItemValues[] {
  const known = persons(slot, likely);
  return known.map((value): ItemValues => {
    if (!value.isWord) return { words: value.text, kind: 'person', group: 'person', ...pick(value) };
    const initials = known.flatMap(({ text, isWord }): Value[] =>
      !isWord && credentialIn(text) === value.text ? [{ text: text.slice(value.text.length + 1), kind: 'person' }] : [],
    );
    return { words: value.text, kind: 'person', group: 'person', ...pick(value), value: { known: initials } };
  });
}

function pick({ note, about }: Value): Pick<ItemValues, 'note' | 'about'> {
  return { ...(note ? { note } : {}), ...(about ? { about } : {}) };
}

export function byChoices(slot: Slot): readonly ItemValues[] {
  const { workspace, encounter } = slot;
  const reprogrammed = encounter?.services.some(({ value }) => value === 'reprogram') ?? false;
  const surgical =
    encounter?.services.some(({ value }) => ['implant', 'replace', 'remove', 'revise'].includes(value)) ?? false;
  const main = encounter?.by?.main;
  const who = main && `${main.credential} ${main.initials}`;
  const identifiers = workspace.seen
    .words('identifier', encounter)
    .map(word => ({ name: word.slice(0, word.lastIndexOf(' ')), npi: word.slice(word.lastIndexOf(' ') + 1) }));
  return [
    ...personChoices(slot, surgical ? 'qhp' : 'staff'),
    {
      words: 'prog',
      note: 'who programmed, if it was someone else',
      value: { known: persons(slot, reprogrammed ? 'qhp' : undefined) },
    },
    { words: 'read', note: 'who read the pump, if it was someone else', value: { known: persons(slot, undefined) } },
    {
      words: 'npi',
      note: 'ten digits; the last one is a check digit',
      value: {
        known: identifiers
          .sort((a, b) => Number(b.name === who) - Number(a.name === who))
          .map(({ name, npi }): Value => ({ text: npi, note: name })),
      },
    },
    {
      words: 'taxonomy',
      note: 'the specialty, as a taxonomy code',
      value: {
        known: workspace.codes
          .taxonomies()
          .map(entry => ({
            entry,
            fits: main !== undefined && entry.credentials.includes(main.credential.toUpperCase()),
          }))
          .sort((a, b) => Number(b.fits) - Number(a.fits))
          .map(({ entry }): Value => ({
            text: entry.code,
            note: entry.title,
            about: { kind: 'taxonomy', word: entry.code },
          })),
      },
    },
  ];
}

export function supChoices(slot: Slot): readonly ItemValues[] {
  const { codes } = slot.workspace;
  // Staff supervise no one and set no plan.
  const isSupervisor = (name: string): boolean => codes.credential(credentialIn(name)).class !== 'staff';
  return [
    ...personChoices(slot, 'qhp').filter(({ words }) => isSupervisor(words)),
    ...['in suite', 'virtual', 'in building', 'by phone'].map((words): ItemValues => ({ words })),
    { words: 'plan by', value: { known: persons(slot, 'qhp').filter(({ text }) => isSupervisor(text)) } },
  ];
}
