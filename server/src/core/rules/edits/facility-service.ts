import { isOfOtherSpace } from '../../claim/services/pump-codes.js';
import { safeDeleteLineFixes } from '../../claim/fixes/delete-line.js';
import { levelOf } from '../../claim/services/pump-codes.js';
import { NO_CODE, replacementFor } from '../../claim/services/pump-service.js';
import { nameOf } from '../../claim/services/service-facts.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import { replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { facilityProblem, nameOfPlace, performerOf, type FacilityProblem } from '../../claim/services/facility.js';
import { linesInsideSurgery } from '../../claim/edits/pairs.js';
import { memoByVisit } from '../../visit/memo.js';
import { stopModifiers } from '../../claim/services/discontinued.js';
import { SURGERY_CODES } from '../../codes/service-table.js';
import type { PlaceEntry } from '../../codes/types.js';
import type { BilledCode, Performer } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import type { Evidence, Rule, RuleContext } from '../rule.js';
import { replace } from '../../edits/builders.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { doubtsOf } from '../../codes/caveats.js';
import { tagHeader } from '../../visit/note-edits.js';

export const facilityService: Rule<'error' | 'warning'> = {
  id: 'facility-service',
  group: 'edits',
  severity: 'error',
  severities: ['error', 'warning'],
  title: 'Staff work in a facility on a professional claim',
  description: `A professional claim bills, for a facility place (hospital outpatient, inpatient, emergency, ASC, Part
A nursing facility …), a service that is paid as staff work only (95990, 96521, 96522, 96523: PC/TC 5), or a refill,
analysis or reprogramming code that clinical staff performed. In a facility the staff are the institution's, and
incident-to does not exist. 62370, 95991, 62367 and 62368 that a physician, NP, PA or CNS did in person are correct
there. A surgery center's claim for a code that Medicare's list for surgery centers excluded on the date is a warning.
Hands-on services by telehealth (02, 10) are reported for every biller.`,
  rationale:
    'There is no professional payment for it: the facility bills its own staff, drug and kit. Paid ' +
    'claims of this kind are what audits of the place of service look for.',
  fixDescription:
    "Edits: `bill=facility` in the header, where the note is the institution's claim; or delete the line (with its drugs, where no service remains).",
  sources: ['RVUDOC', 'RVU26', '410.26', 'POS', 'NPM26', 'ASC26'],
  examples: {
    wrong: `2026-11-20 refill P-014 @opd
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0
95990 @A
`,
    right: `2026-11-20 refill P-014 @opd
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
dx: G80.0
95991 @A
`,
  },
  check(visit, context) {
    const place = visit.pos === undefined ? undefined : visit.codes.place(visit.pos);
    for (const line of visit.linesToCheck) {
      if (!place) {
        if (visit.codes.procedure(line.code)?.kind !== 'pump-service' || visit.bill === 'facility') continue;
        context.missing({
          at: placeOfCode(line),
          message: `${line.code} not decided: the header names no place, and in a facility the institution may bill it.`,
          show: false,
        });
        continue;
      }
      if (reportNotInAsc(visit, line, place, context)) continue;
      const problem = facilityProblem(visit, line, place);
      if (problem === 'performer unknown') {
        context.missing({
          at: placeOfCode(line),
          message: `Write who performed ${line.code}: at ${nameOfPlace(place)} staff work is the facility's to bill.`,
          evidence: placeEvidence(visit, place),
          show: visit.fill === 'none',
        });
        continue;
      }
      context.applies();
      // A code for another pump than this one, or of what the surgery includes, is wrong at any place.
      if (!problem || isOfOtherSpace(line.code, supportedServices(visit).pump.facts)) continue;
      if (linesInsideSurgery(visit).has(line)) continue;
      reportLine(visit, context, { line, place, problem });
    }
  },
};

/** A surgery center's claim for surgery that Medicare did not pay there on the date. @returns whether it is one */
function reportNotInAsc(
  visit: Visit,
  line: BilledCode,
  place: PlaceEntry,
  context: RuleContext<'error' | 'warning'>,
): boolean {
  const days = SURGERY_CODES.get(line.code)?.notInAsc;
  const { bill, date, policy } = visit;
  if (!days || !date || bill !== 'facility' || place.code !== SURGERY_CENTER || !policy.isMedicare) return false;
  if (date < days.from || date > days.to) return false;
  context.report({
    at: placeOfCode(line),
    severity: 'warning',
    message: `Check the place of ${line.code}: Medicare's list for surgery centers excluded it from ${days.from} to ${days.to}.`,
    evidence: placeEvidence(visit, place),
    sources: ['ASC26'],
  });
  return true;
}

const SURGERY_CENTER = '24';

interface LineProblem {
  readonly line: BilledCode;
  readonly place: PlaceEntry;
  readonly problem: FacilityProblem;
}

function reportLine(
  visit: Visit,
  context: RuleContext<'error' | 'warning'>,
  { line, place, problem }: LineProblem,
): void {
  const performer = performerOf(visit, line);
  const where = { at: placeOfCode(line), evidence: placeEvidence(visit, place) };
  const own = problem === 'no rate' ? ownCode(visit, line, performer) : undefined;
  if (own && performer) {
    context.report({
      at: where.at,
      message: `Bill ${own}: ${nameOf(performer)} filled, and ${line.code} is never paid to a practitioner at ${nameOfPlace(place)}.`,
      evidence: [...where.evidence, { at: performer, text: 'who filled' }],
      severity: 'error',
      fixes: replaceCodeFixes(visit, line, own),
    });
    return;
  }
  const byStaff: Evidence[] =
    problem === 'staff' && performer ? [{ at: performer, text: `clinical staff (${performer.credential})` }] : [];
  context.report({
    at: where.at,
    severity: 'error',
    message: messageFor(line, place, problem, performer?.credential),
    evidence: [...where.evidence, ...byStaff],
    fixes:
      problem === 'telehealth'
        ? safeDeleteLineFixes(visit, line)
        : [...billedByFacility(visit), ...safeDeleteLineFixes(visit, line)],
    ...(problem === 'telehealth' ? doubtsOf(visit.codes.unverifiedAbout('rule:facility-service')) : {}),
  });
}

/** The code of a physician or other professional who filled in person: it is theirs to bill, at any place. */
function ownCode(visit: Visit, line: BilledCode, performer: Performer | undefined): string | undefined {
  if (performer?.class !== 'qhp' || visit.fill !== 'refill') return undefined;
  const right = replacementFor(supportedServices(visit).pump, line.code);
  return right !== undefined && right !== NO_CODE && right !== line.code && levelOf(right) === 'qhp'
    ? right
    : undefined;
}

function messageFor(line: BilledCode, place: PlaceEntry, problem: FacilityProblem, credential = ''): string {
  switch (problem) {
    case 'telehealth':
      return `Correct the place, or delete ${line.code}: it is hands-on work and cannot be done at ${nameOfPlace(place)}.`;
    case 'no rate':
      return `Bill ${line.code} by the facility, or delete it: it is never paid to a practitioner at ${nameOfPlace(place)} (PC/TC 5, staff work).`;
    case 'staff':
      return `Bill ${line.code} by the facility, or delete it: staff (${credential}) performed it at ${nameOfPlace(place)}.`;
  }
}

function placeEvidence(visit: Visit, place: PlaceEntry): Evidence[] {
  return visit.place
    ? [{ at: visit.place, text: `${nameOfPlace(place)}${place.telehealth ? '' : ', a facility'}` }]
    : [];
}

/**
 * Makes the claim the institution's; not if a line carries the modifier of a stopped procedure, which institutions
 * choose otherwise.
 */
const billedByFacility = memoByVisit((visit): readonly Fix[] => {
  if (visit.linesToCheck.some(line => stopModifiers(line).some(m => visit.stopped || m.value === '53'))) return [];
  const { bill } = visit.encounter;
  const edit: Edit = bill ? replace(bill, 'bill=facility') : tagHeader(visit, 'bill=facility');
  return [{ kind: 'edit', title: 'Bill this encounter by the facility (`bill=facility`)', edits: [edit] }];
});
