import type { FieldLine } from '../syntax/tree.js';
import type { PumpStatus, Unit } from './model.js';
import { keywordOf, type Draft, type Reader } from './reader.js';

const AMOUNTS = ['expected', 'volume', 'dose'];
const VOLUME: readonly Unit[] = ['mL'],
  RATES: readonly Unit[] = ['mg/day', 'mcg/day', 'mL/day'],
  UNITS = [...VOLUME, ...RATES];

/** `read: expected 6.2 mL, dose 480 mcg/day, alarms none` and `after: volume 40 mL, dose 480 mcg/day, alarms none` */
export function readStatus(reader: Reader, line: FieldLine): PumpStatus | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const status: Draft<PumpStatus> = {
    block,
    start,
    end,
    expected: undefined,
    volume: undefined,
    dose: undefined,
    alarms: undefined,
    log: undefined,
    battery: undefined,
    eri: undefined,
    alarmDate: undefined,
  };
  for (const item of line.items) {
    const { word, rest } = keywordOf(item);
    reader.hiddenValues(item, word, AMOUNTS, UNITS);
    if (word === 'expected') status.expected = reader.quantity(item, rest, VOLUME) ?? status.expected;
    else if (word === 'volume') status.volume = reader.quantity(item, rest, VOLUME) ?? status.volume;
    else if (word === 'dose') status.dose = reader.quantity(item, rest, RATES) ?? status.dose;
    else if (word === 'alarms' || word === 'alarm') status.alarms = reader.words(item, rest) ?? status.alarms;
    else if (word === 'log') status.log = reader.words(item, rest) ?? status.log;
    else if (word === 'battery') status.battery = reader.words(item, rest) ?? status.battery;
  }
  return status;
}
