/** Where a pump delivers. Intrathecal and epidural are `spinal`, a ventricle is `brain`, a vein or an artery is `systemic`. */
export type Space = 'spinal' | 'brain' | 'systemic';

/** Who must have filled for a code that splits by performer. */
export type PerformerLevel = 'staff' | 'qhp';

/** What a code of the pump services stands for. */
export interface PumpCode {
  readonly fill: boolean;
  readonly analysis: boolean;
  readonly change: boolean;
  /** Absent where the code does not split by performer. */
  readonly level?: PerformerLevel;
  /** Where the pumps deliver that it is for; absent: anywhere. */
  readonly spaces?: readonly Space[];
  /** What it is, for messages: `95990 is …`. */
  readonly means: string;
}

const SPINAL: readonly Space[] = ['spinal'];
const SPINE_AND_BRAIN: readonly Space[] = ['spinal', 'brain'];
const SYSTEMIC: readonly Space[] = ['systemic'];

const QHP = 'a physician or other qualified professional';

export const PUMP_CODES: ReadonlyMap<string, PumpCode> = new Map<string, PumpCode>([
  [
    '62367',
    {
      fill: false,
      analysis: true,
      change: false,
      spaces: SPINAL,
      means: 'a reading of the pump with nothing changed or filled',
    },
  ],
  [
    '62368',
    { fill: false, analysis: true, change: true, spaces: SPINAL, means: 'a reading with reprogramming and no refill' },
  ],
  [
    '62369',
    {
      fill: true,
      analysis: true,
      change: true,
      level: 'staff',
      spaces: SPINAL,
      means: 'a refill by clinical staff with reprogramming',
    },
  ],
  [
    '62370',
    {
      fill: true,
      analysis: true,
      change: true,
      level: 'qhp',
      spaces: SPINAL,
      means: `a refill by ${QHP} with reprogramming`,
    },
  ],
  [
    '95990',
    {
      fill: true,
      analysis: false,
      change: false,
      level: 'staff',
      spaces: SPINE_AND_BRAIN,
      means: 'a refill by clinical staff without reprogramming',
    },
  ],
  [
    '95991',
    {
      fill: true,
      analysis: false,
      change: false,
      level: 'qhp',
      spaces: SPINE_AND_BRAIN,
      means: `a refill by ${QHP} without reprogramming`,
    },
  ],
  ['96521', { fill: true, analysis: false, change: false, means: 'a refill of a portable pump outside the body' }],
  [
    '96522',
    {
      fill: true,
      analysis: false,
      change: false,
      spaces: SYSTEMIC,
      means: 'a refill of an implanted pump that feeds a vein or an artery',
    },
  ],
]);

/** 62367–62370: they name programmable pumps of the spine and hold the electronic analysis. */
export function needsProgrammablePump(code: string): boolean {
  return PUMP_CODES.get(code)?.analysis ?? false;
}

export function isRefillCode(code: string): boolean {
  return PUMP_CODES.get(code)?.fill ?? false;
}

/** 62368–62370. */
export function isReprogrammingCode(code: string): boolean {
  return PUMP_CODES.get(code)?.change ?? false;
}

export function levelOf(code: string): PerformerLevel | undefined {
  return PUMP_CODES.get(code)?.level;
}

/** The code for the same service by the other level of performer. */
export function atLevel(code: string, level: PerformerLevel): string | undefined {
  const pump = PUMP_CODES.get(code);
  if (!pump?.level) return undefined;
  for (const [other, is] of PUMP_CODES) if (is.level === level && is.change === pump.change) return other;
  return undefined;
}

/** Modifiers of a procedure that was reduced or stopped: with one of them, an attempt documents a refill code. */
export const STOPPED_MODIFIERS: ReadonlySet<string> = new Set(['52', '53', '73', '74']);

/** Whether a code is for pumps that deliver elsewhere. A portable pump (96521) may feed anything, but an implanted one of the spine or brain is none. */
export function isOfOtherSpace(
  code: string,
  pump: { readonly space: Space | undefined; readonly device: unknown },
): boolean {
  if (!pump.space) return false;
  if (code === '96521') return pump.space !== 'systemic' && pump.device !== undefined;
  return PUMP_CODES.get(code)?.spaces?.includes(pump.space) === false;
}
