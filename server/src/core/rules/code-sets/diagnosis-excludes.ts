import type { Excludes1 } from '../../codes/types.js';
import type { Diagnosis } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Rule } from '../rule.js';
import { placeOfDiagnosis } from '../../encounter/code-line-edits.js';
import { MAX_DIAGNOSES, rearrangeDiagnoses } from '../../visit/rearrange-diagnoses.js';

export const diagnosisExcludes: Rule = {
  id: 'diagnosis-excludes',
  group: 'code-sets',
  severity: 'warning',
  title: 'Two diagnoses that exclude each other',
  description:
    'Two diagnoses of the note are an Excludes1 pair of the tabular list: G89.2- with G89.4, G81.- with ' +
    'I69.35-, G81.- with G80.-, M54.1- with M51.1-, Z45.1 with a device complication (T85.6- to T85.8-), ' +
    'and others. Excludes2 pairs, which may be coded together, are not reported.',
  rationale:
    'Excludes1 means that one of the two already says it, or that they cannot both be true: payers deny ' +
    'the claim. The pair is correct if the two conditions are unrelated; waive the finding then.',
  fixDescription:
    'Edit: keeps the code that the Excludes1 note under the other one names, and moves the pointers to ' +
    'it; where each names the other, one fix for each.',
  sources: ['TAB', 'GL26'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office
dx: G89.4, G89.29
assess: chronic pain syndrome
`,
    right: `2026-11-20 refill P-022 @office
dx: G89.4, M96.1
assess: chronic pain syndrome
`,
  },
  concerns: ['dx:'],
  check(visit, context) {
    const { dx } = visit.encounter;
    const { date } = visit;
    if (dx.length < 2) return;
    if (!date)
      return context.missing({
        at: dx[0]!,
        show: false,
        message: 'Which diagnoses exclude each other depends on the date of the visit.',
      });
    context.applies();
    const compared = dx.slice(0, MAX_DIAGNOSES);
    for (const [i, later] of compared.entries()) {
      for (const earlier of compared.slice(0, i)) {
        const pair = excludes(visit, earlier, later);
        if (!pair) continue;
        const families = pair.families.map(prefix => familyName(prefix, earlier, later)).join(' and ');
        context.report({
          at: placeOfDiagnosis(later),
          sources: [pair.source, 'GL26'],
          edition: visit.codes.edition('ICD-10-CM'),
          message: messageOf(pair, earlier, later, families),
          evidence: [
            { at: placeOfDiagnosis(earlier), text: earlier.code },
            { at: placeOfDiagnosis(later), text: later.code },
          ],
          fixes: [earlier, later]
            .filter(({ code }) => code !== pair.keep)
            .flatMap(gone => deletion(visit, gone, gone === earlier ? later : earlier)),
          ...(pair.unverified?.length ? { unverified: pair.unverified.map(({ reason }) => reason).join(' ') } : {}),
        });
      }
    }
  },
};

/**
 * The pair in force. Long-term opioids exclude dependence and use only if these mean methadone, so the note must
 * mention it.
 */
export function excludes(visit: Visit, a: Diagnosis, b: Diagnosis): Excludes1 | undefined {
  if (a.code === b.code) return undefined;
  const pair = visit.codes.excludes1(a.code, b.code);
  const methadone = pair?.families.includes('Z79.891') ?? false;
  return methadone && !visit.mentions('methadone') ? undefined : pair;
}

/** `G89.2-` for what begins so; a code of the note by itself is no family. */
function familyName(prefix: string, ...pair: readonly Diagnosis[]): string {
  return pair.some(({ code }) => code === prefix) ? prefix : `${prefix}-`;
}

function messageOf({ keep, condition }: Excludes1, earlier: Diagnosis, later: Diagnosis, families: string): string {
  const when = condition ? `, ${condition}` : '';
  if (keep === undefined) return `Keep ${later.code} or ${earlier.code}, not both${when}: Excludes1 of ${families}.`;
  const gone = keep === later.code ? earlier.code : later.code;
  return `Delete ${gone} and keep ${keep}${when}: the Excludes1 note under ${gone} names ${keep} (${families}).`;
}

/** Deletes a diagnosis; the pointers to it move to the one that stays. */
function deletion(visit: Visit, gone: Diagnosis, kept: Diagnosis): Fix[] {
  const { dx } = visit.encounter;
  if (dx.length > MAX_DIAGNOSES || !gone.letter || !kept.letter) return [];
  const edits = rearrangeDiagnoses(
    visit,
    dx.filter(other => other !== gone),
    new Map([[gone.letter, kept.letter]]),
  );
  return edits ? [{ kind: 'edit', title: `Delete ${gone.code}`, edits }] : [];
}
