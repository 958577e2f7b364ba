/** An answer of the provider, pasted back into the note: its completed lines become fields. */
import { at, deleteLine } from '../../edits/builders.js';
import type { Edit } from '../../edits/fix.js';
import { isOnEmptyLine } from '../../syntax/line-at.js';
import { asKey, isTextKey, type Key } from '../../syntax/vocabulary.js';
import type { Block, FieldLine } from '../../syntax/tree.js';
import { BLANK, isUntouched, NOT_STATED, QUERY_HEAD } from './ask-provider.js';

export interface PastedAnswer {
  /** Whole lines to put at the caret. */
  readonly lines: readonly string[];
  /** Items added to lines that the note has, and questions that are answered. */
  readonly edits: readonly Edit[];
  readonly items: number;
}

/**
 * @returns undefined if the text is no answer to a question of ours, completes none of its lines, or the caret is in a
 *   line
 */
export function pasteAnswer(block: Block, offset: number, text: string): PastedAnswer | undefined {
  if (!block.header || !isOnEmptyLine(block, offset) || !text.trimStart().startsWith(QUERY_HEAD)) return undefined;
  const answers = answersIn(text);
  if (!answers.length) return undefined;
  const lines: string[] = [];
  const edits: Edit[] = [];
  for (const { key, value } of answers) {
    const line = ownLine(block, key);
    const last = line?.items.at(-1);
    if (last && !last.unclosed && !isTextKey(key))
      edits.push({ at: at(block, last.end, last.end), text: `, ${value}` });
    else lines.push(`${key}: ${value}`);
  }
  const answered = new Set(answers.map(({ key }) => key));
  return { lines, edits: [...edits, ...answeredQuestions(block, answered)], items: answers.length };
}

/** Completed lines behind the words that ask for them; several of one key are one. */
function answersIn(text: string): { key: Key; value: string }[] {
  const answers = new Map<Key, string[]>();
  const lines = text.split(/\r\n?|\n/);
  const from = lines.findIndex(line => line.startsWith('Complete the lines'));
  for (const line of lines.slice(from + 1)) {
    const [, word = '', value = ''] = /^\s*(?:\[[xX]\]\s*)?([a-z]+):\s*(.+?)\s*$/.exec(line) ?? [];
    const key = isUntouched(line.trim()) ? undefined : asKey(word);
    const given = value
      .split(/,\s+/)
      .filter(item => !item.includes(BLANK))
      .join(', ');
    if (key && given) answers.set(key, [...(answers.get(key) ?? []), given]);
  }
  return [...answers].map(([key, values]) => ({ key, value: values.join(isTextKey(key) ? '; ' : ', ') }));
}

/** The only line of a key in an encounter. */
function ownLine(block: Block, key: Key): FieldLine | undefined {
  const own = block.lines.filter(
    (line): line is FieldLine => line.kind === 'field' && line.key.text.toLowerCase() === key && line.items.length > 0,
  );
  return own.length === 1 ? own[0] : undefined;
}

/** Questions of ours that ask for one of the keys. */
function answeredQuestions(block: Block, answered: ReadonlySet<Key>): Edit[] {
  return block.lines.flatMap(line => {
    if (line.kind !== 'field' || line.key.text.toLowerCase() !== 'query') return [];
    const value = block.text.slice(line.key.end + 1, line.end).trim();
    const isAnswered = value.startsWith(NOT_STATED) && [...answered].some(key => value.includes(` ${key}: `));
    return isAnswered ? [deleteLine(block, line)] : [];
  });
}
