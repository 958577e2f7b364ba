import type { Position } from 'vscode-languageserver';
import { lastWritten, countFindings, stateOf } from '../core/editor/outline.js';
import type { Encounter } from '../core/encounter/model.js';
import type { Block } from '../core/syntax/tree.js';
import type { NoteFile } from '../core/workspace/note-file.js';
import type { EncounterState, Jump, Range } from '../../../protocol/messages.js';
import type { Context } from './context.js';
import { toLocation } from './to-proto.js';
import { placeOf } from './params.js';
import type { SourceRange } from '../core/syntax/source-range.js';

/** The encounter at a position; above the first encounter, the first one. */
export function encounterAt(
  context: Context,
  params: { textDocument?: { uri: string }; position?: Position },
): { file: NoteFile; encounter: Encounter } | undefined {
  const place = placeOf(context, params);
  const file = place && context.workspace.file(place.note.key);
  const block = place?.block.header ? place.block : file?.blocks[1];
  const encounter = block && file?.encounter(block);
  return encounter && { file: file!, encounter };
}

/** From the header to the last written line. */
export function rangeOfEncounter(file: NoteFile, { block }: Encounter): Range {
  return file.rangeOf({ block, start: block.lines[0]!.start, end: lastWritten(block).end });
}

export function toState({ workspace }: Context, block: Block): EncounterState {
  const { error, warning } = countFindings(workspace, block);
  return { errors: error, warnings: warning, words: stateOf(workspace, block) };
}

/** @returns null for a place that is no longer part of any note */
export function toJump(context: Context, place: SourceRange): Jump | null {
  return toLocation(context, place) ?? null;
}
