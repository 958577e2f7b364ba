// Markdown with its paragraphs and list items wrapped, so that a diff of a generated page shows the sentence that
// changed.

const WIDTH = 120;
const FENCE = /^\s*```/;
const LIST_ITEM = /^\s*(?:[-*] |\d+\. )/;
const NOT_PROSE = /^(?:\s*$|[|#<]|\*\*|\s*```)/;

/** Wraps the prose of a page; code blocks, tables, headings and HTML stay as they are. */
export function wrapMarkdown(text) {
  const rows = [];
  let isCode = false;
  let paragraph = [];
  const flush = () => {
    if (paragraph.length > 0) rows.push(...wrap(paragraph.join(' ')));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    const isFence = FENCE.test(line);
    if (isCode || NOT_PROSE.test(line)) {
      flush();
      rows.push(line);
    } else {
      if (LIST_ITEM.test(line)) flush();
      paragraph.push(paragraph.length > 0 ? line.trim() : line);
    }
    if (isFence) isCode = !isCode;
  }
  flush();
  return rows.join('\n');
}

/** A paragraph or list item in rows; code and links stay on one row. */
function wrap(text) {
  const [, lead, prose] = /^(\s*(?:[-*] |\d+\. )?)(.*)$/.exec(text);
  const rows = [];
  let row = '';
  for (const word of prose.match(/(?:`[^`]*`|\[[^\]]*\]\([^)]*\)|\S)+/g) ?? []) {
    if (row !== '' && lead.length + row.length + 1 + word.length > WIDTH) {
      rows.push(row);
      row = word;
    } else row += row === '' ? word : ` ${word}`;
  }
  return [...rows, row].map((one, i) => (i === 0 ? lead : ' '.repeat(lead.length)) + one);
}
