import { compileField, type CompiledField } from '../fields/compiled-field.js';
import { AFTER, READ } from '../fields/status.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import type { Fact, PumpStatus } from './model.js';
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
  const { facts, further, strengths } = readItems(reader, field, ownItems(reader, line.items));
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
  /^(?:(?:clinician\s+)?(?:programmer|tablet|n['’]?vision)\s+(?:model\s+)?(?:8840|8870|A\d{3}|CT900\w?)|(?:8840|8870|A\d{3}|CT900\w?)\s+(?:clinician\s+)?(?:programmer|tablet))\s*[:,-]?\s*/i;

/** `last refill 2026-06-12`: of an earlier visit. */
const EARLIER_VISIT =
  /^(?:last|previous|prior)\s+(?:refill|refilled|fill|filled|visit|interrogat\w+|interrogation|change|reprogramm\w+|seen|implant)\b/i;

/** The items that are about the pump at this visit; the others are kept as words. */
function ownItems(reader: Reader, items: readonly Item[]): readonly Item[] {
  return items.flatMap(item => {
    const lead = READER.exec(item.text)?.[0] ?? '';
    if (lead) reader.restated.push(reader.fact(lead.trim(), { start: item.start, end: item.start + lead.length }));
    const text = item.text.slice(lead.length);
    if (EARLIER_VISIT.test(text)) {
      reader.restated.push(reader.fact(text, item));
      return [];
    }
    return text ? [{ ...item, start: item.start + lead.length, text }] : [];
  });
}

/** The words in which a fact is stated. */
function wordsOf({ block, start, end }: Fact<unknown>): Fact<string> {
  return { value: block.text.slice(start, end), block, start, end };
}
