import type { Line } from '../syntax/tree.js';
import type { NoteFile } from '../workspace/note-file.js';
import { GROUPS, lastWritten } from './outline.js';

export interface Fold {
  /** 0-based lines; the first stays visible. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'region' | 'comment';
}

/**
 * Encounters, their groups where the lines of one are together, fenced narrative, and runs of comments or narrative
 * lines.
 */
export function folds(file: NoteFile): readonly Fold[] {
  const found: Fold[] = [];
  for (const block of file.blocks) {
    const first = file.firstLineOf(block);
    const add = (from: Line, to: Line, kind: Fold['kind']): void => {
      if (to.number > from.number) found.push({ startLine: first + from.number, endLine: first + to.number, kind });
    };
    if (block.header) add(block.lines[0]!, lastWritten(block), 'region');
    let fence: Line | undefined, run: Line | undefined, previous: Line | undefined;
    for (const line of block.lines) {
      if (line.kind === 'fence-open') fence = line;
      else if (line.kind === 'fence-close' && fence) add(fence, line, 'region');
      if (run && previous && runOf(line) !== runOf(run)) {
        add(run, previous, run.kind === 'comment' ? 'comment' : 'region');
        run = undefined;
      }
      if (runOf(line) !== undefined) run ??= line;
      previous = line;
    }
    if (run && previous) add(run, previous, run.kind === 'comment' ? 'comment' : 'region');
  }
  return found;
}

/** Lines that follow each other fold together if this is the same; undefined for a line that folds with none. */
function runOf(line: Line): string | undefined {
  switch (line.kind) {
    case 'comment':
    case 'narrative':
    case 'code':
      return line.kind;
    case 'field':
      return GROUPS.find(([, keys]) => keys.includes(line.key.text.toLowerCase()))?.[0];
    default:
      return undefined;
  }
}
