import type { Finding, CheckResult } from './finding.js';
import type { Fix } from '../edits/fix.js';
import type { Block } from '../syntax/tree.js';
import type { SourceRange } from '../syntax/source-range.js';

/**
 * How much is judged again for the fixes of one encounter, in lines, and in pairs of code lines and of pieces of a line: some hundred
 * times a claim of fifty lines, the most that a professional claim holds. Beyond, which only a text is that is no note, fixes are
 * offered as those before them are taken.
 */
const MAX_WORK = 500_000;

/**
 * Leaves out the fixes after which the encounter would have an error that it does not have now. A stub that a fix inserts is no such
 * error: it is in place of its finding.
 * @param judge the errors of the encounter with another text; undefined where the text is no longer one encounter
 */
export function validateFixes(
  block: Block,
  verdict: CheckResult,
  judge: (text: string) => readonly Finding[] | undefined,
): CheckResult {
  if (!verdict.findings.some(finding => finding.fixes.length)) return verdict;
  const before = errorsByRule(verdict.findings);
  const brings = (fix: Fix): boolean => {
    const text = apply(block, fix);
    const after = text === undefined ? undefined : judge(text);
    if (!after) return false;
    for (const [rule, count] of errorsByRule(after)) if (count > (before.get(rule) ?? 0)) return true;
    return false;
  };
  const codes = block.lines.filter(({ kind }) => kind === 'code').length;
  let left = Math.floor(MAX_WORK / (block.lines.length + codes * codes + (block.text.length / 100) ** 2));
  const vet = (finding: Finding): Finding => {
    if (finding.fixes.length === 0) return finding;
    const fixes = finding.fixes.filter(fix => isSafe(finding, fix) || (left-- > 0 && !brings(fix)));
    return fixes.length === finding.fixes.length ? finding : { ...finding, fixes };
  };
  return { ...verdict, findings: verdict.findings.map(vet) };
}

/**
 * A repair changes form only. A code line gone wrong is an error as it is, and what its codes are then judged by is no error that the
 * fix brings.
 */
function isSafe({ rule }: Finding, { kind }: Fix): boolean {
  return rule === 'malformed-code' || (kind === 'repair' && rule === 'unknown-line');
}

function errorsByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings)
    if (severity === 'error' && rule !== 'empty-field') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** The text of a block after a fix; undefined where the fix reaches beyond the block. */
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
