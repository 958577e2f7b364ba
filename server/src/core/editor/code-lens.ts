import { supportedServices } from '../claim/services/supported-services.js';
import type { Missing } from '../claim/services/pump-service.js';
import type { Visit } from '../visit/visit.js';
import type { Block } from '../syntax/tree.js';
import type { NoteFile } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';
import { completeClaim } from './assists/complete-claim.js';
import { claimLines } from './claim-lines.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { Severity } from '../policy/severity.js';
import { list } from '../text/prose.js';

export const LENS_KINDS = ['claim', 'findings', 'complete'] as const;
export type LensKind = (typeof LENS_KINDS)[number];

/** Where a lens of some kind belongs; what it says is worked out for those that are seen. */
export interface LensPlace {
  readonly kind: LensKind;
  readonly at: SourceRange;
}

export interface LensText {
  readonly title: string;
  /** What a click does: `complete` the claim, or go to the first `finding`; nothing where it only tells. */
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

export function lensText(workspace: Workspace, block: Block, kind: LensKind): LensText | undefined {
  const visit = workspace.visit(block);
  if (!visit) return undefined;
  switch (kind) {
    case 'claim':
      return { title: claimSentence(visit) };
    case 'findings':
      return findingsLens(workspace, block);
    case 'complete': {
      const completion = completeClaim(workspace, block);
      if (completion && 'obstacle' in completion)
        return { title: `To complete the claim, settle ${completion.obstacle} first` };
      return completion
        ? { title: `Complete the claim: ${shortened(completion.steps)}`, click: 'complete' }
        : { title: 'Nothing to complete' };
    }
  }
}

const FACTS: Readonly<Record<Missing, string>> = {
  route: 'the route',
  type: 'the type of the pump',
  performer: 'who performed',
  fill: 'what was filled in',
  read: 'what was read',
  prog: 'what was changed',
  edition: 'an edition of the codes for this day',
};

/** `Facts support 95990, J0475-JZ-KD x8`; where a fact is missing, what it leaves open. */
export function claimSentence(visit: Visit): string {
  const supported = claimLines(visit).map(({ head, whole }) => (whole ? head : `${head} (units not known)`));
  const { pump } = supportedServices(visit);
  const said = supported.length ? `Facts support ${supported.join(', ')}` : undefined;
  if (pump.outcome !== 'undecided' || pump.inside) return said ?? 'Facts support no code';
  const open = `${pump.open.length ? `leave open ${list(pump.open, 'or')}` : 'do not decide the service'}: ${list(pump.missing.map(fact => FACTS[fact]))} is missing`;
  return said ? `${said}; they ${open}` : `Facts ${open}`;
}

const LEVELS: readonly (readonly [word: string, ...levels: Severity[]])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['remark', 'info', 'hint'],
];

function findingsLens(workspace: Workspace, block: Block): LensText {
  const { findings, waived } = workspace.verdict(block);
  const counts = LEVELS.map(
    ([word, ...levels]) => [findings.filter(({ severity }) => levels.includes(severity)).length, word] as const,
  )
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}${count === 1 ? '' : 's'}`);
  const all = [...(counts.length ? counts : ['No findings']), ...(waived.length ? [`${waived.length} waived`] : [])];
  return { title: all.join(', '), ...(findings.length ? { click: 'finding' as const } : {}) };
}

/** Where a click on the findings leads: the most severe one, of several the first. */
export function firstFinding(workspace: Workspace, block: Block): SourceRange | undefined {
  const { findings } = workspace.verdict(block);
  for (const level of ['error', 'warning', 'info', 'hint'] as const) {
    const found = findings.find(({ severity }) => severity === level);
    if (found) return found.at;
  }
  return undefined;
}

const SHOWN_STEPS = 2;

/** `add J0475-JZ-KD x8, bill 62369 instead of 62370`. */
function shortened(steps: readonly string[]): string {
  const shown = steps.slice(0, SHOWN_STEPS).map(step => step[0]!.toLowerCase() + step.slice(1));
  return steps.length > SHOWN_STEPS ? `${shown.join(', ')} and ${steps.length - SHOWN_STEPS} more` : shown.join(', ');
}
