/** The edit that brings a claim to what the facts of its encounter support. */
import { deleteLines } from '../../claim/fixes/delete-line.js';
import type { Visit } from '../../visit/visit.js';
import type { Finding, CheckResult } from '../../check/finding.js';
import type { Edit } from '../../edits/fix.js';
import { ruleById } from '../../check/catalog.js';
import type { Block } from '../../syntax/tree.js';
import type { Workspace } from '../../workspace/workspace.js';
import { claimLines } from '../claim-lines.js';
import { insertBelow } from '../../edits/builders.js';
import { list } from '../../text/prose.js';
import { insertCode } from '../../visit/note-edits.js';

/** Brings the claim to what the facts support. */
export interface ClaimCompletion {
  /** What it does, one clause each: `Bill 95990 instead of 62370`. */
  readonly steps: readonly string[];
  readonly edits: readonly Edit[];
}

/** Groups of rules whose fixes bring the claim nearer to the facts. */
const GROUPS: ReadonlySet<string> = new Set(['service-selection', 'drugs', 'edits', 'modifiers']);
const RULES: ReadonlySet<string> = new Set(['code-not-on-date', 'neurostimulator-code']);
/** The nearest word to a slip is a guess, which the coder makes. */
const GUESSES: ReadonlySet<string> = new Set(['unknown-modifier']);

/** Steps at most: each fix is applied to what the one before it left. */
const MAX_STEPS = 12;

/** The completed claim would have an error: what has to be done first, `Write who supervised in sup:`. */
export interface Obstacle {
  readonly obstacle: string;
}

/**
 * Adds the lines that the facts support, and fixes those that a rule finds at odds with them if there is one way to do
 * so. Touches only code lines; waived findings stay.
 * @returns undefined if the facts support nothing, or where there is nothing to do
 */
export function completeClaim(workspace: Workspace, block: Block): ClaimCompletion | Obstacle | undefined {
  const visit = workspace.visit(block);
  if (!visit) return undefined;
  const known = visit.memo.get(deriveCompletion) as { value: ClaimCompletion | Obstacle | undefined } | undefined;
  if (known) return known.value;
  const value = deriveCompletion(workspace, block, visit);
  visit.memo.set(deriveCompletion, { value });
  return value;
}

function deriveCompletion(workspace: Workspace, block: Block, visit: Visit): ClaimCompletion | Obstacle | undefined {
  const supported = claimLines(visit);
  // Facts that support no line are too few to complete a claim from: what is billed then is for the coder to settle.
  if (!supported.length) return undefined;
  const steps: string[] = [];
  let now = { block, verdict: workspace.verdict(block) };
  const take = (edits: readonly Edit[], ...words: readonly string[]): void => {
    const after = workspace.wouldBe(block, applied(now.block, edits));
    if (!after || !sameFields(now.block, after.block)) return;
    now = after;
    steps.push(...words);
  };
  const added = supported.filter(line => !line.billed && line.whole && !isWaived(visit, line.code));
  const sure = visit.encounter.codes.filter(
    line =>
      line.unsure &&
      line.valid &&
      supported.some(({ code }) => code === line.code) &&
      !visit.claimLines.some(({ code }) => code === line.code),
  );
  if (added.length || sure.length) {
    take(
      [
        ...(added.length
          ? [{ at: insertCode(visit, '').at, text: added.map(({ typed }) => insertCode(visit, typed).text).join('') }]
          : []),
        ...sure.map(({ line, codeSpan }): Edit => ({
          at: { block, start: line.unsure!.start, end: codeSpan.start },
          text: '',
        })),
      ],
      ...(added.length ? [`Add ${list(added.map(({ head }) => head))}`] : []),
      ...sure.map(({ code }) => `Bill ${code} without a question mark`),
    );
  }
  const tried = new Set<string>();
  for (let step = 0; step < MAX_STEPS; step++) {
    const finding = now.verdict.findings.find(found => isMended(found) && !tried.has(`${found.rule} ${found.message}`));
    if (!finding) break;
    tried.add(`${finding.rule} ${finding.message}`);
    const [fix] = finding.fixes;
    take(fix!.edits, fix!.title);
  }
  if (!steps.length || now.block.text === block.text) return undefined;
  const obstacle = errorBrought(workspace.verdict(block), now.verdict);
  return obstacle ? { obstacle: actionOf(obstacle) } : { steps, edits: lineEdits(block, now.block) };
}

function isMended({ rule, severity, outcome, fixes }: Finding): boolean {
  return (
    outcome === 'fail' &&
    (severity === 'error' || severity === 'warning') &&
    fixes.length === 1 &&
    (RULES.has(rule) || (GROUPS.has(ruleById(rule)?.group ?? '') && !GUESSES.has(rule)))
  );
}

/** Whether the coder has words, with a reason, that the service or the drug is rightly not on this claim. */
export function isWaived(visit: Visit, code: string): boolean {
  const rules =
    visit.codes.procedure(code)?.kind === 'drug'
      ? ['drug-claim']
      : ['refill-not-billed', 'reprogram-not-billed', 'analysis-not-billed', 'surgery-code'];
  return visit.encounter.waivers.some(({ rule, reason }) => reason !== undefined && rules.includes(rule.value));
}

/** The first error of a rule that has more of them than before. */
function errorBrought(before: CheckResult, after: CheckResult): Finding | undefined {
  const count = (verdict: CheckResult, rule: string): number =>
    verdict.findings.filter(f => f.rule === rule && f.severity === 'error').length;
  return after.findings.find(({ rule, severity }) => severity === 'error' && count(after, rule) > count(before, rule));
}

/** The clause with which a message begins, for a place that shows no Markdown. */
function actionOf({ message }: Finding): string {
  const [clause = message] = /^(?:`[^`]*`|[^`:,.])+/.exec(message) ?? [];
  return clause.replaceAll('`', '').replaceAll('$(', '(').trim();
}

function applied(block: Block, edits: readonly Edit[]): string {
  let text = '',
    at = 0;
  for (const edit of [...edits].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)) {
    text += block.text.slice(at, edit.at.start) + edit.text;
    at = edit.at.end;
  }
  return text + block.text.slice(at);
}

/** Whether everything but the code lines is as it was. */
function sameFields(before: Block, after: Block): boolean {
  const rest = (block: Block): string =>
    block.lines
      .filter(({ kind }) => kind !== 'code')
      .map(({ start, end }) => block.text.slice(start, end))
      .join('\n')
      .trimEnd();
  return rest(before) === rest(after);
}

/** The edits that make one text the other, a line each, so that each can be looked at by itself. */
function lineEdits(before: Block, after: Block): readonly Edit[] {
  const edits: Edit[] = [];
  const texts = (block: Block): string[] => block.lines.map(({ start, end }) => block.text.slice(start, end));
  const [was, is] = [texts(before), texts(after)];
  const kept = commonLines(was, is);
  let i = 0,
    j = 0;
  for (const [nextI, nextJ] of [...kept, [was.length, is.length] as const]) {
    const gone = before.lines.slice(i, nextI),
      come = is.slice(j, nextJ);
    gone
      .slice(0, come.length)
      .forEach((line, n) => edits.push({ at: { block: before, start: line.start, end: line.end }, text: come[n]! }));
    edits.push(...deleteLines(before, gone.slice(come.length)));
    const above = before.lines[Math.min(nextI, was.length) - 1];
    if (come.length > gone.length && above) edits.push(insertBelow(before, above, ...come.slice(gone.length)));
    i = nextI + 1;
    j = nextJ + 1;
  }
  // A last line without a break shares its end with the one above it: then one edit says it all.
  return applied(before, edits) === after.text
    ? edits
    : [{ at: { block: before, start: 0, end: before.text.length }, text: after.text }];
}

/**
 * Pairs of equal lines, in the order of both: the longest row of such pairs. Costs the square of what lies between the
 * first and the last difference.
 */
function commonLines(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  let head = 0,
    tail = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return [
    ...Array.from({ length: head }, (_, i) => [i, i] as const),
    ...longestCommon(a.slice(head, a.length - tail), b.slice(head, b.length - tail)).map(
      ([i, j]) => [i + head, j + head] as const,
    ),
    ...Array.from({ length: tail }, (_, i) => [a.length - tail + i, b.length - tail + i] as const),
  ];
}

function longestCommon(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}
