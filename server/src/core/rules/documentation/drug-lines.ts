import type { BilledDrug } from '../../claim/billed-drugs.js';
import type { NotedDrug } from '../../claim/noted-drugs.js';
import type { BilledCode, Drug } from '../../encounter/model.js';
import { lineAt } from '../../syntax/line-at.js';
import type { FieldLine } from '../../syntax/tree.js';

/** Each billed drug with the line that stands for it: the first that bills what was placed; a sure one before one marked `?`. */
export function firstLines(billed: readonly BilledDrug[]): Map<NotedDrug, BilledCode> {
  const lines = new Map<NotedDrug, BilledCode>();
  for (const { line, drugs, discarded } of [...billed].sort((a, b) => Number(a.line.unsure) - Number(b.line.unsure))) {
    if (!discarded) for (const drug of drugs) if (!lines.has(drug)) lines.set(drug, line);
  }
  return lines;
}

/** The line of the note that a drug stands on. */
export function drugLine({ block, start }: Drug): FieldLine | undefined {
  const line = lineAt(block, start);
  return line?.kind === 'field' ? line : undefined;
}
