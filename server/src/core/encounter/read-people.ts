import { ROLE_WORDS, SUPERVISION_PHRASES, BY, SUP, type Role } from '../fields/people.js';
import { DENIALS } from '../fields/filler.js';
import { every, isDigit } from '../syntax/chars.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import { abbreviateCredentials, credentialOf, isDegree, titleOf } from './credentials.js';
import { foreignKey } from './foreign-words.js';
import { piecesOf } from './item-pieces.js';
import { isPlaceholder } from './placeholder.js';
import { drugsNamed, holdsLooseNumber } from './loose-facts.js';
import type { Fact, People, Performer, Supervision, SupervisionMode } from './model.js';
import type { Reader } from './reader.js';

/** Words that say nothing beside a name. Two letters are filler only in lower case: `BY` and `AS` may be initials. */
const NAME_FILLER: ReadonlySet<string> = new Set([
  'the',
  'and',
  'dr',
  'doctor',
  'physician',
  'supervised',
  'supervising',
  'supervisor',
  'supervision',
  'available',
  'immediately',
  'present',
  'provider',
  'performed',
  'performing',
  'was',
  'were',
  'real-time',
  'pump',
  'direct',
  'with',
  'throughout',
  'entire',
  'procedure',
  'from',
  'under',
  'for',
  'her',
  'his',
]);
const SHORT_FILLER: ReadonlySet<string> = new Set([
  'by',
  'of',
  'in',
  'at',
  'on',
  'to',
  'is',
  'a',
  '&',
  '+',
  '/',
  '-',
  '#',
]);

function isFiller(word: string): boolean {
  return SHORT_FILLER.has(word) || NAME_FILLER.has(word.toLowerCase().replace(/[.,]$/, ''));
}

const BY_NAMES = `a credential and initials, ${BY.items.map(({ word }) => word).join(', ')}`;
const SUP_NAMES = `a credential and initials, ${SUP.items.map(({ word }) => word).join(', ')}`;

/** `by: RN KL, prog MD AS, npi 1234567893, taxonomy 208VP0014X` */
export function readPeople(reader: Reader, line: FieldLine): People | undefined {
  if (!line.items.length) return undefined;
  const people: { [K in Role]?: Performer } & { npi?: Fact<string>; taxonomy?: Fact<string> } = {};
  let second: Performer | undefined, last: Performer | undefined;
  for (const item of peopleIn(line.items)) {
    if (OTHER_FILL.test(item.text)) continue;
    if (isPlaceholder(item.text)) {
      reader.placeholder('by', item, BY_NAMES);
      continue;
    }
    const { words, npi, taxonomy } = takeNumbers(reader, item, splitWords(item.text));
    people.npi = npi ?? people.npi!;
    people.taxonomy = taxonomy ?? people.taxonomy!;
    if (!words.length) continue;
    const { roles, rest } = rolesOf(words);
    if (isNoPerson(reader, 'by', item, rest) || namesNone(rest) || isPresence(item, roles)) continue;
    if (addRolesOfLast(people, last, { item, roles, rest })) continue;
    for (const [i, name] of splitPersons(withTitle(words, rest)).entries()) {
      const performer = readPerformer(reader, item, name, roles.length > 0);
      if (!performer) continue;
      last = performer;
      if (i > 0 || (!roles.length && people.fill)) second ??= performer;
      else for (const role of roles.length ? roles : (['fill'] as const)) people[role] = performer;
    }
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  const { fill, read, prog, needle, resident, teaching, npi, taxonomy } = people;
  const main = fill ?? teaching ?? (resident && { ...resident, class: 'unrecognized' as const });
  return {
    block,
    start,
    end,
    main,
    read,
    prog,
    needle,
    second: people.second ?? second,
    resident,
    teaching,
    npi,
    taxonomy,
  };
}

/** The items of `by:`, each of one person; who only supervised is left out where another is named. */
function peopleIn(items: readonly Item[]): readonly Item[] {
  const all = withCredentials(items).map(withoutSupervisor).map(withoutTraining).flatMap(withAssistant);
  const performing = all.filter(item => !isSupervisor(item));
  return performing.some(item => hasCredential(item) && !isAssistant(item)) ? performing : all;
}

/** `KL RN under AS MD`: who supervised performed nothing. */
function withoutSupervisor(item: Item): Item {
  const at = item.text.search(/\s+(?:under|supervised by|for|on behalf of|incident to)\s+/i);
  const head = { text: item.text.slice(0, Math.max(at, 0)) };
  if (!hasCredential(head) || !hasCredential({ text: item.text.slice(at) }) || isTrainee(head)) return item;
  return { ...item, end: item.start + head.text.length, text: head.text };
}

/** `MD AS (supervising)`, `supervising MD AS`. A resident is supervised by the teaching physician. */
function isSupervisor({ text }: Item): boolean {
  return (
    /\b(?:supervising|supervisor|supervises|immediately available)\b/i.test(text) &&
    !rolesOf(splitWords(text)).roles.length
  );
}

function isAssistant({ text }: Item): boolean {
  return rolesOf(splitWords(text)).roles.some(role => role === 'second');
}

/** `RN KL (port access trained)`: what a person may do is no role. */
function withoutTraining(item: Item): Item {
  const found = /[\s(]+[^()]*\b(?:trained|certified|qualified|competen\w+)\b[^()]*\)\s*$/i.exec(item.text);
  const open = found ? item.text.lastIndexOf('(') : -1;
  return open > 0 ? { ...item, end: item.start + open, text: item.text.slice(0, open).trimEnd() } : item;
}

/** `MD AS with RN KL assisting`, `AS MD assisted by KL RN`: two people, of whom the second only assisted. */
function withAssistant(item: Item): readonly Item[] {
  const found =
    /[\s(,]+(?:with|w\/|and|&)\s+(?=.*\b(?:second|assist(?:ing|ed)?)\s*\)?$)|[\s(,]+(?=assisted by\s)/i.exec(item.text);
  if (!found) return [item];
  const head = { ...item, end: item.start + found.index, text: item.text.slice(0, found.index) };
  const from = found.index + found[0].length;
  const tail = { ...item, start: item.start + from, text: item.text.slice(from) };
  return hasCredential(head) && hasCredential(tail) ? [head, tail] : [item];
}

/** `next refill NP HV`, `prior fill by RN KL`: of another visit. */
const OTHER_FILL = /^(?:next|prior|previous|last)\s+(?:re)?(?:fill|visit|interrogation)\b/i;

/** `rep present for programming`: presence is no performance. */
function isPresence({ text }: Item, roles: readonly Role[]): boolean {
  return (
    roles.length > 0 &&
    /\b(?:present|observ(?:ed|ing)|in attendance)\b/i.test(text) &&
    !roles.includes('teaching') &&
    !roles.includes('resident')
  );
}

/** `RN KL (fill, read)`, `NP AS, filled and programmed`: what the person before did. A bare keyword lost its person. */
function addRolesOfLast(
  people: { [K in Role]?: Performer },
  last: Performer | undefined,
  { item, roles, rest }: { item: Item; roles: readonly Role[]; rest: readonly string[] },
): boolean {
  const isDeed = /\)\s*$|ed\b/i.test(item.text) || roles.length > 1;
  if (!last || !rest.every(word => isFiller(word)) || !isDeed) return false;
  for (const role of roles) people[role] ??= last;
  return true;
}

/** `sup: MD AS, in suite, plan by MD AS` */
export function readSupervision(reader: Reader, line: FieldLine): Supervision | undefined {
  if (!line.items.length) return undefined;
  let supervisor: Performer | undefined, planBy: Performer | undefined;
  const part = line.items.find(({ text }) => PART_OF_TIME.test(text));
  const modes: Fact<SupervisionMode>[] = [];
  const isPlaced = line.items.some(item => takeMode(item.text).mode);
  leaveNearbyOpen(reader, line.items, isPlaced);
  // Beside `in suite`, `available` says nothing more, and a way for later is none of this visit; alone they might.
  const isBeside = ({ text }: Item): boolean => isPlaced && (AVAILABLE.test(text) || IF_NEEDED.test(text));
  for (const item of withCredentials(line.items).filter(one => !isBeside(one))) {
    const { mode, rest } = takeMode(item.text);
    if (mode) modes.push(reader.fact(mode, item));
    const words = splitWords(withoutHours(rest, mode));
    const isPlan = isPlanItem(item, words);
    if (namesNoOne(reader, item, isPlan)) continue;
    const name = words.filter(word => !isPlan || !['plan', 'plan:', 'by', 'care'].includes(word.toLowerCase()));
    const isDenied = words.some(word => DENIALS.has(word.toLowerCase())) && !isWayDenied(item, rest, name);
    if (isDenied || (mode && !namesAnybody(name)) || isNoPerson(reader, 'sup', item, name)) continue;
    const affirmed = name.filter(word => !DENIALS.has(word.toLowerCase()));
    const performer = readPerformer(reader, item, affirmed, isPlan);
    if (isPlan) planBy = performer ?? planBy;
    else supervisor = betterSupervisor(supervisor, performer && { ...performer, ...ofTrainee(item) });
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  const isAudioOnly = line.items.some(({ text }) => AUDIO_ONLY.test(text));
  return {
    block,
    start,
    end,
    supervisor,
    modes: isAudioOnly ? modes.filter(({ value }) => value !== 'virtual') : modes,
    partly: part && reader.fact(part.text, part),
    planBy,
  };
}

/** Beside a resident the physician supervises. */
function betterSupervisor(before: Performer | undefined, after: Performer | undefined): Performer | undefined {
  return before?.class === 'unrecognized' && after?.class === 'qhp' ? after : (before ?? after);
}

/** A resident may not supervise, also with a degree. */
function ofTrainee(item: Item): Pick<Performer, 'credential' | 'class'> | undefined {
  return isTrainee(item) ? { credential: 'resident', class: 'unrecognized' } : undefined;
}

function isTrainee({ text }: Pick<Item, 'text'>): boolean {
  return splitWords(text).some(word => /^(?:resident|intern)$/i.test(word) || YEAR_OF_TRAINING.test(word));
}

/** `phone 5 if needed` */
const IF_NEEDED =
  /\b(?:phone|telephone|call|pager|ext(?:ension)?)\b.*\b(?:(?:if|as|when) (?:needed|required|necessary)|after \d{1,2}(?::\d\d)?\s*[ap]\.?m\.?)$/i;

/** `next door` alone may mean the suite or not. */
function leaveNearbyOpen(reader: Reader, items: readonly Item[], isPlaced: boolean): void {
  for (const item of items) if (!isPlaced && NEARBY.test(item.text)) reader.undecided('sup', item);
}

/** `in suite until noon`, `left at 2 pm`, `then off site`: present for a part of the time. */
const PART_OF_TIME =
  /\b(?:(?:until|till)\s+(?:about\s+|around\s+)?(?:noon|midday|lunch|\d)|initially|at first|briefly|partly|partially|intermittently|part of the (?:time|visit|service|refill)|left (?:the (?:suite|office|clinic|building)|early|at \d)|(?:then|later|afterwards?) off[ -]?site)/i;

/** When the supervisor was there: `0900-1100`, `9:00 to 11:00`. */
const CLOCK_SPAN = /\b(?:from\s+)?(?:[01]?\d|2[0-4]):?[0-5]\d\s*(?:-|–|to)\s*(?:[01]?\d|2[0-4]):?[0-5]\d\b/i;

function withoutHours(text: string, mode: SupervisionMode | undefined): string {
  return mode ? text.replace(CLOCK_SPAN, '').replace(/^\s*(?:#|no\.?)?\s*\d{1,3}\s*$/i, '') : text;
}

const AVAILABLE =
  /^(?:(?:and|is|was|immediately|readily)\s+)*available(?:\s+(?:immediately|throughout|at all times))?$/i;

/** Near, and perhaps in the suite. */
const NEARBY =
  /\b(?:next door|across the hall|down the hall|on the (?:same )?floor|same floor|in[ -]house|nearby|close by|at hand)\b/i;

function namesNoOne(reader: Reader, item: Item, isPlan: boolean): boolean {
  const isDated = isPlan && PLAN_DATE.test(item.text);
  if (isDated) reader.restated.push(reader.fact(item.text, item));
  else if (isPlaceholder(item.text)) reader.placeholder('sup', item, SUP_NAMES);
  else return false;
  return true;
}

const AUDIO_ONLY = /\b(?:audio[\s-]only|no video|without video)\b/i;

/** `plan of care 2026-09-01`, which names no one. */
const PLAN_DATE = /^plan(?: of care)?[\s:]*(?:(?:of|from|dated|signed)\s+)?[\d/-]{6,10}$/i;

/** `plan by MD AS`, `plan: MD AS` */
function isPlanItem(item: Item, words: readonly string[]): boolean {
  return words[0]?.toLowerCase().replace(':', '') === 'plan' || /\bplan (?:of care )?by\b/i.test(item.text);
}

/** `MD AS not in suite` names the supervisor and denies the way. */
function isWayDenied(item: Item, rest: string, name: readonly string[]): boolean {
  return rest !== item.text.replace(/\s+/g, ' ') && name.some(word => credentialOf(word));
}

/** `J. Smith, MD`: a credential behind a comma belongs to the name before it. */
function withCredentials(items: readonly Item[]): readonly Item[] {
  const joined: Item[] = [];
  for (const item of items) {
    const before = joined.at(-1);
    const isName =
      before &&
      !splitWords(before.text).some(word => credentialOf(word)) &&
      !/\d/.test(before.text) &&
      !takeMode(before.text).mode;
    if (before && ((isName && beginsWithCredential(item)) || completes(before, item)))
      joined[joined.length - 1] = { start: before.start, end: item.end, text: `${before.text} ${item.text}` };
    else joined.push(item);
  }
  return joined;
}

/** `MD`, `BSN`, `RN for AS`, behind a name. */
function beginsWithCredential({ text }: Item): boolean {
  const word = abbreviateCredentials(text);
  return isDegree(word) || credentialOf(SUPERVISED.test(word) ? word.slice(0, word.search(/\s/)) : word) !== undefined;
}

/** Whether an item has the credential that the one before lacks: `MD` behind `KL RN for AS`, `AS MD` behind `PhD`. */
function completes(before: Item, item: Item): boolean {
  if (splitWords(before.text).every(degree => isDegree(degree))) return hasCredential(item);
  return SUPERVISOR_NAMED.test(before.text) && credentialOf(abbreviateCredentials(item.text)) !== undefined;
}

/** `RN for AS` */
const SUPERVISED = /^\S+\s+(?:for|under|with|supervised by)\s/i;
/** `KL RN for AS`, whose credential is behind a comma. */
const SUPERVISOR_NAMED = /\s(?:for|under|supervised by)\s+[A-Z]{2,3}$/;

function hasCredential({ text }: Pick<Item, 'text'>): boolean {
  return splitWords(text).some(word => credentialOf(word));
}

function splitWords(text: string): readonly string[] {
  return abbreviateCredentials(text)
    .split(/[\s()]+/)
    .map(word => (';:,'.includes(word.slice(-1)) ? word.replace(/[;:,]+$/, '') : word))
    .flatMap(word =>
      word.length > 4 ? (/^(npi)[#:]+(\d+)$/i.exec(word)?.slice(1) ?? initialsAndLicense(word)) : [word],
    )
    .filter(Boolean);
}

/** `KL/RN`, `KL-RN` */
function initialsAndLicense(word: string): readonly string[] {
  const [, initials, license] = /^([A-Z]{2,3})[/-]([A-Z.]{2,6})$/.exec(word) ?? [];
  return initials && license && !credentialOf(word) && !credentialOf(initials) && credentialOf(license)
    ? [initials, license]
    : [word];
}

/** `npi 1234567893` and `taxonomy 208VP0014X`, in any position in an item. */
function takeNumbers(
  reader: Reader,
  item: Item,
  words: readonly string[],
): { words: readonly string[]; npi?: Fact<string>; taxonomy?: Fact<string> } {
  const at = words.findIndex(word => /^(?:npi|taxonomy)(?:#|:)?$/i.test(word));
  if (at < 0) return { words };
  const value = (words[at + 1] ?? '').replace(/^#/, '');
  const left = [...words.slice(0, at), ...words.slice(at + 2)];
  if (!value) {
    reader.stub(item);
    return { words: left };
  }
  const name = words[at]!.toLowerCase().replace(/[#:]$/, '');
  return name === 'npi'
    ? { words: left, npi: reader.fact(value, item) }
    : { words: left, taxonomy: reader.fact(value, item) };
}

/**
 * The roles that the words name, and what is left. Initials are never a role: a role word has four letters or more, or
 * is a keyword.
 */
function rolesOf(words: readonly string[]): { roles: readonly Role[]; rest: readonly string[] } {
  const roles: Role[] = [];
  const rest: string[] = [];
  for (const word of words) {
    const role = ROLE_OF.get(word.toLowerCase()) ?? (YEAR_OF_TRAINING.test(word) ? 'resident' : undefined);
    if (!role) rest.push(word);
    else if (!roles.includes(role)) roles.push(role);
  }
  return { roles, rest };
}

const YEAR_OF_TRAINING = /^PGY-?\d$/i;

/** `WT attending`: without a credential, the role says that it is a physician. */
function withTitle(words: readonly string[], rest: readonly string[]): readonly string[] {
  const title = words.find(word => word.toLowerCase() === 'attending');
  return title && rest.length && !rest.some(word => credentialOf(word)) ? [...rest, title] : rest;
}

const ROLE_OF: ReadonlyMap<string, Role> = new Map(
  (Object.entries(ROLE_WORDS) as [Role, readonly string[]][]).flatMap(([role, words]) =>
    words.map((word): [string, Role] => [word, role]),
  ),
);

/** Two people in one item: `RN KL and MD AS`. */
function splitPersons(words: readonly string[]): readonly (readonly string[])[] {
  const at = words.findIndex(word => ['and', '&', 'with', '+', '/'].includes(word.toLowerCase()));
  const [first, other] = at > 0 ? [words.slice(0, at), words.slice(at + 1)] : [words, []];
  return other.some(word => credentialOf(word)) && first.some(word => credentialOf(word)) ? [first, other] : [words];
}

/** The way of supervision that an item names, and its text without it. */
function takeMode(typed: string): { mode?: SupervisionMode; rest: string } {
  const text = typed.replace(/\s+/g, ' ');
  const lower = text.toLowerCase();
  if (!MODE_WORDS.test(lower)) return { rest: text };
  let best: { mode: SupervisionMode; at: number; length: number } | undefined;
  for (const [mode, phrases] of SUPERVISION_PHRASES) {
    for (const phrase of phrases) {
      const at = wholeWords(lower, phrase);
      if (at >= 0 && (!best || phrase.length > best.length)) best = { mode, at, length: phrase.length };
    }
  }
  if (!best) {
    // The term of the rules means in the suite, unless another way is named.
    const direct = /\bdirect supervision\b/i.exec(text);
    if (!direct) return { rest: text };
    best = { mode: 'in suite', at: direct.index, length: direct[0].length };
  }
  const rest = `${text.slice(0, best.at)} ${text.slice(best.at + best.length)}`;
  return /\b(?:not|no|never|without)\b/.test(lower) ? { rest } : { mode: best.mode, rest };
}

/** Whether a text has any phrase that {@link takeMode} looks for. */
const MODE_WORDS = new RegExp(
  ['direct supervision', ...SUPERVISION_PHRASES.flatMap(([, phrases]) => phrases)].join('|'),
);

/** Where a text contains a phrase as whole words, with any blanks between them; -1 if it does not. */
function wholeWords(lower: string, phrase: string): number {
  const at = lower.indexOf(phrase);
  if (at < 0) return -1;
  const isEdge = (c: string | undefined): boolean => c === undefined || !/[a-z0-9]/.test(c);
  return isEdge(lower[at - 1]) && isEdge(lower[at + phrase.length]) ? at : -1;
}

/** `prog none` */
function namesNone(words: readonly string[]): boolean {
  return words.length > 0 && words.every(word => DENIALS.has(word.toLowerCase()));
}

function namesAnybody(words: readonly string[]): boolean {
  return words.some(word => credentialOf(word) !== undefined || !isFiller(word));
}

/** `17.3 mcg extra`, `5 min`, `fentanyl patch` */
function holdsAmount(text: string): boolean {
  return (
    piecesOf(text).some(({ kind }) => kind === 'quantity') || holdsLooseNumber(text) || drugsNamed(text).length > 0
  );
}

/** Reports what is no person: numbers, drugs, and words of another key. */
function isNoPerson(reader: Reader, key: 'by' | 'sup', item: Item, words: readonly string[]): boolean {
  if (words.some(word => credentialOf(word))) return false;
  const lower = words.map(word => word.toLowerCase());
  const other = key === 'by' && takeMode(item.text).mode ? 'sup' : foreignKey(key, lower);
  const hasNumber = words.some(word => every(word, isDigit) || /\d{3,}/.test(word)) || holdsAmount(item.text);
  if (!other && !hasNumber) {
    // Available, and the item does not say from where.
    const isOpen = key === 'sup' && lower.includes('available');
    if (isOpen) reader.placeholder(key, item, SUP_NAMES);
    return isOpen;
  }
  reader.unreadItem(key, item, key === 'by' ? BY_NAMES : SUP_NAMES, other);
  return true;
}

/** @param hasRole whether a role or `plan by` is there with no person behind it */
function readPerformer(reader: Reader, item: Item, words: readonly string[], hasRole: boolean): Performer | undefined {
  const licensed = words.some(word => credentialOf(word)) ? words.filter(word => !isDegree(word)) : words;
  const known = licensed.filter(word => !isFiller(word) || credentialOf(word));
  const named =
    known.some(word => credentialOf(word)) || !known.length ? known : words.filter(word => !SHORT_FILLER.has(word));
  if (!named.length) {
    if (hasRole || !words.length)
      reader.problem(
        'malformed-value',
        item,
        `“${item.text}” names no person (a credential and initials belong here, as in RN KL).`,
      );
    return undefined;
  }
  // `MD AS` before `AS MD`: initials may look like a credential, as in `RN MA`.
  const at = credentialOf(named[0]!) ? 0 : named.findLastIndex(word => credentialOf(word));
  const place =
    at >= 0
      ? at
      : Math.max(
          named.findIndex(word => titleOf(word)),
          0,
        );
  const credential = credentialOf(named[place]!) ?? titleOf(named[place]!);
  return {
    block: reader.block,
    start: item.start,
    end: item.end,
    credential: credential?.name ?? named[place]!,
    class: credential?.class ?? 'unrecognized',
    initials: named.filter((_, i) => i !== place).join(' '),
  };
}
