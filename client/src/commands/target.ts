import { Position, Uri, window } from 'vscode';
import type { ActiveNote } from '../active-note';

export interface Target {
  readonly uri: Uri;
  readonly position: Position;
}

/**
 * The encounter that a command is about: the one that it was called with (an entry of the days, or an address and a
 * position from a link or a lens), else the one under the caret. Says so if there is none.
 */
export function targetOf(active: ActiveNote, [first, second]: readonly unknown[]): Target | undefined {
  if (typeof first === 'object' && first !== null && 'encounter' in first) return fromJump(first.encounter);
  if (typeof first === 'string') return { uri: Uri.parse(first), position: toPosition(second) };
  if (active.place) return active.place;
  void window.showInformationMessage('Open an encounter note and put the caret into an encounter.');
  return undefined;
}

function fromJump(jump: unknown): Target | undefined {
  if (typeof jump !== 'object' || jump === null || !('uri' in jump) || typeof jump.uri !== 'string') return undefined;
  const start =
    'range' in jump && typeof jump.range === 'object' && jump.range !== null && 'start' in jump.range
      ? jump.range.start
      : undefined;
  return { uri: Uri.parse(jump.uri), position: toPosition(start) };
}

function toPosition(value: unknown): Position {
  if (typeof value !== 'object' || value === null || !('line' in value) || typeof value.line !== 'number')
    return new Position(0, 0);
  return new Position(value.line, 'character' in value && typeof value.character === 'number' ? value.character : 0);
}
