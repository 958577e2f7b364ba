import type { BilledDrug } from '../../claim/drugs/billed-drug.js';
import type { DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { BilledCode } from '../../encounter/model.js';

/** Each billed drug with its line: the first that bills what was placed; a sure one before one marked `?`. */
export function firstLines(billed: readonly BilledDrug[]): Map<DocumentedDrug, BilledCode> {
  const lines = new Map<DocumentedDrug, BilledCode>();
  for (const { line, drugs, discarded } of [...billed].sort((a, b) => Number(a.line.unsure) - Number(b.line.unsure))) {
    if (!discarded) for (const drug of drugs) if (!lines.has(drug)) lines.set(drug, line);
  }
  return lines;
}
