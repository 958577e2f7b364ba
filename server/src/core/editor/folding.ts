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
    for (const [from, to] of fencesIn(block.lines)) add(from, to, 'region');
    for (const [from, to] of runsIn(block.lines)) add(from, to, from.kind === 'comment' ? 'comment' : 'region');
  }
  return found;
}

/** The first and the last line of each fence. */
function fencesIn(lines: readonly Line[]): (readonly [Line, Line])[] {
  const found: (readonly [Line, Line])[] = [];
  let open: Line | undefined;
  for (const line of lines) {
    if (line.kind === 'fence-open') open = line;
    else if (line.kind === 'fence-close' && open) found.push([open, line]);
  }
  return found;
}

/** The first and the last of the lines that fold together. */
function runsIn(lines: readonly Line[]): (readonly [Line, Line])[] {
  const found: [Line, Line][] = [];
  let last: string | undefined;
  for (const line of lines) {
    const run = runOf(line);
    if (run !== undefined && run === last) found.at(-1)![1] = line;
    else if (run !== undefined) found.push([line, line]);
    last = run;
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
