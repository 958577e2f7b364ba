/** Words and patterns that say what an item of `prog:` states: a setting, a review, housekeeping, a time of day. */
import { FILLER } from '../fields/filler.js';
import { KIND_WORDS } from '../fields/prog.js';

/** `reprogramming not needed`, `changes were not made` */
export const NOT_DONE =
  /\b(?:not|no|never) (?:\w+ )?(?:needed|necessary|required|indicated|warranted|done|performed|made|changed)$/;

/** `alarm date only`, `refill update only`: nothing of the program. */
export const UPDATE_ONLY =
  /^(?:(?:the|pump|refill|fill|reservoir|volume|alarm|alarms|date|dates|update|updated|reset|clock|time|new|of|and) )+only$/;

const HOUSEKEEPING: ReadonlySet<string> = new Set(
  'the pump refill fill reservoir volume alarm alarms date dates time clock patient name info information low next lra lrad new and to of was were'.split(
    ' ',
  ),
);

const KEPT_UP: ReadonlySet<string> = new Set(
  'updated update reset entered set corrected synced synchronized adjusted changed re-entered'.split(' '),
);

/** `alarm date updated`, `clock and patient name corrected`: nothing of the program. */
export function isHousekeeping(words: readonly string[]): boolean {
  const isAbout = words.some(word => HOUSEKEEPING.has(word) && word.length > 2 && word !== 'pump' && word !== 'new');
  return (
    isAbout && words.some(word => KEPT_UP.has(word)) && words.every(word => HOUSEKEEPING.has(word) || KEPT_UP.has(word))
  );
}

/** `dose reviewed` states no change. */
export const REVIEWED: ReadonlySet<string> = new Set([
  'reviewed',
  'checked',
  'confirmed',
  'verified',
  'discussed',
  'ok',
]);

/** Whether it was programmed is left open: `attempted increase to 165 mcg/day`. */
export const ATTEMPTED = /\b(?:attempt(?:ed|s)?|tried|unable|could not|couldn't|failed) /i;

/** Hours of a day: `2200-0600`, `10 pm to 6 am`, `at 22:00`. */
export const CLOCK =
  /\b(?:[01]\d|2[0-4])[0-5]\d\s*(?:-|–|to)\s*(?:[01]\d|2[0-4])[0-5]\d\b|\b\d{1,2}:[0-5]\d\b|\b\d{1,2}\s*[ap]\.?m\b|\b\d{1,2}\s*[ap]\s*[-–]\s*\d{1,2}\s*[ap]\b|\b(?:overnight|at night|daytime|nighttime|midnight|noon)\b/i;

/** `06-22` beside `day`: hours without minutes. */
export const HOURS = /\b(?:0?\d|1\d|2[0-4])\s*[-–]\s*(?:0?\d|1\d|2[0-4])\b(?!\s*(?:m|%|\/|\.|-))/i;

/** Words beside the volume that the pump is set to after a fill. */
export const WORDS_OF_RESET: ReadonlySet<string> = new Set(
  'pump programmer reset set updated update entered with programmed fill refill full to at as new back only for'.split(
    ' ',
  ),
);

/** `4 per day`: how often a bolus may be given. */
export const TIMES_A_DAY = /^\d+\s*(?:x\s*)?(?:\/|per|a|each)\s*(?:day|24\s*h)/i;

/** A part of the dose: `decreased 1/4`. */
export const FRACTION = /(?<![\d/.])(?:1\/(?:[2-9]|10)|2\/3|3\/4)(?![\d/.])/;

/** What the program of a neurostimulator is stated in: `1.4 mA`, `210 us`, `14 Hz`. */
export const ELECTRIC = /\b\d+(?:\.\d+)?\s*(?:mA|mV|V|volts?|Hz|pps|us|µs|μs|usec|microseconds?)(?![a-z/])/i;

/** `5 mg/day increased to 5.5 mg/day`: such a verb is between the old value and the new one. */
export const MADE = /(?:ed|cut)$/;

/** A dose with which a pump begins, if no other item says from what to what it was changed. */
export const FIRST_DOSE: ReadonlySet<string> = new Set(['initial', 'starting', 'start', 'beginning', 'first']);

export const ALL_KIND_WORDS: ReadonlySet<string> = new Set<string>([
  ...Object.values(KIND_WORDS).flat(),
  'settings',
  'program',
  'programming',
  'changes',
]);

export const KIND_OF_MODE: ReadonlySet<string> = new Set<string>([...KIND_WORDS.mode, 'continuous']);

/** Nothing was programmed. */
export const AS_BEFORE: ReadonlySet<string> = new Set([
  'as before',
  'n/a',
  'na',
  'nil',
  'nc',
  'n/c',
  'nothing',
  'no chg',
  'hold at current dose',
  'held at current dose',
  'interrogated only',
  'interrogation only',
  'read only',
  'analysis only',
]);

export const NOTHING: ReadonlySet<string> = new Set(['', 'none', 'no', 'no change', 'unchanged', 'same', 'as before']);

/** How a pump runs that boluses and steps do not vary. */
export function isPlainMode(words: readonly string[]): boolean {
  return words.every(word => word === 'simple' || word === 'continuous' || word === 'mode' || FILLER.has(word));
}
