import { compileField } from '../fields/compiled-field.js';
import { NEXT } from '../fields/office.js';
import { blanked, wordEnd } from '../syntax/chars.js';
import { isCode } from '../syntax/code-shape.js';
import { stringIn } from '../syntax/field-line.js';
import type { FieldLine, Item, Span } from '../syntax/tree.js';
import { piecesOf } from './item-pieces.js';
import { canonicalRuleId } from '../syntax/rule-id.js';
import { VOLUME } from '../fields/units.js';
import type { Authorization, Fact, NextVisit, Quantity, TextFact, Waiver } from './model.js';
import { readQuantity, startsWithNumber } from './quantity.js';
import { isQualified } from './qualified-items.js';
import { readItems } from './read-items.js';
import { keywordOf, type Reader } from './reader.js';

const NEXT_FIELD = compileField(NEXT);

/** `next: 2027-04-20, alarm 2027-04-27` · `next: refill 2027-04-20, low reservoir alarm 2027-04-27` */
export function readNext(reader: Reader, line: FieldLine): NextVisit | undefined {
  if (!line.items.length) return undefined;
  const parts = ownItems(reader, line.items)
    .map(item => withoutMarks(reader, item))
    .map(withoutVolume);
  const { facts } = readItems(
    reader,
    NEXT_FIELD,
    parts.flatMap(({ item }) => (item ? withoutAside(item) : [])),
  );
  const alarmAt = parts.findIndex(({ volume }) => volume !== undefined);
  const spans = [facts['interval'], facts['months']].filter(fact => fact !== undefined);
  const { block, start, end } = reader.placeOf(line.items, line);
  return {
    block,
    start,
    end,
    date: facts['date'] as NextVisit['date'],
    alarm: facts['alarm'] as NextVisit['alarm'],
    alarmVolume: alarmAt < 0 ? undefined : reader.fact(parts[alarmAt]!.volume!, parts[alarmAt]!.typed),
    interval: intervalOf(reader, spans),
  };
}

/**
 * `auth: A-4471, 62370 J7999, through 2027-03-31` ·
 * `auth: number A-4471, codes 62370 and J7999, valid 2026-10-01 to 2027-03-31`
 */
export function readAuthorization(reader: Reader, line: FieldLine): Authorization | undefined {
  if (!line.items.length) return undefined;
  const draft = new AuthorizationReader(reader);
  draft.isNumberStated = line.items.some(namesNumber);
  for (const item of line.items) draft.read(item);
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, number: draft.number, codes: draft.codes, from: draft.from, through: draft.through };
}

const ALARM_AT =
  /^(.*\balarms?\b.*\d)[\s(@,]+(?:(?:at|@|when|for)\s+)?(?=[\d.]+\s*(?:mL|cc)\b(?:\s+(?:left|remaining|residual))?\s*\)?$)/i;

/** Without other appointments, which are kept as words. */
function ownItems(reader: Reader, items: readonly Item[]): readonly Item[] {
  return items.filter((item, i) => {
    if (items.length < 2 || (i === 0 && !/^(?:mri|lab|ct)\b/i.test(item.text)) || !isQualified('next', item))
      return true;
    reader.restated.push(reader.fact(item.text, item));
    return false;
  });
}

const DATE = String.raw`(?:\d{4}-\d\d-\d\d|\d{1,2}\/\d{1,2}\/(?:\d{4}|\d\d))`;
/** `2027-04-19 to 2027-04-23`: the first day is the visit. */
const RANGE = new RegExp(String.raw`(?<=${DATE})(?:\s*[-–/]\s*|\s+(?:to|through|thru|and|or)\s+)${DATE}(?!\d)`, 'i');
/** `refill #14 on 2027-04-20`, `2027-04-20 with RN KL` */
const MARK = /#\s*\d+(?=\s)|(?<=\d)\s+(?:w\/|with)\s+[a-z .-]+$/i;

/** An item with blanks for the end of a range, the number of a refill and who will see the patient. */
function withoutMarks(reader: Reader, item: Item): Item {
  let { text } = item;
  for (const mark of [RANGE, MARK]) {
    const found = mark.exec(text);
    if (!found || (mark === RANGE && /\balarms?\b|\blra/i.test(text))) continue;
    const start = item.start + found.index;
    reader.restated.push(reader.fact(found[0].trim(), { start, end: start + found[0].length }));
    text = blanked(text, found[0]);
  }
  if (text === item.text) return item;
  text = text.trimEnd();
  return { ...item, end: item.start + text.length, text };
}

/** `LRA (2 mL) 2027-04-27`, `alarm at 2 mL 2027-04-27`: the volume, and the date behind it. */
const VOLUME_BEFORE_DATE = new RegExp(
  String.raw`^(?:low[\s-]*(?:reservoir|volume)\s+)?(?:alarms?|lra|lrad)\b[\s(@]*(?:(?:at|volume|set)\s+)*(?=([\d.]+\s*(?:mL|cc)\)?)[\s:,]+(?:on\s+)?${DATE})`,
  'i',
);

/** `alarm volume 2 mL`, `low reservoir alarm at 2 mL` */
const ALARM_VOLUME =
  /^(?:low[\s-]*(?:reservoir|volume)\s+)?(?:alarms?|lra)\s+(?:volume\s+|threshold\s+|level\s+|set\s+)*(?:(?:at|to|is|of|=|:)\s*)?(?=[\d.]+\s*(?:mL|cc)$)/i;

/**
 * `alarm 2026-05-31 at 2 mL`, `alarm 2026-05-31 (2 mL)`: the date, and the volume at which the pump raises the alarm.
 */
function withoutVolume(item: Item): { readonly typed: Item; readonly item?: Item; readonly volume?: Quantity } {
  const before = VOLUME_BEFORE_DATE.exec(item.text);
  const atAlarm = before && readQuantity(item.text, VOLUME, before[0].length);
  if (before && atAlarm?.ok) {
    const [lead, typed] = before as unknown as [string, string];
    const text = blanked(blanked(item.text, /[(@]/g), typed);
    return {
      typed: item,
      item: { ...item, text: lead.replace(/[(@]/g, ' ') + text.slice(lead.length) },
      volume: atAlarm.value,
    };
  }
  const found = ALARM_AT.exec(item.text) ?? ALARM_VOLUME.exec(item.text);
  const volume = found && readQuantity(item.text, VOLUME, found[0].length);
  if (!found || !volume?.ok) return { typed: item, item };
  const text = found[1];
  return text
    ? {
        typed: item,
        item: { start: item.start, end: item.start + text.length, text, unclosed: undefined },
        volume: volume.value,
      }
    : { typed: item, volume: volume.value };
}

/** `in 3 months 2026-06-03`: the time, and the date. */
function withoutAside(item: Item): readonly Item[] {
  const part = (start: number, end: number): Item => ({
    start: item.start + start,
    end: item.start + end,
    text: item.text.slice(start, end),
    unclosed: undefined,
  });
  const time = /^(?:in\s+)?\S+\s*(?:days?|weeks?|wks?|months?|mos?)(?=\s+(?:on\s+)?\d{4}-\d\d-\d\d$)/i.exec(
    item.text,
  )?.[0];
  if (time) return [part(0, time.length), part(item.text.length - ISO_LENGTH, item.text.length)];
  return withoutBrackets(item);
}

const ISO_LENGTH = 10;

const BEHIND_DATE = /^(.*\S)\s*\(\s*(\S+\s*(?:days?|weeks?|wks?|months?|mos?))\s*\)$/i;
const BEFORE_DATE = new RegExp(
  String.raw`^((?:in\s+)?\S+\s*(?:days?|weeks?|wks?|months?|mos?))\s*\(\s*(${DATE})\s*\)$`,
  'i',
);

/** `2027-01-10 (7 weeks)`, `7 weeks (2027-01-10)`: the date, and the time until then. */
function withoutBrackets(item: Item): readonly Item[] {
  const found = BEHIND_DATE.exec(item.text) ?? BEFORE_DATE.exec(item.text);
  if (!found) return [item];
  const [, head, time] = found as unknown as [string, string, string];
  const at = item.text.lastIndexOf(time);
  return [
    { start: item.start, end: item.start + head.length, text: head, unclosed: undefined },
    { start: item.start + at, end: item.start + at + time.length, text: time, unclosed: undefined },
  ];
}

/** The words that say in how long the next visit is, `in 8 weeks`, from the first of them to the last. */
function intervalOf(reader: Reader, spans: readonly Span[]): Fact<string> | undefined {
  if (!spans.length) return undefined;
  const span = { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
  return reader.fact(reader.block.text.slice(span.start, span.end), span);
}

const AUTH_LABELS =
  /^(?:auth|authorization|authorisation|prior|pa|number|no|num|ref|reference|codes?|for|cpt|hcpcs|and|approved|valid|approval)[.:#]*$/i;

/** Whether a word that is no code and has a digit may be the number: `95990 J0475 approved A77`. */
function namesNumber({ text }: Item): boolean {
  const dates = piecesOf(text).filter(({ kind }) => kind === 'date');
  return [...text.matchAll(/[^\s;]+/g)].some(
    ({ 0: word, index }) =>
      /\d/.test(word) &&
      !isCode(word) &&
      !AUTH_LABELS.test(word) &&
      !dates.some(({ start, end }) => index >= start && index < end),
  );
}

/** `units 50`, `50 units`: how much was approved. */
const UNITS = /\bunits?:?\s+\d{1,5}\b|\b\d{1,5}\s+units?\b/i;

/** Words without brackets; codes joined by a slash are words of their own. */
function wordsIn(text: string): readonly { readonly 0: string; readonly index: number }[] {
  return [...text.matchAll(/[^\s;()]+/g)].flatMap(match => {
    const parts = [...match[0].matchAll(/[^/]+/g)];
    const isList = parts.length > 1 && parts.every(({ 0: part }) => isCode(part));
    return isList ? parts.map(({ 0: part, index }) => ({ 0: part, index: match.index + index })) : [match];
  });
}

class AuthorizationReader {
  /** Whether the line has a word that can be the number and is no code. */
  isNumberStated = false;
  number: Fact<string> | undefined;
  from: Authorization['from'];
  through: Authorization['through'];
  readonly codes: Fact<string>[] = [];

  constructor(private readonly reader: Reader) {}

  read(item: Item): void {
    const word = keywordOf(item);
    if (word.word === 'through' && wordEnd(item.text, word.rest, item.text.length) === item.text.length) {
      this.through = this.reader.date(item, word.rest) ?? this.through;
      return;
    }
    const dates = piecesOf(item.text).filter(piece => piece.kind === 'date');
    if (dates.length) this.readDates(item, dates);
    const units = UNITS.exec(item.text);
    if (units) this.reader.restated.push(this.reader.fact(units[0], item));
    const text = units ? blanked(item.text, units[0]) : item.text;
    for (const { 0: word, index } of wordsIn(text)) {
      if (dates.some(({ start, end }) => index >= start && index < end)) continue;
      this.readWord(item, word, index, dates.length > 0);
    }
  }

  private readDates(item: Item, dates: readonly Span[]): void {
    const [first, second] = dates;
    const before = item.text.slice(0, first!.start);
    const starts = second !== undefined || /\b(?:from|starting|effective|begins?)\b/i.test(before);
    if (!starts && !leadsToEnd(before)) {
      this.reader.restated.push(this.reader.fact(item.text, item));
      return;
    }
    if (starts) this.from = this.reader.dateIn(item, first!, item, false) ?? this.from;
    const last = starts ? second : first;
    if (last) this.through = this.reader.dateIn(item, last, item, false) ?? this.through;
  }

  private readWord(item: Item, typed: string, at: number, besideDate: boolean): void {
    const text = typed.replace(/^#/, '');
    const span = { start: item.start + at + (typed.length - text.length), end: item.start + at + typed.length };
    if (!text || AUTH_LABELS.test(text)) return;
    if (text !== typed && !this.number && /\d/.test(text)) this.number = this.reader.fact(text, span);
    else if (isCode(text) && (this.number || this.isNumberStated || this.isListed(item, at)))
      this.codes.push(this.reader.fact(text.toUpperCase(), span));
    else if (!this.number && (!besideDate || isNumberFirst(item, at, text))) this.number = this.reader.fact(text, span);
    else if (/\d/.test(text)) this.reader.unreadItem('auth', { ...span, text }, 'a number, codes, through');
  }

  /** Whether the word `codes` is before a code. */
  private isListed(item: Item, at: number): boolean {
    return /\b(?:codes?|cpt|hcpcs|for)\b/i.test(item.text.slice(0, at));
  }
}

/** Words before a date on which the authorization ends; `verified 2026-11-12` says when it was asked for. */
const UNTIL =
  /\b(?:through|thru|until|till?|to|exp(?:\.|ir\w*)?|ends?|ending|end date|valid|good|term\w*|last day)\b[^\w]*$/i;

/** Whether words before a date make it the last day; a date with nothing before it but labels and codes is it too. */
function leadsToEnd(before: string): boolean {
  if (UNTIL.test(before)) return true;
  const words = before.split(/[^\w-]+/).filter(word => /^[a-z]+$/i.test(word));
  return words.every(word =>
    /^(?:auth|authorization|authorisation|prior|pa|number|no|num|codes?|cpt|hcpcs|and)$/i.test(word),
  );
}

/** `A-4471 62370 through 2027-03-31`, all in one item: the number is its first word and has a digit. */
function isNumberFirst(item: Item, at: number, text: string): boolean {
  const before = item.text.slice(0, at).split(/\s+/).filter(Boolean);
  return /\d/.test(text) && text.length > 2 && before.every(word => AUTH_LABELS.test(word));
}

/** `benefits: verified 2026-11-01, deductible met` */
export function readBenefits(reader: Reader, line: FieldLine): TextFact | undefined {
  if (!line.items.length) return undefined;
  const words = line.items.map(item => {
    const { word, rest } = keywordOf(item);
    const date = word === 'verified' && startsWithNumber(item.text, rest) ? reader.date(item, rest) : undefined;
    return date ? `${word} ${date.value}${item.text.slice(wordEnd(item.text, rest, item.text.length))}` : item.text;
  });
  const { block, start, end } = reader.placeOf(line.items, line);
  return { value: words.join(', '), block, start, end };
}

/** `ok: reprogram-not-documented "payer accepts volume updates", KL` */
export function readWaiver(reader: Reader, line: FieldLine): Waiver | undefined {
  const first = line.items[0];
  if (!first) return undefined;
  const { word } = keywordOf(first);
  const rule = reader.fact(canonicalRuleId(word), { start: first.start, end: first.start + word.length });
  let reason: Fact<string> | undefined, initials: Fact<string> | undefined;
  for (const item of line.items) {
    const string = stringIn(item);
    if (string) {
      if (string.value.trim()) reason ??= reader.fact(string.value.trim(), string.span);
    } else if (item !== first) initials ??= reader.fact(item.text, item);
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, rule, reason, initials };
}
