import { wouldBeBundled } from '../../claim/edits/bundling.js';
import { exceedsClaimLimit } from '../../claim/claim-limits.js';
import { deleteLineFix } from '../../claim/fixes/delete-line.js';
import { isBillableHere } from '../../claim/services/facility.js';
import { memoByVisit } from '../../visit/memo.js';
import { PUMP_CODES } from '../../claim/services/pump-codes.js';
import { billInstead } from '../../claim/fixes/replace-code.js';
import { supportedServices, type ServiceLine } from '../../claim/services/supported-services.js';
import { cited } from '../../claim/reason.js';
import { SURGERY_CODES } from '../../claim/services/surgery.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Evidence, Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

export const neurostimulatorCode: Rule = {
  id: 'neurostimulator-code',
  group: 'code-sets',
  severity: 'error',
  title: 'Neurostimulator code for a drug pump',
  description:
    '95970 to 95984 check and program neurostimulators, 64590 places the generator of one. Fires where one of them is billed and the note speaks of a drug pump only. A patient who has a stimulator as well (the note, Z45.42 or Z96.82 says so) is left alone.',
  rationale:
    'The two families look alike and are listed side by side in many texts; the payer sees a device that the patient does not have.',
  fixDescription:
    'Edit: bills the pump code that the same facts lead to; where they lead to none, or it is billed already, deletes the line.',
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
    const evidence = pumpEvidence(visit);
    for (const line of visit.linesToCheck) {
      if (!isNeurostimulatorCode(line.code)) continue;
      if (hasStimulator(visit)) {
        context.applies();
        continue;
      }
      if (!evidence.length) {
        context.missing({
          at: placeOfCode(line),
          show: false,
          message: `The note does not say what device ${line.code} was billed for.`,
        });
        continue;
      }
      context.applies();
      const { instead, title, reasons } = replacement(visit, line);
      context.report({
        at: placeOfCode(line),
        evidence: [...evidence, ...reasons],
        fixes: instead,
        message: `${line.code} is for neurostimulators, and the note speaks of a drug pump${title}.`,
      });
    }
  },
};

/** 95970 to 95989 belong to stimulators of nerves, spine and brain. */
function isNeurostimulatorCode(code: string): boolean {
  return code === '64590' || (code >= '95970' && code <= '95989' && code.length === 5);
}

function pumpEvidence(visit: Visit): Evidence[] {
  const {
    pump,
    encounter: { fill, devices },
  } = visit;
  if (pump && !pump.model.toLowerCase().includes('stimul')) return [{ at: pump, text: 'a drug pump' }];
  const device = devices[0];
  return fill ? [{ at: fill, text: 'a pump was filled' }] : device ? [{ at: device, text: 'a pump' }] : [];
}

const hasStimulator = memoByVisit((visit): boolean => {
  const coded = visit.encounter.dx.some(
    ({ code }) => code === 'Z45.42' || code === 'Z96.82' || code.startsWith('T85.1'),
  );
  const said =
    visit.mentions('neurostimulator', 'stimulator', 'neurostimulation', 'stimulation', 'scs', 'dbs', 'ipg') !==
    undefined;
  return coded || said || visit.encounter.dx.some(({ words }) => words.toLowerCase().includes('stimulat'));
});

interface Replacement {
  readonly instead: readonly Fix[];
  /** The end of the message. */
  readonly title: string;
  readonly reasons: readonly Evidence[];
}

function replacement(visit: Visit, line: BilledCode): Replacement {
  const choice = supportedServices(visit);
  if (line.code === '64590') {
    const device = choice.surgery.lines.find(({ slot }) => slot === 'device');
    return device
      ? {
          instead: fixes(visit, line, device.code),
          title: `, for which the facts lead to ${device.code}`,
          reasons: cited(device.reasons),
        }
      : { instead: [], title: '', reasons: [] };
  }
  const { outcome, code, reasons, inside } = choice.pump;
  if (inside || outcome === 'none') {
    const missing = missingService(visit);
    if (missing)
      return {
        instead: fixes(visit, line, missing.code),
        title: `, for which the facts lead to ${missing.code}`,
        reasons: cited(missing.reasons),
      };
    return {
      instead: [deleteLineFix(visit, line)],
      title: ', for which the facts support no service of this kind',
      reasons: cited([...reasons, inside]),
    };
  }
  if (!code) return { instead: [], title: '', reasons: [] };
  return { instead: fixes(visit, line, code), title: `, for which the facts lead to ${code}`, reasons: cited(reasons) };
}

/** The first service that the facts support and no line bills. */
const missingService = memoByVisit((visit): ServiceLine | undefined => {
  const billed = new Set(visit.claimLines.map(({ code }) => code));
  return supportedServices(visit).lines.find(({ code }) => !billed.has(code));
});

/** The pump code on this line; where another line bills the pump already, rightly or not, this one only goes. */
function fixes(visit: Visit, line: BilledCode, code: string): Fix[] {
  if (line.unsure || exceedsClaimLimit(visit) || !isBillableHere(visit, code)) return [];
  const slot = SURGERY_CODES.get(code)?.slot;
  const isSamePart = (other: string): boolean =>
    slot ? SURGERY_CODES.get(other)?.slot === slot : PUMP_CODES.has(other);
  const other = visit.claimLines.find(billed => billed !== line && billed.code !== code && isSamePart(billed.code));
  if (!other) return wouldBeBundled(visit, line, code) ? [] : [billInstead(visit, line, code)];
  const gone = deleteLineFix(visit, line);
  return [{ ...gone, title: `${gone.title} (${other.code} bills the pump)` }];
}
