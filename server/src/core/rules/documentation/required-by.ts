import { evaluations, hasOtherWork, modifierOn } from '../../claim/edits/evaluation.js';
import { memoByVisit, memoByVisitAndKey } from '../../visit/memo.js';
import { needsProgrammablePump } from '../../claim/services/pump-codes.js';
import type { Visit } from '../../visit/visit.js';
import type { Key } from '../../syntax/vocabulary.js';
import { isSetApart } from '../edits/bundled-pair-modifier.js';
import { supervisionDemand } from '../provider/supervision-demand.js';
import {
  isUndecided,
  lineWith,
  refill,
  refillOrReadingOfProgrammablePump,
  refillOrReprogramming,
  type Requirement,
  type Undecided,
} from './required-when.js';
import type { Rule } from '../rule.js';
import { changeReason } from './doc-change-reason.js';
import { demandOf as analysisReason } from './doc-analysis-reason.js';
import { demandOf as authorisation } from './doc-authorisation.js';
import { demandOf as benefits } from './doc-benefits.js';
import { demandOf as device, documentedDevice } from './doc-device.js';
import { drugCost } from './doc-drug-cost.js';
import { drugDetail } from './doc-drug-detail.js';
import { demandOf as physicianSkill } from './doc-physician-skill.js';
import { documentedResidual } from './doc-residual.js';
import { technique } from './doc-technique.js';
import { demandOf as trial } from './doc-trial.js';
import { documentedWaste } from './doc-waste.js';

type Demands = readonly (readonly [
  rule: string,
  due: (visit: Visit) => Requirement | Undecided | boolean | undefined,
])[];

/** What each key may document, the firmest rule first. */
const BY_KEY: Partial<Record<Key, Demands>> = {
  pump: [['doc-device', device]],
  sup: [['supervision', visit => supervisionDemand(visit) !== undefined]],
  prep: [['doc-preparation', refill]],
  read: [
    ['analysis-not-documented', visit => lineWith(visit, needsProgrammablePump) !== undefined],
    ['doc-status-before', refillOrReadingOfProgrammablePump],
  ],
  after: [['doc-status-after', refillOrReadingOfProgrammablePump]],
  exam: [
    ['doc-site', refill],
    ['doc-physician-skill', physicianSkill],
  ],
  assess: [
    ['doc-reassessment', refillOrReprogramming],
    ['doc-trial', trial],
    ['doc-analysis-reason', analysisReason],
  ],
  em: [
    [
      'em-reason',
      visit => evaluations(visit, visit.linesToCheck).some(line => modifierOn(line, '25') && hasOtherWork(visit, line)),
    ],
  ],
  response: [['doc-response', refillOrReprogramming]],
  next: [['doc-next-refill', refill]],
  query: [['bundled-pair-modifier', isSetApart]],
  imaging: [
    ['doc-imaging', visit => lineWith(visit, code => visit.codes.procedure(code)?.kind === 'guidance') !== undefined],
  ],
  benefits: [['doc-benefits', benefits]],
  auth: [['doc-authorisation', authorisation]],
};

/** What the items of a key may document. */
const BY_ITEM: Partial<Record<Key, Readonly<Record<string, Rule>>>> = {
  pump: { sn: documentedDevice },
  read: { expected: documentedResidual },
  fill: { out: documentedResidual, needle: technique },
  prog: { reason: changeReason },
  drug: { invoice: drugCost, lot: drugDetail, exp: drugDetail, waste: documentedWaste },
};

/** The rule that waits on this visit for the value of an item (`invoice` in `drug:`); undefined where none does. */
export function requiredByItem(visit: Visit, key: string, item: string): { readonly rule: string } | undefined {
  const rule = BY_ITEM[key as Key]?.[item];
  if (!rule || visit.policy.severity(rule.id)?.level === 'off') return undefined;
  const known = waiting(visit);
  let waits = known.get(rule);
  if (waits === undefined) known.set(rule, (waits = lacksData(rule, visit)));
  return waits ? { rule: rule.id } : undefined;
}

/** The rules that were asked whether they wait for a value: once for all empty items. */
const waiting = memoByVisit(() => new Map<Rule, boolean>());

/** A rule that throws waits for nothing: it is reported as broken in its own place. */
function lacksData(rule: Rule, visit: Visit): boolean {
  let lacks = false;
  try {
    rule.check(visit, { applies: () => undefined, report: () => undefined, missing: () => (lacks = true) });
  } catch {
    return false;
  }
  return lacks;
}

/**
 * The rule that demands a key on this visit, for the level at which an empty key is reported; undefined where none does. A rule that the
 * payer's profile switches off demands nothing.
 */
export const requiredBy = memoByVisitAndKey((visit, key): { readonly rule: string } | undefined => {
  for (const [rule, due] of BY_KEY[key as Key] ?? []) {
    const demanded = due(visit);
    if (
      !demanded ||
      (typeof demanded === 'object' && isUndecided(demanded)) ||
      visit.policy.severity(rule)?.level === 'off'
    )
      continue;
    return { rule };
  }
  return undefined;
});
