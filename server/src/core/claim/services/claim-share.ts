import { isOfGroup, SURGERY_CODES } from '../../codes/service-table.js';
import type { BilledCode } from '../../encounter/model.js';
import { memoByVisit } from '../../visit/memo.js';
import type { Visit } from '../../visit/visit.js';
import { isMaterial } from '../edits/evaluation.js';

/** Who bills only a part of what was done: their claim is complete without the lines of the others. */
export type ClaimShare = 'assistant' | 'co-surgeon' | 'care before or after' | 'anesthesia' | 'component';

const ASSISTANT: ReadonlySet<string> = new Set(['AS', '80', '81', '82']);
const CO_SURGEON: ReadonlySet<string> = new Set(['62', '66']);
const CARE_AROUND: ReadonlySet<string> = new Set(['55', '56']);
const ANESTHESIA: ReadonlySet<string> = new Set(['AA', 'AD', 'QK', 'QX', 'QY', 'QZ']);
const COMPONENT: ReadonlySet<string> = new Set(['26', 'TC']);

/** The codes of anesthesia services, 00100 to 01999. */
const ANESTHESIA_CODE = /^0[01]\d{3}$/;

/**
 * The part of the visit that the claim bills, as its modifiers say; undefined if it is the whole. The surgeon's lines
 * are not missing on the claim of an assistant, nor the injection on that of who reads the images.
 */
export const shareOfClaim = memoByVisit((visit): ClaimShare | undefined => {
  const lines = visit.claimLines;
  const surgery = lines.filter(({ code }) => SURGERY_CODES.has(code));
  const services = lines.filter(line => !isMaterial(visit.codes, line.code));
  if (isOneOf(surgery, ASSISTANT)) return 'assistant';
  if (surgery.some(line => carries(line, CO_SURGEON))) return 'co-surgeon';
  if (isOneOf(surgery, CARE_AROUND)) return 'care before or after';
  if (services.length && services.every(line => ANESTHESIA_CODE.test(line.code) || carries(line, ANESTHESIA)))
    return 'anesthesia';
  return isOneOf(services, COMPONENT) && services.every(line => isImaging(visit, line)) ? 'component' : undefined;
});

/** Whether each of the lines carries one of the modifiers, and there is a line. */
function isOneOf(lines: readonly BilledCode[], modifiers: ReadonlySet<string>): boolean {
  return lines.length > 0 && lines.every(line => carries(line, modifiers));
}

function carries(line: BilledCode, modifiers: ReadonlySet<string>): boolean {
  return line.modifiers.some(({ value }) => modifiers.has(value));
}

/** Imaging has a professional and a technical component. */
function isImaging(visit: Visit, { code }: BilledCode): boolean {
  return visit.codes.procedure(code)?.indicators?.pctc === '1' || isOfGroup('study-imaging', code);
}
