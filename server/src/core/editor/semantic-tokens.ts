import { symbolAt } from './symbol-at.js';
import { tokensOf } from '../syntax/print.js';
import type { CodeView } from '../codes/types.js';
import type { Encounter } from '../encounter/model.js';
import type { Block, CodeLine, FieldLine, Line, Span } from '../syntax/tree.js';
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

/**
 * Codes (deprecated where not valid on the date), modifiers, diagnoses, pointers, patients, and fields that are not
 * read. Top to bottom.
 */
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
    const codes = workspace.codes.on(encounter?.date);
    for (const { span, type, modifiers } of block.lines.flatMap(line => tokensOfLine(block, encounter, line, codes))) {
      const { start: at } = file.rangeOf({ block, start: span.start, end: span.end });
      if (at.line >= fromLine && at.line <= toLine)
        found.push({ line: at.line, character: at.character, length: span.end - span.start, type, modifiers });
    }
  }
  return found;
}

interface Token extends Pick<SemanticToken, 'type' | 'modifiers'> {
  readonly span: Span;
}

function tokensOfLine(block: Block, encounter: Encounter | undefined, line: Line, codes: CodeView): Token[] {
  if (line.kind === 'header')
    return line.patient ? [{ span: line.patient, type: 'variable', modifiers: ['declaration'] }] : [];
  if (!encounter) return [];
  if (line.kind === 'code') return codeTokens(block, encounter, line, codes);
  return line.kind === 'field' && line.key.text.toLowerCase() === 'dx' ? diagnosisTokens(encounter, line, codes) : [];
}

function codeTokens(block: Block, encounter: Encounter, line: CodeLine, codes: CodeView): Token[] {
  return tokensOf(line).flatMap((span): Token[] => {
    const symbol = symbolAt(block, encounter, span.start);
    switch (symbol?.kind) {
      case 'code': {
        const isInvalid = encounter.date !== undefined && NOT_IN_FORCE.has(codes.status(symbol.billed.code));
        return [{ span, type: 'class', modifiers: isInvalid ? ['deprecated'] : [] }];
      }
      case 'modifier': {
        const { verdict } = codes.modifierFit(symbol.modifier.value, symbol.billed.code);
        return [{ span, type: 'enumMember', modifiers: verdict === 'rejected' ? ['deprecated'] : [] }];
      }
      case 'pointer':
        return [{ span, type: 'variable', modifiers: ['readonly'] }];
      default:
        return [];
    }
  });
}

function diagnosisTokens({ dx, date }: Encounter, line: FieldLine, codes: CodeView): Token[] {
  const [first] = dx;
  // If there are several lines, the last one counts and holds all diagnoses.
  if (!first || first.start < line.start || first.end > line.end) return [];
  return dx.map(({ codeSpan, code }): Token => {
    const isInvalid = date !== undefined && NOT_BILLABLE.has(codes.diagnosisStatus(code));
    return { span: codeSpan, type: 'class', modifiers: isInvalid ? ['declaration', 'deprecated'] : ['declaration'] };
  });
}

const NOT_IN_FORCE: ReadonlySet<string> = new Set(['ended', 'not-yet']);
const NOT_BILLABLE: ReadonlySet<string> = new Set([...NOT_IN_FORCE, 'header', 'needs-7th']);
