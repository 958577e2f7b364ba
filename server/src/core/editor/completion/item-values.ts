/** The items of a field as choices: keywords, keywords with a value, and values without a keyword. */
import type { Span } from '../../syntax/tree.js';
import type { Unit } from '../../encounter/model.js';
import type { ItemDeclaration } from '../../fields/field.js';
import { FIELDS } from '../../fields/fields.js';
import type { Key } from '../../syntax/vocabulary.js';
import { isBlank, isDigit, isLetter, skipBlanks } from '../../syntax/chars.js';
import { wordHelp } from '../../explain/glossary.js';
import { gap, type Gap, type Suggestion, type SuggestionKind, type Typed } from './suggestion.js';
import { folded, wordAt, wordsIn, type Slot } from './cursor-context.js';
import type { Topic } from '../../explain/topic.js';

/** A value that is known: what the pump holds, who supervised last time. */
export interface Value {
  readonly text: string;
  readonly note?: string;
  readonly kind?: SuggestionKind;
  readonly about?: Topic;
  readonly typed?: Typed;
  /** It means the word at the caret only, and what follows it in the item stays. */
  readonly isWord?: true;
}

export interface ItemValues {
  readonly words: string;
  readonly kind?: SuggestionKind;
  readonly note?: string;
  readonly about?: Topic;
  /** Of one group only one is on a line. */
  readonly group?: string;
  /** May occur more than once on a line. */
  readonly repeats?: true;
  /** Of a keyword: what comes after it. */
  readonly value?: {
    readonly known?: readonly Value[];
    readonly units?: readonly Unit[];
    /** What may be between two numbers, as `->`. */
    readonly sign?: string;
    readonly quoted?: true;
  };
}

/**
 * The items that a field declares, as choices.
 * @param known what a note or its patient's history adds to the choice of a keyword: values, a note
 */
export function declaredChoices(
  key: Key,
  known: Readonly<Record<string, Partial<Omit<ItemValues, 'words'>>>> = {},
): readonly ItemValues[] {
  const { items } = FIELDS.find(field => field.key === key)!;
  return items
    .filter(({ word }) => word !== '')
    .map(({ word, group, ...item }): ItemValues => {
      const value = valueOf(item);
      return { words: word, ...(group ? { group } : {}), ...(value ? { value } : {}), ...known[word] };
    });
}

/** Choices that a note or its history suggests, and behind them every other keyword that the field declares. */
export function withDeclared(key: Key, choices: readonly ItemValues[]): readonly ItemValues[] {
  const named = new Set(choices.map(({ words }) => words));
  return [...choices, ...declaredChoices(key).filter(({ words }) => !named.has(words))];
}

/** What follows the keyword of an item; nothing follows a flag. */
function valueOf({ kind, units, verbatim }: Pick<ItemDeclaration, 'kind' | 'units' | 'verbatim'>): ItemValues['value'] {
  if (kind === 'flag') return undefined;
  return { ...(units ? { units } : {}), ...(verbatim ? { quoted: true as const } : {}) };
}

/**
 * What fits the slot, of these choices.
 * @param units of an amount that is alone as an item
 */
export function proposeItem(
  slot: Slot,
  choices: readonly ItemValues[],
  units: readonly Unit[] = [],
): readonly Suggestion[] {
  const begun = choices
    .flatMap(choice => {
      const length = choice.value ? keywordLength(slot.left, choice.words) : 0;
      return length ? [{ choice, length }] : [];
    })
    .sort((a, b) => b.length - a.length)[0];
  if (begun)
    return [
      ...amountEnds(slot, begun.choice.value?.units ?? [], begun.choice.value?.sign),
      ...proposeValue(slot, begun.choice, begun.length),
    ];
  const ends = isDigit(slot.left.charCodeAt(0)) ? amountEnds(slot, units, undefined) : [];
  return ends.length ? ends : proposeChoices(slot, choices);
}

/**
 * How much of a text a keyword and the blanks after it take; 0 if the text does not begin with it, or no blank follows.
 */
function keywordLength(text: string, keyword: string): number {
  let at = 0;
  for (const word of keyword.toLowerCase().split(' ')) {
    if (text.slice(at, at + word.length).toLowerCase() !== word || !isBlank(text.charCodeAt(at + word.length)))
      return 0;
    at = skipBlanks(text, at + word.length, text.length);
  }
  return at;
}

function proposeValue(slot: Slot, choice: ItemValues, length: number): Suggestion[] {
  const at = { start: slot.item.start + length, end: slot.item.end };
  const word = wordAt(slot, at.start, at.end);
  const fitting = (choice.value?.known ?? []).filter(({ isWord }) => !isWord || word.start === at.start);
  const proposals = fitting.map((value): Suggestion => ({
    label: value.text,
    kind: value.kind ?? 'value',
    at: value.isWord ? word : at,
    ...noteOf(value),
    ...(value.typed ? { typed: value.typed } : {}),
  }));
  if (choice.value?.quoted && slot.offset === at.start && slot.right.trim() === '') {
    proposals.push({ label: '"…"', kind: 'value', at, typed: ['"', gap(), '"'], filter: '"', note: choice.note ?? '' });
  }
  return proposals;
}

function proposeChoices(slot: Slot, choices: readonly ItemValues[]): Suggestion[] {
  const { key } = slot;
  const at = { start: slot.item.start, end: choiceEnd(slot, choices) };
  const behind = folded(slot.block.text.slice(at.end, slot.item.end));
  const proposals: Suggestion[] = [];
  for (const choice of choices) {
    if (!choice.repeats && isUsed(slot, choice, choices)) continue;
    const { words, value } = choice;
    // The end of `in suite` is there already, or words which it would run into.
    const completes = behind !== '' && words.toLowerCase().endsWith(` ${behind}`);
    if (behind && !completes && !value && words.includes(' ')) continue;
    const whole = wordsOf(choice, key, completes ? slot.item : at);
    proposals.push(...(value && !behind ? withValue(whole, value) : [whole]));
  }
  return proposals;
}

function wordsOf({ words, kind = 'word', about, note }: ItemValues, key: Slot['key'], at: Span): Suggestion {
  const help = note ?? wordHelp(key, words.toLowerCase());
  return {
    label: words,
    kind,
    at,
    about: about ?? { kind: 'keyword', word: words.toLowerCase(), of: key },
    ...(help ? { note: help } : {}),
  };
}

/** The words with up to three known values, and with a gap for another. */
function withValue(whole: Suggestion, value: NonNullable<ItemValues['value']>): Suggestion[] {
  const words = whole.label;
  const known = (value.known ?? [])
    .slice(0, 3)
    .filter(({ isWord }) => !isWord)
    .map((one): Suggestion => ({
      ...whole,
      label: `${words} ${one.text}`,
      ...noteOf(one),
      ...(one.typed ? { typed: joined(`${words} `, one.typed) } : {}),
    }));
  const open: Suggestion = {
    ...whole,
    typed: [`${words} `, ...stub(value)],
    ...(value.known?.length ? { goesOn: true as const } : {}),
  };
  return [...known, open];
}

/** What is after a keyword until the coder fills it. */
function stub({ units, quoted, sign }: NonNullable<ItemValues['value']>): (string | Gap)[] {
  if (quoted) return ['"', gap(), '"'];
  const between = sign ? [` ${sign} `, gap()] : [];
  if (!units?.length) return [gap(), ...between];
  return [gap(), ...between, ' ', units.length > 1 ? gap(units[0], units) : units[0]!];
}

function noteOf({ note, about }: Pick<Value, 'note' | 'about'>): Pick<Suggestion, 'note' | 'about'> {
  return { ...(note ? { note } : {}), ...(about ? { about } : {}) };
}

function joined(before: string, typed: Typed): Typed {
  return typeof typed === 'string' ? before + typed : [before, ...typed];
}

/** The keyword at the caret, however many words it has; else the word at the caret. */
function choiceEnd(slot: Slot, choices: readonly ItemValues[]): number {
  const {
    block: { text },
    item,
    offset,
  } = slot;
  let end = Math.max(wordAt(slot, item.start, item.end).end, offset);
  const longest = Math.max(0, ...choices.map(({ words }) => words.split(' ').length));
  for (const word of wordsIn(text, item.start, item.end).slice(0, longest)) {
    const so = folded(text.slice(item.start, word.end));
    if (word.end > end && choices.some(({ words }) => words.toLowerCase() === so)) end = word.end;
  }
  return end;
}

function isUsed(slot: Slot, choice: ItemValues, choices: readonly ItemValues[]): boolean {
  const rivals = choice.group ? choices.filter(({ group }) => group === choice.group) : [choice];
  return slot.others.some(other =>
    rivals.some(({ words, value }) => {
      const lower = words.toLowerCase();
      return other === lower || (value !== undefined && other.startsWith(`${lower} `));
    }),
  );
}

/**
 * The units (and the sign) that may follow a number which is directly before the caret, or before the half-typed unit
 * at it.
 */
export function amountEnds(slot: Slot, units: readonly Unit[], sign: string | undefined): Suggestion[] {
  const {
    block: { text },
    item,
    offset,
  } = slot;
  const isUnitChar = (c: number): boolean => isLetter(c) || c === 0x2f || c === 0x25 || c === 0xb5 || c === 0x3bc;
  const isSignChar = (c: number): boolean => sign !== undefined && sign.includes(String.fromCharCode(c));
  const back = (from: number, isOfIt: (c: number) => boolean): number => {
    let at = from;
    while (at > item.start && isOfIt(text.charCodeAt(at - 1))) at--;
    return at;
  };
  const ahead = (isOfIt: (c: number) => boolean): number => {
    let at = offset;
    while (at < item.end && isOfIt(text.charCodeAt(at))) at++;
    return at;
  };
  const unitStart = back(offset, isUnitChar);
  const start = unitStart === offset ? back(offset, isSignChar) : unitStart;
  const end = ahead(isUnitChar);
  const signEnd = ahead(isSignChar);
  const number = back(start, isBlank);
  if (number === item.start || !isDigit(text.charCodeAt(number - 1))) return [];
  // Behind a bare number its next digit is as likely as a unit: the blank in between comes with the unit.
  const apart = number === start ? ' ' : '';
  const proposals = units.map((unit): Suggestion => ({
    label: unit,
    kind: 'unit',
    at: { start, end },
    about: { kind: 'unit', word: unit },
    ...(apart ? { typed: apart + unit } : {}),
  }));
  if (sign && !text.slice(item.start, start).includes(sign)) {
    const behind = isBlank(text.charCodeAt(signEnd)) ? '' : ' ';
    proposals.push({ label: sign, kind: 'word', at: { start, end: signEnd }, typed: `${apart}${sign}${behind}` });
  }
  return proposals;
}
