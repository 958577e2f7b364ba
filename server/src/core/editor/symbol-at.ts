import { memoByEncounter } from '../visit/memo.js';
import type { BilledCode, Diagnosis, DrugComponent, Encounter, Fact, Waiver } from '../encounter/model.js';
import { unitOf } from '../fields/units.js';
import { isAlnum, isBlank } from '../syntax/chars.js';
import { lineAt } from '../syntax/line-at.js';
import type { Block, CodeLine, FieldLine, HeaderLine, Span } from '../syntax/tree.js';

/** What is at a place of a note: what a hover explains and a jump starts from. */
export type NoteSymbol = { readonly span: Span } & (
  | { readonly kind: 'code'; readonly billed: BilledCode }
  | { readonly kind: 'modifier'; readonly billed: BilledCode; readonly modifier: Fact<string> }
  | { readonly kind: 'pointer'; readonly billed: BilledCode; readonly letter: string }
  | { readonly kind: 'units'; readonly billed: BilledCode }
  | { readonly kind: 'text'; readonly billed: BilledCode }
  | { readonly kind: 'diagnosis'; readonly diagnosis: Diagnosis }
  | { readonly kind: 'drug'; readonly component: DrugComponent }
  | { readonly kind: 'rule'; readonly waiver: Waiver }
  | { readonly kind: 'date' | 'service' | 'patient' | 'place' | 'payer' | 'flag' | 'setting'; readonly word: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'credential' | 'unit' | 'taxonomy' | 'npi' | 'authorized-code'; readonly word: string }
  /**
   * A keyword of a field, or a word that means nothing special: `word` is lower case, all words of the item up to the
   * first number.
   */
  | { readonly kind: 'word'; readonly key: string; readonly word: string }
);

/** @param encounter what the block says; undefined for the defaults of a file */
export function symbolAt(block: Block, encounter: Encounter | undefined, offset: number): NoteSymbol | undefined {
  const line = lineAt(block, offset);
  switch (line?.kind) {
    case 'header':
      return headerSubject(line, offset);
    case 'code':
      return encounter && codeSubject(encounter, line, offset);
    case 'field':
      return fieldSubject(block, encounter, line, offset);
    default:
      return undefined;
  }
}

function inside(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function headerSubject(line: HeaderLine, offset: number): NoteSymbol | undefined {
  if (inside(line.date, offset)) return { kind: 'date', word: line.date.text, span: line.date };
  const service = line.services.find(word => inside(word, offset));
  if (service) return { kind: 'service', word: service.text.toLowerCase(), span: service };
  if (line.patient && inside(line.patient, offset))
    return { kind: 'patient', word: line.patient.text, span: line.patient };
  const tag = line.tags.find(t => inside(t.token, offset));
  return (
    tag && {
      kind: tag.kind,
      word: tag.kind === 'setting' ? tag.token.text.toLowerCase() : tag.name.text.toLowerCase(),
      span: tag.token,
    }
  );
}

/** The colors of a note ask for every part of every code line. */
const codeByLine = memoByEncounter(
  ({ codes }): ReadonlyMap<number, BilledCode> => new Map(codes.map(code => [code.line.number, code])),
);

function codeSubject(encounter: Encounter, line: CodeLine, offset: number): NoteSymbol | undefined {
  const billed = codeByLine(encounter).get(line.number);
  if (!billed) return undefined;
  if (inside(billed.codeSpan, offset)) return { kind: 'code', billed, span: billed.codeSpan };
  const modifier = billed.modifiers.find(m => inside(m, offset));
  if (modifier) return { kind: 'modifier', billed, modifier, span: modifier };
  if (billed.pointersFact && inside(billed.pointersFact, offset)) {
    const index = Math.min(Math.max(0, offset - billed.pointersFact.start - 1), billed.pointers.length - 1);
    const start = billed.pointersFact.start + 1 + index;
    return { kind: 'pointer', billed, letter: billed.pointers[index]!, span: { start, end: start + 1 } };
  }
  if (billed.unitsFact && inside(billed.unitsFact, offset)) return { kind: 'units', billed, span: billed.unitsFact };
  if (billed.text && inside(billed.text, offset)) return { kind: 'text', billed, span: billed.text };
  return undefined;
}

function fieldSubject(
  block: Block,
  encounter: Encounter | undefined,
  line: FieldLine,
  offset: number,
): NoteSymbol | undefined {
  const key = line.key.text.toLowerCase();
  if (inside({ start: line.key.start, end: line.key.end + 1 }, offset)) return { kind: 'key', key, span: line.key };
  const item = line.items.find(i => inside(i, offset));
  if (!item) return undefined;
  const word = wordAt(block.text, item, offset);
  const fact = encounter && factSymbol(encounter, key, offset);
  if (fact) return fact;
  if (!word) return undefined;
  const text = block.text.slice(word.start, word.end);
  const before = item.text
    .slice(0, word.start - item.start)
    .trim()
    .toLowerCase();
  const person = key === 'by' || key === 'sup' ? personSymbol(text, before, word) : undefined;
  if (person) return person;
  const unit = unitSpan(block.text, item, offset);
  if (unit && unitOf(block.text.slice(unit.start, unit.end)))
    return { kind: 'unit', word: block.text.slice(unit.start, unit.end), span: unit };
  return drugSymbol(encounter, key, offset) ?? { kind: 'word', key, word: keywordOf(item.text), span: word };
}

/** A diagnosis, the rule of a waiver, or an authorized code. */
function factSymbol(encounter: Encounter, key: string, offset: number): NoteSymbol | undefined {
  switch (key) {
    case 'dx': {
      const diagnosis = encounter.dx.find(dx => inside(dx.codeSpan, offset));
      return diagnosis && { kind: 'diagnosis', diagnosis, span: diagnosis.codeSpan };
    }
    case 'ok': {
      const waiver = encounter.waivers.find(({ rule }) => inside(rule, offset));
      return waiver && { kind: 'rule', waiver, span: waiver.rule };
    }
    case 'auth': {
      const code = encounter.auths.flatMap(({ codes }) => codes).find(one => inside(one, offset));
      return code && { kind: 'authorized-code', word: code.value, span: code };
    }
    default:
      return undefined;
  }
}

const BEFORE_CREDENTIAL: ReadonlySet<string> = new Set(['', 'read', 'prog', 'plan by']);
const NO_CREDENTIAL: ReadonlySet<string> = new Set(['npi', 'taxonomy', 'read', 'prog', 'in', 'by', 'plan', 'virtual']);

/** A credential or an identifier of `by:` or `sup:`. @param before the words of the item before this one */
function personSymbol(text: string, before: string, span: Span): NoteSymbol | undefined {
  if (before === 'taxonomy') return { kind: 'taxonomy', word: text, span };
  if (before === 'npi') return { kind: 'npi', word: text, span };
  const isKeyword = before === '' && NO_CREDENTIAL.has(text.toLowerCase());
  return BEFORE_CREDENTIAL.has(before) && !isKeyword ? { kind: 'credential', word: text, span } : undefined;
}

function drugSymbol(encounter: Encounter | undefined, key: string, offset: number): NoteSymbol | undefined {
  if (key !== 'drug' || !encounter) return undefined;
  const nameOf = (component: DrugComponent): Span => ({
    start: component.start,
    end: component.start + component.name.length,
  });
  const component = encounter.drugs
    .flatMap(({ components }) => components)
    .find(one => one.name && inside(nameOf(one), offset));
  return component && { kind: 'drug', component, span: nameOf(component) };
}

/** The word of an item around an offset. */
function wordAt(text: string, item: Span, offset: number): Span | undefined {
  let start = offset,
    end = offset;
  while (start > item.start && !isBlank(text.charCodeAt(start - 1))) start--;
  while (end < item.end && !isBlank(text.charCodeAt(end))) end++;
  return end > start ? { start, end } : undefined;
}

/** The unit around an offset, without the number before it (`40mL`) and the count before that. */
function unitSpan(text: string, item: Span, offset: number): Span | undefined {
  const isUnit = (c: number): boolean =>
    (isAlnum(c) && !(c >= 0x30 && c <= 0x39)) || c === 0x2f || c === 0x25 || c === 0xb5 || c === 0x3bc;
  let start = offset,
    end = offset;
  while (start > item.start && isUnit(text.charCodeAt(start - 1))) start--;
  while (end < item.end && isUnit(text.charCodeAt(end))) end++;
  return end > start ? { start, end } : undefined;
}

/** The words of an item up to its first number or string, lower case: `sdv`, `not given`, `volume only`. */
function keywordOf(text: string): string {
  const words: string[] = [];
  for (const word of text.toLowerCase().split(/\s+/)) {
    if (/^[0-9"$]/.test(word)) break;
    words.push(word);
  }
  return words.join(' ');
}
