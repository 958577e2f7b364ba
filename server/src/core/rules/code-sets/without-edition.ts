import type { CodeView } from '../../codes/types.js';

/** Why a diagnosis could not be checked: no edition for the date, and which file would give one. */
export function withoutEdition(codes: CodeView, code: string): string {
  const file = codes.missingFile('ICD-10-CM');
  return file === undefined
    ? `No edition of ICD-10-CM is loaded for ${codes.date}, so ${code} was not checked.`
    : `Load the ${file}: without it, ${code} on ${codes.date} cannot be checked.`;
}
