/** The words of a header: services, patients, places, payers, flags. */
import type { Encounter } from '../../encounter/model.js';
import { every, isDigit } from '../../syntax/chars.js';
import { asService, FLAGS, PLACE_NAMES, SERVICES } from '../../syntax/vocabulary.js';
import { FLAG_HELP, SERVICE_HELP } from '../../explain/glossary.js';
import type { Completion, Suggestion } from './suggestion.js';
import { wordAt, wordsIn, type CursorContext } from './cursor-context.js';

/** More patients than these come with what is typed of their token. */
const MAX_PATIENTS = 50;

export function completeHeader(spot: CursorContext, from: number, to: number): Completion {
  const {
    block: { text },
    offset,
  } = spot;
  const word = wordAt(spot, from, to);
  const others = wordsIn(text, from, to).filter(other => other.start !== word.start);
  const before = others.filter(({ start }) => start < offset);
  const hasPatient = others.slice(1).some(({ text: other }) => isToken(other));
  if (before.length === 0) return { at: word, proposals: [], changing: false };
  // Directly behind the date are the services, unless they are behind the caret.
  if (before.length === 1 && !isSigil(word.text[0])) {
    const plus = text.slice(word.start, offset).lastIndexOf('+');
    const next = text.slice(offset, word.end).indexOf('+');
    const at = { start: plus < 0 ? word.start : word.start + plus + 1, end: next < 0 ? word.end : offset + next };
    const used = new Set(
      word.text
        .split('+')
        .filter((_, i) => i !== text.slice(word.start, offset).split('+').length - 1)
        .map(service => service.toLowerCase()),
    );
    const rest = text.slice(word.end, to).trim() !== '';
    const headers = plus < 0 && !rest ? proposeHeaders(spot, word.typed) : [];
    return { at, proposals: [...proposeServices(used), ...headers], changing: true };
  }
  const used = others.map(other => other.text.toLowerCase());
  const sigil = word.text[0];
  const tags = (): readonly Suggestion[] =>
    usualFirst(spot, others.find(other => isToken(other.text) && other !== others[0])?.text, proposeTags(spot, used));
  if (isSigil(sigil) || /^bill/i.test(word.typed))
    return {
      at: word,
      proposals: tags().filter(({ label }) => !isSigil(word.typed[0]) || label[0] === word.typed[0]),
      changing: false,
    };
  const patients = hasPatient ? [] : proposePatients(spot, word.typed);
  return { at: word, proposals: [...patients, ...(word.typed === '' || hasPatient ? tags() : [])], changing: true };
}

function isSigil(character: string | undefined): boolean {
  return character === '@' || character === '#' || character === '!';
}

function isToken(word: string): boolean {
  return (
    !isSigil(word[0]) &&
    !word.includes('=') &&
    !word.split('+').some(part => asService(part)) &&
    (/\d/.test(word) || word.includes('-'))
  );
}

function proposeServices(used: ReadonlySet<string>): readonly Suggestion[] {
  return SERVICES.filter(service => !used.has(service)).map(service => ({
    label: service,
    kind: 'service',
    note: SERVICE_HELP[service].summary,
    about: { kind: 'service', word: service },
  }));
}

/** The newest encounter of each patient, the last added first. */
function* lastVisits({ workspace, encounter }: CursorContext, typed: string): Generator<Encounter> {
  const prefix = typed.toUpperCase();
  const patients = workspace
    .patients()
    .toReversed()
    .filter(patient => patient.startsWith(prefix));
  for (const patient of patients.slice(0, MAX_PATIENTS)) {
    const last = workspace.timeline(patient).findLast(visit => visit.block !== encounter?.block);
    if (last) yield last;
  }
}

function proposePatients(spot: CursorContext, typed: string): readonly Suggestion[] {
  const known = [...lastVisits(spot, typed)].map((last): Suggestion => ({
    label: last.patient!.value,
    kind: 'patient',
    note: `last seen ${last.date}: ${last.services.map(({ value }) => value).join('+')}`,
  }));
  // A token that no note has yet is another patient, not the beginning of a known one.
  const isNew = /\d/.test(typed) && !known.some(({ label }) => label.toUpperCase() === typed.toUpperCase());
  return isNew ? [{ label: typed, kind: 'patient', note: 'another patient' }, ...known] : known;
}

/** The rest of a header as at the patient's last visit: service, token, place and payer. */
function proposeHeaders(spot: CursorContext, typed: string): readonly Suggestion[] {
  return [...lastVisits(spot, /^[a-z]+-/i.test(typed) ? typed : '')].map((last): Suggestion => {
    const services = last.services.map(({ value }) => value).join('+') || 'visit';
    const place = last.place && `@${last.place.name}`;
    const tags = [
      place,
      ...last.payers.map(({ value }) => `#${value}`),
      ...(last.bill ? [`bill=${last.bill.value}`] : []),
    ].filter(Boolean);
    const rest = [services, last.patient!.value, ...tags].join(' ');
    return { label: rest, kind: 'patient', note: `as on ${last.date}`, filter: `${last.patient!.value} ${rest}` };
  });
}

/** The tags of the patient's last visit before all others. */
function usualFirst(
  { workspace, encounter }: CursorContext,
  patient: string | undefined,
  tags: readonly Suggestion[],
): readonly Suggestion[] {
  const last =
    patient === undefined ? undefined : workspace.timeline(patient).findLast(visit => visit.block !== encounter?.block);
  if (!last) return tags;
  const usual = new Set([
    ...(last.place ? [`@${last.place.name.toLowerCase()}`] : []),
    ...last.payers.map(({ value }) => `#${value}`),
    ...(last.bill ? [`bill=${last.bill.value}`] : []),
  ]);
  const isUsual = ({ label }: Suggestion): boolean => usual.has(label);
  return [
    ...tags.filter(isUsual).map(tag => ({ ...tag, note: `as on ${last.date} · ${tag.note ?? ''}` })),
    ...tags.filter(tag => !isUsual(tag)),
  ];
}

function proposeTags({ workspace, file }: CursorContext, used: readonly string[]): readonly Suggestion[] {
  const { codes } = workspace;
  const has = (sigil: string): boolean => used.some(word => word.startsWith(sigil));
  const names = new Map([...PLACE_NAMES].map(([name, code]) => [code, name]));
  const places = has('@')
    ? []
    : [...PLACE_NAMES.keys(), ...codes.places().map(({ code }) => code)].map((name): Suggestion => {
        const entry = codes.place(name);
        const isNumber = name.length === 2 && every(name, isDigit);
        const other = isNumber ? names.get(name) : PLACE_NAMES.get(name);
        return {
          label: `@${name}`,
          kind: 'place',
          note: [entry?.title, other].filter(Boolean).join(' · '),
          about: { kind: 'place', word: name },
        };
      });
  const payers = workspace
    .profiles(file.uri)
    .payers()
    .filter(({ id }) => !used.includes(`#${id}`))
    .map((policy): Suggestion => ({
      label: `#${policy.id}`,
      kind: 'payer',
      note: has('#') ? `${policy.title}, secondary` : policy.title,
      about: { kind: 'payer', word: policy.id },
    }));
  const flags = FLAGS.filter(flag => !used.includes(`!${flag}`)).map((flag): Suggestion => ({
    label: `!${flag}`,
    kind: 'flag',
    note: FLAG_HELP[flag].summary,
    about: { kind: 'flag', word: flag },
  }));
  const settings = has('bill=')
    ? []
    : (['bill=facility', 'bill=pro'] as const).map((label): Suggestion => ({
        label,
        kind: 'setting',
        note: label === 'bill=pro' ? 'a professional claim, the default' : 'an institutional claim',
        about: { kind: 'setting', word: label },
      }));
  return [...places, ...payers, ...flags, ...settings];
}
