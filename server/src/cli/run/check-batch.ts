import { RANK } from '../../core/check/limit-findings.js';
import type { Language } from '../../core/language.js';
import { reportOf } from '../../core/report/report.js';
import type { Block } from '../../core/syntax/tree.js';
import type { Workspace } from '../../core/workspace/workspace.js';
import { toPath } from '../../project/file-system.node.js';
import { slashed } from '../reporters/words.js';
import { printable } from '../terminal.js';
import { serializeFinding } from '../serialized-finding.js';
import { WAIVED, type Detail, type Found, type Group, type Part, type PartResult } from './batch.js';
import type { CheckInputs } from './check-inputs.js';
import { encounterRecord, groupHash } from './encounter-record.js';

/** Checks a group of encounters by themselves. Returns for each part what is found in it, top to bottom. */
export function checkGroup(language: Language, inputs: CheckInputs, group: Group): PartResult[] {
  try {
    const workspace = language.createWorkspace();
    workspace.configure(inputs.settingsOf, inputs.profilesOf);
    const files = group.parts.map(({ uri, pieces }) => workspace.addPart(uri, pieces));
    const detailOf = detailMaker(workspace, inputs, group);
    return group.parts.map((part, i) => checkPart(workspace, part, files[i]!.blocks, detailOf));
  } catch (error) {
    // The message of the error is left out: it can quote the note.
    return group.parts.map(() => ({ found: [], failure: error instanceof Error ? error.name : 'error' }));
  }
}

type DetailOf = ((block: Block, uri: string) => object) | undefined;

function checkPart(
  workspace: Workspace,
  { uri, tellsDefaults }: Part,
  blocks: readonly Block[],
  detailOf: DetailOf,
): PartResult {
  const found: Found[] = [];
  const details: Detail[] = [];
  const dates: (string | null)[] = [];
  blocks.forEach((block, piece) => {
    if (piece === 0 && !tellsDefaults) return;
    const { findings, waived } = workspace.verdict(block);
    const add = (finding: (typeof findings)[number], rank: number): void => {
      found.push({ piece, rank, json: JSON.stringify(serializeFinding(workspace, finding)) });
    };
    for (const finding of findings) add(finding, RANK[finding.severity]);
    for (const finding of waived) add(finding, WAIVED);
    if (piece > 0) dates.push(workspace.visit(block)?.encounter.date ?? null);
    if (piece > 0 && detailOf) details.push({ piece, json: JSON.stringify(detailOf(block, uri)) });
  });
  return { found, details, dates };
}

/** What the job wants to know of each encounter beside its findings. */
function detailMaker(workspace: Workspace, inputs: CheckInputs, group: Group): DetailOf {
  if (inputs.detail === 'record') {
    const hash = groupHash(group);
    return (block, uri) => encounterRecord(workspace, inputs, hash, { block, uri, result: workspace.verdict(block) });
  }
  if (inputs.detail === undefined) return undefined;
  const show = inputs.detail === 'printed-report' ? printable : (name: string): string => name;
  return block => {
    const { encounter } = workspace.visit(block)!;
    return reportOf(workspace, [encounter], uri => show(slashed(toPath(uri)))).encounters[0]!;
  };
}
