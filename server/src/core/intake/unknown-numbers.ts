import type { Span } from '../syntax/tree.js';
import { datesIn } from './dates.js';
import { measuresIn } from './measures.js';
import { normalize } from './source-text.js';

/** Fewer digits make no number of a record, an account or a telephone; behind a letter one less does. */
const MIN_DIGITS = 5;
/** Letters and digits with signs between them, or groups of digits that blanks part. */
const NUMBER =
  /(?<![\w.,$/-])(?:\d{3}(?: \d{3}){2,4}|\d{4} \d{5}|\d{2,4}(?: \d{2,4}){2,4}|[a-z]{0,4}-?\d\w{0,20}(?:[-./]\w{1,20}){0,4})(?![\w]|[-/]\w)/g;
const DIGIT = '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)';
/** A number that is spoken digit by digit. */
const SPOKEN = new RegExp(`(?<![\\w-])${DIGIT}(?:[ -]${DIGIT}){4,20}(?![\\w-])`, 'g');

/** Numbers that their shape tells to be of no person. */
const KNOWN: readonly RegExp[] = [
  // A blood pressure, a span of time, a model, the serial number of a pump.
  /^\d{2,3}\/\d{2,3}(?:[-/]\d{1,3}(?:\.\d)?){0,4}$/,
  /^(?:[01]\d|2[0-4])[0-5]\d-(?:[01]\d|2[0-4])[0-5]\d$/,
  /^(?:8637|8667|8626|8627)-?\d\d$/,
  /^(?:n[gmhn][a-z]\d{5,7}[a-z]?|\dp\d{7})$/,
  // A diagnosis, the month of an expiry, a drug code, a service of pumps, a decimal.
  /^[a-z]\d[0-9a-z](?:\.[0-9a-z]{1,4})?$/,
  /^\d{1,2}[-/]\d{4}$/,
  /^[acegjklqsv]\d{4}(?:-[a-z]{2})*$/,
  /^(?:6[2-4]\d{3}|7[5-7]\d{3}|9[56]\d{3}|99[2-4]\d\d)(?:-[0-9a-z]{2})*$/,
  /^\d+\.\d{1,3}$/,
];

/** A word near before a number that tells what thing it is of, and one that tells that it is of a person. */
const OF_THING =
  /\b(?:lot|batch|serial|ser|s\/n|sn|model|rx|prescription|ndc|npi|auth\w*|invoice|cpt|hcpcs|icd\S*|catheter|pump|programmer|device|kit|exp|bud|reference|ref|version)\b[^\n]{0,40}$/;
const OF_PERSON =
  /\b(?:mrn?|record|rec|chart|acc\w*|dob|born|birth\w*|phone|tel\w*|fax|cell|call|id|member|policy|claim|subscriber|patient|pt|ssn|csn|fin|hospital|hosp|our|your|file|case|order|address|job)\b[^\n]{0,16}$/;
/** The label right before a number of a person: a short number is one too. */
const LABEL_OF_PERSON =
  /\b(?:mrn?|chart|acc(?:oun)?t|dob|phone|tel|fax|cell|mobile|ext(?:ension)?|badge|pager|beeper|employee|emp|staff|vocera|subject|id|identifier|member|policy|claim|subscriber|ssn|csn|fin|hosp(?:ital)?|zip|pin)\.?(?:[ ](?:no|number|nr|num|id|#)\.?)?[ :#.=-]{0,12}$/;
const BIRTH_LABEL = /\b(?:b\.?|born|dob|d\.o\.b\.?|birth\w*|yob|year of birth)(?: in)?[ :.]{0,4}$/;
const MIN_LABELED_DIGITS = 3;
const MAX_LABEL = 60;

/** Long numbers that are no amount, no day, no code, and not the number of a thing. */
export function unknownNumbersIn(source: string): Span[] {
  const text = normalize(source);
  const read = coveredBy(text.length, [...measuresIn(text), ...datesIn(text)]);
  const spoken = [...text.matchAll(SPOKEN)].map(({ index, 0: words }) => ({ start: index, end: index + words.length }));
  const written = [...text.matchAll(NUMBER)].flatMap(({ index: start, 0: words }): Span[] => {
    const end = start + words.length;
    const before = text.slice(Math.max(0, start - MAX_LABEL), start);
    const ofPerson = OF_PERSON.test(before);
    const digits = words.replaceAll(/\D/g, '').length;
    if (isLabeled(before, words, digits)) return [{ start, end }];
    // A tab parts two numbers, and so does a blank where nothing says that the number is a person's.
    if (source.slice(start, end).includes('\t') || (/^\d\d? | \d\d? /.test(words) && !ofPerson)) return [];
    const isKnown =
      digits < (/^[a-z]\d/.test(words) ? MIN_DIGITS - 1 : MIN_DIGITS) ||
      KNOWN.some(shape => shape.test(words)) ||
      (OF_THING.test(before) && !ofPerson) ||
      /^ ?(?:ml|cc|mg|mcg|ug|units?|%|mo\b|min\b)/.test(text.slice(end, end + 8)) ||
      read.subarray(start, end).includes(1);
    return isKnown ? [] : [{ start, end }];
  });
  return [...written, ...spoken];
}

/** `ext 4417`, `badge 7712`, `b. 07/1961`: a number of a person by the label right before it. */
function isLabeled(before: string, words: string, digits: number): boolean {
  if (BIRTH_LABEL.test(before) && /(?:^|\D)(?:19|20)\d\d$/.test(words)) return true;
  return digits >= MIN_LABELED_DIGITS && LABEL_OF_PERSON.test(before) && !/^\d{1,2}\.\d$/.test(words);
}

/** One byte for each place of a text: 1 where a span covers it. */
function coveredBy(length: number, spans: readonly Span[]): Uint8Array {
  const places = new Uint8Array(length);
  for (const { start, end } of spans) places.fill(1, start, end);
  return places;
}
