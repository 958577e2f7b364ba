import type { Finding } from './finding.js';
import type { Edit, Fix } from '../edits/fix.js';
import type { Block } from '../syntax/tree.js';
import type { SourceRange } from '../syntax/source-range.js';

/**
 * How much is checked again for the fixes of one encounter, in lines, and in pairs of code lines and of pieces of a
 * line: some hundred times a claim of fifty lines, the longest professional claim. Only text that is not a note needs
 * more; its fixes are not offered then.
 */
const MAX_WORK = 500_000;

/**
 * Selects the fixes after which an encounter has no error that it does not have now. A repair changes form only, and a
 * stub takes the place of its finding: these need no trial, except a stub of a field that decides the code.
 */
export class FixValidator {
  private left: number;
  private readonly before: ReadonlyMap<string, number>;
  private readonly isHarmlessByFix = new Map<Fix, boolean>();

  /** @param findings of the encounter as it is */
  constructor(
    private readonly block: Block,
    findings: readonly Finding[],
  ) {
    const codes = block.lines.filter(({ kind }) => kind === 'code').length;
    this.left = Math.floor(MAX_WORK / (block.lines.length + codes * codes + (block.text.length / 100) ** 2));
    this.before = errorsByRule(findings);
  }

  /** The text of the encounter after a fix, if only a trial tells whether the fix is harmless. */
  trialOf(fix: Fix): string | undefined {
    if (this.isHarmlessByFix.has(fix)) return undefined;
    const isSure = fix.kind === 'repair' || fix.edits.every(isStub);
    const text = !isSure && this.left-- > 0 ? apply(this.block, fix) : undefined;
    if (text === undefined) this.isHarmlessByFix.set(fix, isSure || this.left >= 0);
    return text;
  }

  /** @param after the errors of the encounter with the text of the trial; undefined if that is no longer one encounter */
  settle(fix: Fix, after: readonly Finding[] | undefined): void {
    const isMore = ([rule, count]: [string, number]): boolean => count > (this.before.get(rule) ?? 0);
    this.isHarmlessByFix.set(fix, !after || ![...errorsByRule(after)].some(isMore));
  }

  /** Of a fix that was tried, or needed no trial. */
  isHarmless(fix: Fix): boolean {
    return this.isHarmlessByFix.get(fix) === true;
  }
}

/** Fields without which a code can be right that is wrong beside their stub. */
const DECIDING = /^\s*(?:fill|read|prog|pump|by|device|catheter|imaging|study|stop):/m;

/**
 * Whether an edit only inserts keys or items without a value, for the coder to fill in, and no code depends on them.
 */
function isStub({ at, text }: Edit): boolean {
  return at.start === at.end && /^\s*(?:[a-z-]+:\s*)+$|^(?:, [a-z]+(?: "")?)+$/.test(text) && !DECIDING.test(text);
}

function errorsByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings)
    if (severity === 'error' && rule !== 'empty-field') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** The text of a block after a fix; undefined if the fix reaches beyond the block. */
function apply(block: Block, fix: Fix): string | undefined {
  if (fix.edits.some(edit => edit.at.block !== block)) return undefined;
  const inOrder = [...fix.edits].sort((a, b) => byStart(a.at, b.at));
  let out = '',
    at = 0;
  for (const edit of inOrder) {
    out += block.text.slice(at, edit.at.start) + edit.text;
    at = edit.at.end;
  }
  return out + block.text.slice(at);
}

function byStart(a: SourceRange, b: SourceRange): number {
  return a.start - b.start || a.end - b.end;
}
