/** Whether this is `npm run test:deep`, whose properties try other cases than those of `npm test`, and more. */
export const isDeep = process.env['ENCOUNTER_NOTES_DEEP'] === '1';

/** How many cases a property tries: `count` in the deep run, a quarter of them otherwise. */
export const runs = (count: number): number => (isDeep ? count : Math.ceil(count / 4));

/** The cases of a sweep: all in the deep run, the first and every so many after it otherwise. */
export const swept = <T>(cases: readonly T[], every: number): readonly T[] =>
  isDeep ? cases : cases.filter((_, i) => i % every === 0);
