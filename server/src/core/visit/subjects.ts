import type { CodeKind } from '../codes/types.js';
import type { Key } from '../syntax/vocabulary.js';
import { memoByVisit } from './memo.js';

/**
 * What a visit can have for a rule to look at: a code line of a kind (marked `?` or not), a modifier, a flag in the
 * header, a line of a key.
 */
export type Subject = CodeKind | 'unknown code' | 'add-on code' | 'modifier' | 'flag' | `${Key}:`;

/** Everything of a visit that a rule can concern; one that concerns nothing of it is not asked. */
export const subjectsOf = memoByVisit((visit): ReadonlySet<Subject> => {
  const subjects = new Set<Subject>();
  const { fields, flags } = visit.encounter;
  for (const key of fields.keys()) subjects.add(`${key}:`);
  if (flags.length > 0) subjects.add('flag');
  for (const { code, modifiers } of visit.linesToCheck) {
    const entry = visit.codes.procedure(code);
    subjects.add(entry?.kind ?? 'unknown code');
    if (entry?.isAddOn) subjects.add('add-on code');
    if (modifiers.length > 0) subjects.add('modifier');
  }
  return subjects;
});
