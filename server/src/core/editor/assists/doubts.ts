import { at, deleteLine, insertionsInOneEdit } from '../../edits/builders.js';
import type { Edit } from '../../edits/fix.js';
import { lineAt } from '../../syntax/line-at.js';
import type { Block, CommentLine, FieldLine } from '../../syntax/tree.js';
import { asKey, isTextKey, type Key } from '../../syntax/vocabulary.js';

/** A reading in doubt: a comment such as `; fill: out 6.0 mL ?` below its field. */
export interface Doubt {
  readonly line: CommentLine;
  readonly key: Key;
  /** `out 6.0 mL` */
  readonly item: string;
}

/** Something to do with readings in doubt. */
export interface DoubtAction {
  readonly title: string;
  readonly does: 'accept' | 'reject';
  readonly edits: readonly Edit[];
}

const DOUBT = /^;\s*([a-z-]+):\s*(.+?)\s*\?\s*$/i;

/** The reading in doubt on the line of an offset. */
export function doubtAt(block: Block, offset: number): Doubt | undefined {
  const line = lineAt(block, offset);
  return line?.kind === 'comment' ? doubtOn(block, line) : undefined;
}

function doubtOn(block: Block, line: CommentLine): Doubt | undefined {
  const [, word, item] = DOUBT.exec(block.text.slice(line.start, line.end).trim()) ?? [];
  const key = word === undefined ? undefined : asKey(word.toLowerCase());
  return key && item !== undefined ? { line, key, item } : undefined;
}

function doubtsIn(block: Block): readonly Doubt[] {
  return block.lines.flatMap(line => (line.kind === 'comment' ? (doubtOn(block, line) ?? []) : []));
}

/** Accepting or rejecting the reading at an offset, and all readings of the encounter where it has several. */
export function doubtActions(block: Block, offset: number): readonly DoubtAction[] {
  const doubt = doubtAt(block, offset);
  if (!doubt) return [];
  const all = doubtsIn(block);
  const one: DoubtAction[] = [
    { title: `Accept “${doubt.item}”`, does: 'accept', edits: accept(block, doubt, rivals(all, doubt)) },
    { title: `Reject “${doubt.item}”`, does: 'reject', edits: [deleteLine(block, doubt.line)] },
  ];
  if (all.length < 2) return one;
  const free = all.filter(other => rivals(all, other).length === 0);
  const acceptAll: DoubtAction[] =
    free.length > 1
      ? [
          {
            title: `Accept all ${free.length} readings that do not conflict`,
            does: 'accept',
            edits: insertionsInOneEdit(free.flatMap(other => accept(block, other, []))),
          },
        ]
      : [];
  const rejected = all.map(({ line }) => deleteLine(block, line));
  return [...one, ...acceptAll, { title: `Reject all ${all.length} readings`, does: 'reject', edits: rejected }];
}

/** Readings of the same fact: `out 6.0 mL` and `out 7.0 mL`. Only one of them can be accepted. */
function rivals(all: readonly Doubt[], doubt: Doubt): readonly Doubt[] {
  return all.filter(other => other.line !== doubt.line && other.key === doubt.key && leadOf(other) === leadOf(doubt));
}

/** `out` of `out 6.0 mL`: the word that names the fact. */
function leadOf({ key, item }: Doubt): string {
  return isTextKey(key) || /^[\d"]/.test(item) ? '' : item.split(' ', 1)[0]!.toLowerCase();
}

/** Puts the item into its field, in its gap where there is one, and takes the comment and those of its rivals away. */
function accept(block: Block, doubt: Doubt, others: readonly Doubt[]): Edit[] {
  const rejected = others.map(({ line }) => deleteLine(block, line));
  const field = block.lines.findLast(
    (line): line is FieldLine =>
      line.kind === 'field' && asKey(line.key.text.toLowerCase()) === doubt.key && line.start < doubt.line.start,
  );
  const { line, key, item } = doubt;
  if (!field) return [...rejected, { at: at(block, line.start, line.end), text: `${key}: ${item}` }];
  return [...rejected, intoField(block, field, doubt), deleteLine(block, line)];
}

function intoField(block: Block, field: FieldLine, doubt: Doubt): Edit {
  const { key, item } = doubt;
  const lead = leadOf(doubt);
  const gap = field.items.find(({ text }) => lead !== '' && text.toLowerCase() === lead);
  if (gap) return { at: at(block, gap.start, gap.end), text: item };
  const last = field.items.at(-1);
  if (!last) return { at: at(block, field.key.end, field.end), text: `: ${item}` };
  return { at: at(block, last.end, last.end), text: `${isTextKey(key) ? ';' : ','} ${item}` };
}
