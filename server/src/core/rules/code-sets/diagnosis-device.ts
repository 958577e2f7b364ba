import type { Fix } from '../../edits/fix.js';
import { rearrangeDiagnoses } from '../../visit/rearrange-diagnoses.js';
import { replace } from '../../edits/builders.js';
import { placeOfDiagnosis } from '../../encounter/code-line-edits.js';
import type { Diagnosis, Pump } from '../../encounter/model.js';
import { PUMP_CODES } from '../../claim/services/pump-codes.js';
import { deviceOf } from '../../claim/services/service-facts.js';
import type { DeviceKind } from '../../codes/service-table.js';
import { pumpAfter } from '../../visit/build-visit.js';
import { memoByVisit } from '../../visit/memo.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule, RuleContext } from '../rule.js';

export const diagnosisDevice: Rule = {
  id: 'diagnosis-device',
  group: 'code-sets',
  severity: 'warning',
  title: 'Encounter code of another device',
  description:
    'The visit is for an implanted infusion pump, and the note lists the encounter code of another ' +
    'device without Z45.1: Z46.2 (a nervous-system device that is not implanted), Z45.42 ' +
    '(neurostimulator), Z45.49 (other implanted nervous-system device) and the other codes of Z45 and ' +
    'Z46. The reverse as well: Z45.1 where the device is a port, a neurostimulator or a pump outside the ' +
    'body. A note that mentions the other device is not reported.',
  rationale: 'The diagnosis says why the patient came: the code of another device does not support a pump service.',
  fixDescription: 'Edit: writes Z45.1.',
  sources: ['ICD26', 'TAB'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0, Z46.2
95990 @AB
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0, Z45.1
95990 @AB
`,
  },
  concerns: ['dx:'],
  check(visit, context) {
    const { dx } = visit.encounter;
    const pump = visit.pump;
    if (pump) checkPumpEncounter(visit, pump, context);
    if (!pump || !isForPump(visit) || dx.some(({ code }) => code === PUMP_ENCOUNTER)) return;
    for (const diagnosis of dx) {
      const device = otherDevice(diagnosis);
      if (!device) continue;
      context.applies();
      if (device.words.length > 0 && (visit.mentions(...device.words) ?? namesDevice(diagnosis, device.words)))
        continue;
      context.report({
        at: placeOfDiagnosis(diagnosis),
        message: `${takesPumpEncounter(visit, diagnosis) ? `Write ${PUMP_ENCOUNTER} instead of` : 'Delete'} ${diagnosis.code}: that code is for ${device.name}, and this visit is for an implanted infusion pump.`,
        evidence: [
          { at: pump, text: 'an implanted infusion pump' },
          { at: diagnosis, text: visit.codes.diagnosis(diagnosis.code)?.title ?? diagnosis.code },
        ],
        fixes: fixesFor(visit, diagnosis),
      });
    }
  },
};

const PUMP_ENCOUNTER = 'Z45.1';

/**
 * What takes the place of Z45.1 for a device that is no implanted pump, and words with which a note mentions that there
 * is such a pump too. A pump outside the body has no code of Z45.
 */
const ENCOUNTERS_OF_OTHERS: readonly {
  readonly kind: DeviceKind;
  readonly code?: string;
  readonly name: string;
  readonly words: readonly string[];
}[] = [
  { kind: 'port', code: 'Z45.2', name: 'a port', words: ['pump'] },
  { kind: 'neurostimulator', code: 'Z45.42', name: 'a neurostimulator', words: ['pump'] },
  { kind: 'external', name: 'a pump outside the body', words: ['implanted', 'intrathecal', 'implantable'] },
];

/** Z45.1 on the visit of another device, if the patient has no implanted pump as well. */
function checkPumpEncounter(visit: Visit, device: Pump, context: RuleContext): void {
  const diagnosis = visit.encounter.dx.find(({ code }) => code === PUMP_ENCOUNTER);
  const other = ENCOUNTERS_OF_OTHERS.find(({ kind }) => kind === deviceOf(device));
  if (!diagnosis || !other) return;
  if (hasPump(visit) || visit.mentions(...other.words) || namesDevice(diagnosis, ['implanted', 'intrathecal'])) return;
  context.applies();
  const fix = withoutPumpEncounter(visit, diagnosis, other.code);
  context.report({
    at: placeOfDiagnosis(diagnosis),
    message: `${fix?.title ?? `Replace ${PUMP_ENCOUNTER}`}: that code is for an implanted infusion pump, and the device of this visit is ${other.name}.`,
    evidence: [{ at: device, text: other.name }],
    fixes: fix ? [fix] : [],
  });
}

/** The code of the device in its place; without one, or if it is listed already, the list without it. */
function withoutPumpEncounter(visit: Visit, diagnosis: Diagnosis, code: string | undefined): Fix | undefined {
  const others = visit.encounter.dx.filter(one => one !== diagnosis);
  if (code !== undefined && !others.some(one => one.code === code)) {
    const title = `Write ${code} instead of ${PUMP_ENCOUNTER}`;
    return { kind: 'edit', title, edits: [replace(placeOfDiagnosis(diagnosis), code)] };
  }
  const edits = rearrangeDiagnoses(visit, others);
  return edits && { kind: 'edit', title: `Delete ${PUMP_ENCOUNTER}`, edits };
}

/** Whether the patient has an implanted pump, by the note, its claim or an earlier visit. */
function hasPump(visit: Visit): boolean {
  const { encounter, claimLines } = visit;
  return encounter.devices.length > 0 || hadPump(visit) || claimLines.some(({ code }) => isOfImplantedPump(code));
}

/** A code that is for implanted pumps: what is wrong with it, its own rule says. */
function isOfImplantedPump(code: string): boolean {
  const entry = PUMP_CODES.get(code);
  return entry !== undefined && entry.device !== 'external';
}

/** Whether an earlier visit left the patient with an implanted pump. */
function hadPump({ history }: Visit): boolean {
  return (
    history.find(({ facts, encounter }) => facts.leavesPump && isImplanted(deviceOf(pumpAfter(encounter)))) !==
    undefined
  );
}

function isImplanted(kind: DeviceKind | undefined): boolean {
  return kind === 'programmable' || kind === 'constant-flow' || kind === 'reservoir';
}

/** Whether the pump's encounter code fits here: not beside a complication of the device, nor beside itself. */
function takesPumpEncounter({ encounter: { dx } }: Visit, diagnosis: Diagnosis): boolean {
  return !dx.some(one => one !== diagnosis && (/^T85\.[678]/.test(one.code) || one.code === PUMP_ENCOUNTER));
}

function fixesFor(visit: Visit, diagnosis: Diagnosis): Fix[] {
  const { dx } = visit.encounter;
  const others = dx.filter(one => one !== diagnosis);
  if (!takesPumpEncounter(visit, diagnosis)) {
    const edits = rearrangeDiagnoses(visit, others);
    return edits ? [{ kind: 'edit', title: `Delete ${diagnosis.code}`, edits }] : [];
  }
  const write = replace(placeOfDiagnosis(diagnosis), PUMP_ENCOUNTER);
  return [{ kind: 'edit', title: `Write ${PUMP_ENCOUNTER} instead of ${diagnosis.code}`, edits: [write] }];
}

interface OtherDevice {
  readonly prefix: string;
  readonly name: string;
  /**
   * Words with which a note mentions such a device; without any, nothing that is implanted for infusion can be meant.
   */
  readonly words: readonly string[];
}

/** Longer prefixes first. */
const OTHER_DEVICES: readonly OtherDevice[] = [
  {
    prefix: 'Z45.42',
    name: 'a neurostimulator',
    words: ['neurostimulator', 'stimulator', 'neurostimulation', 'stimulation', 'scs', 'dbs', 'ipg'],
  },
  {
    prefix: 'Z45.49',
    name: 'another implanted nervous-system device',
    words: ['neurostimulator', 'stimulator', 'shunt', 'reservoir', 'ommaya'],
  },
  { prefix: 'Z45.0', name: 'a cardiac device', words: ['pacemaker', 'defibrillator', 'icd', 'loop recorder'] },
  { prefix: 'Z45.2', name: 'a vascular access device', words: ['port', 'port-a-cath', 'picc', 'central line'] },
  { prefix: 'Z45.3', name: 'a device of the special senses', words: ['cochlear', 'hearing', 'visual'] },
  { prefix: 'Z45.8', name: 'another implanted device', words: ['implant', 'stent', 'tube'] },
  { prefix: 'Z45.9', name: 'an unspecified implanted device', words: [] },
  { prefix: 'Z46.2', name: 'a nervous-system device that is not implanted', words: ['tens', 'brace', 'hearing'] },
  { prefix: 'Z46.81', name: 'an insulin pump', words: ['insulin'] },
  { prefix: 'Z46.82', name: 'a catheter that is not in a vessel', words: ['drain', 'nephrostomy', 'urinary'] },
  { prefix: 'Z46.89', name: 'another device that is not implanted', words: ['brace', 'splint', 'device'] },
  { prefix: 'Z46.9', name: 'an unspecified device', words: [] },
];

function otherDevice({ code }: Diagnosis): OtherDevice | undefined {
  return OTHER_DEVICES.find(({ prefix }) => code.startsWith(prefix));
}

function namesDevice({ words }: Diagnosis, devices: readonly string[]): boolean {
  const typed = words.toLowerCase();
  return devices.some(device => typed.includes(device));
}

/**
 * The device of the visit is an implanted pump, and the visit is about it: it was filled, read, programmed or billed
 * for.
 */
const isForPump = memoByVisit((visit: Visit): boolean => {
  const device = deviceOf(visit.pump);
  if (device !== 'programmable' && device !== 'constant-flow') return false;
  const { fill, read, prog } = visit.encounter;
  return Boolean(fill ?? read ?? prog) || visit.claimLines.some(({ code }) => PUMP_CODES.has(code));
});
