import type { Period, Policy } from './types.js';
import type { IsoDate } from '../syntax/iso-day.js';

/** Whether a period holds a day; one without an end goes on. */
export function isEffective({ from, to }: Period, date: IsoDate): boolean {
  return (from ?? '') <= date && date <= (to ?? '9999-12-31');
}

/**
 * `The profile “acme” holds from 2026-01-01, not on 2025-11-20`, for each profile of the payer that was left out on the
 * day.
 */
export function notEffective(policy: Policy, date: IsoDate): readonly string[] {
  return policy.notInForce.map(({ id, effective: { from, to } }) => {
    const period = [...(from ? [`from ${from}`] : []), ...(to ? [`to ${to}`] : [])].join(' ');
    return `The profile “${id}” holds ${period}, not on ${date}`;
  });
}

/** `the profile “medicare”`, or `national rules only`. */
export function checkedBy(policy: Policy): string {
  return policy.chain.length > 1 ? `the profile “${policy.id}”` : 'national rules only';
}
