import type { FieldLine } from '../syntax/tree.js';
import type { PumpStatus } from './model.js';
import { keywordOf, type Draft, type Reader } from './reader.js';

const AMOUNTS = ['expected', 'volume', 'dose'];

/** `read: expected 6.2 mL, dose 480 mcg/day, alarms none` and `after: volume 40 mL, dose 480 mcg/day, alarms none` */
export function readStatus(reader: Reader, line: FieldLine): PumpStatus | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const status: Draft<PumpStatus> = { block, start, end, expected: undefined, volume: undefined, dose: undefined, alarms: undefined, log: undefined, battery: undefined };
  for (const item of line.items) {
    const { word, rest } = keywordOf(item);
    reader.hiddenValues(item, AMOUNTS, ['mL', 'mg/day', 'mcg/day', 'mL/day']);
    if (word === 'expected' || word === 'volume') status[word] = reader.quantity(item, rest, ['mL']) ?? status[word];
    else if (word === 'dose') status.dose = reader.quantity(item, rest, ['mg/day', 'mcg/day', 'mL/day']) ?? status.dose;
    else if (word === 'alarms' || word === 'alarm') status.alarms = reader.words(item, rest) ?? status.alarms;
    else if (word === 'log' || word === 'battery') status[word] = reader.words(item, rest) ?? status[word];
  }
  return status;
}
