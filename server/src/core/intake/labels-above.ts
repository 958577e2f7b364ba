import type { Line } from './source-text.js';

/** A line that names the value on the line below it. */
export interface LabelAbove {
  readonly label: Line;
  readonly value: Line;
}

/** Words of a form's labels. */
const KNOWN =
  /\b(?:date|site|place|payer|insurance|provider|nurse|by|pump|model|serial|volume|residual|aspirated|filled|drug|medication|concentration|lot|exp\w*|dose|rate|alarms?|next|return|dx|diagnos\w+|needle|reservoir|battery|eri|location|technique|response|vitals)\b/;
const MAX_LABEL = 36;
const MIN_PAIRS = 4;

/** Labels each on a line above its value, as a portal prints a form; none if the text is not such a form. */
export function labelsAbove(text: string, lines: readonly Line[]): LabelAbove[] {
  return blocksOf(lines).flatMap(block => {
    if (block.length < 2 * MIN_PAIRS || block.length % 2) return [];
    const pairs = block.flatMap((label, i) => (i % 2 ? [] : [{ label, value: block[i + 1]! }]));
    const named = pairs.filter(({ label }) => KNOWN.test(wordsOf(text, label)));
    const isForm = pairs.every(({ label }) => isLabel(wordsOf(text, label))) && named.length > pairs.length * 0.7;
    return isForm ? pairs : [];
  });
}

function blocksOf(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [[]];
  for (const line of lines)
    if (line.empty) blocks.push([]);
    else blocks.at(-1)!.push(line);
  return blocks;
}

function isLabel(words: string): boolean {
  return words.length <= MAX_LABEL && !/[:.;,]|\d{2}/.test(words);
}

function wordsOf(text: string, { start, end }: Line): string {
  return text.slice(start, end);
}
