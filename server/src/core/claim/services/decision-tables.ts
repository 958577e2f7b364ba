import {
  DECISIONS,
  type DecisionRow,
  type DeviceKind,
  type Doubt,
  type PerformerLevel,
  type Space,
} from '../../codes/service-table.js';

export { DOUBTS, type Doubt } from '../../codes/service-table.js';

/** One complete set of facts about a pump visit: everything that decides its service code. */
export interface Combination {
  readonly space: Space;
  readonly device: DeviceKind;
  readonly filled: boolean;
  readonly analyzed: boolean;
  /** Reprogrammed. */
  readonly changed: boolean;
  readonly level: PerformerLevel;
}

/** The code that the facts support; `undefined`: no code of the pump services. */
export interface Decision {
  readonly code: string | undefined;
  readonly doubt?: Doubt;
  /** Ids for the source list of the code sets. */
  readonly sources: readonly string[];
}

/** Looks a complete set of facts up in the decision table: the first row that fits decides. */
export function decide(facts: Combination): Decision {
  const found = DECISIONS.find(row => fitsRow(row, facts));
  if (!found) throw new RangeError('the decision table has a gap');
  return { code: found[facts.level], sources: found.sources, ...(found.doubt ? { doubt: found.doubt } : {}) };
}

function fitsRow(row: DecisionRow, facts: Combination): boolean {
  return (
    fits(row.space, facts.space) &&
    (row.device === 'fixed' ? isFixed(facts.device) : fits(row.device, facts.device)) &&
    fits(row.fill, facts.filled) &&
    fits(row.analysis, facts.analyzed) &&
    fits(row.change, facts.changed)
  );
}

function fits<T>(wanted: T | undefined, fact: T): boolean {
  return wanted === undefined || wanted === fact;
}

/** An implanted device that runs at a set rate or has no pump. */
function isFixed(device: DeviceKind): boolean {
  return device === 'constant-flow' || device === 'reservoir';
}
