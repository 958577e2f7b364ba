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
import { isNamedInGroup } from '../../codes/service-table.js';
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
  title: 'Unknown code',
  description:
    'A billed code or a diagnosis that is in no edition of its code set. ICD-10-CM is complete from ' +
    'FY2022 to FY2027: there it is an error. Where the codes of a date are not all known (ICD-10-CM ' +
    'before 2021-10-01 and after the newest edition, CPT, HCPCS), it is information: the code was not ' +
    'checked, and no other diagnosis is suggested.',
  rationale: 'A claim with a code that does not exist is rejected before it is read.',
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
      if (visit.codes.procedure(line.code) ?? isNamedInGroup(line.code)) continue;
      const set: CodeSetName = isDigit(line.code.charCodeAt(0)) ? 'CPT' : 'HCPCS';
      reportUnknown(visit, context, {
        set,
        code: line.code,
        at: placeOfCode(line),
        near: nearestProcedures(visit, line),
      });
    }
    for (const dx of visit.encounter.dx) {
      context.applies();
      const { codes, date } = visit;
      const known =
        codes.diagnosis(dx.code) !== undefined || (date !== undefined && codes.diagnosisStatus(dx.code) !== 'unknown');
      if (known) continue;
      const near = codes.isComplete('ICD-10-CM') ? nearestDiagnoses(visit, dx) : [];
      reportUnknown(visit, context, { set: 'ICD-10-CM', code: dx.code, at: placeOfDiagnosis(dx), near });
    }
  },
};

/** Where the codes of a set are published. */
const SOURCES: Partial<Record<CodeSetName, readonly string[]>> = {
  'ICD-10-CM': ['ICD26'],
  HCPCS: ['HC26'],
  CPT: ['RVU26'],
};

/** What a code of one of the sets is called, and what may have been meant. */
interface UnknownCode {
  readonly set: CodeSetName;
  readonly code: string;
  readonly at: SourceRange;
  readonly near: readonly Fix[];
}

function reportUnknown(visit: Visit, context: RuleContext, { set, code, at, near }: UnknownCode): void {
  const { codes, date } = visit;
  const edition = codes.edition(set);
  const perhaps = near.length ? '; another code may be meant' : '';
  const evidence = [{ at, text: 'the code' }];
  if (codes.isComplete(set)) {
    return context.report({
      at,
      fixes: near,
      edition,
      sources: SOURCES[set],
      message: `Correct ${code}: it is in no edition of ${set} (${edition} on this date)${perhaps}.`,
      evidence,
    });
  }
  const file = codes.missingFile(set === 'ICD-10-CM' || set === 'HCPCS' ? set : 'MPFS');
  if (file !== undefined) {
    const message = `Load the ${file}: without it, ${code} on ${date} cannot be checked.`;
    return context.missing({ at, message, evidence, sources: SOURCES[set], show: true });
  }
  const isAfterEnd = date !== undefined && codes.isAfterEnd(set);
  context.missing({
    at,
    // A code that is not in the tables may well be valid, so no other one is suggested where whole editions of the set
    // exist.
    fixes: set === 'ICD-10-CM' ? [] : near,
    show: true,
    evidence,
    sources: SOURCES[set],
    message: isAfterEnd
      ? `Check ${code} against the edition of ${date}: it is not in ${edition}, the newest that is loaded, and a newer one is in force.`
      : `Check ${code} by hand: it is not among the ${set} codes that are loaded for this date (${edition})${set === 'ICD-10-CM' ? '' : perhaps}.`,
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

/**
 * Codes that the facts do not lead to are no help: a drug is offered as the facts support it, a pump service where they
 * lead to it.
 */
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
      // A set of which not all codes are loaded has others that are valid: only what the facts lead to is offered.
      // An attempt is billed with a modifier that the line need not have.
      const leads = verdict === 'right' && !(choice.pump.attempt && isRefillCode(near));
      if (!leads || !isBillableHere(visit, near)) return [];
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
