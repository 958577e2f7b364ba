import { wrap, type Paint } from './terminal.js';

/**
 * A page of Markdown as the editor shows it in hovers, for a terminal: paragraphs and list items, wrapped; addresses in
 * angle brackets.
 */
export function markdownAsText(markdown: string, paint: Paint, width: number): string {
  return markdown
    .split('\n')
    .map(line => {
      const item = /^( *)- /.exec(line);
      const indent = item ? item[0].length : 0;
      if (/^\*[^*].*\*$/.test(line))
        return sources(line.slice(1, -1), width)
          .map(row => paint('dim', row))
          .join('\n');
      const rows = wrap(inline(line.slice(indent)), width - indent);
      return rows
        .map((row, i) => `${i === 0 ? line.slice(0, indent) : ' '.repeat(indent)}${styled(row, paint)}`)
        .join('\n');
    })
    .join('\n');
}

/**
 * Marks the start and end of bold words: a single character that no text contains, so that wrapping cannot split it.
 */
const BOLD = '\u0001';

function inline(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\(([^)\s]*)\)/g, '$1 <$2>')
    .replaceAll('**', BOLD)
    .replace(/\\([!-/:-@[-`{-~])|`([^`]*)`/g, (_, escaped?: string, code?: string) => escaped ?? code ?? '');
}

/** The last line of a page names its sources: here one a line. */
function sources(line: string, width: number): string[] {
  return inline(line)
    .replaceAll(BOLD, '')
    .split(' · ')
    .flatMap(source => wrap(source, width - 2))
    .map((row, i) => (i === 0 ? row : `  ${row}`));
}

/**
 * A bold part that runs on into the next row is bold in both only if both say so, so a row with half of it stays plain.
 */
function styled(row: string, paint: Paint): string {
  const parts = row.split(BOLD);
  return parts.length % 2 === 1
    ? parts.map((part, i) => (i % 2 === 1 ? paint('bold', part) : part)).join('')
    : parts.join('');
}
