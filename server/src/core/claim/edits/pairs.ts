/** Which lines of a claim are in an NCCI pair as column 2. */
import type { PairEdit } from '../../codes/types.js';
import type { BilledCode, Fact } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { groupBy } from '../../collections/group-by.js';
import { exceedsClaimLimit, MAX_EVIDENCE_LINES } from '../claim-limits.js';
import { memoByVisit } from '../../visit/memo.js';
import { statedInText } from '../../visit/stated-in-text.js';
import { isUndecided } from '../../visit/undecided.js';
import { isOfTable, PUMP_CODES, SURGERY_CODES } from '../../codes/service-table.js';
import { isAccepted } from '../../visit/acceptance.js';
import { isOfOtherNote, linesEditedTogether } from '../../visit/same-day.js';
import { isPunctureOfTrial, isRuledOutByStudy } from '../services/study.js';
import { explainCode, serviceFor, supportedServices } from '../services/supported-services.js';
import { isAlone } from './add-ons.js';

/** A line that is part of other lines of the claim. */
export interface BundledLine {
  /** Column 2: what is denied. */
  readonly line: BilledCode;
  /** Column 1: the codes that hold it. */
  readonly wholes: readonly string[];
  /** Their lines, or the first of them. */
  readonly within: readonly BilledCode[];
  /** The edit with the first of them. */
  readonly edit: PairEdit;
}

/** The tables of pairs that a claim is checked by: those of hospitals are known if the user has loaded them. */
export function pairSetOf({ bill }: Visit): 'NCCI' | 'NCCI hospital' {
  return bill === 'pro' ? 'NCCI' : 'NCCI hospital';
}

/** Whether pairs are checked: on an institutional claim only if releases of pairs are loaded. */
export function pairsApply(visit: Visit): boolean {
  const set = pairSetOf(visit);
  const { release, missingFile } = visit.codes;
  const isAsked = set === 'NCCI' || release(set) !== undefined || missingFile(set) !== undefined;
  return isAsked && linesEditedTogether(visit).length > 1;
}

/** The edition of the pairs that a claim is checked by. */
export function pairEdition(visit: Visit): string {
  const set = pairSetOf(visit);
  return set === 'NCCI' ? visit.codes.edition(set) : `hospital ${visit.codes.release(set)}`;
}

/** Why pairs cannot be checked on the date: the file of its quarter is missing. */
export function missingPairs(visit: Visit): string | undefined {
  const file = visit.codes.missingFile(pairSetOf(visit));
  return file && `Load the ${file}: without it, bundled lines of ${visit.date} cannot be found.`;
}

/**
 * Why some pairs of an institutional claim cannot be checked: a file of the edition that could hold them is missing.
 */
export function undecidedPairs(visit: Visit): string | undefined {
  if (pairSetOf(visit) === 'NCCI' || exceedsClaimLimit(visit)) return undefined;
  const all = new Set(linesEditedTogether(visit).map(({ code }) => code));
  for (const column1 of all)
    for (const { code } of visit.claimLines) {
      const files = column1 === code ? undefined : visit.codes.missingHospitalPairs(column1, code);
      if (files) return `Load ${files}: without them, some bundled lines of ${visit.date} cannot be found.`;
    }
  return undefined;
}

/**
 * Lines that no modifier frees. A line that is also in a pair of the other kind is only here: no modifier would help
 * it.
 */
export const lockedPairs = memoByVisit((visit): readonly BundledLine[] => bundled(visit, 0));

/**
 * Lines that a bypass modifier would free, and neither they nor their column 1 carry one. An add-on without a primary
 * code is reported as such.
 */
export const openPairs = memoByVisit((visit): readonly BundledLine[] => {
  const open = bundled(visit, 1).filter(({ line }) => !isAlone(visit, line.code));
  if (!open.length) return open;
  const locked = lockedLines(visit);
  return open.filter(({ line }) => !locked.has(line));
});

/** The lines of {@link lockedPairs}. */
export const lockedLines = memoByVisit(
  (visit): ReadonlySet<BilledCode> => new Set(lockedPairs(visit).map(({ line }) => line)),
);

/** The lines of {@link lockedPairs} and of {@link openPairs}: those that a pair denies. */
export const bundledLines = memoByVisit(
  (visit): ReadonlySet<BilledCode> => new Set([...lockedPairs(visit), ...openPairs(visit)].map(({ line }) => line)),
);

/** Lines of pump services that a pair takes into the surgery of the day: what they lack is no question of their own. */
export const linesInsideSurgery = memoByVisit(
  (visit): ReadonlySet<BilledCode> =>
    new Set(
      [...lockedPairs(visit), ...openPairs(visit)]
        .filter(({ line, wholes }) => PUMP_CODES.has(line.code) && wholes.some(code => SURGERY_CODES.has(code)))
        .map(({ line }) => line),
    ),
);

/** Lines that a bypass modifier, on them or on their column 1, sets apart. */
export function bypassedPairs(visit: Visit): BundledLine[] {
  const open = new Set(bundled(visit, 1).map(({ line }) => line));
  return bundled(visit, 1, false).filter(({ line }) => !open.has(line));
}

/** The modifier of a line that opens pairs, if it has one that exists on the date. */
export function bypassOf(visit: Visit, line: BilledCode): Fact<string> | undefined {
  return line.modifiers.find(
    ({ value }) => visit.codes.bypassesPairs(value) && (!visit.date || visit.codes.modifierStatus(value) === 'valid'),
  );
}

/**
 * Every pair between a code of this note, as column 2, and one of the claim day, of either indicator, with the lines of
 * its column 1. Few claims have any.
 */
const editsAmong = memoByVisit(
  (visit): readonly { readonly edit: PairEdit; readonly lines: readonly BilledCode[]; readonly column2: string }[] => {
    const { codes, date } = visit;
    if (!date || !pairsApply(visit)) return [];
    // A loaded release has pairs of codes that our tables do not have. In a text that is no claim only our own codes
    // are compared.
    const isClaim = !exceedsClaimLimit(visit);
    const byCode = groupBy(
      linesEditedTogether(visit).filter(({ code }) => isClaim || codes.procedure(code)),
      ({ code }) => code,
    );
    if (codes.missingFile(pairSetOf(visit)) !== undefined) return [];
    const find = visit.bill === 'pro' ? codes.pair : codes.hospitalPair;
    const edits = [];
    const own = new Set(visit.claimLines.map(({ code }) => code));
    for (const [column1, lines] of byCode) {
      for (const column2 of own) {
        const edit = column1 === column2 ? undefined : find(column1, column2);
        if (edit && !isSettledByFacts(visit, lines, column2)) edits.push({ edit, lines, column2 });
      }
    }
    return edits;
  },
);

/**
 * Whether the note contradicts column 1 and supports column 2, or rules out the study of column 1: the rule for column
 * 1 reports it then, and a pair that takes column 2 off would leave the wrong code.
 */
function isSettledByFacts(visit: Visit, column1: readonly BilledCode[], column2: string): boolean {
  if (visit.stopped || column1.some(line => isOfOtherNote(visit, line))) return false;
  const code = column1[0]!.code;
  if (isRuledOutByStudy(visit, code) || isPunctureOfTrial(visit, code)) return !isAccepted(visit, 'study-code');
  if (!isOfTable(code) || !isOfTable(column2)) return false;
  if (isOperationNotDone(visit, code) && isServiceOfNote(visit, column2)) return !isAccepted(visit, 'surgery-code');
  const services = supportedServices(visit);
  if (explainCode(services, column2).verdict !== 'right' || explainCode(services, code).verdict !== 'wrong')
    return false;
  return !SELECTION_RULES.some(rule => isAccepted(visit, rule));
}

/** Whether a code is of an operation on a note that states none in any field, its header or its text. */
function isOperationNotDone(visit: Visit, code: string): boolean {
  const entry = SURGERY_CODES.get(code);
  if (!entry || entry.unlisted) return false;
  const { surgery } = supportedServices(visit);
  const { before, after } = visit.sameDay;
  if (surgery.mentioned || [...before, ...after].some(({ facts }) => facts.putsPumpIn)) return false;
  return (
    !isUndecided(visit, 'device', 'catheter') && !statedInText(visit, 'device') && !statedInText(visit, 'catheter')
  );
}

/** Whether the note states the pump service of a code, as if no operation were billed beside it. */
function isServiceOfNote(visit: Visit, code: string): boolean {
  return serviceFor(supportedServices(visit), code).open.includes(code);
}

/**
 * The rules that report a code that the facts contradict. If one of them is waived or off, the coder means the code.
 */
export const SELECTION_RULES: readonly string[] = [
  'performer-level',
  'reprogram-not-documented',
  'refill-not-documented',
  'route',
  'pump-not-programmable',
  'surgery-code',
];

/** @param heeding whether bypass modifiers are heeded, where the indicator is 1 */
function bundled(visit: Visit, indicator: 0 | 1, heeding = indicator === 1): readonly BundledLine[] {
  const among = editsAmong(visit);
  if (!among.some(({ edit }) => edit.indicator === indicator)) return NO_LINES;
  const holders = new Map<
    string,
    { readonly edit: PairEdit; readonly wholes: string[]; readonly within: BilledCode[] }
  >();
  for (const { edit, lines, column2 } of among) {
    if (edit.indicator !== indicator) continue;
    const open = heeding ? lines.filter(line => !bypassOf(visit, line)) : lines;
    if (!open.length) continue;
    let known = holders.get(column2);
    if (!known) holders.set(column2, (known = { edit, wholes: [], within: [] }));
    known.wholes.push(open[0]!.code);
    known.within.push(...open.slice(0, MAX_EVIDENCE_LINES - known.within.length));
  }
  return visit.claimLines.flatMap(line => {
    const found = holders.get(line.code);
    return found && !(heeding && bypassOf(visit, line)) ? [{ line, ...found }] : [];
  });
}

const NO_LINES: readonly BundledLine[] = [];
