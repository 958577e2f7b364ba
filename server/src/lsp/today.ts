import type { IsoDate } from '../core/syntax/iso-day.js';

/** The day of the host's clock, in its time zone: the core has no clock. */
export function today(now = new Date()): IsoDate {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
