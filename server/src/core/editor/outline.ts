import { OUTLINE_GROUPS } from '../fields/field.js';
import { FIELDS } from '../fields/fields.js';
import type { Encounter } from '../encounter/model.js';
import { lineAt } from '../syntax/line-at.js';
import type { Block, Line } from '../syntax/tree.js';
import type { NoteFile, Range } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';

export interface OutlineItem {
  readonly kind: 'day' | 'encounter' | 'group' | 'line';
  readonly name: string;
  /** The state of a day, an encounter or a group (`2 errors, 1 warning`, `1 remark`, `clean`), or what a line says. */
  readonly detail: string;
  readonly range: Range;
  readonly selection: Range;
  readonly children: readonly OutlineItem[];
}

/** The groups of an encounter, and the keys that belong to each. */
export const GROUPS: readonly (readonly [name: string, keys: readonly string[]])[] = OUTLINE_GROUPS.map(name => [
  name,
  FIELDS.filter(({ group }) => group === name).map(({ key }) => key),
]);

/**
 * In a file of more encounters the outline ends at the groups: editors ask for all of it again after every pause, and
 * its lines are most of it.
 */
const MAX_WITH_LINES = 300;

/**
 * Defaults of the file → lines, and day → encounter → groups → lines. Encounters of one date that follow each other
 * share a day.
 */
export function outline(workspace: Workspace, uri: string): readonly OutlineItem[] {
  const file = workspace.file(uri);
  if (!file) return [];
  const days: { date: string; items: OutlineItem[]; found: Counts }[] = [];
  for (const block of file.blocks) {
    const encounter = file.encounter(block);
    if (!encounter) continue;
    const date = encounter.date ?? block.text.slice(encounter.datePlace.start, encounter.datePlace.end);
    const item = encounterItem(workspace, file, encounter);
    if (days.at(-1)?.date !== date) days.push({ date, items: [], found: NONE });
    const day = days.at(-1)!;
    day.items.push(item);
    const { error, warning, remark } = countFindings(workspace, block);
    day.found = {
      error: day.found.error + error,
      warning: day.found.warning + warning,
      remark: day.found.remark + remark,
    };
  }
  const written = days.map(({ date, items, found }): OutlineItem => ({
    kind: 'day',
    name: date,
    detail: `${items.length} ${items.length === 1 ? 'encounter' : 'encounters'}: ${inWords(found)}`,
    children: items,
    range: { start: items[0]!.range.start, end: items.at(-1)!.range.end },
    selection: items[0]!.selection,
  }));
  return [...defaultsItem(workspace, file), ...written];
}

/** What is above the first encounter; nothing if there are only blank lines. */
function defaultsItem(workspace: Workspace, file: NoteFile): OutlineItem[] {
  const [block] = file.blocks;
  const written = block && !block.header ? block.lines.filter(line => line.kind !== 'blank') : [];
  return written.length
    ? [
        group(workspace, file, block!, {
          name: 'File defaults',
          lines: written,
          shown: written.filter(line => line.kind === 'field'),
        }),
      ]
    : [];
}

/**
 * `2 errors, 1 warning`; `3 remarks` if there is nothing worse, and `clean` if there is nothing. Without a code line
 * and with nothing worse than remarks, `no claim yet` comes first.
 */
export function stateOf(workspace: Workspace, block: Block): string {
  const counts = countFindings(workspace, block);
  if (counts.error + counts.warning > 0 || block.lines.some(({ kind }) => kind === 'code')) return inWords(counts);
  return counts.remark > 0 ? `${NO_CLAIM}, ${inWords(counts)}` : NO_CLAIM;
}

/** Begins the state of an encounter that has no code line, and nothing worse than remarks. */
const NO_CLAIM = 'no claim yet';

/** How many findings there are; below a warning they are remarks. */
interface Counts {
  readonly error: number;
  readonly warning: number;
  readonly remark: number;
}

const NONE: Counts = { error: 0, warning: 0, remark: 0 };

function inWords(counts: Counts): string {
  const shown = counts.error || counts.warning ? (['error', 'warning'] as const) : (['remark'] as const);
  const parts = shown
    .filter(level => counts[level])
    .map(level => `${counts[level]} ${level}${counts[level] === 1 ? '' : 's'}`);
  return parts.join(', ') || 'clean';
}

/** How many findings are in a block; in some lines of it if they are given. */
export function countFindings(workspace: Workspace, block: Block, lines?: readonly Line[]): Counts {
  const counts = { ...NONE };
  const wanted = lines && new Set(lines);
  for (const { severity, at } of workspace.verdict(block).findings) {
    if (!wanted || wanted.has(lineAt(block, at.start)!))
      counts[severity === 'error' || severity === 'warning' ? severity : 'remark']++;
  }
  return counts;
}

function encounterItem(workspace: Workspace, file: NoteFile, encounter: Encounter): OutlineItem {
  const { block } = encounter;
  const services = encounter.services.map(s => s.value).join('+');
  const children: OutlineItem[] = [];
  for (const [name, keys] of GROUPS) {
    const lines = block.lines.filter(line => line.kind === 'field' && keys.includes(line.key.text.toLowerCase()));
    if (lines.length) children.push(group(workspace, file, block, { name, lines }));
  }
  const codes = block.lines.filter(line => line.kind === 'code');
  if (codes.length) children.push(group(workspace, file, block, { name: 'Claim', lines: codes }));
  // The lines of a group need not follow each other, and editors take the first group around the caret: one within
  // another's lines comes before it.
  children.sort((a, b) => a.range.end.line - b.range.end.line);
  return {
    kind: 'encounter',
    name: `${encounter.patient?.value ?? 'no patient'} ${services || 'no service'}`,
    detail: stateOf(workspace, block),
    children,
    range: rangeOf(file, block, block.lines[0]!, lastWritten(block)),
    selection: file.rangeOf(encounter.header),
  };
}

/** @param shown the lines that are below it */
function group(
  workspace: Workspace,
  file: NoteFile,
  block: Block,
  {
    name,
    lines,
    shown = lines,
  }: { readonly name: string; readonly lines: readonly Line[]; readonly shown?: readonly Line[] },
): OutlineItem {
  const [first] = lines;
  return {
    kind: 'group',
    name,
    detail: inWords(countFindings(workspace, block, lines)),
    range: rangeOf(file, block, first!, lines.at(-1)!),
    selection: rangeOf(file, block, first!, first!),
    children: file.blocks.length > MAX_WITH_LINES ? [] : shown.map(line => lineItem(file, block, line)),
  };
}

function lineItem(file: NoteFile, block: Block, line: Line): OutlineItem {
  const text = block.text.slice(line.start, line.end).trim();
  const head = line.kind === 'field' ? `${line.key.text.toLowerCase()}:` : text.split(/\s/, 1)[0]!;
  const range = rangeOf(file, block, line, line);
  return { kind: 'line', name: head, detail: text.slice(head.length).trim(), range, selection: range, children: [] };
}

function rangeOf(file: NoteFile, block: Block, first: Line, last: Line): Range {
  return file.rangeOf({ block, start: first.start, end: last.end });
}

/** The last line that is not blank. */
export function lastWritten(block: Block): Line {
  return block.lines.findLast(line => line.kind !== 'blank') ?? block.lines[0]!;
}
