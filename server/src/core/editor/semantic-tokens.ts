import { symbolAt } from './symbol-at.js';
import { tokensOf } from '../syntax/print.js';
import type { NoteFile } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';

/** The legend: what the grammar cannot know, because it takes the facts or the code sets. */
export const TOKEN_TYPES = ['class', 'enumMember', 'variable', 'property', 'comment'] as const;
export const TOKEN_MODIFIERS = ['declaration', 'deprecated', 'readonly'] as const;

export interface SemanticToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: (typeof TOKEN_TYPES)[number];
  readonly modifiers: readonly (typeof TOKEN_MODIFIERS)[number][];
}

/** Codes (deprecated where not valid on the date), modifiers, diagnoses, pointers, patients, and fields that are not read. Top to bottom. */
export function semanticTokens(
  workspace: Workspace,
  file: NoteFile,
  fromLine = 0,
  toLine = Infinity,
): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  for (const block of file.blocks) {
    const first = file.firstLineOf(block);
    if (first > toLine || first + block.lines.length < fromLine) continue;
    const encounter = file.encounter(block);
    const date = encounter?.date;
    const codes = workspace.codes.on(date);
    const add = (
      start: number,
      end: number,
      type: SemanticToken['type'],
      ...modifiers: SemanticToken['modifiers']
    ): void => {
      const { start: at } = file.rangeOf({ block, start, end });
      if (at.line >= fromLine && at.line <= toLine)
        found.push({ line: at.line, character: at.character, length: end - start, type, modifiers });
    };
    for (const line of block.lines) {
      if (line.kind === 'header' && line.patient) add(line.patient.start, line.patient.end, 'variable', 'declaration');
      else if (line.kind === 'code' && encounter) {
        for (const token of tokensOf(line)) {
          const subject = symbolAt(block, encounter, token.start);
          if (subject?.kind === 'code') {
            const invalid = date !== undefined && ['ended', 'not-yet'].includes(codes.status(subject.billed.code));
            add(token.start, token.end, 'class', ...(invalid ? ['deprecated' as const] : []));
          } else if (subject?.kind === 'modifier')
            add(
              token.start,
              token.end,
              'enumMember',
              ...(codes.modifierFit(subject.modifier.value, subject.billed.code).verdict === 'rejected'
                ? ['deprecated' as const]
                : []),
            );
          else if (subject?.kind === 'pointer') add(token.start, token.end, 'variable', 'readonly');
        }
      } else if (line.kind === 'field' && encounter && line.key.text.toLowerCase() === 'dx') {
        // Of several lines the last one counts, and holds all the diagnoses.
        const isRead =
          encounter.dx[0] !== undefined && encounter.dx[0].start >= line.start && encounter.dx[0].end <= line.end;
        for (const dx of isRead ? encounter.dx : []) {
          const invalid =
            date !== undefined && ['ended', 'not-yet', 'header', 'needs-7th'].includes(codes.diagnosisStatus(dx.code));
          add(dx.codeSpan.start, dx.codeSpan.end, 'class', 'declaration', ...(invalid ? ['deprecated' as const] : []));
        }
      }
    }
  }
  return found;
}
