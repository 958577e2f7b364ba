/**
 * 0: clean. 1: findings at the level of `--fail-on` or above, or files that would change. 2: could not run, or not on
 * everything.
 */
export const EXIT = { clean: 0, findings: 1, failed: 2 } as const;

export function exitCode(isFailed: boolean, isFound: boolean): number {
  if (isFailed) return EXIT.failed;
  return isFound ? EXIT.findings : EXIT.clean;
}
