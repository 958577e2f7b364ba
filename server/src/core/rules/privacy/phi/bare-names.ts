/**
 * Names without a title or label: `John Marlowe presents`, `Marlowe, John`, `K. Lindqvist, RN`,
 * `Testina Quillfeather F 04/01/1958`. A common given name before an unknown word is a name anywhere; two unknown words
 * only if the text around them mentions a person.
 */
import { familyWord, isEponym, isInitial, readRun, type Run } from './name-run.js';
import { CREDENTIALS, gapIs, PARTICLES, type Word } from './name-words.js';
import type { Sighting } from './phi-match.js';
import { ORDINARY_WORDS, PERSON_VERBS, PLACE_NAMES, RELATIONS, ROLES, SPOKEN_TO } from './words.js';

/** Where a name may begin. */
interface Spot {
  readonly text: string;
  readonly words: readonly Word[];
  /** Index of the word. */
  readonly i: number;
}

/** Characters behind a name that are looked at. */
const AFTER = 60;

/** `HOLLENBECK, MERCY A  MRN 3381920`: a banner names a person even if its words mean something else elsewhere. */
const CAPITALS_IN_BANNER =
  /^\p{Lu}[\p{Lu}'’-]+, ?\p{Lu}[\p{Lu}'’-]+(?: \p{Lu}\.?(?!\p{Lu}))?(?=[\s,|(]{1,4}(?:MRN|DOB|D\.O\.B\.?|\d{2}\/\d{2}\/(?:19|20)\d\d)[\s:#.]{0,3}\d?)/u;

function inBanner({ text, words, i }: Spot): Sighting | undefined {
  if (i > 0) return undefined;
  const { start } = words[0]!;
  const banner = CAPITALS_IN_BANNER.exec(text.slice(start, start + AFTER));
  return banner ? { start, end: start + banner[0].length, kind: 'name' } : undefined;
}

/** The name that begins with a word; undefined if none does. */
export function bareName(text: string, words: readonly Word[], i: number): Sighting | undefined {
  const spot = { text, words, i };
  if (ROLES.has(words[i]!.lower)) return undefined;
  const banner = inBanner(spot);
  if (banner) return banner;
  const run = readRun(text, words, i) ?? familyWord(words, i);
  if (!run) return undefined;
  const whole = familyFirst(spot, run) ?? run;
  return isNamed(spot, whole) ? { start: run.start, end: whole.end, kind: 'name' } : undefined;
}

function isNamed(spot: Spot, run: Run): boolean {
  const after = spot.text.slice(run.end, run.end + AFTER);
  if (isCredentialed(after, run)) return true;
  if (run.parts < 2 && !run.initials) return isGivenName(spot, run);
  if (isEponym(spot.words, spot.i, run)) return false;
  if (isCommon(spot, run)) return true;
  if (run.caps && !run.given) return begins(spot) && (BANNER.test(after) || speaksLikePerson(after));
  return isIntroduced(spot) || isRelated(after) || isInSeries(spot) || isFullName(spot, run, after);
}

/** Two unknown words, or one and an initial, beside what mentions a person. */
function isFullName(spot: Spot, { given, initials }: Run, after: string): boolean {
  if (given && initials > 0 && actsLikePerson(after.replace(/^\./, ''))) return true;
  return begins(spot) && (speaksOfPerson(after) || OWNED.test(after) || (initials > 0 && isListed(after)));
}

/** `Nguyen T. - next refill`, `T. Nakamura c/o numb legs`: a line about a patient. */
function isListed(after: string): boolean {
  return /^\.?(?:\s+[-–—]\s|\s+c\/o\b)/.test(after);
}

/** `S. Iyer and P. Donnelly`: the second of two with initials. */
function isInSeries({ text, words, i }: Spot): boolean {
  const [initial, family, and] = [words[i - 3], words[i - 2], words[i - 1]];
  return (
    initial !== undefined &&
    family !== undefined &&
    isInitial(initial) &&
    /^\p{Lu}/u.test(family.text) &&
    (and?.lower === 'and' || (and !== undefined && isInitial(and) && text[and.end] === '.'))
  );
}

/** A common given name before a family name; one that is a word as well needs its place. */
function isCommon(spot: Spot, run: Run): boolean {
  return run.parts > 1 && run.given && (run.clear || begins(spot) || isIntroduced(spot));
}

/**
 * One name alone: `John tolerated the refill`, `spoke with Maria`, `Elaine (wife)`; an uncommon one:
 * `Fashola denies spasms`, `Fashola's pump`.
 */
function isGivenName(spot: Spot, run: Run): boolean {
  const after = spot.text.slice(run.end, run.end + AFTER);
  if (run.caps || run.parts !== 1) return false;
  if (isAnnouncedAlone(spot, after) || isUncommonAlone(spot, run, after)) return true;
  if (!run.clear) return false;
  if (isRelated(after) || SEEN_WITH.test(spot.text.slice(Math.max(0, run.start - 24), run.start))) return true;
  if (begins(spot)) return actsLikePerson(after) || AGE.test(after);
  const before = spot.words[spot.i - 1];
  return before !== undefined && SPOKEN_TO.has(before.lower) && isAddressed(spot) && !/^ \p{Lu}/u.test(after);
}

/** `Fashola denies spasms`, `O'Shaughnessy, 59M`, `Beltran's daughter`, `Ngozi (daughter)` */
function isUncommonAlone(spot: Spot, run: Run, after: string): boolean {
  if (OWN_RELATION.test(after)) return true;
  if (!begins(spot)) return false;
  if (IN_PARENTHESES.test(after) && isRelated(after)) return true;
  const isOfPerson = speaksLikePerson(after) || OWNED.test(after) || AGE_AND_SEX.test(after) || LONE_BANNER.test(after);
  return !run.given && isOfPerson;
}

const REACHED: ReadonlySet<string> = new Set(['reached', 'phoned', 'texted', 'called', 'notified', 'contacted']);

/**
 * One uncommon name: `Pt Marjorie states`, `Attending Cavanaugh notified`, `known as Bubba`, `Reached Crump by phone`.
 */
function isAnnouncedAlone({ text, words, i }: Spot, after: string): boolean {
  const before = words[i - 1];
  if (!before || ORDINARY_WORDS.has(words[i]!.lower) || !gapIs(text, before.end, words[i]!.start, '')) return false;
  if (before.lower === 'patient' || before.lower === 'pt') return actsLikePerson(after) || OWNED.test(after);
  if (ROLES.has(before.lower) || isNickname(words, i)) return true;
  if (CONVERSATION.test(text.slice(Math.max(0, words[i]!.start - 20), words[i]!.start)))
    return !/^ [A-Z][a-z]/.test(after);
  return REACHED.has(before.lower) && BY_PHONE.test(after);
}

const CONVERSATION = /\b(?:d\/w|(?:discussed|reviewed|spoke|met) (?:with|w\/)|(?:voicemail|message|vm) for) $/i;
const BY_PHONE = /^,? (?:by (?:phone|telephone|text)|re\b|regarding|about|at \(?\d)/;

/** `last name Hargrove`, `known as Bubba`, `goes by Bubba` */
function isNickname(words: readonly Word[], i: number): boolean {
  const [first, second] = [words[i - 2]?.lower ?? '', words[i - 1]!.lower];
  return second === 'name' ? NAME_KINDS.has(first) : (second === 'as' || second === 'by') && NICKNAMED.has(first);
}

const NAME_KINDS: ReadonlySet<string> = new Set([
  'first',
  'last',
  'given',
  'family',
  'maiden',
  'preferred',
  'legal',
  'middle',
]);

const NICKNAMED: ReadonlySet<string> = new Set(['known', 'goes', 'nicknamed', 'called']);

const SPEAKING: ReadonlySet<string> = new Set([
  'spoke',
  'spoken',
  'speak',
  'met',
  'talked',
  'discussed',
  'conversation',
  'visited',
  'seen',
  'reviewed',
]);

function isAddressed({ text, words, i }: Spot): boolean {
  const before = words[i - 1]!;
  if (!gapIs(text, before.end, words[i]!.start, '')) return false;
  const spoken = [words[i - 2], words[i - 3]].some(word => word !== undefined && SPEAKING.has(word.lower));
  return before.lower !== 'with' || spoken;
}

const SEEN_WITH = /\b(?:seen|here|came|arrived)(?: today)? (?:w\/|with) ?$/i;
/** `O'Shaughnessy, 59M` */
const AGE_AND_SEX = /^,? \d{1,3} ?(?:[MF]\b|y\/?o\b|yrs?\b|year)/;
/** `Fontaine (MRN 40012987)` */
const LONE_BANNER = /^[\s,|(]{1,4}(?:MRN|DOB|D\.O\.B)\b/i;
/** `Beltran's daughter` */
const OWN_RELATION =
  /^['’]s (?:wife|husband|mother|father|mom|dad|son|daughter|sister|brother|spouse|aide|caregiver|niece|nephew|aunt|uncle|partner)\b/;
const IN_PARENTHESES = /^ \([a-z -]{3,20}\)/;

/** Words that announce a person, and the marks that may be behind them. */
const ANNOUNCING: ReadonlySet<string> = new Set([
  'patient',
  'pt',
  'client',
  'name',
  're',
  'chart',
  'member',
  'spouse',
  'witness',
  'provider',
  'contact',
  'checked',
  'filled',
  'refilled',
]);
/** `met w/ Ingeborg H.` */
const SPOKEN_SHORTLY =
  /\b(?:(?:met|spoke|talked|discussed|reviewed)(?: with| w\/)|d\/w|(?:message|voicemail|vm|appointment|appt|referral|records|call) for) ?$/i;

const ACTING: ReadonlySet<string> = new Set(['by', 'saw', 'called', 'contacted', 'informed', 'notified']);

function isIntroduced(spot: Spot): boolean {
  const { text, words, i } = spot;
  const before = words[i - 1];
  if (!before) return false;
  const gap = text.slice(before.end, Math.min(words[i]!.start, before.end + GAP));
  if (ANNOUNCING.has(before.lower)) return /^[.,:#]{0,2}[ \t]{0,4}$/.test(gap) && gap !== '';
  const phrase = text.slice(Math.max(0, words[i]!.start - 16), words[i]!.start);
  if (SPOKEN_SHORTLY.test(phrase) || ABOUT_PATIENT.test(phrase)) return true;
  if (CREDENTIALS.has(before.text) && /^:[ \t]{1,4}$/.test(gap)) return true;
  if (ACTING.has(before.lower) || ROLES.has(before.lower)) return /^[.:]?[ \t]{1,4}$/.test(gap);
  if (before.lower === 'of') return CARED_FOR.has(words[i - 2]?.lower ?? '') && gap === ' ';
  return before.lower === 'with' && isAddressed(spot);
}

/** `visit for Ekaterina Morozova`, `pt is Osgood Pettibone`, `seen: …` */
const ABOUT_PATIENT =
  /\b(?:(?:visit|refill|note|chart|fill|titration|seen|script|records?|card) for|(?:pt|patient|name) is|seen:) $/i;

/** `pump of Barnaby Pike` */
const CARED_FOR: ReadonlySet<string> = new Set([
  'pump',
  'chart',
  'refill',
  'visit',
  'care',
  'note',
  'mother',
  'wife',
  'husband',
]);

/** Characters before a name that are looked at. */
const GAP = 12;

/** Whether a word begins the text, a sentence, or a cell of a line. */
function begins({ text, words, i: at }: Spot): boolean {
  // `de la Cruz, Pilar`: particles belong to the name.
  let i = at;
  while (i > 0 && PARTICLES.has(words[i - 1]!.text) && gapIs(text, words[i - 1]!.end, words[i]!.start, '')) i--;
  const before = words[i - 1];
  const { start } = words[i]!;
  const gap = text.slice(Math.max(before?.end ?? 0, start - GAP), start);
  if (!before) return !/\w/.test(gap);
  return /[.!?;:|>•*\n][^\w]*$|\s[-–—/]\s*$/.test(gap) || (i === 1 && before.lower === 'today');
}

/** What follows the name in a banner: birth date, record number, sex. */
const BANNER =
  /^[\s,|;(/–—-]{0,6}(?:d\.?o\.?b\b|mrn\b|b\.|born\b|#\s?\d{5}|(?:chart|acct|account|id|csn|wc claim|claim|visit)\b[\s:#]{1,3}\w{0,3}-?\d|(?:M|F|male|female)\b(?=[\s,|;()/]*(?:$|\d|dob|mrn|b\.|born))|\((?:M|F)\)|\(\d{1,2}[-/]\d{1,2}[-/]\d{2})/i;
const AGE = /^,?[\s|(]{0,3}(?:an? |age )?\d{1,3}(?:[- ]?(?:y\b|yo\b|y\/o|y\.o|yrs?\b|years?\b)|\s?[MF]\b|,)/i;

function speaksOfPerson(behind: string): boolean {
  const after = behind.replace(/^ \([A-Z][\w ]{1,20}\)/, ''); // `Colette Duvall (Medtronic) assisted`
  return BANNER.test(after) || AGE.test(after) || actsLikePerson(after);
}

/** `Elaine (wife)`, `Tom Farrow, her son`. */
const RELATED = /^(?:,| \()(?: ?(?:his|her|their|(?:the )?patient['’]s|pt['’]s))? ?([a-z]+)\b/;

function isRelated(after: string): boolean {
  const match = RELATED.exec(after);
  return match !== null && RELATIONS.has(match[1]!);
}

function actsLikePerson(after: string): boolean {
  const verb = /^(?:['’]s)?,? {1,2}([a-z]+|[A-Z]+)\b/.exec(after)?.[1];
  return verb !== undefined && PERSON_VERBS.has(verb.toLowerCase());
}

/** What only persons do, so that an unknown word before it is one. */
const PERSONAL_VERB =
  /^,? (?:denie[sd]|reports|reported|stated?s?|sa(?:ys|id)|rates|describes|endorses|tolerated|complain(?:s|ed)|verbalized|agree[sd]|requests|presents|is here|was seen)\b/i;

function speaksLikePerson(after: string): boolean {
  return PERSONAL_VERB.test(after);
}

/** What a patient has: `Fashola's pump`. */
const OWNED =
  /^['’]s (?:patient|pump|refill|visit|chart|dose|pocket|appointment|tone|pain|spasms|spasticity|gait|legs|relief|site|residual|alarm|response|wife|husband|mother|father|son|daughter|spouse|family|caregiver|aide)\b/;

const CREDENTIAL =
  /^(?:, ?| )\(?(RN|R\.N\.|LPN|LVN|CRNP|APRN|ARNP|FNP|NP|CNS|CRNA|CNM|PA-C|PA|MD|M\.D\.|DO|D\.O\.|DPM|CMA|PharmD|PhD|DNP|DPT|MSN|BSN)(?![\w-])(?! [A-Z]{2,3}(?!\w))/;
/** Two letters that are a state, an office or a verb as well: they make a name only of two words. */
const SHORT_CREDENTIALS: ReadonlySet<string> = new Set(['MD', 'DO', 'PA', 'NP']);

function isCredentialed(after: string, run: Run): boolean {
  const credential = CREDENTIAL.exec(after)?.[1];
  if (!credential || run.parts < 1) return false;
  return (
    run.parts > 1 ||
    run.initials > 0 ||
    !SHORT_CREDENTIALS.has(credential) ||
    actsLikePerson(after.replace(CREDENTIAL, ''))
  );
}

/**
 * `Marlowe, John`, `O'HARA,DENISE K.`, `Patient: Doe, J.`: the run from the family name on, if what follows the comma
 * is a given name.
 */
function familyFirst(spot: Spot, family: Run): Run | undefined {
  const { text, words } = spot;
  const second = words[family.next];
  if (!second || family.parts > 2 || family.initials || !/^, ?$/.test(text.slice(family.end, second.start)))
    return undefined;
  const named = { start: family.start, given: true, clear: true };
  if (isInitial(second) && family.parts && isAnnounced(spot, second.end))
    return { ...family, ...named, end: second.end, parts: 2, initials: 1 };
  const given = readRun(text, words, family.next);
  if (!given || given.parts > 2 || given.caps !== family.caps) return undefined;
  const whole = { ...given, ...named, parts: given.parts + family.parts };
  const common = given.given && given.clear && !PLACE_NAMES.has(second.lower);
  return common || isBannerOf(spot, family, whole) ? whole : undefined;
}

/** Whether words before a name, or a banner behind its end, mention a person. */
function isAnnounced(spot: Spot, end: number): boolean {
  const after = spot.text.slice(end, end + AFTER).replace(/^\./, '');
  return isIntroduced(spot) || (begins(spot) && (BANNER.test(after) || AGE.test(after)));
}

/** Whether the text mentions a person around two unknown words with a comma between them. */
function isBannerOf(spot: Spot, family: Run, whole: Run): boolean {
  if (!family.parts) return false;
  const after = spot.text.slice(whole.end, whole.end + AFTER);
  if (BANNER.test(after) || AGE.test(after) || isCredentialed(after, whole) || isIntroduced(spot)) return true;
  if (begins(spot) && (speaksLikePerson(after) || /^ (?:seen|here|returns|returned|came)\b/.test(after))) return true;
  if (spot.i === 0 && /^ [-–—] [a-z]/.test(after)) return true;
  const alone = spot.i === 0 && spot.text.length - whole.end < AFTER && !after.trim();
  return alone && begins(spot) && !whole.caps;
}
