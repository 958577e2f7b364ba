import { safeDeleteLineFixes } from '../../claim/fixes/delete-line.js';
import { billInstead } from '../../claim/fixes/replace-code.js';
import { deviceOf } from '../../claim/services/service-facts.js';
import { deviceSettingProblem } from '../../claim/services/device-setting.js';
import { dueDeviceCode } from '../../claim/services/due-device-code.js';
import { isImplantCode } from '../../visit/surgery-day.js';
import { DEVICE_CODES, SURGERY_CODES, type DeviceCode } from '../../codes/service-table.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import type { BilledCode, Pump } from '../../encounter/model.js';
import type { Fix } from '../../edits/fix.js';
import { PUMP_SERVICES } from '../../syntax/vocabulary.js';
import { insertCode } from '../../visit/note-edits.js';
import { statedInText } from '../../visit/stated-in-text.js';
import { isUndecided } from '../../visit/undecided.js';
import type { Visit } from '../../visit/visit.js';
import type { Evidence, Rule, RuleContext } from '../rule.js';

export const deviceCode: Rule<'error' | 'warning'> = {
  id: 'device-code',
  group: 'edits',
  severity: 'error',
  severities: ['error', 'warning'],
  title: 'Device code does not match the device',
  description: `C1772 and E0783 are programmable pumps, C1891 and E0782 constant-flow pumps, C2626 a temporary pump;
E0783 and E0782 include the catheter, E0786 is the pump alone, E0785 the catheter alone. Reported are a code for
another device than the one that was put in, two codes that hold the same part, and (as a warning) an implant on an
institutional claim without the code of its pump, and a device code on a refill or reading without any device.`,
  rationale: 'Device edits return the claim: the device must fit the procedure, and a part is paid once.',
  fixDescription: 'Edit: the code of the device, the line deleted, or a line added.',
  sources: ['HC19'],
  examples: {
    wrong: `2026-11-24 implant P-126 @opd bill=facility
by: MD NS
device: in IsoMed 8472-35, 35 mL, IT, constant-flow
catheter: kept
dx: G80.0
62361 @A
C1772 @A
`,
    right: `2026-11-24 implant P-126 @opd bill=facility
by: MD NS
device: in IsoMed 8472-35, 35 mL, IT, constant-flow
catheter: kept
dx: G80.0
62361 @A
C1891 @A
`,
  },
  concerns: ['device', 'unknown code', 'device:'],
  check(visit, context) {
    const put = visit.encounter.devices.findLast(device => device.in)?.in;
    // A code on the wrong kind of claim is deleted by device-code-setting, for any device.
    const billed = visit.linesToCheck.filter(
      line => DEVICE_CODES.has(line.code) && deviceSettingProblem(visit, line) === undefined,
    );
    const wrong = new Set<BilledCode>();
    for (const line of billed) {
      context.applies();
      if (
        checkNothingPut(visit, line, context) ||
        checkDevice(visit, put, line, context) ||
        checkOtherKind(visit, line, context)
      )
        wrong.add(line);
      else if (!put && !reportTrial(visit, line, context) && !reportNoSurgery(visit, line, context))
        askForDevice(visit, line, context);
    }
    checkOverlaps(
      visit,
      billed.filter(line => !line.unsure && !wrong.has(line)),
      context,
    );
    checkMissing(visit, context);
  },
};

/** A code for another device than the one that was put in. @returns whether it is one */
function checkDevice(
  visit: Visit,
  put: Pump | undefined,
  line: BilledCode,
  context: RuleContext<'error' | 'warning'>,
): boolean {
  const entry = DEVICE_CODES.get(line.code)!;
  const device = deviceOf(put);
  if (!put || !device || !entry.devices.length) return false;
  const why = whyOther(visit, entry, device);
  if (!why) return false;
  const right = codeFor(entry, device, why === CATHETER_KEPT);
  context.report({
    at: placeOfCode(line),
    message: `${right ? `Bill ${right}` : `Delete ${line.code}`}: ${why}, and ${line.code} is ${entry.means}.`,
    evidence: [{ at: put, text: 'the device that was put in' }],
    fixes: right ? [billInstead(visit, line, right)] : safeDeleteLineFixes(visit, line),
  });
  return true;
}

/** The code of an implanted pump on a note of another device, with no surgery. @returns whether it is one */
function checkOtherKind(visit: Visit, line: BilledCode, context: RuleContext<'error' | 'warning'>): boolean {
  const { pump, encounter } = visit;
  const kind = pump?.other?.value;
  if (!pump || !kind || encounter.devices.length || encounter.catheter) return false;
  if (isUndecided(visit, 'pump', 'device', 'catheter')) return false;
  context.report({
    at: placeOfCode(line),
    message: `Delete ${line.code}: ${OTHER_KINDS[kind]}, and ${line.code} is ${DEVICE_CODES.get(line.code)!.means}.`,
    evidence: [{ at: pump, text: 'the device of the note' }],
    fixes: safeDeleteLineFixes(visit, line),
  });
  return true;
}

const OTHER_KINDS = {
  port: 'the device is a port',
  external: 'the pump is portable and not implanted',
  neurostimulator: 'the device is a neurostimulator',
} as const;

const CATHETER_KEPT = 'the catheter was kept';

/** Why a device code is for another device than the one that was put in; undefined if it fits. */
function whyOther(visit: Visit, entry: DeviceCode, device: string): string | undefined {
  if (!(entry.devices as readonly string[]).includes(device)) return `the pump that was put in is ${device}`;
  const isKept = visit.encounter.catheter?.work.some(({ value }) => value === 'kept') ?? false;
  if (isKept && entry.payment === 'supplier' && entry.holds.includes('catheter')) return CATHETER_KEPT;
  return lacksNewCatheter(visit, entry) ? 'a new catheter went in with the pump' : undefined;
}

/** The code of a pump alone, where nothing was replaced and a new catheter went in that no line bills. */
function lacksNewCatheter(visit: Visit, entry: DeviceCode): boolean {
  if (entry.payment !== 'supplier' || !entry.holds.includes('pump') || entry.holds.includes('catheter')) return false;
  const { catheter, devices, services } = visit.encounter;
  const isNew = catheter?.work.some(({ value }) => value === 'new') ?? false;
  const isReplaced = devices.some(device => device.out) || services.some(({ value }) => value === 'replace');
  const isBilled = visit.linesToCheck.some(({ code }) => {
    const other = DEVICE_CODES.get(code);
    return other?.payment === 'supplier' && other.holds.includes('catheter');
  });
  return isNew && !isReplaced && !isBilled;
}

/** A pump's code beside catheter work alone: whether a pump went in is open, unless the header says a revision. */
function askForDevice(visit: Visit, line: BilledCode, context: RuleContext<'error' | 'warning'>): void {
  const { holds, means } = DEVICE_CODES.get(line.code)!;
  if (!holds.includes('pump') || !isRevisionAlone(visit)) return;
  const { services, catheter } = visit.encounter;
  const isRevision = services.length > 0 && services.every(({ value }) => value === 'revise');
  if (isRevision && catheter && !isUndecided(visit, 'device', 'catheter') && !statedInText(visit, 'device')) {
    context.report({
      at: placeOfCode(line),
      severity: 'warning',
      message: `Delete ${line.code}, or write \`device: in …\`: ${line.code} is ${means}, and the note states catheter work alone.`,
      evidence: [{ at: catheter, text: 'the catheter work' }],
    });
    return;
  }
  context.missing({
    at: placeOfCode(line),
    message: `Write \`device: in …\` to bill ${line.code}: the note states catheter work, and no pump that went in.`,
    show: true,
  });
}

/**
 * A device code on a visit of which the note has a refill or a reading, and neither the note nor the claim has any work
 * on a device. @returns whether it is one
 */
function reportNoSurgery(visit: Visit, line: BilledCode, context: RuleContext<'error' | 'warning'>): boolean {
  const { services, devices, catheter, fill, read } = visit.encounter;
  const done = visit.fill === 'refill' ? fill : read;
  const isOfVisit = services.every(({ value }) => VISITS.has(value));
  const isClaimed = visit.linesToCheck.some(({ code }) => SURGERY_CODES.has(code));
  const { before, after } = visit.sameDay;
  const isOtherWork = visit.stopped || devices.length > 0 || catheter || before.length > 0 || after.length > 0;
  if (!done || !isOfVisit || isClaimed || isOtherWork) return false;
  if (isUndecided(visit, 'device', 'catheter')) return false;
  context.report({
    at: placeOfCode(line),
    severity: 'warning',
    message: `Delete ${line.code}, or write what went in: ${line.code} is ${DEVICE_CODES.get(line.code)!.means}, and the note states no device or catheter that was put in.`,
    evidence: [{ at: done, text: visit.fill === 'refill' ? 'a refill' : 'a reading of the pump' }],
  });
  return true;
}

/** A pump's code on a trial, which puts none in. @returns whether it is one */
function reportTrial(visit: Visit, line: BilledCode, context: RuleContext<'error' | 'warning'>): boolean {
  const { services, devices } = visit.encounter;
  const { holds, devices: kinds, means } = DEVICE_CODES.get(line.code)!;
  const trial = services.find(({ value }) => value === 'trial');
  const isImplanted = holds.includes('pump') && !kinds.includes('temporary');
  const isClaimed = visit.linesToCheck.some(({ code }) => isImplantCode(code));
  if (!trial || services.length > 1 || !isImplanted || isClaimed || devices.length || isUndecided(visit, 'device'))
    return false;
  context.report({
    at: placeOfCode(line),
    severity: 'warning',
    message: `Delete ${line.code}, or write what went in: ${line.code} is ${means}, and the note states a trial.`,
    evidence: [{ at: trial, text: 'a trial' }],
  });
  return true;
}

/** Services that put nothing in. */
const VISITS: ReadonlySet<string> = new Set([...PUMP_SERVICES, 'visit']);

/** Catheter work on a note that says nothing of a pump going in, and on a claim without an implant. */
function isRevisionAlone(visit: Visit): boolean {
  const { catheter, devices } = visit.encounter;
  const isRenewed = catheter?.work.some(({ value }) => value === 'new' || value === 'revised') ?? false;
  return isRenewed && !devices.length && !visit.claimLines.some(({ code }) => isImplantCode(code));
}

/** The code of a part of which the note says that none went in. @returns whether it is one */
function checkNothingPut(visit: Visit, line: BilledCode, context: RuleContext<'error' | 'warning'>): boolean {
  const entry = DEVICE_CODES.get(line.code)!;
  const { devices, catheter } = visit.encounter;
  const isPump = entry.holds.includes('pump');
  const kept = catheter?.work.every(({ value }) => value === 'kept') ? catheter.work[0] : undefined;
  const done = devices.every(device => !device.in) ? devices.find(device => device.out ?? device.work[0]) : undefined;
  const isReplaced = done?.out && visit.encounter.services.some(({ value }) => value === 'replace');
  const reason = isPump
    ? !isReplaced &&
      done && { at: done, text: done.out ? 'the device was taken out and none put in' : 'the device stayed in' }
    : kept && { at: kept, text: 'the catheter was kept' };
  if (!reason || visit.stopped) return false;
  context.report({
    at: placeOfCode(line),
    message: `Delete ${line.code}: ${reason.text}, and ${line.code} is ${entry.means}.`,
    evidence: [reason],
    fixes: safeDeleteLineFixes(visit, line),
  });
  return true;
}

/** The code of the same kind of claim for this device, with the catheter only if it went in too. */
function codeFor(entry: DeviceCode, device: string, pumpAlone: boolean): string | undefined {
  const fitting = [...DEVICE_CODES.values()].filter(
    ({ payment, devices, holds }) =>
      payment === entry.payment && (devices as readonly string[]).includes(device) && holds.includes('pump'),
  );
  return (
    fitting.find(({ holds }) => holds.includes('catheter') !== pumpAlone && entry.payment === 'supplier') ?? fitting[0]
  )?.code;
}

/** Two codes that hold the same part of the system: the one that holds less goes, of two alike the second. */
function checkOverlaps(visit: Visit, billed: readonly BilledCode[], context: RuleContext<'error' | 'warning'>): void {
  const kept: BilledCode[] = [];
  const bySize = [...billed].sort((a, b) => sizeOf(b) - sizeOf(a));
  for (const line of bySize) {
    const entry = DEVICE_CODES.get(line.code)!;
    const other = kept.find(({ code }) => code !== line.code && overlaps(DEVICE_CODES.get(code)!, entry));
    if (!other) {
      kept.push(line);
      continue;
    }
    context.report({
      at: placeOfCode(line),
      message: `Delete ${line.code}: ${other.code} is ${DEVICE_CODES.get(other.code)!.means}, and ${line.code} is ${entry.means}.`,
      evidence: [{ at: other, text: 'holds the same part' }],
      fixes: safeDeleteLineFixes(visit, line),
    });
  }
}

function sizeOf({ code }: BilledCode): number {
  return DEVICE_CODES.get(code)!.holds.length;
}

/** C-codes and E-codes are of two kinds of claim: \`device-code-setting\` reports the one that is on the wrong kind. */
function overlaps(one: DeviceCode, other: DeviceCode): boolean {
  return one.payment === other.payment && one.holds.some(part => other.holds.includes(part));
}

/** An implant on an institutional claim without the code of its pump. */
function checkMissing(visit: Visit, context: RuleContext<'error' | 'warning'>): void {
  const due = dueDeviceCode(visit);
  if (!due) return;
  const { code: right, put, device, implant } = due;
  if (visit.linesToCheck.some(({ code }) => DEVICE_CODES.get(code)?.holds.includes('pump'))) return context.applies();
  const evidence: Evidence[] = [{ at: put, text: 'the device that was put in' }];
  const fix: Fix = {
    kind: 'edit',
    title: `Add ${right}`,
    edits: [insertCode(visit, `${right}${pointersOf(implant)}`)],
  };
  context.report({
    at: placeOfCode(implant),
    severity: 'warning',
    message: `Add ${right}: ${implant.code} puts a ${device} pump in, and the institution reports the device with it.`,
    evidence,
    fixes: [fix],
  });
}

function pointersOf(line: BilledCode): string {
  return line.pointers ? ` @${line.pointers}` : '';
}
