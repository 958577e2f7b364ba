import type { Finding } from '../check/finding.js';
import { ruleById } from '../check/catalog.js';
import type { RuleGroup } from '../rules/rule.js';
import type { Block, Line } from '../syntax/tree.js';

/** Where the coder is typing: the caret after the last edit, as an offset in its encounter. */
export interface Typing {
  readonly block: Block;
  readonly offset: number;
  /** Whether what is typed counts as written: after a pause. */
  readonly isLineWritten: boolean;
  /** A place on the line that the coder left unfinished to correct another one of the encounter, if any. */
  readonly unfinished?: number | undefined;
}

/** Groups whose findings no later line of the encounter can resolve. */
const SETTLED_GROUPS: ReadonlySet<RuleGroup> = new Set(['form', 'code-sets', 'privacy']);
/** Rules of those groups that a later line can resolve. */
const OPEN_RULES: ReadonlySet<string> = new Set([
  'empty-field',
  'waiver',
  'diagnosis-sequence',
  'diagnosis-term',
  'diagnosis-pointer',
]);
/** Rules of other groups that no later line can resolve. */
const SETTLED_RULES: ReadonlySet<string> = new Set([
  'drug-expired',
  'drug-strength',
  'ndc-format',
  'reservoir-overfill',
  'npi',
  'taxonomy',
  'performer-not-recognised',
]);

/**
 * Whether a finding waits while the coder types its encounter. Findings on the line that is being written wait until it
 * is left or the coder pauses, also if another line is corrected in between, and findings that a later line can resolve
 * wait until the encounter has a code line. A saved note and the command line hold nothing back.
 */
export function isHeld(finding: Finding, typing: Typing): boolean {
  if (finding.at.block !== typing.block) return false;
  const lines = linesBeingWritten(typing);
  if (lines.some(({ start, end }) => touches(finding, start, end))) return true;
  if (isSettled(finding)) return false;
  return !hasCodeLine(typing, lines) || (isMissing(finding) && (lines.length > 0 || isBelowClaim(typing)));
}

function touches({ at }: Finding, start: number, end: number): boolean {
  return at.end > start && at.start <= end;
}

/** The line with the caret, if the caret is at its end, and the one that was left unfinished. */
function linesBeingWritten({ block, offset, unfinished, isLineWritten }: Typing): readonly Line[] {
  if (isLineWritten) return [];
  const lineWith = (place: number): Line | undefined =>
    block.lines.find(({ start, end, kind }) => kind !== 'blank' && place >= start && place <= end);
  const line = lineWith(offset);
  const isAtEnd = line && block.text.slice(offset, line.end).trim() === '';
  const left = unfinished === undefined ? undefined : lineWith(unfinished);
  return [...(isAtEnd ? [line] : []), ...(left ? [left] : [])];
}

function hasCodeLine({ block }: Typing, except: readonly Line[]): boolean {
  return block.lines.some(line => line.kind === 'code' && !except.includes(line));
}

function isSettled({ rule, outcome, severity }: Finding): boolean {
  if (outcome === 'no data' || OPEN_RULES.has(rule)) return false;
  // A fill that outlasts its drug: the line with the next visit may plan for it.
  if (rule === 'drug-expired' && severity === 'hint') return false;
  const group = ruleById(rule)?.group;
  return SETTLED_RULES.has(rule) || (group !== undefined && SETTLED_GROUPS.has(group));
}

/** Whether the caret is on an empty line right below a code line, with nothing below it: the next one may follow. */
function isBelowClaim({ block, offset, isLineWritten }: Typing): boolean {
  if (isLineWritten) return false;
  const above = block.lines.findLast(line => line.end < offset && line.kind !== 'blank');
  return above?.kind === 'code' && block.text.slice(above.end).trim() === '';
}

/** Code lines are still being written: what the claim lacks may be the next line. */
function isMissing({ rule }: Finding): boolean {
  return rule === 'drug-claim' || rule.endsWith('-not-billed');
}
