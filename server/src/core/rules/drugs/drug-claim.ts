import { statedInText } from '../../visit/stated-in-text.js';
import { isUndecided } from '../../visit/undecided.js';
import { shareOfClaim } from '../../claim/services/claim-share.js';
import { billedDrugs, hasTooManyDrugs, type BilledDrug } from '../../claim/drugs/billed-drug.js';
import { supportedDrugLines, typedLine, type DrugLine } from '../../claim/drugs/drug-lines.js';
import { administersDrug } from '../../claim/drugs/administers-drug.js';
import { drugsGiven, isFacilityPlace, nameOfDrug, type DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import { isRefillCode, PUMP_CODES } from '../../claim/services/pump-codes.js';
import { isSurgeryDay } from '../../visit/surgery-day.js';
import type { BilledCode } from '../../encounter/model.js';
import { linesThatDay, otherLinesThatDay } from '../../visit/same-day.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import { isDigit, isLetter } from '../../syntax/chars.js';
import type { RuleContext, Rule } from '../rule.js';
import { drugEvidence } from './evidence.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { insertBelow } from '../../edits/builders.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { isStub } from '../../visit/acceptance.js';
import { pointersBeside } from '../../visit/note-edits.js';

export const drugClaim: Rule = {
  id: 'drug-claim',
  group: 'drugs',
  severity: 'error',
  title: 'Refill and drug on one claim',
  description:
    'If the payer wants service and drug on one claim: a refill with a drug that the practice bought and ' +
    'no line for it, or a drug line without the service that placed it. Not on a day with an implant or ' +
    'replacement, not for drugs that others bought, and not on facility claims. A fill whose code is ' +
    'missing is `refill-not-billed` only.',
  rationale:
    'Contractors of Medicare take no drug on a claim of its own: what is left off this claim is not paid later.',
  fixDescription: 'Edit: adds the line with computed units, modifiers and text.',
  parameters: ['singleClaim', 'compoundCode', 'kd', 'wasteModifiers'],
  sources: ['A55239'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL
dx: G80.0, Z45.1
95990 @AB
`,
    right: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, pharmacy
dx: G80.0, Z45.1
95990 @AB
`,
  },
  check(visit, context) {
    if (!visit.policy.parameters.singleClaim.value || visit.bill === 'facility' || isSurgeryDay(visit)) return;
    if (shareOfClaim(visit) || isUndecided(visit, 'fill')) return;
    const bills = billedDrugs(visit).filter(({ line }) => !line.unsure);
    if (visit.fill === 'refill' && !isFacilityPlace(visit)) checkDrugs(visit, context, bills);
    checkLines(visit, context, bills);
  },
};

/** A refill demands a line for each drug that the practice bought. */
function checkDrugs(visit: Visit, context: RuleContext, bills: readonly BilledDrug[]): void {
  if (hasTooManyDrugs(visit)) return;
  const given = drugsGiven(visit);
  const at = placeOfService(visit);
  if (!visit.encounter.drugs.length) {
    return context.missing({
      at,
      show: !isStub(visit, 'drug'),
      message:
        'Write `drug:` with its owner: the note does not say which drug was placed nor who bought it, and a drug of the practice belongs on this claim.',
    });
  }
  // A line whose drug is not in the note is most likely meant for one that has none: `drug-not-documented` says so.
  const stray = bills.some(({ drugs }) => !drugs.length);
  for (const of of given) {
    const owner = of.drug.owner?.value;
    if (owner && owner !== 'practice') continue;
    if (stray || bills.some(({ drugs }) => drugs.includes(of)) || isMeant(visit, of) || isBilledThatDay(visit, of)) {
      if (owner) context.applies();
    } else if (owner) {
      context.report({
        at,
        evidence: drugEvidence(visit, [of], 'bought by the practice'),
        fixes: fixesFor(visit, of),
        ...unverifiedPart(visit),
        message: `Add a line for the ${nameOfDrug(of)}: the practice bought ${of.components.length > 1 ? 'them' : 'it'}, and this payer takes drug and refill on one claim only.`,
      });
    } else {
      context.missing({
        at: of.drug,
        show: true,
        evidence: [{ at: of.drug, text: 'no owner' }],
        message: `Write who bought the ${nameOfDrug(of)}: if the practice did, ${of.components.length > 1 ? 'they belong' : 'it belongs'} on this claim.`,
      });
    }
  }
}

/** Whether another note of the day bills the drug: payers read all of them as one claim. */
function isBilledThatDay(visit: Visit, of: DocumentedDrug): boolean {
  const others = otherLinesThatDay(visit);
  if (!others.length) return false;
  const codes = supportedDrugLines(visit).flatMap(({ drugs, code }) => (drugs.includes(of) ? [code] : []));
  return others.some(({ code }) => codes.includes(code));
}

/**
 * Whether a line of the claim may be meant for the drug though it is no code of it: gone wrong in form, or a code that
 * no table knows, for a drug that no table knows or one slip away from the drug's code. Other rules report such a line;
 * the drug is not missing.
 */
function isMeant(visit: Visit, of: DocumentedDrug): boolean {
  const listed = of.entries.every(entry => entry && entry.codes.length > 0);
  const codes = supportedDrugLines(visit)
    .filter(({ drugs }) => drugs.includes(of))
    .map(({ code }) => code);
  return visit.encounter.codes.some(({ code, valid, unsure }) => {
    if (unsure || !isLetter(code.charCodeAt(0)) || (valid && visit.codes.procedure(code))) return false;
    return (
      !valid ||
      !listed ||
      (visit.date !== undefined && visit.codes.nearestCodes(code).some(near => codes.includes(near)))
    );
  });
}

/** The code that demands the drug, else the header. */
function placeOfService(visit: Visit): SourceRange {
  const line = refillLine(visit);
  return line ? placeOfCode(line) : visit.encounter.header;
}

function refillLine(visit: Visit): BilledCode | undefined {
  return visit.claimLines.find(({ code }) => isRefillCode(code));
}

/** The lines that the facts support for this drug; only whole ones, with units, text and a pointer. */
function fixesFor(visit: Visit, of: DocumentedDrug): Fix[] {
  const lines = supportedDrugLines(visit).filter(({ drugs }) => drugs.includes(of));
  const beside = refillLine(visit) ?? visit.claimLines.at(-1);
  const pointers = pointersBeside(visit, beside);
  if (!lines.length || !beside || !pointers || lines.some(line => !isWhole(visit, line))) return [];
  const below = visit.encounter.codes.at(-1)!.line;
  return [
    {
      kind: 'edit',
      title: `Add ${list(lines.map(line => typedLine({ ...line, text: '' }, '')))}`,
      edits: [insertBelow(visit.encounter.block, below, ...lines.map(line => typedLine(line, pointers)))],
    },
  ];
}

function isWhole(visit: Visit, { units, missing, code, text }: DrugLine): boolean {
  return units !== undefined && units > 0 && !missing && (text !== undefined || !visit.codes.procedure(code)?.isNoc);
}

/** A drug line demands the service that placed the drug. */
function checkLines(visit: Visit, context: RuleContext, bills: readonly BilledDrug[]): void {
  const first = bills[0];
  if (!first) return;
  if (linesThatDay(visit).some(({ code }) => administersDrug(visit, code))) return context.applies();
  // The fill is in the note, and another code of the pump is billed for it: `refill-not-billed` gives the right one.
  if (visit.fill === 'refill' && visit.claimLines.some(({ code }) => PUMP_CODES.has(code))) return context.applies();
  // A line gone wrong, or a service that no table knows, may be the one.
  const unread = visit.encounter.codes.find(
    ({ code, valid, unsure }) => !unsure && isDigit(code.charCodeAt(0)) && (!valid || !visit.codes.procedure(code)),
  );
  const codes = list([...new Set(bills.map(({ entry }) => entry.code))]);
  const stated = visit.encounter.fill ? undefined : statedInText(visit, 'fill');
  if (stated) {
    const message = `Write what was filled in \`fill:\`: only the text states the refill that placed the drug of ${codes}.`;
    return context.missing({
      at: placeOfCode(first.line),
      message,
      evidence: [{ at: stated, text: 'a refill' }],
      show: true,
    });
  }
  if (unread) {
    return context.missing({
      at: placeOfCode(unread),
      show: false,
      message: `Whether ${unread.code} is the service that placed the drug of ${codes} is open.`,
    });
  }
  context.report({
    at: placeOfCode(first.line),
    evidence: visit.encounter.fill ? [{ at: visit.encounter.fill, text: 'the fill' }] : [],
    ...unverifiedPart(visit),
    message: `Add the service that placed the drug, or delete ${codes}: this payer takes drug and refill on one claim only.`,
  });
}

function unverifiedPart(visit: Visit): { unverified?: string } {
  const { unverified } = visit.policy.parameters.singleClaim;
  return unverified ? { unverified } : {};
}
