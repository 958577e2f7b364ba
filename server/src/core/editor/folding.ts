import type { Line } from '../syntax/tree.js';
import type { NoteFile } from '../workspace/note-file.js';
import { lastWritten } from './outline.js';

export interface Fold {
  /** 0-based lines; the first stays visible. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'region' | 'comment';
}

/** Encounters, fenced narrative, and runs of comments or narrative lines. */
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
      const runs = line.kind === 'comment' || line.kind === 'narrative';
      if (run && previous && line.kind !== run.kind) {
        add(run, previous, run.kind === 'comment' ? 'comment' : 'region');
        run = undefined;
      }
      if (runs) run ??= line;
      previous = line;
    }
    if (run && previous) add(run, previous, run.kind === 'comment' ? 'comment' : 'region');
  }
  return found;
}
