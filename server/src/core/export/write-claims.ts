import type { ColumnMapping } from '../intake/structured/columns.js';
import { chargeSheet } from './charge-sheet.js';
import { claimFile, claimFileProblems, type ClaimFile } from './claim-file.js';
import type { ExportedClaim } from './exported-claim.js';
import type { ExportRemark } from './select-claims.js';

/** A charge sheet (CSV), or a professional claim file (X12 837P). */
export type ExportFormat = 'csv' | 'x12';

/** Why claims cannot go into a file of this format at all, regardless of an override. */
export function formatProblems(format: ExportFormat, claims: readonly ExportedClaim[]): readonly ExportRemark[] {
  return format === 'x12' ? claimFileProblems(claims) : [];
}

/**
 * @param claims one or more, without {@link formatProblems}
 * @param mapping columns of the charge sheet, where the clinic keeps them
 */
export function writeClaims(
  format: ExportFormat,
  claims: readonly ExportedClaim[],
  mapping: ColumnMapping | undefined,
): ClaimFile {
  return format === 'csv' ? { text: chargeSheet(claims, mapping), remarks: [] } : claimFile(claims);
}
