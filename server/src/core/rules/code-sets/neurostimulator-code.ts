import { isUndecided } from '../../visit/undecided.js';
import { wouldBeBundled } from '../../claim/edits/bundling.js';
import { exceedsClaimLimit } from '../../claim/claim-limits.js';
import { deleteLineFix, safeDeleteLineFixes } from '../../claim/fixes/delete-line.js';
import { isBillableHere } from '../../claim/services/facility.js';
import { memoByVisit } from '../../visit/memo.js';
import { PUMP_CODES } from '../../claim/services/pump-codes.js';
import { billInstead } from '../../claim/fixes/replace-code.js';
import { supportedServices, type ServiceLine } from '../../claim/services/supported-services.js';
import { cited } from '../../claim/reason.js';
import { SURGERY_CODES } from '../../claim/services/surgery.js';
import type { BilledCode } from '../../encounter/model.js';
import { isAccepted } from '../../visit/acceptance.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Evidence, Rule, RuleContext } from '../rule.js';
import { codesOfGroup, isOfGroup, type SurgerySlot } from '../../codes/service-table.js';
import { deviceOf } from '../../claim/services/service-facts.js';
import { list } from '../../text/prose.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

export const neurostimulatorCode: Rule = {
  id: 'neurostimulator-code',
  group: 'code-sets',
  severity: 'error',
  title: 'Neurostimulator code for a drug pump, or the reverse',
  description:
    '95970 to 95984 check and program neurostimulators, 64590 places the generator of one, and C1767, ' +
    'L8680 and their like are its parts. Fires if one of them is billed and the note describes a drug ' +
    'pump only, and if a pump code is billed and the device of the note is a neurostimulator. A patient ' +
    'who has a stimulator as well (the note, Z45.42 or Z96.82 says so) is left alone.',
  rationale:
    'The two families look alike and are listed side by side in many texts; the payer sees a device that ' +
    'the patient does not have.',
  fixDescription:
    'Edit: bills the code of the right family for the same facts; if there is none, or it is billed ' +
    'already, deletes the line.',
  sources: ['RVU24', 'RVU26'],
  examples: {
    wrong: `2026-11-20 interrogate P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
read: expected 20 mL, dose 480 mcg/day, alarms none
prog: none
dx: G80.0, Z45.1
95970 @A
`,
    right: `2026-11-20 visit P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
dx: M96.1, Z45.42
95970 @A
| The spinal cord stimulator was checked; the pump was left alone.
`,
  },
  check(visit, context) {
    checkPumpCodes(visit, context);
    for (const line of visit.linesToCheck) {
      if (!isNeurostimulatorCode(line.code)) continue;
      if (hasStimulator(visit)) {
        context.applies();
        continue;
      }
      const evidence = pumpEvidence(visit);
      if (!evidence.length || isUndecided(visit, 'device', 'pump')) {
        context.missing({
          at: placeOfCode(line),
          show: false,
          message: `${line.code} not decided: the note does not say which device it is for.`,
        });
        continue;
      }
      context.applies();
      const { instead, title, reasons } = replacement(visit, line);
      context.report({
        at: placeOfCode(line),
        evidence: [...evidence, ...reasons],
        fixes: instead,
        message: `${title}: ${line.code} is for neurostimulators, and the note describes a drug pump.`,
      });
    }
  },
};

/** Codes of stimulators of nerves, spine and brain. */
function isNeurostimulatorCode(code: string): boolean {
  return isOfGroup('neurostimulator', code) || isOfGroup('neurostimulator-device', code);
}

/** Whether the rule reports a code: one of neurostimulators on the note of a drug pump. */
export function isStimulatorCodeOfPump(visit: Visit, code: string): boolean {
  if (!isNeurostimulatorCode(code) || hasStimulator(visit) || isUndecided(visit, 'device', 'pump')) return false;
  return pumpEvidence(visit).length > 0 && !isAccepted(visit, 'neurostimulator-code');
}

/** Codes of drug pumps on a note whose device is a neurostimulator. */
function checkPumpCodes(visit: Visit, context: RuleContext): void {
  const device = visit.encounter.devices.findLast(({ in: put }) => put)?.in ?? visit.pump;
  if (deviceOf(device) !== 'neurostimulator' || visit.fill === 'refill') return;
  for (const line of visit.linesToCheck) {
    const surgery = SURGERY_CODES.get(line.code);
    if ((!surgery || surgery.unlisted) && !PUMP_CODES.has(line.code)) continue;
    context.applies();
    const instead = stimulatorCodes(visit, surgery?.part);
    context.report({
      at: placeOfCode(line),
      message: `${instead.length ? `Bill ${list(instead, 'or')}` : `Delete ${line.code}`}: ${line.code} is for drug pumps, and the note describes a neurostimulator.`,
      evidence: device ? [{ at: device, text: 'a neurostimulator' }] : [],
      fixes: instead.length ? instead.map(code => billInstead(visit, line, code)) : [deleteLineFix(visit, line)],
    });
  }
}

/** What the same facts lead to for a neurostimulator: its check, its programming, or surgery on its generator. */
function stimulatorCodes(visit: Visit, part: SurgerySlot | undefined): readonly string[] {
  if (part === 'device') return codesOfGroup('neurostimulator-implant');
  if (part === 'device removal') return codesOfGroup('neurostimulator-removal');
  if (part) return [];
  if (supportedServices(visit).pump.facts.change !== 'none') return codesOfGroup('neurostimulator-programming');
  return visit.encounter.read || visit.encounter.prog ? codesOfGroup('neurostimulator-check') : [];
}

function pumpEvidence(visit: Visit): Evidence[] {
  const {
    pump,
    encounter: { fill, devices },
  } = visit;
  if (pump && deviceOf(pump) !== 'neurostimulator' && !pump.model.toLowerCase().includes('stimul'))
    return [{ at: pump, text: 'a drug pump' }];
  const device = devices.find(({ in: put, removed }) => deviceOf(put ?? removed) !== 'neurostimulator');
  if (fill) return [{ at: fill, text: 'a pump was filled' }];
  return device ? [{ at: device, text: 'a pump' }] : [];
}

const hasStimulator = memoByVisit((visit): boolean => {
  const coded = visit.encounter.dx.some(
    ({ code }) => code === 'Z45.42' || code === 'Z96.82' || code.startsWith('T85.1'),
  );
  const named =
    visit.mentions('neurostimulator', 'stimulator', 'neurostimulation', 'stimulation', 'scs', 'dbs', 'ipg') !==
    undefined;
  const used = [visit.pump, ...visit.encounter.devices.flatMap(({ in: put, removed }) => [put, removed])];
  if (used.some(device => deviceOf(device) === 'neurostimulator')) return true;
  return coded || named || visit.encounter.dx.some(({ words }) => words.toLowerCase().includes('stimulat'));
});

interface Replacement {
  readonly instead: readonly Fix[];
  /** The beginning of the message: what to do. */
  readonly title: string;
  readonly reasons: readonly Evidence[];
}

function replacement(visit: Visit, line: BilledCode): Replacement {
  const choice = supportedServices(visit);
  if (isOfGroup('neurostimulator-device', line.code))
    return { instead: safeDeleteLineFixes(visit, line), title: `Delete ${line.code}`, reasons: [] };
  const device = isOfGroup('neurostimulator-surgery', line.code)
    ? choice.surgery.lines.find(({ slot }) => slot === 'device')
    : undefined;
  if (device)
    return { instead: fixes(visit, line, device.code), title: `Bill ${device.code}`, reasons: cited(device.reasons) };
  const { outcome, code, reasons, inside } = choice.pump;
  if (inside || outcome === 'none') {
    const missing = missingService(visit);
    if (missing)
      return {
        instead: fixes(visit, line, missing.code),
        title: `Bill ${missing.code}`,
        reasons: cited(missing.reasons),
      };
    return {
      instead: [deleteLineFix(visit, line)],
      title: `Delete ${line.code}`,
      reasons: cited([...reasons, inside]),
    };
  }
  if (!code) return { instead: [], title: 'Bill the code of the pump', reasons: [] };
  return { instead: fixes(visit, line, code), title: `Bill ${code}`, reasons: cited(reasons) };
}

/** The first service that the facts support and no line bills. */
const missingService = memoByVisit((visit): ServiceLine | undefined => {
  const billed = new Set(visit.claimLines.map(({ code }) => code));
  return supportedServices(visit).lines.find(({ code }) => !billed.has(code));
});

/** The pump code on this line; where another line bills the pump already, rightly or not, this one only goes. */
function fixes(visit: Visit, line: BilledCode, code: string): Fix[] {
  if (line.unsure || exceedsClaimLimit(visit) || !isBillableHere(visit, code)) return [];
  const slot = SURGERY_CODES.get(code)?.part;
  const isSamePart = (other: string): boolean =>
    slot ? SURGERY_CODES.get(other)?.part === slot : PUMP_CODES.has(other);
  const other = visit.claimLines.find(billed => billed !== line && billed.code !== code && isSamePart(billed.code));
  if (!other) return wouldBeBundled(visit, line, code) ? [] : [billInstead(visit, line, code)];
  const gone = deleteLineFix(visit, line);
  return [{ ...gone, title: `${gone.title} (${other.code} bills the pump)` }];
}
