import type { Visit } from '../../visit/visit.js';
import { decide, DOUBTS, type Combination, type Doubt } from './decision-tables.js';
import { levelOf } from './pump-codes.js';
import { isOfGroup, type DeviceKind, type PerformerLevel, type Space } from '../../codes/service-table.js';
import { memoByVisit } from '../../visit/memo.js';
import type { Reason } from '../reason.js';
import {
  analysisReason,
  changeReason,
  fillReason,
  performerReason,
  pumpReason,
  readServiceFacts,
  type ServiceFacts,
} from './service-facts.js';
import { isSurgeryDay } from '../../visit/surgery-day.js';

/**
 * A fact that decides the code and is not in the note; `edition`: the code that the facts lead to is not valid on the
 * date.
 */
export type Missing = 'route' | 'type' | 'performer' | 'fill' | 'read' | 'prog' | 'edition';

/** The code of the pump services (refill, reading, reprogramming) that the facts support. */
export interface PumpService {
  readonly facts: ServiceFacts;
  readonly outcome: 'code' | 'none' | 'undecided';
  /** With the outcome `code`: what to bill. */
  readonly code: string | undefined;
  /** Every code that the facts leave open. On an institutional claim both levels of performer are. */
  readonly open: readonly string[];
  /** With the outcome `undecided`: the facts that would change the code. */
  readonly missing: readonly Missing[];
  readonly doubt: Doubt | undefined;
  /** Why, in the order in which the facts are asked: pump, refill, reprogramming, reading, performer. */
  readonly reasons: readonly Reason[];
  readonly sources: readonly string[];
  /** Set if the service is part of another one of that day and is not billed by itself. */
  readonly inside: Reason | undefined;
  /** With nothing filled in: it is billed only with 52, 53, 73 or 74, or as what `withoutRefill` says. */
  readonly attempt: boolean;
}

const SPACES: readonly Space[] = ['spinal', 'brain', 'systemic'];
const IMPLANTED: readonly DeviceKind[] = ['programmable', 'constant-flow', 'reservoir'];
const LEVELS: readonly PerformerLevel[] = ['staff', 'qhp'];
const BOTH: readonly boolean[] = [true, false];

/** The service as the facts have it; an attempt counts as the refill that it would have been. */
export const choosePumpService = memoByVisit((visit): PumpService => choose(visit, readServiceFacts(visit)));

/**
 * The service that remains when nothing was filled: what an attempt, or a refill that is not documented, may be billed
 * as.
 */
export const chooseWithoutRefill = memoByVisit((visit): PumpService =>
  choose(visit, { ...readServiceFacts(visit), fill: 'none' }),
);

function choose(visit: Visit, facts: ServiceFacts): PumpService {
  const start = infusionStart(visit, facts);
  const decided: Decided = start ? { ...NOTHING, outcome: 'none', sources: ['PTP24'] } : decideOn(visit, facts);
  return new ChosenService(visit, facts, decided, surgeryReason(visit) ?? start);
}

class ChosenService implements PumpService {
  readonly outcome: PumpService['outcome'];
  readonly code: string | undefined;
  readonly open: readonly string[];
  readonly missing: readonly Missing[];
  readonly doubt: Doubt | undefined;
  readonly sources: readonly string[];
  readonly attempt: boolean;
  private words: readonly Reason[] | undefined;

  constructor(
    private readonly visit: Visit,
    readonly facts: ServiceFacts,
    decided: Decided,
    readonly inside: Reason | undefined,
  ) {
    this.outcome = decided.outcome;
    this.code = decided.code;
    this.open = decided.open;
    this.missing = decided.missing;
    this.doubt = decided.doubt;
    this.sources = decided.sources;
    this.attempt = facts.fill === 'attempt';
  }

  /** Words are made on the first read: most visits are checked without them. */
  get reasons(): readonly Reason[] {
    return (this.words ??= reasonsOf(this.visit, this.facts, this.facts.fill === 'refill' || this.attempt));
  }
}

type Decided = Pick<PumpService, 'outcome' | 'code' | 'open' | 'missing' | 'doubt' | 'sources'>;

const NOTHING = { code: undefined, open: [], missing: [], doubt: undefined, sources: [] };

function decideOn(visit: Visit, facts: ServiceFacts): Decided {
  const { date, codes, bill } = visit;
  const answer = answerOf(bill, facts);
  const expired = date !== undefined && answer.open.some(code => !['valid', 'unknown'].includes(codes.status(code)));
  return expired ? { ...NOTHING, outcome: 'undecided', missing: ['edition'] } : answer;
}

function answerOf(bill: Visit['bill'], facts: ServiceFacts): Decided {
  const all = combinations(dimensions(bill, facts));
  if (all.length === 1) return answerTo(all[0]!);
  const decisions = all.map(decide);
  const open = [...new Set(decisions.flatMap(({ code }) => code ?? []))];
  const same = decisions.every(({ code }) => code === decisions[0]!.code);
  const doubt = decisions.every(d => d.doubt === decisions[0]!.doubt) ? decisions[0]!.doubt : undefined;
  const sources = decisions[0]!.sources;
  if (same) return { outcome: open.length ? 'code' : 'none', code: open[0], open, missing: [], doubt, sources };
  const missing = DIMENSIONS.filter(({ name }) => matters(name, all, decisions)).map(({ missing: is }) => is);
  if (bill === 'pro') return { outcome: 'undecided', code: undefined, open, missing, doubt, sources };
  // On an institutional claim the performer's level does not apply: either code fits, and the performer's own is
  // proposed.
  const others = missing.filter(fact => fact !== 'performer');
  if (others.length) return { outcome: 'undecided', code: undefined, open, missing: others, doubt, sources };
  const level: PerformerLevel = facts.performer === 'qhp' ? 'qhp' : 'staff';
  return { outcome: 'code', code: open.find(code => levelOf(code) === level), open, missing: [], doubt, sources };
}

/** Nearly every note states all that decides. */
function answerTo(facts: Combination): Decided {
  const { code, doubt, sources } = decide(facts);
  const open = code === undefined ? [] : [code];
  return { outcome: code === undefined ? 'none' : 'code', code, open, missing: [], doubt, sources };
}

/** What may be true of a fact: one value where the note states it, all where it does not. */
type Possible = { readonly [K in keyof Combination]: readonly Combination[K][] };

const DIMENSIONS: readonly { name: keyof Combination; missing: Missing }[] = [
  { name: 'space', missing: 'route' },
  { name: 'device', missing: 'type' },
  { name: 'filled', missing: 'fill' },
  { name: 'analyzed', missing: 'read' },
  { name: 'changed', missing: 'prog' },
  { name: 'level', missing: 'performer' },
];

function dimensions(bill: Visit['bill'], facts: ServiceFacts): Possible {
  const level =
    bill === 'pro' && (facts.performer === 'staff' || facts.performer === 'qhp') ? [facts.performer] : LEVELS;
  return {
    space: facts.space ? [facts.space] : SPACES,
    device: facts.device ? [facts.device] : IMPLANTED,
    filled: facts.fill === 'unreadable' ? BOTH : [facts.fill !== 'none'],
    analyzed: facts.analysis === 'unreadable' ? BOTH : [facts.analysis === 'complete'],
    changed: facts.change === 'unreadable' ? BOTH : [facts.change === 'made'],
    level,
  };
}

function combinations(possible: Possible): Combination[] {
  const out: Combination[] = [];
  for (const space of possible.space)
    for (const device of possible.device)
      for (const filled of possible.filled) {
        for (const analyzed of possible.analyzed)
          for (const changed of possible.changed)
            for (const level of possible.level) {
              out.push({ space, device, filled, analyzed, changed, level });
            }
      }
  return out;
}

/** Whether two combinations that differ in this one fact lead to different codes. */
function matters(
  dimension: keyof Combination,
  all: readonly Combination[],
  decisions: readonly { code: string | undefined }[],
): boolean {
  const first = new Map<string, string | undefined>();
  return all.some((combination, i) => {
    const others = DIMENSIONS.filter(({ name }) => name !== dimension)
      .map(({ name }) => combination[name])
      .join();
    const code = decisions[i]!.code;
    if (first.has(others)) return first.get(others) !== code;
    first.set(others, code);
    return false;
  });
}

function surgeryReason(visit: Visit): Reason | undefined {
  if (!isSurgeryDay(visit)) return undefined;
  const text = 'filling and programming on the day when a pump is put in belong to the surgery';
  const device = visit.encounter.devices.find(d => d.in);
  return device ? { text, at: device } : { text };
}

function infusionStart(visit: Visit, facts: ServiceFacts): Reason | undefined {
  const start =
    facts.space === 'systemic' ? visit.claimLines.find(line => isOfGroup('infusion-start', line.code)) : undefined;
  return (
    start && {
      text: `the refill belongs to the start of the infusion (${start.code})`,
      at: { block: start.block, ...start.codeSpan },
    }
  );
}

function reasonsOf(visit: Visit, facts: ServiceFacts, filled: boolean): Reason[] {
  const programmable = facts.space === 'spinal' && facts.device === 'programmable';
  return [
    pumpReason(visit.pump),
    fillReason(visit),
    ...(facts.space !== 'systemic' ? [changeReason(visit)] : []),
    ...(programmable || !filled ? [analysisReason(visit)] : []),
    ...(filled && facts.space !== 'systemic' && visit.bill === 'pro' ? [performerReason(visit)] : []),
  ].filter(reason => reason !== undefined);
}

/** Says the doubt of a service in words, for messages and hovers. */
export function doubtOf(service: PumpService): string | undefined {
  return service.doubt && DOUBTS[service.doubt];
}

/** What {@link replacementFor} gives if no code should be billed. */
export const NO_CODE = 'none';

/**
 * The code to bill instead of another one.
 * @returns {@link NO_CODE} if the facts support none, undefined if they do not decide
 */
export function replacementFor(service: PumpService, billed: string): string | undefined {
  if (service.outcome === 'none') return NO_CODE;
  // If the performer is unknown or does not count, the billed code itself says which level the coder means.
  const level = levelOf(billed);
  const atBilledLevel =
    level && service.open.length > 1 ? service.open.find(code => levelOf(code) === level) : undefined;
  if (service.outcome === 'code') return atBilledLevel ?? service.code;
  return service.missing.length === 1 && service.missing[0] === 'performer' ? atBilledLevel : undefined;
}
