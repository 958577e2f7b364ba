/**
 * The decision table asked backwards: what of an encounter contradicts a code, and what would have to be stated for it.
 */
import { explainCode, supportedServices, type Explanation } from '../claim/services/supported-services.js';
import { addOnOn, lacksPrimary } from '../claim/edits/add-ons.js';
import { belongsToFacility, nameOfPlace } from '../claim/services/facility.js';
import { stoppedLines } from '../claim/services/stopped-lines.js';
import { excludesMethod } from '../claim/services/guidance.js';
import { surgeryCatheter } from '../claim/services/surgery.js';
import { temporaryCatheter } from '../claim/services/trial.js';
import type { Reason } from '../claim/reason.js';
import {
  analysisReason,
  changeReason,
  deviceOf,
  fillReason,
  performerReason,
  pumpReason,
  routeReason,
  typeReason,
  vesselOf,
  type ServiceFacts,
} from '../claim/services/service-facts.js';
import {
  DECISIONS,
  GUIDANCE_CODES,
  INJECTION_CODES,
  isOfGroup,
  PUMP_CODES,
  SURGERY_CODES,
  SURGERY_DECISIONS,
  type DecisionRow,
  type DeviceKind,
  type PerformerLevel,
  type Space,
  type SurgeryRow,
} from '../codes/service-table.js';
import type { Catheter, CatheterWork, Pump } from '../encounter/model.js';
import { list } from '../text/prose.js';
import { linesThatDay } from '../visit/same-day.js';
import type { Visit } from '../visit/visit.js';
import { stateOf, type Condition } from './condition.js';
import { deviceConditions } from './device-conditions.js';

/** Why an encounter supports a code, or why not. */
export interface WhyNot {
  readonly code: string;
  readonly explanation: Explanation;
  /** The conditions of the decision that comes nearest to the facts; empty for a code that no table decides. */
  readonly conditions: readonly Condition[];
}

/** Asks the tables which decision for this code comes nearest to the facts. */
export function whyNot(visit: Visit, code: string): WhyNot {
  const stopped = stoppedLines(visit).find(line => line.code === code);
  if (stopped) {
    const explanation = { verdict: 'right', instead: [code], reasons: stopped.reasons } as const;
    return { code, explanation, conditions: [] };
  }
  const explanation = explainCode(supportedServices(visit), code);
  const facility = explanation.verdict === 'right' ? facilityCondition(visit, code) : undefined;
  if (!facility) return { code, explanation, conditions: conditionsOf(visit, code) };
  const conditions = [facility, ...conditionsOf(visit, code)];
  return { code, explanation: { ...explanation, verdict: 'wrong', instead: [] }, conditions };
}

/** The place at which a professional claim cannot bill the code: the facility bills its own staff. */
function facilityCondition(visit: Visit, code: string): Condition | undefined {
  const place = visit.pos === undefined ? undefined : visit.codes.place(visit.pos);
  if (!place || !belongsToFacility(visit, code)) return undefined;
  const at = visit.place ? { at: visit.place } : {};
  return place.telehealth
    ? {
        state: 'contradicted',
        reason: { text: `hands-on work cannot be done at ${nameOfPlace(place)}`, ...at },
        need: 'the place where the patient was seen',
      }
    : {
        state: 'contradicted',
        reason: { text: `at ${nameOfPlace(place)} staff work is the facility's to bill`, ...at },
        need: '`bill=facility` in the header, on the claim of the facility',
      };
}

export function contradictions({ conditions }: WhyNot): readonly Condition[] {
  return conditions.filter(({ state }) => state === 'contradicted');
}

export function missingFacts({ conditions }: WhyNot): readonly Condition[] {
  return conditions.filter(({ state }) => state === 'missing');
}

function conditionsOf(visit: Visit, code: string): readonly Condition[] {
  if (PUMP_CODES.has(code))
    return nearest(DECISIONS.filter(leadsTo(code)).map(row => serviceConditions(visit, row, code)));
  if (SURGERY_CODES.has(code))
    return nearest(
      SURGERY_DECISIONS.filter(row => row.code === code || row.or?.includes(code)).map(row =>
        surgeryConditions(visit, row),
      ),
    );
  if (INJECTION_CODES.has(code)) return injectionConditions(visit, code);
  if (isOfGroup('study', code) || isOfGroup('study-imaging', code)) return studyConditions(visit, code);
  return [...deviceConditions(visit, code), ...addOnConditions(visit, code), ...guidanceConditions(visit, code)];
}

/** Rows that lead to a code without a doubt, if there are any. */
function leadsTo(code: string): (row: DecisionRow) => boolean {
  const all = DECISIONS.filter(({ staff, qhp }) => staff === code || qhp === code);
  const sure = all.filter(({ doubt }) => !doubt);
  const rows = new Set(sure.length ? sure : all);
  return row => rows.has(row);
}

/** The decision with the fewest contradictions, then the fewest missing facts. */
function nearest(candidates: readonly (readonly Condition[])[]): readonly Condition[] {
  const costs = { contradicted: 100, missing: 1, met: 0 } as const;
  const cost = (conditions: readonly Condition[]): number =>
    conditions.reduce((sum, { state }) => sum + costs[state], 0);
  return candidates.reduce((best, one) => (cost(one) < cost(best) ? one : best), candidates[0] ?? []);
}

function serviceConditions(visit: Visit, row: DecisionRow, code: string): Condition[] {
  const { facts, inside } = supportedServices(visit).pump;
  const conditions: Condition[] = inside
    ? [{ state: 'contradicted', reason: inside, need: 'a service apart from the surgery or infusion of that day' }]
    : [];
  if (row.space) conditions.push(spaceCondition(visit.pump, facts.space, row.space));
  if (row.device) conditions.push(deviceCondition(visit.pump, facts.device, row.device));
  if (row.fill !== undefined) conditions.push(fillCondition(visit, facts, row.fill));
  if (row.change !== undefined) conditions.push(changeCondition(visit, facts, row.change));
  if (PUMP_CODES.get(code)!.analysis) conditions.push(analysisCondition(visit, facts));
  const { level } = PUMP_CODES.get(code)!;
  if (level && visit.bill === 'pro') conditions.push(levelCondition(visit, level));
  return conditions;
}

const SPACE_WORDS: Readonly<Record<Space, string>> = {
  spinal: '`IT` or `epidural`',
  brain: '`intraventricular`',
  systemic: '`IV` or `IA`',
};

/** The field that states the device of a service, or of a surgery that put one in. */
type DeviceKey = 'pump' | 'device';

function spaceCondition(
  pump: Pump | undefined,
  is: Space | undefined,
  wanted: Space,
  key: DeviceKey = 'pump',
): Condition {
  const reason = routeReason(pump) ?? { text: 'the note has no route' };
  return {
    state: stateOf(is === undefined, is === wanted),
    reason: is === undefined ? { text: 'the note does not say where the pump delivers' } : reason,
    need: `${SPACE_WORDS[wanted]} in \`${key}:\``,
  };
}

function deviceCondition(
  pump: Pump | undefined,
  is: DeviceKind | undefined,
  wanted: DeviceKind | 'fixed',
  key: DeviceKey = 'pump',
): Condition {
  const fits = wanted === 'fixed' ? is === 'constant-flow' || is === 'reservoir' : is === wanted;
  return {
    state: stateOf(is === undefined, fits),
    reason:
      is === undefined
        ? { text: 'the note does not say what kind of device it is' }
        : (typeReason(pump) ?? { text: `the device is ${is}` }),
    need: `\`${wanted === 'fixed' ? 'constant-flow' : wanted}\` in \`${key}:\``,
  };
}

function fillCondition(visit: Visit, { fill }: ServiceFacts, wanted: boolean): Condition {
  const reason = fillReason(visit);
  if (!wanted) {
    const need = 'no refill: nothing filled in';
    return { state: stateOf(fill === 'unreadable', fill !== 'refill'), reason, need };
  }
  const states = { refill: 'met', attempt: 'missing', none: 'missing', unreadable: 'missing' } as const;
  const filled = '`fill:` with what was filled in, `in … mL`';
  const need = fill === 'attempt' ? `52 or 53 on its line, or ${filled}` : filled;
  return { state: states[fill], reason, need };
}

function changeCondition(visit: Visit, { change }: ServiceFacts, wanted: boolean): Condition {
  const reason = changeReason(visit);
  if (!wanted) {
    const state = stateOf(change === 'unreadable', change !== 'made');
    return { state, reason, need: 'no change of the program: `prog: none` or `prog: volume only`' };
  }
  const denied = visit.encounter.prog !== undefined;
  const states = { made: 'met', none: denied ? 'contradicted' : 'missing', unreadable: 'missing' } as const;
  return { state: states[change], reason, need: '`prog:` with a change, old and new value: `dose … -> …`' };
}

function analysisCondition(visit: Visit, { analysis }: ServiceFacts): Condition {
  return {
    state: analysis === 'complete' ? 'met' : 'missing',
    reason: analysisReason(visit),
    need: '`read:` with `expected`, `dose` and `alarms`',
  };
}

function levelCondition(visit: Visit, level: PerformerLevel): Condition {
  const who = visit.performer;
  return {
    state: stateOf(!who || who.class === 'unrecognized', who?.class === level),
    reason: performerReason(visit) ?? { text: 'the note does not say who filled' },
    need: `\`by:\` with ${level === 'staff' ? 'clinical staff' : 'a physician or other qualified professional'} who filled`,
  };
}

function surgeryConditions(visit: Visit, row: SurgeryRow): Condition[] {
  const { surgery } = supportedServices(visit);
  const { encounter } = visit;
  const put = encounter.devices.findLast(device => device.in)?.in;
  const pump = put ?? encounter.devices.findLast(device => device.removed)?.removed ?? visit.pump;
  const conditions = [
    row.part === 'device' ? deviceEvent(visit, row, put) : catheterEvent(surgeryCatheter(visit), row),
  ];
  conditions.push(spaceCondition(pump, surgery.space, row.space, put ? 'device' : 'pump'));
  if (row.vessel && vesselOf(pump) && vesselOf(pump) !== row.vessel)
    conditions.push({
      state: 'contradicted',
      reason: pumpReason(pump)!,
      need: row.vessel === 'vein' ? '`IV`' : '`IA`',
    });
  if (row.device && put) conditions.push(deviceCondition(put, deviceOf(put), row.device, 'device'));
  if (row.laminectomy !== undefined && encounter.catheter)
    conditions.push(laminectomyCondition(encounter.catheter, row.laminectomy));
  return conditions;
}

const DEVICE_NEEDS: Readonly<Record<string, string>> = {
  in: '`device: in …` with the model that was put in',
  out: '`device: out …` and nothing put in',
  'worked on': '`device:` with `pocket revised`, `re-fixed`, `explored` or `turned`',
};

function deviceEvent(visit: Visit, { event }: SurgeryRow, put: Pump | undefined): Condition {
  const { devices } = visit.encounter;
  const out = devices.find(device => device.out)?.out;
  const worked = devices.find(device => device.work.length)?.work[0];
  const need = DEVICE_NEEDS[event] ?? '`device:`';
  const [device] = devices;
  if (!device) return { state: 'missing', reason: { text: 'the note has no `device:` line' }, need };
  const done = { in: put !== undefined, out: out !== undefined && !put };
  const fits = event === 'in' || event === 'out' ? done[event] : worked !== undefined && !put && !out;
  const removed = out ? 'a device was taken out' : 'the pocket or the pump was revised';
  const text = put ? 'a device was put in' : removed;
  return { state: fits ? 'met' : 'contradicted', reason: { text, at: put ?? out ?? device }, need };
}

const CATHETER_WORDS: Readonly<Record<CatheterWork, string>> = {
  kept: 'the catheter was kept',
  new: 'a new catheter was placed',
  revised: 'the catheter was revised',
  removed: 'the catheter was taken out',
};

function catheterEvent(catheter: Catheter | undefined, { event }: SurgeryRow): Condition {
  const works: Readonly<Record<string, readonly string[]>> = { out: ['removed'], in: ['new', 'revised'] };
  const wanted = works[event] ?? [event];
  const need = `\`catheter:\` with ${wanted.map(word => `\`${word}\``).join(' or ')}`;
  const work = catheter?.work.at(-1);
  if (!work) return { state: 'missing', reason: { text: 'the note has no catheter work' }, need };
  const fits = catheter!.work.some(({ value }) => wanted.includes(value));
  return { state: fits ? 'met' : 'contradicted', reason: { text: CATHETER_WORDS[work.value], at: work }, need };
}

function laminectomyCondition({ laminectomy }: Catheter, wanted: boolean): Condition {
  const need = `\`${wanted ? 'laminectomy' : 'no laminectomy'}\` in \`catheter:\``;
  if (!laminectomy)
    return { state: 'missing', reason: { text: 'the note does not say whether there was a laminectomy' }, need };
  const text = laminectomy.value ? 'a laminectomy' : 'no laminectomy';
  return { state: laminectomy.value === wanted ? 'met' : 'contradicted', reason: { text, at: laminectomy }, need };
}

function injectionConditions(visit: Visit, code: string): Condition[] {
  const { access, guided } = INJECTION_CODES.get(code)!;
  const { imaging, catheter, services } = visit.encounter;
  const trial = services.find(({ value }) => value === 'trial');
  const placed = temporaryCatheter(catheter);
  const isGuided = supportedServices(visit).trial?.guided;
  return [
    {
      state: trial ? 'met' : 'missing',
      reason: trial ? { text: 'a trial', at: trial } : { text: 'the header names no trial' },
      need: '`trial` in the header',
    },
    {
      state: stateOf(access === 'catheter' && !placed, (access === 'catheter') === (placed !== undefined)),
      reason: placed ? { text: 'a catheter was placed', at: placed } : { text: 'no catheter was placed' },
      need: access === 'catheter' ? '`catheter: new, percutaneous`' : 'no new catheter',
    },
    {
      state: stateOf(isGuided === undefined, isGuided === guided),
      reason: imaging ? { text: 'the imaging of the note', at: imaging } : { text: 'the note states no imaging' },
      need: guided ? '`imaging: fluoro`' : '`imaging: none`',
    },
  ];
}

/** An add-on needs a code of its list on the claim day; one without a list, any procedure. */
function addOnConditions(visit: Visit, code: string): Condition[] {
  const addOn = visit.codes.procedure(code)?.isAddOn ? addOnOn(visit.codes, code, visit.date) : undefined;
  if (!addOn) return [];
  const lines = linesThatDay(visit);
  const isAlone = lacksPrimary(visit.codes, addOn, lines);
  const primaries = new Set(addOn.primaries);
  const primary = lines.find(line => primaries.has(line.code));
  const found: Reason = primary
    ? { text: `${primary.code} is billed, a primary code of this add-on`, at: primary }
    : { text: 'it is an add-on, and a procedure is billed beside it' };
  return [
    {
      state: isAlone ? 'missing' : 'met',
      reason: isAlone ? { text: 'it is an add-on, and no line bills a primary code' } : found,
      need: `a line with a primary code${primariesNamed(addOn.primaries)}`,
    },
  ];
}

/** `: 61050, 61055 or 62267, or one of 6 more` */
function primariesNamed(primaries: readonly string[]): string {
  if (!primaries.length) return '';
  const more = primaries.length - MAX_PRIMARIES;
  return `: ${list(primaries.slice(0, MAX_PRIMARIES), 'or')}${more > 0 ? `, or one of ${more} more` : ''}`;
}

const MAX_PRIMARIES = 8;

/** Guidance that is billed by itself needs its method in `imaging:`. */
function guidanceConditions(visit: Visit, code: string): Condition[] {
  const guidance = GUIDANCE_CODES.get(code);
  if (!guidance) return [];
  const { imaging } = visit.encounter;
  const need =
    `\`imaging: ${guidance.method === 'ultrasound' ? 'ultrasound' : 'fluoro'}, …\` with why it was needed, ` +
    'the saved image and the report';
  if (!imaging) return [{ state: 'missing', reason: { text: 'the note states no imaging' }, need }];
  const state = excludesMethod(visit, guidance.method) ? 'contradicted' : 'met';
  return [{ state, reason: { text: 'the imaging of the note', at: imaging }, need }];
}

function isReservoir(pump: Pump | undefined): boolean {
  return pump?.type?.value === 'reservoir' || pump?.route?.value === 'intraventricular';
}

function studyConditions(visit: Visit, code: string): Condition[] {
  const { study, imaging } = visit.encounter;
  // A puncture of a ventricular reservoir has the same code as a study.
  if (!study && isReservoir(visit.pump)) return [];
  const stated: Condition = {
    state: study ? 'met' : 'missing',
    reason: study ? { text: 'a study', at: study } : { text: 'the note has no `study:` line' },
    need: '`study:` with `side-port`',
  };
  if (!isOfGroup('study-imaging', code)) return [stated];
  return [
    stated,
    {
      state: study?.contrast ? 'met' : 'missing',
      reason: study?.contrast
        ? { text: 'contrast was injected', at: study.contrast }
        : { text: 'no contrast is noted' },
      need: '`contrast … mL` in `study:`',
    },
    {
      state: stateOf(!imaging, imaging?.kind?.value !== 'none'),
      reason: imaging ? { text: 'the imaging of the note', at: imaging } : { text: 'the note states no imaging' },
      need: '`imaging: fluoro`',
    },
  ];
}
