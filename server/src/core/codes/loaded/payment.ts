/**
 * What a loaded fee schedule or drug price file pays by; the shipped tables hold no prices that anyone should bill by.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import type { PaymentBasis } from '../types.js';
import type { Releases } from './releases.js';

/** Modifiers of a part of a service, which has a row of its own. */
const PARTS: readonly string[] = ['26', 'TC', '53'];

export function paymentBasis(
  releases: Releases,
  code: string,
  modifiers: readonly string[],
  date: IsoDate,
): PaymentBasis | undefined {
  const price = releases.newest('ASP', date);
  const limit = price?.table().infoOf(code);
  if (price && limit) return { kind: 'limit', perUnit: limit, edition: price.name };
  const fees = releases.newest('MPFS', date);
  const part = modifiers.find(modifier => PARTS.includes(modifier));
  const info = (part && fees?.table().infoOf(`${code}-${part}`)) ?? fees?.table().infoOf(code);
  if (!fees || info === undefined) return undefined;
  return relativeValues(info, fees.name);
}

function relativeValues(info: string, edition: string): PaymentBasis | undefined {
  const [status, , , , , , , , work, nonFacility, facility, malpractice] = info.split(',');
  // Only these statuses have amounts that Medicare pays by the schedule.
  if (status !== 'A' && status !== 'T' && status !== 'R') return undefined;
  // A store of an earlier version may hold what was no number in the file.
  if ([work, nonFacility, facility, malpractice].some(isNoAmount)) return undefined;
  return {
    kind: 'relative values',
    work: work!,
    nonFacility: nonFacility === 'NA' ? undefined : nonFacility,
    facility: facility === 'NA' ? undefined : facility,
    malpractice: malpractice!,
    edition,
  };
}

function isNoAmount(value: string | undefined): boolean {
  return value !== 'NA' && !(Number(value) >= 0);
}
