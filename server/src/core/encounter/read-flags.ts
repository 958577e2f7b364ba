/** Which keywords of a field an item states, with what it denies and what it says of earlier times kept apart. */
import type { CompiledField, Wording } from '../fields/compiled-field.js';
import type { ItemDeclaration } from '../fields/field.js';
import { CONNECTORS, DENIALS } from '../fields/filler.js';
import { piecesOf } from './item-pieces.js';
import { isOtherDay } from './other-time.js';

export interface StatedFlag {
  readonly item: ItemDeclaration;
  readonly isDenied: boolean;
}

const EARLIER: ReadonlySet<string> = new Set([
  'prior',
  'previous',
  'previously',
  'history',
  'earlier',
  'former',
  'remote',
  's/p',
  'h/o',
  'had',
]);

/** An old opening or scar is not of today; an old catheter may be what was removed. */
const OLD: ReadonlySet<string> = new Set(['old', 'healed']);

/** Directly before a noun: `known laminectomy`. */
const KNOWN: ReadonlySet<string> = new Set(['known', 'existing']);

/** Behind a statement these put it in the past. */
const EARLIER_BEHIND: ReadonlySet<string> = new Set(['ago', 'previously', 'earlier', 'noted']);

const PERIODS: ReadonlySet<string> = new Set(['year', 'month', 'week', 'visit', 'refill', 'time', 'surgery']);

/** A clause with one of these is a plan or a condition, unless it says that it was done. */
const PLANNED: ReadonlySet<string> = new Set([
  'would',
  'could',
  'should',
  'will',
  'if',
  'unless',
  'considered',
  'consider',
  'considering',
  'contemplated',
  'planned',
  'planning',
  'plan',
  'discussed',
  'recommended',
  'offered',
  'suggested',
  'scheduled',
  'pending',
]);

/** Words that put off or deny what is before them, or behind them in the clause. */
const PUT_OFF: ReadonlySet<string> = new Set([
  'declined',
  'declines',
  'refused',
  'refuses',
  'deferred',
  'postponed',
  'canceled',
  'avoided',
  'omitted',
  'unnecessary',
]);

/** In place of a year or the date of another day among the words of a clause. */
const OTHER_DAY = '(day)';

/** Words that deny what is before them when they end a statement: `laminectomy not performed`. */
const DEEDS: ReadonlySet<string> = new Set([
  'performed',
  'done',
  'used',
  'needed',
  'necessary',
  'required',
  'obtained',
  'made',
]);

/** The flags of an item, in the order in which its words name them. */
export function flagsOf(field: CompiledField, text: string, visitDay?: string): readonly StatedFlag[] {
  const clauses: string[][] = [];
  for (const words of clausesOf(text, visitDay)) {
    const before = clauses.at(-1);
    // `prior fusion and laminectomy`: the word holds for both.
    if (before?.some(word => EARLIER.has(word)) && isOnlyNoun(words)) words.unshift('prior');
    // `laminectomy L4 and fusion in 2015`: the year holds for both.
    if (before && words.includes(OTHER_DAY) && !flagsOfClause(field, words, true).length) before.push(...words);
    else clauses.push([...words]);
  }
  return clauses.flatMap(words => flagsOfClause(field, words));
}

/** Whether a clause names a procedure and no deed. */
function isOnlyNoun(words: readonly string[]): boolean {
  return (
    /(?:tomy|tomies|ion|ment)$/.test(words[0] ?? '') &&
    !words.some(word => DEEDS.has(word) || word === 'today' || word === 'new' || word === 'then')
  );
}

function clausesOf(text: string, visitDay: string | undefined): string[][] {
  const clauses: string[][] = [[]];
  for (const piece of piecesOf(text)) {
    const joins =
      piece.kind === 'word'
        ? CONNECTORS.has(piece.word)
        : piece.kind === 'sign' && (piece.sign === ';' || piece.sign === '&');
    if (joins) clauses.push([]);
    else if (piece.kind === 'word') clauses.at(-1)!.push(piece.word);
    else if (
      (piece.kind === 'number' || piece.kind === 'date') &&
      isOtherDay(text.slice(piece.start, piece.end), visitDay)
    )
      clauses.at(-1)!.push(OTHER_DAY);
  }
  return clauses;
}

/** @param atAnyTime with what is planned or lies in the past */
function flagsOfClause(field: CompiledField, words: readonly string[], atAnyTime = false): readonly StatedFlag[] {
  if (!atAnyTime && isPlanned(words)) return [];
  const used = new Set<number>();
  const found: FoundFlag[] = [];
  for (const wording of field.flags) {
    const places = placesOf(wording, words, used);
    if (!places || wording.item.not?.some(word => words.includes(word))) continue;
    places.forEach(place => used.add(place));
    const at = Math.min(...places);
    const isOwnDenial = wording.words.some(word => DENIALS.has(word));
    found.push({ at, flag: { item: wording.item, isDenied: !isOwnDenial && isDenied(words, at) } });
  }
  found.sort((a, b) => a.at - b.at);
  return found.filter(({ at }, i) => atAnyTime || !isEarlier(words, at, found[i + 1]?.at)).map(({ flag }) => flag);
}

interface FoundFlag {
  readonly at: number;
  readonly flag: StatedFlag;
}

function isPlanned(words: readonly string[]): boolean {
  const at = words.findIndex((word, i) => startsPlan(word, words[i - 1] ?? '', words[i + 1] ?? ''));
  if (at < 0) return false;
  // `planned revision performed`
  const done = words.findIndex((word, i) => i > at && DEEDS.has(word) && !DENIALS.has(words[i - 1] ?? ''));
  const isConditional = words.some(word => word === 'if' || word === 'would' || word === 'to');
  return done < 0 || isConditional;
}

const NEEDED: ReadonlySet<string> = new Set(['had', 'needed', 'required']);

function startsPlan(word: string, before: string, behind: string): boolean {
  if (word === 'to') return behind === 'be' && !NEEDED.has(before); // `had to be removed` was done
  if (word === 'next') return PERIODS.has(behind);
  return PLANNED.has(word) && before !== 'as' && behind !== 'not';
}

/**
 * Whether words beside a flag put it in the past. A year behind it counts up to the next flag: in
 * `catheter implanted in 2015 replaced today` only the first is of 2015.
 * @param next where the next flag of the clause begins
 */
function isEarlier(words: readonly string[], at: number, next = words.length): boolean {
  const before = words.slice(0, at);
  if (before.some((word, i) => EARLIER.has(word) && before[i + 1] !== 'to')) return true;
  if (KNOWN.has(before.at(-1) ?? '')) return true;
  if (before.some((word, i) => word === 'status' && before[i + 1] === 'post')) return true;
  if (
    words
      .slice(Math.max(0, at - 2), at)
      .some((word, i, near) => OLD.has(word) && !near.slice(i).some(one => one === 'catheter' || one === 'one'))
  )
    return true;
  // `2015 laminectomy`; in `old catheter of 2015 removed` the year is the catheter's.
  const isDated = before.at(-1) === OTHER_DAY && !before.includes('catheter');
  if (isDated || (before[0] === 'in' && before[1] === OTHER_DAY)) return true;
  return words
    .slice(at, next)
    .some(
      (word, i, behind) =>
        word === OTHER_DAY || EARLIER_BEHIND.has(word) || (word === 'last' && PERIODS.has(behind[i + 1] ?? '')),
    );
}

function placesOf(
  { words: wanted }: Wording,
  words: readonly string[],
  used: ReadonlySet<number>,
): readonly number[] | undefined {
  const places: number[] = [];
  for (const word of wanted) {
    const at = words.findIndex((one, i) => one === word && !used.has(i) && !places.includes(i));
    if (at < 0) return undefined;
    places.push(at);
  }
  return places;
}

function isDenied(words: readonly string[], at: number): boolean {
  if (words.slice(0, at).some(word => DENIALS.has(word))) return true;
  // With one l as in US spelling: `canceled`.
  if (words.some(word => PUT_OFF.has(word.replace('ll', 'l')))) return true;
  const not = words.indexOf('not', at);
  return not > at && DEEDS.has(words[not + 1] ?? '');
}
