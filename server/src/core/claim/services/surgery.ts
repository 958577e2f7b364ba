import { PUT_BACK } from '../../encounter/device-words.js';
import type { Catheter, Device, Fact, Pump } from '../../encounter/model.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { inheritedPump } from '../../visit/build-visit.js';
import { memoByVisit } from '../../visit/memo.js';
import type { Visit } from '../../visit/visit.js';
import type { Reason } from '../reason.js';
import { deviceOf, pumpReason, spaceOf, vesselOf } from './service-facts.js';
import {
  SURGERY_CODES,
  SURGERY_DECISIONS,
  type Access,
  type DeviceKind,
  type Space,
  type SurgeryRow,
  type SurgerySlot,
  type Vessel,
} from '../../codes/service-table.js';

export { SURGERY_CODES, type SurgerySlot } from '../../codes/service-table.js';

const SURGICAL_SERVICES: ReadonlySet<string> = new Set(['implant', 'replace', 'remove', 'revise']);

export interface SurgeryLine {
  readonly code: string;
  /** Other codes that the same facts may be billed with. */
  readonly alternatives: readonly string[];
  /** Codes that are billed beside one of them. */
  readonly besideAlternatives: readonly string[];
  readonly slot: SurgerySlot;
  /** The first is a clause that says what was done. */
  readonly reasons: readonly Reason[];
  /**
   * What went in is taken from the header and `pump:` without a `device:` line: enough to check a billed code, not to
   * ask for one.
   */
  readonly assumed: boolean;
}

/**
 * The line that leaves a code open, because the note does not say through which access a venous system replaced
 * another: 36563 with 36590 if it was another one.
 */
export function lineWithOpenAccess({ lines }: SurgeryChoice, code: string): SurgeryLine | undefined {
  return lines.find(
    ({ alternatives, besideAlternatives }) =>
      besideAlternatives.length > 0 && (alternatives.includes(code) || besideAlternatives.includes(code)),
  );
}

/** The surgery codes that the facts support. */
export interface SurgeryChoice {
  readonly lines: readonly SurgeryLine[];
  /** Facts that the note lacks for a part of the surgery that it states. */
  readonly missing: readonly MissingSurgeryFact[];
  /** Parts of the surgery of which the note says something, or outright that nothing was done. */
  readonly stated: ReadonlySet<SurgerySlot>;
  /** Parts of the surgery that the header or another part of it lets expect, and of which no field states anything. */
  readonly promised: ReadonlySet<SurgerySlot>;
  /** Where the new device delivers, or the one that was worked on. */
  readonly space: Space | undefined;
  /** The device of the surgery, if the note says its kind. */
  readonly device: DeviceKind | undefined;
  /** A catheter was placed or revised, and the catheter line does not say whether with a laminectomy. */
  readonly laminectomyOpen: boolean;
  /** The same, and the text mentions a laminectomy. */
  readonly laminectomyUnclear: boolean;
  /** The header, `device:` or `catheter:` is about surgery. */
  readonly mentioned: boolean;
  /** Parts that were begun and given up, with what says so. */
  readonly abandoned: ReadonlyMap<SurgerySlot, SourceRange>;
}

export interface MissingSurgeryFact {
  readonly slot: SurgerySlot;
  readonly fact: 'route' | 'type';
  readonly at: SourceRange;
}

/** The facts of a visit that decide its surgery codes. */
interface SurgeryFacts {
  readonly put: Pump | undefined;
  readonly isAssumed: boolean;
  readonly out: Fact<string> | Pump | undefined;
  /** The header says that the device replaces another. */
  readonly isReplacement: boolean;
  readonly worked: SourceRange | undefined;
  readonly catheter: Catheter | undefined;
  readonly space: Space | undefined;
  readonly vessel: Vessel | undefined;
  readonly device: DeviceKind | undefined;
  readonly access: Access | undefined;
}

/** Chooses by what goes in: taking out what it replaces is never billed apart. */
export const chooseSurgery = memoByVisit((visit): SurgeryChoice => {
  if (isWithoutSurgery(visit)) return noSurgery(visit);
  const facts = readSurgeryFacts(visit);
  const draft: Draft = { lines: [], missing: [], stated: new Set() };
  chooseDevice(visit, facts, draft);
  chooseCatheter(facts, draft);
  const { catheter } = facts;
  const laminectomyOpen = isRenewed(catheter) && !catheter?.laminectomy;
  return {
    ...draft,
    lines: draft.lines.map(line => (line.besideAlternatives.length ? withoutDeclined(visit, line) : line)),
    promised: new Set(SLOTS.filter(slot => !draft.stated.has(slot) && isPromised(visit, slot))),
    space: facts.space,
    device: facts.device,
    laminectomyOpen,
    laminectomyUnclear: laminectomyOpen && visit.mentions('laminectomy', 'laminotomy') !== undefined,
    mentioned: isMentioned(visit),
    abandoned: abandonedParts(catheter),
  };
});

function abandonedParts(catheter: Catheter | undefined): ReadonlyMap<SurgerySlot, SourceRange> {
  return new Map(
    catheter?.abandoned.map(fact => [fact.value === 'removed' ? 'catheter removal' : 'catheter', fact] as const),
  );
}

/** As nearly every visit is: nothing in it is about surgery. */
function isWithoutSurgery(visit: Visit): boolean {
  const { fields, services } = visit.encounter;
  const isTrial = services.some(({ value }) => value === 'trial');
  return !isTrial && !fields.has('device') && !fields.has('catheter') && !isMentioned(visit);
}

const NONE: ReadonlySet<SurgerySlot> = new Set();
const NO_SURGERY = {
  lines: [],
  missing: [],
  stated: NONE,
  promised: NONE,
  laminectomyOpen: false,
  laminectomyUnclear: false,
  mentioned: false,
  abandoned: new Map<SurgerySlot, never>(),
};

function noSurgery(visit: Visit): SurgeryChoice {
  const known = [visit.encounter.pump, inheritedPump(visit.history)];
  return { ...NO_SURGERY, space: firstOf(known, spaceOf), device: firstOf(known, deviceOf) };
}

/** One system is billed once: beside the code for the same access, those for another one are wrong. */
function withoutDeclined(visit: Visit, line: SurgeryLine): SurgeryLine {
  const isBilled = visit.claimLines.some(({ code }) => code === line.code);
  return isBilled ? { ...line, alternatives: [], besideAlternatives: [] } : line;
}

interface Draft {
  readonly lines: SurgeryLine[];
  readonly missing: MissingSurgeryFact[];
  readonly stated: Set<SurgerySlot>;
}

function readSurgeryFacts(visit: Visit): SurgeryFacts {
  const { encounter } = visit;
  const stating = encounter.devices.findLast(device => device.in)?.in;
  const put = stating ?? pumpOfHeader(visit);
  const removed = encounter.devices.findLast(device => device.removed)?.removed;
  const returned = encounter.devices.find(device => device.out && !device.in && isReturned(device));
  const out = encounter.devices.find(device => device.out && device !== returned)?.out;
  const catheter = isOfTrial(visit) ? undefined : surgeryCatheter(visit);
  const known = [put, removed, encounter.pump, inheritedPump(visit.history)];
  const space = firstOf(known, spaceOf) ?? (catheter && spaceOfCatheter(catheter));
  return {
    put,
    isAssumed: put !== undefined && !stating,
    out,
    isReplacement: encounter.services.some(({ value }) => value === 'replace'),
    worked: returned ?? encounter.devices.find(device => !device.in && !device.out && workOn(device))?.work[0],
    catheter,
    space,
    vessel: space === 'systemic' ? (firstOf(known, vesselOf) ?? 'artery') : undefined,
    device: put ? deviceOf(put) : firstOf([removed, encounter.pump, inheritedPump(visit.history)], deviceOf),
    access: accessOf(visit),
  };
}

function firstOf<T, U>(all: readonly (T | undefined)[], ask: (one: T) => U | undefined): U | undefined {
  for (const one of all) {
    const answer = one && ask(one);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Whether the line says that the device that came out went back in. */
function isReturned(device: Device): boolean {
  return PUT_BACK.test(textOf(device));
}

function workOn(device: Device): boolean {
  return device.work.length > 0;
}

/** What went in, what came out, or what was done to a device that stays. */
function chooseDevice(visit: Visit, facts: SurgeryFacts, draft: Draft): void {
  const { put, out, worked } = facts;
  if (put) {
    const what = pumpReason(put)?.text ?? 'a device';
    const text = out ? `${what} replaced another device` : `${what} was put in`;
    const type = deviceOf(put) ?? deviceOf(visit.encounter.pump);
    draft.stated.add('device removal');
    decidePart(facts, draft, { slot: 'device', event: 'in', at: put, reasons: [{ text, at: put }], device: type });
  } else if (out && isReplacement(visit)) {
    // The header states a replacement, and what went in is not noted yet.
    return;
  } else if (out) {
    draft.stated.add('device');
    decidePart(facts, draft, {
      slot: 'device removal',
      event: 'out',
      at: out,
      reasons: [{ text: 'the device was taken out and none put in', at: out }],
      device: facts.device,
    });
  } else if (worked) {
    draft.stated.add('device').add('device removal');
    // Work on the pocket beside a catheter revision is part of it.
    if (isRenewed(facts.catheter)) return;
    decidePart(facts, draft, {
      slot: 'revision',
      event: 'worked on',
      at: worked,
      reasons: [{ text: 'the pocket or the pump was revised, and no device went in or out', at: worked }],
      device: facts.device,
    });
  }
}

/** Whether the header says that a device went in. */
function isReplacement({ encounter }: Visit): boolean {
  return encounter.services.some(({ value }) => value === 'implant' || value === 'replace');
}

function chooseCatheter(facts: SurgeryFacts, draft: Draft): void {
  const { catheter, put, space } = facts;
  // The catheter of a venous or arterial system is inside the code of the device that goes in with it.
  if (!catheter || (put && space === 'systemic')) return;
  const work = (...kinds: readonly string[]): Fact<string> | undefined =>
    catheter.work.find(({ value }) => kinds.includes(value));
  const renewed = work('new', 'revised');
  const removed = work('removed');
  if (renewed) {
    draft.stated.add('catheter removal');
    decidePart(facts, draft, {
      slot: 'catheter',
      event: work('new') ? 'new' : 'revised',
      at: renewed,
      reasons: catheterReasons(catheter, renewed, { isNew: work('new') !== undefined, space }),
      device: facts.device,
      laminectomy: catheter.laminectomy?.value ?? false,
    });
  } else if (removed && !catheter.isOpen) {
    draft.stated.add('catheter');
    if (isTemporary(catheter)) {
      // Taking it out has no code of its own.
      draft.stated.add('catheter removal');
      return;
    }
    const reasons = [{ text: 'the catheter was taken out and not replaced', at: removed }];
    decidePart(facts, draft, { slot: 'catheter removal', event: 'out', at: removed, reasons, device: facts.device });
  } else if (work('kept')) {
    draft.stated.add('catheter').add('catheter removal');
  }
}

function catheterReasons(
  catheter: Catheter,
  renewed: SourceRange,
  { isNew, space }: { readonly isNew: boolean; readonly space: Space | undefined },
): Reason[] {
  const did = isNew ? 'a new catheter was placed' : 'the catheter was revised';
  const { laminectomy } = catheter;
  if (space === 'systemic') return [{ text: did, at: renewed }];
  if (!laminectomy) return [{ text: `${did}, and no laminectomy is noted`, at: renewed }];
  return [
    { text: `${did} ${laminectomy.value ? 'with' : 'without'} a laminectomy`, at: renewed },
    { text: laminectomy.value ? 'a laminectomy' : 'no laminectomy', at: laminectomy },
  ];
}

/** One part of the surgery, to be looked up in the table. */
interface Part {
  readonly slot: SurgerySlot;
  readonly event: SurgeryRow['event'];
  readonly at: SourceRange;
  readonly reasons: readonly Reason[];
  readonly device: DeviceKind | undefined;
  readonly laminectomy?: boolean;
}

function decidePart(facts: SurgeryFacts, draft: Draft, part: Part): void {
  const { slot, at, device } = part;
  draft.stated.add(slot);
  if (!facts.space) {
    draft.missing.push({ slot, fact: 'route', at });
    return;
  }
  if (device === 'neurostimulator' || device === 'external') return;
  const rows = SURGERY_DECISIONS.filter(row => fitsPart(row, facts, part));
  if (!rows.length) return;
  const fitting = rows.filter(row => !row.device || row.device === device);
  if (!fitting.length) {
    if (!device) draft.missing.push({ slot, fact: 'type', at });
    return;
  }
  const [first] = fitting;
  if (!first || (device === 'port' && !SURGERY_CODES.get(first.code)?.ports)) return;
  if (!isContained(draft, slot)) addLines(facts, draft, part, first);
}

/** The line of a row, and those that are billed beside it. */
function addLines(facts: SurgeryFacts, draft: Draft, { slot, reasons }: Part, first: SurgeryRow): void {
  for (const code of [first.code, ...(first.with ?? [])]) {
    draft.lines.push({
      code,
      alternatives: code === first.code ? (first.or ?? []) : [],
      besideAlternatives: code === first.code ? (first.orWith ?? []) : [],
      slot: SURGERY_CODES.get(code)!.part,
      reasons,
      assumed: slot === 'device' && facts.isAssumed,
    });
  }
}

function fitsPart(row: SurgeryRow, facts: SurgeryFacts, { slot, event, laminectomy }: Part): boolean {
  const part = slot === 'catheter' || slot === 'catheter removal' ? 'catheter' : 'device';
  const isOfEvent = row.event === event || (row.event === 'in' && (event === 'new' || event === 'revised'));
  return row.part === part && isOfEvent && fitsFacts(row, facts, laminectomy);
}

/** What a row leaves out may be anything. */
function fitsFacts(row: SurgeryRow, facts: SurgeryFacts, laminectomy?: boolean): boolean {
  const { space, vessel, access } = facts;
  const isOrLeftOut = <T>(wanted: T | undefined, stated: T | undefined): boolean =>
    wanted === undefined || wanted === stated;
  return (
    row.space === space &&
    isOrLeftOut(row.vessel, vessel) &&
    isOrLeftOut(row.access, access) &&
    isOrLeftOut(row.laminectomy, laminectomy) &&
    (!row.replaces || facts.out !== undefined || facts.isReplacement)
  );
}

/** Whether a line of the draft includes this part, as an arterial pump includes its catheter. */
function isContained(draft: Draft, slot: SurgerySlot): boolean {
  return draft.lines.some(line => SURGERY_CODES.get(line.code)?.contains?.includes(slot));
}

function isRenewed(catheter: Catheter | undefined): boolean {
  return catheter?.work.some(({ value }) => value === 'new' || value === 'revised') ?? false;
}

/**
 * On a day that the header calls an implant or a replacement, with no `device:` line: the pump that the note describes.
 */
function pumpOfHeader(visit: Visit): Pump | undefined {
  const { fields, pump } = visit.encounter;
  return isReplacement(visit) && !fields.has('device') && !visit.stopped ? pump : undefined;
}

/** The catheter as the surgery codes see it: joining the old one to a device that went in leaves it as it was. */
export function surgeryCatheter(visit: Visit): Catheter | undefined {
  const { catheter, devices } = visit.encounter;
  if (!catheter?.isReconnected || !(devices.some(device => device.in) || pumpOfHeader(visit))) return catheter;
  const work = catheter.work.map(fact => (fact.value === 'revised' ? { ...fact, value: 'kept' as const } : fact));
  return { ...catheter, work };
}

/** The catheter of a trial is a temporary one, unless it was tunneled under the skin. */
function isOfTrial(visit: Visit): boolean {
  const { services, catheter } = visit.encounter;
  return services.some(({ value }) => value === 'trial') && !isTunneled(catheter);
}

/** Whether the catheter line says that the catheter was tunneled. */
export function isTunneled(catheter: Catheter | undefined): boolean {
  return (
    catheter !== undefined &&
    /\btunnel/i.test(textOf(catheter)) &&
    !/\b(no|not|non|without)[ -]+tunnel/i.test(textOf(catheter))
  );
}

/** Whether the catheter line says that the catheter went through the skin and not under it. */
export function isTemporary(catheter: Catheter): boolean {
  return /\b(?:temporary|percutaneous|(?:not|non)[ -]+tunnel\w*)\b/i.test(textOf(catheter)) && !isTunneled(catheter);
}

/** Words of a catheter line that name the place of its tip. */
const SPINE_WORDS = /\b(intrathecal|epidural|spinal|lumbar|thoracic|cervical|subarachnoid|dura[l]?)\b/i;
const ARTERY_WORDS = /\b(hepatic|gastroduodenal|arter(y|ial))\b/i;

function spaceOfCatheter(catheter: Catheter): Space | undefined {
  if (catheter.laminectomy) return 'spinal';
  const text = textOf(catheter);
  if (ARTERY_WORDS.test(text)) return 'systemic';
  return SPINE_WORDS.test(text) ? 'spinal' : undefined;
}

const ACCESS = '(?:venous )?(?:access|site|vein|puncture)';
const SAME_ACCESS = new RegExp(`\\b(?:same|existing|old) ${ACCESS}\\b`, 'i');
const OTHER_ACCESS = new RegExp(`\\b(?:new|another|other|different|separate) ${ACCESS}\\b`, 'i');

/**
 * Through which access a new system went in, in the words of the lines on surgery. Undefined if they name none, or
 * both.
 */
function accessOf({ encounter: { devices, catheter } }: Visit): Access | undefined {
  const text = [...devices, ...(catheter ? [catheter] : [])].map(textOf).join('\n');
  const isDenied = /\bnot\b[^,;\n]*\bsame\b/i.test(text);
  const isSame = SAME_ACCESS.test(text) && !isDenied;
  const isOther = OTHER_ACCESS.test(text) || isDenied;
  if (isSame === isOther) return undefined;
  return isSame ? 'same' : 'other';
}

function textOf({ block, start, end }: SourceRange): string {
  return block.text.slice(start, end);
}

/** The field that states each part of the surgery. */
export const KEY_OF_SLOT: Readonly<Record<SurgerySlot, 'device' | 'catheter'>> = {
  device: 'device',
  'device removal': 'device',
  revision: 'device',
  catheter: 'catheter',
  'catheter removal': 'catheter',
};
const SLOTS = Object.keys(KEY_OF_SLOT) as readonly SurgerySlot[];

/**
 * Whether a part of the surgery may have been done though no field states it: the header names surgery, the other field
 * does, or the field is there and none of its words is read as what was done.
 */
function isPromised(visit: Visit, slot: SurgerySlot): boolean {
  const { services, devices, fields, catheter } = visit.encounter;
  const key = KEY_OF_SLOT[slot];
  if (fields.has(key))
    return key === 'catheter'
      ? catheter !== undefined && (!catheter.work.length || catheter.isOpen)
      : devices.every(device => !device.in && !workOn(device) && (!device.out || isReplacement(visit)));
  if (key === 'device' && isCatheterRevision(visit)) return false;
  if (services.some(({ value }) => SURGICAL_SERVICES.has(value))) return true;
  return key === 'catheter' && (devices.length > 0 || services.some(({ value }) => value === 'trial'));
}

/** A revision of which `catheter:` says what was done. */
function isCatheterRevision({ encounter: { services, catheter } }: Visit): boolean {
  const isRevision = services.length > 0 && services.every(({ value }) => value === 'revise');
  return isRevision && (catheter?.work.some(({ value }) => value !== 'kept') ?? false);
}

function isMentioned(visit: Visit): boolean {
  const { devices, catheter, services } = visit.encounter;
  return devices.length > 0 || catheter !== undefined || services.some(({ value }) => SURGICAL_SERVICES.has(value));
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
