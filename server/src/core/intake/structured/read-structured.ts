import type { IntakeResult } from '../types.js';
import { encounterOf, type ClaimDraft } from './claim-draft.js';
import type { ColumnMapping } from './columns.js';
import type { StructuredFormat } from './detect-format.js';
import { readCharges } from './read-charge-message.js';
import { readChargeSheet } from './read-charge-sheet.js';
import { readClaims } from './read-claim-file.js';
import { SourceFault } from './source-fault.js';

export interface StructuredOptions {
  /** `.encounter/columns.json` of a charge sheet; without it the columns are guessed. */
  readonly columns?: ColumnMapping | undefined;
  /** Whether a code names no drug (J7999), so that its line takes words. */
  readonly isUnclassified: (code: string) => boolean;
}

/** What went wrong, in one sentence that names the place and what is expected there and repeats nothing of the file. */
export interface SourceProblem {
  readonly problem: string;
}

/** Reads a charge sheet (CSV), charge messages (HL7 v2 DFT^P03) or claims (X12 837P) whole, or says why not. */
export function readStructured(
  text: string,
  format: StructuredFormat,
  options: StructuredOptions,
): IntakeResult | SourceProblem {
  try {
    requireText(text);
    return { encounters: draftsOf(text, format, options).filter(hasContent).map(encounterOf) };
  } catch (error) {
    if (error instanceof SourceFault) return { problem: error.message };
    throw error;
  }
}

function draftsOf(text: string, format: StructuredFormat, options: StructuredOptions): ClaimDraft[] {
  if (format === 'hl7') return readCharges(text, options.isUnclassified);
  if (format === 'x12') return readClaims(text, options.isUnclassified);
  return readChargeSheet(text, { mapping: options.columns, isUnclassified: options.isUnclassified });
}

function hasContent({ charges, unread }: ClaimDraft): boolean {
  return charges.length > 0 || unread.length > 0;
}

/** More control characters than this in the first 4096 signs are no text. */
const MAX_CONTROLS = 8;

/** @throws {@link SourceFault} for an empty or a binary file */
function requireText(text: string): void {
  if (!text.replace(/[\s\ufeff]/g, '')) throw new SourceFault('line 1: the file is empty; expected charges');
  if (isArchive(text) || controlsIn(text.slice(0, 4096)) > MAX_CONTROLS)
    throw new SourceFault(
      'line 1: the file is binary, such as a workbook or a picture; expected text: save the sheet as CSV',
    );
}

/** A workbook is an archive. */
function isArchive(text: string): boolean {
  return text.startsWith('PK') && text.charCodeAt(2) < 9 && text.charCodeAt(3) < 9;
}

/**
 * Control characters that no charge sheet, message or claim holds: `\v` and 1C to 1F frame messages and part elements.
 */
function controlsIn(text: string): number {
  let count = 0;
  for (const sign of text) {
    const c = sign.codePointAt(0)!;
    if ((c < 0x1c && !(c >= 0x09 && c <= 0x0d)) || c === 0xfffd) count++;
  }
  return count;
}
