/**
 * From a visit to the service codes that its facts support, and why. Rules compare the claim with it; hovers,
 * completion, code lenses and the report show it. Drug lines are derived in `drug-lines.ts`.
 */
import type { Visit } from '../../visit/visit.js';
import { memoByVisit } from '../../visit/memo.js';
import { choosePumpService, chooseWithoutRefill, doubtOf, type PumpService } from './pump-service.js';
import { isRefillCode, PUMP_CODES } from './pump-codes.js';
import { INJECTION_CODES, isOfGroup } from '../../codes/service-table.js';
import type { Reason } from '../reason.js';
import { chooseSurgery, lineWithOpenAccess, SURGERY_CODES, type SurgeryChoice } from './surgery.js';
import { chooseStudy, type StudyChoice } from './study.js';
import { chooseTrial, TRIAL_ASSUMPTION, type TrialChoice } from './trial.js';

/** A service line that the facts support. */
export interface ServiceLine {
  readonly code: string;
  /** Other codes that the facts leave open: on an institutional claim, the other level of performer. */
  readonly alternatives: readonly string[];
  readonly reasons: readonly Reason[];
  /** What is less than certain about it, in words. */
  readonly doubt?: string | undefined;
}

export interface SupportedServices {
  readonly pump: PumpService;
  /**
   * As {@link pump}, had nothing been filled: what an attempt, or a refill that is not documented, may be billed as.
   */
  readonly withoutRefill: PumpService;
  readonly surgery: SurgeryChoice;
  readonly trial: TrialChoice | undefined;
  readonly study: StudyChoice | undefined;
  /** The procedure was stopped: what was begun is billed with a modifier, and the note need not state it as done. */
  readonly isStopped: boolean;
  /** The derived claim, without drugs and without an E/M (which the note can ask for, but not derive). */
  readonly lines: readonly ServiceLine[];
}

/** Everything that the facts of a visit support; the same object for a visit. */
export const supportedServices = memoByVisit(derive);

function derive(visit: Visit): SupportedServices {
  const pump = choosePumpService(visit);
  const surgery = chooseSurgery(visit);
  const trial = chooseTrial(visit);
  const study = chooseStudy(visit);
  const lines: ServiceLine[] = surgery.lines.map(({ code, reasons, alternatives }) => ({
    code,
    reasons,
    alternatives,
  }));
  if (trial) lines.push({ code: trial.code, reasons: trial.reasons, alternatives: [], doubt: doubtOfTrial(trial) });
  for (const line of study?.lines ?? []) lines.push({ ...line, alternatives: [] });
  // An attempt may be billed as a reduced refill or not at all: what remains without it is what the facts surely
  // support.
  const service = pump.attempt ? withoutRefillOf(visit, pump) : pump;
  if (!pump.inside && service.outcome === 'code' && service.code)
    lines.push(new PumpServiceLine(service.code, service));
  const onDate = lines.filter(({ code }) => isOnDate(visit, code));
  return new Supported(visit, { pump, surgery, trial, study, lines: onDate });
}

/** Whether the code is not known to have begun later or ended before the date of the visit. */
function isOnDate({ date, codes }: Visit, code: string): boolean {
  return date === undefined || ['valid', 'unknown'].includes(codes.status(code));
}

type Derived = Omit<SupportedServices, 'withoutRefill' | 'isStopped'>;

class Supported implements SupportedServices {
  readonly pump: PumpService;
  readonly surgery: SurgeryChoice;
  readonly trial: TrialChoice | undefined;
  readonly study: StudyChoice | undefined;
  readonly lines: readonly ServiceLine[];

  constructor(
    private readonly visit: Visit,
    { pump, surgery, trial, study, lines }: Derived,
  ) {
    this.pump = pump;
    this.surgery = surgery;
    this.trial = trial;
    this.study = study;
    this.lines = lines;
  }

  get withoutRefill(): PumpService {
    return withoutRefillOf(this.visit, this.pump);
  }

  get isStopped(): boolean {
    return this.visit.stopped;
  }
}

class PumpServiceLine implements ServiceLine {
  readonly code: string;
  readonly alternatives: readonly string[];
  readonly doubt: string | undefined;

  constructor(
    code: string,
    private readonly service: PumpService,
  ) {
    this.code = code;
    this.alternatives = service.open.filter(other => other !== code);
    this.doubt = doubtOf(service);
  }

  get reasons(): readonly Reason[] {
    return this.service.reasons;
  }
}

function withoutRefillOf(visit: Visit, pump: PumpService): PumpService {
  return pump.facts.fill === 'none' ? pump : chooseWithoutRefill(visit);
}

/** What a billed code is checked by: of an attempt, a code without a refill by what remains without the refill. */
export function serviceFor(choice: SupportedServices, billed: string): PumpService {
  return choice.pump.attempt && !isRefillCode(billed) ? choice.withoutRefill : choice.pump;
}

const STOPPED_DOUBT = 'it is billed with the modifier of a stopped procedure, or not at all';

/** Whether the code may be that of what was stopped, of which the note states nothing as done. */
function mayBeStopped({ isStopped, pump, surgery }: SupportedServices, code: string): boolean {
  if (!isStopped) return false;
  return isRefillCode(code) ? pump.facts.fill === 'none' : SURGERY_CODES.has(code) && !surgery.lines.length;
}

const ATTEMPT_DOUBT = 'nothing was filled in, so a refill code is billed with 52 or 53, or not at all';

/** What the facts say of one service code, billed or not: for hovers. */
export interface Explanation {
  /** `undecided`: a fact is missing. `not checked`: no code of the pump services or of pump surgery. */
  readonly verdict: 'right' | 'wrong' | 'undecided' | 'not checked';
  /** What the facts lead to: empty if they support no code. */
  readonly instead: readonly string[];
  /** Only one of {@link instead} is right, and the note does not say which. */
  readonly isOneOf?: true;
  readonly reasons: readonly Reason[];
  readonly doubt?: string;
}

export function explainCode(choice: SupportedServices, code: string): Explanation {
  if (mayBeStopped(choice, code)) return { verdict: 'undecided', instead: [code], reasons: [], doubt: STOPPED_DOUBT };
  return explainByTable(choice, code);
}

function explainByTable(choice: SupportedServices, code: string): Explanation {
  if (SURGERY_CODES.has(code)) return explainSurgery(choice, code);
  if (INJECTION_CODES.has(code)) return explainInjection(choice, code);
  if (isOfGroup('study', code) || isOfGroup('study-imaging', code)) return explainStudy(choice, code);
  if (!PUMP_CODES.has(code)) return { verdict: 'not checked', instead: [], reasons: [] };
  const service = serviceFor(choice, code);
  const inside = service.inside ? [service.inside] : [];
  const doubt = doubtOf(service);
  const base = { reasons: [...service.reasons, ...inside], ...(doubt ? { doubt } : {}) };
  if (service.inside) return { ...base, verdict: 'wrong', instead: choice.lines.map(line => line.code) };
  if (service.outcome === 'undecided')
    return { ...base, verdict: verdictIfOpen(service, code), instead: service.open, isOneOf: true };
  // A failed refill is billed as a reduced one, or as what remains without it.
  if (service.attempt && isRefillCode(code) && service.open.includes(code))
    return { ...base, verdict: 'undecided', instead: [code], doubt: ATTEMPT_DOUBT };
  return {
    ...base,
    verdict: service.open.includes(code) ? 'right' : 'wrong',
    instead: service.code ? [service.code] : [],
  };
}

/** A code that no answer to the missing facts leads to is wrong regardless of what they are. */
function verdictIfOpen({ open }: PumpService, code: string): 'undecided' | 'wrong' {
  return !open.length || open.includes(code) ? 'undecided' : 'wrong';
}

/**
 * An injection of a trial; without a level of the spine in the note, the codes of the other level are open.
 */
function explainInjection({ trial, surgery }: SupportedServices, code: string): Explanation {
  const tunneled = surgery.lines.find(({ slot }) => slot === 'catheter');
  const { access, level, guided } = INJECTION_CODES.get(code)!;
  if (tunneled && access === 'catheter')
    return { verdict: 'wrong', instead: [tunneled.code], reasons: tunneled.reasons };
  if (!trial) return { verdict: 'not checked', instead: [], reasons: [] };
  const doubt = doubtOfTrial(trial);
  const base = { instead: [trial.code], reasons: trial.reasons, ...(doubt ? { doubt } : {}) };
  if (trial.code === code) return { ...base, verdict: 'right' };
  const isOrOpen = <T>(wanted: T | undefined, stated: T): boolean => wanted === undefined || wanted === stated;
  const fits = isOrOpen(trial.access, access) && isOrOpen(trial.level, level) && isOrOpen(trial.guided, guided);
  return { ...base, verdict: fits ? 'undecided' : 'wrong' };
}

function doubtOfTrial({ code, level, guided }: TrialChoice): string | undefined {
  const imaging =
    guided === undefined
      ? `the note states no imaging; with fluoroscopy or CT it is ${INJECTION_CODES.get(code)!.twin}`
      : undefined;
  return [...(level ? [] : [TRIAL_ASSUMPTION]), ...(imaging ? [imaging] : [])].join('; ') || undefined;
}

function explainStudy({ study }: SupportedServices, code: string): Explanation {
  if (!study) return { verdict: 'not checked', instead: [], reasons: [] };
  const line = study.lines.find(one => one.code === code);
  if (line) return { verdict: 'right', instead: [code], reasons: line.reasons };
  const isOpen = study.open.includes(code);
  return {
    verdict: isOpen ? 'undecided' : 'wrong',
    instead: isOpen ? study.open : study.lines.map(one => one.code),
    reasons: study.reasons,
  };
}

const ACCESS_DOUBT =
  'the note does not say whether the new system went in through the same access (one code) or another one (two codes)';

function explainSurgery({ surgery, lines, trial }: SupportedServices, code: string): Explanation {
  const part = SURGERY_CODES.get(code)!.part;
  if (surgery.device === 'neurostimulator')
    return { verdict: 'wrong', instead: [], reasons: [{ text: 'the device is a neurostimulator, not a pump' }] };
  const open = lineWithOpenAccess(surgery, code);
  if (open) return { verdict: 'undecided', instead: [open.code, code], reasons: open.reasons, doubt: ACCESS_DOUBT };
  const own = surgery.lines.find(line => line.code === code || line.alternatives.includes(code));
  if (own) return { verdict: 'right', instead: [own.code], reasons: own.reasons };
  const abandoned = surgery.abandoned.get(part);
  if (abandoned)
    return {
      verdict: 'undecided',
      instead: [code],
      reasons: [{ text: 'it was begun and given up', at: abandoned }],
      doubt: STOPPED_DOUBT,
    };
  if (!surgery.mentioned)
    return { verdict: 'wrong', instead: lines.map(line => line.code), reasons: [{ text: 'the note has no surgery' }] };
  const same = surgery.lines.find(({ slot }) => slot === part);
  const isOpen = part === 'catheter' && surgery.laminectomyOpen && same !== undefined;
  const lacking = surgery.missing.some(({ slot }) => slot === part) || (surgery.promised.has(part) && !trial);
  const shown = same ? [same] : surgery.lines;
  return {
    verdict: isOpen || (lacking && !same) ? 'undecided' : 'wrong',
    instead: isOpen ? [same.code, code] : shown.map(line => line.code),
    reasons: shown.flatMap(({ reasons }) => reasons),
  };
}
