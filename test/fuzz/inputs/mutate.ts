import { KEYS, SERVICES } from '../../../server/src/core/syntax/vocabulary';
import type { Corpus } from './corpus';
import { HOSTILE_CHARACTERS, hostileText } from './hostile';
import type { Random } from './random';

type Mutator = (text: string, random: Random, corpus: Corpus) => string;

/** Replaces one of the matches of a pattern; the text itself where there is none. */
function swapOne(text: string, random: Random, pattern: RegExp, by: (match: string) => string): string {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return text;
  const match = random.pick(matches);
  return text.slice(0, match.index) + by(match[0]) + text.slice(match.index + match[0].length);
}

function inLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

/** Changes that know nothing of the language. */
const BY_CHARACTER: readonly Mutator[] = [
  (text, random) => cut(text, random.below(text.length + 1), random.between(1, 3), ''),
  (text, random) => cut(text, random.below(text.length + 1), random.between(1, 60), ''),
  (text, random) => cut(text, random.below(text.length + 1), 0, random.pick(HOSTILE_CHARACTERS)),
  (text, random) => cut(text, random.below(text.length + 1), 1, random.pick(HOSTILE_CHARACTERS)),
  (text, random) =>
    cut(text, random.below(text.length + 1), random.below(2), String.fromCharCode(random.between(32, 126))),
  (text, random) => {
    const at = random.below(text.length);
    return cut(text, at, 2, (text[at + 1] ?? '') + (text[at] ?? ''));
  },
  (text, random) => {
    const at = random.below(text.length + 1),
      part = text.slice(at, at + random.between(1, 80));
    return cut(text, random.below(text.length + 1), 0, part);
  },
  (text, random) => {
    const at = random.below(text.length + 1),
      length = random.between(1, 20),
      part = text.slice(at, at + length);
    return cut(text, at, length, random.chance(0.5) ? part.toUpperCase() : part.toLowerCase());
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => cut(text, random.below(text.length + 1), 0, hostileText(random)),
];

/** Changes of whole lines: forgotten, doubled, moved, taken from elsewhere, run together, broken in two. */
const BY_LINE: readonly Mutator[] = [
  (text, random) => inLines(text, lines => lines.splice(random.below(lines.length), random.between(1, 3))),
  (text, random) =>
    inLines(text, lines => {
      const line = random.pick(lines);
      lines.splice(random.below(lines.length + 1), 0, line);
    }),
  (text, random) =>
    inLines(text, lines => {
      const [line] = lines.splice(random.below(lines.length), 1);
      lines.splice(random.below(lines.length + 1), 0, line!);
    }),
  (text, random, { lines: others }) =>
    inLines(text, lines => lines.splice(random.below(lines.length + 1), random.below(2), random.pick(others))),
  (text, random) => swapOne(text, random, /\n/g, () => random.pick(['', ' ', '\r', '\r\n', '\n\n', '\u2028'])),
  (text, random) => cut(text, random.below(text.length + 1), 0, '\n'),
  text => text.replaceAll('\n', '\r\n'),
  text => text.replaceAll('\n', '\r'),
  (text, random, { notes }) => {
    const other = random.pick(notes),
      at = random.below(other.length);
    return text.slice(0, random.below(text.length + 1)) + other.slice(at, at + 2000);
  },
  (text, random, { notes }) => `${text}${random.pick(['\n', ''])}${random.pick(notes).slice(0, 2000)}`,
  (text, random) =>
    inLines(text, lines => {
      const at = random.below(lines.length);
      lines[at] = random.pick(['  ', '\t', '', '; ', '| ', '? ', '"""']) + lines[at]!;
    }),
  (text, random) =>
    inLines(text, lines => {
      const at = random.below(lines.length);
      lines[at] += random.pick(['  ; why', ' ;x', '  ', '\t', ',', ', ', ' "', '  ; "']);
    }),
];

const NUMBERS = [
  '0',
  '1',
  '00',
  '-1',
  '.5',
  '5.',
  '1.2.3',
  '1,000',
  '1,0',
  '0.0',
  '1e3',
  '40',
  '39.99',
  '2000',
  '99999999999999999999',
  '0.000000000001',
  '٣',
  'NaN',
  'Infinity',
  '',
];
const UNITS = [
  'mL',
  'ml',
  'mg',
  'mcg',
  'ug',
  'µg',
  'mg/mL',
  'mcg/mL',
  '%',
  'mg/day',
  'mcg/day',
  'mL/day',
  'mo',
  'min',
  'g',
  'L',
  'units',
  '',
];
const CODES = [
  '95990',
  '95991',
  '62367',
  '62368',
  '62369',
  '62370',
  '96522',
  '96521',
  '62350',
  '62351',
  '62355',
  '62360',
  '62361',
  '62362',
  '62365',
  '95971',
  '95970',
  '99211',
  '99213',
  '99214',
  '99417',
  'G2211',
  '76942',
  '77002',
  'J0475',
  'J0476',
  'J2274',
  'J2278',
  'J7999',
  'J3490',
  'J1170',
  'A4220',
  'A4221',
  'C1772',
  'E0783',
  'S9328',
  '0001F',
  '99999',
  'Z9999',
  '9599O',
  '959900',
  '',
];
const MODIFIERS = [
  '25',
  '26',
  '50',
  '51',
  '52',
  '53',
  '57',
  '58',
  '59',
  '73',
  '74',
  '76',
  '78',
  '79',
  'AS',
  'GC',
  'JW',
  'JZ',
  'KD',
  'LT',
  'QX',
  'RT',
  'TB',
  'XU',
  '11',
  '1',
  'ABC',
];
const DATES = [
  '2026-11-20',
  '2026-11-21',
  '2023-06-30',
  '2023-07-01',
  '2017-01-01',
  '2024-02-29',
  '2025-02-29',
  '2026-00-10',
  '9999-12-31',
  '0000-01-01',
  '11/20/2026',
  '1/2/26',
  '2026-11',
  '2026/11/20',
  '20261120',
  '',
];
const DIAGNOSES = [
  'G80.0',
  'g800',
  'Z45.1',
  'Z45.49',
  'M54.5',
  'M54.50',
  'G89.4',
  'G89.2',
  'T85.610A',
  'T85.695D',
  'G35',
  'G35.A',
  'F11.20',
  'X99',
  'Z',
  'G80.0.1',
  '',
];
const TAGS = [
  '@office',
  '@home',
  '@asc',
  '@opd',
  '@snf',
  '@er',
  '@11',
  '@99',
  '@',
  '#medicare',
  '#aetna',
  '#uhc',
  '#self-pay',
  '#workers-comp',
  '#x',
  '#',
  '!stopped',
  '!postop',
  '!new-patient',
  '!x',
  'bill=facility',
  'bill=pro',
  'bill=',
  '=x',
];

/**
 * Changes that know the language: numbers, units, dates, codes, keys, tags, strings and separators for others of their
 * kind.
 */
const BY_GRAMMAR: readonly Mutator[] = [
  (text, random) => swapOne(text, random, /\d[\d.,]*/g, () => random.pick(NUMBERS)),
  (text, random) => swapOne(text, random, /\b(?:m[Ll]|mc?g)(?:\/(?:mL|day))?\b/g, () => random.pick(UNITS)),
  (text, random) => swapOne(text, random, /\d{4}-\d\d-\d\d/g, () => random.pick(DATES)),
  (text, random) => swapOne(text, random, /^\d{4}-\d\d-\d\d/gm, () => random.pick(DATES)),
  (text, random) => swapOne(text, random, /^[A-Z\d]{5}\b/gm, () => random.pick(CODES)),
  (text, random) => swapOne(text, random, /^[A-Z\d]{5}\b/gm, code => `${code}-${random.pick(MODIFIERS)}`),
  (text, random) => swapOne(text, random, /^[A-Z\d]{5}\b/gm, code => `? ${code}`),
  (text, random) =>
    swapOne(text, random, /-[A-Z\d]{2}\b/g, () => (random.chance(0.4) ? '' : `-${random.pick(MODIFIERS)}`)),
  (text, random) => swapOne(text, random, / x\d+/g, () => random.pick([' x0', ' x1', ' x999', ' x', ''])),
  (text, random) =>
    swapOne(text, random, / @[A-L]+/g, () => random.pick([' @A', ' @AB', ' @L', ' @M', ' @', '', ' @AA'])),
  (text, random) => swapOne(text, random, /\b[A-Z]\d\d(?:\.\w+)?/g, () => random.pick(DIAGNOSES)),
  (text, random) => swapOne(text, random, /^[a-z-]+:/gm, () => `${random.pick(KEYS)}:`),
  (text, random) => swapOne(text, random, /^[a-z-]+:.*/gm, line => line.slice(0, line.indexOf(':') + 1)),
  (text, random) => swapOne(text, random, /, [^,\n]*/g, () => ''),
  (text, random) => swapOne(text, random, /,/g, () => random.pick([', ,', ',,', '', ' ', '; '])),
  (text, random) => swapOne(text, random, /"/g, () => random.pick(['', '""', '“', "'"])),
  (text, random) => swapOne(text, random, /->/g, () => random.pick(['→', 'to', '', '-', '>', '-> 5 ->'])),
  (text, random) =>
    swapOne(text, random, /\b(?:refill|reprogram|interrogate|implant|replace|remove|revise|trial|visit)\b/g, () =>
      random.pick(SERVICES),
    ),
  (text, random) => swapOne(text, random, /[@#!]\w[\w-]*|bill=\w+/g, () => random.pick(TAGS)),
  (text, random) => swapOne(text, random, /^\d{4}-\d\d-\d\d .*$/gm, line => `${line} ${random.pick(TAGS)}`),
  (text, random) =>
    swapOne(text, random, /\bP-\d+/g, () => random.pick(['P-014', 'p-014', 'P-022', 'Smith', '', 'P_1', '014'])),
  (text, random) =>
    swapOne(text, random, /\b(?:RN|MD|NP|DO|PA)\b/g, () =>
      random.pick(['RN', 'rn', 'MD', 'NP', 'PA-C', 'PT', 'LPN', 'CRNA', 'Dr', '']),
    ),
  (text, random) =>
    swapOne(
      text,
      random,
      /\b(?:practice|pharmacy|commercial|compounded|IT|programmable|aseptic|template|volume only|none)\b/g,
      () =>
        random.pick([
          'practice',
          'pharmacy',
          'patient',
          'hospital',
          'commercial',
          'compounded',
          'IT',
          'IV',
          'epidural',
          'constant-flow',
          'reservoir',
          'programmable',
          'volume only',
          'none',
          'not given',
          '',
        ]),
    ),
  (text, random) =>
    `${text}${random.pick(['\n', ''])}${random.pick(['ok', 'dx', 'drug', 'stop', 'device', 'catheter', 'auth', 'query'])}: ${random.pick(['service-mismatch "agreed", KL', 'drug-units', 'new, laminectomy', 'after-start, in room', 'out X1, in SynchroMed II 8637-40', 'G80.0', 'A-1, 62370', '"'])}\n`,
];

function cut(text: string, at: number, length: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}

/** A real note with one to eight things done to it. */
export function mutatedNote(random: Random, corpus: Corpus): string {
  let text = random.pick(corpus.notes).slice(0, 6000);
  if (random.chance(0.3)) text += `\n${random.pick(corpus.notes).slice(0, 3000)}`;
  for (let count = random.between(1, 8); count > 0; count--) {
    text = random
      .pick(mutationsOf(random.below(10)))(text, random, corpus)
      .slice(0, 12_000);
  }
  return text;
}

function mutationsOf(kind: number): typeof BY_GRAMMAR {
  if (kind < 6) return BY_GRAMMAR;
  return kind < 8 ? BY_LINE : BY_CHARACTER;
}

/** One edit of a text, anywhere: halves of pairs and of line breaks are as good as any other place. */
export function someInsertion(random: Random, corpus: Corpus): string {
  switch (random.below(6)) {
    case 0:
      return '';
    case 1:
      return random.pick(HOSTILE_CHARACTERS);
    case 2:
      return random.pick([
        '\n',
        '\r',
        '\r\n',
        '"""\n',
        '\n"""',
        '2026-11-20 visit P-9\n',
        '\n2026-11-20 refill P-014 @office',
        ' ',
        'x',
        '\ud83d',
        '\ude00',
      ]);
    case 3:
      return `${random.pick(corpus.lines)}\n`;
    case 4:
      return random.pick(corpus.lines);
    default:
      return random.pick(corpus.notes).slice(0, 1500);
  }
}
