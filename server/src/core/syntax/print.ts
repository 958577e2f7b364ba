import type { Block, Line, Note, Token } from './tree.js';

/** The text of a note, put together again from the lines and tokens of its tree. */
export function printNote(note: Note): string {
  return note.blocks.map(printBlock).join('');
}

export function printBlock(block: Block): string {
  return block.lines.map(line => printLine(block, line)).join('');
}

/**
 * A line with its break: its tokens as they are, and between them only what the grammar gives no meaning of its own
 * (blanks, sigils, commas).
 */
function printLine(block: Block, line: Line): string {
  let out = '';
  let at = line.start;
  for (const token of tokensOf(line)) {
    out += block.text.slice(at, token.start) + token.text;
    at = token.end;
  }
  return out + block.text.slice(at, line.next);
}

/** The tokens of a line, left to right, none inside another. */
export function tokensOf(line: Line): Token[] {
  const comment = 'comment' in line && line.comment ? [line.comment] : [];
  switch (line.kind) {
    case 'header': {
      const parts = [
        line.date,
        ...line.services,
        ...(line.patient ? [line.patient] : []),
        ...line.tags.map(t => t.token),
        ...line.misfits,
      ];
      return [...parts.sort((a, b) => a.start - b.start), ...comment];
    }
    case 'code':
      return [
        ...(line.unsure ? [line.unsure] : []),
        line.code,
        ...line.modifiers,
        ...line.parts.map(p => p.token),
        ...comment,
      ];
    case 'field':
      return [line.key, ...line.items, ...comment];
    case 'narrative':
    case 'fenced':
    case 'stray':
    case 'comment':
      return [line.text];
    default:
      return [];
  }
}
