import { MAX_CLAIM_LINES } from '../../claim/claim-limits.js';
import { diagnosisOf } from '../../encounter/diagnosis-letter.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { RuleContext, Rule } from '../rule.js';
import { placeOfCode, setPointers } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { isStub } from '../../visit/acceptance.js';
import { insertField } from '../../visit/note-edits.js';

/** Pointers that a service line holds. */
const MOST = 4;

export const diagnosisPointer: Rule = {
  id: 'diagnosis-pointer',
  group: 'code-sets',
  severity: 'error',
  title: 'Diagnosis pointers of a code line',
  description:
    'A code line that points past the last diagnosis, has no pointer, or more than four. Institutional claims have no pointers, and a line in doubt (`?`) needs none yet: there only a pointer to nothing is wrong.',
  rationale:
    'Each line of a professional claim says by letter which diagnoses justify it; a line without one, or ' +
    'with one that leads nowhere, is rejected.',
  fixDescription:
    'Edit: points where another line points or to one of the diagnoses, takes off what leads nowhere, ' +
    'keeps the first four; with no diagnoses at all, inserts `dx:` to fill in.',
  sources: ['X222'],
  examples: {
    wrong: `2026-11-20 interrogate P-014 @office
dx: G80.0, Z45.1
62367 @ABC
`,
    right: `2026-11-20 interrogate P-014 @office
dx: G80.0, Z45.1
62367 @BA
`,
  },
  check(visit, context) {
    const { dx } = visit.encounter;
    const lines = visit.linesToCheck.filter(line => line.pointers || (visit.bill === 'pro' && !line.unsure));
    const first = lines[0];
    if (!first) return;
    if (!dx.length) return reportNoDiagnoses(visit, context, first);
    context.applies();
    for (const line of lines) checkLine(visit, context, line);
  },
};

/** One missing `dx:` is one cause, however many lines want to point. */
function reportNoDiagnoses(visit: Visit, context: RuleContext, line: BilledCode): void {
  if (isStub(visit, 'dx'))
    return context.missing({ at: placeOfCode(line), show: false, message: 'The diagnoses are still to be filled in.' });
  if (visit.encounter.fields.has('dx')) {
    return context.report({
      at: line.pointersFact ?? placeOfCode(line),
      message: `Write a code in \`dx:\`: ${line.code} has no diagnosis to point to.`,
      evidence: [{ at: visit.encounter.fields.get('dx')![0]!, text: 'no code here' }],
    });
  }
  context.report({
    at: line.pointersFact ?? placeOfCode(line),
    message: `Write the diagnoses in \`dx:\`: ${line.code} has none to point to.`,
    fixes: [{ kind: 'edit', title: 'Insert `dx:` to fill in', edits: [insertField(visit, 'dx', 'dx:')] }],
  });
}

function checkLine(visit: Visit, context: RuleContext, line: BilledCode): void {
  const { dx } = visit.encounter;
  const last = dx.at(-1)!;
  const known = [...line.pointers].filter(letter => diagnosisOf(letter, dx));
  const lost = [...line.pointers].filter(letter => !diagnosisOf(letter, dx));
  const listed = dx.length === 1 ? '1 diagnosis: A' : `${dx.length} diagnoses: A to ${last.letter}`;
  const evidence = [{ at: visit.encounter.fields.get('dx')?.at(-1) ?? last, text: listed }];
  const at = line.pointersFact ?? placeOfCode(line);
  if (!line.pointers) {
    context.report({
      at,
      evidence,
      message: `Point ${line.code} to up to four diagnoses, such as @A: it points to none.`,
      fixes: pointing(visit, line),
    });
  } else if (lost.length) {
    context.report({
      at,
      evidence,
      message: `Correct the pointers of ${line.code}: it points to ${list(lost)}, and the last diagnosis is ${last.letter}.`,
      fixes: known.length ? [point(line, known.slice(0, MOST).join(''))] : pointing(visit, line),
    });
  } else if (line.pointers.length > MOST) {
    context.report({
      at,
      evidence,
      message: `Keep ${MOST} of the ${line.pointers.length} pointers of ${line.code}, those that justify it: a line holds ${MOST}.`,
      fixes: [point(line, known.slice(0, MOST).join(''))],
    });
  }
}

/** Where other lines point, then each of the first diagnoses by itself. */
function pointing(visit: Visit, line: BilledCode): Fix[] {
  const { dx } = visit.encounter;
  const sound = (letters: string): boolean =>
    letters.length > 0 && letters.length <= MOST && [...letters].every(letter => diagnosisOf(letter, dx));
  const others = visit.claimLines
    .slice(0, MAX_CLAIM_LINES)
    .filter(other => other !== line)
    .map(other => other.pointers)
    .filter(sound);
  return [...new Set([...others, ...dx.slice(0, MOST).map(({ letter }) => letter)])].map(letters =>
    point(line, letters),
  );
}

function point(line: BilledCode, letters: string): Fix {
  return { kind: 'edit', title: `Point ${line.code} to @${letters}`, edits: [setPointers(line, letters)] };
}
