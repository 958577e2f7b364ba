/**
 * *Write as …*: an item of a field in the canonical spelling of the language. It is offered only if the encounter
 * states the same facts afterward, keeps every number of the item, and loses no word that may mean something.
 */
import { plain as numberText } from '../../encounter/quantity.js';
import { at } from '../../edits/builders.js';
import type { Edit } from '../../edits/fix.js';
import type { Drug, Encounter, Fact, Performer, ProgramItem, Quantity } from '../../encounter/model.js';
import { piecesOf } from '../../encounter/item-pieces.js';
import { readEncounter } from '../../encounter/read-encounter.js';
import { readItems } from '../../encounter/read-items.js';
import { Reader } from '../../encounter/reader.js';
import { factsOf } from '../../encounter/same-facts.js';
import { compileField, type CompiledField } from '../../fields/compiled-field.js';
import type { ItemDeclaration } from '../../fields/field.js';
import { FIELDS } from '../../fields/fields.js';
import { CONNECTORS, DENIALS, FILLER } from '../../fields/filler.js';
import { lineAt } from '../../syntax/line-at.js';
import { parseBlock } from '../../syntax/parse.js';
import type { Item } from '../../syntax/tree.js';
import { asKey, type Key } from '../../syntax/vocabulary.js';

export interface Rewriting {
  /** `Write as “out 6 mL”`. */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Fields whose items are texts, codes or numbers of their own: they have no other wording. */
const WITHOUT_WORDINGS: ReadonlySet<Key> = new Set<Key>(['dx', 'auth', 'ok', 'query']);

const COMPILED: ReadonlyMap<Key, CompiledField> = new Map(
  FIELDS.filter(({ key, text }) => !text && !WITHOUT_WORDINGS.has(key)).map(field => [field.key, compileField(field)]),
);

/** The item at an offset in its canonical spelling; undefined if it is canonical, or no spelling states the same. */
export function writeAs(encounter: Encounter, offset: number): Rewriting | undefined {
  const { block } = encounter;
  const line = lineAt(block, offset);
  if (line?.kind !== 'field') return undefined;
  const item = line.items.find(({ start, end }) => start <= offset && offset <= end);
  const key = asKey(line.key.text);
  const field = key && COMPILED.get(key);
  if (!item || !field) return undefined;
  const text = [...candidates(encounter, field, item)].find(
    one => !isSameSpelling(one, item.text) && keepsFacts(encounter, item, one),
  );
  return text === undefined
    ? undefined
    : { title: `Write as “${text}”`, edits: [{ at: at(block, item.start, item.end), text }] };
}

/** Spellings that may state the same, the most canonical first. */
function* candidates(encounter: Encounter, field: CompiledField, item: Item): Generator<string> {
  const { key } = field.field;
  if (key === 'by' || key === 'sup') yield* peopleIn(encounter, item);
  if (key === 'prog') yield* changesIn(encounter, item);
  if (key === 'drug') yield* drugsIn(encounter, item);
  const whole = fromFacts(encounter, field, item);
  if (whole !== undefined) yield whole;
  yield* inPlace(field, item.text);
}

/** All facts of an item under their keywords: `aspirated 6 mL and filled 40 mL` → `out 6 mL, in 40 mL`. */
function fromFacts({ block }: Encounter, field: CompiledField, item: Item): string | undefined {
  if (!hasOnlyKnownWords(field, item.text)) return undefined;
  const reader = new Reader(block);
  const { facts, further, strengths, named } = readItems(reader, field, [item]);
  if (reader.problems.length || further.length || strengths.length || named.size) return undefined;
  const stated = field.field.items.flatMap(declaration => {
    const fact = facts[declaration.name];
    return fact ? [{ fact, text: itemText(declaration, fact) }] : [];
  });
  stated.sort((a, b) => a.fact.start - b.fact.start);
  return stated.length ? stated.map(({ text }) => text).join(', ') : undefined;
}

function itemText({ word, kind }: ItemDeclaration, { value }: Fact<unknown>): string {
  const led = (text: string): string => (word ? `${word} ${text}` : text);
  if (kind === 'flag') return word;
  if (kind === 'quantity') return led(quantityText(value as Quantity));
  return led(word === 'reason' ? `"${String(value)}"` : String(value));
}

function quantityText({ amount, unit }: Quantity): string {
  return `${numberText(amount)} ${unit}`;
}

/** Whether an item has no word but those of the field's own wordings and words that say nothing beside them. */
function hasOnlyKnownWords({ field, wordings, weak }: CompiledField, text: string): boolean {
  const known = new Set([
    ...[...wordings, ...weak].flatMap(({ words }) => words),
    ...field.items.flatMap(({ companions = [] }) => companions),
  ]);
  return piecesOf(text).every(
    piece =>
      piece.kind !== 'word' ||
      known.has(piece.word) ||
      FILLER.has(piece.word) ||
      CONNECTORS.has(piece.word) ||
      DENIALS.has(piece.word),
  );
}

/**
 * A wording replaced by its keyword, and the rest of the item left as it is: `repositioned at T9` → `revised at T9`.
 */
function* inPlace({ field: { items } }: CompiledField, text: string): Generator<string> {
  const keywords = new Set(items.map(({ word }) => word.toLowerCase()));
  const wordings = items.flatMap(({ word, wordings = [], weak = [] }) =>
    [...wordings, ...weak].map(wording => ({ word, wording })),
  );
  wordings.sort((a, b) => b.wording.length - a.wording.length);
  for (const { word, wording } of wordings) {
    // `battery` is a keyword, and a wording of another one.
    if (!word || keywords.has(wording) || phrase(word).test(text)) continue;
    if (phrase(wording).test(text)) yield text.replace(phrase(wording), () => word);
  }
}

/** The words of a phrase, with any blanks between them. */
function phrase(words: string): RegExp {
  return new RegExp(`(?<![\\w-])${words.split(' ').map(escaped).join('\\s+')}(?![\\w-])`, 'i');
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `KL RN` → `RN KL`, `supervised by J. Smith MD` stays: only a credential and initials. */
function* peopleIn({ by, sup }: Encounter, item: Item): Generator<string> {
  const people: readonly (readonly [role: string, performer: Performer | undefined])[] = [
    ['', by?.main],
    ['read ', by?.read],
    ['prog ', by?.prog],
    ['needle ', by?.needle],
    ['second ', by?.second],
    ['resident ', by?.resident],
    ['teaching ', by?.teaching],
    ['', sup?.supervisor],
    ['plan by ', sup?.planBy],
  ];
  for (const [role, performer] of people)
    // `attending` is a role in place of a credential: there is no other spelling of both at once.
    if (performer && performer.credential !== 'attending' && isWithin(performer, item))
      yield `${role}${performer.credential} ${performer.initials}`.trim();
}

/** `increased from 6 to 6.6 mg/day` → `dose 6 -> 6.6 mg/day`. */
function* changesIn({ prog }: Encounter, item: Item): Generator<string> {
  const changes = prog?.items.filter(change => isWithin(change, item)) ?? [];
  if (changes.length && changes.every(({ from, to }) => from && to)) yield changes.map(changeText).join(', ');
  if (prog?.none && isWithin(prog.none, item)) yield 'none';
  if (prog?.volumeOnly && isWithin(prog.volumeOnly, item)) yield 'volume only';
}

function changeText({ kind, from, to }: ProgramItem): string {
  const old = from!.unit === to!.unit ? numberText(from!.amount) : quantityText(from!);
  return `${kind} ${old} -> ${quantityText(to!)}`;
}

/** `baclofen 40,000 mcg/20 mL` → `baclofen 2000 mcg/mL`; two vials of 20 mL → `sdv 2 x 20 mL`. */
function* drugsIn({ drugs }: Encounter, item: Item): Generator<string> {
  const drug = drugs.find(one => isWithin(item, one));
  if (!drug) return;
  if (drug.components.length && drug.components.every(one => isWithin(one, item))) yield componentsText(drug);
  const { container } = drug;
  if (!container || !isWithin(container, item)) return;
  const { kind, count, size } = container.value;
  if (kind === 'mdv') yield 'mdv';
  else if (count !== undefined && size) yield `sdv ${count} x ${quantityText(size)}`;
}

function componentsText({ components }: Drug): string {
  return components
    .map(({ name, strength, mass }) => {
      const amount = strength ?? mass;
      return amount ? `${name} ${quantityText(amount.value)}` : name;
    })
    .join(' + ');
}

function isWithin(inner: { start: number; end: number }, outer: { start: number; end: number }): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Case, blanks and the grouping of numbers are the formatter's. */
function isSameSpelling(one: string, other: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/(?<=\d),(?=\d)/g, '')
      .replace(/\s+|(?<=\d)(?=[a-z%])/g, ' ')
      .trim();
  return plain(one) === plain(other);
}

function keepsFacts(encounter: Encounter, item: Item, text: string): boolean {
  const { block } = encounter;
  const written = parseBlock(block.text.slice(0, item.start) + text + block.text.slice(item.end));
  if (!written.header) return false;
  const after = readEncounter(written, written.header);
  return after.problems.length <= encounter.problems.length && factsOf(stated(after)) === factsOf(stated(encounter));
}

/** An encounter without what is named only to say that it stays: `rate unchanged` states what `none` does. */
function stated(encounter: Encounter): Encounter {
  const { prog } = encounter;
  return prog?.none
    ? { ...encounter, prog: { ...prog, items: prog.items.filter(({ changes }) => changes) } }
    : encounter;
}
