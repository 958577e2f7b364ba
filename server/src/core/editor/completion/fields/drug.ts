/** `drug:`: names with their marketed strengths, the last fill, and what else the line says. */
import type { DrugEntry } from '../../../codes/types.js';
import { drugEntry } from '../../../claim/drugs/documented-drug.js';
import type { Drug, Quantity } from '../../../encounter/model.js';
import { plain } from '../../../encounter/quantity.js';
import { isAmount } from '../../../encounter/read-pump.js';
import { isBlank, isDigit, skipBlanks, trimEnd } from '../../../syntax/chars.js';
import { fieldLineAt } from '../../../syntax/line-at.js';
import type { FieldLine, Span } from '../../../syntax/tree.js';
import { amountEnds, type ItemValues, type Value } from '../item-values.js';
import { drugBefore, typedAmount } from '../known-values.js';
import { distinct, gap, type Gap, type Suggestion } from '../suggestion.js';
import { folded, type Slot, type CursorContext } from '../cursor-context.js';
import { STRENGTHS } from './status.js';

/** One part of a mixture, and how the caret is to it. */
interface Part {
  /** From the first character of the name. */
  readonly start: number;
  readonly nameEnd: number;
  /** Where its strength starts; undefined if none is typed. */
  readonly strength: number | undefined;
  readonly end: number;
}

function partAt({ block: { text }, item, offset }: Slot): Part {
  const plus = text.slice(item.start, offset).lastIndexOf('+');
  const start = Math.min(offset, skipBlanks(text, plus < 0 ? item.start : item.start + plus + 1, item.end));
  const next = text.slice(offset, item.end).indexOf('+');
  const end = Math.max(offset, trimEnd(text, start, next < 0 ? item.end : offset + next));
  let strength: number | undefined;
  for (let i = start; i < end && strength === undefined; i++) {
    if (isDigit(text.charCodeAt(i)) && (i === start || isBlank(text.charCodeAt(i - 1)))) strength = i;
  }
  return { start, nameEnd: trimEnd(text, start, strength ?? end), strength, end };
}

/** What fits in the first item of the line: a name, a strength, a unit. */
export function proposeMixture(slot: Slot): readonly Suggestion[] {
  const {
    block: { text },
    offset,
    workspace: { codes },
  } = slot;
  const part = partAt(slot);
  const entry = drugEntry(codes, text.slice(part.start, part.nameEnd));
  if (part.strength !== undefined && offset >= part.strength) {
    const typed = text.slice(part.strength, offset);
    const isWhole =
      STRENGTHS.some(unit => typed.trimEnd().toLowerCase().endsWith(unit.toLowerCase())) &&
      isBlank(typed.charCodeAt(typed.length - 1));
    return isWhole
      ? [plus(slot)]
      : distinct([
          ...amountEnds(slot, STRENGTHS, undefined),
          ...strengths(entry, { start: part.strength, end: part.end }),
        ]);
  }
  const named = part.nameEnd > part.start && offset > part.nameEnd;
  const at = { start: part.start, end: Math.max(part.nameEnd, offset) };
  return distinct([
    ...(named ? strengths(entry, { start: offset, end: part.end }) : []),
    ...(named && part.strength === undefined ? [plus(slot)] : []),
    ...mixtureBefore(slot),
    ...names(slot, at, part.strength === undefined),
  ]);
}

function plus({ block: { text }, offset }: Slot): Suggestion {
  return {
    label: '+',
    kind: 'word',
    at: { start: offset, end: offset },
    typed: isBlank(text.charCodeAt(offset)) ? '+' : '+ ',
    note: 'another drug of the mixture',
  };
}

function strengths(entry: DrugEntry | undefined, at: Span): Suggestion[] {
  return (entry?.strengths ?? []).map(({ amount, unit, verified }): Suggestion => ({
    label: `${amount} ${unit}`,
    kind: 'value',
    at,
    note: verified ? 'marketed strength' : 'marketed strength, not checked against a label',
  }));
}

/** Every name that a drug goes by; with its strengths if none is typed yet. */
function names(slot: Slot, at: Span, withStrengths: boolean): Suggestion[] {
  const {
    workspace: { codes, seen },
    encounter,
    others,
  } = slot;
  const used = seen.words('drug', encounter);
  const known = codes.drugs().flatMap(entry => [entry.name, ...entry.brands].map(name => ({ name, entry })));
  const rank = (name: string): number => {
    const at = used.indexOf(name);
    return at < 0 ? used.length : at;
  };
  const all = [
    ...used.filter(name => !known.some(k => k.name === name)).map(name => ({ name, entry: drugEntry(codes, name) })),
    ...known,
  ].sort((a, b) => rank(a.name) - rank(b.name));
  const aliases = codes.drugs().flatMap(entry => entry.aliases.map(name => ({ name, entry })));
  return [...all, ...aliases].flatMap(({ name, entry }): Suggestion[] => {
    const base = {
      kind: 'drug' as const,
      at,
      ...(entry
        ? { about: { kind: 'drug' as const, word: entry.name, ...(slot.visit?.date ? { date: slot.visit.date } : {}) } }
        : {}),
    };
    const plain: Suggestion = { ...base, label: name, note: entry ? entry.summary : 'as in earlier notes' };
    if (!withStrengths || others.length > 0) return [plain];
    const strong = (entry?.strengths ?? []).map(({ amount, unit }): Suggestion => ({
      ...base,
      label: `${name} ${amount} ${unit}`,
      note: 'marketed strength',
    }));
    return [{ ...plain, typed: `${name} `, goesOn: true }, ...strong];
  });
}

/** The mixture of the last fill, whole. */
function mixtureBefore(slot: Slot): Suggestion[] {
  const before = drugBefore(slot.visit);
  const line = before && lineOf(before.value);
  const mixture = line?.items[0]?.text;
  return mixture && slot.right.trim() === ''
    ? [{ label: mixture, kind: 'drug', at: slot.item, note: before!.note }]
    : [];
}

function lineOf({ block, start }: Drug): FieldLine | undefined {
  return fieldLineAt(block, start);
}

/** Items of a drug line that are another at each fill. */
const EACH_TIME: ReadonlySet<string> = new Set(['lot', 'exp', 'ndc', 'rx']);

/** The line of the last fill with what changes from fill to fill left to fill in. */
export function wholeDrug({
  visit,
}: CursorContext):
  | { readonly typed: readonly (string | Gap)[]; readonly label: string; readonly note: string }
  | undefined {
  const before = drugBefore(visit);
  const line = before && lineOf(before.value);
  if (!before || !line) return undefined;
  const filled = visit?.encounter.fill?.in?.value;
  const label = line.items
    .map(({ text }) => text)
    .slice(0, 4)
    .join(', ');
  return {
    typed: drugAgain(before.value, item => (isAmount(item) && filled ? typedAmount(filled) : item)),
    label: `${label}, …`,
    note: before.note,
  };
}

/**
 * The value of an earlier drug line, for another fill: what changes from fill to fill is a gap.
 * @param kept what becomes of any other item
 */
export function drugAgain(drug: Drug, kept: (item: string, index: number) => string | Gap): readonly (string | Gap)[] {
  const parts: (string | Gap)[] = [];
  lineOf(drug)?.items.forEach(({ text }, i) => {
    if (i > 0) parts.push(', ');
    const [word = ''] = folded(text).split(' ', 1);
    if (EACH_TIME.has(word)) parts.push(`${word} `, gap());
    else if (word === 'invoice') parts.push('invoice $', gap());
    else if (word === 'waste') parts.push('waste ', gap(), ' mL');
    else parts.push(kept(text, i));
  });
  return parts;
}

/** What is behind the mixture. */
export function drugChoices(slot: Slot): readonly ItemValues[] {
  const { visit, others } = slot;
  const filled = visit?.encounter.fill?.in?.value;
  return [
    ...(filled && !others.some(isAmount)
      ? [{ words: typedAmount(filled), kind: 'value' as const, note: 'as filled in' }]
      : []),
    { words: 'commercial', group: 'source' },
    { words: 'compounded', group: 'source' },
    ...['practice', 'pharmacy', 'patient', 'hospital'].map((words): ItemValues => ({ words, group: 'owner' })),
    { words: 'sdv', group: 'container', value: { units: ['mL'], sign: 'x', known: containers(slot, filled) } },
    { words: 'mdv', group: 'container' },
    { words: 'lot', value: {} },
    { words: 'exp', value: {} },
    { words: 'rx', value: {} },
    { words: 'ndc', value: {} },
    { words: 'waste', value: { units: ['mL'], known: waste(slot, filled) } },
    { words: 'invoice', value: { known: [{ text: '$…', typed: ['$', gap()] }] } },
    { words: 'not given' },
  ];
}

const VIAL = 20;

/** Vials as at the last fill, or the 20 mL ones that hold just this volume. */
function containers({ visit }: Slot, filled: Quantity | undefined): Value[] {
  const last = drugBefore(visit);
  const container = last?.value.container?.value;
  const vials =
    filled?.amount.mod(VIAL).eq(0) && filled.amount.gt(0)
      ? [{ text: `${filled.amount.div(VIAL).toFixed()} x ${VIAL} mL`, note: 'holds what was filled in' }]
      : [];
  return [
    ...(container?.count && container.size
      ? [{ text: `${container.count} x ${typedAmount(container.size)}`, note: last!.note }]
      : []),
    ...vials,
  ];
}

/** What was opened less what was placed. */
function waste({ encounter, item, block }: Slot, filled: Quantity | undefined): Value[] {
  const drug =
    encounter?.drugs.find(d => d.block === block && d.start <= item.end && item.start <= d.end) ??
    encounter?.drugs.at(-1);
  const placed = drug?.volume?.value ?? filled,
    container = drug?.container?.value;
  if (!placed || container?.count === undefined || !container.size) return [];
  const opened = container.size.amount.times(container.count),
    rest = opened.minus(placed.amount);
  return rest.lt(0)
    ? []
    : [
        {
          text: `${plain(rest)} mL`,
          note: `opened ${opened.toFixed()} mL less placed ${plain(placed.amount)} mL`,
        },
      ];
}
