import { supportedDrugLines } from '../claim/drug-lines.js';
import { daysBetween } from '../encounter/date.js';
import type { Visit } from '../encounter/visit.js';
import type { Block } from '../syntax/tree.js';
import type { NoteFile, Position } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';

export const HINT_KINDS = ['diagnosisLetters', 'codeMeaning', 'unitArithmetic', 'daysSinceFill'] as const;
export type HintKind = (typeof HINT_KINDS)[number];

export interface InlayHint {
  readonly kind: HintKind;
  readonly at: Position;
  readonly text: string;
  /** Whole sentence, for the tooltip. */
  readonly tooltip: string;
  readonly before: boolean;
}

/** Hints of the kinds that are switched on, between two lines. All but the letters stand at the end of their line, so none moves the caret. */
export function inlayHints(workspace: Workspace, file: NoteFile, on: ReadonlySet<HintKind>, fromLine = 0, toLine = Infinity): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  for (const block of file.blocks) {
    const first = file.firstLineOf(block);
    if (first > toLine || first + block.lines.length < fromLine) continue;
    const visit = workspace.visit(block);
    if (visit) hints.push(...hintsOf(file, visit, on).filter((hint) => hint.at.line >= fromLine && hint.at.line <= toLine));
  }
  return hints;
}

function hintsOf(file: NoteFile, visit: Visit, on: ReadonlySet<HintKind>): InlayHint[] {
  const { encounter, codes, date } = visit;
  const hints: InlayHint[] = [];
  if (on.has('diagnosisLetters')) {
    for (const dx of encounter.dx) hints.push(hint('diagnosisLetters', file, dx.block, dx.codeSpan.start, `${dx.letter}:`, `Code lines point to this diagnosis with @${dx.letter}.`, true));
  }
  for (const line of encounter.codes) {
    const entry = codes.procedure(line.code);
    const parts: string[] = [];
    if (on.has('codeMeaning') && entry) parts.push(fewWords(entry.summary));
    if (parts.length) hints.push(hint('codeMeaning', file, line.block, line.line.end, parts.join(' · '), entry!.summary, false));
  }
  if (on.has('unitArithmetic')) {
    for (const supported of supportedDrugLines(visit)) {
      const drug = supported.drugs[0]?.drug;
      if (drug && supported.arithmetic && !supported.discarded) hints.push(hint('unitArithmetic', file, drug.block, lineEnd(drug.block, drug.end), `${supported.code}: ${supported.arithmetic}`, 'Units of the drug line, computed from strength and volume.', false));
    }
  }
  if (on.has('daysSinceFill') && visit.fill === 'refill' && date && encounter.fill) {
    const last = visit.history.find((earlier) => earlier.fill?.in?.value.amount.gt(0));
    if (last?.date) hints.push(hint('daysSinceFill', file, encounter.block, lineEnd(encounter.block, encounter.fill.end), `${daysBetween(last.date, date)} days since the last fill`, `The pump was last filled on ${last.date}.`, false));
  }
  return hints;
}

function hint(kind: HintKind, file: NoteFile, block: Block, offset: number, text: string, tooltip: string, before: boolean): InlayHint {
  return { kind, at: file.rangeOf({ block, start: offset, end: offset }).start, text, tooltip, before };
}

function lineEnd(block: Block, offset: number): number {
  return block.lines.find((line) => line.start <= offset && offset <= line.end)?.end ?? offset;
}

/** The first words of a summary, up to its first comma, colon or bracket. */
function fewWords(summary: string): string {
  const end = summary.search(/[,;:(]/);
  const clause = end > 0 ? summary.slice(0, end).trim() : summary;
  const words = clause.split(' ');
  return words.length > 7 ? `${words.slice(0, 7).join(' ')}…` : clause;
}
