import { RANK } from '../../core/check/limit-findings.js';
import type { Finding } from '../../core/check/finding.js';
import type { Language } from '../../core/language.js';
import { reportOf } from '../../core/report/report.js';
import type { Block } from '../../core/syntax/tree.js';
import { TOGETHER, Workspace } from '../../core/workspace/workspace.js';
import { toPath } from '../../project/file-system.node.js';
import { slashed } from '../reporters/words.js';
import { printable } from '../terminal.js';
import { serializeFinding } from '../serialized-finding.js';
import {
  WAIVED,
  type Batch,
  type BatchResults,
  type Detail,
  type Found,
  type Group,
  type PartResult,
} from './batch.js';
import type { CheckInputs } from './check-inputs.js';
import { encounterRecord, groupHash } from './encounter-record.js';

/**
 * Checks groups of encounters, each group by itself. Returns for each part what is found in it, top to bottom.
 * Encounters of several groups take each step together, as {@link Workspace.checkTogether} says.
 */
export function checkBatch(language: Language, inputs: CheckInputs, batch: Batch): BatchResults {
  const results: (readonly PartResult[])[] = [];
  let some: Task[] = [];
  const finish = (): void => {
    checkTogether(some);
    for (const { group, add } of some) group.attempt(add);
    some = [];
  };
  for (const one of batch) {
    const group = new GroupCheck(language, inputs, one);
    results.push(group.results);
    for (const task of group.tasks()) {
      some.push(task);
      if (some.length >= TOGETHER) finish();
    }
  }
  finish();
  return results;
}

/** A block of a group; `add` adds its verdict to the results of the group. */
interface Task {
  readonly group: GroupCheck;
  readonly workspace: Workspace;
  readonly block: Block;
  add(): void;
}

/** If this fails, the verdict on the encounter that is the reason fails again alone. */
function checkTogether(tasks: readonly Task[]): void {
  try {
    Workspace.checkTogether(tasks);
    Workspace.tryFixes(tasks);
  } catch {
    // Each verdict is then made when it is added.
  }
}

interface Results extends PartResult {
  readonly found: Found[];
  readonly details: Detail[];
  readonly dates: (string | null)[];
}

class GroupCheck {
  readonly results: PartResult[];

  constructor(
    private readonly language: Language,
    private readonly inputs: CheckInputs,
    private readonly group: Group,
  ) {
    this.results = group.parts.map((): Results => ({ found: [], details: [], dates: [] }));
  }

  /** What is to be checked, part by part; nothing if the group cannot be opened. */
  tasks(): readonly Task[] {
    const tasks: Task[] = [];
    this.attempt(() => {
      const { inputs, group } = this;
      const workspace = this.language.createWorkspace();
      workspace.configure(inputs.settingsOf, inputs.profilesOf);
      const files = group.parts.map(({ uri, pieces }) => workspace.addPart(uri, pieces));
      const detailOf = detailMaker(workspace, inputs, group);
      group.parts.forEach(({ uri, tellsDefaults }, i) => {
        const results = this.results[i] as Results;
        files[i]!.blocks.forEach((block, piece) => {
          if (piece === 0 && !tellsDefaults) return;
          const add = (): void => addVerdict(results, workspace, { block, uri, piece }, detailOf);
          tasks.push({ group: this, workspace, block, add });
        });
      });
    });
    return tasks;
  }

  /** If something fails, nothing of the group counts. The message of the error is left out: it can quote the note. */
  attempt(work: () => void): void {
    if (this.results[0]?.failure !== undefined) return;
    try {
      work();
    } catch (error) {
      const failure = error instanceof Error ? error.name : 'error';
      this.results.forEach((_, i) => {
        this.results[i] = { found: [], failure };
      });
    }
  }
}

type DetailOf = ((block: Block, uri: string) => object) | undefined;

function addVerdict(
  { found, details, dates }: Results,
  workspace: Workspace,
  { block, uri, piece }: { readonly block: Block; readonly uri: string; readonly piece: number },
  detailOf: DetailOf,
): void {
  const { findings, waived } = workspace.verdict(block);
  const add = (finding: Finding, rank: number): void => {
    found.push({ piece, rank, json: JSON.stringify(serializeFinding(workspace, finding)) });
  };
  for (const finding of findings) add(finding, RANK[finding.severity]);
  for (const finding of waived) add(finding, WAIVED);
  if (piece === 0) return;
  dates.push(workspace.visit(block)?.encounter.date ?? null);
  if (detailOf) details.push({ piece, json: JSON.stringify(detailOf(block, uri)) });
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
