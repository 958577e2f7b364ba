import { digitCount } from '../../../syntax/chars.js';
import { matches } from './matches.js';
import type { Sighting } from './phi-match.js';
import { ORDINARY_WORDS } from './words.js';

/** Kinds of streets. In small letters only those that mean nothing else: `a 2 hour drive` is no address. */
const STREETS: ReadonlySet<string> = new Set([
  'Street',
  'St',
  'Avenue',
  'Ave',
  'Road',
  'Rd',
  'Boulevard',
  'Blvd',
  'Lane',
  'Ln',
  'Drive',
  'Dr',
  'Court',
  'Ct',
  'Place',
  'Pl',
  'Terrace',
  'Ter',
  'Circle',
  'Cir',
  'Highway',
  'Hwy',
  'Parkway',
  'Pkwy',
  'Trail',
  'Trl',
  'Square',
  'Way',
  'Loop',
  'Alley',
  'Turnpike',
  'street',
  'st',
  'avenue',
  'ave',
  'boulevard',
  'blvd',
  'road',
  'rd',
  'STREET',
  'ST',
  'AVENUE',
  'AVE',
  'ROAD',
  'RD',
  'BLVD',
  'LANE',
  'DRIVE',
]);

/** Ordinary words that streets and towns are called as well. */
const ALSO_NAMES: ReadonlySet<string> = new Set([
  'north',
  'south',
  'east',
  'west',
  'park',
  'main',
  'second',
  'first',
  'third',
  'center',
  'centre',
  'mount',
  'valley',
  'college',
  'university',
  'county',
  'hospital',
  'short',
  'spring',
  'old',
  'new',
  'may',
  'june',
  'april',
]);

/** Ordinary words that towns end in as well, behind a name: `Alder Falls`. */
const TOWN_ENDS: ReadonlySet<string> = new Set(['falls', 'bay', 'park', 'center', 'valley']);

/** Words between a number and a street that make it a way and no address: `2 blocks up the road`. */
const NO_STREET: ReadonlySet<string> = new Set([
  'mile',
  'miles',
  'block',
  'blocks',
  'minute',
  'minutes',
  'hour',
  'hours',
  'km',
  'min',
  'mi',
  'feet',
  'the',
  'a',
  'of',
  'from',
  'to',
  'on',
  'off',
  'by',
  'down',
  'up',
  'along',
  'across',
  'is',
  'in',
  'at',
  'with',
  'and',
  'ml',
  'mg',
  'mcg',
  'x',
]);

/** First two digits of the ZIP codes of each state: what tells `IL 62704` from a word and a procedure code. */
const ZIP_STARTS: Readonly<Record<string, string>> = {
  AL: '35 36',
  AK: '99',
  AZ: '85 86',
  AR: '71 72',
  CA: '90 91 92 93 94 95 96',
  CO: '80 81',
  CT: '06',
  DC: '20',
  DE: '19',
  FL: '32 33 34',
  GA: '30 31 39',
  HI: '96',
  IA: '50 51 52',
  ID: '83',
  IL: '60 61 62',
  IN: '46 47',
  KS: '66 67',
  KY: '40 41 42',
  LA: '70 71',
  MA: '01 02',
  MD: '20 21',
  ME: '03 04',
  MI: '48 49',
  MN: '55 56',
  MO: '63 64 65',
  MS: '38 39',
  MT: '59',
  NC: '27 28',
  ND: '58',
  NE: '68 69',
  NH: '03',
  NJ: '07 08',
  NM: '87 88',
  NV: '88 89',
  NY: '06 10 11 12 13 14',
  OH: '43 44 45',
  OK: '73 74',
  OR: '97',
  PA: '15 16 17 18 19',
  RI: '02',
  SC: '29',
  SD: '57',
  TN: '37 38',
  TX: '75 76 77 78 79 88',
  UT: '84',
  VA: '20 22 23 24',
  VT: '05',
  WA: '98 99',
  WI: '53 54',
  WV: '24 25 26',
  WY: '82 83',
};

/**
 * States whose letters mean something else in a note as well (cancer, a degree, a word): only a comma makes a town of
 * the words before.
 */
const ALSO_ABBREVIATIONS: ReadonlySet<string> = new Set([
  'CA',
  'OK',
  'IN',
  'OR',
  'ME',
  'HI',
  'MD',
  'PA',
  'MA',
  'AL',
  'CO',
  'DE',
  'ID',
  'LA',
  'MS',
  'CT',
]);

const ZIP_DIGITS = 5;

const HOUSE_NUMBER = /(?<![\w.$/-])\d{1,6}[A-Za-z]?(?= )/g;
/** A word of a street's name, up to a blank, a comma or a semicolon; a point may be between. */
const STREET_WORD = /[A-Za-z0-9'’-]{1,24}(?=\.?(?:[\s,;]|$))/y;
const APARTMENT = /,? (?:apt|apartment|unit|suite|ste)\.? ?#?\w{1,5}/iy;
const BOX = /(?<!\w)p\.? ?o\.? box #? ?\d{1,7}(?!\w)/gi;
const STATE_AND_ZIP = /(?<!\w)([A-Z]{2})\.?,? (\d{5})(?:-\d{4})?(?![\w-])/g;
const ZIP = /(?<!\w)zip(?: ?code)?[\s:#]{0,3}(\d{5}(?:-\d{4})?)(?![\w-])/dgi;
const LABEL = /(?<!\w|\bto )address(?: is)?\s?[:=]\s?(?=\d{1,6}[A-Za-z]? [A-Za-z])/gi;

/**
 * Finds postal addresses: a house number with a street, a post-office box, a town with state and ZIP, what follows
 * `address:`. Time is linear in the text: each step looks at a bounded number of words.
 */
export function findAddresses(text: string): Sighting[] {
  const digits = digitCount(text);
  if (digits === 0) return [];
  const lower = text.toLowerCase();
  const found: Sighting[] = [];
  const see = (start: number, end: number | undefined): void => {
    if (end !== undefined && end > start) found.push({ start, end, kind: 'address' });
  };
  for (const match of matches(text, HOUSE_NUMBER)) see(match.index, streetEnd(text, match.index + match[0].length));
  if (lower.includes('box')) for (const match of matches(text, BOX)) see(match.index, match.index + match[0].length);
  if (lower.includes('zip')) for (const match of matches(text, ZIP)) see(match.indices![1]![0], match.indices![1]![1]);
  if (digits >= ZIP_DIGITS)
    for (const match of matches(text, STATE_AND_ZIP)) {
      const start = stateTownStart(text, match);
      if (start !== undefined) see(start, match.index + match[0].length);
    }
  if (lower.includes('address'))
    for (const match of matches(text, LABEL))
      see(match.index + match[0].length, labeledEnd(text, match.index + match[0].length));
  return found;
}

/** Start of the town before a state and its ZIP; undefined if they are none. */
function stateTownStart(text: string, match: RegExpExecArray): number | undefined {
  const state = match[1]!;
  if (!ZIP_STARTS[state]?.includes(match[2]!.slice(0, 2))) return undefined;
  const behindComma = /, ?$/.test(text.slice(Math.max(0, match.index - 2), match.index));
  return behindComma || !ALSO_ABBREVIATIONS.has(state) ? townStart(text, match.index) : undefined;
}

/** Where the street ends whose house number ends at `from`: up to four words and the kind of street. */
function streetEnd(text: string, from: number): number | undefined {
  let at = from;
  const names: string[] = [];
  for (let i = 0; i < 6; i++) {
    if (text[at] !== ' ') return undefined;
    STREET_WORD.lastIndex = at + 1;
    const word = STREET_WORD.exec(text)?.[0];
    if (word === undefined) return undefined;
    const point = at + 1 + word.length,
      end = text[point] === '.' ? point + 1 : point;
    if (names.length && STREETS.has(word) && isStreet(text, names, word, end)) {
      APARTMENT.lastIndex = end;
      return APARTMENT.test(text) ? APARTMENT.lastIndex : point;
    }
    // Only the direction of a street is abbreviated with a point (`12 N. Elm St`); any other ends a sentence.
    if (end > point && !/^[NSEW]{1,2}$/.test(word)) return undefined;
    names.push(word);
    at = end;
  }
  return undefined;
}

function isStreet(text: string, names: readonly string[], kind: string, end: number): boolean {
  if (names.some(name => NO_STREET.has(name.toLowerCase()))) return false;
  if (names.some(name => ORDINARY_WORDS.has(name.toLowerCase()) && !ALSO_NAMES.has(name.toLowerCase()))) return false;
  const small = kind === kind.toLowerCase();
  if (small && names.length > 2) return false;
  if (!small && names.some(name => !/^[A-Z0-9]/.test(name))) return false;
  // `99214 Visit Dr. Lee`: the title of a doctor, with the name behind it.
  return !(kind === 'Dr' && /^ ?[A-Z]/.test(text.slice(end, end + 2)));
}

/** Start of the town before a state at `to`: one to three capitalized words. */
function townStart(text: string, to: number): number | undefined {
  let at = to;
  while (at > 0 && to - at < 3 && /[ ,]/.test(text[at - 1]!)) at--;
  let start: number | undefined;
  for (let i = 0; i < 3 && at > 0; i++) {
    const begin = wordStart(text, at);
    const word = text.slice(begin, at);
    if (!/^[A-Z][a-z'’]+$/.test(word)) break;
    const lower = word.toLowerCase();
    if (!ORDINARY_WORDS.has(lower) || (ALSO_NAMES.has(lower) && start !== undefined)) start = begin;
    else if (i > 0 || !TOWN_ENDS.has(lower)) break;
    if (text[begin - 1] !== ' ') break;
    at = begin - 1;
  }
  return start;
}

/** Start of the word that ends at `end`, at most 24 letters before it. */
function wordStart(text: string, end: number): number {
  let begin = end;
  while (begin > 0 && end - begin < 24 && /[A-Za-z'’]/.test(text[begin - 1]!)) begin--;
  return begin;
}

/** The end of the clause that `address:` announces; undefined if its number counts something (`address: 2 falls`). */
function labeledEnd(text: string, from: number): number | undefined {
  const word = /^\S{1,7} ([\w'’-]{1,24})/.exec(text.slice(from, from + 40))?.[1]?.toLowerCase();
  if (word === undefined || NO_STREET.has(word) || (ORDINARY_WORDS.has(word) && !ALSO_NAMES.has(word)))
    return undefined;
  let end = from;
  while (
    end < text.length &&
    end - from < 80 &&
    text[end] !== ';' &&
    text[end] !== '"' &&
    !(text[end] === '.' && /\s/.test(text[end + 1] ?? ' '))
  )
    end++;
  return end;
}
