import { defineConfig } from 'vitest/config';

// The suites that run in vitest, each a folder of test/. The real-VS-Code suites under test/e2e/ have a runner of their own.
const suite = (name: string) => ({ extends: true as const, test: { name, include: [`test/${name}/**/*.test.ts`] } });

export default defineConfig({
  test: {
    projects: ['unit', 'property', 'spec', 'growth', 'lsp', 'cli'].map(suite),
    maxWorkers: '100%', // of the cores; vitest's own choice leaves one idle, which on two is half of them
    // Measured by `npm test` where the suites that speak to the core run as a whole.
    coverage: {
      provider: 'v8',
      include: ['server/src/core/**/*.ts'],
      reporter: ['json-summary'],
      reportsDirectory: '.cache/reports/coverage',
    },
    chaiConfig: { truncateThreshold: 0 }, // a failure names what it found, and the end of a run repeats it
    testTimeout: 120_000, // a guard against a hang, not a deadline: nothing here is judged by its time
  },
});
