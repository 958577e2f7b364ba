import type { Finding } from '../check/finding.js';
import { ruleById } from '../check/catalog.js';
import type { RuleGroup } from '../rules/rule.js';
import type { Block, Line } from '../syntax/tree.js';

/** Where the coder is typing: the caret after the last edit, as an offset in its encounter. */
export interface Typing {
  readonly block: Block;
  readonly offset: number;
  /** Whether the line with the caret counts as written: after a pause, or when the caret moved to another line. */
  readonly isLineWritten: boolean;
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
 * Whether a finding waits while the coder types its encounter. Findings on the line that is being written wait until
 * the caret leaves it, and findings that a later line can resolve wait until the encounter has a code line. A saved
 * note and the command line hold nothing back.
 */
export function isHeld(finding: Finding, typing: Typing): boolean {
  if (finding.at.block !== typing.block) return false;
  const line = lineBeingWritten(typing);
  if (line && finding.at.end > line.start && finding.at.start <= line.end) return true;
  if (isSettled(finding)) return false;
  return !hasCodeLine(typing, line) || (isMissing(finding) && (line !== undefined || isBelowClaim(typing)));
}

/** The line with the caret, if the caret is at its end. */
function lineBeingWritten({ block, offset, isLineWritten }: Typing): Line | undefined {
  if (isLineWritten) return undefined;
  const line = block.lines.find(({ start, end }) => offset >= start && offset <= end);
  return line && line.kind !== 'blank' && block.text.slice(offset, line.end).trim() === '' ? line : undefined;
}

function hasCodeLine({ block }: Typing, except: Line | undefined): boolean {
  return block.lines.some(line => line.kind === 'code' && line !== except);
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
