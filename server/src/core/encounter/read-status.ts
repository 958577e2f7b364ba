import { compileField, type CompiledField } from '../fields/compiled-field.js';
import { AFTER, READ } from '../fields/status.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import type { Fact, PumpStatus } from './model.js';
import type { Key } from '../syntax/vocabulary.js';
import { isQualified } from './qualified-items.js';
import { readItems } from './read-items.js';
import type { Reader } from './reader.js';

const BEFORE_FIELD = compileField(READ),
  AFTER_FIELD = compileField(AFTER);

/** `read: expected 6.2 mL, dose 480 mcg/day, alarms none` */
export function readBefore(reader: Reader, line: FieldLine): PumpStatus | undefined {
  return readStatus(reader, line, BEFORE_FIELD);
}

/** `after: volume 40 mL, dose 480 mcg/day, alarms none` */
export function readAfter(reader: Reader, line: FieldLine): PumpStatus | undefined {
  return readStatus(reader, line, AFTER_FIELD);
}

function readStatus(reader: Reader, line: FieldLine, field: CompiledField): PumpStatus | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const { facts, further, strengths } = readItems(reader, field, ownItems(reader, field.field.key, line.items));
  const alarmDate = facts['alarmDate'] as PumpStatus['alarmDate'],
    eri = facts['eri'] as PumpStatus['eri'];
  return {
    block,
    start,
    end,
    expected: facts['expected'] as PumpStatus['expected'],
    volume: facts['volume'] as PumpStatus['volume'],
    out: facts['out'] as PumpStatus['out'],
    dose: facts['dose'] as PumpStatus['dose'],
    alarms: (facts['alarms'] as PumpStatus['alarms']) ?? (alarmDate && wordsOf(alarmDate)),
    log: facts['log'] as PumpStatus['log'],
    battery: (facts['battery'] as PumpStatus['battery']) ?? (eri && wordsOf(eri)),
    eri,
    alarmDate,
    alarmVolume: facts['alarmVolume'] as PumpStatus['alarmVolume'],
    catheterVolume: facts['catheterVolume'] as PumpStatus['catheterVolume'],
    bolus: facts['bolus'] as PumpStatus['bolus'],
    furtherDoses: further,
    strengths,
  };
}

/** `programmer 8840:`, `A810 tablet`: what the pump was read with. */
const READER =
  /^(?:medtronic\s+)?(?:(?:clinician\s+)?(?:programmer|tablet|n['’]?vision)\s+(?:model\s+)?(?:8840|8870|8880\w*|A\d{3}|CT900\w?)|(?:8840|8870|8880\w*|A\d{3}|CT900\w?)\s+(?:clinician\s+)?(?:programmer|tablet))\s*[:,-]?\s*/i;

/** `last refill 2026-06-12`: of an earlier visit. */
const EARLIER_VISIT =
  /^(?:last|previous|prior)\s+(?:refill|refilled|fill|filled|visit|interrogat\w+|interrogation|change|reprogramm\w+|seen|implant)\b/i;

/** `basal 400 mcg/day`, `flex: 15 mcg/h 06-22`: a part of the dose whose total the line states. */
const PART_OF_DOSE =
  /^(?:basal|flex|step|day|night)\b|\d\s*(?:-|–|to)\s*\d{1,2}(?::?\d\d)?\s*(?:h|hrs?|[ap]\.?m\.?)?$/i;

/** The items that are about the pump at this visit; the others are kept as words. */
function ownItems(reader: Reader, key: Key, items: readonly Item[]): readonly Item[] {
  const hasTotal = items.some(({ text }) => /^total\b.*(?:day|daily|24\s*h)/i.test(text));
  return items.flatMap((item, i) => {
    const lead = READER.exec(item.text)?.[0] ?? '';
    if (lead) reader.restated.push(reader.fact(lead.trim(), { start: item.start, end: item.start + lead.length }));
    const text = item.text.slice(lead.length);
    if (EARLIER_VISIT.test(text) || (i > 0 && isQualified(key, item)) || (hasTotal && PART_OF_DOSE.test(text))) {
      reader.restated.push(reader.fact(text, item));
      return [];
    }
    return text ? [withoutSize(reader, { ...item, start: item.start + lead.length, text })] : [];
  });
}

/** `3.1 of 20 mL left`, `3.1/20 mL`: what is left, with blanks for the size of the reservoir. */
function withoutSize(reader: Reader, item: Item): Item {
  const found = OF_SIZE.exec(item.text);
  if (!found || Number(found[1]) > Number(found[3])) return item;
  const start = item.start + found.index + found[1]!.length;
  reader.restated.push(reader.fact(found[2]!, { start, end: start + found[2]!.length }));
  return { ...item, text: item.text.replace(OF_SIZE, found[1]! + ' '.repeat(found[2]!.length)) };
}

const OF_SIZE = /(?<![\d./-])(\d+(?:\.\d+)?)(\s*(?:mL|cc)?\s*(?:of|out of|\/)\s*(\d+(?:\.\d+)?))(?=\s*(?:mL|cc)\b)/i;

/** The words in which a fact is stated. */
function wordsOf({ block, start, end }: Fact<unknown>): Fact<string> {
  return { value: block.text.slice(start, end), block, start, end };
}
