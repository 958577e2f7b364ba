import { createCodeSets } from '../../server/src/core/codes/code-sets';
import type { CodeSets, CodeView } from '../../server/src/core/codes/types';

/**
 * The code sets of a date in one object, each question with its date last: for tests that ask the same of many dates.
 */
export function datedCodes(sets: CodeSets = createCodeSets()) {
  const newest: CodeView = sets.on('2026-11-20');
  return {
    ...newest,
    on: sets.on,
    procedureStatus: (code: string, date: string) => sets.on(date).status(code),
    addOn: (code: string, date: string) => sets.on(date).addOn(code),
    diagnosisStatus: (code: string, date: string) => sets.on(date).diagnosisStatus(code),
    billableChildren: (code: string, date: string) => sets.on(date).billableChildren(code),
    headerSince: (code: string, date: string) => sets.on(date).headerSince(code),
    searchDiagnoses: (words: string, date: string, limit?: number) => sets.on(date).searchDiagnoses(words, limit),
    excludes1: (a: string, b: string, date: string) => sets.on(date).excludes1(a, b),
    pair: (column1: string, column2: string, date: string) => sets.on(date).pair(column1, column2),
    bundledInto: (column1: string, date: string) => sets.on(date).bundledInto(column1),
    modifierStatus: (modifier: string, date: string) => sets.on(date).modifierStatus(modifier),
    codesOfDrug: (name: string, date: string, use?: 'pump' | 'trial') => sets.on(date).codesOfDrug(name, use),
    nearestCodes: (text: string, date: string, set?: 'procedure' | 'diagnosis' | 'modifier') =>
      sets.on(date).nearestCodes(text, set),
  };
}
