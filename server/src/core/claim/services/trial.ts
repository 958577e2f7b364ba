import type { Catheter, Drug, Fact } from '../../encounter/model.js';
import { INJECTION_CODES, type InjectionCode } from '../../codes/service-table.js';
import type { SourceRange } from '../../syntax/source-range.js';
import type { Visit } from '../../visit/visit.js';
import type { Reason } from '../reason.js';
import { isInjectionGuided } from './guidance.js';
import { isTunneled } from './surgery.js';

/**
 * The injection of a trial: once by needle, or over time through a temporary catheter, each without and with
 * fluoroscopy.
 */
export interface TrialChoice {
  readonly code: string;
  /** Through a temporary catheter. */
  readonly byCatheter: boolean;
  /** By a catheter that stays or by one injection, if the note leaves no doubt of it. */
  readonly access: InjectionCode['access'] | undefined;
  /** Where the needle or the catheter went in, if the note says it. */
  readonly level: InjectionCode['level'] | undefined;
  /** Whether imaging was used; undefined if the note does not say. */
  readonly guided: boolean | undefined;
  readonly reasons: readonly Reason[];
}

/** Trials are lumbar unless `imaging:` or `catheter:` names another level. */
export const TRIAL_ASSUMPTION =
  'a lumbar or sacral injection is assumed; in the neck or chest it is 62320, 62321, 62324 or 62325';

export function chooseTrial(visit: Visit): TrialChoice | undefined {
  const { services, catheter, imaging } = visit.encounter;
  const trial = services.find(({ value }) => value === 'trial');
  // A tunneled catheter is surgery, regardless of what the header calls it.
  if (!trial || isTunneled(catheter)) return undefined;
  const placed = temporaryCatheter(catheter);
  const guided = isInjectionGuided(visit);
  const level = levelOf([catheter, imaging]);
  const access = accessOf(visit, placed);
  const wanted = { access: placed ? 'catheter' : 'needle', guided: guided ?? false } as const;
  return {
    code: injectionCode({ ...wanted, level: level?.value ?? 'lumbar or sacral' }),
    byCatheter: placed !== undefined,
    access: access?.value,
    level: level?.value,
    guided,
    reasons: [
      { text: 'a trial before an implant', at: trial },
      placed ? { text: 'through a temporary catheter', at: placed } : needleReason(access),
      ...(level ? [{ text: LEVEL_WORDS[level.value], at: level }] : []),
      guided
        ? { text: 'with imaging, which is included', at: imaging! }
        : { text: 'no imaging is noted', ...(imaging ? { at: imaging } : {}) },
    ],
  };
}

const LEVEL_WORDS: Readonly<Record<InjectionCode['level'], string>> = {
  'neck or chest': 'at a cervical or thoracic level',
  'lumbar or sacral': 'at a lumbar or sacral level',
};

function needleReason(access: Fact<InjectionCode['access']> | undefined): Reason {
  return access
    ? { text: 'by a single injection: no catheter was placed', at: access }
    : { text: 'by a single injection: no catheter is noted' };
}

/**
 * The code that a billed injection should be instead, if the note contradicts its access or its level. What the note
 * leaves open is taken from the billed code.
 */
export function injectionInstead(trial: TrialChoice | undefined, billed: string): string | undefined {
  const entry = INJECTION_CODES.get(billed);
  if (!trial || !entry) return undefined;
  const { access = entry.access, level = entry.level, guided = entry.guided } = trial;
  if (access === entry.access && level === entry.level) return undefined;
  return injectionCode({ access, level, guided });
}

function injectionCode(wanted: Pick<InjectionCode, 'access' | 'level' | 'guided'>): string {
  for (const { code, access, level, guided } of INJECTION_CODES.values())
    if (access === wanted.access && guided === wanted.guided && level === wanted.level) return code;
  throw new RangeError('the table has no such injection');
}

/** Words for a catheter that stays for days, with or without a word for its placement. */
const STAYS = /\b(?:indwelling|infusions?|continuous(?:ly)?|external pump)\b/i;
const PLACED = /\b(?:temporary|percutaneous(?:ly)?|taped|sutured|(?:not|non)[ -]+tunnel\w*)\b/i;
const NO_CATHETER =
  /^\s*(?:none|nil|n\/?a|no|not (?:placed|used|inserted))\s*$|\b(?:no|without an?|without) (?:(?:indwelling|temporary|epidural|intrathecal|lumbar|spinal) )*catheter\b|\bcatheter (?:was )?not (?:placed|used|inserted|left)\b/i;
/** What leaves open whether a catheter stayed. */
const OPEN =
  /\b(?:not left|no (?:continuous|infusion)|without (?:continuous|infusion)|planned|declined|attempt(?:ed)?|fail(?:ed)?|could not|unable|single[ -](?:shot|injection|bolus)|same day|at once|immediately)\b/i;

/** The temporary catheter of a trial: a word for its placement, or for how it stays. */
export function temporaryCatheter(catheter: Catheter | undefined): SourceRange | undefined {
  const placed = catheter?.work.find(({ value }) => value === 'new');
  if (placed || !catheter) return placed;
  const text = textOf(catheter);
  const isOpen = OPEN.test(text) || isDenied(catheter);
  return !isOpen && (STAYS.test(text) || PLACED.test(text)) ? catheter : undefined;
}

/** Whether the catheter line says that there was no catheter. */
function isDenied(catheter: Catheter): boolean {
  return NO_CATHETER.test(textOf(catheter));
}

const CATHETER_WORDS = /\b(?:catheters?|indwelling|continuous(?:ly)?|infused|infusion (?:over|for|rate)|ml\/h\w*)\b/i;

/**
 * How the drug of a trial was given, if the note leaves no doubt. A catheter through which a single injection was given
 * is part of the injection.
 */
function accessOf(
  { encounter: { block, catheter, drugs } }: Visit,
  placed: SourceRange | undefined,
): Fact<InjectionCode['access']> | undefined {
  const injected = drugs.find((drug): drug is Drug & { injected: Fact<true> } => drug.injected !== undefined)?.injected;
  if (catheter && placed) {
    const text = textOf(catheter);
    const isSure = STAYS.test(text) || (!injected && catheter.work.every(({ value }) => value !== 'removed'));
    return isSure && !OPEN.test(text) && !isDenied(catheter) ? { ...rangeOf(placed), value: 'catheter' } : undefined;
  }
  if (catheter) return isDenied(catheter) ? { ...rangeOf(catheter), value: 'needle' } : undefined;
  if (!injected || CATHETER_WORDS.test(block.text)) return undefined;
  return { ...rangeOf(injected), value: 'needle' };
}

const HIGH = /\b(?:thoracic|cervical|c[2-8]|c7-t1|t(?:[1-9]|1[0-2]))\b/i;
const LOW = /\b(?:lumbar|lumbosacral|sacral|caudal|[ls][1-5])\b/i;
/** How far a catheter or contrast went says nothing of where it went in. */
const REACHED =
  /\b(?:tips?|spread\w*|contrast|dye|advanced|threaded|directed|flow\w*|up to|to|pain|no|not)\b[^,;\n]*/gi;

/** Where the needle or the catheter went in, if the lines name one level alone. */
function levelOf(lines: readonly (SourceRange | undefined)[]): Fact<InjectionCode['level']> | undefined {
  let found: Fact<InjectionCode['level']> | undefined;
  for (const line of lines) {
    if (!line) continue;
    const text = textOf(line).replace(REACHED, '');
    const isHigh = HIGH.test(text);
    if (isHigh && LOW.test(text)) return undefined;
    if (!isHigh && !LOW.test(text)) continue;
    const value = isHigh ? 'neck or chest' : 'lumbar or sacral';
    if (found && found.value !== value) return undefined;
    found ??= { ...rangeOf(line), value };
  }
  return found;
}

function rangeOf({ block, start, end }: SourceRange): SourceRange {
  return { block, start, end };
}

function textOf({ block, start, end }: SourceRange): string {
  return block.text.slice(start, end);
}

/** Whether the catheter line says that the catheter went through the skin, not under it. */
export function isPercutaneous(catheter: Catheter): boolean {
  return /\b(percutaneous|temporary|(not|non)[ -]+tunnel)/i.test(textOf(catheter));
}
