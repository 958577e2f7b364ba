import { createLanguage } from '../../../server/src/core/language';
import type { ColumnMapping } from '../../../server/src/core/intake/structured/columns';
import type { StructuredFormat } from '../../../server/src/core/intake/structured/detect-format';
import { readStructured } from '../../../server/src/core/intake/structured/read-structured';
import type { IntakeEncounter } from '../../../server/src/core/intake/types';

const { codes } = createLanguage();

export const isUnclassified = (code: string): boolean => codes.on(undefined).procedure(code)?.isNoc === true;

/** The visits that a structured text holds. Fails where it cannot be read. */
export function visitsIn(text: string, format: StructuredFormat, columns?: ColumnMapping): readonly IntakeEncounter[] {
  const result = readStructured(text, format, { columns, isUnclassified });
  if ('problem' in result) throw new Error(result.problem);
  return result.encounters;
}

/** Why a structured text cannot be read. Fails where it can. */
export function problemOf(text: string, format: StructuredFormat, columns?: ColumnMapping): string {
  const result = readStructured(text, format, { columns, isUnclassified });
  if ('problem' in result) return result.problem;
  throw new Error('It was read.');
}

/** A visit as lines: header, then fields, then codes; an unsure one ends with `?`. */
export function asLines({ header, fields, codes: lines }: IntakeEncounter): string[] {
  return [
    header,
    ...fields.map(({ key, item, sure }) => `${key}: ${item}${sure ? '' : ' ?'}`),
    ...lines.map(({ line, sure }) => `${line}${sure ? '' : ' ?'}`),
  ];
}
