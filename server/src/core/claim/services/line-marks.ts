/** Modifiers that a line takes for another reason than its facts: teaching, hospice, the global days of a surgery. */
import { familyOf, surgeryInForce } from '../../visit/global-days.js';
import { isOfOtherPractitioner } from '../../visit/same-day.js';
import type { Visit } from '../../visit/visit.js';
import { isMaterial } from '../edits/evaluation.js';
import { bypassOf } from '../edits/pairs.js';

/** The marks of a line, as far as the note and the claim decide them. */
export interface LineMarks {
  /** In the order of a claim. */
  readonly modifiers: readonly string[];
  /** Clauses: what only the record decides. */
  readonly doubts: readonly string[];
}

/** Modifiers of which a line takes one, and the record says which. */
interface MarkChoice {
  readonly modifiers: readonly string[];
  readonly doubt: string;
}

/** With which marks a supported code is billed; of those that only the record decides, the one that the claim has. */
export function marksOf(visit: Visit, code: string): LineMarks {
  const later = settle(visit, code, laterProcedure(visit, code));
  const hospice = settle(visit, code, hospiceChoice(visit));
  const teaching = takesTeachingModifier(visit, code) ? ['GC'] : [];
  return {
    modifiers: [...later.modifiers, ...teaching, ...hospice.modifiers],
    doubts: [...later.doubts, ...hospice.doubts],
  };
}

function settle(visit: Visit, code: string, choice: MarkChoice | undefined): LineMarks {
  if (!choice) return { modifiers: [], doubts: [] };
  const billed = choice.modifiers.find(modifier => isBilledWith(visit, code, modifier));
  return billed ? { modifiers: [billed], doubts: [] } : { modifiers: [], doubts: [choice.doubt] };
}

function isBilledWith(visit: Visit, code: string, modifier: string): boolean {
  return visit.claimLines.some(line => line.code === code && line.modifiers.some(({ value }) => value === modifier));
}

/** GV: by the attending physician; GW: not related to the terminal illness. */
function hospiceChoice({ policy, encounter, bill }: Visit): MarkChoice | undefined {
  const isHospice = policy.isMedicare && bill === 'pro' && encounter.flags.some(({ value }) => value === 'hospice');
  return isHospice ? { modifiers: ['GV', 'GW'], doubt: 'it takes GV or GW, which only the record decides' } : undefined;
}

/** 58: staged or planned; 78: an unplanned return; 79: unrelated. */
function laterProcedure(visit: Visit, code: string): MarkChoice | undefined {
  const family = visit.bill === 'pro' ? familyOf(visit.codes, code) : undefined;
  if (!family) return undefined;
  const surgery = surgeryInForce(visit, one => !one.institution && one.family === family);
  const isFlagged = visit.encounter.flags.some(({ value }) => value === 'postop');
  if (!isFlagged && (!surgery || isOfOtherPractitioner(visit, surgery.encounter))) return undefined;
  const isApart = visit.claimLines.some(line => line.code === code && bypassOf(visit, line) !== undefined);
  if (surgery?.since === 0 && isApart) return undefined;
  const when = surgery
    ? `the ${surgery.days} global days of ${surgery.line.code} (${surgery.date})`
    : 'a global period';
  const isTaken = visit.codes.modifierFit('78', code).verdict !== 'rejected';
  return {
    modifiers: ['58', '78', '79'],
    doubt: isTaken
      ? `it is within ${when} and takes 58, 78 or 79, which only the record decides`
      : `it is within ${when}, which pay for what is related to the surgery`,
  };
}

/** Whether a resident performed under a teaching physician and the code is a physician's service. */
export function takesTeachingModifier(visit: Visit, code: string): boolean {
  const { resident, teaching } = visit.by ?? {};
  return (
    visit.bill === 'pro' &&
    resident !== undefined &&
    teaching !== undefined &&
    !isMaterial(visit.codes, code) &&
    visit.codes.procedure(code) !== undefined &&
    visit.codes.modifierFit('GC', code).verdict !== 'rejected'
  );
}
