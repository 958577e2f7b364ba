import { canonicalRuleId } from '../syntax/rule-id.js';
import { skipBlanks, wordEnd } from '../syntax/chars.js';
import { isCode } from '../syntax/code-line.js';
import { stringIn } from '../syntax/field-line.js';
import type { FieldLine } from '../syntax/tree.js';
import type { Authorization, Fact, NextVisit, TextFact, Unit, Waiver } from './model.js';
import { startsWithNumber } from './quantity.js';
import { keywordOf, type Reader } from './reader.js';

const DATES = ['alarm'],
  NO_UNITS: readonly Unit[] = [];

/** `next: 2027-04-20, alarm 2027-04-27` */
export function readNext(reader: Reader, line: FieldLine): NextVisit | undefined {
  if (!line.items.length) return undefined;
  let date: NextVisit['date'], alarm: NextVisit['alarm'];
  for (const item of line.items) {
    const { word, rest } = keywordOf(item);
    reader.hiddenValues(item, word, DATES, NO_UNITS);
    if (word === 'alarm') alarm = reader.date(item, rest) ?? alarm;
    else if (startsWithNumber(item.text)) date ??= reader.date(item, 0);
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, date, alarm };
}

/** `auth: A-4471, 62370 J7999, through 2027-03-31` */
export function readAuthorisation(reader: Reader, line: FieldLine): Authorization | undefined {
  if (!line.items.length) return undefined;
  let number: Fact<string> | undefined, through: Authorization['through'];
  const codes: Fact<string>[] = [];
  line.items.forEach(item => {
    const { word, rest } = keywordOf(item);
    if (word === 'through') {
      through = reader.date(item, rest) ?? through;
      return;
    }
    for (let at = 0; at < item.text.length; at = skipBlanks(item.text, at, item.text.length)) {
      const end = wordEnd(item.text, at, item.text.length);
      const text = item.text.slice(at, end);
      const span = { start: item.start + at, end: item.start + end };
      if (!number) number = reader.fact(text, span);
      else if (isCode(text)) codes.push(reader.fact(text.toUpperCase(), span));
      at = end;
    }
  });
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, number, codes, through };
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
