import type { CodeSets } from '../../codes/types.js';
import { readChartText } from '../../intake/read-chart.js';
import { fenceText } from '../../intake/to-note.js';
import { PATIENT_GAP, type IntakeEncounter } from '../../intake/types.js';
import { isOnEmptyLine } from '../../syntax/line-at.js';
import { splitBlocks } from '../../syntax/parse.js';
import type { Block } from '../../syntax/tree.js';
import { gap, type Gap } from '../completion/suggestion.js';
import { linesWithGaps } from './paste-gaps.js';

/** Chart text as it is pasted: header and fields with a gap for the patient, and the text in a fence below. */
export interface PastedChart {
  readonly typed: readonly (string | Gap)[];
  /** Proposed items, and how many of them are in doubt. */
  readonly items: number;
  readonly unsure: number;
}

/** A text of fewer lines is pasted as it is. */
const MIN_LINES = 3;
/** A text from which fewer items are read for sure is no chart of a pump visit. */
const MIN_ITEMS = 4;

/**
 * Reads text that is pasted at a place of a note.
 * @returns undefined if it is no chart text, is a note already, or the place is inside a line or a fence
 */
export function pasteChart(block: Block, offset: number, text: string, codes: CodeSets): PastedChart | undefined {
  if (!isOnEmptyLine(block, offset) || text.split('\n').length < MIN_LINES || splitBlocks(text).length > 1)
    return undefined;
  const result = readChartText(text, codes);
  const { encounters } = result;
  const fields = encounters.flatMap(one => one.fields);
  if (fields.filter(({ sure }) => sure).length < MIN_ITEMS) return undefined;
  const isBegun = block.header !== undefined && !block.lines.some(({ kind }) => kind === 'field');
  const [encounter] = encounters;
  const fence = `"""\n${fenceText(text)}\n"""\n`;
  const typed =
    isBegun && encounters.length === 1
      ? [...linesWithGaps(encounter!), fence]
      : [
          ...encounters.flatMap((one, i) => [...(i > 0 ? ['\n'] : []), ...headerWithGap(one), ...linesWithGaps(one)]),
          `\n${fence}`,
        ];
  return { typed, items: fields.length, unsure: fields.filter(({ sure }) => !sure).length };
}

/** The header with a gap for the patient, who is never read from the text. */
function headerWithGap({ header }: IntakeEncounter): (string | Gap)[] {
  const at = header.indexOf(PATIENT_GAP);
  return [header.slice(0, at), gap(PATIENT_GAP), `${header.slice(at + PATIENT_GAP.length)}\n`];
}
