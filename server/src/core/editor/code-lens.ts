import { ruleById } from '../check/catalog.js';
import type { Finding } from '../check/finding.js';
import { openQuestion } from '../claim/services/open-question.js';
import type { Visit } from '../visit/visit.js';
import type { Block } from '../syntax/tree.js';
import type { NoteFile } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';
import { completeClaim } from './assists/complete-claim.js';
import { claimLines } from './claim-lines.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { Severity } from '../policy/severity.js';
import type { RuleGroup } from '../rules/rule.js';

export const LENS_KINDS = ['claim', 'findings', 'complete'] as const;
export type LensKind = (typeof LENS_KINDS)[number];

/** Where a lens of some kind belongs; its title is computed only for visible lenses. */
export interface LensPlace {
  readonly kind: LensKind;
  readonly at: SourceRange;
}

export interface LensText {
  readonly title: string;
  /** What a click does: `complete` the claim, or go to the first `finding`; nothing if it only tells. */
  readonly click?: 'complete' | 'finding';
}

/** A lens of each kind that is switched on, over the header of every encounter. */
export function lensPlaces(file: NoteFile, on: ReadonlySet<LensKind>): readonly LensPlace[] {
  const kinds = LENS_KINDS.filter(kind => on.has(kind));
  return file.blocks.flatMap(block => {
    const encounter = file.encounter(block);
    return encounter ? kinds.map((kind): LensPlace => ({ kind, at: encounter.header })) : [];
  });
}

/** @param isShown whether the editor shows a finding, while others wait until the encounter is typed */
export function lensText(
  workspace: Workspace,
  block: Block,
  kind: LensKind,
  isShown: (finding: Finding) => boolean = () => true,
): LensText | undefined {
  const visit = workspace.visit(block);
  if (!visit) return undefined;
  switch (kind) {
    case 'claim':
      return { title: claimSentence(visit) };
    case 'findings':
      return findingsLens(workspace, block, isShown);
    case 'complete': {
      const completion = completeClaim(workspace, block);
      if (completion && 'obstacle' in completion) return { title: `${completion.obstacle} to complete the claim` };
      return completion
        ? { title: completeTitle(completion.steps.length), click: 'complete' }
        : matchTitle(workspace, visit);
    }
  }
}

/** `Note supports 95990, J0475-JZ-KD x8`; `62367 or 62368? Fill in read: and prog:` if a missing fact decides. */
export function claimSentence(visit: Visit): string {
  const supported = claimLines(visit).map(({ head, whole }) => (whole ? head : `${head} (units not known)`));
  const sentence = supported.length ? `Note supports ${supported.join(', ')}` : undefined;
  const question = openQuestion(visit);
  return [sentence, question].filter(Boolean).join('; ') || 'No code supported yet';
}

const LEVELS: readonly (readonly [word: string, ...levels: Severity[]])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['remark', 'info', 'hint'],
];

function findingsLens(workspace: Workspace, block: Block, isShown: (finding: Finding) => boolean): LensText {
  const { findings: all, waived } = workspace.verdict(block);
  const findings = all.filter(isShown);
  const counts = LEVELS.map(
    ([word, ...levels]) => [findings.filter(({ severity }) => levels.includes(severity)).length, word] as const,
  )
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}${count === 1 ? '' : 's'}`);
  const hasClaim = block.lines.some(({ kind }) => kind === 'code');
  const isWrong = findings.some(({ severity }) => severity === 'error' || severity === 'warning');
  const none = counts.length ? [] : ['No findings'];
  const words = [
    ...(hasClaim || isWrong ? none : ['No claim yet']),
    ...counts,
    ...(waived.length ? [`${waived.length} waived`] : []),
  ];
  return { title: words.join(', '), ...(findings.length ? { click: 'finding' as const } : {}) };
}

/** Where a click on the findings leads: the first of the most severe ones. */
export function firstFinding(
  workspace: Workspace,
  block: Block,
  isShown: (finding: Finding) => boolean = () => true,
): SourceRange | undefined {
  const findings = workspace.verdict(block).findings.filter(isShown);
  for (const level of ['error', 'warning', 'info', 'hint'] as const) {
    const found = findings.find(({ severity }) => severity === level);
    if (found) return found.at;
  }
  return undefined;
}

function completeTitle(changes: number): string {
  return `Complete the claim (${changes} change${changes === 1 ? '' : 's'})`;
}

/**
 * No change is known. The claim matches the note if it has every line that the note supports, and no rule objects to
 * one of them.
 */
function matchTitle(workspace: Workspace, { encounter }: Visit): LensText {
  const { findings } = workspace.verdict(encounter.block);
  const contradicts = ({ rule, severity, outcome }: Finding): boolean =>
    outcome !== 'no data' &&
    (severity === 'error' || severity === 'warning') &&
    (rule === 'malformed-code' || CLAIM_GROUPS.has(ruleById(rule)?.group ?? 'form'));
  if (encounter.codes.length === 0) return { title: 'Nothing to complete yet' };
  return {
    title: findings.some(contradicts) ? 'Resolve the findings to complete the claim' : 'Claim matches the note',
  };
}

/** Rules of these groups look at the lines of the claim. */
const CLAIM_GROUPS: ReadonlySet<RuleGroup> = new Set(['service-selection', 'edits', 'modifiers', 'drugs', 'code-sets']);
