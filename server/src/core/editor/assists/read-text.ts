import type { CodeSets } from '../../codes/types.js';
import { at, lineBreak } from '../../edits/builders.js';
import type { Edit } from '../../edits/fix.js';
import { readChartText } from '../../intake/read-chart.js';
import { fenceText, noteLines, toNote } from '../../intake/to-note.js';
import type { IntakeResult } from '../../intake/types.js';
import { asKey } from '../../syntax/vocabulary.js';
import type { Block, Line } from '../../syntax/tree.js';
import { lineAt } from '../../syntax/line-at.js';

/** Chart text of a note, read into the fields of its encounter. */
export interface TextReading {
  /** `Read this text into fields (21 items, 2 in doubt)` */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Lines of a block that hold chart text. */
interface Passage {
  /** Whether the text is in a fence; else it is loose in the note. */
  readonly fenced: boolean;
  /** Including the lines of the fence. */
  readonly lines: readonly Line[];
  readonly source: string;
}

/** Fewer loose lines are a remark, not a chart. */
const MIN_LOOSE_LINES = 3;

/**
 * Reads chart text at an offset into fields: the text of the fence or of the loose lines there. Keys that the encounter
 * already has stay unchanged. Loose text is put in a fence, without what identifies the patient; if there is no
 * encounter above it, one is created.
 * @param to the end of a selection, whose lines are read
 * @returns undefined if there is no such text, or if nothing in it can be read
 */
export type ReadText = (block: Block, from: number, to: number) => TextReading | undefined;

/** A reader that keeps the last result, because every caret position in a passage asks again. */
export function createTextReader(codes: CodeSets): ReadText {
  let last:
    | { readonly block: Block; readonly start: number; readonly end: number; readonly read: TextReading | undefined }
    | undefined;
  return (block, from, to) => {
    const passage = to > from ? selected(block, from, to) : (fenceAt(block, from) ?? looseAt(block, from));
    const first = passage?.lines[0],
      end = passage?.lines.at(-1)?.end;
    if (!passage || !first || end === undefined) return undefined;
    if (last?.block !== block || last.start !== first.start || last.end !== end)
      last = { block, start: first.start, end, read: reading(block, passage, codes) };
    return last.read;
  };
}

function passageOf(block: Block, lines: readonly Line[], fenced: boolean): Passage | undefined {
  const inside = lines.filter(({ kind }) => kind !== 'fence-open' && kind !== 'fence-close');
  const first = inside[0],
    last = inside.at(-1);
  return first && last && { fenced, lines, source: block.text.slice(first.start, last.end) };
}

function selected(block: Block, from: number, to: number): Passage | undefined {
  const lines = block.lines.filter(({ start, end, kind }) => start < to && end >= from && kind !== 'header');
  const fenced = lines[0]?.kind === 'fence-open';
  // Fields and code lines of the note itself are not chart text.
  const isText = fenced || lines.every(line => isLoose(line) || line.kind === 'blank') || !block.header;
  return isText ? passageOf(block, lines, fenced) : undefined;
}

function fenceAt(block: Block, offset: number): Passage | undefined {
  const line = lineAt(block, offset);
  if (!line || !['fenced', 'fence-open', 'fence-close'].includes(line.kind)) return undefined;
  let first = line.number,
    last = line.number;
  while (first > 0 && block.lines[first]!.kind !== 'fence-open') first--;
  while (last + 1 < block.lines.length && block.lines[last]!.kind !== 'fence-close') last++;
  return passageOf(block, block.lines.slice(first, last + 1), true);
}

/** Lines that the parser does not recognize: stray text, and labels that are not keys. */
function isLoose(line: Line): boolean {
  return line.kind === 'stray' || (line.kind === 'field' && asKey(line.key.text) === undefined);
}

function looseAt(block: Block, offset: number): Passage | undefined {
  const line = lineAt(block, offset);
  if (!line || !isLoose(line)) return undefined;
  let first = line.number,
    last = line.number;
  // Everything above the first header is the chart: its labels can be keys of the language, such as `Dx:`.
  const belongs = (other: Line | undefined): boolean =>
    other !== undefined && (isLoose(other) || other.kind === 'blank' || (!block.header && other.kind !== 'fence-open'));
  while (belongs(block.lines[first - 1])) first--;
  while (belongs(block.lines[last + 1])) last++;
  while (block.lines[first]!.kind === 'blank') first++;
  while (block.lines[last]!.kind === 'blank') last--;
  const lines = block.lines.slice(first, last + 1);
  return lines.filter(isLoose).length < MIN_LOOSE_LINES ? undefined : passageOf(block, lines, false);
}

function reading(block: Block, passage: Passage, codes: CodeSets): TextReading | undefined {
  const result = readChartText(passage.source, codes);
  const { edits, count, unsure } = block.header
    ? intoEncounter(block, passage, result)
    : asEncounters(block, passage, result);
  if (count === 0) return undefined;
  const doubt = unsure ? `, ${unsure} in doubt` : '';
  return { title: `Read this text into fields (${count} ${count === 1 ? 'item' : 'items'}${doubt})`, edits };
}

type Made = { readonly edits: readonly Edit[]; readonly count: number; readonly unsure: number };

/** Adds fields to the encounter above the text; if the text has several visits, those of the first. */
function intoEncounter(block: Block, { lines, fenced, source }: Passage, { encounters }: IntakeResult): Made {
  const present = new Set(
    block.lines.flatMap(line =>
      line.kind === 'field' && line.items.length && !lines.includes(line) ? [line.key.text.toLowerCase()] : [],
    ),
  );
  const [encounter] = encounters;
  const fresh = encounter?.fields.filter(({ key }) => !present.has(key)) ?? [];
  if (!encounter || fresh.length === 0) return { edits: [], count: 0, unsure: 0 };
  const br = lineBreak(block);
  const made = noteLines({ ...encounter, codes: [] }, present)
    .map(line => line + br)
    .join('');
  const start = lines[0]!.start,
    end = lines.at(-1)!.end;
  const loose = `${made}"""${br}${fenceText(source).replaceAll('\n', br)}${br}"""`;
  return {
    edits: [fenced ? { at: at(block, start, start), text: made } : { at: at(block, start, end), text: loose }],
    count: fresh.length,
    unsure: fresh.filter(({ sure }) => !sure).length,
  };
}

/** Creates encounters from the text if there is none above it. */
function asEncounters(block: Block, { lines, source }: Passage, result: IntakeResult): Made {
  const fields = result.encounters.flatMap(one => one.fields);
  const br = lineBreak(block);
  const text = toNote(result, source).replace(/\n$/, '').replaceAll('\n', br);
  return {
    edits: [{ at: at(block, lines[0]!.start, lines.at(-1)!.end), text }],
    count: fields.length,
    unsure: fields.filter(({ sure }) => !sure).length,
  };
}
