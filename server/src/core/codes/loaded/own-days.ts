/**
 * Which loaded HCPCS release knows the days of a code. Each row holds its own first and last day, and ended codes stay
 * in the file for years: a release decides earlier dates too.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import { lastDayOf } from '../editions.js';
import type { OpenRelease, Releases } from './releases.js';

type DatedSet = 'HCPCS' | 'HCPCS modifiers';

/**
 * The release in force if it holds the code; else the next one that does, or an older one in which the code had ended
 * already. In a gap between two releases the next one knows more than the one before.
 */
export function releaseWithDays(
  releases: Releases,
  set: DatedSet,
  code: string,
  date: IsoDate,
): OpenRelease | undefined {
  const inForce = releases.newest(set, date);
  const holds = (release: OpenRelease): boolean => release.table().infoOf(code) !== undefined;
  const isHeld = inForce !== undefined && holds(inForce);
  if (isHeld && date <= lastDayOf(set, inForce.from)) return inForce;
  const next = releases.of(set).find(release => release.from > date && holds(release));
  if (next || isHeld) return next ?? inForce;
  const begins = inForce?.from ?? '';
  return releases.of(set).findLast(({ from, table }) => from < begins && hasEnded(table().infoOf(code), begins));
}

function hasEnded(info: string | undefined, before: IsoDate): boolean {
  const to = info?.split(',')[1] ?? '';
  return to !== '' && to < before;
}
