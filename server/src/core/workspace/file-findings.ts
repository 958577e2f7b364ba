import type { Defaults } from '../encounter/model.js';
import type { Finding, CheckResult } from '../check/finding.js';
import { limitFindings, RANK } from '../check/limit-findings.js';
import type { Block } from '../syntax/tree.js';
import type { Change, NoteFile } from './note-file.js';

/**
 * The last check result of each block of a file, and all findings in one list. An edit updates only the blocks that it
 * concerns, because touching every encounter of a long file would cause cache misses.
 */
export class FileFindings {
  /** Encounters that are new, or whose patient's history may have changed, since the last refresh. */
  readonly stale = new Set<Block>();
  private verdicts: (CheckResult | undefined)[];
  /** The number of findings of each block. */
  private counts: number[];
  private list: readonly Finding[];
  /** The severity rank of each finding. */
  private ranks: readonly number[];

  /** @param verdicts of all blocks of the file, in their order */
  constructor(
    private readonly file: NoteFile,
    readonly defaults: Defaults,
    verdicts: readonly CheckResult[],
  ) {
    this.verdicts = [...verdicts];
    this.counts = verdicts.map(({ findings }) => findings.length);
    this.list = verdicts.flatMap(({ findings }) => findings);
    this.ranks = this.list.map(rankOf);
  }

  /** Top to bottom. A returned list is never changed. */
  get findings(): readonly Finding[] {
    return this.list;
  }

  /** The most severe of them, top to bottom. */
  mostSevere(most: number): readonly Finding[] {
    return limitFindings(this.list, (_, i) => this.ranks[i]!, most);
  }

  get waived(): readonly Finding[] {
    return this.verdicts.flatMap(verdict => verdict?.waived ?? []);
  }

  /** Applies a change of the blocks. New blocks have no findings until {@link refresh}. */
  applyChange({ at, gone, come }: Change): void {
    const rest = at + gone.length,
      from = this.countBefore(at);
    this.replace([{ from, count: this.countBefore(rest) - from, by: [] }]);
    if (gone.length === come.length) {
      this.verdicts.fill(undefined, at, rest);
      this.counts.fill(0, at, rest);
    } else {
      this.verdicts = [...this.verdicts.slice(0, at), ...come.map(() => undefined), ...this.verdicts.slice(rest)];
      this.counts = [...this.counts.slice(0, at), ...come.map(() => 0), ...this.counts.slice(rest)];
    }
    for (const block of come) this.stale.add(block);
  }

  /** Replaces the results of the stale blocks. */
  refresh(verdictOf: (block: Block) => CheckResult): void {
    const changes = [];
    const places = [...this.stale]
      .map(block => this.file.indexOf(block))
      .filter(place => place >= 0)
      .sort((a, b) => a - b);
    let from = 0,
      counted = 0;
    for (const place of places) {
      const verdict = verdictOf(this.file.blocks[place]!);
      for (; counted < place; counted++) from += this.counts[counted]!;
      if (verdict !== this.verdicts[place])
        changes.push({ place, verdict, from, count: this.counts[place]!, by: verdict.findings });
    }
    this.replace(changes);
    for (const { place, verdict } of changes) {
      this.verdicts[place] = verdict;
      this.counts[place] = verdict.findings.length;
    }
    this.stale.clear();
  }

  private replace(runs: readonly Run<Finding>[]): void {
    this.list = replaced(this.list, runs);
    this.ranks = replaced(
      this.ranks,
      runs.map(({ by, ...run }) => ({ ...run, by: by.map(rankOf) })),
    );
  }

  private countBefore(place: number): number {
    let count = 0;
    for (let i = 0; i < place; i++) count += this.counts[i]!;
    return count;
  }
}

function rankOf({ severity }: Finding): number {
  return RANK[severity];
}

/** Consecutive items of a list and their replacement. */
interface Run<T> {
  readonly from: number;
  readonly count: number;
  readonly by: readonly T[];
}

/** Replaces runs of a list, which are in order and do not overlap; returns the same list if nothing changes. */
function replaced<T>(list: readonly T[], runs: readonly Run<T>[]): readonly T[] {
  const changes = runs.filter(({ count, by }) => count > 0 || by.length > 0);
  if (!changes.length) return list;
  const pieces: (readonly T[])[] = [];
  let at = 0;
  for (const { from, count, by } of changes) {
    pieces.push(list.slice(at, from), by);
    at = from + count;
  }
  return [...pieces, list.slice(at)].flat();
}
