import { isAlnum, isBlank, isDigit, skipBlanks, trimEnd, wordEnd } from '../../syntax/chars.js';
import { isCode } from '../../syntax/code-shape.js';
import { lineAt } from '../../syntax/line-at.js';
import { isTextKey } from '../../syntax/vocabulary.js';
import type { IsoDate } from '../../syntax/iso-day.js';
import type { FieldLine, Line } from '../../syntax/tree.js';
import type { Position } from '../../workspace/note-file.js';
import type { Workspace } from '../../workspace/workspace.js';
import { completeModifier, completePart } from './code-line.js';
import { proposeValues } from './field.js';
import { completeHeader } from './header.js';
import { completeFirstWord, completeLineStart } from './line-start.js';
import { distinct, textOf, type Completion, type Suggestion } from './suggestion.js';
import { NEWEST, slotAt, wantsBlank, wordAt, type CursorContext, type Word } from './cursor-context.js';

/** Typed to be asked by itself, not only with a word: where something known can begin. */
export const TRIGGERS: readonly string[] = [' ', ':', ',', '-', '@', '#', '!', '+', '=', '.', '"', ...'0123456789'];

/** What the host adds to a request. */
export interface CompletionRequest {
  /** The character of {@link TRIGGERS} whose typing asked; undefined if the coder asked, or began a word. */
  readonly trigger?: string | undefined;
  /** The core has no clock. */
  readonly today?: IsoDate | undefined;
}

/**
 * Everything that can be known at a position of a file, best first; its edits stay on the line. Costs what the
 * encounter and the answer are long, regardless of the size of the file.
 */
export function complete(
  workspace: Workspace,
  uri: string,
  position: Position,
  { trigger, today }: CompletionRequest = {},
): (Completion & { readonly spot: CursorContext }) | undefined {
  const spot = contextAt(workspace, uri, position, today);
  if (!spot) return undefined;
  const completion = completeSpot(spot, trigger);
  return completion && { ...typedFirst(spot, completion), spot };
}

/** What the caret is in; undefined for a file that the workspace does not have. */
export function contextAt(
  workspace: Workspace,
  uri: string,
  position: Position,
  today?: IsoDate,
): CursorContext | undefined {
  const place = workspace.at(uri, position);
  const line = place && lineAt(place.block, place.offset);
  return place && { ...spotAt(workspace, place, line), today };
}

/**
 * What is there already before anything that goes on from it: who types a whole word and presses Enter wants that word.
 * A code is the exception, because the supported line that begins with it is what the coder is about to type.
 */
function typedFirst({ block: { text }, offset }: CursorContext, completion: Completion): Completion {
  const isTyped = ({ at = completion.at, typed, label, kind, deprecated }: Suggestion): boolean => {
    const word = text.slice(at.start, offset).trim().toLowerCase();
    return (
      word !== '' &&
      kind !== 'code' &&
      !deprecated &&
      textOf(typed ?? label)
        .trim()
        .toLowerCase() === word
    );
  };
  const exact = completion.proposals.filter(isTyped);
  return exact.length
    ? { ...completion, proposals: [...exact, ...completion.proposals.filter(proposal => !exact.includes(proposal))] }
    : completion;
}

function spotAt(
  workspace: Workspace,
  place: NonNullable<ReturnType<Workspace['at']>>,
  line: CursorContext['line'] | undefined,
): Omit<CursorContext, 'today'> {
  const { file, block } = place;
  const encounter = file.encounter(block);
  const end = block.text.length;
  // Behind the last line break is an empty line that the tree does not have.
  const here =
    line && place.offset <= line.end
      ? line
      : { kind: 'blank' as const, start: end, end, next: end, number: block.lines.length };
  const offset = Math.min(Math.max(place.offset, here.start), here.end);
  return {
    workspace,
    file,
    block,
    line: here,
    offset,
    encounter,
    visit: workspace.visit(block),
    date: encounter?.date ?? NEWEST,
  };
}

/** Lines in which nothing completes. */
const FREE_TEXT: ReadonlySet<Line['kind']> = new Set(['narrative', 'fenced', 'comment', 'fence-open', 'fence-close']);

function completeSpot(spot: CursorContext, trigger: string | undefined): Completion | undefined {
  const {
    line,
    block: { text },
    offset,
  } = spot;
  if (FREE_TEXT.has(line.kind)) return undefined;
  const comment = 'comment' in line ? line.comment : undefined;
  if (comment && offset > comment.start) return undefined;
  const from = skipBlanks(text, line.start, line.end);
  const to = trimEnd(text, from, comment?.start ?? line.end);
  if (line.kind === 'header' && offset < line.date.start) return undefined;
  if (line.kind === 'header')
    return offset > line.date.end ? completeHeader(spot, from, to) : completeFirstWord(spot, line.date);
  if (line.kind === 'field' && offset > line.key.end) return completeField(spot, line, trigger);
  return completeLine(spot, Math.min(from, offset), to, trigger);
}

/** Keys whose list is searched again with each letter; the lists of all others are complete at once. */
const SEARCHED_KEYS: ReadonlySet<string> = new Set(['dx', 'drug', 'auth']);

function completeField(spot: CursorContext, line: FieldLine, trigger: string | undefined): Completion | undefined {
  if (isTextKey(line.key.text)) return undefined;
  const slot = slotAt(spot, line);
  // A digit goes on with a number, which is the coder's; only in a code is it a beginning of something known.
  if (!slot || (trigger !== undefined && isDigit(trigger.charCodeAt(0)) && slot.key !== 'dx' && slot.key !== 'auth'))
    return undefined;
  const proposals = distinct(proposeValues(slot)).map(proposal => apart(spot, slot.item, proposal));
  return { at: slot.item, proposals, changing: SEARCHED_KEYS.has(slot.key) };
}

/** Puts the blank before a value that is to be directly behind a colon or a comma. */
function apart(spot: CursorContext, item: Completion['at'], proposal: Suggestion): Suggestion {
  const { at = item, typed = proposal.label } = proposal;
  if (!wantsBlank(spot.block, at.start)) return proposal;
  return { ...proposal, typed: typeof typed === 'string' ? ` ${typed}` : [' ', ...typed] };
}

/** A line that is a code line, or nothing yet. */
function completeLine(
  spot: CursorContext,
  from: number,
  to: number,
  trigger: string | undefined,
): Completion | undefined {
  const {
    block: { text },
    offset,
    visit,
  } = spot;
  // `? 62370`: the code that the coder is unsure of comes after the mark.
  const start = text[from] === '?' ? Math.min(skipBlanks(text, from + 1, Math.max(to, offset)), offset) : from;
  const headEnd = wordEnd(text, start, to);
  if (offset > headEnd) {
    const head = text.slice(start, headEnd);
    if (isDateLike(head)) return completeHeader(spot, from, to);
    return visit && isCode(codeIn(head)) ? completePart(spot, visit, start, Math.max(to, offset)) : undefined;
  }
  const word = wordAt(spot, start, to);
  const hyphen = word.typed.lastIndexOf('-');
  if (visit && hyphen > 0 && isCode(codeIn(word.text))) {
    let end = offset;
    while (end < word.end && isAlnum(text.charCodeAt(end))) end++;
    const at = { start: word.start + hyphen + 1, end };
    const others = [
      ...word.text.slice(0, hyphen).split('-').slice(1),
      ...word.text.slice(end - word.start).split('-'),
    ].filter(Boolean);
    return completeModifier(spot, visit, {
      code: codeIn(word.text).toUpperCase(),
      others: others.map(modifier => modifier.toUpperCase()),
      at,
    });
  }
  // These triggers begin nothing at the start of a line; a digit begins a code or a date.
  if (trigger !== undefined && !isDigit(trigger.charCodeAt(0)) && trigger !== '-') return undefined;
  return completeLineStart(spot, withoutModifiers(word, offset));
}

/** Of a code with modifiers the code alone, when the caret is in it; any other word whole. */
function withoutModifiers(word: Word, offset: number): Word {
  const code = codeIn(word.text);
  const end = word.start + code.length;
  const modifiers = word.text.slice(code.length + 1).split('-');
  const isBegun =
    code.length < word.text.length &&
    offset <= end &&
    !isDateLike(word.text) &&
    modifiers.every(modifier => modifier.length === 2);
  return isBegun ? { ...word, end, text: code } : word;
}

/** What is before the first hyphen. */
function codeIn(head: string): string {
  const hyphen = head.indexOf('-');
  return hyphen < 0 ? head : head.slice(0, hyphen);
}

/** `2026-11-20`, `11/20/2026`: digits with what is between them. */
function isDateLike(word: string): boolean {
  if (word.length < 6 || word.length > 10) return false;
  let separators = 0;
  for (let i = 0; i < word.length; i++) {
    const c = word.charCodeAt(i);
    if (c === 0x2d || c === 0x2f || c === 0x2e) separators++;
    else if (!isDigit(c)) return false;
  }
  return separators === 2 && !isBlank(word.charCodeAt(0));
}
