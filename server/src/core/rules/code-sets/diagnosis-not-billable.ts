import type { Fix } from '../../edits/fix.js';
import type { Diagnosis } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { withoutEdition } from './without-edition.js';
import type { Rule } from '../rule.js';
import { list } from '../../text/prose.js';
import { replace } from '../../edits/builders.js';
import { placeOfDiagnosis } from '../../encounter/code-line-edits.js';
import { listedDiagnoses } from '../../visit/note-edits.js';

export const diagnosisNotBillable: Rule = {
  id: 'diagnosis-not-billable',
  group: 'code-sets',
  severity: 'error',
  title: 'Diagnosis without its last characters',
  description:
    'A diagnosis that was a category or subcategory on the date of the visit (G89.2, M54.5, G35 since ' +
    '2025-10-01), or that lacks its seventh character (T85.610).',
  rationale: 'Only codes of full length are billable: the claim is rejected.',
  fixDescription: 'Edit: one for each billable code below it.',
  sources: ['ICD26', 'TAB'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
dx: G35, Z45.1
`,
    right: `2025-09-30 refill P-014 @office
dx: G35, Z45.1
`,
  },
  check(visit, context) {
    const { date, codes } = visit;
    for (const dx of visit.encounter.dx) {
      const status = date ? codes.diagnosisStatus(dx.code) : 'unknown';
      if (!date || (status === 'unknown' && codes.diagnosis(dx.code))) {
        context.missing({
          at: placeOfDiagnosis(dx),
          show: codes.missingFile('ICD-10-CM') !== undefined,
          message: date
            ? withoutEdition(codes, dx.code)
            : `Whether ${dx.code} is billable depends on the date of the visit.`,
        });
        continue;
      }
      context.applies();
      if (status !== 'header' && status !== 'needs-7th') continue;
      const since = codes.headerSince(dx.code);
      context.report({
        at: placeOfDiagnosis(dx),
        edition: codes.edition('ICD-10-CM'),
        evidence: [{ at: dx, text: codes.diagnosis(dx.code)?.title ?? 'a category' }],
        message:
          status === 'needs-7th'
            ? `Add the seventh character to ${dx.code}: ${seventhCharacters(visit, dx)}.`
            : `Code one of the codes below ${dx.code}: it is a category${since ? ` since ${since}` : ''} and not billable.`,
        fixes: childrenOf(visit, dx),
      });
    }
  },
};

/** Of injuries and complications; other chapters count eyes, fetuses or stages. */
const ENCOUNTER_KINDS: Readonly<Record<string, string>> = {
  A: 'A (active treatment)',
  D: 'D (healing or aftercare)',
  S: 'S (sequela)',
};

/** The seventh characters that the edition has for a code. */
function seventhCharacters(visit: Visit, dx: Diagnosis): string {
  const letters = [...new Set(visit.codes.billableChildren(dx.code).map(({ code }) => code.at(-1)!))].sort();
  const isOfEncounters = letters.join('') === 'ADS';
  return list(
    letters.map(letter => (isOfEncounters ? ENCOUNTER_KINDS[letter]! : letter)),
    'or',
  );
}

/** A longer menu is no help. */
const MAX_CHILDREN = 30;

function childrenOf(visit: Visit, dx: Diagnosis): Fix[] {
  const children = visit.codes.billableChildren(dx.code).filter(({ code }) => !listedDiagnoses(visit).has(code));
  return children.slice(0, MAX_CHILDREN).map(({ code, title }) => ({
    kind: 'edit',
    title: `Code ${code} (${title}) instead of ${dx.code}`,
    edits: [replace(placeOfDiagnosis(dx), code)],
  }));
}
