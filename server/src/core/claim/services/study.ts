import { codesOfGroup, INJECTION_CODES, isOfGroup } from '../../codes/service-table.js';
import type { Visit } from '../../visit/visit.js';
import { memoByVisit } from '../../visit/memo.js';
import { isUndecided } from '../../visit/undecided.js';
import type { Reason } from '../reason.js';
import { spaceOf } from './service-facts.js';

/**
 * A catheter study: its puncture, and its imaging if contrast was followed. A rotor study alone has no code of its own.
 */
export interface StudyChoice {
  readonly lines: readonly { readonly code: string; readonly reasons: readonly Reason[] }[];
  /** Codes that the facts leave open: the note does not say whether contrast was followed. */
  readonly open: readonly string[];
  readonly reasons: readonly Reason[];
}

/** Words of the text that are about a catheter study. */
const STUDY_WORDS = [
  'side port',
  'side-port',
  'dye',
  'dye study',
  'catheter access port',
  'myelogram',
  'contrast',
  'no leak',
  'patent',
  'rotor',
];

export const chooseStudy = memoByVisit((visit): StudyChoice | undefined => {
  const { study, imaging } = visit.encounter;
  if (!study) return undefined;
  const [puncture] = codesOfGroup('study');
  const [picture] = codesOfGroup('study-imaging');
  const punctured = study.sidePort ?? study.contrast ?? study.aspirated ?? (study.rotor ? undefined : study);
  if (!punctured) return { lines: [], open: [], reasons: [{ text: 'a rotor study, with no puncture', at: study }] };
  const reasons: Reason[] = [{ text: 'the side port or catheter was accessed for a study', at: punctured }];
  const lines = [{ code: puncture!, reasons }];
  if (imaging?.kind?.value === 'none') return { lines, open: [], reasons };
  if (study.noContrast && !isContrastImaged(visit)) {
    return { lines, open: [], reasons: [...reasons, { text: 'no contrast was injected', at: study.noContrast }] };
  }
  if (!study.contrast) return { lines, open: [picture!], reasons };
  const followed: Reason[] = [{ text: 'contrast was injected', at: study.contrast }];
  if (!imaging) return { lines, open: [picture!], reasons };
  lines.push({ code: picture!, reasons: [...followed, { text: 'and followed by imaging', at: imaging }] });
  return { lines, open: [], reasons: [...reasons, ...followed] };
});

/** Whether `imaging:` names contrast, against what `study:` says. */
function isContrastImaged({ encounter: { imaging } }: Visit): boolean {
  return imaging !== undefined && /\b(?:dye|contrast)\b/i.test(imaging.block.text.slice(imaging.start, imaging.end));
}

/** Words for a puncture that had a purpose of its own. */
const TAP_WORDS = [
  'tap',
  'lumbar puncture',
  'lp',
  'csf',
  'opening pressure',
  'diagnostic',
  'sample',
  'drained',
  'leak',
];

/** Whether a code is of a spinal puncture that a trial has only as the way in of its injection. */
export function isPunctureOfTrial(visit: Visit, code: string): boolean {
  const { services, study } = visit.encounter;
  if (!isOfGroup('puncture', code) || study || !services.some(({ value }) => value === 'trial')) return false;
  return visit.claimLines.some(line => INJECTION_CODES.has(line.code)) && visit.mentions(...TAP_WORDS) === undefined;
}

/** Whether a code is of a study that the note states, and its facts are certain to rule this code out. */
export function isRuledOutByStudy(visit: Visit, code: string): boolean {
  const study = chooseStudy(visit);
  if (!study || !(isOfGroup('study', code) || isOfGroup('study-imaging', code))) return false;
  if (isOfGroup('study', code) && isReservoirPuncture(visit)) return false;
  if (study.open.includes(code) || study.lines.some(line => line.code === code)) return false;
  return !isUndecided(visit, 'study', 'imaging', 'pump', 'catheter');
}

/** A puncture of a ventricular reservoir has the same code as a study. */
export function isReservoirPuncture(visit: Visit): boolean {
  if (spaceOf(visit.pump) === 'brain' || visit.pump?.type?.value === 'reservoir') return true;
  return !visit.pump && visit.mentions('ommaya', 'reservoir', 'shunt', 'ventricular') !== undefined;
}

/** Whether the text mentions a study that no `study:` line states. */
export function mentionsStudy(visit: Visit): boolean {
  const { imaging, catheter } = visit.encounter;
  const lines = [imaging, catheter].filter(line => line !== undefined);
  const typed = lines.map(({ block, start, end }) => block.text.slice(start, end).toLowerCase());
  return (
    visit.mentions(...STUDY_WORDS) !== undefined || typed.some(text => STUDY_WORDS.some(word => text.includes(word)))
  );
}
