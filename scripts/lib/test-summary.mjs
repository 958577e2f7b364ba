// The end of a test run: a line for each suite, the tests that failed or were skipped, and the total.

/** Prints the outcomes of suites.mjs; returns how many failures there are. */
export function printSummary(outcomes) {
  console.log(`\n── summary ${'─'.repeat(89)}`);
  for (const one of outcomes) {
    const skipped = one.skipped.length > 0 ? `, ${one.skipped.length} skipped` : '';
    const problem = one.problem ? `: ${one.problem}` : '';
    const mark = failuresOf(one) === 0 ? '✔' : '✘';
    console.log(`${mark} ${one.name.padEnd(14)} ${one.passed} passed, ${failuresOf(one)} failed${skipped}${problem}`);
    for (const test of one.skipped) console.log(`    skipped: ${test}`);
    for (const test of one.broken ?? []) console.log(`    failed: ${test}`);
  }
  const failed = outcomes.reduce((sum, one) => sum + failuresOf(one), 0);
  console.log(`${outcomes.reduce((sum, one) => sum + one.passed, 0)} passed, ${failed} failed`);
  return failed;
}

/** A suite that could not run counts as one. */
function failuresOf({ failed, problem }) {
  return failed + (problem ? 1 : 0);
}
