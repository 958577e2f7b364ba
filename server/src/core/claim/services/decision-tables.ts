import type { PumpType } from '../../encounter/model.js';
import type { PerformerLevel, Space } from './pump-codes.js';

/** One complete set of facts about a pump visit: everything that decides its service code. */
export interface Combination {
  readonly space: Space;
  readonly device: PumpType;
  readonly filled: boolean;
  readonly analysed: boolean;
  /** Reprogrammed. */
  readonly changed: boolean;
  readonly level: PerformerLevel;
}

/** Why a row of the tables is less than certain. */
export type Doubt = 'no-analysis' | 'cannot-be-programmed' | 'no-own-code' | 'set-rate' | 'no-pump';

/** What each doubt means for the code, and the confidence of the facts that stand behind it. */
export const DOUBTS: Readonly<Record<Doubt, string>> = {
  'no-analysis':
    'reprogramming presumes a reading of the pump (reservoir, dose and alarms), and the note does not hold it',
  'cannot-be-programmed': 'a constant-flow pump or a reservoir can be neither read nor reprogrammed',
  'no-own-code': 'reprogramming a pump that feeds a ventricle has no code of its own',
  'set-rate':
    'the NCCI manual opens 96522 to devices that release their drug at a prescribed rate; for a constant-flow pump payers read that differently',
  'no-pump':
    'the NCCI manual opens 96522 only to devices that release their drug at a prescribed rate, not to a port or a reservoir without a pump',
};

/** The code that the facts support; `undefined`: no code of the pump services. */
export interface Decision {
  readonly code: string | undefined;
  readonly doubt?: Doubt;
  /** Ids for the source list of the code sets. */
  readonly sources: readonly string[];
}

type Answer = 'y' | 'n' | '*';
type Devices = 'programmable' | 'fixed' | PumpType | '*';
interface Row {
  readonly space: Space;
  readonly device: Devices;
  readonly F: Answer;
  readonly A: Answer;
  readonly G: Answer;
  readonly staff: string | undefined;
  readonly qhp: string | undefined;
  readonly doubt?: Doubt;
}

const none = undefined;
const row = (
  space: Space,
  device: Devices,
  F: Answer,
  A: Answer,
  G: Answer,
  staff: string | undefined,
  qhp: string | undefined,
  doubt?: Doubt,
): Row => ({ space, device, F, A, G, staff, qhp, ...(doubt ? { doubt } : {}) });

/** F filled · A analysed (reservoir, dose and alarms read and recorded) · G reprogrammed. The first row that fits decides. */
const ROWS: readonly Row[] = [
  //  where       device          F    A    G    staff    physician or QHP
  // Spinal, programmable: all eight, each for both performers.
  row('spinal', 'programmable', 'n', 'n', 'n', none, none),
  row('spinal', 'programmable', 'n', 'y', 'n', '62367', '62367'),
  row('spinal', 'programmable', 'n', 'n', 'y', '62368', '62368', 'no-analysis'),
  row('spinal', 'programmable', 'n', 'y', 'y', '62368', '62368'),
  row('spinal', 'programmable', 'y', 'n', 'n', '95990', '95991'),
  row('spinal', 'programmable', 'y', 'y', 'n', '95990', '95991'),
  row('spinal', 'programmable', 'y', 'n', 'y', '62369', '62370', 'no-analysis'),
  row('spinal', 'programmable', 'y', 'y', 'y', '62369', '62370'),
  // Spinal, constant flow or reservoir.
  row('spinal', 'fixed', 'y', 'n', 'n', '95990', '95991'),
  row('spinal', 'fixed', 'y', '*', '*', '95990', '95991', 'cannot-be-programmed'),
  row('spinal', 'fixed', 'n', 'n', 'n', none, none),
  row('spinal', 'fixed', 'n', '*', '*', none, none, 'cannot-be-programmed'),
  // Brain.
  row('brain', 'programmable', 'y', '*', 'y', '95990', '95991', 'no-own-code'),
  row('brain', '*', 'y', '*', '*', '95990', '95991'),
  row('brain', 'programmable', 'n', '*', 'y', none, none, 'no-own-code'),
  row('brain', '*', 'n', '*', '*', none, none),
  // Systemic: reading and reprogramming are inside; no split by performer.
  row('systemic', 'programmable', 'y', '*', '*', '96522', '96522'),
  row('systemic', 'constant-flow', 'y', '*', '*', '96522', '96522', 'set-rate'),
  row('systemic', 'reservoir', 'y', '*', '*', '96522', '96522', 'no-pump'),
  row('systemic', '*', 'n', '*', '*', none, none),
];

const SOURCES: Readonly<Record<Space, readonly string[]>> = {
  spinal: ['PTP24', 'NPM26', 'RVU26', 'AAPC'],
  brain: ['NPM26', 'RVU26'],
  systemic: ['NPM26', 'RVU26'],
};

/** Looks a complete set of facts up in the decision tables. */
export function decide(facts: Combination): Decision {
  const found = ROWS.find(
    r =>
      r.space === facts.space &&
      fitsDevice(r.device, facts.device) &&
      fits(r.F, facts.filled) &&
      fits(r.A, facts.analysed) &&
      fits(r.G, facts.changed),
  );
  if (!found) throw new RangeError('the decision tables have a gap');
  return { code: found[facts.level], sources: SOURCES[facts.space], ...(found.doubt ? { doubt: found.doubt } : {}) };
}

function fits(answer: Answer, fact: boolean): boolean {
  return answer === '*' || (answer === 'y') === fact;
}

function fitsDevice(devices: Devices, device: PumpType): boolean {
  return devices === '*' || devices === device || (devices === 'fixed' && device !== 'programmable');
}
