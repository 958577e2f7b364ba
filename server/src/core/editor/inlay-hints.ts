import { alarmOf } from '../claim/history/alarm.js';
import { supportedDrugLines } from '../claim/drugs/drug-lines.js';
import { isUnknown } from '../claim/history/infusion-rate.js';
import { daysBetween } from '../encounter/date.js';
import type { Visit } from '../visit/visit.js';
import { lineAt } from '../syntax/line-at.js';
import type { Block } from '../syntax/tree.js';
import type { NoteFile, Position } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';

export const HINT_KINDS = ['diagnosisLetters', 'codeMeaning', 'unitArithmetic', 'alarmDate', 'daysSinceFill'] as const;
export type HintKind = (typeof HINT_KINDS)[number];

/** Words are shown unless they are switched off; numbers, which a coder compares by eye, only if they are asked for. */
export const SHOWN_BY_DEFAULT: ReadonlySet<HintKind> = new Set<HintKind>(['diagnosisLetters', 'codeMeaning']);

export interface InlayHint {
  readonly kind: HintKind;
  readonly at: Position;
  readonly text: string;
  /** Whole sentence, for the tooltip. */
  readonly tooltip: string;
}

/**
 * Hints of the kinds that are switched on, between two lines. Each is behind what it explains, so none moves the caret
 * while typing.
 */
export function inlayHints(
  workspace: Workspace,
  file: NoteFile,
  on: ReadonlySet<HintKind>,
  { fromLine = 0, toLine = Infinity }: { readonly fromLine?: number; readonly toLine?: number } = {},
): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  for (const block of file.blocks) {
    const first = file.firstLineOf(block);
    if (first > toLine || first + block.lines.length < fromLine) continue;
    const visit = workspace.visit(block);
    if (visit)
      hints.push(...hintsOf(file, visit, on).filter(hint => hint.at.line >= fromLine && hint.at.line <= toLine));
  }
  return hints;
}

function hintsOf(file: NoteFile, visit: Visit, on: ReadonlySet<HintKind>): InlayHint[] {
  return HINT_KINDS.filter(kind => on.has(kind)).flatMap(kind =>
    TEXTS[kind](visit).map(({ block, offset, text, tooltip }) => ({
      kind,
      at: file.rangeOf({ block, start: offset, end: offset }).start,
      text,
      tooltip,
    })),
  );
}

/** A hint behind an offset of a block. */
interface HintText {
  readonly block: Block;
  readonly offset: number;
  readonly text: string;
  readonly tooltip: string;
}

const TEXTS: Readonly<Record<HintKind, (visit: Visit) => readonly HintText[]>> = {
  diagnosisLetters: ({ encounter }) =>
    encounter.dx.map(dx => ({
      block: dx.block,
      offset: dx.codeSpan.end,
      text: dx.letter,
      tooltip: `Code lines point to this diagnosis with @${dx.letter}.`,
    })),
  codeMeaning: ({ encounter, codes }) =>
    encounter.codes.flatMap(({ code, block, line }): HintText[] => {
      const entry = codes.procedure(code);
      return entry ? [{ block, offset: line.end, text: entry.short, tooltip: entry.summary }] : [];
    }),
  unitArithmetic,
  alarmDate,
  daysSinceFill,
};

function unitArithmetic(visit: Visit): HintText[] {
  return supportedDrugLines(visit).flatMap(({ code, drugs, arithmetic, discarded }): HintText[] => {
    const drug = drugs[0]?.drug;
    if (!drug || !arithmetic || discarded) return [];
    return [{ ...endOfLine(drug.block, drug.end), text: resultFirst(arithmetic), tooltip: `${code}: ${arithmetic}` }];
  });
}

function alarmDate(visit: Visit): HintText[] {
  const alarm = alarmOf(visit);
  if (!alarm || isUnknown(alarm)) return [];
  const { block, end } = visit.encounter.next ?? alarm.filled;
  const tooltip = alarm.lastDay?.why ?? alarm.text;
  return [{ ...endOfLine(block, end), text: `alarm due ${alarm.planBy}`, tooltip }];
}

function daysSinceFill({ encounter, fill, date, history }: Visit): HintText[] {
  if (fill !== 'refill' || !date || !encounter.fill) return [];
  const last = history.since('filled')?.newest;
  if (!last) return [];
  return [
    {
      ...endOfLine(encounter.block, encounter.fill.end),
      text: `${daysBetween(last.date, date)} d since fill`,
      tooltip: `The pump was last filled on ${last.date}.`,
    },
  ];
}

/** `x8 = 80 mg ÷ 10 mg` of `2000 mcg/mL × 40 mL = 80 mg ÷ 10 mg = 8`: an editor cuts a long hint at its end. */
function resultFirst(arithmetic: string): string {
  const steps = arithmetic.split(' = ');
  return `x${steps.at(-1)}${steps.length > 1 ? ` = ${steps.at(-2)}` : ''}`;
}

function endOfLine(block: Block, offset: number): { readonly block: Block; readonly offset: number } {
  return { block, offset: lineAt(block, offset)?.end ?? offset };
}
