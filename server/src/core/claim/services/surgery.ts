import { inheritedPump } from '../../visit/build-visit.js';
import type { Pump, PumpType } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Space } from './pump-codes.js';
import type { Reason } from '../reason.js';
import { pumpReason, spaceOf } from './service-facts.js';
import type { SourceRange } from '../../syntax/source-range.js';

/** What part of the surgery a code stands for. A visit has at most one code of each. */
export type SurgerySlot = 'device' | 'catheter' | 'device removal' | 'catheter removal';

interface SurgeryCode {
  readonly slot: SurgerySlot;
  readonly space: Space;
  /** What it is, for messages. */
  readonly means: string;
}

/** Surgery on pumps and their catheters that the rules judge. */
export const SURGERY_CODES: ReadonlyMap<string, SurgeryCode> = new Map<string, SurgeryCode>([
  ['62360', { slot: 'device', space: 'spinal', means: 'a reservoir put in for the spine' }],
  ['62361', { slot: 'device', space: 'spinal', means: 'a pump that is not programmable put in for the spine' }],
  ['62362', { slot: 'device', space: 'spinal', means: 'a programmable pump put in for the spine' }],
  ['61215', { slot: 'device', space: 'brain', means: 'a pump or reservoir put in for a ventricle of the brain' }],
  ['62350', { slot: 'catheter', space: 'spinal', means: 'a spinal catheter placed or revised without a laminectomy' }],
  ['62351', { slot: 'catheter', space: 'spinal', means: 'a spinal catheter placed or revised with a laminectomy' }],
  [
    '62365',
    { slot: 'device removal', space: 'spinal', means: 'a spinal pump or reservoir taken out and not replaced' },
  ],
  ['62355', { slot: 'catheter removal', space: 'spinal', means: 'a spinal catheter taken out and not replaced' }],
]);

const SURGICAL_SERVICES: ReadonlySet<string> = new Set(['implant', 'replace', 'remove', 'revise']);

const IMPLANTS: Readonly<Record<PumpType, string>> = {
  programmable: '62362',
  'constant-flow': '62361',
  reservoir: '62360',
};

export interface SurgeryLine {
  readonly code: string;
  readonly slot: SurgerySlot;
  /** The first is a clause that says what was done. */
  readonly reasons: readonly Reason[];
  /** What went in is taken from the header and `pump:`, since no `device:` line says it: enough to judge a billed code by, not to demand one. */
  readonly assumed: boolean;
}

/** The surgery codes that the facts support. */
export interface SurgeryChoice {
  readonly lines: readonly SurgeryLine[];
  /** Facts that the note lacks for a part of the surgery that it states. */
  readonly missing: readonly {
    readonly slot: SurgerySlot;
    readonly fact: 'route' | 'type';
    readonly at: SourceRange;
  }[];
  /** Parts of the surgery of which the note says something, or outright that nothing was done. */
  readonly stated: ReadonlySet<SurgerySlot>;
  /** Where the new device delivers, or the one that was worked on. */
  readonly space: Space | undefined;
  /** A laminectomy is spoken of in the text, but the catheter line does not say whether one was done. */
  readonly laminectomyUnclear: boolean;
  /** The header, `device:` or `catheter:` speaks of surgery at all. */
  readonly spokenOf: boolean;
}

/** Chooses by what goes in: taking out what it replaces is never billed apart. Trials with a temporary catheter are no surgery of this kind. */
export function chooseSurgery(visit: Visit): SurgeryChoice {
  const { encounter } = visit;
  const trial = encounter.services.some(({ value }) => value === 'trial');
  const stating = encounter.devices.findLast(device => device.in)?.in;
  const put = stating ?? pumpOfHeader(visit);
  const out = encounter.devices.find(device => device.out)?.out;
  const removed = encounter.devices.findLast(device => device.removed)?.removed;
  const space =
    spaceOf(put) ??
    spaceOf(removed) ??
    spaceOf(encounter.pump) ??
    spaceOf(inheritedPump(visit.history)) ??
    billedSpace(visit);
  const lines: SurgeryLine[] = [];
  const missing: SurgeryChoice['missing'][number][] = [];
  const stated = new Set<SurgerySlot>();
  const need = (
    slot: SurgerySlot,
    at: SourceRange,
    add: (known: Space) => string | undefined,
    reasons: readonly (Reason | undefined)[],
  ): void => {
    stated.add(slot);
    if (!space) missing.push({ slot, fact: 'route', at });
    const code = space && add(space);
    if (code)
      lines.push({
        code,
        slot,
        reasons: reasons.filter(reason => reason !== undefined),
        assumed: slot === 'device' && !stating,
      });
  };

  if (put) {
    const type = put.type ?? encounter.pump?.type;
    const what = pumpReason(put)?.text ?? 'a device';
    const how: Reason = { text: out ? `${what} replaced another device` : `${what} was put in`, at: put };
    need(
      'device',
      put,
      known => {
        if (known === 'brain') return '61215';
        if (known === 'systemic')
          return spaceOf(put) && put.route?.value === 'intra-arterial' ? undefined : out ? '36583' : '36563';
        if (!type) missing.push({ slot: 'device', fact: 'type', at: put });
        return type && IMPLANTS[type.value];
      },
      [how],
    );
    stated.add('device removal');
  } else if (out) {
    need('device removal', out, known => (known === 'spinal' ? '62365' : known === 'systemic' ? '36590' : undefined), [
      { text: 'the device was taken out and none put in', at: out },
    ]);
    stated.add('device');
  }

  const { catheter } = encounter;
  const works = (...kinds: readonly string[]): SourceRange | undefined =>
    catheter?.work.find(({ value }) => kinds.includes(value));
  const renewed = works('new', 'revised'),
    takenOut = works('removed'),
    kept = works('kept');
  if (catheter && !trial) {
    const laminectomy = catheter.laminectomy;
    if (renewed) {
      const did = works('new') ? 'a new catheter was placed' : 'the catheter was revised';
      const how = !laminectomy
        ? ', and no laminectomy is noted'
        : laminectomy.value
          ? ' with a laminectomy'
          : ' without a laminectomy';
      need('catheter', renewed, known => (known === 'spinal' ? (laminectomy?.value ? '62351' : '62350') : undefined), [
        { text: did + how, at: renewed },
        laminectomy && { text: laminectomy.value ? 'a laminectomy' : 'no laminectomy', at: laminectomy },
      ]);
      stated.add('catheter removal');
    } else if (takenOut) {
      need('catheter removal', takenOut, known => (known === 'spinal' ? '62355' : undefined), [
        { text: 'the catheter was taken out and not replaced', at: takenOut },
      ]);
      stated.add('catheter');
    } else if (kept) {
      stated.add('catheter');
      stated.add('catheter removal');
    }
  }
  const laminectomyUnclear =
    renewed !== undefined && !catheter?.laminectomy && visit.mentions('laminectomy', 'laminotomy') !== undefined;
  const spokenOf =
    encounter.devices.length > 0 ||
    catheter !== undefined ||
    encounter.services.some(({ value }) => SURGICAL_SERVICES.has(value));
  return { lines, missing, stated, space, laminectomyUnclear, spokenOf };
}

/** On a day that the header calls an implant or a replacement and without any `device:` line, the pump that the note describes. */
function pumpOfHeader(visit: Visit): Pump | undefined {
  const { services, fields, pump } = visit.encounter;
  const implanting = services.some(({ value }) => value === 'implant' || value === 'replace');
  return implanting && !fields.has('device') && !visit.stopped ? pump : undefined;
}

/** Where nothing says where the device delivers, the billed surgery codes say where the coder takes it to. */
function billedSpace(visit: Visit): Space | undefined {
  for (const { code } of visit.linesToCheck) {
    const surgery = SURGERY_CODES.get(code);
    if (surgery) return surgery.space;
  }
  return undefined;
}

/** Whether the visit is one of surgery on the pump or its catheter, by the note, the claim or the header. */
export function isSurgeryVisit(visit: Visit): boolean {
  const { devices, catheter, services } = visit.encounter;
  return (
    devices.length > 0 ||
    (catheter?.work.some(({ value }) => value !== 'kept') ?? false) ||
    visit.claimLines.some(({ code }) => SURGERY_CODES.has(code)) ||
    services.some(({ value }) => SURGICAL_SERVICES.has(value))
  );
}
