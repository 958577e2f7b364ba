import { compileField, type CompiledField } from '../fields/compiled-field.js';
import { AFTER, READ } from '../fields/status.js';
import type { FieldLine } from '../syntax/tree.js';
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
  const { facts, further } = readItems(reader, field, line.items);
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
  };
}

/** The words in which a fact is stated. */
function wordsOf({ block, start, end }: Fact<unknown>): Fact<string> {
  return { value: block.text.slice(start, end), block, start, end };
}
