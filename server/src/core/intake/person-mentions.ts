import { abbreviateCredentials, credentialOf } from '../encounter/credentials.js';
import { isClinicalWord } from '../rules/privacy/phi/name-words.js';
import type { Span } from '../syntax/tree.js';
import { CREDENTIAL } from './credential-pattern.js';

/** A name beside a credential: `Kara Lindqvist, RN`. The span holds both. */
export interface PersonMention extends Span {
  /** The name alone. */
  readonly name: Span;
  /** `KL` */
  readonly initials: string;
  readonly credential: NonNullable<ReturnType<typeof credentialOf>>;
}

const anyCredential = new RegExp(
  `(?<![\\w.])(?:${CREDENTIAL}|tech|[Rr]egistered [Nn]urse|[Nn]urse [Pp]ractitioner|[Pp]hysician [Aa]ssistant|[Ll]icensed (?:[Pp]ractical|[Vv]ocational) [Nn]urse|[Mm]edical [Aa]ssistant|(?<=(?<![A-Za-z])[A-Z]{2} )(?:rn|lpn|lvn|md|do|np|crna))(?![\\w/-]|\\.\\w)`,
  'g',
);
const NAME = "(?:(?:[A-Z]\\.){2,3}|[A-Z][A-Za-z'\u2019\u00c0-\u017f-]*\\.?)";
const NAME_BEFORE = new RegExp(`((?:${NAME},? +){1,4})$|(${NAME}(?: +${NAME}){0,3}), *$`);
const NAME_AFTER = new RegExp(`^[:, ]+(${NAME}(?: +${NAME}){0,2})`);
/** Degrees and licenses between a name and the credential: `Vasquez, BSN, RN`. */
const DEGREES = /(?:[, ]{0,4}\b(?:BSN|MSN|BS|MS|BA|PhD|DNP|MBA|MPH|MHA|JD|PharmD|BScN|ADN)\b){1,5}[, ]{0,4}$/;
/** Words that are written like a name and are none. */
const NO_NAME =
  /^(?:dr|mr|mrs|ms|nurse|sister|surgeon|physician|provider|clinician|operator|by|of|performed|performing|attending|staff|supervising|signed|electronically|author|refill|refilled|filled|pump|clinic|session|done|completed|date|time|the|with|and|assistant|anesthesia|collaborating|treating|billing|rendering|programmed|interrogated|prepared|taken|supervision|supervised|supervisor|rn|md|do|np|pa|lpn|ma|msn|bsn|phd|dnp|mba|mph|facs|ocn|ccrn|medical|doctor|in|on|injected|oncologist|neurologist|neurosurgeon|physiatrist|proceduralist|seen|dictated|verified|second|check|checked|witness|referring|pcp|incident|sincerely|regards|yours|respectfully|cordially|best|thanks|sig|notify|notified|notifies|inform|informed|contact|contacted|call|called|page|paged|ask|asked|tell|continue|discuss|discussed|consult|refer|if|please|plan)\.?,?$/i;

/**
 * The people whom a text names with a credential, in order.
 * @param words with capitals as names have them
 */
export function personMentions(words: string): PersonMention[] {
  const found: PersonMention[] = [];
  for (const match of words.matchAll(anyCredential)) {
    const written = abbreviateCredentials(match[0]);
    const credential = credentialOf(written) ?? credentialOf(written.split('-')[0]!);
    const place = { from: found.at(-1)?.end ?? 0, to: match.index, end: match.index + match[0].length };
    const named = credential && (reversedName(words, place) ?? nameLeft(words, place) ?? nameRight(words, place));
    if (named) found.push({ ...named, credential });
  }
  return found;
}

/** Where a credential is, and where the words begin that may name its owner. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

type Named = Pick<PersonMention, 'start' | 'end' | 'name' | 'initials'>;

/** `Kara Lindqvist, RN` */
function nameLeft(words: string, { from, to, end }: Place): Named | undefined {
  const before = nameBefore(words.slice(from, to));
  if (!before || isOrganization(words.slice(from + before.at, end))) return undefined;
  const start = from + before.at;
  const length = words.slice(start, to).replace(/(?<![ ,(])[ ,(]+$/, '').length;
  return { start, end, name: { start, end: start + length }, initials: before.initials };
}

/** `RN Kara Lindqvist` */
function nameRight(words: string, { to, end }: Place): Named | undefined {
  const after = NAME_AFTER.exec(words.slice(end))?.[1];
  const initials = after && initialsOf(namesIn(after));
  if (!after || !initials || DOCUMENT.test(after)) return undefined;
  const start = end + words.slice(end).indexOf(after);
  const name = { start, end: start + after.length };
  return { start: to, end: name.end, name, initials };
}

/** `RN NOTE IT PUMP`: the title of what a nurse wrote. */
const DOCUMENT =
  /^(?:notes?|visit|assessment|documentation|entry|report|procedure|flow ?sheets?|checklist|form|record|log|sheet|comments?|initials|only|use|completes?|section|signature|to|in|at|present|it|itb)\b/i;

/** `CRESTLINE PAIN, P.A.`: a company, not a physician assistant. */
function isOrganization(name: string): boolean {
  return /\b(?:pain|spine|clinic|center|associates|institute|group|medicine|medical|specialists?|surgery|neurology|neurosurgery|orthopa?edics|hospital|health|care|services?|partners|practice)\b.*\bP\.?A\.?$/i.test(
    name,
  );
}

/** `Osgood DO, Priya`: the given name behind the credential of a family name. */
function reversedName(words: string, { from, to, end }: Place): Named | undefined {
  const given = GIVEN_BEHIND.exec(words.slice(end));
  const family = /(?:^|[:;|(] *| {2,})([A-Z][A-Za-z'\u2019-]{2,}) +$/.exec(words.slice(from, to))?.[1];
  if (!given || family === undefined || NO_NAME.test(given[1]!) || NO_NAME.test(family)) return undefined;
  const start = words.lastIndexOf(family, to);
  const name = { start, end: end + given[0].length };
  return { ...name, name, initials: given[1]![0]! + family[0]! };
}

const GIVEN_BEHIND = /^, ?([A-Z][A-Za-z'\u2019-]{2,})(?: [A-Z]\.?)?(?= *(?:$|[;|(]|on\b|at\b|  ))/;

/** A word with a full stop that is no initial and no title of a name. */
const SENTENCE_END = /^(?!(?:jr|sr|st)\.)[A-Za-z'\u2019-]{3,}\.$/i;

function nameBefore(words: string): { readonly initials: string; readonly at: number } | undefined {
  const match = NAME_BEFORE.exec(words.replace(DEGREES, ', ').replace(/ \($/, ' '));
  if (!match) return undefined;
  const all = [...match[0].matchAll(new RegExp(NAME + ',?', 'g'))];
  const from = all.findLastIndex(token => NO_NAME.test(token[0]) || SENTENCE_END.test(token[0])) + 1;
  const tokens = all.slice(from);
  if (!tokens.length) return undefined;
  const names = tokens.map(token => token[0]);
  const reversed = names.length > 1 && names[0]!.endsWith(',');
  const initials = initialsOf(reversed ? [...names.slice(1), names[0]!] : names);
  return initials ? { initials, at: match.index + tokens[0]!.index } : undefined;
}

function namesIn(words: string): string[] {
  return words.split(/ +/).filter(word => !NO_NAME.test(word) && !isClinicalWord(word.toLowerCase()));
}

/** Of the first and the last name; two letters that mean a name already are its initials. */
function initialsOf(names: readonly string[]): string | undefined {
  const plain = names.map(name => name.replaceAll(/[.,]/g, '')).filter(Boolean);
  if (plain.length === 1) return /^[A-Z]{2,3}$/.test(plain[0]!) ? plain[0] : undefined;
  return plain.length ? (plain[0]![0]! + plain.at(-1)![0]!).toUpperCase() : undefined;
}
