import type { Span } from '../syntax/tree.js';
import { JOINED_LABEL } from './wordings/sections.js';

const known = new RegExp(`^(?:(.*) )?(?:${JOINED_LABEL})$`);
const MAX_PARTS = 5,
  MAX_LABEL = 24;
/** Characters of one value: longer ones are prose. */
const MAX_VALUE = 32;

/** What a segment tells of its label. */
interface Labeled extends Span {
  readonly text: string;
  readonly label: string;
  readonly valueStart: number;
  readonly labeled: boolean;
}

/**
 * A label of several parts with a value of as many, `Lot/BUD/Rx: G-8 / 01/02/27 / 90117`, as one segment for each part;
 * any other segment as it is.
 */
export function apart<T extends Labeled>(segment: T): readonly T[] {
  if (!segment.labeled) return [segment];
  const { label, from } = wholeLabel(segment);
  const value = segment.text.slice(from);
  const labels = labelsOf(label) ?? spacedLabels(label, value);
  const values = labels && valuesIn(value, labels.length);
  const unit = UNIT.exec(values?.at(-1)?.words ?? '')?.[1];
  return values
    ? values.map(({ at, words }, i) => {
        const start = segment.start + from + at;
        const place = { start, end: start + words.length, text: words, label: labels[i]!, valueStart: start };
        return { ...segment, ...place, ...(unit === undefined ? {} : { unit }) };
      })
    : [segment];
}

/** The unit of the last value, which those before it share: `980 / 985 mcg/day`. */
const UNIT = /\d ?(ml|cc|mc?g\/d(?:ay)?|mc?g\/ml)$/;

/** `Residual: predicted / measured: 5.5 / 5.2 mL`: the words behind the first colon are of the label too. */
function wholeLabel({ text, label, start, valueStart }: Labeled): { readonly label: string; readonly from: number } {
  const from = valueStart - start;
  const more = /^([a-z][a-z .]{0,20} \/ [a-z][a-z .]{0,20}): +/.exec(text.slice(from));
  return more ? { label: `${label} ${more[1]}`, from: from + more[0].length } : { label, from };
}

/** Parts of a label between blanks and a slash, before a value with as many. */
function spacedLabels(label: string, value: string): string[] | undefined {
  const parts = label.split(' / ');
  const isList =
    parts.length > 1 &&
    parts.length <= MAX_PARTS &&
    value.split(' / ').length === parts.length &&
    parts.every(part => part.length <= MAX_LABEL && !/\b(?:ok|yes|done|in chart|on file)\b/.test(part));
  if (!isList || !/\d|\b(?:none|yes|no|y|n)\b/.test(value)) return undefined;
  const subject = parts[0]!.split(' ').slice(0, -1).join(' ');
  return parts.map((part, i) =>
    i > 0 && subject && /^(?:pre|post|before|after|old|new)$/.test(part) ? `${subject} ${part}` : part,
  );
}

/** `alarms before`, `alarms after` of `alarms before/after`; undefined if a part is no label that forms join. */
function labelsOf(label: string): string[] | undefined {
  const inside = /^([^()]+) \(([^()]*\/[^()]*)\)$/.exec(label);
  if (inside) {
    const named = inside[2]!.split(/ ?\/ ?/);
    return named.every(part => known.test(part)) ? named.map(part => `${inside[1]} ${plain(part)}`) : undefined;
  }
  const parts = label.replaceAll(/ ?\([^)]*\)/g, '').split(/ ?[/&,] ?| and /);
  if (parts.length < 2 || parts.length > MAX_PARTS || !parts.every(part => known.test(part))) return undefined;
  const subject = known.exec(parts[0]!)![1];
  return parts.map((part, i) => plain(i > 0 && subject && !known.exec(part)![1] ? `${subject} ${part}` : part));
}

/** What the programmer shows is what is expected. */
function plain(label: string): string {
  return label.replace(/\b(?:programmer|computed)$/, 'expected');
}

function valuesIn(value: string, count: number): { readonly at: number; readonly words: string }[] | undefined {
  // Blanks part only numbers: `G-8 03/2028`, not `6.2/6.0 mL`.
  const blanks = /^\S*\d\S*(?: +\S*\d\S*)+$/.test(value) ? [/ +/g] : [];
  for (const separator of [/ \/ ?|\/ /g, /[,;] /g, ...blanks, /\//g]) {
    const values: { at: number; words: string }[] = [];
    let at = 0;
    for (const mark of [...value.matchAll(separator), { index: value.length, 0: '' }]) {
      const words = value.slice(at, mark.index);
      const lead = /^ */.exec(words)![0].length;
      values.push({ at: at + lead, words: words.trim().replace(/[.;]$/, '') });
      at = mark.index + mark[0].length;
    }
    if (values.length === count && values.every(({ words }) => words !== '' && words.length <= MAX_VALUE))
      return values;
  }
  return undefined;
}
