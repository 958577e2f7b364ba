import { defineConfig } from 'vitest/config';

/** Sweeps over every combination, and runs that take tens of seconds: `npm run test:deep`. */
const DEEP = '**/*.deep.test.ts';

// The suites that run in vitest. Most are a folder of test/; the runs in a real VS Code, test/e2e/, have a runner of
// their own.
const suite = (name: string) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], exclude: [DEEP] },
});

export default defineConfig({
  test: {
    projects: [
      ...['unit', 'property', 'spec', 'growth', 'lsp', 'cli'].map(suite),
      { extends: true, test: { name: 'deep', include: [`test/${DEEP}`] } },
    ],
    setupFiles: ['test/support/fixed-seed.ts'],
    isolate: false, // the files of a worker share the modules, whose import takes longer than most of the tests
    maxWorkers: '100%', // of the cores; vitest's own choice leaves one idle, which on two is half of them
    // `npm run coverage`
    coverage: {
      provider: 'v8',
      include: ['server/src/core/**/*.ts'],
      reporter: ['text-summary', 'html'],
      reportsDirectory: '.cache/reports/coverage',
    },
    chaiConfig: { truncateThreshold: 0 }, // a failure names what it found, and the end of a run repeats it
    testTimeout: 900_000, // a guard against a hang, not a deadline: no test depends on its time
    hookTimeout: 900_000,
  },
});
