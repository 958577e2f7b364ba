/** From when the releases of an import are in force, where the user states a day beside what the files say. */
import type { IsoDate } from '../../syntax/iso-day.js';
import type { ReleasePart } from './release.js';

/**
 * The stated day is that of the files that say none; if every file says its own, it is meant for all of them.
 * @param ownDay what a file says of itself
 * @param stated by the user
 */
export function firstDays(
  parts: readonly ReleasePart[],
  ownDay: (part: ReleasePart) => IsoDate | undefined,
  stated: IsoDate | undefined,
): (part: ReleasePart) => IsoDate | undefined {
  const isForSome = parts.some(part => ownDay(part) === undefined);
  return part => {
    const own = ownDay(part);
    return own !== undefined && isForSome ? own : (stated ?? own);
  };
}
