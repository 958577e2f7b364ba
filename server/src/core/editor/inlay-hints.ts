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

/** Hints of the kinds that are switched on, between two lines. Each is behind what it explains, so none moves the caret while typing. */
export function inlayHints(
  workspace: Workspace,
  file: NoteFile,
  on: ReadonlySet<HintKind>,
  fromLine = 0,
  toLine = Infinity,
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
  const { encounter, codes, date } = visit;
  const hints: InlayHint[] = [];
  if (on.has('diagnosisLetters')) {
    for (const dx of encounter.dx)
      hints.push(
        hint(
          'diagnosisLetters',
          file,
          dx.block,
          dx.codeSpan.end,
          dx.letter,
          `Code lines point to this diagnosis with @${dx.letter}.`,
        ),
      );
  }
  for (const line of on.has('codeMeaning') ? encounter.codes : []) {
    const entry = codes.procedure(line.code);
    if (entry) hints.push(hint('codeMeaning', file, line.block, line.line.end, entry.short, entry.summary));
  }
  if (on.has('unitArithmetic')) {
    for (const supported of supportedDrugLines(visit)) {
      const drug = supported.drugs[0]?.drug;
      if (drug && supported.arithmetic && !supported.discarded)
        hints.push(
          hint(
            'unitArithmetic',
            file,
            drug.block,
            lineEnd(drug.block, drug.end),
            resultFirst(supported.arithmetic),
            `${supported.code}: ${supported.arithmetic}`,
          ),
        );
    }
  }
  const alarm = on.has('alarmDate') ? alarmOf(visit) : undefined;
  if (alarm && !isUnknown(alarm)) {
    const where = encounter.next ?? alarm.filled;
    hints.push(
      hint(
        'alarmDate',
        file,
        where.block,
        lineEnd(where.block, where.end),
        `alarm due ${alarm.planBy}`,
        alarm.lastDay?.why ?? alarm.text,
      ),
    );
  }
  if (on.has('daysSinceFill') && visit.fill === 'refill' && date && encounter.fill) {
    const last = visit.history.since('filled')?.newest;
    if (last)
      hints.push(
        hint(
          'daysSinceFill',
          file,
          encounter.block,
          lineEnd(encounter.block, encounter.fill.end),
          `${daysBetween(last.date, date)} d since fill`,
          `The pump was last filled on ${last.date}.`,
        ),
      );
  }
  return hints;
}

/** `x8 = 80 mg ÷ 10 mg` of `2000 mcg/mL × 40 mL = 80 mg ÷ 10 mg = 8`: an editor cuts a long hint at its end. */
function resultFirst(arithmetic: string): string {
  const steps = arithmetic.split(' = ');
  return `x${steps.at(-1)}${steps.length > 1 ? ` = ${steps.at(-2)}` : ''}`;
}

function hint(kind: HintKind, file: NoteFile, block: Block, offset: number, text: string, tooltip: string): InlayHint {
  return { kind, at: file.rangeOf({ block, start: offset, end: offset }).start, text, tooltip };
}

function lineEnd(block: Block, offset: number): number {
  return lineAt(block, offset)?.end ?? offset;
}
