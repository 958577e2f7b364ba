import type { CodeSets } from '../../codes/types.js';
import { readChartText } from '../../intake/read-chart.js';
import type { ProposedField } from '../../intake/types.js';
import { escape } from '../../explain/markdown.js';
import { lineAt } from '../../syntax/line-at.js';
import type { Block, Line } from '../../syntax/tree.js';
import { asKey, isTextKey, type Key } from '../../syntax/vocabulary.js';
import { doubtAt } from '../assists/doubts.js';

/** A longer line is cut. */
const MAX_WORDS = 160;

/**
 * The line of the encounter's fence from which the item at an offset was read.
 * @param numberOf the number of a line in its file, from 1
 * @returns Markdown; undefined if the encounter has no fence or its text does not state the item
 */
export function sourceWords(
  block: Block,
  offset: number,
  codes: CodeSets,
  numberOf: (at: { block: Block; start: number; end: number }) => number | undefined,
): string | undefined {
  const stated = itemAt(block, offset);
  const fence = stated && fenceOf(block);
  if (!fence) return undefined;
  const found = readChartText(fence.text, codes)
    .encounters.flatMap(({ fields }) => fields)
    .find(field => isSame(field, stated));
  if (!found) return undefined;
  const end = fence.text.indexOf('\n', found.end);
  const words = fence.text
    .slice(fence.text.lastIndexOf('\n', found.start) + 1, end < 0 ? undefined : end)
    .replaceAll(/\s+/g, ' ')
    .trim();
  const line = numberOf({ block, start: fence.start + found.start, end: fence.start + found.end });
  const cut = words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS - 1)}…` : words;
  return `Read from ${line === undefined ? 'the text below' : `line ${line}`}: “${escape(cut)}”`;
}

interface StatedItem {
  readonly key: Key;
  readonly item: string;
}

/** The item of a field, or the reading in doubt. */
function itemAt(block: Block, offset: number): StatedItem | undefined {
  const doubt = doubtAt(block, offset);
  if (doubt) return doubt;
  const line = lineAt(block, offset);
  const key = line?.kind === 'field' ? asKey(line.key.text.toLowerCase()) : undefined;
  const item =
    line?.kind === 'field' ? line.items.find(({ start, end }) => start <= offset && offset <= end) : undefined;
  return key && item && { key, item: item.text };
}

function isSame({ key, item }: ProposedField, stated: StatedItem): boolean {
  if (key !== stated.key) return false;
  const [a, b] = [item, stated.item].map(text => text.toLowerCase().replaceAll(/\s+/g, ' ').trim()) as [string, string];
  return isTextKey(key) ? a === b || b.includes(a) : a === b;
}

/** The text of the first fence of a block, and where it starts. */
function fenceOf(block: Block): { readonly text: string; readonly start: number } | undefined {
  const first = block.lines.findIndex(({ kind }) => kind === 'fenced');
  if (first < 0) return undefined;
  const isInside = ({ kind }: Line): boolean => kind === 'fenced';
  const after = block.lines.findIndex((line, i) => i > first && !isInside(line));
  const last = block.lines[(after < 0 ? block.lines.length : after) - 1]!;
  const { start } = block.lines[first]!;
  return { text: block.text.slice(start, last.end), start };
}
