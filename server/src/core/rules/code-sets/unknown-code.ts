import { exceedsClaimLimit } from '../../claim/claim-limits.js';
import { supportedDrugLines } from '../../claim/drugs/drug-lines.js';
import { isBillableHere } from '../../claim/services/facility.js';
import { wouldBeBundled } from '../../claim/edits/bundling.js';
import { isRefillCode } from '../../claim/services/pump-codes.js';
import { explainCode, supportedServices } from '../../claim/services/supported-services.js';
import type { CodeEntry, CodeSetName } from '../../codes/types.js';
import type { BilledCode, Diagnosis } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import { isDigit } from '../../syntax/chars.js';
import { billSpecifically, modifiersFor } from '../drugs/rebill.js';
import type { RuleContext, Rule } from '../rule.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { replace } from '../../edits/builders.js';
import { placeOfCode, placeOfDiagnosis, rewriteCode, swapCode } from '../../encounter/code-line-edits.js';
import { MAX_DIAGNOSES } from '../../visit/rearrange-diagnoses.js';
import { listedDiagnoses } from '../../visit/note-edits.js';

export const unknownCode: Rule = {
  id: 'unknown-code',
  group: 'code-sets',
  severity: 'error',
  title: 'Code in no edition',
  description:
    'A billed code or a diagnosis that no loaded edition of its code set has ever held. Where the loaded set is complete it is an error; where only the codes of the pump domain are loaded, it is information: the code was not checked.',
  rationale: 'A claim with a code that does not exist is rejected before anybody reads it.',
  fixDescription: 'Edit: writes a valid code one typing slip away, where the facts allow it.',
  sources: ['ICD26', 'HC26', 'RVU26'],
  examples: {
    wrong: `2026-11-20 interrogate P-014 @office
dx: Z45.1, G80.5
`,
    right: `2026-11-20 interrogate P-014 @office
dx: Z45.1, G80.4
`,
  },
  check(visit, context) {
    for (const line of visit.linesToCheck) {
      context.applies();
      if (visit.codes.procedure(line.code)) continue;
      const set: CodeSetName = isDigit(line.code.charCodeAt(0)) ? 'CPT' : 'HCPCS';
      say(visit, context, set, line.code, placeOfCode(line), nearestProcedures(visit, line));
    }
    for (const dx of visit.encounter.dx) {
      context.applies();
      const { codes, date } = visit;
      const known =
        codes.diagnosis(dx.code) !== undefined || (date !== undefined && codes.diagnosisStatus(dx.code) !== 'unknown');
      if (!known) say(visit, context, 'ICD-10-CM', dx.code, placeOfDiagnosis(dx), nearestDiagnoses(visit, dx));
    }
  },
};

function say(
  visit: Visit,
  context: RuleContext,
  set: CodeSetName,
  code: string,
  place: SourceRange,
  fixes: readonly Fix[],
): void {
  const near = fixes.length ? '; perhaps another code was meant' : '';
  if (visit.codes.isComplete(set)) {
    return context.report({
      at: place,
      fixes,
      edition: visit.codes.edition(set),
      message: `${code} is in no edition of ${set}${near}.`,
      evidence: [{ at: place, text: 'the code' }],
    });
  }
  context.missing({
    at: place,
    fixes,
    show: true,
    evidence: [{ at: place, text: 'the code' }],
    message: `${code} is not among the ${set} codes that are loaded (${visit.codes.edition(set)}, pump domain), so it was not checked${near}.`,
  });
}

function nearestDiagnoses(visit: Visit, dx: Diagnosis): Fix[] {
  if (!visit.date || visit.encounter.dx.length > MAX_DIAGNOSES) return [];
  return visit.codes
    .nearestCodes(dx.code, 'diagnosis')
    .filter(near => !listedDiagnoses(visit).has(near))
    .slice(0, 5)
    .map(near => ({
      kind: 'edit',
      title: `Write ${near} (${visit.codes.diagnosis(near)?.title ?? 'valid on this date'})`,
      edits: [replace(placeOfDiagnosis(dx), near)],
    }));
}

/** Codes that the facts do not lead to are no help: a drug is offered as the facts support it, a pump service where they lead to it. */
function nearestProcedures(visit: Visit, line: BilledCode): Fix[] {
  if (!visit.date || exceedsClaimLimit(visit)) return [];
  const choice = supportedServices(visit);
  return visit.codes
    .nearestCodes(line.code)
    .flatMap((near): Fix[] => {
      const entry = visit.codes.procedure(near);
      if (!entry || visit.claimLines.some(({ code }) => code === near) || wouldBeBundled(visit, line, near)) return [];
      if (entry.kind === 'drug') return nearestDrug(visit, line, entry);
      const { verdict } = explainCode(choice, near);
      // An attempt is billed with a modifier that the line need not have; an injection at the spine only in a trial.
      const leads = verdict === 'right' ? !(choice.pump.attempt && isRefillCode(near)) : verdict === 'not judged';
      if (!leads || (entry.kind === 'spinal-injection' && !choice.trial) || !isBillableHere(visit, near)) return [];
      return [{ kind: 'edit', title: `Bill ${near} instead of ${line.code}`, edits: [swapCode(line, near)] }];
    })
    .slice(0, 5);
}

function nearestDrug(visit: Visit, line: BilledCode, entry: CodeEntry): Fix[] {
  const supported = supportedDrugLines(visit).find(({ code }) => code === entry.code);
  if (!supported) return [];
  if (!entry.isNoc) {
    const fix = billSpecifically(
      visit,
      [{ line, entry, drugs: supported.drugs, discarded: false }],
      entry,
      supported.drugs,
    );
    return fix ? [fix] : [];
  }
  const text = supported.text;
  if (text === undefined) return [];
  return [
    {
      kind: 'edit',
      title: `Bill ${entry.code} instead of ${line.code}`,
      edits: rewriteCode(line, {
        code: entry.code,
        modifiers: modifiersFor(visit, line, supported, ['JW', 'JZ']),
        units: 1,
        text,
      }),
    },
  ];
}
